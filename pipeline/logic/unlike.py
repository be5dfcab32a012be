"""Diseases that are told by what they are not, or by what they look like, without a name of their own.

In "any disease other than asthma that could explain the symptoms" and "conditions that mimic asthma" nobody is asked
for asthma, and having it lets nobody in: the words are for a person.
"""

import re

from ...patterns.gate import Gated, Several

_FLAGS = re.IGNORECASE
_THING = (
    r"(?:(?:no|any|all|other|another|an?|the|significant|clinically|clinical|medical|neurological|known|concomitant|concurrent|additional|"
    r"underlying|alternative|serious|severe|chronic|acute)\s+)*"
    r"(?:diseases?|disorders?|conditions?|illness(?:es)?|diagnos[ie]s|findings?|causes?|a?etiolog(?:y|ies)|patholog(?:y|ies))"
    r"(?:\s+(?:states?|process(?:es)?))?"
)
_TO_ITS_END = (
    r"(?:(?!\s(?:or|and)\s+(?:known|current|active|history|prior|previous|pregnan|any|have|has|who|with|other|severe|uncontrolled)\b)"
    r"[^.;:(),<>≥≤\d])*"
)
_OTHER_THAN = Gated(
    rf"\b{_THING}\s*,?\s*(?:other\s+than|except(?:\s+for)?|besides|apart\s+from|aside\s+from)\s+[^.;:()]{{3,60}}?\s*,?\s+(?:that|which)\s+"
    r"(?:(?:may|might|could|would|can|will|better|adequately|potentially|possibly|also)\s+)*(?:be\s+)?"
    r"(?:explain|account|affect|interfer|confound|cause|impair|influenc|contribut|mimic|preclud|prevent|limit|put|pos|jeopard|compromis|responsib)"
    rf"{_TO_ITS_END}",
    _FLAGS,
)
""" "Any disease other than A that could explain the symptoms"."""
_LOOKS_LIKE = Gated(
    rf"\b{_THING}\s+(?:(?:that|which|with|may|might|could|can|known\s+to|causing|having|presenting)\s+)*(?:[\w-]+\s+){{0,6}}?"
    r"(?:mimic\w*|resembl\w+|simulat\w+|(?:confused|mistaken)\s+(?:with|for)|(?:similar|identical|comparable)\s+(?:to|with)|"
    r"similar\s+(?:[\w-]+\s+){1,3}(?:as|to|like)|(?:look|appear|present)\w*\s+(?:like|similar))\s"
    rf"{_TO_ITS_END}",
    _FLAGS,
)
""" "Conditions that mimic A", "anything that may give rise to symptoms as of A"."""
_BARE = re.compile(rf"{_THING}(?:\s+(?:or|and)\s+{_THING})*", _FLAGS)
_BEFORE = frozenset(("of", "or", "and", "with", "for", "have", "has", "had", "having", "by", "from", "to", "not"))
ANY = Several(_OTHER_THAN, _LOOKS_LIKE)


def spans(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words that tell of them."""
    found = ANY.finditer(view, start, end)
    return sorted((m.start(), m.start() + len(m.group().rstrip())) for m in found if _is_told(view, start, end, m))


def _is_told(view: str, start: int, end: int, m: "re.Match[str]") -> bool:
    """Whether no word before it names the thing ("heart disease other than …"), and no list goes on behind it."""
    before = view[start : m.start()].rstrip()
    opens = not before or before[-1] in ".;:(" or before.rpartition(" ")[2].lower() in _BEFORE
    goes_on = m.re is _LOOKS_LIKE.regex and view[m.end() : end].lstrip().startswith(",")
    return opens and not goes_on


def is_bare(text: str) -> bool:
    """Whether words name nothing but "disease" or "findings"."""
    return _BARE.fullmatch(text) is not None
