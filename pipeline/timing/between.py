"""Times between a treatment and an anchor: "at least 4 weeks between the last dose of X and enrolment"."""

import re

from ...patterns import anchors
from ..parts import Quantity, Window
from .aims import anchor_pattern
from .phrases import FLAGS

_BETWEEN = re.compile(r"\s*(?:(?:must|should|have|has|to|elapsed?|passed?)\s+)*between\s+(?:the\s+)?", FLAGS)
_ELAPSED = re.compile(r"\s*(?:(?:must|should|have|has|to)\s+)*(?:elapsed?|passed)\s+from\s+(?:the\s+)?", FLAGS)
_USE = re.compile(
    r"(?:(?:the|their|his|her)\s+)?(?:last|most\s+recent|latest|prior|previous|final|end\s+of|completion\s+of)\s+"
    r"(?:(?:dose|doses|administration|treatment|use|intake|infusion|injection|course|cycle)\s+(?:of|with)\s+)?",
    FLAGS,
)
_INTERVAL = re.compile(r"\b(?:an?\s+)?(?:(?:time\s+)?interval|time|period|gap|delay)\s+(?:of\s+|is\s+)?$", FLAGS)
_SEVERAL = re.compile(r"(?:each|every|two|both|any\s+two|consecutive|doses|visits)\b", FLAGS)
_EVENTS = ("surgery", "diagnosis")
_AND = re.compile(r"\s+and\s+", FLAGS)
_TO = re.compile(r"\s+(?:to|until|before|prior\s+to)\s+", FLAGS)


def between(view: str, end: int, q: Quantity) -> Window | None:
    """The window of a time between what was last given and an anchor, in either order."""
    m, joint = _BETWEEN.match(view, q.end, end), _AND
    if m is None:  # "4 weeks must have elapsed from the last dose to enrolment"
        m, joint = _ELAPSED.match(view, q.end, end), _TO
    if m is None or not q.said:
        return None
    if a := anchor_pattern().match(view, m.end(), end):
        then = joint.match(view, a.end(), end)
        use = _USE.match(view, then.end(), end) if then else None
        if use:
            return _window(view, q, use.end(), a, None)
    if (use := _USE.match(view, m.end(), end)) is None:
        return _since_event(view, end, q, m.end(), a, joint)
    for then in joint.finditer(view, use.end(), min(end, use.end() + 100)):
        if a := anchor_pattern().match(view, then.end(), end):
            return _window(view, q, use.end(), a, (then.start(), a.end()))
    return None


def _since_event(
    view: str, end: int, q: Quantity, at: int, first: "re.Match[str] | None", joint: "re.Pattern[str]"
) -> Window | None:
    """ "No more than 60 days between hip surgery and registration"; between two events of the study is none."""
    if _SEVERAL.match(view, at, end):
        return None
    if first is not None and anchors.anchor_of(first["anchor"]) not in _EVENTS:
        return None
    then = joint.search(view, at, min(end, at + 60))
    a = anchor_pattern().match(view, then.end(), end) if then else None
    if then is None or a is None or re.search(r"[,;.:()]", view[at : then.start()]):
        return None
    return _window(view, q, at, a, (then.start(), a.end()), off=False)


def _window(
    view: str, q: Quantity, end: int, a: "re.Match[str]", tail: tuple[int, int] | None, off: bool = True
) -> Window:
    name = anchors.anchor_of(a["anchor"])
    lead = _INTERVAL.search(view, max(0, q.start - 30), q.start)
    first, stop = lead.start() if lead else q.start, len(view[:end].rstrip())
    return Window(first, stop, q, "before", name, a["anchor"], said=True, ahead=True, tail=tail, off=off)
