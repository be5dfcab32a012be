"""The place in a lead-in where its items stand: "no history of **any of the following**:".

A lead-in is read like any other criterion, with a leaf in that place. What the words say of this leaf (a window, a
denial, a history, an allergy to it) they say of every item, and the items' rules are put where the leaf stands.
"""

import re
from typing import Any

from ...patterns.fold import fold
from ...patterns.tables import Word
from ...patterns.words import quality_words
from ..naming import prefixes, responses
from ..naming.allergies import FAILURE
from ..parts import Cue, Mention, Part, Work
from ..shapes import span
from ..timing.results import RESULTS
from ..timing.washouts import Stated
from .nodes import join, leaves_of

_FLAGS = re.IGNORECASE
_GIVEN = frozenset(("dose", "duration"))
_NEAR = 25
ITEMS = "\0items"
"""The name of the leaf that stands for the items; no text holds it."""

_NOUNS = (
    r"(?:criteri(?:a|on)|conditions?|disorders?|diseases?|illnesses|diagnos[ie]s|medications?|medicines?|drugs?|agents?|"
    r"treatments?|therap(?:y|ies)|procedures?|events?|findings?|signs?|symptoms?|features?|characteristics?|risk\s+factors?|"
    r"factors?|laboratory\s+(?:values|parameters|tests|abnormalities|criteria|results)|values|parameters|tests?|results|"
    r"abnormalities|items?|requirements?|categories|situations?|circumstances|comorbidities|infections?|substances|vaccines?)"
)
_FOLLOWING = re.compile(
    r"(?:\b(?:any|all|each|either|both|at\s+least|a\s+minimum\s+of|[1-9]|one|two|three|four|five|more|or|of|≥)\s*"
    r"(?:\([1-9]\)\s*)?)*"
    rf"\b(?:the|these)\s+(?:[\w-]+\s+)?following(?:\s+(?:[\w-]+\s+)?{_NOUNS}\b)?|"
    r"\b(?:(?:at\s+least|any|a\s+minimum\s+of|≥)\s*)?(?:[1-9]|one|two|three|four|five|all|both|any|either)\s+"
    r"(?:or\s+more\s+)?(?:out\s+)?of(?=\s*:)|"
    rf"\bany\s+of\s+(?:these|the\s+{_NOUNS}\s+below)\b|\bfollowing\s+{_NOUNS}\b",
    _FLAGS,
)
_EXCEPTIONS = re.compile(r"\s+exceptions?\s*:", _FLAGS)
"""Behind "with the following" these are what the items are."""
_JOINS = re.compile(r"(?:(?:or|of)\s+)?", _FLAGS)
"""Before the words that stand for the items these are of what stands before: "none of", "gout or any of"."""
_LIMITS = re.compile(r"\b(?:unless|except|if|provided|only)\b", _FLAGS)
_OPEN = re.compile(
    r"\b(?:of|to|with|for|from|against|by|on|than|us(?:e|ing)|tak(?:e|en|ing)|receiv(?:e|ed|ing)|ha(?:ve|s|d|ving)|"
    r"underg(?:o|one|oing)|requir(?:e|es|ed|ing)|needs?|experienced|tolerate|perform|complete|been|being|be|is|are|was|were|shows?|include|including)"
    r"[\s:,(\-–—]*$",
    _FLAGS,
)
_GOVERNS = re.compile(r"\b(?:[a-z]+ing|[a-z]+ed|such as|e\.g\.,?|i\.e\.,?)\s+$", _FLAGS)
"""A verb right before "any of the following" says something of each."""
_GRADE = re.compile(r"\b(?:grade|class|stage|score)s?\s*(?:[≥>]=?|at\s+least)?\s*$", _FLAGS)
_TOPIC = re.compile(
    r"(?:values?|tests?|results?|parameters?|levels?|functions?|findings?|evaluations?|labs|sampling)$", _FLAGS
)
_MEDICATION = re.compile(r"(?:concomitant )?(?:medication|drug|medicine)")
_DEFINED = re.compile(
    r"\b(?:as\s+)?(?:defined|evidenced|demonstrated|determined|shown|indicated|documented|characteri[sz]ed|manifested|"
    r"confirmed|assessed|measured|specified|described|meet(?:s|ing)?|fulfil\w*|satisf\w*)\s+(?:as|by|having)?"
    r"(?:\s*(?:the\s+)?(?:presence|existence|occurrence|evidence)\s+of)?(?:\s*(?:any|either|one|all|both|at\s+least\s+one)\s+of)?[\s:(]*$",
    _FLAGS,
)
_SHOWN = re.compile(
    rf"\b{RESULTS}\b[^:;.]{{0,90}}\b(?:must\s+|should\s+|shall\s+)?(?:show(?:s|ing)?|demonstrat(?:e|es|ing)|confirm(?:s|ing)?)"
    r"(?:\s+that)?[\s:(]*$",
    _FLAGS,
)
"""Results that show what the items say: "blood tests within 4 weeks before registration show all of the following:"."""


def hole(view: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a lead-in's items stand: at the words "any of the following", or else at the colon that ends it."""
    found = None
    for m in _FOLLOWING.finditer(view, start, end):
        if _EXCEPTIONS.match(view, m.end(), end) is None:
            found = m.span()
    if found is not None:
        found = (_JOINS.match(view, *found).end(), found[1])  # type: ignore[union-attr]
        graded = _GRADE.search(view, start, found[0])
        return (view.rfind("the", *found), found[1]) if graded and "the" in view[slice(*found)] else found
    last = end - 1
    while last > start and view[last] in " \t\n":
        last -= 1
    return (last, last + 1) if view[last : last + 1] in (":", "–", "—") else None


def with_items(view: str, work: Work, items: list[Work]) -> list[Mention]:
    """A lead-in's mentions with the one that stands for the items: a drug where most of them are given.

    "Laboratory values" and the like name no thing beside the items that are the values.
    """
    assert work.hole is not None
    kinds = [m.kind for item in items for m in item.mentions[:1]]
    given = sum(kind not in ("condition", "attribute", "judgement") for kind in kinds)
    hole = Mention(*work.hole, "drug" if given * 2 > len(items) else "condition", ITEMS, (), "")
    hole = prefixes.framed(view, work.start, hole)
    own = [m for m in work.mentions if not _is_topic(m)]
    return responses.read(view, work.start, work.end, sorted([*own, hole], key=lambda m: m.start))


def _is_topic(m: Mention) -> bool:
    """ "Laboratory values:", "prohibited medications within 7 days:": what the items spell out."""
    if m.kind in ("condition", "procedure"):
        return _TOPIC.search(m.name) is not None
    return m.kind == "therapy" and _MEDICATION.fullmatch(m.name) is not None


def is_items(leaf: dict[str, Any]) -> bool:
    """Whether a leaf stands for the items, or is an allergy to them."""
    what = leaf.get("to") or leaf.get("agent") or leaf.get("condition")
    return what is not None and bool(what["name"].endswith(ITEMS))


def names_items(leaf: dict[str, Any]) -> bool:
    """Whether the items stand anywhere in a leaf: also as what is graded, or as kinds that do not count."""
    concepts = [leaf.get("of"), *(leaf.get("excluding") or ())]
    return is_items(leaf) or any(isinstance(c, dict) and str(c.get("name", "")).endswith(ITEMS) for c in concepts)


def left_open(rule: Any) -> bool:
    """Whether a place for the items is left somewhere in a rule."""
    return repr(ITEMS)[1:-1] in repr(rule)


def topic(view: str, work: Work) -> bool:
    """Whether the words before the hole are a heading ("Adequate organ function:") that no item completes."""
    assert work.hole is not None
    before = view[work.start : work.hole[0]]
    if fold(before.rpartition(" ")[2].strip()) in quality_words():  # "severe or uncontrolled:"
        return False
    if _DEFINED.search(before) or _SHOWN.search(before):
        return True
    governs = bool(view[slice(*work.hole)].strip(":–— ")) and _GOVERNS.search(before) is not None
    return not (governs or _OPEN.search(before) or _LIMITS.search(before))


def defines(view: str, start: int, end: int) -> bool:
    """Whether the words before a hole say that the items are how something is known: "…, as shown by any of:"."""
    return _DEFINED.search(view, start, end) is not None


def saying(view: str, work: Work) -> list[Word]:
    """The words of a lead-in that may say something of its items: a heading's unread ones do not."""
    assert work.hole is not None
    if not topic(view, work):
        return work.words
    read = [(p.start, p.end) for p in work.parts] + [(work.hole[1], work.end)]
    return [w for w in work.words if any(a <= w.start and w.end <= b for a, b in read)]


def silent(view: str, work: Work) -> bool:
    """Whether a lead-in is a heading of which nothing was read but the place of its items."""
    assert work.hole is not None
    return (
        topic(view, work)
        and all(_plain(p) for p in work.parts)
        and not any(work.hole[1] <= w.start for w in work.words)
    )


def _plain(part: Part) -> bool:
    bare = part.leaf.keys().isdisjoint(("window", "duration", "to", "dose", "status"))
    return is_items(part.leaf) and not part.cues and part.alternative is None and bare and not frame_of(part.leaf)


def holds(rule: dict[str, Any] | None) -> bool:
    """Whether a rule has a place for the items."""
    return rule is not None and any(map(names_items, leaves_of(rule)))


def dressed(rule: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """An item's rule with what the lead-in says of all items; what an item says itself stays.

    A window is for the item's thresholds, or, where it has none, for all it names.
    """
    measured = "window" in said and any(leaf["op"] == "threshold" for leaf in leaves_of(rule))
    return _dressed(rule, said, {"threshold"} if measured else {"exposure", "condition"})


def timeless(rule: dict[str, Any] | None, said: dict[str, Any]) -> bool:
    """Whether the time that a lead-in gives its items is said of nothing in one of them."""
    times = {key: said[key] for key in ("window", "duration") if key in said}
    if rule is None or not times or any(not times.keys().isdisjoint(leaf) for leaf in leaves_of(rule)):
        return False
    return any(leaf["op"] != "other" for leaf in leaves_of(rule)) and dressed(rule, said) == rule


def _dressed(rule: dict[str, Any], said: dict[str, Any], ops: set[str]) -> dict[str, Any]:
    if rule["op"] in ("all", "any", "at_least"):
        parts = rule["of"]
        if "to" in said and rule["op"] == "all" and any(_GIVEN.isdisjoint(part) for part in parts):
            return {**rule, "of": [part if _GIVEN & part.keys() else _dressed(part, said, ops) for part in parts]}
        return {**rule, "of": [_dressed(part, said, ops) for part in parts]}
    if rule["op"] == "not":
        return {**rule, "of": _dressed(rule["of"], said, ops)}
    if rule["op"] not in ops or rule.get("measure", {}).get("name") == "age":  # which nobody looks up in the past
        return rule
    if "to" in said and rule["op"] == "exposure":
        given = said["condition"]["name"] == FAILURE and not _GIVEN.isdisjoint(rule)
        rule = join("all", [allergy_to(rule, said), rule]) if given else allergy_to(rule, said)
        if given:  # "failure of: methotrexate for 12 weeks": how long it was given stays
            return rule
    elif rule["op"] == "condition" and (frame := frame_of(said)):
        rule = {**rule, "condition": {**rule["condition"], "name": frame + rule["condition"]["name"], "codes": []}}
    timed = ("window",) if "window" in said else ("window", "duration")  # "for > 10 days" may be within 3 months
    extra: dict[str, Any] = {key: said[key] for key in ("window", "duration") if key in said}
    if not rule.keys().isdisjoint(timed):
        extra = {}
    if "status" in said and rule["op"] != "threshold" and not rule.get("status"):
        extra["status"] = said["status"]
    return {**rule, **extra}


def items_part(work: Work) -> Part | None:
    """The part that stands for the items of a lead-in that names nothing else."""
    return work.parts[0] if len(work.parts) == 1 and is_items(work.parts[0].leaf) else None


def of_items_alone(parts: list[Part], said: Stated, excludes: bool) -> list[Part]:
    """What a lead-in says of its items, where its words only say that each has a time of its own.

    A denial that belongs to these words ("not enough time since", "free of A for the periods below") is in the times.
    """
    items = [p for p in parts if is_items(p.leaf)]
    for part in items:
        first = said.words[0] - (_NEAR if excludes else 0)
        ours = [c for c in part.cues if said.off and c.category == "NEGATED" and first <= c.start < said.words[1]]
        part.cues = [c for c in part.cues if c not in ours] + [Cue("STATED", c.start, c.end) for c in ours]
        part.cues.append(Cue("STATED", *said.words))
    return items or parts


def frame_of(said: dict[str, Any]) -> str:
    """What a lead-in makes of the names of its items: "family history of "."""
    what = said.get("condition") or said.get("agent") or {"name": ITEMS}
    return str(what["name"]).removesuffix(ITEMS) if "to" not in said else ""


def allergy_to(item: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """The allergy that a lead-in names, to what an item names."""
    return {
        "op": "condition",
        "condition": said["condition"],
        "to": item["agent"],
        "to_role": item["role"],
        "span": item["span"],
    }


def unread(text: str, work: Work) -> dict[str, Any]:
    """A criterion's words as a leaf that a person must judge."""
    return {"op": "other", "text": text[work.start : work.end], "span": span(work.start, work.end)}
