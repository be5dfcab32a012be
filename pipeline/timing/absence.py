"""What is absent for a time: "seizure-free for 6 months", "off steroids for 4 weeks", "no menses ≥ 12 months"."""

import re
from dataclasses import replace

from ..parts import Cue, Part, Window
from .phrases import FLAGS

_FREE = re.compile(r"\s*-?\s*free\b(?:\s+(?:period|interval|survival|state))?", FLAGS)
_WITHOUT = re.compile(
    r"\b(?:(?:free|abstinent|abstinence|abstain\w*|withdrawn)\s+(?:of|from)|off|without)\s+(?:(?:all|any|the)\s+)*$",
    FLAGS,
)
_STOPPED = r"(?:stop(?:s|p|\b)|discontinu|withdrawn|washed|ceased|withheld|held\b|paused|interrupted|suspended)"
_STOPPING = re.compile(rf"\s*(?:been\s+|yet\s+)*{_STOPPED}", FLAGS)
_NOT_STOPPED = re.compile(
    r"\s*,?\s*(?:(?:if|that|which|who|(?:has|have|had|is|are|was|were)\b)\s+)*not\s+(?:(?:been|be|yet)\s+)*"
    rf"{_STOPPED}\w*\s+(?:out\s+)?\Z",
    FLAGS,
)
_KEPT = re.compile(r"\b(?:stable|unchanged|constant|regular|steady|fixed)\b", FLAGS)


def absent(view: str, start: int, found: list[Part], w: Window) -> Cue | None:
    """ "seizure-free for 6 months", "off steroids for 4 weeks", "no steroids for 4 weeks": none within that time."""
    if not found or any(p.leaf["op"] == "threshold" or (p.start > w.start and w.scope is None) for p in found):
        return None
    first, last = found[0], found[-1]
    if m := _FREE.match(view, last.end, w.start):
        return Cue("NEGATED", *m.span())
    if not w.duration:
        return None
    if m := _WITHOUT.search(view, max(start, first.start - 40), first.start):
        return Cue("NEGATED", *m.span())
    denials = [c for p in found for c in p.denials]
    said = w.scope is not None or re.match(r"(?:for|since)\b", view[w.start : w.end], FLAGS) or _is_bled(first)
    if not denials or not said or _lasts(first):
        if denials and view[w.start] in "≥>" and first.leaf["op"] == "exposure":
            first.guessed = True  # "no steroids ≥ 4 weeks": none for so long, or none so long?
        return None
    return None if _KEPT.search(view, min(c.start for c in denials), w.start) else denials[0]


def not_stopped(view: str, found: list[Part], w: Window) -> Window | None:
    """ "Has not discontinued aspirin ≥ 7 days before surgery" among exclusions: what was taken within them excludes.

    The denial then is of the stopping, and is taken from the parts. "Aspirin not stopped 7 days before" says the same.
    """
    q = w.quantity
    bare = not (q.said or w.start < q.start or w.ahead) and q.upper is not None and q.lower in (None, q.upper)
    if not found or any(p.leaf["op"] != "exposure" for p in found):
        return None
    undone = [c for p in found for c in p.denials if _STOPPING.match(view, c.end)]
    behind = _NOT_STOPPED.match(view, found[-1].end, w.start) if found[-1].end <= w.start else None
    if not undone and behind is None:
        return None
    for p in found:
        p.cues = [Cue("STATED", c.start, c.end) if c in undone else c for c in p.cues]
        if behind is not None:
            p.cues = [c for c in p.cues if c.end <= behind.start() or c.start >= behind.end()]
            p.cues.append(Cue("STATED", *behind.span()))
    if q.upper is not None and not bare:  # "has not stopped aspirin within 7 days": it was taken within them
        return w
    since = replace(q, lower=q.upper, lower_inclusive=True, upper=None) if bare else q
    return replace(w, quantity=since, duration=False, direction="before", off=True, said=True)


def _lasts(part: Part) -> bool:
    """ "not postmenopausal for a year": menopause does not come and go, so that its length is denied."""
    return part.leaf["op"] == "condition" and bool(part.leaf["condition"]["name"] == "menopause")


def _is_bled(part: Part) -> bool:
    """ "No menses ≥ 12 months"."""
    return part.leaf["op"] == "condition" and bool(part.leaf["condition"]["name"] == "menstruation")


def deny(found: list[Part], cue: Cue, longer: bool) -> None:
    """Free of it for at least so long denies it; free for less than so long means that it was there."""
    if not longer:
        found[0].start, found[-1].end = min(found[0].start, cue.start), max(found[-1].end, cue.end)
        return
    shared = any(cue in p.denials for p in found)  # "neither A nor B": each has a denial of its own
    for part in found:
        if not any((c.start < cue.end and cue.start < c.end) or shared for c in part.denials):
            part.cues = [*part.cues, cue]
