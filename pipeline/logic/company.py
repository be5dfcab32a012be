"""Diseases and states of those whom somebody meets or lives with: "contact with a frail person or a pregnant woman"."""

import re

from ...patterns.gate import Gated
from ..parts import Work

_WHO = (
    r"\b(?:persons?|people|individuals?|wom[ae]n|adults?|patients?|someone|somebody|relatives?|members?|infants?|"
    r"newborns?)\b(?:\s+(?:with|who|that|having|diagnosed)\b[^,;.()]{0,40})?"
)
_COMPANY = Gated(
    rf"\b(?:liv(?:e|es|ing)\s+with|car(?:e|es|ing)\s+for)\s+(?:an?|any|the)\s[^,;.()]{{0,60}}?{_WHO}"
    rf"|\bcontacts?\s+with\s[^;.()]{{0,60}}{_WHO}",
    re.IGNORECASE,
)


def told(view: str, work: Work) -> bool:
    """Whether a condition is read as the patient's that is of others; what names the exposure is the patient's."""
    m = _COMPANY.search(view, work.start, work.end)
    if m is None:
        return False
    inside = [p.leaf for p in work.parts if m.start() <= p.start < m.end() and p.leaf["op"] == "condition"]
    return any(not leaf["condition"]["name"].startswith("exposure to") for leaf in inside)
