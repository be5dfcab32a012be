"""Who is healthy: "healthy men and women" are healthy volunteers, of either sex."""

from collections.abc import Iterator

from ...patterns.gate import Gated
from ...patterns.tables import mentions
from ..parts import Mention

_BETWEEN = (
    r"non|smok(?:ers?|ing)|pregnant|lactating|(?:pre|post)?menopausal|(?:pre|post)|young(?:er)?|old(?:er)?|elderly|adult|human|"
    r"overweight|obese|lean|sedentary|trained|untrained|active|and|or|to"
)
_HEALTHY = Gated(
    rf"\b(?:(?:[Oo]therwise|[Gg]enerally|[Aa]pparently|[Cc]linically|[Mm]edically)\s+)?[Hh]ealthy\b(?=(?:[\s,/-]+(?:{_BETWEEN})\b){{0,4}}[\s,/-]+"
    r"(?:(?:fe)?males?|(?:wo)?m[ae]n|adults?|child(?:ren)?|infants?|toddlers?|adolescents?|girls?|boys?|volunteers?|subjects?|participants?|newborns?|neonates?|students?|donors?)\b(?!['’])"
    r"|,?\s+(?:as\s+(?:judged|determined|assessed|established|defined|evidenced|confirmed)\b|based\s+(?:up)?on\b|on\s+the\s+basis\s+of\b))"
)
PATTERNS = (_HEALTHY,)
"""Where none of them may match, nothing is named."""


def read(view: str, start: int, end: int) -> Iterator[Mention]:
    """The health of people, told before their sex or age ("healthy postmenopausal women"), or judged."""
    if _HEALTHY.absent(view, start, end):
        return
    known = mentions().entries["healthy volunteer"]
    for m in _HEALTHY.finditer(view, start, end):
        yield Mention(*m.span(), known.kind, known.name, (), known.pattern)
