"""Readings of a clause, tried in the order of ``READINGS``; what none of them takes is a list of leaves."""

import re
from collections.abc import Callable, Iterator

from ..parts import Part
from . import brackets, exceptions, limits
from .joints import TIGHT, coordinate, whole
from .nodes import Rule, Words, at, in_order, join, negate, negation, nodes_of, other

_FLAGS = re.IGNORECASE
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5} | {str(i): i for i in range(1, 10)}
_NUMBER = "one|two|three|four|five|[1-9]"
_MUST = re.compile(
    r"\b(?:must|should|shall|has\s+to|have\s+to|needs?\s+to|(?:is|are)\s+required)\b(?!\s+be\s+excluded)", _FLAGS
)
_IF = re.compile(r"\W*(?:\d+[.)]\s*)?(?:if|in\s+case\s+of|when)\b", _FLAGS)
_PEOPLE = re.compile(
    r"\W*(?:all|any)?\s*(?:(?:fe)?male\s+|adult\s+)?(?:patients?|subjects?|participants?|individuals?|those|women|men|"
    r"(?:fe)?males|volunteers?)\b",
    _FLAGS,
)
_WELCOME = re.compile(
    r"\b(?:(?:is|are)\s+|(?:may|can|will)\s+(?:only\s+|also\s+)?be\s+)(?:also\s+|only\s+)*(?:eligible|allowed|permitted|included|enrolled|"
    r"acceptable|accepted)\s+(?:only\s+)?(?:if|provided(?:\s+that)?|when|as\s+long\s+as)\b",
    _FLAGS,
)
_PERMITTED = re.compile(
    r"\b(?:(?:is|are|will\s+be|may\s+be|can\s+be)\s+(?:also\s+)?(?:acceptable|allowed|permitted|permissible)|"
    r"(?:is|are|will)\s+not\s+(?:be\s+)?(?:exclusionary|excluded|considered\s+exclusionary)|not\s+exclusionary|"
    r"(?<!not )(?<!not be )(?:allowed|permitted|permissible|acceptable)(?=\s*(?:[).;]|$)))\b"
    r"(?!\s+(?:if|only|unless|provided|when|by)\b)",
    _FLAGS,
)
_ADMITTED = re.compile(
    r"\b(?:is|are|(?:will|may|can)\s+be)\s+(?:also\s+)?(?:eligible|included|accepted|enrolled)\b"
    r"(?!\s+(?:if|only|unless|provided|when|by|from|in\s+an?)\b)",
    _FLAGS,
)
_COUNTED = re.compile(
    rf"\b(?:(?:at\s+least|minimum\s+of|>=|≥)\s*)?(?P<n>{_NUMBER}|any|all)\s*(?:\(\s*\d\s*\)\s*)?(?:or\s+more\s+)?(?:of\s+)?"
    r"(?:(?:the|these|any\s+of\s+the)?\s*(?:following|below)\b|these\b)[^:.;]{0,60}:|"
    rf"\b(?:at\s+least\s+)?(?P<m>{_NUMBER})\s+(?:or\s+more\s+)?of\s*:",
    _FLAGS,
)
_EITHER_WAY = re.compile(
    r"\b(?:with\s*(?:or|/|and\s*/\s*or)\s*without|regardless\s+of|irrespective\s+of)\s+(?:(?:the|any|an?|use|of)\s+)*$",
    _FLAGS,
)
_WHO = re.compile(
    r"\s*(?:patients?|subjects?|participants?)?\s*(?:who|with|of|aged|that|at|whose|having|unable|not|are|<|>|≥|≤|=|\()",
    _FLAGS,
)
_NO_EXCEPTION = re.compile(r"\b(?:which|that|who)\s+(?:is|are)\s+excluded\b", _FLAGS)
_CARRYING = frozenset(("pregnancy", "breastfeeding"))

Reading = Callable[[Words, int, int, list[Part]], Rule | None]


def clause(w: Words, start: int, end: int, parts: list[Part]) -> Rule:
    """The rule of a clause that holds at least one part."""
    parts = _decisive(w, in_order(parts))
    for reading in READINGS:
        if (rule := reading(w, start, end, parts)) is not None:
            return rule
    return listed(w, start, end, parts)


def listed(w: Words, start: int, end: int, parts: list[Part]) -> Rule:
    """Leaves joined by the words between them."""
    folded, left = limits.fold(w, parts)
    nodes = sorted([*folded, *nodes_of(w, left)], key=lambda n: n.start)
    return whole(w, brackets.fold(w, start, end, nodes))


def _decisive(w: Words, parts: list[Part]) -> list[Part]:
    """Without what holds either way: "with or without cirrhosis", "men and women"."""
    kept: list[Part] = []
    for p in parts:
        if p.leaf.get("value") != "any" and not _EITHER_WAY.search(w.view, max(0, p.start - 60), p.start):
            kept.append(p)
    return kept or parts


def _permissions(w: Words, start: int, end: int) -> Iterator["re.Match[str]"]:
    """Among inclusions "patients with X are eligible" is no permission but the requirement itself."""
    yield from _PERMITTED.finditer(w.view, start, end)
    if w.kind == "exclusion":
        yield from _ADMITTED.finditer(w.view, start, end)


def permitted(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    """What a sentence allows as a whole, or None."""
    m = next(_permissions(w, start, end), None)
    if m is None or _around(w.view, start, end, m.start()) != (start, end):
        return None
    inside = _without(parts, m)
    return listed(w._replace(kind="exclusion"), start, end, inside) if inside else None


def _without(parts: list[Part], m: "re.Match[str]") -> list[Part]:
    """The parts less the unread words that a match has read."""
    return [p for p in parts if not (p.leaf["op"] == "other" and m.start() <= p.start and p.end <= m.end())]


def _permission(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    """What is allowed binds nothing by itself; among exclusions it is an exception to what stands before it."""
    for m in _permissions(w, start, end):
        a, b = _around(w.view, start, end, m.start())
        inside = _without([p for p in parts if a <= at(p) < b], m)
        outside = [p for p in parts if not a <= at(p) < b]
        if not inside:
            continue
        if not outside:
            return other(w, a, b)
        rest = clause(w, start, end, outside)
        if w.kind != "exclusion":
            return join("all", [rest, other(w, a, b)])
        return join("all", [rest, negate(listed(w, a, b, inside))])
    return None


def _around(view: str, start: int, end: int, position: int) -> tuple[int, int]:
    """The bracket that a position stands in, or the stretch between semicolons."""
    for a, b in brackets.spans(view, start, end):
        if a < position < b:
            return a + 1, b
    a = max(view.rfind(";", start, position) + 1, start)
    b = view.find(";", position, end)
    return a, b if b >= 0 else end


def _conditional(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    """ "If A, B must hold", "Patients with A must have B", "A are eligible if B": not A, or B.

    Among exclusions such a requirement is kept as its violation: A and not B.
    """
    welcome = _WELCOME.search(w.view, start, end)
    must = _MUST.search(w.view, start, end)
    hinge = welcome or must
    if hinge is None or not (welcome or _IF.match(w.view, start, end) or _PEOPLE.match(w.view, start, end)):
        return None
    premise = [p for p in parts if p.end <= hinge.start()]
    consequence = [p for p in parts if at(p) >= hinge.end() or p.end > hinge.end()]
    if not consequence or all(_everybody(p) for p in premise) or len(premise) + len(consequence) < len(parts):
        return None
    a = clause(w, start, hinge.start(), premise) if w.kind != "exclusion" else listed(w, start, hinge.start(), premise)
    b = clause(w._replace(kind="inclusion"), hinge.end(), end, consequence)
    return join("all", [a, negate(b)]) if w.kind == "exclusion" else join("any", [negate(a), b])


def _everybody(p: Part) -> bool:
    """An age or "both sexes" says who takes part, not for whom a requirement holds."""
    leaf = p.leaf
    return (leaf["op"] == "threshold" and leaf["measure"]["name"] == "age") or leaf.get("value") == "any"


def _exception(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    found = exceptions.find(w, start, end, parts)
    if found is None:
        return None
    kinds, outside, inside, a, b = found
    heads = [p for p in outside if at(p) < a]
    if _NO_EXCEPTION.search(w.view, a, b):
        return join("any", [clause(w, start, end, outside), clause(w, a, b, inside)])
    if kinds and exceptions.are_kinds(heads[-1], inside) and not _listed_before(w, heads, a):
        exceptions.exclude(w, heads[-1], inside)
        return clause(w, start, end, outside)
    limits_alone = all(p.leaf["op"] == "threshold" for p in outside)
    if not kinds and len(heads) > 1 and limits_alone and heads[-2].value != heads[-1].value:  # each limit has its own
        last = _exception(w, heads[-2].end, end, [heads[-1], *inside])
        rest = clause(w, start, heads[-2].end, [p for p in outside if p is not heads[-1]])
        return join(w.default, [rest, last]) if last is not None else None
    if not kinds and w.kind == "inclusion":
        return join("any", [clause(w, start, end, outside), clause(w, a, b, inside)])
    alternatives = w._replace(kind="exclusion") if kinds else w
    return join("all", [clause(w, start, end, outside), negate(clause(alternatives, a, b, inside))])


def _listed_before(w: Words, heads: list[Part], exception: int) -> bool:
    """An exception from a whole list ("A (B or C), except D") narrows no single leaf; "A or B other than D" does."""
    if not re.search(r"[,)]", w.view[heads[-1].end : exception]):
        return False
    joined = w.view[heads[-2].end : heads[-1].start] if len(heads) > 1 else ""
    return len(heads) > 1 and heads[-2].leaf["op"] == heads[-1].leaf["op"] == "exposure" and len(joined) < 15


def _counted(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    """ "At least two of the following: A, B, C"."""
    m = _COUNTED.search(w.view, start, end)
    items = [p for p in parts if m is not None and at(p) >= m.end()]
    if m is None or len(items) < 2:
        return None
    before = [p for p in parts if at(p) < m.start()]
    folded, left = limits.fold(w, items)
    nodes = sorted([*folded, *nodes_of(w, left)], key=lambda n: n.start)
    each = [n.rule for n in coordinate(w, brackets.fold(w, m.end(), end, nodes), TIGHT)]
    if any(negation(p) is not None and negation(p) == negation(items[0]) for p in items[1:]):
        return None
    said = (m["n"] or m["m"]).lower()
    count = _NUMBERS.get(said, 1)
    if count > len(each):
        return None
    rule: Rule = {"op": "at_least", "count": count, "of": each}
    if count == 1:
        rule = join("all" if said == "all" else "any", each)
    return join("all", [listed(w, start, m.start(), before), rule]) if before else rule


def _population(w: Words, start: int, end: int, parts: list[Part]) -> Rule | None:
    """ "Women who ...": the sex binds all that is said of them; "pregnant women" says no more than "pregnant"."""
    sexes = [p for p in parts if p.leaf["op"] == "attribute" and p.leaf["name"] == "sex" and p.leaf["value"] != "any"]
    if len(parts) < 2 or len(sexes) != 1:
        return None
    (sex,) = sexes
    rest = [p for p in parts if p is not sex]
    if sex is parts[0] and _WHO.match(w.view, sex.end) and len({p.leaf["op"] for p in rest} & {"attribute"}) == 0:
        return join("all", [sex.leaf, clause(w, sex.end, end, rest)])
    before = [p for p in parts if p.end <= sex.start]
    carried = before and before[-1].leaf.get("condition", {}).get("name") in _CARRYING and negation(before[-1]) is None
    if carried and not w.view[before[-1].end : sex.start].strip():
        return clause(w, start, end, rest)
    return None


READINGS: list[Reading] = [_permission, _conditional, _exception, _counted, _population]
"""In this order; each may abstain."""
