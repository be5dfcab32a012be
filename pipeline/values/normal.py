"""What values are told against: limits of what is normal, the predicted value, baseline, and for whom these hold."""

import re

from ...patterns.behind import behind

LIMIT = (
    r"(?:(?:the|its|their|an?|institution(?:'s|al)?|lab(?:oratory(?:'s)?)?|local|site(?:'s)?|reference|central|"
    r"normal|age[- ]a(?:djusted|ppropriate))\s+)*"
)
ULN = (
    r"(?:I?ULNs?\b|UNL\b|UNR\b|ULRR\b|LUN\b|upper\s+(?:reference\s+|normal\s+)*(?:limits?|levels?|bound|range|end|values?)"
    r"(?:\s*\(?(?:ULN|UNL)\)?)?(?:\s+(?:of|for)\s+(?:the\s+)?(?:institutional\s+|laboratory\s+|"
    r"reference\s+|lab\s+|local\s+)*"
    r"(?:normal|ULN|range)(?:\s+(?:reference\s+)?(?:range|values?|limits?))?)?|"
    r"normal\s+upper\s+limits?|normal\s+limits?\b|max(?:imum|imal)\s+(?:of\s+(?:the\s+)?)?normal(?:\s+(?:levels?|values?|limits?|range))?|"
    r"(?:the\s+)?upper\s+normal\b|" + behind("[x×*✕s]", "twice") + r"normal\b(?!\s+(?:saline|diet|weight|dose))|"
    r"(?:(?<=\d)|(?<=[x×*✕\d]\s)|(?<=[x×*✕]))(?-i:N)\b(?![-+/]))"
)
LLN = r"(?:LLN\b|lower\s+(?:normal\s+)?limits?(?:\s+of(?:\s+the)?\s+normal)?(?:\s+range)?)"
_AGE_AND_SEX = (
    r"(?:age|sex|gender|height|race|ethnicity)"
    r"(?:\s*(?:,|/|\band\b|\bor\b|\s)\s*(?:and\s+|or\s+)?(?:age|sex|gender|height|race|ethnicity)\b)*"
)
FOR_AGE = re.compile(rf"\s+for\s+(?:(?:the|their|his|her|a)\s+)*(?:{_AGE_AND_SEX}|gestational\s+age)\b", re.IGNORECASE)
AFTER_LIMIT = (
    r"(?:\s*\((?:ULN|UNL|UNR|LLN|IULN|ULRR)\)|\s*\[(?:ULN|UNL|LLN)\]|\s+(?:ULN|UNL|LLN|IULN)\b)?"
    r"(?:\s+(?:for|of|at|in)\s+(?:(?:the|each|their|its|local|central|study|testing|participating|clinical|reference)\s+)*"
    rf"(?:laborator(?:y|ies)|lab|institution|site|assay|{_AGE_AND_SEX})\b"
    r"(?!\s*(?:<|>|≥|≤|of|range|visit|\d)))?"
)
RELATIVE = re.compile(
    rf"\s*+(?P<pct>%|percent\b)?\s*+(?P<times>[x×*✕]|-?\s?fold|-?\s?times)?\s*+"
    rf"(?:(?P<than>(?:greater|higher|more|above)\s+than)\s+|of\s+|over\s+|above\s+|below\s+|"
    rf"in\s+excess\s+of\s+)?{LIMIT}"
    rf"(?:(?P<ULN>{ULN}|(?(times)normal\b(?!\s+(?:diet|weight|dose))|(?!)))|(?P<LLN>{LLN})|"
    rf"(?P<predicted>(?:of\s+)?(?:the\s+)?(?:age[- ]|"
    rf"sex[- ])?(?:pred(?:icted|\.|\b)|theoretical\b)(?:\s+(?:normal|values?))*)"
    rf"|(?P<baseline>(?(times)(?:(?:of|from|over|above|below)\s+)?|(?:of|from|over|above|below)\s+)"
    rf"(?:the\s+)?baseline\b(?(times)(?:\s+(?:values?|levels?))?|))){AFTER_LIMIT}",
    re.IGNORECASE,
)

_BY_SO_MUCH = re.compile(
    r"\s*(?:by\s+)?(?:(?:more\s+than|at\s+least|over|about)\s+)?(?:(?P<factor>an?\s+factor\s+of)\s+)?"
    r"(?P<times>\d+(?:\.\d+)?)(?(factor)\b|\s*-?\s*(?:times|fold)\b)(?!\s+(?:an?|per|in|within)\b)",
    re.IGNORECASE,
)
_FACTOR_BEHIND = re.compile(r"\s*[x×*]\s*(?P<times>\d+(?:\.\d+)?)(?![\d.]\d|\s*\^)", re.IGNORECASE)


def multiple(view: str, position: int, end: int, *, above: bool) -> "re.Match[str] | None":
    """How many times a limit that stands before it is meant: "≤ ULN x 3", "exceeding the upper limit by 1.5 times"."""
    return _FACTOR_BEHIND.match(view, position, end) or (_BY_SO_MUCH.match(view, position, end) if above else None)
