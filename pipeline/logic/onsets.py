"""The word "onset" where a leaf already tells it: an age at onset, a time since something began, a rate since then."""

import re

from ...patterns.gate import Gated
from ..parts import Part, Work
from .nodes import unread_part

Span = tuple[int, int]

_ONSET = Gated(
    r"\b(?:(?:since|from)\s+)?(?:(?:with|and|the|an?|its|their|first)\s+)*(?:(?:symptoms?|disease|clinical|motor)\s+)?onset\b"
    r"(?:\s+of\s+(?:the\s+|their\s+|first\s+)*(?:symptoms?|disease|illness)\b)?",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+of\s+(?:(?:the|an?|any|their|his|her|first|initial)\s+)*", re.IGNORECASE)
_SINCE = re.compile(r"(?:since|from)\b", re.IGNORECASE)
_REACH = 80
"""Characters from the word to the age that is told."""
_AT_AGE = re.compile(
    r"\b(?:before|by|after|(?:earlier|later|sooner)\s+than)\s+(?:(?:the|an)\s+)?(?:age\s+)?(?:of\s+)?\Z", re.IGNORECASE
)
"""Before an age that is none of today."""
_EARLIER = re.compile(r"(?:earlier|later)\s+than\s", re.IGNORECASE)


def told(view: str, work: Work) -> list[Span]:
    """The words of an onset that leaves carry.

    "Onset before the age of 50", "onset of weakness within 24 months", "stroke with onset < 6 h before treatment",
    "a decline of 0.3 points a month since symptom onset".
    """
    found = _ONSET.finditer(view, work.start, work.end)
    return [m.span() for m in found if any(_tells(view, m, p) for p in work.parts)]


def _tells(view: str, m: "re.Match[str]", p: Part) -> bool:
    if p.leaf["op"] == "threshold":
        if _SINCE.match(m.group()):
            return p.end <= m.start() and "/" in (p.leaf["range"]["unit"] or "") and view[p.end : m.start()].isspace()
        named = p.leaf["measure"]["name"] == "age at onset" and m.end() <= p.start < m.end() + _REACH
        return named and re.search(r"[.;)]", view[m.end() : p.start]) is None
    window = p.leaf.get("window")
    if window is None or p.leaf["op"] != "condition" or window["span"] is None:
        return False
    begins = _OF.match(view, m.end(), p.start)
    if begins is not None and begins.end() == p.start:
        return True
    first = window["span"]["start"]
    return (
        p.end <= m.start() and view[p.end : m.start()].strip(" ,()") == "" and view[m.end() : first].strip(" ,:") == ""
    )


def at_an_age(text: str, view: str, work: Work) -> None:
    """Leaves to a person how old somebody was when something else was: "colectomy before 18 years of age"."""
    whens = {id(p): at for p in work.parts if (at := _when(view, work, p)) is not None}
    if whens:
        work.parts = [unread_part(text, whens[id(p)], p.end) if id(p) in whens else p for p in work.parts]


def _when(view: str, work: Work, p: Part) -> int | None:
    if p.leaf["op"] != "threshold" or p.value is None:
        return None
    if not p.pattern and _EARLIER.match(view, p.value[0]):
        return p.value[0]  # "menopause earlier than 40"
    if p.leaf["measure"]["name"] != "age":
        return None
    m = _AT_AGE.search(view, max(work.start, p.value[0] - 30), p.value[0])
    before = [x for x in work.parts if m is not None and x.end <= m.start()]
    return m.start() if m is not None and before and before[-1].leaf["op"] in ("condition", "exposure") else None
