"""Lengths of time that no number says: "in the past year", "for a month", "more than a year ago", "a fortnight"."""

import re
from dataclasses import replace
from functools import cache

from ...patterns import comparators
from ...patterns.gate import Gated
from ..parts import Quantity
from .phrases import FLAGS

_LENGTHS: dict[str, tuple[float, str]] = {
    "year": (1, "a"), "month": (1, "mo"), "week": (1, "wk"), "day": (1, "d"), "hour": (1, "h"),
    "fortnight": (2, "wk"), "half a year": (6, "mo"),
}  # fmt: skip
_UNIT = Gated(
    r"\b(?:(?:calendar|full|whole)\s+)?(?P<unit>half\s+a\s+year|year|month|week|day|hour|fortnight)(?![\w-])(?!\s*\d)(?!\s+(?:care|case|clinic|hospital|surgery|unit)\b)",
    FLAGS,
)
_AND_A_HALF = re.compile(r"\s+and\s+a\s+half\b", FLAGS)
_NEAR = re.compile(
    r"\b(?:(?:last|past|previous|preceding|prior)|(?:with\s?in|in|during|over)\s+the\s+(?:next|coming|upcoming|following|"
    r"subsequent)|(?:with\s?in|for|lasting)\s+an?(?:\s+(?:full|whole))?)\s+$|\b(?:last|past|previous|prior)-$",
    FLAGS,
)
_WITHIN = re.compile(r"\bwith\s?in\s+$", FLAGS)
_ARTICLE = re.compile(r"\b(?:an?|(?P<the>(?:(?:in|on|during|over|within|for)\s+)?the))\s+$", FLAGS)
_AIMED = re.compile(
    r"\s*\)?\s*(?:ago|earlier|(?:period\s+)?(?:before|prior|preceding)|previous\s+to|leading|after|following|post|since)\b",
    FLAGS,
)


@cache
def _signs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, after = (comparators.alternatives(side) for side in ("before", "after"))
    return re.compile(rf"(?P<cmp>{before})\s+an?\s+$", FLAGS), re.compile(rf"\s+(?P<cmp>{after})", FLAGS)


def times(view: str, start: int, end: int, numbered: list[Quantity]) -> list[Quantity]:
    """The lengths in ``view[start:end]`` beside those that are ``numbered``."""
    found = (_time(view, start, end, m) for m in _UNIT.finditer(view, start, end))
    return [q for q in found if q and not any(n.start < q.end and q.start < n.end for n in numbered)]


def _time(view: str, start: int, end: int, m: "re.Match[str]") -> Quantity | None:
    lead = max(start, m.start() - 40)
    value, unit = _LENGTHS[" ".join(m["unit"].lower().split())]
    half = _AND_A_HALF.match(view, m.end(), end)
    value, stop = (value + 0.5, half.end()) if half else (value, m.end())
    length = Quantity(m.start(), stop, value, True, value, True, unit, said=False, number=m.span(), word=True)
    article = _ARTICLE.search(view, lead, m.start())
    before, after = _signs()
    if article and not article["the"]:
        if sign := before.search(view, lead, m.start()):
            return _bounded(length, comparators.sign("before", sign["cmp"]), sign.start(), stop)
        if sign := after.match(view, stop, end):
            return _bounded(length, comparators.sign("after", sign["cmp"]), m.start(), sign.end())
    near = _NEAR.search(view, lead, m.start()) or (value != 1 and _WITHIN.search(view, lead, m.start()))
    aimed = article is not None and _AIMED.match(view, stop, end) is not None
    within = article is not None and article["the"] is not None and article["the"].strip().lower() != "the"
    return length if near or (aimed and (within or unit not in ("d", "h"))) else None


def _bounded(length: Quantity, sign: str, start: int, end: int) -> Quantity:
    side, inclusive = comparators.SIDES[sign]
    return replace(
        length, start=start, end=end, lower=length.lower if side != "upper" else None, lower_inclusive=inclusive,
        upper=length.upper if side != "lower" else None, upper_inclusive=inclusive, said=True, sign=sign,
    )  # fmt: skip
