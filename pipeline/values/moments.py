"""The moment of the study at which a value or a state is looked at: "≥ 18 years old on the day of the first dose".

Like "at screening" it bounds nothing.
"""

import re

from ...patterns.gate import Gated

_GIVEN = (
    r"(?:vaccin(?:ation|e\s+administration|e)|immuni[sz]ation|dos(?:e|ing|age)|injection|infusion|administration|"
    r"intake|(?:drug|product|treatment|medication)\s+(?:administration|intake|dose))"
)
_STUDY = (
    r"(?:(?:study|trial|investigational|experimental)"
    r"(?:\s+(?:drug|vaccine|product|medication|treatment|medicinal\s+product|intervention))?)"
)
_OF_IT = rf"(?:\s+(?:of|with)\s+(?:(?:the|any)\s+)?(?:{_STUDY}|vaccine|IMP|IP))?"
_POINT = (
    r"(?:screening|enrol+ment|randomi[sz]ation|inclusion|consent|baseline|visit|study\s+(?:visit|entry|start)|assessment|"
    r"evaluation)"
)
_MOMENT = Gated(
    r"(?:,\s*)?\b(?:at|on|upon)\s+(?:(?:the\s+)?(?:time|day|date|moment|start)(?:\s+point)?\s+of\s+)?(?:(?:the|their|his|her)\s+)?"
    rf"(?:(?:first|1st|initial)\s+(?:(?:planned|scheduled|{_STUDY})\s+)?(?:{_GIVEN}{_OF_IT}|{_POINT})|"
    rf"{_STUDY}\s+{_GIVEN}|(?<=\bof\s){_GIVEN}{_OF_IT}|(?<=\bof\sthe\s){_GIVEN}{_OF_IT})\b"
    r"(?!\s+(?:of|with|in|series|course|for)\b)",
    re.IGNORECASE,
)
_COHORT = Gated(
    r"\(\s*(?:cohort|group|arm|part|stratum)s?\s+(?:\d{1,2}|[A-Z]|[IVX]{1,4})[a-z]?(?:\s*(?:and|or|/|&|,)\s*(?:\d{1,2}|[A-Z]))?\s*\)",
    re.IGNORECASE,
)
_LOOKED_AT = re.compile(
    r"(?:\b(?:years?|yrs?|months?|weeks?|olds?|age[ds]?|older|younger|above|over|inclusive|kg|kg/m2|C|F|illness|disease|"
    r"infection|fever|febrile|pregnan\w+|breast-?feeding|lactating|test|healthy|health)|[\d)%]|mm\s?Hg|bpm|[°º˚]\s?[CF]|[℃℉])[\s,]*\Z",
    re.IGNORECASE,
)
_BEFORE_IT = Gated(
    r"(?:,\s*)?\b(?:(?:immediately|right|just|shortly)\s+)?(?:before|prior\s+to)\s+(?:(?:the|each|every|any)\s+)?"
    rf"(?:(?:first|1st|initial|study|trial)\s+)*{_GIVEN}{_OF_IT}\b(?!\s+(?:of|with|in|series|course|for)\b)",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"(?:%|mm\s?Hg|bpm|ms(?:ec)?|(?:beats|breaths)\s?(?:/|per)\s?min(?:ute)?|/\s?(?:[dmuµμ]?L|mm3|min)|[°º˚]\s?[CF]|[℃℉])"
    r"[\s,)]*\Z",
    re.IGNORECASE,
)
"""A value behind which "before vaccination" says when it is measured; "4 weeks before vaccination" is a time."""
_YEARS = re.compile(
    r"(?:\b(?:years?|yrs?|months?|old|age|older|inclusive|kg|vaccination|dose|screening|enrol+ment|consent)|\d)\s*\Z",
    re.IGNORECASE,
)
_REACH = 25


def spans(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where a criterion says when in the study a value or a state is looked at, or of which cohort in brackets."""
    found = [m.span() for m in _MOMENT.finditer(view, start, end) if _behind(_LOOKED_AT, view, start, m.start())]
    found += [m.span() for m in _BEFORE_IT.finditer(view, start, end) if _behind(_MEASURED, view, start, m.start())]
    return found + [m.span() for m in _COHORT.finditer(view, start, end) if _behind(_YEARS, view, start, m.start())]


def _behind(what: re.Pattern[str], view: str, start: int, at: int) -> bool:
    return what.search(view, max(start, at - _REACH), at) is not None
