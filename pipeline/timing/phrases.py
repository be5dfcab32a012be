"""The phrases that make a length of time a window: what stands before and behind it."""

import re
from dataclasses import replace

from ...patterns.words import function_words
from ..parts import Quantity

FLAGS = re.IGNORECASE
RECENT = re.compile(
    r"(?:\b(?:with\s?in|in|during|over|for|throughout|at\s+any\s+time\s+(?:with)?in|"
    r"from)\s+)?(?:(?:the|their|his|her)\s+)?"
    r"\b(?:last|past|previous|pervious|preceding|prior|(?:most\s+)?recent|latest|nearest|immediate(?:ly)?\s+(?:past|"
    r"preceding))\s*(?:[(-]\s*)?$|\b(?:with\s?in|in|during)\s+(?:the\s+)?(?:near(?:ly|er)?|these)\s+$",
    FLAGS,
)
_OPENING = re.compile(r"(?:\b(?:with\s?in|in|during|over|for|throughout|from)\s+)?(?:the\s+)?$", FLAGS)
_BARE = re.compile(r"(?:previous|prior|past|last|(?:most\s+)?recent)\s*", FLAGS)
_LASTED = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:courses?|treatment|therapy|regimen|trial|cycles?|program(?:me)?|monitoring|recording|"
    r"fast|stay|dose)\b",
    FLAGS,
)
"""Behind the length of a thing that was done."""
NAMING = re.compile(r"(?:last|past|previous|prior)-", FLAGS)
"""Before the thing itself: "past-year suicide attempt"."""
LASTS = re.compile(r"\s*last\s*", FLAGS)
"""With "longer than" behind it, the verb: "expected to last longer than 2 hours"."""
_ADDS = re.compile(r"(?:[,;(]|\b(?:and|with|but))\s*\Z", FLAGS)
_THE_LAST = re.compile(r"\s*(?:the\s+)?(?:last|latest|most\s+recent)\s*", FLAGS)
COMING = re.compile(
    r"(?:\b(?:with\s?in|in|during|over|for|throughout|at\s+any\s+time\s+(?:with)?in)\s+)?(?:(?:the|their|his|her)\s+)?"
    r"\b(?:next|coming|upcoming|following|subsequent|ensuing|forthcoming)\s*(?:\(\s*)?$",
    FLAGS,
)
JUST = re.compile(
    r"\b(?:recent(?:ly)?\s*[(,]|(?:(?:recently|newly|freshly)[\s-]+diagnosed|previous(?:ly)?|prior|past)\s*\()\s*"
    r"(?:(?:i\.e\b\.?\s*,?|with\s?in|in|during|the|last|past|previous|preceding)\s+)*$",
    FLAGS,
)
SO_LONG = re.compile(
    r"\b(?:chronic|acute|sub-?acute|long[\s-]?(?:standing|term|lasting)|persist(?:ent|ing)|stable|sustained|prolonged|continuous|"
    r"established|unchanged)\s*\(\s*$",
    FLAGS,
)
"""Before a length in brackets that is of what follows it: "chronic (> 3 months) pain"."""
OF_THE_NEXT = re.compile(
    r"\s*\)\s+(?!(?:and|or|with|without|of|for|on|in|at|to|from|by|before|after|prior|who|that|which|as|is|are|was|were|has|"
    r"have|must|should|will|patients?|subjects?)\b)[^\W\d_]",
    FLAGS,
)
WITHIN = re.compile(
    r"\b(?:with\s?-?in|during|inside(?:\s+of)?|in|over|throughout)\s+"
    r"(?:(?:the|a|an)\s+)?(?:first\s+|period\s+of\s+|time\s+frame\s+of\s+|"
    r"(?P<which>longer|longest|greater|shorter|shortest|lesser)\s+of\s+(?:either\s+)?)?$",
    FLAGS,
)
OF_A_DRUG = re.compile(
    r"\s+of\s+(?:(?:the|that|such|each|any|its|their|this|respective)\s+)*(?:[\w-]+\s+){0,2}?"
    r"(?:drug|agent|product|compound|medication|IMP|substance|biologic|antibody|treatment|therapy)s?\b"
    r"(?=\s*[,;(\[]*\s*(?:which|before|prior|if\b))",
    FLAGS,
)
"""Whose half-lives: "5 half-lives of the drug (whichever is longer) before Day 1"."""
FOR = re.compile(
    r"\b(?:for|lasting|present\s+for|of|last(?:s|ed)?|duration(?:\s+of)?(?:\s+is)?|during|over|persist(?:s|ing|"
    r"ed)?(?:\s+for)?|x)\s+(?:(?:the|a|an|a\s+period\s+of)\s+)?$",
    FLAGS,
)
OF = re.compile(r"\b(?:of|for)\s+$", FLAGS)
LASTING = re.compile(
    r"\b(?:(?:lasting|persisting|present(?=\s+for)|(?:(?:expected|anticipated|likely)\s+to\s+)?last(?:s|ed)?)(?:\s+for)?|for)\s+"
    r"(?:the\s+|a\s+)?$|(?:\bw/\s*|\bwith\s+(?:an?\s+)?)?\bduration\s*"
    r"(?:of\s+(?:the\s+)?(?:use|diagnosis|disease|illness|symptoms?|therapy|treatment|exposure)\s*)?(?:(?:is|was|being|of|for)\s*|[:,=]\s*)*$",
    FLAGS,
)
STATE = re.compile(
    r"\b(?:stable|unchanged|constant|persist\w+|maintained|duration|continuous\w*|consecutive\w*|"
    r"lasting|for)\b[^.;,]{0,40}(?<!\bbefore\s)(?<!\bafter\s)(?<!\bat\s)(?<!\bby\s)$",
    FLAGS,
)
HALF = re.compile(r"\s*\(?\s*,?\s*(?:or|and|/)\s*(?:with\s?in\s+|for\s+|at\s+least\s+|less\s+than\s+|<\s*)?$", FLAGS)
LONGER = re.compile(
    r"(?:\s*,?\s*(?=the\s+(?:long|short)er\s+of\s+(?:both|these|the\s+two|the\s+periods?)\b)|"
    r"[\s,;(\[]*(?:of\s+the\s+\w+\s*,?\s*)?[\s,;(\[]*(?:which\s?(?:ever)?|if)\s+(?:period\s+|time\s+|one\s+|"
    r"of\s+(?:these|the\s+two)\s+|(?:this|that|it)\s+)?(?:is|was|comes|occurs|of\s+\w+\s+is)?)\s*(?:the\s+)?(?P<which>longer|longest|"
    r"greater|later|last|shorter|shortest|less|sooner|earlier|first)\b(?!\s+than)"
    r"(?:\s+of\s+(?:both|these|the\s+two(?:\s+periods?)?|the\s+periods?)\b)?[^\S\n]*\)?",
    FLAGS,
)
THE_LONGER = ("longer", "longest", "greater", "later", "last")
HISTORY = re.compile(r"'?\s*-?\s*(?:history|duration|course)\b(?:\s+of)?", FLAGS)
UNITS = {"year": "a", "month": "mo", "week": "wk", "day": "d", "hour": "h"}
POST = re.compile(r"\s*-?\s*post[-\s]?(?P<state>partum|menopaus\w+|natal\w*|ictal\w*|operative\w*)\b", FLAGS)
_OF_THE_STUDY = r"(?!(?:the\s+)?(?:study|trial|investigational|protocol|treatment|therapy)\b)"
SINCE_USE = re.compile(
    rf"(?:(?:(?:the|their|his|her|a|an|any|last|most\s+recent|latest|prior|previous|final|receiving|receipt|"
    rf"complet(?:ion|ing)|end(?:ing)?|stopping|discontinu\w+|dose|doses|treatment|administration|use|intake|"
    rf"course|cycle|injection|infusion|exposure)\s+)+(?:of|with|to|from)\s+"
    rf"(?:(?:(?:any|the|a|all)\s+)?(?:(?:prior|previous|last)\s+)?(?:treatment|therapy|course|cycle|dose|type|form|kind)s?\s+(?:with|of)\s+)*"
    rf"|receiving\s+|(?P<ending>(?:completing|finishing|stopping|discontinuing)\s+))"
    rf"{_OF_THE_STUDY}(?:(?:the|any|a|an|prior|previous)\s+)*",
    FLAGS,
)
TITLED = re.compile(r"(?P<title>[^\n:;<>≤≥\d]{3,60}?):\s+(?:(?:the\s+)?minimum\s+(?:of\s+)?)?\Z", FLAGS)
""" "Hormonal therapy: at least 2 weeks from the last dose": of what the title names."""
BOTH_SIDES = re.compile(r"\s*,?\s*(?:before|prior\s+to)\s+(?:or|and)\s+(?P<second>after|following)\b", FLAGS)
ELAPSED = re.compile(
    r"(?:\b(?P<lead>(?:time|interval|period|delay|duration)\s+(?:from|between|since))\s+[^.;:<>≤≥]{2,60}?"
    r"(?P<to>\s+(?:to|and|until))"
    r"\s+(?:the\s+)?|\b(?!(?:mild|moderate|low)-)[\w]+(?P<dash>-to-))(?P<end>[^.;:<>≤≥]{2,40}?)\s*(?:time|interval|delay)?\s*"
    r"(?:(?:is|was|of|must\s+be|should\s+be|has\s+to\s+be)\s+|[:=]\s*)?$",
    FLAGS,
)
SINCE_THEN = re.compile(
    r"\b(?P<lead>(?:time|interval|period|years|months)\s+(?:(?:elapsed|passed)\s+)?(?:since|from|after))\s+[^.;:<>≤≥]{2,60}?"
    r"\s*(?:(?:is|was|of|must\s+be|should\s+be|has\s+to\s+be)\s*|[:=]\s*)*$",
    FLAGS,
)
_CONSECUTIVE = re.compile(r"\s*-?\s*consecutive\s+(?P<unit>year|month|week|day|hour)s?\b", FLAGS)
_RECENT_INSIDE = re.compile(r"\s*-?\s*(?:immediately\s+)?(?:last|latest|past|previous|preceding|prior)\s", FLAGS)
_OVER = re.compile(r"over\s+(?P<the>the\b)?", FLAGS)
_FOR = re.compile(r"\bfor\s+$", FLAGS)
_WEEK, _DAY = 7, 24
_COUNTED = re.compile(
    r"(?:(?:[<>≤≥]=?|=[<>]|\b(?:at\s+least|(?:more|greater|fewer|less)\s+than))\s*(?:\d|(?:two|three|four|five|six)\b)|"
    r"\b(?:\d+|two|three|four|five|six)\s+or\s+more\b)[^.;:,()]{0,40}$",
    FLAGS,
)
_RATED = re.compile(r"(?:\bper\s+(?:day|night|week|month)|/\s?(?:day|d|night|week|wk|month))\s+$", FLAGS)
""" "≥ 8 a day over 3 days": the days on which it was counted."""
_WHO = re.compile(
    r"\b(?:(?:(?:in|out)-?)?patients?|veterans?|residents?|students?|subjects?|participants?|child(?:ren)?|adolescents?|adults?|individuals?|persons?|people|infants?|"
    r"males?|females?|men|man|wom[ae]n|boys|girls|volunteers?|mothers?|fathers?|donors?|those|aged?|ages)\s*(?:who\s+are\s+|are\s+|of\s+)?\(?\s*$",
    FLAGS,
)
_AGED = re.compile(r"\s*(?:of\s+age|of\s+life)\b", FLAGS)
_STUDY = re.compile(
    r"\s*-?\s*(?:long\s+|duration\s+)?(?:(?:study|trial)\b(?!\s*-?\s*(?:entry|start|drug|enrol|treatment|inclusion|"
    r"participation|visit|medication|baseline|day))|intervention|follow-?\s?up|program(?:me)?\b|protocol\b|experiment|"
    r"observation|(?:treatment|study|dosing)\s+period)",
    FLAGS,
)
_ATTENDS = re.compile(
    r"\b(?:(?:availab\w+|able|unable|ability|willing\w*|commit\w*|agree\w*|attend\w*|comply|participate|remain\s+in)\b"
    r"[^.;]{0,60}|(?:follow(?:ed)?[- ]?up|visits?|returns?|stay\w*)\s+(?:for|of|over|during)\s+(?:the\s+|a\s+)?)$",
    FLAGS,
)
_KEEPS_FROM = re.compile(r"discontinu|stop|abst|refrain|avoid|contracept|stable|unchanged|wash|withdr", FLAGS)
_EVERY = re.compile(r"\b(?:every|each|per|q)\s*$", FLAGS)
_SPACED = re.compile(r"\s*(?:apart|intervals?|per\b|/)", FLAGS)


_DYING = re.compile(
    r"\b(?:fatal|lethal|(?:to|will|may|might|could|would)\s+die|result\w*\s+in\s+death)\s*(?:within|in|by)?\s*(?:the\s+next\s+)?$",
    FLAGS,
)
"""What is feared of the time to come."""


def counted(view: str, q: Quantity, position: int) -> bool:
    """Whether a count or change stands before: "≥ 2 exacerbations in 12 months", "decline > 5 % over 6 weeks"."""
    most = max(q.lower or 0, q.upper or 0)
    if _RATED.search(view, max(0, position - 12), position):
        return True
    weeks = q.unit in ("wk", "mo", "a") or (q.unit == "d" and most >= _WEEK) or (q.unit == "h" and most >= _DAY)
    return weeks and _COUNTED.search(view, max(0, position - 60), position) is not None


def recent(view: str, lead: int, q: Quantity) -> "re.Match[str] | None":
    """ "in the last 6 months", "in the 6 last months": the words before a length that say it ends today."""
    if m := RECENT.search(view, lead, q.start):
        return None if _so_long(view, m, q) else m
    inside = _RECENT_INSIDE.match(view, q.number[1], q.end) if q.number else None
    return _OPENING.search(view, lead, q.start) if inside else None


def _so_long(view: str, lead: "re.Match[str]", q: Quantity) -> bool:
    """Whether a length is that of what was done: "a previous 6-week course of prednisone", "prior 24-h recording"."""
    hyphened = q.number is not None and "-" in view[q.number[1] : q.end] and view[q.end - 1] != "s"
    return hyphened and _BARE.fullmatch(lead.group()) is not None and _LASTED.match(view, q.end) is not None


def of_the_last(view: str, q: Quantity, lead: "re.Match[str]") -> bool:
    """Whether a length bounds what "last" names or says: ", the last at least 14 days ago", "to last > 2 hours"."""
    named = (q.upper is None or q.sign == "..") and _THE_LAST.fullmatch(lead.group()) is not None
    return q.said and bool(
        LASTS.fullmatch(lead.group()) or (named and _ADDS.search(view, max(0, lead.start() - 8), lead.start()))
    )


def mended(view: str, q: Quantity) -> Quantity:
    """ "6 consecutive months" has a unit; the "over" of "over the (last) 2 months" is no "more than"."""
    if q.unit is None and (m := _CONSECUTIVE.match(view, q.end)):
        return replace(q, unit=UNITS[m["unit"].lower()], end=m.end())
    above = q.is_time and q.sign == ">" and not _FOR.search(view, max(0, q.start - 6), q.start)
    over = _OVER.match(view, q.start) if above else None
    if over and (over["the"] or counted(view, q, q.start)):
        return replace(q, lower=None, upper=q.lower, upper_inclusive=True, said=False, sign=None, start=q.number[0])
    return q


_A_PLACE = (
    r"(?:(?:the|our|this|a|an|their)\s+)?(?:(?:study|trial|research|investigational|clinical|testing|treatment|participating|nearest|closest|"
    r"local|recruiting|enrolling)\s+)*(?:sites?|clinics?|hospitals?|cent(?:er|re)s?|facilit(?:y|ies)|homes?|universit(?:y|ies)|campus|"
    r"laborator(?:y|ies)|institutions?)\b(?!\s*-?\s*(?:admi|arriv|discharge|visit|stay|entry|initiation|activation))"
)
_TRAVEL = re.compile(
    rf"\s*(?:(?:'s?\s+)?(?:drive|driving|travel\w*|walk|away\b|by\s+(?:car|road|train|bus|foot|public)|one[\s-]way)|"
    rf"(?:driving\s+distance\s+)?(?:of|from)\s+{_A_PLACE})",
    FLAGS,
)
"""How far somebody lives: "within 2 hours of the study site", "> 1 hour's drive"."""


def is_no_window(view: str, start: int, end: int, q: Quantity, anchored: bool) -> bool:
    """Ages, a study's own length, the time between its visits, and how long somebody can come."""
    lead = view[max(start, q.start - 90) : q.start]
    if q.unit in ("a", "mo") and q.said and not anchored and _WHO.search(lead) and not POST.match(view, q.end, end):
        return True
    if _AGED.match(view, q.end, end) or _STUDY.match(view, q.end, end) or _EVERY.search(lead):
        return True
    if q.unit in ("h", "min") and _TRAVEL.match(view, q.end, end):
        return True
    if _SPACED.match(view, q.end, end) or _DYING.search(lead):
        return True
    attends = _ATTENDS.search(lead) if q.unit in ("d", "wk", "mo", "a") else None
    return attends is not None and not anchored and not RECENT.search(lead) and not _KEEPS_FROM.search(attends.group())


def nothing_before(view: str, start: int, position: int, alternatives: bool = True) -> bool:
    """Whether no word of its own stands in the clause before ``position``: "at least 4 weeks since chemotherapy".

    ``alternatives``: "or" begins another clause.
    """
    clause = re.split(r"[;:]|\.\s" + (r"|\bor\b" if alternatives else ""), view[start:position])[-1]
    words = re.findall(r"[^\W\d_]+", clause.lower())
    return all(w in function_words() or w.rstrip("s") in _EMPTY for w in words)


_EMPTY = frozenset((
    "elapsed", "pas", "interval", "beyond", "post", "born", "minimum", "newborn", "greater", "time", "within", "period",
    "passed", "required", "patient", "subject", "participant", "individual", "infant", "adult", "child", "children",
    "people", "person", "women", "men", "volunteer", "attending", "attend", "check", "up", "seen", "presenting",
    "present", "presented", "presentation",
))  # fmt: skip
"""Who comes, and that they come: what happened so long ago is named behind."""
