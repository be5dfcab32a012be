"""What holds either way: "with or without fever", "alone or in combination with methotrexate"."""

from ...patterns.gate import Gated
from ..parts import Part
from .phrases import FLAGS

_EITHER_WAY = Gated(
    r"\b(?:with\s*(?:or|/)\s*without|(?:alone|(?:as\s+)?monotherapy)\s*,?\s+or\s+(?:(?:in\s+combination|in\s+conjunction|combined|together)\s+)?with|"
    r"regardless\s+of|irrespective\s+of|whether\s+or\s+not(?:\s+(?:on|with|taking|using|receiving|"
    r"treated\s+with|requiring|due\s+to|they|it|is|are))*)\s+(?:(?:the|any|an?|use|of)\s+)*$",
    FLAGS,
)


def is_said(view: str, start: int, end: int) -> bool:
    """Whether such words may stand in a stretch."""
    return not _EITHER_WAY.absent(view, start, end)


def either_way(view: str, start: int, end: int, p: Part) -> tuple[int, int] | None:
    """The words before a leaf that say that nothing depends on it."""
    if not is_said(view, start, end):
        return None
    m = _EITHER_WAY.search(view, max(0, p.start - 60), p.start)
    return m.span() if m else None


def depended(view: str, start: int, end: int, parts: list[Part], position: int) -> list[Part]:
    """The leaves on which something depends: a time behind "with or without fever" is of what stands before it.

    A bracket behind the leaf is its own: "with or without thrombolysis (within 4.5 h)".
    """
    return [p for p in parts if either_way(view, start, end, p) is None or "(" in view[p.end : position]]
