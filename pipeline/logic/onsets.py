"""The word "onset" where a leaf already tells it: an age at onset, a time since something began, a rate since then."""

import re

from ...patterns.gate import Gated
from ..parts import Part, Work

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
        p.end <= m.start() and view[p.end : m.start()].strip(" ,(") == "" and view[m.end() : first].strip(" ,:") == ""
    )
