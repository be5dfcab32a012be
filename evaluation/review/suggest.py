"""First drafts for a person: a leaf or a time from marked words, and the places of what is typed as notation."""

from collections.abc import Callable, Iterator
from typing import Any

from ...models import Criterion, Leaf, parse
from ...models.algebra import occurrences
from .drafts import Draft, Tree, as_data, leaves_in

KINDS = ("threshold", "exposure", "condition", "attribute", "other")
CONCEPT = {"threshold": "measure", "exposure": "agent", "condition": "condition"}


def leaf_from(text: str, start: int, end: int, kind: str) -> Tree:
    """A leaf of a kind that marked words say, as the program reads them alone, or one to be filled in."""
    start, end = _trimmed(text, start, end)
    words = text[start:end]
    span = {"start": start, "end": end}
    for leaf in _leaves(words):
        if leaf.op == kind and kind != "other":
            return {**_moved(as_data(leaf), start), "span": span}
    return {**_blank(kind, " ".join(words.split()), span), "span": span}


def time_from(text: str, start: int, end: int, part: str) -> Tree:
    """A ``window`` or a ``duration`` that marked words say, or one to be filled in."""
    start, end = _trimmed(text, start, end)
    span = {"start": start, "end": end}
    frame = "Exclusion: natalizumab " if part == "window" else "Inclusion: diabetes mellitus "
    for leaf in _leaves(frame + text[start:end]):
        if (time := as_data(leaf).get(part)) is not None:
            return {**time, "span": span}
    month = {"upper": {"value": 1, "inclusive": True}, "unit": "mo"}
    return {"range": month, "direction": "before", "anchor": "now", "span": span} if part == "window" else {
        "lower": {"value": 1, "inclusive": True}, "unit": "mo", "span": span,
    }  # fmt: skip


def from_notation(notation: str, c: Criterion, draft: Draft, text: str) -> Tree:
    """A rule that was typed; its places are those of the draft, or of its names in the criterion's words.

    Raises NotationError and ValidationError, as :func:`trialrules.models.parse` does.
    """
    known = list(leaves_in(draft.tree))

    def placed(leaf: Tree) -> Tree:
        same = next((x for x in known if _name(x) == _name(leaf) and x["op"] == leaf["op"]), None)
        if same is not None:
            return _with_places(leaf, same)
        return _found(leaf, c, text)

    return _mapped(as_data(parse(notation)), placed)


def _leaves(words: str) -> Iterator[Leaf]:
    from ... import extract  # its parts take seconds to load, and many reviews never need them

    for c in extract(words).criteria:
        yield from (o.leaf for o in occurrences(c.rule))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _moved(part: Any, by: int) -> Any:
    if isinstance(part, dict):
        if part.keys() == {"start", "end"}:
            return {"start": part["start"] + by, "end": part["end"] + by}
        return {k: _moved(v, by) for k, v in part.items()}
    return [_moved(x, by) for x in part] if isinstance(part, list) else part


def _blank(kind: str, words: str, span: Tree) -> Tree:
    name = {"name": words.lower(), "text": None, "span": span}
    match kind:
        case "threshold":
            at_least_0 = {"lower": {"value": 0, "inclusive": True}, "unit": "1"}
            return {"op": "threshold", "measure": name, "range": at_least_0}
        case "exposure":
            return {"op": "exposure", "role": "drug", "agent": name}
        case "condition":
            return {"op": "condition", "condition": name}
        case "attribute":
            return {"op": "attribute", "name": words.lower(), "value": "yes"}
    return {"op": "other", "text": words}


def _mapped(tree: Tree, change: Callable[[Tree], Tree]) -> Tree:
    if tree["op"] == "not":
        return {**tree, "of": _mapped(tree["of"], change)}
    if tree["op"] in ("all", "any", "at_least"):
        return {**tree, "of": [_mapped(part, change) for part in tree["of"]]}
    return change(tree)


def _name(leaf: Tree) -> str:
    concept = leaf.get(CONCEPT.get(leaf["op"], ""))
    return str(concept["name"] if concept else leaf.get("text") or leaf.get("name"))


def _with_places(leaf: Tree, same: Tree) -> Tree:
    out = {**leaf, "span": same["span"]} if "span" in same else dict(leaf)
    for part in (CONCEPT.get(leaf["op"], ""), "of", "to", "window", "duration"):
        if isinstance(out.get(part), dict) and isinstance(same.get(part), dict):
            places = {k: same[part][k] for k in ("span", "text", "also", "anchor_text") if k in same[part]}
            out[part] = {**out[part], **places}
    left_out = {x["name"]: x for x in same.get("excluding", ())}
    if "excluding" in out:
        out["excluding"] = [left_out.get(x["name"], x) for x in out["excluding"]]
    return out


def _found(leaf: Tree, c: Criterion, text: str) -> Tree:
    at = text[c.span.start : c.span.end].lower().find(_name(leaf).lower())
    if at < 0:
        return leaf
    span = {"start": c.span.start + at, "end": c.span.start + at + len(_name(leaf))}
    concept = CONCEPT.get(leaf["op"])
    return {**leaf, "span": span} | ({concept: {**leaf[concept], "span": span}} if concept else {})
