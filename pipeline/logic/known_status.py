"""A status that is known or unknown: "known HIV status", "HER2 and ER status must be documented".

That it is known tells nothing of what it is, so the words are for a person.
"""

import re

from ...patterns.gate import Gated, Several

_FLAGS = re.IGNORECASE
_NO_RESULT = (
    r"(?!(?:\S*-)?(?:positive|negative|mutant|mutated|wild|altered|status|performance|seropositive|seronegative)\b)"
)
_WORD = rf"{_NO_RESULT}(?:\(?[\w/+-]+\)?(?:-\d[,/]\d)?)"
_NAMED = (
    r"(?-i:[A-Z][A-Z\d])|hepatitis|cytomegalovirus|epstein|herpes|hormone|mutation|receptor|genotype|serolog|"
    r"menopausal|smoking|pregnancy|fertility|(?:vaccin|immuni[sz])ation|tumou?r"
)
_KNOWN = r"(?:un)?(?:known|available|documented|determined|confirmed|established)"
_BEFORE = Gated(
    rf"\b(?:un)?(?:known|documented|determined|established|confirmed)\s+(?P<of>(?=[^.;:()]{{0,60}}?(?:{_NAMED})){_WORD}(?:(?:\s*,)?\s+{_WORD}){{0,8}}?)"
    r"\s+status\b(?!\s*(?:[:=(]|of\s+\d|(?:is|are|must|positive|negative|change|scale|score|alter)))",
    _FLAGS,
)
_BEHIND = Gated(
    rf"(?<![\w-])(?P<of>(?=[^.;:]{{0,80}}?(?:{_NAMED})){_WORD}(?:(?:\s*,)?\s+{_WORD}){{0,14}}?)\s+status\s+"
    rf"(?:(?:is|are|must|should|has|have|to|been|be|being)\s+)*{_KNOWN}\b(?!\s+(?:positive|negative|as|to\s+be|by\s+\w+\s+(?:positive|negative)))",
    _FLAGS,
)
ANY = Several(_BEFORE, _BEHIND)
_SAYS_MORE = re.compile(
    r"\b(?:who|with|without|has|have|history|prior|previous|no|not|patients?|subjects?|participants?|age|years?|if|unless)\b",
    _FLAGS,
)


def spans(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words that say so."""
    found = ANY.finditer(view, start, end)
    return sorted(m.span() for m in found if not _SAYS_MORE.search(m["of"]) and _begins(view, start, m))


def _begins(view: str, start: int, m: "re.Match[str]") -> bool:
    """What stands behind its list says it of all that the sentence names."""
    return m.re is _BEFORE.regex or view[start : m.start()].rstrip()[-1:] in ("", ".", ";", ":", "(")
