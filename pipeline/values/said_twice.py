"""Values that are said twice: "Child-Pugh A (5-6 points)", "≥ 9 g/dL or ≥ 90 g/L", "≤ 11 % (97 mmol/mol)"."""

import re
from dataclasses import replace
from math import isclose

from ...patterns.measures import measures
from ..parts import Bounded, Quantity
from .again import as_bounded

_FLAGS = re.IGNORECASE

_OPENS = re.compile(r"\s*[(\[]\s*(?:(?:total\s+)?scores?|points?)?\s*(?:of|is|=|:)?\s*", _FLAGS)
_SCORES = {"Child-Pugh": ((5, 6), (7, 9), (10, 15))}
"""The scores of each class, the lowest first; their measure is the scale's "score"."""
_OPENING = re.compile(
    r"\s*[(\[]\s*(?:or\s+|i\.?e\.?,?\s*|=\s*|equal\s+to\s+|(?P<same>(?:(?:about|approx(?:\.|imate(?:ly)?)?|Snellen|acuity|equivalents?|"
    r"corresponding|(?:to|of)\b)\s*)+))?",
    _FLAGS,
)
_THINGS = re.compile(r"(?:\s+[a-z-]+){1,4}(?=\s*[)\]])", _FLAGS)
"""What a restated value counts: "(about 6 cups of coffee)"."""
_CLOSING = re.compile(
    r"\s*(?:points?|score|in\s+SI\s+units|(?P<all>(?:joints?\s+)?(?:assessed|evaluated|examined)|joints?(?:\s+counts?)?))?\s*[)\]]",
    _FLAGS,
)
_SIGHT = (
    r"(?:about|approx(?:\.|imate(?:ly)?)?|snellen|acuity|equivalents?|corresponding|etdrs|letters?|(?:letter\s+)?scores?|inclusive|"
    r"bc?va|best[\s-]corrected|visual|decimal|log\s?mar|read|i\.?e\.?,?|or\s+(?:better|worse|less|more|greater)|in\s+the\s+study\s+eye|to|of|or|an?|=|≈|~)"
)
_SIGHT_OPENS = re.compile(rf"(?:\s*{_SIGHT}(?!\w))*\s*[(\[](?:\s*{_SIGHT}(?!\w))*\s*", _FLAGS)
_SIGHT_CLOSES = re.compile(rf"(?:\s*{_SIGHT}(?!\w))*\s*[)\]]", _FLAGS)
_FRACTION = re.compile(r"\d/\d")
_MAXIMUM = re.compile(r"\s*\(\s*(?:out\s+)?of\s+(?:an?\s+)?(?:possible\s+|maximum\s+|total\s+(?:of\s+)?)?$", _FLAGS)
_SAME_AGAIN = re.compile(
    r"\s*[,(]?\s*(?:or|i\.?e\.?,?|=|equivalent\s+to|that\s+is)\s*"
    r"|\s*(?:at|on)\s+(?:the\s+)?(?:screening|baseline|enrol\w+|inclusion|randomi[sz]ation|entry|(?:visit|day|week)\s+-?\d+)"
    r"(?:\s+visit)?\s*[(\[]\s*",
    _FLAGS,
)
_ROUNDED = 0.02
"""How far the same value in two units may differ."""


def once(view: str, bounded: list[Bounded]) -> list[Bounded]:
    """The bounded measures less the scores that only say a class again."""
    out: list[Bounded] = []
    for b in bounded:
        if out and (end := _again(view, out[-1], b) or _seen_again(view, out[-1], b)):
            out[-1] = replace(out[-1], end=end, quantity=replace(out[-1].quantity, end=end))
        else:
            out.append(b)
    return out


def _seen_again(view: str, a: Bounded, b: Bounded) -> int:
    """Where a bracket ends that says letters as a Snellen fraction, or the other way round: "24 letters (20/320)"."""
    if a.name != b.name or a.name != "visual acuity":
        return 0
    fractions = [_FRACTION.search(view, x.quantity.start, x.quantity.end) is not None for x in (a, b)]
    close = _SIGHT_CLOSES.match(view, b.quantity.end)
    again = fractions[0] != fractions[1] and close and _SIGHT_OPENS.fullmatch(view, a.end, b.quantity.start)
    return close.end() - 1 if again and close else 0


def _again(view: str, a: Bounded, b: Bounded) -> int:
    """Where a score ends that only says a class again, or 0."""
    scores = _SCORES.get(a.name, ())
    first, last = a.quantity.lower, a.quantity.upper
    if not scores or b.name != f"{a.name} score" or first is None or last is None or last > len(scores):
        return 0
    if a.quantity.end > b.quantity.start or not _OPENS.fullmatch(view, a.quantity.end, b.quantity.start):
        return 0
    lowest, highest = scores[int(first) - 1][0], scores[int(last) - 1][1]
    low, high = b.quantity.lower, b.quantity.upper
    same = (low == lowest or (low is None and first == 1)) and (
        high == highest or (high is None and last == len(scores))
    )
    return b.end if same else 0


def restated(view: str, last: Bounded, q: Quantity) -> Bounded | None:
    """The last threshold with the bracket that says its value again, in another unit or as its maximum."""
    opening = _OPENING.fullmatch(view, last.end, q.start)
    if opening is not None and opening["same"] and (things := _THINGS.match(view, q.end)):
        return _stretched(last, q, things.end())
    if _in_another_unit(view, last, q):
        return _stretched(last, q)
    close = _CLOSING.match(view, q.end)
    if close is None:
        return None
    if not q.said and (
        _MAXIMUM.match(view[last.end : q.start]) or (close["all"] and view[last.end : q.start].strip() == "(")
    ):
        return _stretched(last, q)
    if opening is None or q.is_time != last.quantity.is_time:
        return None
    units = (last.quantity.relative or last.quantity.unit, q.relative or q.unit)
    points = close.group().strip(" )]") and measures().get(f"{last.name} score") is None
    return _stretched(last, q) if points or opening["same"] or (None not in units and units[0] != units[1]) else None


def _in_another_unit(view: str, last: Bounded, q: Quantity) -> bool:
    """ "≥ 38.0 °C / 100.4 °F", "≥ 9 g/dL or ≥ 90 g/L": the same value in the measure's other unit."""
    units = (last.measure.unit, *last.measure.units) if last.measure is not None else ()
    if q.unit not in units or last.quantity.unit not in units or q.unit == last.quantity.unit:
        return False
    if not q.said and view[last.end : q.start].strip() == "/":
        return True
    return _SAME_AGAIN.fullmatch(view, last.end, q.start) is not None and _equal(last, q)


def _equal(last: Bounded, q: Quantity) -> bool:
    """Whether a value with the same comparator, or with none, is that of the last in another unit, but for rounding."""
    a = last.quantity
    q = as_bounded(q, a) if not q.said and q.lower == q.upper else q
    units = (a.unit, q.unit) if last.measure is not None and not a.relative and not q.relative else ()
    lines = [line for unit in units if unit and last.measure and (line := last.measure.line_from(unit)) is not None]
    if len(lines) < 2 or (a.lower_inclusive, a.upper_inclusive) != (q.lower_inclusive, q.upper_inclusive):
        return False
    (slope, zero), (other_slope, other_zero) = lines
    bounds = [(a.lower, q.lower), (a.upper, q.upper)]
    return all(
        x == y if x is None or y is None
        else isclose(x * slope + zero, y * other_slope + other_zero, rel_tol=_ROUNDED)
        for x, y in bounds
    )  # fmt: skip


def _stretched(b: Bounded, q: Quantity, end: int | None = None) -> Bounded:
    return replace(b, end=end or q.end, quantity=replace(b.quantity, end=end or q.end))
