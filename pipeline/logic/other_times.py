"""Values of another time than now, told without a number: "history of LVEF < 35 %", "HbA1c > 9 % at diagnosis"."""

import re

from ..parts import Part, Work
from ..timing.lists import EVENT

_BEFORE = re.compile(
    r"\b(?:(?:family\s+)?history\s+of|previous(?:ly)?|prior|past|pre-?\s?treatment|(?:ever\s+)?had)\s+(?:(?:an?|any|elevated|abnormal|low|high)\s+)*\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*,?\s*(?:in\s+the\s+past|ever|previously|at\s+any\s+time|at\s+(?:the\s+)?(?:(?:initial|first|time\s+of)\s+)*diagnosis|"
    r"at\s+(?:symptom\s+|disease\s+)?onset|(?:before|after|prior\s+to|following)\s+(?:any\s+|the\s+|initial\s+)?(?:treatment|therapy|diagnosis))"
    r"(?=\s*(?:[,;.)]|\Z|\b(?:and|or)\b))",
    re.IGNORECASE,
)
_WHEN_DONE = re.compile(
    r"\s*,?\s*(?:(?:on|at)\s+(?:the\s+)?(?:same\s+)?(?:day|time|moment|morning)\s+of|immediately\s+(?:before|after)|before|prior\s+to|during|after|following)\s+"
    r"(?:(?:the|an?|any|elective|planned|first|index)\s+)*|\s+(?:in|at|during|of|with)\s+(?:(?:the|an?|any|their|her)\s+)?"
    r"(?:previous|prior|past|last|earlier|first|initial|second)\s+"
    r"|\s*,?\s*(?:at|on|by|in)\s+(?:day|week|month|hour|cycle)\s+\d+\s+(?:of|after|following)\s+(?:(?:the|an?|any|their|his|her)\s+)?"
    r"(?:previous|prior|past|last|earlier|first|initial)\s+(?:(?:course|cycle|dose|line|treatment|therapy)s?\s+(?:of|with)\s+)?",
    re.IGNORECASE,
)
"""When it is told of, and nothing that is asked for: "hemoglobin > 8 g/dL on the day of surgery", "aged 40 or older
at first surgery"."""
_BETWEEN = re.compile(
    r"\b(?:previously|ever|in\s+the\s+past|formerly|at\s+(?:diagnosis|(?:symptom\s+|disease\s+)?onset|discharge|admission|birth)|"
    r"(?:before|after|during|following)\s+(?:any\s+|the\s+|their\s+)?(?:surgery|operation|treatment|therapy|pregnancy|delivery|exercise))\b",
    re.IGNORECASE,
)
_EVENTS = re.compile(
    r"age|duration|interval|dose|intake|loss|stay|lines|pack-years|cigarettes|time|length|size|diameter|survival"
)
"""What was itself at that time, or is told of it in its own name."""

_WHILE_GIVEN = re.compile(
    r"[\s,)]*(?:\([^()]*\)\s*)?(?:(?:while|when|whilst)\s+)?(?:being\s+)?"
    r"(?:on|taking|receiving|under|treated\s+with)\s+(?:\w+\s+)?",
    re.IGNORECASE,
)
_WHILE = re.compile(r"\b(?:while|when|whilst)\b", re.IGNORECASE)
_HAPPENED = re.compile(
    r"\b(?:experienced|developed|suffered|sustained)\s+(?:(?:an?|any|the)\s+)?(?:\w+s?\s*\(\s*)?\Z", re.IGNORECASE
)


def given_then(view: str, event: Part, given: Part) -> bool:
    """Whether a drug was given when something happened: "thrombosis while on asparaginase" is no present use."""
    if event.leaf["op"] != "condition" or given.leaf.get("status") != "current" or "to" in event.leaf:
        return False
    m = _WHILE_GIVEN.fullmatch(view, event.end, given.start)
    happened = _HAPPENED.search(view, max(0, event.start - 24), event.start)
    at_once = EVENT.search(event.leaf["condition"]["name"]) is not None  # "hypertension while taking A" is a state
    return m is not None and bool(happened or (at_once and _WHILE.search(m.group())))


def are_meant(view: str, work: Work, p: Part) -> bool:
    """Whether a measured value is one of another time, which no window of its own says."""
    if p.leaf["op"] != "threshold" or "window" in p.leaf or p.value is None:
        return False
    done = _WHEN_DONE.match(view, p.end, work.end)
    if done is not None and any(
        x.start == done.end() and x.leaf["op"] in ("exposure", "condition") for x in work.parts
    ):
        return True
    said = p.leaf["range"]
    if said["unit"] in (None, "1") and not p.leaf.get("relative_to"):
        return False
    if _BEHIND.match(view, p.end, work.end):
        return True
    before = view[max(work.start, p.start - 40) : p.start]
    own = _EVENTS.search(p.leaf["measure"]["name"]) is not None
    return not own and bool(_BEFORE.search(before) or _BETWEEN.search(view, p.focus[1], p.value[0]))
