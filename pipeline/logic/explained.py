"""What a criterion explains: the ends of a scale, why something is asked, what the study will do. Nobody has it."""

import re

from ...patterns.gate import Gated, Several
from ...patterns.tables import Word
from ..parts import Cue, Work
from . import definitions, known_status, unlike, whichever
from .nodes import unread_part

_FLAGS = re.IGNORECASE
_MEANS = (
    r"(?:(?:is|are|was|being|means?|meaning|represent(?:s|ing|ed\s+by)?|indicat(?:es?|ing)|denot(?:es?|ing)|correspond(?:s|ing)?\s+to|"
    r"signif(?:y|ies|ying)|refer(?:s|ring)?\s+to|equal(?:s|ling)?(?:\s+to)?|equivalent\s+to|stands?\s+for|standing\s+for|"
    r"defined\s+as|reflect(?:s|ing)?|for)\b|=)"
)
_A_SCORE = r"(?:an?\s+)?(?:(?:score|rating|value|grade)s?\s+(?:of\s+)?)?"
_NUMBER = r"\d{1,3}(?:\s*(?:mm|cm|points?)\b)?"
_WHAT = r"\s*(?:an?\s+|the\s+)?[^\W\d](?:(?!\b(?:and|but|who|with|unless|if)\b)[^.;()\[\]\d<>≥≤,]){0,80}?"
_NEXT = r"\s*(?:,?\s*\b(?:and|to|through|while|whereas|up\s+to)\b|[,;/-])\s*"
_STOP = r"(?=\s*(?:[).;,\]]|$|\n))"
_WHERE = r"(?:,\s*)?\b(?:where|whereby|in\s+which|on\s+which|with|such\s+that)\s+"
_WORST = (
    r"(?:no(?:ne|t)?|normal|absen\w+|worst|best|most|least|highest|lowest|maxim\w+|minim\w+|extreme\w*|severe\w*|perfect|complete\w*|very|"
    r"greatest|strongest|unbearable|worse)\b"
)
_ENDS = Gated(
    rf"(?:{_WHERE}{_A_SCORE}{_NUMBER}\s*{_MEANS}|(?:(?<=[(\[;:])|(?<=[(\[;:,]\s)|(?<=\bscale\s))(?:0\s*(?:{_MEANS}|:)|\d{{1,3}}\s*=)){_WHAT}"
    rf"(?:{_NEXT}{_A_SCORE}{_NUMBER}\s*(?:{_MEANS}|:)?{_WHAT})+{_STOP}"
    rf"|{_WHERE}{_A_SCORE}{_NUMBER}\s*{_MEANS}\s*(?:an?\s+|the\s+)?{_WORST}{_WHAT}{_STOP}"
    rf"|(?<=\(){_A_SCORE}{_NUMBER}\s*=\s*(?:an?\s+|the\s+)?{_WORST}{_WHAT}{_STOP}"
    r"|\b(?:rang(?:ing|es?)|scor(?:ed|ing)|scale|rated|graded|goes|going)\s+(?:from\s+)?[01]\s*\([^()\d<>≥≤]{2,60}\)\s*(?:to|-|and)\s*"
    r"\d{1,3}\s*\([^()\d<>≥≤]{2,60}\)",
    _FLAGS,
)
""" "0 = no pain, 10 = worst pain", "where 0 means none and 4 means severe", "ranging from 0 (none) to 4 (severe)"."""
_HIGHER = Gated(
    r"(?:,?\s*\b(?:with|where|and|as)\s+)?(?:an?\s+)?\b(?:higher|lower|greater|larger|increasing|smaller)\s+(?:total\s+)?"
    r"(?:scores?|values?|numbers?|ratings?|points)\s+(?:on\s+(?:the|this)\s+\w+\s+)?"
    r"(?:indicat|represent|mean|reflect|correspond|denot|signif|suggest)\w*\s+[^.;()\[\]\d<>≥≤,]{3,80}(?=[).;,\]]|$|\n)",
    _FLAGS,
)
_SCALE = Gated(
    r"\bon\s+an?\s+(?:[a-z]+\s+){0,2}scale\s+(?:of|from|ranging\s+from)\s+[01]\s*(?:-|to)\s*\d{1,3}\b(?!\s*%)"
    r"|(?<=\()(?:scale|range|scored|score\s+range)\s*(?:of|from|:|ranging\s+from)?\s*\d{1,3}\s*(?:-|to)\s*\d{1,3}(?=\s*[),;])"
    r"|(?<=\()\s*[01]\s*(?:-|to)\s*\d{1,3}\s+(?:[a-z]+\s+){0,2}scale\s*(?=\))"
    r"|\bon\s+an?\s+[01]\s?(?:-|to)\s?\d{1,3}\s+(?:(?:likert|rating|severity|point|ordinal)\s+){0,2}scale\b"
    r"|\bon\s+an?\s+\d{1,3}[\s-]point\s+(?:likert(?:[\s-](?:type|like))?\s+)?(?:scale|likert)\b",
    _FLAGS,
)
_REACH = Gated(
    r"(?<=\d)\s?(?:mm|cm|points?)?\s?\(\s?(?P<least>[01])\s?(?:-|to)\s?(?P<most>\d{1,3}(?:\.\d)?)"
    r"\s?(?:%|mm|cm|points?)?\s?(?:scale|scores?|NRS|NPRS|VAS|VRS)?\s?\)",
    _FLAGS,
)
""" "WOMAC pain >= 8 (0-20)", "pain >= 40 mm (0-100 mm VAS)": how far the scale of the value goes."""
_VALUE = re.compile(r"\d{1,3}(?:\.\d{1,2})?\Z")
_USUAL = Gated(
    r"\(\s?(?:(?:local|laboratory|lab)\s+)?(?:normal|reference)(?:\s+(?:ranges?|values?|intervals?|limits?))?\s?(?:of|from|is|[:=,])?\s?"
    r"\d{1,4}(?:\.\d{1,3})?\s?(?:-|to)\s?\d{1,4}(?:\.\d{1,3})?(?:\s?[^\s()\d][^\s()]{0,15})?\s?\)",
    _FLAGS,
)
""" "Ferritin < 15 ng/mL (reference range 30-300)": what is usual where the value before it says what is asked."""
_MEASURED = re.compile(r"\d[^()\d]{0,16}\Z")
_RISK = (
    r"(?:risks?|likelihood|probability|chances?|possibility|possible|potential(?:ly)?|teratogenic\w*|concerns?|lack\s+of\s+(?:data|evidence|experience)|"
    r"(?:higher|lower|greater|increased|high)\s+(?:incidence|prevalence|frequency|rate)|unknown\s+(?:effects?|safety))\b"
)
_MAY = (
    r"(?:may|might|could|would|will|can(?:not)?|(?:is|are|has|have)\s+(?:not\s+)?(?:been\s+)?"
    r"(?:known|unknown|contraindicated|excreted|likely|expected|established|shown|metaboli[sz]ed))\b"
)
_TO_ITS_END = (
    r"(?:(?!,\s*(?:and|or|but)\b|\s(?:unless|except)\b|\s(?:and|or)\s+(?:an?y?|no|not|have|has|with|other|current|prior)\b)"
    r"[^.;()\[\]<>≥≤\d]){0,160}(?=\s*(?:[.;,)\]]|$|\n|\bunless\b|\bexcept\b|\b(?:and|or)\b))"
)
_REASON = Gated(
    r"[(,]?\s*\b(?:"
    rf"because\s+(?!of\b)[^.;,()]{{2,60}}?\b{_MAY}"
    rf"|since\s+(?:(?!\b(?:and|or|then|last|first|their|initiati\w+|start\w*|diagnos\w+|onset)\b)[^.;,()\d]){{2,40}}?\b{_MAY}"
    rf"|as\s+(?:it|they|this|these|that|those)\s+(?:\w+\s+){{0,2}}?{_MAY}"
    rf"|(?:because\s+of|due\s+to|owing\s+to|given|considering|in\s+view\s+of)\s+(?:(?:the|an?|its|their)\s+)?(?:[\w-]+\s+){{0,2}}?{_RISK}"
    rf"|given\s+that\b|considering\s+(?:the|that)\b){_TO_ITS_END}",
    _FLAGS,
)
""" "Pregnancy, because of the risk of …", "aspirin, as it may …": why it is asked."""
_OF_HIS_OWN = re.compile(
    r"\b(?:no|not|un\w+|in(?:eligible|operable|toleran\w+|ab\w+)|refus\w*|declin\w*|discontinu\w*|stop\w*|with(?:drew|drawn|drawal|held)|contra\w+|"
    r"hospitali\w*|admi\w+|surg\w*|treat\w*|receiv\w*|requir\w*|need\w*|prophyla\w*|interrupt\w*|fail\w*|reduc\w*|delay\w*|restrict\w*|"
    r"limit\w*|exclu\w*|except|unless|if|selected|suitable|indicated|candidates?|screened|monitor\w*|isolat\w*)\b",
    _FLAGS,
)
"""What somebody else decided for a reason: then the reason tells of whom it is said."""
_WHO = (
    r"(?:(?:all|the|these|those|such|eligible|enroll?ed|included|female|male|both)\s+)*"
    r"(?:patients?|subjects?|participants?|individuals?|volunteers?|women|men|children|parents?|caregivers?|they|you|(?:s?he|he/she))"
)
_PLAN = Gated(
    rf"\b{_WHO}\s+will\s+(?:(?:also|then|further|therefore|first)\s+)?(?:"
    r"be\s+(?:(?:also|then|further|therefore|first)\s+)?(?:asked|instructed|encouraged|advised|informed|told|reminded|requested|questioned|"
    r"counsel+ed|taught|trained|invited|given|provided|followed|monitored|randomi[sz]ed|allocated|assigned|offered|contacted|"
    r"interviewed|assessed|evaluated|observed|scheduled|screened|tested|examined)\b"
    r"|(?:complete|undergo|attend|visit|fill|wear|undertake|perform)\b)(?![^.;]{0,200}\b(?:excluded|ineligible|not\s+be\s+(?:included|enrolled))\b)"
    r"[^.;()]*",
    _FLAGS,
)
""" "Patients will be instructed to stop aspirin": what the study does with those who are in it."""

_ALLOWED = Gated(
    rf"\b{_WHO}\s+(?:may|can|(?:are|is|will\s+be)\s+(?:allowed|permitted)\s+to)\s+(?:(?:also|still|then|however)\s+)?"
    r"(?:receive|take|use|continue|undergo|resume|have\s+(?:their|the)|be\s+(?:transfused|given|supported))\b"
    r"(?:(?!\b(?:if|only|unless|provided|except|but|not|no|until|when|as\s+long)\b)[^.;()\d<>≥≤])*(?=[.;)]|$|\n)",
    _FLAGS,
)
""" "Patients may receive transfusions": it binds nothing."""

_AIM = Gated(
    r"(?:in\s+order\s+)?to\s+(?:avoid|prevent|minimi[sz]e|reduce|limit|ensure|exclude|rule\s+out|allow|facilitate|protect|"
    r"be\s+(?:included|eligible|enroll?ed|considered)|qualify|participate|take\s+part|enter)\b[^.;:()\d<>≥≤]{0,80}?,\s*"
    r"(?=[^.;]{2,80}?\b(?:must|should|shall|has\s+to|have\s+to|needs?\s+to|(?:is|are)\s+required)\b)",
    _FLAGS,
)
""" "To avoid pregnancy, women must …": what a requirement is for."""

_OF_A_SCALE = Several(_ENDS, _HIGHER, _SCALE)
_ANY = Several(*_OF_A_SCALE.patterns, _REACH, _USUAL, _REASON, _PLAN, _ALLOWED, _AIM)
_TOLD = Several(*(p for told in (definitions, known_status, unlike, whichever) for p in told.ANY.patterns))


def find(view: str, work: Work) -> None:
    """Finds what a criterion explains and what the study will do; no name or value is sought there."""
    start, end = work.start, work.end
    if not _TOLD.absent(view, start, end):
        _find_told(view, work)
    if _ANY.absent(view, start, end):
        return
    work.explained += [m.span() for m in _OF_A_SCALE.finditer(view, start, end)]
    work.explained += [m.span() for m in _REACH.finditer(view, start, end) if _lies_within(view, start, m)]
    work.explained += [m.span() for m in _USUAL.finditer(view, start, end) if _MEASURED.search(view, start, m.start())]
    work.explained += [m.span() for m in _REASON.finditer(view, start, end) if not _is_his_own(view, start, m.start())]
    work.explained += [m.span() for m in _AIM.finditer(view, start, end) if _opens(view, start, m.start())]
    allowed = [m for m in _ALLOWED.finditer(view, start, end) if view[start : m.start()].strip()]
    found = [*_PLAN.finditer(view, start, end), *allowed]
    plans = (m for m in found if _opens(view, start, m.start()) or view[start : m.start()].rstrip()[-1:] == "(")
    work.plans += [(m.start(), m.start() + len(m.group().rstrip())) for m in plans]
    work.words = without(work, work.words)


def _find_told(view: str, work: Work) -> None:
    """Finds definitions, letters spelled out, and the like, in a criterion that holds such words."""
    start, end = work.start, work.end
    defined = definitions.told(view, start, end) + known_status.spans(view, start, end) + unlike.spans(view, start, end)
    letters = [*definitions.spelled_out(view, start, end), *whichever.spans(view, start, end)]
    if defined or letters:
        work.plans, work.explained = defined, letters
        work.words = without(work, work.words)


def _opens(view: str, start: int, position: int) -> bool:
    """Whether a sentence begins there."""
    return view[start:position].rstrip()[-1:] in ("", ".", ";")


def without(work: Work, words: list[Word]) -> list[Word]:
    """The words less those of explanations and plans."""
    told = work.explained + work.plans
    return [w for w in words if not any(a <= w.start < b for a, b in told)] if told else words


def holds(work: Work, cue: Cue) -> bool:
    """Whether a modifier stands in an explanation, as the "no" of "0 = no pain", and so is of nothing outside."""
    return any(a <= cue.start < b for a, b in work.explained + work.plans)


def told(text: str, work: Work) -> None:
    """Adds the plans of the study as words for a person."""
    if work.plans:
        work.parts = sorted(
            [*work.parts, *(unread_part(text, *at) for at in work.plans)], key=lambda p: (p.start, p.end)
        )


def _lies_within(view: str, start: int, m: re.Match[str]) -> bool:
    """Whether the value before a bracket lies inside the range that the bracket gives, which is wider than a class."""
    value = _VALUE.search(view, start, m.start())
    return value is not None and float(m["least"]) <= float(value.group()) <= float(m["most"]) >= 5


def _is_his_own(view: str, start: int, position: int) -> bool:
    floor = max(start, *(view.rfind(sign, start, position) + 1 for sign in (". ", "; ", "\n")))
    return _OF_HIS_OWN.search(view, floor, position) is not None
