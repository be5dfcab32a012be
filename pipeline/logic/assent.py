"""Assent that is asked of children of some age alone: "children aged 7 or over give their assent"."""

import re

from ...patterns.gate import Gated
from ..parts import Part
from .nodes import Words, in_order, join, leaf, negate, negation, settled

_FLAGS = re.IGNORECASE
_ASSENT = Gated(r"\bassent", _FLAGS)
_GIVES = re.compile(
    r"(?:(?:must|should|shall|will|have\s+to|need\s+to|are\s+(?:required|asked|able)\s+to)\s+)?"
    r"(?:(?:also|themselves)\s+)?(?:give|provide|sign)s?\b(?=.*\bassent)|assents?\b",
    _FLAGS,
)
_BETWEEN = re.compile(
    r"\s*(?:years?\b\s*)?(?:(?:of\s+age|old)\b\s*)?(?:,\s*)?(?:(?:must|should|will|can|also|to)\s+)*", _FLAGS
)
_ASSENT_OF = re.compile(r"\bassent\b(?:\s+form)?(?:\s+(?:is|was|will\s+be|has\s+been)\s+\w+)?", _FLAGS)
_WHOSE = re.compile(
    r"[\s,(]*(?:(?:is|required|needed|obtained|given|from|of|by|for|in|if|when|where|the|all|any|child|children|adolescents?|minors?|"
    r"participants?|patients?|subjects?|those|who|are|he|she|they|is|aged?|older|than)\b[\s,]*)*",
    _FLAGS,
)


def fold(w: Words, parts: list[Part]) -> list[Part]:
    """The parts, where an age and the assent that is asked at it are one: not of that age, or with assent."""
    ages = [p for p in parts if _is_age(p)] if w.kind == "inclusion" else []
    others = [p for p in parts if p.leaf["op"] == "other" and _ASSENT.search(w.view, p.start, p.end)]
    if len(ages) != 1 or len(others) != 1 or len(parts) < 2:
        return parts
    (age,), (asked,) = ages, others
    if not (_asked_behind(w, age, asked, parts) or _asked_before(w, asked, age)):
        return parts
    rest = [p for p in parts if p is not age and p is not asked]
    rule = join("any", [negate(age.leaf), leaf(asked, w.kind)])
    return in_order([*rest, settled(in_order([age, asked]), rule)])


def _is_age(p: Part) -> bool:
    return p.rule is None and p.leaf["op"] == "threshold" and p.leaf["measure"]["name"] == "age" and negation(p) is None


def _asked_behind(w: Words, age: Part, asked: Part, parts: list[Part]) -> bool:
    """ "Consent of the parents, and children aged 7 or over give assent": others are asked of beside them."""
    if age.end > asked.start or _BETWEEN.fullmatch(w.view, age.end, asked.start) is None:
        return False
    beside = any(p.end <= age.start and p.leaf["op"] == "other" for p in parts)
    return beside and _GIVES.match(w.view, asked.start, asked.end) is not None


def _asked_before(w: Words, asked: Part, age: Part) -> bool:
    """ "Assent from children aged 7 years or over"."""
    if asked.end > age.start:
        return False
    told = [m.end() for m in _ASSENT_OF.finditer(w.view, asked.start, asked.end)]
    return bool(told) and _WHOSE.fullmatch(w.view, told[-1], age.start) is not None
