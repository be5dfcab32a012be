"""What a disease needed: "an infection that needed antibiotics", as "requiring" them says too."""

import re

from ...patterns.gate import Gated

_SAID_WITH = r"(?:that|which)\s+(?:(?:has|have|had)\s+)?"
WORDS = (
    r"(?:requiring|needing|necessitating|"
    rf"{_SAID_WITH}(?:requires?|required|needs?|needed|necessitated|warranted|called\s+for))"
)
"""Of these "requires" is a word of grammar anywhere, "needed" only where something is said to have needed it."""
NEEDED = Gated(
    rf"\b(?:{_SAID_WITH}(?:needed|necessitated|warranted|called\s+for)|necessitating)\b(?!\s+(?:to|by|for|that)\b)",
    re.IGNORECASE,
)
