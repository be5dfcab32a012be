"""How long somebody rested before a measurement: "after 5 minutes of rest", "after sitting for at least 10 min".

It is a circumstance of the value, as "at rest" is, and no time of anything.
"""

import re

from ...patterns.gate import Gated
from ...patterns.tables import Match

_TIME = (
    r"(?:(?:at\s+least|a\s+minimum\s+of|≥|>=|>|more\s+than|about|approximately)\s*)?"
    r"(?:\d+|five|ten|fifteen)\s?-?\s?min(?:ute)?s?'?"
)
_POSTURE = (
    r"(?:rest(?:ing)?|sitting|seated|supine|lying(?:\s+(?:down|flat|supine))?|recumbent|semi-?recumbent|"
    r"semi-?supine|standing)"
)
_HOW = (
    r"(?:(?:in\s+(?:an?\s+|the\s+)?|of\s+|an?\s+|the\s+|being\s+|quiet(?:ly)?\s+){0,3}"
    rf"{_POSTURE}(?:\s+(?:position|posture|down))?)"
)
_RESTED = Gated(
    rf"(?:,\s*)?\b(?:after|following)\s+(?:{_TIME}(?:\s+(?:of\s+)?{_HOW}(?:\s+and)?)+|"
    rf"{_HOW}(?:\s+and\s+{_HOW})?\s+(?:for\s+)?{_TIME})",
    re.IGNORECASE,
)
_REACH = 120
"""Characters between a measure and its circumstance."""


def spans(view: str, start: int, end: int, known: list[Match]) -> list[tuple[int, int]]:
    """Where a criterion says how long somebody rested before a measure was taken."""
    found = _RESTED.finditer(view, start, end) if known else iter(())
    return [m.span() for m in found if any(k.end <= m.start() <= k.end + _REACH for k in known)]
