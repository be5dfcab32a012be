"""Diseases that something only works against: "herbs with anti-tumor effect"."""

import re

from ..parts import Mention

_ANTI = re.compile(r"\W?anti-", re.IGNORECASE)
_WORKS = re.compile(
    r"\s+(?:effects?|activit(?:y|ies)|indications?|actions?|propert(?:y|ies)|efficacy)\b", re.IGNORECASE
)


def opposed(view: str, m: Mention) -> bool:
    """Whether a name stands between "anti-" and a word for what works, and is no disease of anybody."""
    works = m.kind == "condition" and _WORKS.match(view, m.end) is not None
    return works and _ANTI.fullmatch(view, max(0, m.start - 5), m.start) is not None
