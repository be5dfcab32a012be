"""Ordered classes beside their measure become numbers: "NYHA III or IV", "Child-Pugh B/C", "ECOG 0, 1 or 2"."""

import re
from dataclasses import replace
from functools import cache

from ...patterns import comparators
from ...patterns.measures import measures
from ...patterns.tables import Match
from ..parts import Bounded, Quantity
from .roman import ROMAN
from .shared import counts_noun

_FLAGS = re.IGNORECASE


def with_classes(view: str, end: int, found: list[Quantity], known: list[Match]) -> list[Quantity]:
    """Ordered classes beside their measure become numbers: "NYHA III or IV", "Child-Pugh B/C", "ECOG 0, 1 or 2"."""
    out = list(found)
    for m in known:
        measure = measures()[m.entry.name]
        if measure.classes:
            out += _letters(view, end, m, measure.classes, out)
        if measure.unit == "1":
            out = _listed(view, m, out)
    return sorted(out, key=lambda q: q.start)


_LEAD = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*|[)\]]\s*)?(?:(?:score|class(?:ification)?|grade|stage|status|category|functional|physical|performance|of|is|=|:|-|was|must|be|in|points?|scale|has|have|with|stages|classes|grades|levels?)\s*)*",
    _FLAGS,
)

_OR_ANOTHER = re.compile(r"\s*,\s*or\s+(?:(?:class|grade|stage)\s*)?|\s+or\s+(?:class|grade|stage)\s*", _FLAGS)
_SMALLEST_SCALE = 10
"""Behind a slash a larger number is how far the scale goes, and no class."""
_LIMITED = re.compile(
    r"\s*,?\s*(?:with(?:out)?|if|when|where|in|for|lasting|due|provided|accompanied|associated)\b", _FLAGS
)


def _letters(view: str, end: int, m: Match, classes: tuple[str, ...], quantities: list[Quantity]) -> list[Quantity]:
    lead = _LEAD.match(view, m.end, end)
    pos = lead.end() if lead else m.end
    before = _comparator("before").match(view, pos, end)
    at = before.end() if before else pos
    letters = "|".join(map(re.escape, classes))
    first = re.compile(rf"({letters})(?![a-z])(?:\d{{0,2}}\b)").match(view, at, end)
    if first is None or (first[1] == "B" and first.group()[-1].isdigit()):  # "Child-Pugh B7" is not all of B
        return []
    values, stop, apart = [_number(first[1], classes)], first.end(), None
    more = re.compile(rf"\s*(?:,|/|-|to|or|and|,\s*or|\s)+\s*(?:(?:class|stage|grade)\s+)?({letters})(?![A-Za-z])")
    while (nxt := more.match(view, stop, end)) is not None:
        if _OR_ANOTHER.fullmatch(view, stop, nxt.start(1)) and _LIMITED.match(view, nxt.end(), end):
            apart = nxt  # "Child-Pugh A, or B if stable"
            break
        values.append(_number(nxt[1], classes))
        stop = nxt.end()
        if nxt[1] == "B" and view[stop : stop + 1].isdigit():
            return []
    sign = comparators.sign("before", before["cmp"]) if before else "="
    if before is None and (after := _comparator("after").match(view, stop, end)):
        sign, stop = comparators.sign("after", after["cmp"]), after.end()
    side, inclusive = comparators.SIDES[sign]
    low = min(values) if side in ("lower", "both") else None
    high = max(values) if side in ("upper", "both") else None
    if any(q.start < stop and pos < q.end for q in quantities):
        return []
    found = [Quantity(pos, stop, low, inclusive, high, inclusive, "1", said=sign != "=", number=(at, stop), sign=sign)]
    if apart is not None:
        a, b, other = *apart.span(1), _number(apart[1], classes)
        found.append(Quantity(a, b, other, True, other, True, "1", said=True, number=(a, b), sign="="))
    return found


@cache
def _comparator(side: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<cmp>{comparators.alternatives(side)})\s*", _FLAGS)


def _number(text: str, classes: tuple[str, ...]) -> int:
    """ "C" is the third of A, B, C; "F3" says its number."""
    return int(text[-1]) if text[-1].isdigit() else classes.index(text) + 1


def _listed(view: str, m: Match, quantities: list[Quantity]) -> list[Quantity]:
    """Bare values in a row after a score ("0, 1 or 2", "= III or IV") are one range."""
    lead = _LEAD.match(view, m.end)
    run = [i for i, q in enumerate(quantities) if lead and m.end <= q.start <= lead.end() and q.unit in (None, "1")]
    if not run or (quantities[run[0]].said and quantities[run[0]].sign not in ("..", "=")):
        return quantities
    i = run[0]
    first, stop = quantities[i], i + 1
    while stop < len(quantities):
        gap = view[quantities[stop - 1].end : quantities[stop].start].lstrip("abcABC" if first.roman else "")
        nxt = quantities[stop]
        if (
            nxt.said
            or nxt.unit is not None
            or not re.fullmatch(r"\s*(?:,|/|-|–|or|and|,\s*or|,\s*and|to|&)\s*(?:class|grade|stage)?\s*", gap, _FLAGS)
            or (gap.strip() == "," and counts_noun(view, nxt))  # "EDSS 3, 2 relapses"
            or (gap.strip() == "/" and (nxt.lower or 0) >= _SMALLEST_SCALE)  # "MMSE 4 to 26 / 30"
        ):
            break
        if _OR_ANOTHER.fullmatch(gap) and stop == i + 1 and _LIMITED.match(view, nxt.end):
            quantities = [*quantities[:stop], replace(nxt, said=True, sign="="), *quantities[stop + 1 :]]
            break  # "grade 3, or grade 2 with pain"
        stop += 1
    if stop == i + 1:
        return quantities
    values = [v for q in quantities[i:stop] for v in (q.lower, q.upper) if v is not None]
    joined = replace(first, end=quantities[stop - 1].end, lower=min(values), upper=max(values), said=True, sign="..")
    return [*quantities[:i], joined, *quantities[stop:]]


_MEMBER = re.compile(r"\d+(?:\.\d+)?|[A-Z]+\d?", re.ASCII)
_THROUGH = re.compile(r"\s*(?:-|–|~|to|through)\s*", _FLAGS)
_NEXT = re.compile(r"[A-Ca-c]?\s*(?:,|/|or|and|&|,\s*or|,\s*and)\s*(?:class|grade|stage|type)?\s*", _FLAGS)


def without_holes(view: str, b: Bounded) -> list[Bounded]:
    """ "0-1 or 4" is 0 to 1, and 4: a row of values as ranges without holes; they share the words."""
    q = b.quantity
    if b.measure is None or b.measure.unit != "1" or q.unit not in (None, "1") or q.relative:
        return [b]
    if q.lower is None or q.upper is None or q.upper - q.lower < 2 or view[q.start : q.number[0]].strip():
        return [b]
    runs = _runs(view, q, b.measure.classes)
    if len(runs) < 2 or (runs[0][0], runs[-1][1]) != (q.lower, q.upper):
        return [b]
    return [replace(b, quantity=replace(q, lower=low, upper=high)) for low, high in runs]


def _runs(view: str, q: Quantity, classes: tuple[str, ...]) -> list[tuple[float, float]]:
    """The ranges of a row of values from the lowest on; none where it is no row."""
    values: list[tuple[float, float]] = []
    at = q.number[0]
    for m in _MEMBER.finditer(view, q.number[0], q.end):
        value = _member(m.group(), classes)
        if value is None:
            return []
        if values and _THROUGH.fullmatch(view, at, m.start()):
            values[-1] = min(values[-1][0], value), max(values[-1][1], value)
        elif values and not _NEXT.fullmatch(view, at, m.start()):
            return []
        else:
            values.append((value, value))
        at = m.end()
    runs: list[tuple[float, float]] = []
    for low, high in sorted(values):
        if runs and low <= runs[-1][1] + 1:
            runs[-1] = runs[-1][0], max(high, runs[-1][1])
        else:
            runs.append((low, high))
    return runs


def _member(word: str, classes: tuple[str, ...]) -> float | None:
    if word[0].isdigit():
        return float(word) if "." in word else int(word)
    return _number(word, classes) if word in classes else ROMAN.get(word)
