"""Where a window aims: before or after which event."""

import re
from functools import cache
from typing import NamedTuple

from ...patterns import anchors
from ...patterns.fold import fold_phrase
from ...patterns.misspellings import meant
from ...patterns.tables import mentions
from ..naming.heads import GIVEN
from .phrases import FLAGS, SINCE_USE

_BEFORE = (
    r"(?:immediately\s+|just\s+|directly\s+)?(?:prior\s+to|before|preceding|previous\s+to|"
    r"in\s+advance\s+of|ahead\s+of|leading\s+(?:up\s+to|to(?=\s+(?:the\s+)?(?:randomi|screening|enrol|inclusion|baseline|study|trial|first|dosing)))|prior|pre)"
)
_AFTER = r"(?:after|following|post|subsequent\s+to|since|from\s+the|beyond)"
_RESTATED = (
    r"(?:[\d\s.,<>=≤≥±+/-]|\b(?:i\.?e|or|and|to|approximately|approx|about|plus|minus|at|least|calendar|consecutive|business|"
    r"full|elimination|half|lives|life|whichever|is|the|longer|shorter|greater|less|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"twelve|fourteen|thirty|(?:day|week|month|year|hour|minute|hr|yr|mo|wk|d|h|w|m|y)s?)\b){1,60}"
)
_ASIDE = (
    r"(?![^()]{0,60}\b(?:for|if)\b)"
    r"(?![^()]{0,60}\d\s*-?\s*(?:days?|weeks?|months?|years?|hours?|hrs?|wks?|mos?|d|h)\b)[^()]{0,60}"
)
"""No length of its own, which would be for what the bracket names."""
_DIRECTION = re.compile(
    rf"\s*,?\s*(?:respectively\s*,?\s*)?(?:\((?:{_RESTATED}|{_ASIDE})\)\s*)?(?:period\s+|time\s+|washout\s+|"
    rf"interval\s+|consecutively\s+|(?P<gone>(?:(?:must|should|shall|will|to)\s+)?(?:(?:have|has|had)\s+)?(?:elapsed?|passed)\s+))?"
    rf"(?:(?P<before>{_BEFORE})|(?P<after>{_AFTER})|(?P<of>of|from|to|at|until)|"
    rf"(?P<ago>ago(?:\s+or\s+(?P<less>less|more))?|earlier|previously))\b(?:\s*-(?=[a-z]))?\s*",
    FLAGS,
)
_GONE_FROM = frozenset(("from", "after", "following", "post"))
"""What so much time has elapsed from was so long ago."""
_ALSO = re.compile(
    r"(?:,?\s*(?:or|and)\s+(?:(?:on\s+)?the\s+(?:same\s+)?day\s+of|during|at(?!\s+least)|on|after|following)\b(?:\s+the)?(?:\s+(?:time|date|day)\s+of)?)\s*,?\s*",
    FLAGS,
)
_ARTICLES = (
    r"(?:(?:the|their|his|her|a|an|any|this|that|current|time\s+of|date\s+of|day\s+of|start\s+of|planned|"
    r"scheduled|actual|expected|administration\s+of|initiation\s+of|receipt\s+of|receiving|your|patient's|"
    r"subject's|subject|patient|enrolment\s+or|or\s+at|being)\s+)*"
)
_OTHER = re.compile(
    r"(?!\d+\s*(?:weeks?|months?|years?|days?)\b)(?!(?:and|or|to|until|through|unless|except|planned|with|within|any|one|either|each|these|following|the\s+following)\b)[^\s,;:.()]+"
    r"(?:[ \n]+(?!(?:and|or|unless|except|with|within|for|if|who|that|in|by|using|as|at|due)\b)[^\s,;:.()]+){0,6}",
    FLAGS,
)
_MORE = re.compile(
    r"(?:\s+(?:of|with)\s+(?:the\s+)?(?:study|trial|protocol|investigational)\s+(?:drug|treatment|medication|therapy|product|agent|"
    r"intervention|vaccine)?(?:\s+administration)?|\s*\((?:(?:day|visit|week|cycle|[VD])\s*-?\d+|screening|baseline|BL|randomi[sz]ation|enrol?lment|consent)\)|"
    r"\s+(?:into|in|to)\s+(?:the|this)\s+(?:study|trial)\b)",
    FLAGS,
)
_PLACE = re.compile(
    r"\s+(?:in|at)\s+(?:the\s+)?(?:ED|ER|emergency\s+(?:department|room)|hospital|ICU|clinic|unit|ward)\b", FLAGS
)
"""Where somebody arrives: "before arrival in the ED"."""
_ACT = re.compile(
    r"(?:(?<=screening)|(?<=baseline))\s+(?:(?:labs?|laboratory|blood)(?:\s+(?:tests?|testing|values?|assessments?|work))?|tests?|"
    r"(?P<else>(?:MRI|CT|PET|ECG|EEG|DXA|brain|scans?|imaging|endoscop\w+|colonoscop\w+|sigmoidoscop\w+|biops\w+|"
    r"ultraso\w+|spirometry|echocardiogra\w+|mammogra\w+|polysomnogra\w+)(?:\s+(?:scans?|MRI|imaging|biops\w+))?))\b(?!\s*-)",
    FLAGS,
)
"""What is done at screening or baseline, an event of its own: "within 2 weeks before the screening endoscopy"."""
_EVENT = re.compile(
    r"(?:[^\W\d_][\w-]*\s+){0,3}onset\b|(?:the\s+|hospital\s+|ICU\s+|intensive\s+care\s+unit\s+|emergency\s+department\s+|symptom\s+)*"
    r"(?:admission|birth|onset|injury|presentation|arrival|delivery|hospitali[sz]ation|symptoms?|last\s+(?:known|seen))\b",
    FLAGS,
)
_ENDED = re.compile(
    r"(?:the\s+|their\s+)?(?:last|final|end|complet\w+|stopping|discontinu\w+|cessation|finishing|conclusion)\b"
    r"(?!\s+screening)",
    FLAGS,
)
"""What something is "within 6 months of" once it is over: "progression within 6 months of the last platinum dose"."""
_OWN_LAST = re.compile(
    r"(?:the\s+)?(?:last|final|most\s+recent)\s+(?:dose|dosing|administration|intake|use|injection|infusion|application|treatment|"
    r"therapy|cycle|course|session|fraction|instillation)\b",
    FLAGS,
)
_NOT_OF = re.compile(r"\s*(?:[.,;:)]|\Z|\n|\b(?:and|or|before|prior)\b)", FLAGS)
"""The last of what was named before, and not of what the study gives."""
_EACH = re.compile(
    r"(?:the\s+first\s+(?:or|and)\s+)?(?:each|every|any|all)\s+(?:[\w-]+\s+){0,3}?(?:vaccin(?:e|ation|ations)|dos(?:e|es|ing)|injections?|"
    r"infusions?|administrations?|cycles?|(?P<visit>visits?))\b(?:\s+of\s+(?:the\s+)?(?:study|trial|investigational)\s+[\w-]+)?",
    FLAGS,
)


_NEXT = re.compile(
    r"\s*,?\s*(?:or|and)\b[^.;:()]{1,60}?\b(?:in|during|within)\s+(?:the\s+)?\w+\s*"
    r"(?:days?|weeks?|months?|years?|hours?|d|wks?|w|mos?|yrs?|hrs?|h)\s*,?\s*"
    rf"{_BEFORE}\s+",
    FLAGS,
)


_STARTS = re.compile(
    r"(?:the\s+)?(?:start(?:ing)?|initiation|initiating|beginning|commencement|first\s+(?:dose|administration|infusion|injection))"
    r"(?:\s+of)?\s+(?:the\s+)?(?P<drug>[^\W\d_][\w-]+)",
    FLAGS,
)


_OF_DRUG = re.compile(
    r"\s+(?:of|with)\s+(?:the\s+)?(?:(?P<kind>(?:(?:CAR|TCR)[- ]?T[- ]?)cells?|vaccines?|(?:radio)?tracer|vector)\b|"
    r"(?P<drug>[^\W\d_][\w-]+)(?:\s+(?:infusion|injection|treatment|therapy|tablets?|capsules?|vaccine))?)(?![\w-])",
    FLAGS,
)
_PLACEBO = re.compile(r"\s*(?:/|\bor\b|\band\b)\s*(?:the\s+)?(?:matching\s+)?placebo\b", FLAGS)
"""What the study gives: "the first dose of nivolumab or placebo"."""
_FIRST_OF = re.compile(
    r"(?P<first>(?:first|1st|initial)\s+)?(?P<drug>[^\W\d_][\w-]+)\s+(?:administration|dos(?:e|ing)|infusion|injection|treatment|"
    r"therapy|intake|application)\b",
    FLAGS,
)
_OF_CELLS = re.compile(
    r"(?:first\s+)?(?:(?:infusion|injection|administration|transfer)\s+of\s+(?:the\s+)?)?"
    r"(?:(?:CAR|TCR)[- ]?T(?:[- ]?cells?)?|(?:CAR|TIL|NK)(?:[- ]cells?)?|gene|cell|radioligand|(?:radio)?tracer|"
    r"radiopharmaceutical|vector)"
    r"(?:\s+(?:replacement|product|therapy))??\s+(?:infusions?|injection|administration|transfer|therapy|dosing)\b|"
    r"(?:infusion|injection|administration)\s+of\s+(?:the\s+)?"
    r"(?:(?:CAR|TCR)[- ]?T[- ]?cells?|(?:radio)?tracer|radioligand|radiopharmaceutical|vector)\b|"
    r"(?:receiving|receipt\s+of|administration\s+of)\s+the\s+(?:vaccine|product|drug|injection|infusion)\b(?!\s+[a-z])",
    FLAGS,
)
"""Cells, genes and tracers are what a study gives, where something is counted back from them."""
_CODE_NAME = re.compile(r"[A-Z]{2,6}-?\d{2,8}[A-Za-z]?")
_CODED = re.compile(r"(?:(?:receiving|taking|starting|receipt\s+of|intake\s+of)\s+)?(?P<drug>[^\W\d_][\w-]+)", FLAGS)
_CLOSED = re.compile(r"\s*(?:[.,;)]|$|\b(?:and|or|visit|unless|except)\b)", FLAGS)
_OR_ANCHOR = re.compile(r"\s*(?:/|\bor\b)\s*(?:at\s+)?(?:the\s+)?", FLAGS)
_GIVING = r"(?:dos(?:e|es|ing)|vaccinations?|infusions?|injections?|administrations?|immuni[sz]ations?)\b"
_BARE_END = re.compile(
    rf"(?:the\s+)?(?P<which>first|initial|1st|(?P<last>last|final))(?:\s*,\s*{_GIVING}|\b(?=\s*,?\s*(?:and|or|to|until|through|but)\b[^.;]{{0,80}}?\b{_GIVING}))",
    FLAGS,
)
""" "4 weeks before the first, and 3 months after the last, infusion"."""
_BOTH_OPEN = re.compile(r"\b(?:before|prior\s+to|after|following|of)\s*,\s*(?:and|or|but)\b[^.;]{1,140}$", FLAGS)
_CLOSING_NOUN = re.compile(
    r"(?P<it>(?:(?:the|each|any|every)\s+)?(?!(?:and|or|but|unless|except|any|no|not|with)\b)[^\W\d_][\w-]*(?:\s+[\w-]+){0,3})\s*\)?\s*(?:[.;]|$)",
    FLAGS,
)
SOME_SURGERY = re.compile(
    r"(?!(?:the|index|study|planned|scheduled|elective|primary|initial)\b)[\w-]+(?:[\s-]+[\w-]+){0,2}[\s-]+(?:surgery|operation|transplant(?:ation)?)",
    FLAGS,
)
"""Named for itself: "4 weeks from hip surgery"."""
_FOUR_WORDS = re.compile(r"[\w-]+(?:\s[\w-]+){0,3}")
_COMMA = re.compile(r",\s+")
_DAYS = frozenset(("screening", "consent", "randomization", "baseline", "enrolment", "first_dose"))
"""The days of one trial, of which either may be meant: "before screening or randomisation"."""


_OPERATION = re.compile(
    r"\s*,?\s*\(?(?P<words>(?P<side>pre|post)[-\s]?op(?:erative(?:ly|\s+period)|(?:erative)?(?=\s*(?:[,;)]|\.?$))))",
    FLAGS,
)
""" "Within 24 h preoperatively": before the surgery."""


class Aim(NamedTuple):
    """``direction`` is None where no word gives it; ``end``: where its words end; ``word``: the preposition."""

    direction: str | None
    anchor: str
    text: tuple[int, int] | None
    end: int
    word: str = ""
    less: bool | None = None


def _is_drug(word: str) -> bool:
    """ "the start of minocycline": the drug that a study begins with."""
    if _CODE_NAME.fullmatch(word):
        return True
    entry = mentions().entries.get(fold_phrase(word)) or meant(fold_phrase(word))
    return entry is not None and entry.kind == "drug"


def names_exposure(words: str) -> bool:
    """Whether words name a drug, a vaccine or what else is given: "a flu vaccine", "completing chemotherapy"."""
    each = words.split()
    phrases = [" ".join(each[i:]) for i in range(len(each))]
    entries = (mentions().entries.get(fold_phrase(phrase)) for phrase in [*phrases, *each])
    return any(e is not None and e.kind in GIVEN for e in entries)


def since_use(view: str, position: int, end: int) -> "re.Match[str] | None":
    """The words before what was given, "the last dose of"; what is "completed" must be a drug or the like."""
    m = SINCE_USE.match(view, position, end)
    if m is None or m["ending"] is None:
        return m
    named = _FOUR_WORDS.match(view, m.end(), end)
    return m if named and names_exposure(named.group().lower()) else None


def own_last(view: str, a: Aim) -> Aim:
    """Behind a title the last dose is of what the title names: "Hormones: at least 2 weeks from the last dose"."""
    if a.text is None or a.word not in ("from", "after", "following", "since", "from the"):
        return a
    own = _OWN_LAST.fullmatch(view, *a.text) and _NOT_OF.match(view, a.text[1])
    return Aim("before", "now", None, a.text[1], "ago") if own else a


@cache
def anchor_pattern() -> re.Pattern[str]:
    """An anchor's words behind their articles."""
    return re.compile(rf"{_ARTICLES}(?P<anchor>{anchors.pattern()})", FLAGS)


@cache
def _closing() -> re.Pattern[str]:
    """An anchor that closes its sentence."""
    return re.compile(
        rf"\b(?:prior\s+to|before)\s+{_ARTICLES}(?P<anchor>{anchors.pattern()})\s*\)?\s*(?=[.;]|$)", FLAGS
    )


def closing(view: str, start: int, end: int) -> "re.Match[str] | None":
    """The words "prior to start of study medication" that close the sentence."""
    stop = re.compile(r"[.;]\s|$").search(view, start, end)
    edge = stop.start() if stop else end
    return _closing().search(view, start, edge) if edge > start else None


def later_anchor(view: str, pos: int, end: int) -> tuple[str, str] | None:
    """The anchor and its words behind the next of several times: "in the 6 months, or y in the 12 months, before x"."""
    m = _NEXT.match(view, pos, end)
    if m and (each := _EACH.match(view, m.end(), end)):
        return ("visit" if each["visit"] else "other", each.group())
    a = anchor_pattern().match(view, m.end(), end) if m else None
    return (anchors.anchor_of(a["anchor"]), a["anchor"]) if a else None


def is_each(view: str, pos: int, end: int) -> bool:
    """Whether an anchor is each of several events: "each vaccination"."""
    return _EACH.match(view, pos, end) is not None


def from_event(view: str, pos: int, end: int) -> int | None:
    """Where the "from" of "4 weeks from major surgery" ends."""
    m = re.compile(r"\s+(?P<out>out\s+)?from\s+(?=[^\W\d_])", FLAGS).match(view, pos, end)
    a = anchor_pattern().match(view, m.end(), end) if m else None
    if m is None or (a is not None and anchors.anchor_of(a["anchor"]) not in ("surgery", "diagnosis")):
        return None
    return m.end() - 1 if a is None or m["out"] or SOME_SURGERY.fullmatch(a["anchor"]) else None


def elapsed(view: str, pos: int, end: int) -> bool:
    """Whether so much time "must have elapsed": at least so much, where no word says more."""
    m = _DIRECTION.match(view, pos, end)
    return m is not None and m["gone"] is not None


def aim(view: str, pos: int, end: int, within: bool) -> Aim:
    """What the words behind a length of time aim at; ``within``: the length stands behind "within"."""
    if op := _OPERATION.match(view, pos, end):
        side = "before" if op["side"].lower() == "pre" else "after"
        return Aim(side, "surgery", op.span("words"), op.end(), side)
    m = _DIRECTION.match(view, pos, end)
    if m is None:
        return Aim(None, "now", None, pos)
    if m["ago"]:
        return Aim("before", "now", None, m.end("ago"), "ago", None if not m["less"] else m["less"].lower() == "less")
    direction = "after" if m["after"] else "before"
    word = (m["after"] or m["before"] or m["of"]).lower()
    if m["gone"] and word in _GONE_FROM:
        word = "since"
    if word == "prior" and "," in view[m.start() : m.end()]:  # "PCI (< 6 months), prior CABG"
        return Aim(None, "now", None, pos)
    at, said = m.end(), max(m.end("after"), m.end("of"))
    if also := _ALSO.match(view, m.end("before") if m["before"] else at, end):
        at = also.end()
    if each := _EACH.match(view, at, end):
        return Aim(direction, "visit" if each["visit"] else "other", each.span(), each.end(), word)
    parted = _COMMA.match(view, at, end)  # "within 2 years of, and 2 weeks before, the first dose"
    comma = parted.end() if parted else at
    if m["of"] and within and _ENDED.match(view, at, end):
        direction = "after"
    if a := anchor_pattern().match(view, comma, end):
        where = (a.start("anchor"), a.end("anchor"))
        if act := _ACT.match(view, where[1], end):
            where = (where[0], act.end())
            return Aim(direction, "other" if act["else"] else anchors.anchor_of(a["anchor"]), where, act.end(), word)
        if word == "since" and _OWN_LAST.fullmatch(a["anchor"]):  # "rituximab, ≥ 6 months since the last dose"
            if since_use(view, where[0], end):  # "≥ 6 months since the last dose of rituximab"
                return Aim("before", "now", None, said, word)
            return Aim("before", "now", None, where[1], "ago")
        name = anchors.anchor_of(a["anchor"])
        return Aim(direction, name, where, _rest(view, where[1], end, name, direction), word)
    if word == "since":
        own = _OWN_LAST.match(view, at, end)
        if own and _NOT_OF.match(view, own.end(), end):
            return Aim("before", "now", None, own.end(), "ago")
        return Aim("before", "now", None, said, word)
    if comma > at and direction == "before" and (given := _given(view, comma, comma, end)) is not None:
        return Aim(direction, "first_dose", given, given[1], word)  # "and again within 24 hours before, the start of X"
    if (
        comma > at
        and _BOTH_OPEN.search(view, max(0, pos - 160), pos)
        and (far := _CLOSING_NOUN.match(view, comma, end))
    ):
        return Aim(
            direction, "other", far.span("it"), far.end("it"), word
        )  # "A up to 4 weeks before, or B …, the first swab"
    if comma > at and (not m["of"] or (within and word in ("of", "from"))):
        return Aim(direction, "now", None, at, word)
    if m["of"] and not (within and word in ("of", "from")):
        return Aim(None, "now", None, pos)
    if bare := _BARE_END.match(view, at, end):
        name = "last_dose" if bare["last"] else "first_dose"
        return Aim(direction, name, bare.span("which"), bare.end(), word)
    other = _OTHER.match(view, at, end)
    if other is None:
        stop = m.start() + len(m.group().rstrip())
        return Aim(None, "now", None, pos) if m["of"] else Aim(direction, "now", None, stop, word)
    if direction == "before" and (given := _given(view, m.end(), at, end)) is not None:
        return Aim(direction, "first_dose", given, given[1], word)
    if m["of"] and (word == "from" or _EVENT.match(view, at, end)):
        direction = "after"
    place = _PLACE.match(view, other.end(), end) if _EVENT.match(view, at, end) else None
    stop = place.end() if place else other.end()
    return Aim(direction, "other", (other.start(), stop), stop, word)


def _given(view: str, first: int, at: int, end: int) -> tuple[int, int] | None:
    """The words of what the study gives, named or told by its kind: "the start of minocycline", "CAR-T infusion"."""
    if (start := _STARTS.match(view, first, end)) and _is_drug(start["drug"]):
        return first, start.end()
    cells = _OF_CELLS.match(view, at, end)
    if cells is not None:
        return cells.span()
    named = _FIRST_OF.match(view, at, end)
    if named and (_CODE_NAME.fullmatch(named["drug"]) or (named["first"] and _is_drug(named["drug"]))):
        return named.span()
    code = _CODED.match(view, at, end)
    return code.span() if code and _CODE_NAME.fullmatch(code["drug"]) else None


def _placebo(view: str, pos: int, end: int) -> int:
    placebo = _PLACEBO.match(view, pos, end)
    return placebo.end() if placebo else pos


def _rest(view: str, pos: int, end: int, anchor: str, direction: str) -> int:
    """Where an anchor's words end: "first dose of nivolumab", "study entry/randomisation"."""
    if more := _MORE.match(view, pos, end):
        return _placebo(view, more.end(), end)
    if direction != "before":
        return pos
    if anchor == "first_dose" and (of := _OF_DRUG.match(view, pos, end)) and (of["kind"] or _is_drug(of["drug"])):
        return _placebo(view, of.end(), end)
    if anchor == "first_dose" and (placebo := _placebo(view, pos, end)) > pos:
        return placebo
    joint = _OR_ANCHOR.match(view, pos, end)
    other = anchor_pattern().match(view, joint.end(), end) if joint else None
    if other and anchors.anchor_of(other["anchor"]) in _DAYS and _CLOSED.match(view, other.end(), end):
        return other.end()
    return pos
