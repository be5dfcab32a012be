"""Instruments: scales, questionnaires and the like, known or not. A disease in the name of one is nobody's disease."""

import re

from ..parts import Mention

_KIND = (
    r"(?:(?:[Ss]cales?|[Ss]ubscales?|[Qq]uestionnaires?|[Ii]nventor(?:y|ies)|Interviews?|[Cc]hecklists?|Indices|Surveys?|Schedules?|"
    r"[Ss]creener|[Dd]iar(?:y|ies))\b|Index\b(?!\s+[a-z]))"
)
_TITLE = r"(?:[A-Z][\w'’-]*|of|and|for|in|to|the|&)"
_GOES_ON = re.compile(rf"(?:[\s,-]+{_TITLE}){{0,6}}?(?<!\band)(?<!\bor)(?<!\bof)[\s-]+{_KIND}")
_PLAINLY = re.compile(
    r"[\s-]+(?:(?:symptoms?|severity|rating|assessment|screening|impact|self-report|specific)[\s-]+){0,2}(?:(?:sub)?scales?|"
    r"questionnaires?|inventor(?:y|ies)|checklists?|surveys?|screener|diar(?:y|ies))\b"
)
_BEFORE = re.compile(rf"\b{_KIND}\s+(?:for|of)\s+(?:the\s+)?(?:[A-Z]\w*[\s,]+(?:and\s+|or\s+)?)*\Z")
_NEAR = 60
"""Characters before a name within which the instrument may stand that is for it."""
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
    if m.kind != "condition":
        return False
    if _PLAINLY.match(view, m.end) or (view[m.end : m.end + 1] == "-" and _CRITERIA.match(view, m.end)):
        return True
    titled = view[m.start : m.start + 1].isupper()
    return titled and bool(_GOES_ON.match(view, m.end) or _BEFORE.search(view, max(0, m.start - _NEAR), m.start))


def scored(view: str, start: int, end: int) -> tuple[int, int, int] | None:
    """ "a score of 3 or 4 on the Scalp Itch Scale": where the score begins, and the words of the instrument behind."""
    lead = _SCORE.search(view, max(0, start - 40), start)
    name = _ON.match(view, end) if lead is not None else None
    return (lead.start(), *name.span("name")) if lead is not None and name is not None else None
