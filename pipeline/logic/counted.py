""" "At least two of the following": how many of a list must hold."""

import re

from ...patterns.gate import Gated

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5} | {str(i): i for i in range(1, 10)}
_NUMBER = "|".join([*list(NUMBERS)[:5], "[1-9]"])
_LIST = r"(?:(?:the|these|any\s+of\s+the)?\s*(?:following|below)\b|these\b)[^:.;]{0,60}:"
_THINGS = (
    r"(?:(?:[a-z-]+\s+){0,2}(?:criteria|symptoms|signs|features|conditions|items|findings|factors|parameters|components|points|elements)"
    r"(?:\s+(?:are|is|must\s+be)\s+(?:met|present|fulfilled|satisfied))?)"
)
_COUNTED = Gated(
    rf"\b(?=[1-9>≥]|{_NUMBER}|any|either|all|at\s|more\s|minimum\s)(?:(?P<more>more\s+than\s+)?(?:(?:at\s+least|minimum\s+of|>=|≥)\s*)?(?:(?P<least>{_NUMBER})\s+or\s+)?"
    rf"(?P<n>{_NUMBER}|any|either|all)\s*(?:\(\s*\d\s*\)\s*)?"
    rf"(?:or\s+more\s+)?(?:(?:out\s+)?of\s+(?:the\s+)?(?:{_NUMBER})\s+)?(?:of\s+)?{_LIST}|"
    rf"(?:at\s+least\s+)?(?:any\s+)?(?P<m>{_NUMBER}|any|either)\s+(?:or\s+more\s+)?(?:out\s+)?of\s*(?:(?:the|these|those)\s+)?"
    rf"(?:{_NUMBER}\s*)?(?:{_THINGS}\s*)?:|"
    rf"(?:at\s+least|any)\s+(?P<k>{_NUMBER})\s+of\s+(?=[^:.;()]*,))",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?P<said>(?P<no>no|not)|(?P<most>at\s+most|up\s+to|(?:a\s+)?maximum\s+of)|(?:fewer|less)\s+than)\s+$",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"\b(?:grade|class|stage|score|part|cohort|arm|phase|step|group)s?\s*(?:[≥>]=?|at\s+least)?\s*(?:\w{1,3}\s*(?:,|and|or|&)\s*){0,5}$",
    re.IGNORECASE,
)


def find(view: str, start: int, end: int) -> "re.Match[str] | None":
    """The words that count a list, which stands behind them."""
    for m in _COUNTED.finditer(view, start, end):
        if not _GRADE.search(view, start, m.start()):
            return m
    return None


def number(m: "re.Match[str]") -> tuple[int, int]:
    """Where the count stands, and of how many it is, which are no values of what follows."""
    return m.start(), m.end() if m["m"] else max(m.end("n"), m.end("k"))


def at_least(m: "re.Match[str]") -> int:
    """How many of the list must hold; 0: all of them."""
    said = (m["least"] or m["n"] or m["m"] or m["k"]).lower()
    return 0 if said == "all" else NUMBERS.get(said, 1) + bool(m["more"])


def limit(view: str, start: int, m: "re.Match[str]") -> tuple[int, int, int] | None:
    """The words of "no more than two", "at most one", "fewer than three", and how many are then too many."""
    if m["least"] or m["k"] or (found := _LIMIT.search(view, max(start, m.start() - 20), m.start())) is None:
        return None
    if (found["no"] is not None) != bool(m["more"]):
        return None
    return *found.span("said"), at_least(m) + (found["most"] is not None)
