"""Instruments: scales, questionnaires and the like, known or not. A disease in the name of one is nobody's disease."""

import re

from ...patterns.fold import fold_phrase
from ...patterns.measures import lexicon as measures
from ..parts import Mention
from .abbreviations import stands_for

_KIND = (
    r"(?:(?:[Ss]cales?|[Ss]ubscales?|[Qq]uestionnaires?|[Ii]nventor(?:y|ies)|Interviews?|[Cc]hecklists?|Indices|Surveys?|Schedules?|"
    r"Scores?|[Ss]creener|[Dd]iar(?:y|ies))\b|Index\b(?!\s+[a-z]))"
)
_TITLE = r"(?:[A-Z][\w'’-]*|of|and|for|in|to|the|&)"
_ASIDE = r"(?:\s*\([A-Z][\w-]*\))?"
"""Its abbreviation, where it stands before the kind: "the Neuropathy Disability (NDS) scale"."""
_GOES_ON = re.compile(rf"(?:[\s,-]+{_TITLE}){{0,6}}?(?<!\band)(?<!\bor)(?<!\bof){_ASIDE}[\s-]+{_KIND}")
_PLAINLY = re.compile(
    rf"{_ASIDE}[\s-]+(?:(?:symptoms?|severity|rating|assessment|screening|impact|self-report|specific)[\s-]+){{0,2}}(?:(?:sub)?scales?|"
    r"questionnaires?|inventor(?:y|ies)|checklists?|surveys?|screener|diar(?:y|ies)|(?:screening|assessment)\s+tools?)\b"
    r"|\s*\([A-Z][\w-]*\)\s+(?:scores?|index)\b|\s+(?:\w+\s+){0,2}(?:scores?|index)\s*\(\s*[A-Z][A-Z\d-]+\s*\)"
)
_BEFORE = re.compile(rf"\b{_KIND}\s+(?:for|of)\s+(?:the\s+)?(?:[A-Z]\w*[\s,]+(?:and\s+|or\s+)?)*\Z")
_NEAR = 60
"""Characters before a name within which the instrument may stand that is for it."""
_SHORT = re.compile(r"(?P<short>[A-Za-z][A-Za-z0-9]+)(?:-\w{1,3})?\s*\(\s*(?:the\s+)?$")
_LONG_FORM = re.compile(r"[^(),;:<>≤≥=]{5,90}(?=[),;])")
_ENDS_ONE = re.compile(
    r"\b(?:scales?|index|scores?|inventory|questionnaire|rating|tests?|exam(?:ination)?|assessment|tool|survey|interview|"
    r"schedule|checklist|battery|system|grade|class(?:ification)?)\s*\Z",
    re.IGNORECASE,
)
_SCORE = re.compile(
    r"\b(?:scor(?:es?|ed|ing)|rat(?:ings?|ed))\s*(?:(?:of|as|is|was|at|be|must|total|a)\s+)*\Z", re.IGNORECASE
)
_CRITERIA = re.compile(r"-\d\s*(?:criteria|definitions?|consensus|classification|guidelines?|[);,]|$)")
"""Behind the disease that a set of criteria is of: "septic shock (Sepsis-3)"."""
_ON = re.compile(
    rf"\s*(?:points?\s+)?(?:on|in|by|for|using|according\s+to)\s+(?:the\s+)?"
    rf"(?P<name>[A-Z][\w'’-]*(?:[\s-]+{_TITLE})*?[\s-]+{_KIND})"
)


def is_part(view: str, m: Mention) -> bool:
    """Whether a condition only names an instrument: "Fear of Pain Scale", "seizure diary", "Interview for Mania"."""
    if m.kind in ("condition", "procedure") and _is_long_form(view, m):
        return True
    if m.kind != "condition":
        return False
    if _PLAINLY.match(view, m.end) or (view[m.end : m.end + 1] == "-" and _CRITERIA.match(view, m.end)):
        return True
    titled = view[m.start : m.start + 1].isupper()
    return titled and bool(_GOES_ON.match(view, m.end) or _BEFORE.search(view, max(0, m.start - _NEAR), m.start))


def _is_long_form(view: str, m: Mention) -> bool:
    """ "PASI (psoriasis area and severity index)": what the letters of a measure, or of any instrument, stand for."""
    opened = view.rfind("(", max(0, m.start - _NEAR), m.start) + 1
    before = _SHORT.search(view, max(0, opened - 30), opened) if opened else None
    long = _LONG_FORM.match(view, opened) if before is not None else None
    if before is None or long is None or m.end > long.end() or not stands_for(before["short"], long.group()):
        return False
    short = before.group().rstrip(" \n(")
    return _ENDS_ONE.search(long.group()) is not None or measures().get(fold_phrase(short), short) is not None


def scored(view: str, start: int, end: int) -> tuple[int, int, int] | None:
    """ "a score of 3 or 4 on the Scalp Itch Scale": where the score begins, and the words of the instrument behind."""
    lead = _SCORE.search(view, max(0, start - 40), start)
    name = _ON.match(view, end) if lead is not None else None
    return (lead.start(), *name.span("name")) if lead is not None and name is not None else None
