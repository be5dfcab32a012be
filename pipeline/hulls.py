"""Names that share words with others get the span of all their words: "viral" in "viral or toxic hepatitis".

While criteria are read each name holds the words that are its own alone, so that no two overlap.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .parts import Draft, Mention
from .shapes import span

Hulls = Mapping[tuple[int, int, str], tuple[int, int]]
_NAMED = ("agent", "condition", "of", "to")


def hulls_of(draft: Draft) -> Hulls:
    """The words of each name that shares some, by its own words and the name."""
    return {(m.start, m.end, m.name): hull for work in draft.criteria for m, hull in _hulls(work.mentions)}


def _hulls(found: list[Mention]) -> Iterator[tuple[Mention, tuple[int, int]]]:
    for m in found:
        if m.hull is None:
            continue
        start, end = m.hull
        if start < m.end:
            start, end = min(start, m.start), max(end, m.end)
        yield m, (start, max([end, *(o.end for o in found if o.start < end < o.end)]))


def whole(text: str, rule: Any, hulls: Hulls) -> Any:
    """The rule, its names and their leaves over all their words."""
    if not hulls or not isinstance(rule, dict):
        return rule
    if rule["op"] in ("all", "any", "at_least"):
        return {**rule, "of": [whole(text, one, hulls) for one in rule["of"]]}
    if rule["op"] == "not":
        return {**rule, "of": whole(text, rule["of"], hulls)}
    changed: dict[str, Any] = {}
    for key in _NAMED:
        concept = rule.get(key)
        if isinstance(concept, dict) and (named := _named(text, concept, hulls)) != concept:
            changed[key] = named
    if rule.get("excluding"):
        spared = [_named(text, one, hulls) for one in rule["excluding"]]
        changed |= {"excluding": spared} if spared != rule["excluding"] else {}
    if not changed:
        return rule
    leaf = rule | changed
    return leaf | {"span": _around(leaf["span"], (changed[key] for key in changed if key != "excluding"))}


def _named(text: str, concept: dict[str, Any], hulls: Hulls) -> dict[str, Any]:
    own = concept.get("span")
    hull = hulls.get((own["start"], own["end"], concept["name"])) if own else None
    return concept if hull is None else {**concept, "text": text[slice(*hull)], "span": span(*hull)}


def _around(own: dict[str, int], named: Iterable[dict[str, Any]]) -> dict[str, int]:
    spans = [own, *(one["span"] for one in named)]
    return span(min(s["start"] for s in spans), max(s["end"] for s in spans))
