"""Finds the measure that stands beside a value: before it, shared by a list, or behind it."""

import re

from ...patterns.fold import fold_phrase
from ...patterns.measures import measures, measures_of_pairs
from ...patterns.tables import Match, mentions
from ..parts import TIME, Bounded, Quantity
from .changes import CHANGE_IN
from .numbered import NUMBERED
from .shared import counts_noun

_FLAGS = re.IGNORECASE
_LIST = re.compile(
    r"\s*(?:\([^()]{0,60}\)\s*)?(?:,|/|&|\band\b\s*/?\s*|\bor\b|\beither\b|\bthe\b|\bserum\b|\btotal\b|\bplasma\b|\bboth\b|\s|\))*",
    _FLAGS,
)
_APPOSED = re.compile(r"[\s\-:]*(?:\([^()]{0,60}\)|[(\[)\]])?[\s\-:]*")
_METHOD = re.compile(
    r"\s+(?:measured\s+|assessed\s+|determined\s+)?(?:by|on|using|with|via)\s+(?:the\s+|an?\s+)?", _FLAGS
)
"""Between a measure and its method, by which it is known, too: "liver stiffness by transient elastography"."""
_JOINED = re.compile(r"[,/&;]|\b(?:and|or)\b", _FLAGS)
_STOP = re.compile(r"[;]|\.\s|\b(?:and|or|unless|except|despite|if|who|which|treated|receiving|treatment)\b", _FLAGS)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MEASURED = ("mg/g", "g/dL", "mg/dL", "mmol/L", "U/L", "10*9/L", "%", "kg/m2", "kg", "ng/mL")
_SIZES = ("mm", "cm", "m", "kg", "kg/m2", "mm[Hg]", "/min")
"""No laboratory gives a limit of what is normal for these."""
_PANELS = ("liver function tests", "transaminases")
"""Words for several tests at once."""
_COUNTED = ("metastatic sites", "lesions", "tumors", "relapses")
_ADJUSTED = re.compile(r"(?:adjusted|corrected)\s+(?:to|for|by|with)\s+$", _FLAGS)
_DRINKS = re.compile(r"drinks?", _FLAGS)
_OF_DRINKS = re.compile(r"(?:\bof|alcoholic|standard|alcohol)\s+$", _FLAGS)
_ITEM = re.compile(r"\.[A-Z]|(?<=-\d)-[a-z]{3}|(?:st|nd|rd|th)\s+(?:ed\b|edition|revision|version)")
_ON = re.compile(r"\s+(?:points?\s+)?on\s+(?:the|an?)\s+", _FLAGS)
_FEW_STAGES = 10
_FINE = re.compile(r"\b(?:normal|negative|undetectable|unremarkable)\s+(?:(?:serum|plasma)\s+)?$", _FLAGS)
"""What has been said of a measure already: "normal creatinine and ALT < 2 x ULN"."""
_OF_ANY_SCALE = frozenset(("disease stage", "grade", "CTCAE grade", "tumor grade", "severity"))
_OF_SCALE = re.compile(r"\s*[,(]?\s*(?:of|on|according\s+to|by|in|per)\s+(?:(?:the|an?)\s+)?", _FLAGS)
"""Between a stage or grade and the scale that it is of: "stage 2-3 according to Hoehn and Yahr"."""
_AS_PER = re.compile(
    r"(?:\s*,?\s*(?!(?:and|or|with|who|to|by)\b)[a-z'-]+){0,4}?\s*[,(]?\s*"
    r"(?:according\s+to|based\s+on|as\s+per|per|on|(?:measured|assessed|graded|evaluated|classified)\s+(?:by|on|with|using))\s+"
    r"(?:(?:the|an?)\s+)?",
    _FLAGS,
)
"""Between a grade with what is graded and the scale: "grade II spasticity according to the modified Ashworth scale"."""
_ON_A = re.compile(
    r"\d[^\s\w]?(?:\s*(?:or\s+(?:more|higher|greater|above|less|lower)|points?|mm|cm|%))*\s+on\s+(?:the\s+|an?\s+)?$",
    _FLAGS,
)
"""Before the scale of the value before: "pain 4-9 on NRS, BMI < 40"."""
_NEXT = re.compile(
    r"'?\s*(?:-\s*)?(?:(?:points?|are|were|adjusted|corrected|of|in|on|for|the|a|an|any|new|or|more|less|documented|clinical(?:ly)?|confirmed|reported|prior|previous|"
    r"separate|different|distinct|total|baseline|score|consecutive|at|least|by|according|to|multiple|sclerosis|MS|T1|\([^()]{0,30}\))\s*){0,6}$",
    _FLAGS,
)
_KNOWN_BY = re.compile(
    r"\b(?:criteria|diagnos\w+|meets?|meeting|confirmed)\b[^,;.]{0,50}\b(?:on|by|via|using|with|per|according\s+to)\s+(?:the\s+|an?\s+)?$",
    _FLAGS,
)
"""Before a scale by which a disease is known."""
_OR = re.compile(r"\bor\b", _FLAGS)
_OWN_VALUE = re.compile(
    r"\s*(?:\([^()]{0,30}\)\s*)?(?:(?:counts?|levels?|of|is|are|was)\s+)*"
    r"(?:[<>≤≥=]|\d|(?:less|more|greater|lower|higher|fewer|at\s+least|above|below|under|over)\b)",
    _FLAGS,
)
_BARE = re.compile(
    r"[\s:=,()\-]*(?:(?:physical|of|is|was|at|score|class|classification|grade|stage|status|functional|performance|scale|equal|to|level|value|a|be|must|"
    r"category|PS|in|are|with|has|have|than)[\s:=,()\-]*)*",
    _FLAGS,
)
_SIGN_BEHIND = re.compile(r"(?:<=?|≤)\s*(?:the\s+)?$", _FLAGS)
_IN = re.compile(r"\bin\s*\Z", _FLAGS)
_VALUE_BEHIND = re.compile(
    r"\s*(?:of\s+|is\s+)?(?:[<>≤≥=]|\d|(?:at\s+(?:least|most)|no(?:t)?\s+(?:more|less)|(?:more|less|greater|lower)\s+than|up\s+to|"
    r"above|below|over|under)\b[^,;]{0,6}\d)",
    _FLAGS,
)
_LETTER = re.compile(r"\s*[A-F](?:\s*[/-]\s*[A-F])?\s*[,;]")
"""A class of its own: the value behind "grade A/B, ≥ 4 sites" is another's."""
_COUNTED_BEFORE = re.compile(r"(?<!\w)\d+(?:\s?%)?[^\S\n]+(?:[a-z][a-z-]*\s+){0,2}\Z", _FLAGS)
_SO_MANY = re.compile(
    r"(?<!\w)(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)[^\S\n]+(?:[a-z][a-z-]*\s+){0,2}\Z", _FLAGS
)
"""What a number of the same line counts already: in "20-100 closed lesions, IGA 3", the lesions."""
_EVENTS = re.compile(r"[a-z].*[^siu]s\Z")
"""The name of a measure that counts."""
_LIST_BEHIND = re.compile(r"\s*\)?\s*(?:\(|(?:,|/|\band\b|\bor\b)(?:[\s,/]|\b(?:and|or)\b)*)\s*", _FLAGS)
"""Between measures behind one value, or before the short name of one."""
_WITHIN = re.compile(r"\b(?:within|during)\s+(?:(?:the|last|past|previous)\s+)*\Z", _FLAGS)
_CLOSES = re.compile(r"\b(?:and|or)\b|/", _FLAGS)
_LIST_ENDS = re.compile(r"\s*\)?\s*(?:\Z|[;.)(]|,\s*[<>≤≥]|,?\s*(?:or|and)\b(?!\s+[^\W\d_][^.;]{0,60}[<>≤≥]))", _FLAGS)
_OR_THE = re.compile(r"\b(?:and|or)\b(?!\s+(?:more|less|greater|higher|lower|above|below|over|older|younger))", _FLAGS)
_ACTED_ON = re.compile(
    r"[\s-]+(?:(?:lowering|reducing|modifying|altering|raising)\b|(?:medications?|medicines?|drugs?|pills?)\b(?!\s+level))",
    _FLAGS,
)


def _is_own(q: Quantity, m: Match) -> bool:
    measure = measures()[m.entry.name]
    return q.unit in (measure.unit, *measure.units)


def nearer_right(view: str, q: Quantity, left: Match, right: Match) -> bool:
    """ "ECOG 0-1, 2 relapses": the value belongs to the nearer one, an adjoining left one first."""
    gap = _BRACKETS.sub("", view[left.end : q.start])
    on = _ON.fullmatch(view, q.end, right.start)  # "pain of ≥ 5 on the numeric rating scale"
    if on and _VALUE_BEHIND.match(view, right.end):
        return False  # "PaO2/FiO2 above 100 on a PEEP of 15 or less"
    small = measures()[right.entry.name].plausible[1] <= _FEW_STAGES  # "stage 3 on the ISS" is no injury score
    if left.entry.name in _OF_ANY_SCALE and small and _OF_SCALE.fullmatch(view, q.end, right.start):
        return True
    return bool(on) or (len(gap.strip(" :-,")) > 12 and right.start - q.end <= 4)


def graded_by(view: str, q: Quantity, end: int, left: list[Match], known: list[Match]) -> Match | None:
    """The scale that is named behind what a bare stage or grade is of, where it has no value of its own."""
    if not left or left[-1].entry.name not in _OF_ANY_SCALE:
        return None
    m = next((m for m in known if q.end <= m.start <= end and measures()[m.entry.name].unit == "1"), None)
    if m is None or m.entry.name in _OF_ANY_SCALE or measures()[m.entry.name].plausible[1] > _FEW_STAGES:
        return None
    return m if _AS_PER.fullmatch(view, q.end, m.start) and not _VALUE_BEHIND.match(view, m.end, end) else None


def is_part(left: Match, right: Match, done: list[Bounded]) -> bool:
    """ "BP 90-140 systolic or 50-90 diastolic": the word behind the value says which of the two it is."""
    parts = measures()[left.entry.name].pair or tuple(b.name for b in done[-1:] if b.words == (left.start, left.end))
    return any(right.entry.name in pair and set(parts) <= {*pair} for pair in measures_of_pairs() if parts)


def _needs_unit(view: str, m: Match) -> bool:
    """Whether words are the measure only beside a value in one of its units."""
    measure, words = measures()[m.entry.name], view[m.start : m.end]
    listed = measure.with_unit
    plain = words in measure.words and words not in listed  # "Cr" is creatinine, "CR" may be a complete response
    if plain or not listed:
        return False
    return not {words, words.lower()}.isdisjoint(listed) or fold_phrase(words) in map(fold_phrase, listed)


def fits(view: str, q: Quantity, m: Match) -> bool:
    """Whether a value can be one of a measure, by its unit."""
    measure = measures()[m.entry.name]
    own = q.unit in (measure.unit, *measure.units)
    if _needs_unit(view, m):
        return q.relative in ("ULN", "LLN") or (own and q.relative in (None, "predicted"))
    if measure.name in _COUNTED and q.unit == "%":
        return own and q.relative in (None, "predicted")
    if measure.name in _COUNTED and any(v is not None and v != int(v) for v in (q.lower, q.upper)):
        return False  # "the tumour should not exceed 1.5"
    if q.relative:
        if q.relative in ("ULN", "LLN") and measure.unit in _SIZES:
            return False
        return measure.unit not in ("a", "mo", "wk", "d", "h") and measure.name not in _COUNTED
    if (
        measure.unit == "1"
        and q.unit not in (None, "1", "%")
        and q.unit[0] != "/"
        and q.unit != "{percentile}"
        and not q.is_time
    ):
        return own
    if q.unit in TIME:
        return measure.in_time or own
    if measure.in_time:
        return own or q.unit in (None, "ms", "s", "min")
    if q.unit == "%" and measure.unit == "/min":
        return own
    if q.unit in ("/[HPF]", "h/d", "h/wk", "d/wk", "d/mo", "mg/d", "mg", "g", "mL", "L", "m", "cm", "km", "Gy"):
        return own
    return True


def left_of(view: str, q: Quantity, floor: int, known: list[Match]) -> list[Match]:
    """The measures before a value, a shared list whole, in reading order."""
    before = [m for m in known if m.end <= q.number[0] and m.start >= floor - 1 and not _is_aside(view, q, m)]
    if not before or not fits(view, q, before[-1]):
        return []
    last = before[-1]
    gap = _BRACKETS.sub(" ", view[last.end : max(last.end, q.start)])
    if gap.count("(") > gap.count(")"):
        gap = gap.replace("(", " ")
    if _LETTER.match(gap) or (_IN.search(gap) and counts_noun(view, q)):  # "pain in at least one joint"
        return []
    if len(re.findall(r"\w+", gap)) > 7 or (_STOP.search(gap) and not _JOINED.fullmatch(gap.strip())):
        return []
    chain = [last]
    for m in reversed(before[:-1]):
        between = view[m.end : chain[0].start]
        if _lists_tests(view, m, chain[0]):
            break
        method = m.entry.name == chain[0].entry.name and _METHOD.fullmatch(between)
        if method or _APPOSED.fullmatch(between):  # "ECOG performance status", "neutrophil count (ANC)": one measure
            if not _shares(view, q, m) or _counted_itself(view, q, m, chain[0]):  # "stenosis (AVA < 1 cm2)"
                break
            if _of_a_scale(between, m, chain[0]):
                break
            if ":" not in between and m.entry.name != "performance status":  # "performance status ECOG 0-1"
                chain[0] = m._replace(entry=chain[0].entry) if _is_kind(chain[0], m) else m
            continue
        counted = _COUNTED_BEFORE.search(view, max(0, m.start - 40), m.start)
        counted = counted or _ON_A.search(view, max(0, m.start - 30), m.start)
        if between == "/" and not q.relative and _another_size(m, chain[0]):
            return []  # "SpO2/FiO2 < 315": a ratio, and neither of the two
        apart = chain[0].entry.name in _OF_ANY_SCALE and m.entry.name not in _OF_ANY_SCALE
        if apart and _OR_THE.search(between):
            break  # "tumours or stage 0 cancer"
        if between.lower().strip() in (", or", ",or") and _KNOWN_BY.search(view, max(0, m.start - 70), m.start):
            break  # "criteria for PTSD on the CAPS-5, or PCL-5 ≥ 33"
        if _FINE.search(view, max(0, m.start - 20), m.start) and not (q.relative and q.upper == 1):
            break
        if not _LIST.fullmatch(between) or counted or (not q.relative and _ails(view, m, between)):
            break
        chain.insert(0, m)
    if not q.said and not _adjoins(view, last, q):
        return []
    return _distinct([m for m in chain if m is last or _shares(view, q, m)])


def _is_kind(m: Match, general: Match) -> bool:
    """ "Corrected QT (QTcF)": the short name says which of them it is."""
    return m.entry.name != general.entry.name and m.entry.name.startswith(general.entry.name)


def _counted_itself(view: str, q: Quantity, m: Match, inner: Match) -> bool:
    """ "2 relapses (EDSS < 6)", "relapse (EDSS < 6)": what is counted is not what a bracket behind it measures."""
    held = (
        m.entry.name != inner.entry.name and "(" in view[m.end : inner.start] and ")" not in view[inner.end : q.start]
    )
    happens = _EVENTS.search(m.entry.name) is not None and _EVENTS.search(inner.entry.name) is None
    return held and (happens or _SO_MANY.search(view, max(0, m.start - 40), m.start) is not None)


def _of_a_scale(between: str, m: Match, inner: Match) -> bool:
    """ "Alcohol use (AUDIT-C ≥ 4)": points of the scale, and none of what has a unit of its own."""
    return "(" in between and measures()[m.entry.name].unit != "1" == measures()[inner.entry.name].unit


def _lists_tests(view: str, m: Match, following: Match) -> bool:
    """ "Liver enzymes (ALT, AST) > 3 x ULN": the tests have the value, and not the words for them all."""
    panel = m.entry.name in _PANELS and following.entry.name not in _PANELS
    return panel and _APPOSED.fullmatch(view, m.end, following.start) is not None


def panel_of(view: str, first: Match, known: list[Match]) -> Match | None:
    """The words for several tests right before the first of them, which say no more."""
    return next((m for m in known if m.end <= first.start and _lists_tests(view, m, first)), None)


def _ails(view: str, m: Match, between: str) -> bool:
    """ "Neck pain, NPRS ≥ 4": the pain before the comma is what somebody has, and no second value."""
    named = mentions().entries.get(fold_phrase(view[m.start : m.end]))
    return named is not None and named.kind == "condition" and between.strip() == ","


def _another_size(a: Match, b: Match) -> bool:
    """Whether two measures have nothing to share, having no unit in common."""
    first, second = measures()[a.entry.name], measures()[b.entry.name]
    return {first.unit, *first.units}.isdisjoint((second.unit, *second.units))


_NO_SHARE = re.compile(r"\b(?:flow|intake|output)$")
"""Never a share of what is usual: in "home oxygen, FEV1 < 30 % predicted" the oxygen is just taken."""


def _shares(view: str, q: Quantity, m: Match) -> bool:
    """Whether a value said of the last measure of a list can be that of another: by a unit of its own."""
    measure = measures()[m.entry.name]
    if q.unit == "%" and _NO_SHARE.search(measure.name):
        return False
    return fits(view, q, m) and (bool(q.relative) or q.unit in (None, "%", measure.unit, *measure.units))


def _is_aside(view: str, q: Quantity, m: Match) -> bool:
    """What only adjusts another value, what somebody drinks, and words that are a measure beside their unit alone."""
    if _ADJUSTED.search(view, max(0, m.start - 15), m.start):
        return True
    if _DRINKS.fullmatch(view, m.start, m.end):
        return not _OF_DRINKS.search(view, max(0, m.start - 12), m.start)
    classed = bool(measures()[m.entry.name].classes)  # "Child B" is a class, "child 2-3" none
    return _needs_unit(view, m) and not (view[q.number[0]].isalpha() if classed else fits(view, q, m))


def _adjoins(view: str, m: Match, q: Quantity) -> bool:
    """A bare value is a measure's only right beside it, and never a version, a visit or a chapter."""
    gap = _BRACKETS.sub(" ", view[m.end : max(m.end, q.start)])
    if (")" in gap and "(" in gap) or _ITEM.match(
        view, q.end
    ):  # "... (GDS) (3) alcoholism", "2.Brain metastasis 3.With"
        return False
    if q.word and not q.relative and measures()[m.entry.name].unit != "1":  # "bilirubin twice higher than normal"
        return False
    numbered = max(m.end, q.start - 16)  # behind the measure, for "Garden type 3" is a value
    return bool(_BARE.fullmatch(gap)) and not NUMBERED.search(view, numbered, q.start)


def _distinct(chain: list[Match]) -> list[Match]:
    """A measure named twice is one: the one beside the value."""
    return list({m.entry.name: m for m in chain}.values())


def right_of(view: str, q: Quantity, end: int, known: list[Match]) -> Match | None:
    for m in known:
        if q.number[1] <= m.start < q.end and fits(view, q, m) and (q.unit is None or _is_own(q, m)):
            return m  # "8 years of education"; none is in "5 mg/g dry weight"
        if m.start >= q.end:
            if _SIGN_BEHIND.search(view, q.number[1], m.start) and fits(view, q, m):  # "18 ≤ BMI < 30"
                return m
            if m.start <= end and q.unit and CHANGE_IN.fullmatch(view, q.end, m.start) and fits(view, q, m):
                return m
            if m.start > end or not _NEXT.fullmatch(view, q.end, m.start) or not fits(view, q, m):
                return None
            if _OR.search(view, q.end, m.start) and _OWN_VALUE.match(view, m.end, end):
                return None  # "neutrofils < 1.5 or platelets < 100"
            if m.entry.name == "cycles" and _WITHIN.search(view, max(0, q.start - 24), q.start):
                return None  # "a depot within 1 cycle"
            if _ACTED_ON.match(view, m.end):  # "3 or more IOP-lowering drugs"
                return None
            if m.entry.name == "age" and q.unit not in TIME:
                return None
            if measures()[m.entry.name].unit in _MEASURED and q.unit is None and not q.relative:
                return None
            if _OR_THE.search(view, q.end, m.start) and q.unit is not None and not _is_own(q, m):
                return None  # "valve area < 1 cm2 or mean gradient > 40 mmHg"
            if (
                not q.said and q.word and q.lower != 1 and not view[m.start : m.end].endswith("s")
            ):  # "on two PANSS items"
                return None
            if not q.said and (view[q.end] == "-" or NUMBERED.search(view, max(0, q.start - 16), q.start)):
                return None
            return m
    return None


def shared_behind(view: str, q: Quantity, right: Match, end: int, known: list[Match]) -> list[Match]:
    """ "≥ 3 × ULN AST, ALT or ALP": the measures behind a multiple share it, unless a value follows them, too."""
    chain = [right]
    for m in known if q.relative in ("ULN", "LLN") else ():
        if m.start < chain[-1].end:
            continue
        if m.end > end or not _LIST_BEHIND.fullmatch(view, chain[-1].end, m.start) or not fits(view, q, m):
            break
        if m.entry.name == chain[-1].entry.name:  # "alanine aminotransferase (ALT)"
            chain[-1] = chain[-1]._replace(end=m.end)
        else:
            chain.append(m)
    closed = chain[1:] and _CLOSES.search(view, chain[-2].end, chain[-1].start)
    return chain if closed and _LIST_ENDS.match(view, chain[-1].end, end) else [right]
