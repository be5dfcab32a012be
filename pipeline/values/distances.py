"""A length that is a distance and no size: "tumor ≤ 10 cm from the anal verge"."""

import re
from dataclasses import replace

from ...patterns.fold import fold
from ..parts import Bounded, Quantity

_LENGTHS = ("mm", "cm")
_FROM = re.compile(
    r"\s*(?:away\s+)?(?:from|above|below|beyond|proximal\s+to|distal\s+to)\s+(?:the\s+)?"
    r"(?P<site>[a-z][\w-]*(?:\s+(?!and\b|or\b|by\b|on\b|at\b|with\b|in\b|as\b|of\b|for\b)[a-z][\w-]*){0,2})",
    re.IGNORECASE,
)
_BELOW_RIBS = ("spleen size", "liver size")
_RIBS = re.compile(
    r"(?:(?:left|right)\s+)?(?:sub)?costal\b|(?:left\s+|right\s+)?(?:rib\s*cage|ribs?\b)|[LRB]CM\b", re.IGNORECASE
)
"""So far below the ribs is how large a palpated organ is."""
_LANDMARKS = frozenset(
    (
        *("angle", "apex", "border", "edge", "junction", "line", "margin", "ring", "surface", "verge"),
        *("artery", "bowel", "bronchus", "carina", "chiasm", "cord", "diaphragm", "heart", "hilum", "nerve", "orifice"),
        *("pleura", "rectum", "skin", "sphincter", "trachea", "vein", "vessel"),
    )
)
"""Places in the body that lengths are measured from."""

_DISTANCE = re.compile(
    r"\bdistance\s+(?:between|from)\s+(?:the\s+)?(?P<ends>[^\W\d][^,;:.()<>≤≥\d]{2,90}?)(?:\s+(?:is|was|of))*\s*\Z",
    re.IGNORECASE,
)


def of_distance(view: str, b: Bounded) -> Bounded:
    """The distance that a size with a place behind it is; "5 mm from baseline" is a change."""
    if b.measure is None or b.measure.unit not in _LENGTHS or b.quantity.unit not in _LENGTHS:
        return b
    m = _FROM.match(view, b.end)
    if m is not None and b.name in _BELOW_RIBS and _RIBS.match(m["site"]):
        return replace(b, end=m.end())
    if m is None or not any(fold(w) in _LANDMARKS for w in m["site"].split()):
        return b
    name = f"distance from {' '.join(m['site'].lower().split())}"
    return replace(b, end=m.end(), name=name, measure=None, words=m.span("site"))


def between(view: str, q: Quantity) -> Bounded | None:
    """ "Distance between the tumor and the nipple < 2 cm"."""
    m = _DISTANCE.search(view, max(0, q.start - 130), q.start) if q.unit in ("mm", "cm", "m", "km") else None
    if m is None:
        return None
    name = re.sub(r"\bthe\s+", "", re.sub(r"\s+", " ", view[m.start() : m.end("ends")]).lower())
    return Bounded(m.start(), q.end, q, name, (m.start(), m.end("ends")), None)
