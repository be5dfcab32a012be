"""Pain that is a disease before its scale in brackets: "chronic low back pain (NRS ≥ 4)" is the pain and its score."""

import re
from dataclasses import replace

from ...patterns.measures import measures
from ...patterns.tables import Match
from ..parts import Bounded

_SCALES = ("VAS", "NRS")
_OPENS = re.compile(r"\s*\(\s*")
_OF_A_SORT = re.compile(
    r"\b(?!(?:worst|average|mean|usual|current|daily|weekly|maxim\w+|peak|least|overall|total|baseline|the|an?|any|of|with|has|have|and|"
    r"or|in|for|to|their|your|no|without|having|report\w*|experienc\w+|self\w*)\b)[^\W\d_][\w-]*\s+\Z",
    re.IGNORECASE,
)


def apart(view: str, known: list[Match]) -> list[Match]:
    """The measures without the pain that a word before it makes a disease; the scale is then one of pain."""
    out: list[Match] = []
    for m in known:
        before = out[-1] if out else None
        if before is not None and m.entry.name in _SCALES and _is_disease(view, before, m):
            out[-1] = m._replace(entry=m.entry._replace(name=f"pain {m.entry.name}"))
        else:
            out.append(m)
    return out


def scored(view: str, b: Bounded, left: list[Match]) -> Bounded:
    """ "Pain intensity of 3 or more on the NRS": points of that scale for pain, and no pain beside them."""
    if b.name not in _SCALES or not left or left[-1].entry.name != "pain score":
        return b
    m = left[-1]
    bare = view[m.start : m.end].lower() == "pain"
    if bare and _OF_A_SORT.search(view, max(0, m.start - 24), m.start):
        return b
    name = f"pain {b.name}"
    return replace(b, start=min(b.start, m.start), name=name, measure=measures()[name])


def _is_disease(view: str, pain: Match, scale: Match) -> bool:
    if view[pain.start : pain.end].lower() != "pain" or not _OPENS.fullmatch(view, pain.end, scale.start):
        return False
    return _OF_A_SORT.search(view, max(0, pain.start - 24), pain.start) is not None
