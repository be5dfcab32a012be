"""Puts a measure and its value together: the two of a blood pressure, rates, limits before the measure."""

import re
from dataclasses import replace
from functools import cache

from ...patterns import comparators
from ...patterns.measures import measures
from ...patterns.tables import Match
from ..parts import Bounded, Quantity

_FLAGS = re.IGNORECASE
_BEFORE = re.compile(r"\bbefore\s+(?:the\s+)?$", _FLAGS)
_LIMITING = re.compile(r"\b(?:min|max)(?:im(?:um|al))?\s*$", _FLAGS)
_RATE = re.compile(
    r"\s*(?:/|\bper\b|\ba\b|\beach\b|\bevery\b)\s*(?P<time>day|week|month|year)\b|\s+(?P<daily>daily|weekly)", _FLAGS
)
_TIMES = {"d": "d", "w": "wk", "m": "mo", "y": "a"}


@cache
def _ahead() -> re.Pattern[str]:
    words = comparators.alternatives("before")
    return re.compile(rf"(?P<cmp>{words})\s*(?:an?\s+|the\s+)?$", _FLAGS)


def rated(view: str, b: Bounded) -> Bounded:
    """ "8 micturitions per day": the time stands in the unit."""
    m = _RATE.match(view, b.end)
    if m is None or b.quantity.unit not in (None, "1"):
        return b
    q = replace(b.quantity, unit="/" + _TIMES[(m["time"] or m["daily"])[0].lower()])
    return Bounded(b.start, m.end(), q, b.name, b.words, b.measure)


def bounded_by(view: str, q: Quantity, m: Match) -> Bounded:
    measure = measures()[m.entry.name]
    if not q.said and (limit := _LIMITING.search(view, max(0, m.start - 12), m.start)):
        least = limit.group().lower().startswith("min")
        q = replace(q, lower=q.lower if least else None, upper=None if least else q.upper, said=True)
    if not q.said and measure.unit == "1" and (limit := _ahead().search(view, max(0, m.start - 30), m.start)):
        sign = comparators.sign("before", limit["cmp"])  # "greater than NYHA 2"
        side, inclusive = comparators.SIDES[sign]
        q = replace(
            q, lower=q.lower if side == "lower" else None, upper=q.upper if side == "upper" else None, said=True,
            lower_inclusive=inclusive, upper_inclusive=inclusive, start=limit.start(), sign=sign,
        )  # fmt: skip
    if not q.said and measure.name in ("age", "gestational age"):
        if _BEFORE.search(view, max(0, q.start - 12), q.start):
            q = replace(q, lower=None, upper_inclusive=False, said=True, sign="<")
    return Bounded(min(q.start, m.start), max(q.end, m.end), q, measure.name, (m.start, m.end), measure)


def paired(view: str, b: Bounded) -> list[Bounded]:
    """A measure of two values ("BP > 180/110") is two thresholds."""
    if b.measure is None or not b.measure.pair:
        return [b]
    m = re.compile(
        r"\s*(?:mm\s?Hg\s*)?(?:/|over|and\s*/\s*or|or|and)\s*(?:[<>≤≥]=?\s*)?(\d{2,3})(?:\s*mm\s?\[?Hg\]?)?", _FLAGS
    ).match(view, b.quantity.end)
    if m is None:
        return [renamed(b, b.measure.pair[0], b.quantity, b.end)]
    value = int(m[1])
    unit = b.quantity.unit or ("mm[Hg]" if "hg" in m.group().lower() else None)
    q = b.quantity
    top = replace(q, unit=unit)
    low = replace(
        q,
        unit=unit,
        lower=value if q.lower is not None else None,
        upper=value if q.upper is not None else None,
        end=m.end(),
    )
    return [renamed(b, b.measure.pair[0], top, b.end), renamed(b, b.measure.pair[1], low, m.end())]


def renamed(b: Bounded, name: str, q: Quantity, end: int) -> Bounded:
    return Bounded(b.start, end, q, name, b.words, measures().get(name, b.measure))
