"""Headings in a page's own words: "Who can't join us?", "Not invited", "What would exclude me". Their words are few.

A line is one where it is made of words about taking part alone, and looks like a heading; a word that denies turns it.
"""

import re
from typing import NamedTuple

from .base import Kind
from .vocabulary import words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OTHER = re.compile(r"[^\W_]")
_ENDS_OPEN = re.compile(r"(?::|\?|\.\.\.|…|\b(?:if|who|when|that|are|have|following))\W*$", re.IGNORECASE)
_FOR_YOU = re.compile(
    r"\b(?:for\s+(?:you|me|whom|them)\b|be\s+(?:in|part\s+of)\s+(?:this|the|our)\s+(?:study|trial|research)\b|(?:trial|study)\s+(?:not\s+)?for\W*$)"
    r"|\bwho\s+(?:may|can|could|should|is|are)\s?(?:not|n't)\W*$"
    r"|\bwho\s+(?:it\s+is|is\s+it|this\s+is|is\s+this)\s+(?:not\s+)?for\W*$"
    r"|\b(?:all|any|none)\s+of\s+(?:these|the\s+following)\b.*\b(?:true|apply|applies)\b",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\W*(?:(?:to\s+(?:take\s+part|join|participate),?\s+)?(?:(?:all|the)\s+)?(?:you|they|patients?|participants?|subjects?|volunteers?)\s+)?"
    r"(?:must|should|shall)(?P<not>\s+not)?(?:\s+(?:have|be|fulfil+|meet))?\W*",
    re.IGNORECASE,
)
_WANT = re.compile(r"\b(?:not|n['’]t)\s+(?:want|wish)\b", re.IGNORECASE)
"""Who does not want to take part fails a criterion."""
_A_PART = re.compile(r"\bpart\s+[a-z]\W*$", re.IGNORECASE)
_ASKING = frozenset(["what", "when", "why", "which"])
_CRITERIA = frozenset(
    [
        "conditions", "criteria", "requirements", "reasons", "needed", "required", "exclude", "excludes", "excluded",
        "prevent", "prevents", "stop", "stops", "eligible", "qualify", "disqualify", "disqualifies", "looking",
        "patients", "participants",
    ]
)  # fmt: skip
_LONGEST, _MOST, _FEW = 100, 14, 5


class Informal(NamedTuple):
    """What such words say, and the offset behind them."""

    kind: Kind
    end: int


def informal(head: str, end: int) -> Informal | None:
    """A line, or its part before a colon, as a heading; ``end``: the offset behind the whole line."""
    colon = head.find(":")
    for phrase, stop in ((head, len(head)), (head[: colon + 1], colon + 1)):
        if phrase and (kind := _kind(phrase)) is not None:
            return Informal(kind, end if stop == len(head) else end - len(head) + stop)
    return None


def demand(phrase: str) -> Kind | None:
    """ "Patients must not have:" over lines that nothing marks as its items."""
    found = _DEMAND.fullmatch(phrase)
    return found and ("exclusion" if found["not"] else "inclusion")


def _kind(phrase: str) -> Kind | None:
    found = [word.replace("’", "'") for word in _WORD.findall(phrase.lower())]
    lists = words()
    if not 0 < len(found) <= _MOST or len(phrase) > _LONGEST or _OTHER.search(_WORD.sub("", phrase)):
        return None
    if _A_PART.search(phrase) or _WANT.search(phrase):  # a part of the study
        return None
    if phrase.rstrip().endswith((".", ";")) and not phrase.rstrip().endswith("..."):
        return None
    known = lists.generic | lists.taking_part | lists.denying | lists.spoken
    if not set(found) <= known or not _is_about_taking_part(phrase, found) or not _is_headed(phrase, found):
        return None
    denials = [word for word in found if word in lists.denying]
    if len(denials) > 1 and not lists.taking_part.issuperset(denials):  # "you will not be excluded" heads no list
        return None
    return "exclusion" if denials else "inclusion"


def _is_about_taking_part(phrase: str, found: list[str]) -> bool:
    if found[0] in _ASKING and _CRITERIA.isdisjoint(found):
        return False  # "What is involved?", "What if I join?"
    return _answers(found) or bool(_FOR_YOU.search(phrase)) or not words().taking_part.isdisjoint(found)


def _answers(found: list[str]) -> bool:
    """ "Yes, if you", "No, if your child"."""
    return found[0] in ("yes", "no") and found[1:2] == ["if"] and len(found) <= _FEW


def _is_headed(phrase: str, found: list[str]) -> bool:
    """Whether the words open as a heading does, end as one, or are but names of those who fit."""
    lists = words()
    bare = [word for word in found if word not in lists.denying]
    few = {*found} <= lists.named or (len(bare) <= 1 and {*bare} <= lists.judged)
    return _answers(found) or found[0] in lists.heads or bool(_ENDS_OPEN.search(phrase)) or few
