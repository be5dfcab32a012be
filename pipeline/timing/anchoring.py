"""The anchor that several windows share: "X within 2 months, and Y within the last month prior to Z"."""

import re
from dataclasses import replace
from itertools import pairwise

from ..parts import Window
from .lists import CLAUSE
from .phrases import FLAGS, HISTORY
from .uneven import JOINT

_DEICTIC = re.compile(r"(?:[^\W\d_]+\s+){0,3}?(?:last|past|previous|preceding|prior)\b", FLAGS)
_OPEN_ENDED = re.compile(r"\b(?:before|prior\s+to|after|following|of)$", FLAGS)
AND_TOO = re.compile(rf"\s*,?\s*(?:(?:and|but)\s+(?P<again>(?:also|again|repeated|then)\s+)?|{JOINT}\s*)", FLAGS)
_SEMICOLON = re.compile(r"[\s)]*;\s*[^.;:]{2,100}", FLAGS)
_AGO = re.compile(r"\b(?:ago|earlier)\s*\Z", FLAGS)
_OF = re.compile(r"\b(?:of|for)\s*\Z", FLAGS)
_WITHIN = re.compile(r"with\s?-?in\b|=?[<≤]", FLAGS)


def shared(view: str, windows: list[Window]) -> list[Window]:
    """ "X within 2 months, and Y within the last month prior to Z": both end at Z."""
    out = list(windows)
    for i in range(len(out) - 2, -1, -1):
        a, b = out[i], next((v for v in out[i + 1 :] if v.scope is None), out[i + 1])
        gap = view[a.end : b.start]
        if a.duration and b.said and (b.anchor, b.duration) == ("now", False) and _one_span(view, a, b):
            out[i] = replace(a, duration=False, said=True)  # "24 h to 7 days ago"
            continue
        if a.anchor != "now" or b.anchor == "now" or b.duration or len(gap) >= 250:
            continue
        if _next_item(view, a, b):
            out[i] = replace(a, anchor=b.anchor, anchor_text=b.anchor_text)
        if CLAUSE.search(gap) or _AGO.search(view, a.start, a.end):
            continue
        if a.duration:
            if _bare(view, a, b) and b.direction == "before" and len(gap) < 60:
                out[i] = replace(a, duration=False, anchor=b.anchor, anchor_text=b.anchor_text, said=True)
            continue
        open_ended = _OPEN_ENDED.search(view[a.start : a.end].rstrip()) is not None
        if _DEICTIC.match(view, a.start) and not _DEICTIC.match(view, b.start):
            continue
        if open_ended and a.direction == "before" and (b.direction, b.anchor) == ("after", "last_dose"):
            out[i] = replace(a, anchor="first_dose")  # "30 days before or 90 days after the last dose"
            continue
        joined = re.search(
            r"\b(?:and|or|to|until|till|through)\b|[,&]" if open_ended else r"\b(?:and|or|but)\b|[,&]", gap
        )
        if joined and (open_ended or b.direction == "before") and not a.ahead:
            out[i] = replace(a, anchor=b.anchor, anchor_text=b.anchor_text)
    for i, (a, b) in enumerate(pairwise(out), 1):  # "within 3 weeks (6 weeks for A), and B within 4 weeks, of Day 1"
        b = out[i] = _as_before(view, out[i - 1], b)
        if b.scope is not None and b.anchor == "now" and a.anchor != "now" and a.direction == b.direction:
            out[i] = replace(b, anchor=a.anchor, anchor_text=a.anchor_text)
    return out


def both_ways(windows: list[Window], anchored: list[Window]) -> tuple[list[Window], list[Window]]:
    """ "A within 30 days, or B within 14 days, before or after C": each of them lies before or after C."""
    own, out = list(windows), list(anchored)
    for i in range(len(out) - 3, -1, -1):
        a, b, c = out[i : i + 3]
        either = (b.start, b.end) == (c.start, c.end) and b.direction != c.direction
        if either and own[i].anchor == "now" != a.anchor == b.anchor:
            own.insert(i + 1, own[i])
            out.insert(i + 1, replace(a, direction=c.direction))
    return own, out


def _one_span(view: str, a: Window, b: Window) -> bool:
    """Whether two lengths bound one stretch of time from both sides."""
    return AND_TOO.fullmatch(view, a.end, b.start) is not None and a.quantity.upper is None and _bare(view, a, b)


def _bare(view: str, a: Window, b: Window) -> bool:
    """ "≤ 14 days", "≥ 2 weeks" on the side of the next: neither "for" nor "lasting" says that it is a length.

    Nor does "≥ 60 days and ≤ 12 months before".
    """
    if HISTORY.match(view, a.quantity.end) or _OF.search(view, max(0, a.start - 5), a.start):
        return False  # "amenorrhea of ≥ 12 months' duration, or …"
    other_side = (a.quantity.lower is None) != (b.quantity.lower is None)
    if (other_side and not AND_TOO.fullmatch(view, a.end, b.start)) or a.start != a.quantity.start:
        return False
    return bool(
        re.match(
            r"=?[<≤>≥\d]|between\b|from\b|(?:less|no\s+more|more|longer)\s+than|up\s+to|at\s+least",
            view[a.start : a.end],
        )
    )


def _as_before(view: str, a: Window, b: Window) -> Window:
    """ "X within 4 weeks before Z; Y within 6 weeks": before Z, too."""
    told = a.anchor != "now" == b.anchor and b.scope is None and _next_item(view, a, b)
    return replace(b, anchor=a.anchor, anchor_text=a.anchor_text) if told else b


def _next_item(view: str, a: Window, b: Window) -> bool:
    """ "X within 4 weeks; Y within 7 days before Z": the items of a series, told alike."""
    alike = all(_WITHIN.match(view, w.start) and w.direction == "before" and not w.duration for w in (a, b))
    alike = alike and not any(_DEICTIC.match(view, w.start) for w in (a, b))
    return alike and _SEMICOLON.fullmatch(view, a.end, b.start) is not None
