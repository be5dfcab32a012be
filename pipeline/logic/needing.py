"""What a disease needed: "an infection that needed antibiotics", as "requiring" them says too."""

import re

from ...patterns.gate import Gated
from ..parts import Work

_SAID_WITH = r"(?:that|which)\s+(?:(?:has|have|had)\s+)?"
WORDS = (
    r"(?:requiring|needing|necessitating|"
    rf"{_SAID_WITH}(?:requires?|required|needs?|needed|necessitated|warranted|called\s+for))"
)
"""Of these "requires" is a word of grammar anywhere, "needed" only where something is said to have needed it."""
NEEDED = Gated(
    rf"\b{_SAID_WITH}(?:needed|necessitated|warranted|called\s+for)\b(?!\s+(?:to|by|for|that)\b)",
    re.IGNORECASE,
)
_EACH = Gated(
    rf"(?:\s+(?:of\s+\w+|(?:in|within|during)\s+(?:the\s+)?(?:\w+\s+){{1,3}}))?\s*,?\s*{WORDS}\b", re.IGNORECASE
)


def of_each(view: str, work: Work) -> bool:
    """ "Two exacerbations that needed steroids": each of them did, which a treatment beside the count does not say."""
    counted = (b for b in work.bounded if b.quantity.unit in (None, "1") and (b.quantity.upper or 2) > 1)
    return any(_EACH.match(view, b.end, work.end) for b in counted)
