"""Operations that may be planned or not: "elective or urgent cardiac surgery" is any cardiac surgery."""

import re

from ...patterns.gate import Gated

_PLANNED = r"(?:elective|planned|scheduled|non-?urgent)"
_AT_ONCE = r"(?:urgent|emergency|emergent|unplanned|non-?elective|unscheduled)"
_OR = r"\s*(?:/|,?\s*\b(?:and\s*/\s*or|or|and)\b)\s*"
EITHER = Gated(rf"\b(?:{_PLANNED}{_OR}{_AT_ONCE}|{_AT_ONCE}{_OR}{_PLANNED})(?=\s+[a-z])", re.IGNORECASE)
"""Neither word is of the name, nor says when."""


_AHEAD = re.compile(
    r"\b(?:undergo(?:ing)?|scheduled|listed|booked|planned|awaiting|referred)\s+(?:(?:for|to|undergo|have|an?|either)\s+)*\Z",
    re.IGNORECASE,
)


def told(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where both are said."""
    return [m.span() for m in EITHER.finditer(view, start, end)]


def whenever(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where both are said, and nothing before them that plans: "undergoing elective or urgent surgery"."""
    return [(a, b) for a, b in told(view, start, end) if not _AHEAD.search(view, max(start, a - 40), a)]
