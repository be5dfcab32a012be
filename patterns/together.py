"""Words that join two treatments or findings as one: "carboplatin in combination with paclitaxel"."""

import re

TOGETHER = re.compile(
    r"\s*,?\s*\b(?:(?:given|used|taken|administered)\s+)?"
    r"(?:(?P<one>in\s+(?:combination|conjunction)\s+with|combined\s+with|together\s+with|co-?administered\s+with)|"
    r"in\s+addition\s+to|along\s+with|alongside(?:\s+with)?)\s+(?:(?:an?|the|any|other)\s+)*",
    re.IGNORECASE,
)
"""With ``one`` both are meant; in "A in addition to B" among exclusions either may be."""
