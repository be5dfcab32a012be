"""What is asked of people of some ages: "FEV1 ≥ 60 % (for participants ≥ 6 years)", "those aged 12 to 17 must ..."."""

import re

from ...patterns.gate import Gated
from ..parts import Part, Work
from .conditionals import MUST

_NOUN = r"(?:participants|patients|subjects|children|adolescents|infants|those|individuals|people|persons)"
_FOR = Gated(
    rf"\b(?:for|in|(?<=\()if)\s+(?:(?:the|all|any)\s+)?(?:{_NOUN}\s+)?(?:(?:who\s+are|are|is)\s+)?"
    r"(?=aged?\b|older\b|younger\b|over\b|under\b|between\b|at\s+least\b|[<>≥≤]|\d)",
    re.IGNORECASE,
)
_NEAR = 15
_GROWN = 21


def in_doubt(view: str, work: Work) -> bool:
    """Whether a value may be asked only of people of an age, which the words name beside it."""
    ages = [p for p in work.parts if _is_age(p)]
    others = [p for p in work.parts if p.value is not None and not _is_age(p)]
    if work.kind == "exclusion" or len(ages) != 1 or len(others) != 1:
        return False
    (age,), (asked,) = ages, others
    if asked.end <= age.start:
        told = _FOR.search(view, asked.end, age.end)
        return told is not None and abs(age.start - told.end()) < _NEAR
    upper = age.leaf["range"]["upper"]
    young = upper is not None and upper["value"] < _GROWN and age.leaf["range"]["unit"] == "a"
    return young and age.end <= asked.start and MUST.search(view, age.end, asked.end) is not None


def _is_age(p: Part) -> bool:
    return p.leaf["op"] == "threshold" and bool(p.leaf["measure"]["name"] == "age")
