""" "Within" before what is no time: "tumour size within 3 cm", "creatinine within 1.5 mg/dL" are at most so much."""

import re
from dataclasses import replace

from ..parts import Quantity

_WITHIN = re.compile(r"\bwithin\s+\Z")
_FROM_A_PLACE = re.compile(r"\s*(?:of|from|to|above|below|around|either|±|\+|-)")
_NO_MORE = re.compile(
    r"\s*(?:(?:lesions?|tum(?:ou)?rs?|nodules?|nodes?|metastas[ie]s|points?)\s*)?(?:$|[,.;)\n]|(?:and|but)\b(?!\s*\d))"
)
_VARIES = re.compile(
    r"\b(?:varia\w+|fluctuat\w*|range[ds]?|chang\w+|differ\w*|stable|stability|constant|agree\w*|repeat\w*|reproduc\w*)\b",
    re.IGNORECASE,
)
"""What is no more than so much apart: "variation of HbA1c within 0.5%"."""
_LONGEST, _NEAR = 10, 60


def within(view: str, start: int, end: int, quantities: list[Quantity]) -> list[Quantity]:
    """The quantities, those behind "within" as upper bounds; a time and a distance from a place are none."""
    if view.find("within", start, end) < 0:
        return quantities
    return [_at_most(view, start, q) for q in quantities]


def _at_most(view: str, start: int, q: Quantity) -> Quantity:
    if q.said or q.is_time or q.lower is None or q.lower != q.upper:
        return q
    m = _WITHIN.search(view, max(start, q.start - _LONGEST), q.start)
    if m is None or _FROM_A_PLACE.match(view, q.end) or _VARIES.search(view, max(start, m.start() - _NEAR), m.start()):
        return q
    if q.unit is None and not q.relative and not _NO_MORE.match(view, q.end):
        return q
    return replace(q, start=m.start(), lower=None, upper_inclusive=True, said=True, sign="<=")
