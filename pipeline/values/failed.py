"""Counts of what has failed: "failure of at least two DMARDs" is a count of failed DMARDs, and no failure beside it."""

import re
from dataclasses import replace

from ...patterns.gate import Gated
from ..parts import Bounded

_RESPONSE = r"(?:inadequate|insufficient|incomplete|poor|lack\s+of|no)\s+response"
_FAILED = Gated(
    rf"\b(?:failure\s+(?:of|to\s+respond\s+to)|(?:(?:has|have|had|having)\s+)?failed(?:\s+to\s+respond\s+to)?|failing|"
    rf"(?:refractory|resistant|unresponsive)\s+to|(?:(?:an?\s+)?{_RESPONSE}|(?:has|have|had)\s+an?\s+{_RESPONSE})\s+to)"
    r"\s+(?:(?:prior|previous)\s+)?(?:(?:treatment|therapy)\s+with\s+)?$",
    re.IGNORECASE,
)
_REACH = 60


def of_failures(view: str, start: int, found: list[Bounded]) -> list[Bounded]:
    """The counts, those of failures under a name of their own."""
    return [_failed(view, start, b) if b.measure is None else b for b in found]


def _failed(view: str, start: int, b: Bounded) -> Bounded:
    m = _FAILED.search(view, max(start, b.start - _REACH), b.start)
    return replace(b, start=m.start(), name=f"failed {b.name}") if m is not None else b
