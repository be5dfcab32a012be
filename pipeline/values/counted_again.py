"""An event of which a number is told behind it: "a seizure within 4 weeks, or more than two in the past year"."""

import re

from ..naming.heads import plural
from ..parts import Bounded, Mention, Quantity

_FLAGS = re.IGNORECASE
_IN = r"(?:in|within|during|over)\s+(?:the\s+|any\s+|a\s+)?"
_OR = re.compile(r"(?:\b(?:or|and)|,)\s+(?:an?\s+total\s+of\s+)?\Z", _FLAGS)
_TIMED = re.compile(rf"\s+(?:{_IN}|(?:less\s+than|<|≤)\s*)[^.;:()]{{2,40}}?,?\s+(?:or|and)\s+\Z", _FLAGS)
_BEHIND = re.compile(rf"(?:\s+(?:such|of\s+(?:these|them)|episodes?|attacks?|events?|times))?(?=\s+{_IN})", _FLAGS)
_REACH = 80


def of_event(view: str, q: Quantity, mentions: list[Mention]) -> Bounded | None:
    """The count of the event before, where it has a time of its own and the number another."""
    if q.unit is not None or q.is_time or _OR.search(view, max(0, q.start - 20), q.start) is None:
        return None
    m = next((m for m in reversed(mentions) if m.end <= q.start and m.kind in ("condition", "procedure")), None)
    behind = _BEHIND.match(view, q.end)
    if m is None or behind is None or q.start - m.end > _REACH or _TIMED.fullmatch(view, m.end, q.start) is None:
        return None
    name = f"{m.name} episodes" if "episode" in behind.group().lower() else _plural(m.name)
    return Bounded(q.start, behind.end(), q, name, None, None, m.pattern)


def _plural(name: str) -> str:
    head, link, rest = name.partition(" for ")
    return plural(head) + link + rest
