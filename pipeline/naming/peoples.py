"""Of which people somebody is, before a word for persons: "Japanese men and women"."""

from ...patterns.gate import Gated
from ..parts import Mention

PATTERN = "patterns/attributes.tsv"
_PEOPLE = r"(?:Japanese|Chinese|Korean|Asian|Caucasian)"
_PEOPLES = Gated(
    rf"(?<![\w-])(?P<people>{_PEOPLE})(?:\s+|,\s|/)"
    rf"(?=(?:(?:(?:or|and)\s+)?{_PEOPLE}(?:\s+|,\s|/))*(?:(?:healthy|adult|male|female|elderly)\s+(?:(?:and|or)\s+)?){{0,3}}"
    r"(?:men|women|m[ae]n|males?|females?|patients?|participants?|subjects?|adults?|volunteers?|children|individuals?|people|persons?)\b)"
)
PATTERNS = (_PEOPLES,)


def read(view: str, start: int, end: int) -> list[Mention]:
    """The peoples named in ``view[start:end]``; a language, a scale or a virus of that name stands before no person."""
    found = _PEOPLES.finditer(view, start, end)
    return [Mention(*m.span("people"), "attribute", f"ethnicity={m['people']}", (), PATTERN) for m in found]
