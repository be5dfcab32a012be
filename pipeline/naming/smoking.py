"""Giving up smoking, an event: "quit smoking 6 months ago", "ex-smokers who stopped at least a year before"."""

import re
from collections.abc import Iterator

from ...patterns.gate import Gated
from ...patterns.tables import mentions
from ..parts import Mention

_QUIT = r"(?:stopped|quit(?:ted)?|ceased|discontinued|g[ai]ven?\s+up)"
_GIVING_UP = Gated(
    rf"(?<!\bto\s)\b{_QUIT}\s+(?:(?:the\s+)?(?:use\s+of\s+|using\s+))?"
    r"(?:(?:cigarette\s+|tobacco\s+)?smoking|tobacco(?:\s+(?:use|products?|consumption))?)\b|"
    rf"\bsmokers?\b(?:\s*[,(]?\s*(?:or\s+)?(?:(?:those|patients|subjects|people)\s+)?(?:who|that|having)\b|\s*[,(])"
    rf"\s*(?:(?:have|has|had)\s+)?(?P<verb>{_QUIT})(?!\s+[a-z]*(?:smok|tobacco))\b(?=\s+(?:smoking|within|in|for|over|more|less|at|"
    r"during|prior|before|[<>≤≥\d]))",
    re.IGNORECASE,
)
PATTERNS = (_GIVING_UP,)


def read(view: str, start: int, end: int) -> Iterator[Mention]:
    """What says that it was given up; only intended ("willing to quit smoking"), it is none."""
    entry = mentions().entries["smoking cessation"]
    for m in _GIVING_UP.finditer(view, start, end):
        yield Mention(*m.span("verb" if m["verb"] else 0), entry.kind, entry.name, entry.codes, entry.pattern)
