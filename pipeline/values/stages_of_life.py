"""The sides of an age that words of time give: "before 37 weeks of gestation", "at or after 24 weeks"."""

import re
from dataclasses import replace

from ..parts import Quantity

_FLAGS = re.IGNORECASE
_SIDE = re.compile(
    r"\b(?:(?P<at>(?:at|on|by)\s+or\s+)?(?:(?P<before>before|prior\s+to|preceding|earlier\s+than)|(?P<after>after|following|beyond|past))|"
    r"(?P<by>by|until))\s+(?:(?:the|a|completed?|age|full)\s+)*$",
    _FLAGS,
)
_LATER = re.compile(r"\s*,?\s*(?:(?:or|and)\s+(?:later|beyond|after|onwards?)\b|onwards?\b)(?!\s+(?:the|\d))", _FLAGS)
_EARLIER = re.compile(r"\s*,?\s*(?:or|and)\s+(?:earlier|before)\b(?!\s+(?:the|\d))", _FLAGS)
_BACK = 30


def in_time(view: str, q: Quantity, first: int, last: int, of_life: bool) -> Quantity:
    """A bare age with the side that the words around it give; behind "after" an age of life tells of an event."""
    behind = _LATER.match(view, last) or _EARLIER.match(view, last)
    if behind is not None and q.lower == q.upper:
        later = _LATER.match(view, last) is not None
        return _bounded(replace(q, end=behind.end()), "after" if later else "before", True)
    m = _SIDE.search(view, max(0, first - _BACK), first)
    if m is None or (of_life and not m["before"]):
        return q
    side = "after" if m["after"] else "before"
    return _bounded(replace(q, start=m.start() if m["at"] else q.start), side, bool(m["at"] or m["by"]))


def _bounded(q: Quantity, side: str, inclusive: bool) -> Quantity:
    if side == "before":
        return replace(q, lower=None, upper_inclusive=inclusive, said=True, sign="<=" if inclusive else "<")
    return replace(q, upper=None, lower_inclusive=inclusive, said=True, sign=">=" if inclusive else ">")
