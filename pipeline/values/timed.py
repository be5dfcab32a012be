"""Times that are values and no windows: how far away somebody lives, how long a flow takes, when Apgar was scored."""

import re
from dataclasses import replace

from ...patterns.measures import measures
from ..parts import Bounded, Quantity

_FLAGS = re.IGNORECASE
_TRAVEL = re.compile(
    r"['’]?s?[’']?[\s-]*(?P<what>(?:drive|driving|travel(?:l?ing)?|commut(?:e|ing)|journey|car\s+ride|by\s+(?:car|train|bus)|walk(?:ing)?\s+distance)\b"
    r"(?:[\s-]+(?:time|distance))?)",
    _FLAGS,
)
_WITHIN = re.compile(r"\bwithin\s+(?:(?:an?|about|approximately)\s+)*\Z", _FLAGS)
_FLOW = re.compile(
    r"(?<![\w-])(?:(?:reduced|normal|abnormal|impaired|decreased|increased|slow|prolonged|delayed)\s+)?"
    r"(?P<what>(?:[a-z]+\s+){0,2}(?:flow(?:\s+rates?)?|latency|refill|transit|clearance))\s*\(\s*\Z",
    _FLAGS,
)
"""What takes so long, right before the bracket: "reduced salivary flow (> 60 s)"."""
_GRAMMAR = re.compile(r"\A(?:(?:of|with|and|or|the|an?|have|has|having|in|by)\s+)+", _FLAGS)
_SHORT = ("s", "min", "ms")
_NUMBERS = {
    "1": "1 minute",
    "one": "1 minute",
    "5": "5 minutes",
    "five": "5 minutes",
    "10": "10 minutes",
    "ten": "10 minutes",
}
_MINUTE = r"(?P<number>10|[15]|one|five|ten)(?:[\s-]*(?:min(?:ute)?s?|['’′]))"
_MINUTES_BEHIND = re.compile(
    rf"\s*(?:at|@)\s*(?:the\s+)?{_MINUTE}(?!\w)(?:\s+(?:of\s+(?:life|age)|after\s+birth|post[\s-]?partum)\b)?", _FLAGS
)
_MINUTES_BEFORE = re.compile(rf"(?<![\w.]){_MINUTE}\s+\Z", _FLAGS)


def timed(view: str, q: Quantity) -> Bounded | None:
    """ "> 2.5 hours' drive from the clinic", "salivary flow (> 60 s)"."""
    if q.unit in ("h", "min") and (m := _TRAVEL.match(view, q.end)) is not None:
        near = _WITHIN.search(view, max(0, q.start - 20), q.start) if not q.said else None
        if near is not None:
            q = replace(q, start=near.start(), lower=None, upper_inclusive=True, said=True, sign="<=")
        return Bounded(q.start, m.end(), q, "travel time", m.span("what"), None)
    m = _FLOW.search(view, max(0, q.start - 60), q.start) if q.unit in _SHORT and q.said else None
    if m is None:
        return None
    what = _GRAMMAR.sub("", m["what"])
    start = m.end("what") - len(what)
    return Bounded(m.start(), q.end, q, " ".join(what.lower().split()), (start, m.end("what")), None)


def scored_at(view: str, bounded: list[Bounded]) -> list[Bounded]:
    """ "Apgar < 5 at 5 min", "5-minute Apgar < 5": the score of that minute, which is nobody's age."""
    out: list[Bounded] = []
    for b in bounded:
        if out and out[-1].name.startswith("Apgar score at") and b.start < out[-1].end:
            continue
        out.append(_scored_at(view, b) if b.name == "Apgar score" else b)
    return out


def _scored_at(view: str, b: Bounded) -> Bounded:
    behind = _MINUTES_BEHIND.match(view, b.end)
    m = behind or _MINUTES_BEFORE.search(view, max(0, b.start - 12), b.start)
    if m is None:
        return b
    name = f"Apgar score at {_NUMBERS[m['number'].lower()]}"
    return replace(b, start=min(b.start, m.start()), end=max(b.end, m.end()), name=name, measure=measures()[name])
