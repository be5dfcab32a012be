"""Lengths of two units: "one year and six months", "2 weeks and 3 days"."""

import re
from dataclasses import replace

from ..parts import Quantity
from ..values.pairs import in_shorter_unit
from .phrases import FLAGS

_PLUS = re.compile(r"\s*,?\s*(?:and\s+|plus\s+|\+\s*)?", FLAGS)
_OF_EACH = re.compile(r"[^.;]{0,80}\brespectively\b|\s*\)?\s*(?:for|of|if|in)\b", FLAGS)
_FULL = {"mo": 12, "d": 7}
"""So many of the shorter unit make one of the longer."""


def summed(view: str, end: int, times: list[Quantity]) -> list[Quantity]:
    """The lengths with those of two units as one, in the shorter unit; two lengths for two things stay apart."""
    out: list[Quantity] = []
    for q in times:
        whole = _sum(out[-1], q) if out and _joins(view, end, out[-1], q) else None
        out[-1:] = [whole] if whole else [*out[-1:], q]
    return out


def _joins(view: str, end: int, a: Quantity, b: Quantity) -> bool:
    rest = b.upper if b.lower == b.upper else None
    shorter = b.unit != a.unit and rest is not None and rest < _FULL.get(b.unit or "", 0)
    return (
        shorter and not b.said and bool(_PLUS.fullmatch(view, a.end, b.start)) and not _OF_EACH.match(view, b.end, end)
    )


def _sum(a: Quantity, b: Quantity) -> Quantity | None:
    pair = in_shorter_unit(a, b)
    if pair is None or pair[0].unit != b.unit:
        return None
    more = b.upper or 0
    lower, upper = (v if v is None else v + more for v in (pair[0].lower, pair[0].upper))
    return replace(pair[0], end=b.end, lower=lower, upper=upper)
