"""The last of what was given: "aflibercept within 24 weeks, the last one at least 4 weeks before Day 1"."""

import re

from ...patterns.gate import Gated
from ..parts import Cue, Part, Window
from .counted import one_of_them
from .lists import before
from .phrases import FLAGS

_LAST = re.compile(
    r"(?:[,;:(]|\b(?:and|with|but|(?P<unless>unless|if\s+not|except\s+(?:if|when)))\b)\s*(?:the\s+|their\s+)?(?P<last>(?:last|latest|most\s+recent|final)\s+(?:one|dose|injection|infusion|"
    r"administration|application|cycle|fraction|treatment|course|use|intake|session|exposure))\b(?:\s+(?:of\s+(?:which|these|them|it)|"
    r"given|received|administered|taken|being|was|is|must|should|have|has|been|be|occurred|occurring|completed))*\s*[:(]?\s*$",
    FLAGS,
)
_LAST_OF_THEM = Gated(
    r"(?:,|\b(?:and|with|but)\b)\s*(?:with\s+)?the\s+(?P<last>last|latest|most\s+recent)(?:\s+(?:one|episode|event|attack|of\s+(?:these|them|which)))?"
    r"(?:\s+(?:being|was|is|occurr\w+|having|occurred|must|should|have|has|been|be|took\s+place))*\s+$",
    FLAGS,
)
_NAMED = re.compile(r"\b(?:last|latest|most\s+recent)\s+(?:(?:known|documented|previous|prior)\s+)?$", FLAGS)

_SINCE_LAST = re.compile(
    r"\b(?:since|from|after|following)\s+(?:the\s+|their\s+)?(?:last|most\s+recent|final)\s+[^\W\d_]+\Z", FLAGS
)
_UNLESS = re.compile(r"\b(?:unless|if\s+not|except\s+(?:if|when))\s+(?:it\s+(?:is|was|has\s+been)\s+)?\Z", FLAGS)
_UNLESS_STOPPED = re.compile(
    r"\b(?:unless|if\s+not|except\s+(?:if|when))\s+(?:(?:they|it|these|this|the|drugs?|treatment|therapy|medications?)\s+)*"
    r"(?:(?:is|are|was|were|has|have|had|been|be|can|could|may)\s+)*"
    r"(?:discontinued|stopped|withdrawn|washed\s+out|ceased|completed|ended|terminated)\s+$",
    FLAGS,
)
_BEGUN = re.compile(
    r"\s+(?:was|were|is|are|(?:has|have|had)\s+been)\s+(?:first\s+)?(?:started|begun|initiated|commenced|prescribed)\s+\Z",
    re.IGNORECASE,
)


def given(view: str, start: int, parts: list[Part], w: Window, requires: bool) -> list[Part]:
    """What was last given so long ago: where it is required, the same again beside what is said of it; else itself.

    What is said again joins ``parts``.
    """
    m = _LAST.search(view, max(start, w.start - 80), w.start)
    left = [p for p in parts if m and p.end <= m.start() and p.leaf["op"] == "exposure"]
    if m is None or not left:
        return []
    found = before(view, left, w, False)
    first, end = m.span("last")
    parts[:] = [p for p in parts if not (first <= p.start and p.end <= end)]  # no infusion of its own
    if not requires and all("window" not in p.leaf for p in found):
        for p in found:
            p.cues.append(Cue("STATED", *m.span()))
        return found
    copies = [_again(p, m.start("last"), w.end) for p in found]
    parts += copies
    return copies


def of_counted(text: str, view: str, start: int, parts: list[Part], w: Window, requires: bool) -> list[Part]:
    """ "Two flares in a year, the last at least 14 days ago": the last of what was counted, as a leaf of its own."""
    m = None if w.duration else _LAST_OF_THEM.search(view, max(start, w.start - 60), w.start)
    before = [p for p in parts if p.end <= m.start()] if m else []
    if m is None or not before or (w.quantity.upper is None and not requires):
        return []
    one = one_of_them(text, view, before, (m.end("last") + 1, w.end), [Cue("STATED", *m.span())])
    parts += [one] if one is not None else []
    return [one] if one is not None else []


def named(view: str, part: Part) -> "re.Match[str] | None":
    """The word that makes a name the last of its kind: "since the last stroke"."""
    return _NAMED.search(view, max(0, part.start - 30), part.start)


def unless_stopped(view: str, start: int, parts: list[Part], w: Window, requires: bool) -> list[Part]:
    """What excludes "unless stopped ≥ 7 days before Day 1": it excludes within these days."""
    if requires or w.duration or w.direction != "before" or w.quantity.upper is not None:
        return []
    m = _UNLESS_STOPPED.search(view, max(start, w.start - 80), w.start)
    left = [p for p in parts if m and p.end <= m.start()]
    if m is None or not left or any(p.leaf["op"] != "exposure" or "window" in p.leaf for p in left):
        return []
    found = before(view, left, w, False)
    for p in found:
        p.cues.append(Cue("STATED", *m.span()))
    return found


def is_since_last(view: str, w: Window) -> bool:
    """Whether a window is counted from the last dose of what stands before it: "≥ 6 months since last dose"."""
    return w.anchor == "now" and _SINCE_LAST.search(view, w.start, w.end) is not None


def since_last(view: str, start: int, parts: list[Part], w: Window, requires: bool) -> list[Part]:
    """What was last given so long ago, by words behind the length; where it is required, the same again."""
    left = [p for p in parts if p.end <= w.start and p.leaf["op"] == "exposure"] if is_since_last(view, w) else []
    if not left:
        return []
    found = before(view, left, w, False)
    if requires or any("window" in p.leaf for p in found):
        found = [_again(p, w.start, w.end) for p in found]
        parts += found
    elif m := _UNLESS.search(view, start, w.start):
        for p in found:
            p.cues.append(Cue("STATED", *m.span()))
    return found


def _again(part: Part, start: int, end: int) -> Part:
    leaf = {key: value for key, value in part.leaf.items() if key not in ("window", "duration", "status", "dose")}
    return Part(start, end, part.focus, leaf, pattern=part.pattern)


def begun(view: str, p: Part) -> "re.Match[str] | None":
    """ "Antibiotics were started within the past 48 hours": what was begun since then was given since then."""
    where = (p.leaf.get("window") or {}).get("span") if p.leaf["op"] == "exposure" else None
    if where is None or p.leaf["window"]["range"]["lower"] is not None or where["start"] < p.focus[1]:
        return None
    return _BEGUN.match(view, p.focus[1], where["start"])
