"""What assessments tell: "healthy on the basis of history and ECG" and "abnormalities on ECG" ask for no ECG."""

import re

from ...patterns.gate import Gated
from ..parts import Cue, Part, Work
from .adjuncts import JUDGES
from .nodes import unread_part

_FLAGS = re.IGNORECASE

_WORDS = (
    r"(?:an?|the|their|his|her|its|complete|full|detailed|thorough|normal|screening|clinical|standard|routine|"
    r"safety|resting|baseline|comprehensive|"
    r"medical|physical|laboratory|lab|vital|blood|urine|neurological|surgical|general|12[\s-]lead|other|appropriate|relevant|past)"
)
_ASSESSMENT = (
    rf"(?:{_WORDS}\s+)*(?:histor(?:y|ies)(?!\s+of\b)|exam(?:ination)?s?|signs?|ECGs?|EKGs?|electrocardiogra(?:m|ph)s?|electrocardiography|tests?|testing|"
    r"evaluations?|assessments?|results?|values?|parameters?|findings?|screening|measurements?|urinalysis|ha?ematology|biochemistry|"
    r"(?:clinical\s+)?chemistry|serology|profiles?|panels?|interviews?|questionnaires?|x-?rays?|records?|data|work-?up|safety\s+labs?|labs?)"
)
_JOINED = r"(?:\s*(?:,\s*(?:and|or|including)?|/|;|\band/or\b|\band\b|\bor\b|\bincluding\b)\s*)"
_JUDGED = (
    r"(?:judged|determined|assessed|established|"
    r"confirmed|evidenced|documented|ascertained|defined|evaluated|verified|demonstrated|deemed)"
)
_BY_WHOM = rf"(?:\s+by\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+){{0,2}}?{JUDGES})"
_BY = Gated(
    rf"\s*,?\s*(?:as\s+)?(?:{_JUDGED}{_BY_WHOM}?\s*,?\s*)?"
    r"\b(?:by|from|through|via|based\s+(?:up)?on|on\s+the\s+basis\s+of|according\s+to|per)\s+"
    rf"{_ASSESSMENT}(?:{_JOINED}{_ASSESSMENT})*"
    r"(?:,?\s+(?:performed|conducted|obtained|done|taken|completed))?"
    r"(?:\s+(?:at|during)\s+(?:the\s+)?screening(?:\s+(?:visit|period))?)?"
    r"(?:\s*\(\s*no\s+(?:laboratory\s+)?(?:testing|tests?)\s+(?:(?:is|are)\s+)?(?:required|necessary|needed)\s*\))?",
    _FLAGS,
)
_EXAMINED = re.compile(r"\b(?:history|exam(?:ination)?s?)\b", _FLAGS)
_ABNORMAL = Gated(
    r"\b(?:(?:any|other|clinically|significant|relevant|important|abnormal|pathological|meaningful)\s+)*"
    r"(?:abnormalit(?:y|ies)|findings?|deviations?|changes?|results?)\s+(?:(?:detected|found|noted|observed|seen|identified)\s+)?"
    rf"(?:in|on|of|from|at|during|by)\s+(?:any\s+|either\s+)?{_ASSESSMENT}(?:{_JOINED}{_ASSESSMENT})*(?:\s+at\s+(?:the\s+)?screening)?",
    _FLAGS,
)
_ODD = re.compile(r"abnormal|pathological|significant|relevant|deviat", _FLAGS)


def silence(view: str, work: Work) -> None:
    """Takes the assessments of somebody's health from the parts; their words belong to the health."""
    for health in [p for p in work.parts if _is_health(p) or p.leaf["op"] == "condition"]:
        by = (_BY.search if _is_health(health) else _examined)(view, health.end, work.end)
        if by is None or any(not _tells_who(p) for p in work.parts if health.end <= p.start < by.start()):
            continue
        if any("window" in p.leaf for p in work.parts if by.start() <= p.start < by.end()):
            continue
        work.parts = [p for p in work.parts if not by.start() <= p.start < by.end()]
        health.cues.append(Cue("FORM", *by.span()))


def _examined(view: str, start: int, end: int) -> "re.Match[str] | None":
    """ "Immunodeficiency, based on history and physical examination": how a disease right before it is known."""
    by = _BY.match(view, start, end)
    return by if by is not None and _EXAMINED.search(by.group()) else None


def judge(text: str, view: str, work: Work) -> None:
    """Makes one `other` part of what a person must find abnormal: "significant abnormalities in ECG or vital signs"."""
    for m in _ABNORMAL.finditer(view, work.start, work.end):
        inside = [p for p in work.parts if m.start() < p.end and p.start < m.end()]
        if _ODD.search(m.group()) and all(m.start() <= p.start and p.end <= m.end() and _is_bare(p) for p in inside):
            said = unread_part(text, *m.span())
            work.parts = sorted([*(p for p in work.parts if p not in inside), said], key=lambda p: (p.start, p.end))


def _is_bare(part: Part) -> bool:
    return part.leaf["op"] in ("condition", "exposure") and part.leaf.keys().isdisjoint(("window", "duration", "to"))


def _is_health(part: Part) -> bool:
    return bool(part.leaf.get("name") == "healthy volunteer")


def _tells_who(part: Part) -> bool:
    return part.leaf["op"] in ("attribute", "threshold")
