"""The word "born" beside a gestational age or a birth weight, which tell of the birth already."""

import re

from ...patterns.gate import Gated
from ..parts import Work

Span = tuple[int, int]

_BORN = Gated(
    r"\b(?:(?:who\s+)?(?:were|was|are|is|have\s+been|has\s+been)\s+)?born\b"
    r"(?:\s+(?:at|on|in|before|after|between|with|from|of|under|over|prior|to|an?|the|less|more|than|or|but)\b)*\s*",
    re.IGNORECASE,
)
_AT_BIRTH = ("gestational age", "birth weight", "birth length")


def told(view: str, work: Work) -> list[Span]:
    """The words that lead to such a value, or stand right behind it: "born before 32 weeks of gestation"."""
    values = [p for p in work.parts if p.leaf["op"] == "threshold" and p.leaf["measure"]["name"] in _AT_BIRTH]
    if not values:
        return []
    starts, ends = {p.start for p in values}, {p.end for p in values}
    found = (m.span() for m in _BORN.finditer(view, work.start, work.end))
    return [(a, b) for a, b in found if any(a <= s <= b for s in starts) or (view[a - 1] == " " and a - 1 in ends)]
