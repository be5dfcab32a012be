"""Giving up smoking, an event: "quit smoking 6 months ago"."""

import re
from collections.abc import Iterator

from ...patterns.gate import Gated
from ...patterns.tables import mentions
from ..parts import Mention

_QUIT = r"(?:stopped|quit(?:ted)?|ceased|discontinued|g[ai]ven?\s+up)"
_GIVING_UP = Gated(
    rf"(?<!\bto\s)\b{_QUIT}\s+(?:(?:the\s+)?(?:use\s+of\s+|using\s+))?"
    r"(?:(?:cigarette\s+|tobacco\s+)?smoking|tobacco(?:\s+(?:use|products?|consumption))?)\b",
    re.IGNORECASE,
)
PATTERNS = (_GIVING_UP,)


def read(view: str, start: int, end: int) -> Iterator[Mention]:
    """What says that it was given up; only intended ("willing to quit smoking"), it is none."""
    entry = mentions().entries["smoking cessation"]
    for m in _GIVING_UP.finditer(view, start, end):
        yield Mention(*m.span(), entry.kind, entry.name, entry.codes, entry.pattern)
