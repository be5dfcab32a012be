"""Where a list of people goes on with others: "patients with gout, and those with an INR > 3" are either of them."""

import re

from ...patterns.gate import Gated
from .nodes import Words

_PEOPLE = (
    r"(?:those|patients|subjects|participants|people|persons|individuals|(?:wo)?men|children|infants|neonates|newborns|"
    r"adolescents|adults|(?:any|every)(?:one|body))"
)
_AND_OTHERS = Gated(
    rf"\band\s+(?:(?:also|all|any|the)\s+)*{_PEOPLE}\s+(?:who|whose|with|without|born|having|receiving|taking|using|on|aged|"
    r"under|over|younger|older|weighing|undergoing|treated|at|in)\b",
    re.IGNORECASE,
)
_REACH = 20
"""Characters behind the start of the next name, which may be the people's ("women with")."""
_WHO_EXEMPT = re.compile(rf"\s*(?:the\s+|any\s+)?{_PEOPLE}\b", re.IGNORECASE)
_WHO_ENTER = re.compile(
    rf"\W*(?:all\s+|any\s+|adult\s+)?{_PEOPLE}\s+(?!(?:must|should|shall|need|have\s+to|has\s+to|are\s+required|are\s+to|will)\b)",
    re.IGNORECASE,
)


def are_next(w: Words, start: int, end: int) -> bool:
    """Whether "and" between ``start`` and ``end`` goes on with other people who are excluded too."""
    m = _AND_OTHERS.search(w.view, start, end + _REACH) if w.kind == "exclusion" else None
    return m is not None and m.start() < end


def leave(w: Words, start: int, exception: int) -> bool:
    """ "Women with X, except women with Y": some of the people are out, and nobody is let off a requirement."""
    return bool(_WHO_ENTER.match(w.view, start) and _WHO_EXEMPT.match(w.view, exception))
