"""What is absent for a time: "seizure-free for 6 months", "off steroids for 4 weeks", "no menses ≥ 12 months"."""

import re

from ..parts import Cue, Part, Window
from .phrases import FLAGS

_FREE = re.compile(r"\s*-?\s*free\b(?:\s+(?:period|interval|survival|state))?", FLAGS)
_WITHOUT = re.compile(
    r"\b(?:(?:free|abstinent|abstinence|abstain\w*|withdrawn)\s+(?:of|from)|off|without)\s+(?:(?:all|any|the)\s+)*$",
    FLAGS,
)
_STOPPING = re.compile(r"\s*(?:been\s+|yet\s+)*(?:stopp|discontinu|withdrawn|washed|ceased)", FLAGS)
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


def not_stopped(view: str, found: list[Part], w: Window) -> bool:
    """ "Has not discontinued aspirin ≥ 7 days before surgery" among exclusions: what was taken within them excludes.

    The denial then is of the stopping, and is taken from the parts.
    """
    if w.quantity.upper is not None or not found or any(p.leaf["op"] != "exposure" for p in found):
        return False
    undone = [c for p in found for c in p.denials if _STOPPING.match(view, c.end)]
    for p in found if undone else []:
        p.cues = [Cue("STATED", c.start, c.end) if c in undone else c for c in p.cues]
    return bool(undone)


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
