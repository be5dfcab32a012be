"""Treatments that failed: "inadequate response to methotrexate", "have failed statins", "refractory to rituximab".

The failure is what somebody has, and the treatment is its object: no use of it is asked for. Where a number of failed
treatments is counted nothing is read here.
"""

import re
from dataclasses import replace

from ...patterns.gate import Gated
from ...patterns.tables import mentions
from ..parts import Mention
from .allergies import FAILURE, TOO
from .heads import GIVEN

_FLAGS = re.IGNORECASE
_SHORT = r"inadequate|insufficient|incomplete|sub-?optimal|unsatisfactory|poor|no|lack\s+of|absence\s+of|loss\s+of"
_WELL = r"(?:adequately|sufficiently|satisfactorily|properly|fully|completely|well)"
_FAILED = Gated(
    rf"\b(?:{_SHORT})\s+(?:(?:clinical|therapeutic|treatment|adequate|sufficient|symptomatic)\s+)?(?:response|efficacy|effect|benefit|improvement)\b"
    r"|\b(?:(?:primary|secondary)\s+)?non-?\s?(?:response|responders?|responsive(?:ness)?)\b"
    r"|\b(?:did|do|does|has|have|had)(?:\s+not|n['’]t)\s+(?:adequately\s+|sufficiently\s+)?respond(?:ed)?(?:\s+(?:adequately|sufficiently|well))?\b"
    r"|\bnot\s+(?:adequately\s+|sufficiently\s+)?respond(?:ed|ing)(?:\s+(?:adequately|sufficiently|well))?\b"
    rf"|\bnot\s+(?:{_WELL}\s+)?responsive\b"
    rf"|\b(?:(?:not|can\s?not\s+be|could\s+not\s+be)\s+(?:{_WELL}\s+)?|uncontrolled|(?:inadequately|insufficiently|incompletely|"
    r"sub-?optimally|poorly)\s+)(?:(?<=uncontrolled)|controlled)(?=\s+(?:by|with|on)\s)"
    r"|\b(?:failure|failed|fails?|failing)\s+to\s+respond(?:\s+(?:adequately|sufficiently))?\b"
    r"|\b(?:(?:treatment|therapeutic|therapy|drug|primary|secondary)\s+)?failures?\b"
    r"|\b(?:unresponsive(?:ness)?|refractory|refractoriness)\b"
    r"|\b(?P<verb>failed|failing)\b(?!\s+to\b)",
    _FLAGS,
)
_OF = re.compile(r"\s*(?:\([^()]*\)\s*)?,?\s*(?:to|of|with|on|from|(?<=controlled )by)\b\s*,?\s*", _FLAGS)
_LEAD = re.compile(
    r"(?:(?:(?:at\s+least\s+)?(?:one|1)\s+of\s+(?:the\s+following|these)\b:?|at\s+least\s+(?:one|1)|both|(?:≥|>=)\s*1|one\s+or\s+more|1\s+or\s+more|any|an?|one|the|their|its|his|her|prior|previous|former|"
    r"current|past|standard|adequate|optimal|conventional|treatment\s+with|therapy\s+with|use\s+of|a?\s*trials?\s+of|courses?\s+of|of)\s+)*",
    _FLAGS,
)
_TOLD = re.compile(
    r"\s*\((?:[^\W\d]|[\s,/-])*\b(?:response|responder|intoleran|efficacy|effect|failure|benefit|tolerability|relapse|"
    r"toxicity)(?:[^\W\d]|[\s,/-])*\)(?=\s+(?:of|to|with|on|from)\b)",
    _FLAGS,
)
"""What counts as a failure: "failure (loss of response or intolerance) of methotrexate"."""
_FAILED_TREATMENT = re.compile(r"(?:failed|failing)\s+(?:prior\s+|previous\s+)?(?:treatment|therapy|trials?)", _FLAGS)
_BLANK = re.compile(r"\s*")
_FAILED_BEFORE = re.compile(r"(?:failed|failing)\s+(?:prior\s+|previous\s+)?", _FLAGS)
_TREATMENT = re.compile(r"(?:therap(?:y|ies)|treatments?|management|rehabilitation)\Z", _FLAGS)
"""Of procedures only these fail as a treatment does; a failed intubation is an event."""
_ALSO = re.compile(r"(?:intoleran|contra-?indicat|allerg|hypersensitiv)\w*\Z", _FLAGS)


def read(view: str, start: int, end: int, found: list[Mention]) -> list[Mention]:
    """The mentions with the failures of what was given; ``found`` stand in reading order, none overlapping."""
    if _FAILED.absent(view, start, end):
        return found
    out = [_without_verb(view, one) for one in found]
    for m in reversed(list(_FAILED.finditer(view, start, end))):
        told = _TOLD.match(view, m.end())
        stop = told.end() if told else m.end()
        inside = [one for one in out if one.start < stop and m.start() < one.end]
        behind = [one for one in out if one.start >= stop]
        own = all(_is_of(view, one, m.start(), stop) for one in inside)
        if own and (_has_object(view, stop, behind, bare=bool(m["verb"])) or _shares_object(view, stop, behind)):
            out = sorted([one for one in out if one not in inside] + [_failure(m, stop)], key=lambda one: one.start)
    return out


def _without_verb(view: str, one: Mention) -> Mention:
    """ "Failed conservative treatment": the treatment, without the word that it failed."""
    verb = _FAILED_BEFORE.match(view, one.start, one.end) if _is_treatment(view, one) else None
    if verb is None or _FAILED_TREATMENT.fullmatch(view, one.start, one.end):
        return one
    return replace(one, start=verb.end(), name=_FAILED_BEFORE.sub("", one.name, count=1))


def _is_treatment(view: str, one: Mention) -> bool:
    return one.kind in GIVEN or (one.kind == "procedure" and bool(_TREATMENT.search(view, one.start, one.end)))


def _is_of(view: str, one: Mention, start: int, stop: int) -> bool:
    """Whether a mention is no more than the failure itself says."""
    if _FAILED_TREATMENT.fullmatch(view, one.start, one.end):
        return True
    return one.kind == "condition" and start <= one.start and one.end <= stop


def _failure(m: "re.Match[str]", stop: int) -> Mention:
    known = mentions().entries[FAILURE]
    return Mention(m.start(), stop, known.kind, known.name, known.codes, known.pattern)


def _has_object(view: str, end: int, behind: list[Mention], *, bare: bool = False) -> bool:
    """Whether what is named behind the words was given, and they are of it; a ``bare`` object needs no "to"."""
    if not behind or not _is_treatment(view, behind[0]):
        return False
    lead = _BLANK.match(view, end) if bare else _OF.match(view, end, behind[0].start)
    return lead is not None and _LEAD.fullmatch(view, lead.end(), behind[0].start) is not None


def _shares_object(view: str, end: int, behind: list[Mention]) -> bool:
    """Whether another failure or an intolerance follows that is of the same thing: "failure of, or intolerance to"."""
    if not behind or behind[0].kind != "condition" or not TOO.fullmatch(view, end, behind[0].start):
        return False
    other, *rest = behind
    if other.name == FAILURE:
        return True
    also = _ALSO.match(view[other.start : other.end])
    return bool(also and (_has_object(view, other.end, rest) or _shares_object(view, other.end, rest)))
