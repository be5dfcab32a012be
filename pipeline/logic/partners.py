"""What a participant's partner is: in "men with partners of childbearing potential" no man has the potential."""

import re
from typing import Any

from ...patterns.gate import Gated
from ..parts import Work

Span = tuple[int, int]

_FLAGS = re.IGNORECASE
_IS = (
    r"(?:pregnan\w*|breast-?\s?feeding|lactating|nursing|fertile|WOCBP|of\s+(?:child|repro)|capable|able|could|can|may|"
    r"might)"
)
_TOLD = (
    r"(?:(?:who|whom|that|which|is|are|of|an?|the|one|more|their|his|any|also|current|currently|female|male|women|woman|"
    r"sexual|sex|hetero-?sexual|non-?pregnant|child-?\s?bearing|potential|reproductive|age|to|become|becoming|get|"
    rf"conceiv\w+)|{_IS}|(?:and|or|/)(?=\s+{_IS}))"
)
_PARTNERS = Gated(
    rf"\b(?:with\s|whose\s|having\s|ha(?:ve|s)\s|(?<=\bif\s)(?:their|his)\s|(?<=\bno\s))\s*(?:{_TOLD}\s+)*?partners?\b(?:\s*[,/(]?\s*{_TOLD}\b)*"
    rf"|\b(?:hetero)?sexually\s+active\b(?:\s+with\s+(?:{_TOLD}\s+)*{_TOLD}\b(?:\s+partners?\b(?:\s+{_TOLD}\b)*)?)?",
    _FLAGS,
)


def take(view: str, work: Work) -> list[Span]:
    """Where a criterion tells of partners or of being sexually active; no leaf is left there."""
    if _PARTNERS.absent(view, work.start, work.end):
        return []
    own = [p for p in work.parts if p.leaf.get("name") == "contraception"]
    spans = [m.span() for m in _PARTNERS.finditer(view, work.start, work.end)]
    spans = [(a, b) for a, b in spans if not any(p.start < b and a < p.end for p in own)]
    work.parts = [p for p in work.parts if not any(a <= p.start < b for a, b in spans)]
    return spans


def whole(runs: list[Span], spans: list[Span]) -> list[Span]:
    """The runs of unread words, one for all that is told of the partners."""
    return sorted([*(r for r in runs if not any(a < r[1] and r[0] < b for a, b in spans)), *spans])


def told(leaf: dict[str, Any]) -> bool:
    """Whether words are of partners or of being sexually active."""
    return leaf["op"] == "other" and _PARTNERS.fullmatch(leaf["text"]) is not None
