"""What a participant's partner is: in "men with partners of childbearing potential" no man has the potential."""

import re
from typing import Any

from ...patterns.gate import Gated

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
PARTNERS = Gated(
    rf"\b(?:with\s|whose\s|having\s|ha(?:ve|s)\s|(?<=\bif\s)(?:their|his)\s|(?<=\bno\s))\s*(?:{_TOLD}\s+)*?partners?\b(?:\s*[,/(]?\s*{_TOLD}\b)*"
    rf"|\b(?:hetero)?sexually\s+active\b(?:\s+with\s+(?:{_TOLD}\s+)*{_TOLD}\b(?:\s+partners?\b(?:\s+{_TOLD}\b)*)?)?",
    _FLAGS,
)


def told(leaf: dict[str, Any]) -> bool:
    """Whether words are of partners or of being sexually active."""
    return leaf["op"] == "other" and PARTNERS.fullmatch(leaf["text"]) is not None
