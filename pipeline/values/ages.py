"""Tells when a stretch of time is an age: "18-65 years" that opens a criterion, "the first 24 hours of life"."""

import re
from dataclasses import replace

from ...patterns.measures import measures
from ...patterns.tables import Match
from ..parts import Bounded, Quantity

_FLAGS = re.IGNORECASE
_THING = re.compile(
    r"\b(?:diagnos[ie]s|lesions?|disease|injur(?:y|ies)|scans?|MRI|CT|biops(?:y|ies)|samples?|specimens?|tissue|fractures?|"
    r"ulcers?|wounds?|infarct\w*|strokes?|implants?|scars?|results?|images?|values?|tests?|labs?|ECGs?|X-?rays?|films?|reports?)\s+(?:(?:is|are|was|were|be|not|no)\s+)*$",
    _FLAGS,
)
_ADULTS = re.compile(
    r"\b(?:adults?|adolescents?|elderly|children|men|women|patients|subjects)\s*\(\s*(?:aged?\s*)?$", _FLAGS
)
_ELAPSED = re.compile(r"\s*(?:since|after|from|before|prior|following|post)\b", _FLAGS)
_ENDS = re.compile(r"\s*(?:$|[(),;\n]|to\b)")
_WITHIN = re.compile(r"\b(?:within|during|in)\s+(?:the\s+)?(?:first\s+)$|\bby\s+$", _FLAGS)
_OLD = re.compile(r"\s*(?:-|\s)?(?:of\s+age|old|of\s+life|in\s+age)\b", _FLAGS)
_AGE_SHORT = re.compile(
    r"[\s\-•*:(]*(?:(?:older|over|healthy|adults?|males?|females?|men|women|patients?|subjects?|participants?|children|volunteers?|people|persons?|individuals?|and|or|/|both|sex(?:es)?|gender|of|any|either|all|who|are|is|must\s+be|be|have|the|,|aged?|ages|between|a|an|girls?|boys?|adolescents?|inclusive|pediatric|elderly|pregnant|postmenopausal|non-pregnant|with)\s*)*$",
    _FLAGS,
)


def is_age(view: str, start: int, q: Quantity) -> bool:
    """ "18-65 years" that opens a criterion, or "years or older": what is so old is a person."""
    if q.relative or q.unit not in (None, "a", "mo", "wk", "d") or _THING.search(view, max(0, q.start - 40), q.start):
        return False
    if q.unit is None and q.said and _ADULTS.search(view, max(0, q.start - 24), q.start):
        return view[q.end : q.end + 1] in ("", ")", ",", ";", "\n") and max(q.lower or 0, q.upper or 0) <= 100
    if re.search(r"old|young|elder|y/o|\byo\b|y\.o", view[q.start : q.end].lower()):
        return True
    if (
        _ELAPSED.match(view, q.end)
        or not q.said
        or q.unit is None
        or not (person := _AGE_SHORT.fullmatch(view, start, q.start))
    ):
        return False
    return q.unit == "a" or (len(person.group()) > 6 and bool(_ENDS.match(view, q.end)))


def age(view: str, q: Quantity, right: Match | None) -> Bounded:
    end = q.end
    if not q.said and (m := _WITHIN.search(view, max(0, q.start - 30), q.start)):
        q = replace(q, start=m.start(), lower=None, said=True, sign="<=")
    if m := _OLD.match(view, q.end):
        end = m.end()
    words = (right.start, right.end) if right is not None and right.entry.name == "age" else None
    if words is not None:
        end = max(end, words[1])
    return Bounded(q.start, end, q, "age", words, measures().get("age"))
