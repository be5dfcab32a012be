"""Lengths whose unit another has written: "biopsy in the last 6 weeks, cystoscopy in the last 2"."""

import re
from dataclasses import replace

from ..parts import Quantity
from .phrases import FLAGS

_LATELY = re.compile(
    r"\b(?:with\s?in|in|during|over)\s+the\s+(?:(?P<last>last|past|previous|preceding|prior)\s+)?$", FLAGS
)
_ENDS = re.compile(r"\s*(?:[,;.)]|$|(?:and|or)\b)", FLAGS)
_COMMA = re.compile(r"\s*,")
_FAR = 100


def with_units(view: str, quantities: list[Quantity]) -> list[Quantity]:
    """Bare numbers behind "in the last" with the unit of the time before, and behind "in the" with that of the next."""
    out: list[Quantity] = []
    for i, q in enumerate(quantities):
        m = None if q.unit or q.said or q.lower != q.upper else _LATELY.search(view, max(0, q.start - 30), q.start)
        if m is not None and (_ENDS if m["last"] else _COMMA).match(view, q.end):
            near = out[-1:] if m["last"] else quantities[i + 1 : i + 2]
            if near and near[0].is_time and abs(near[0].start - q.start) < _FAR and _told_alike(view, near[0], m):
                q = replace(q, unit=near[0].unit)
        out.append(q)
    return out


def _told_alike(view: str, other: Quantity, m: "re.Match[str]") -> bool:
    """Whether the time with a unit is of the same phrase: "in the last 6 weeks", "in the 3 months"."""
    found = _LATELY.search(view, max(0, other.start - 30), other.start)
    return found is not None and (found["last"] is None) == (m["last"] is None)
