"""The words of an unchanged dose beside a length of time: "on a stable dose of X for 3 months"."""

import re
from typing import NamedTuple

from ..parts import Cue, Part, Window
from .lists import CLAUSE
from .phrases import FLAGS

_DOSE = r"(?:dos(?:e|es|age|ages|ing)|regimens?|schedules?|treatments?|therap(?:y|ies)|medications?|use)\b"
_STEADY = re.compile(
    r"(?P<not>\bnot\s+(?:(?:been|be|yet|currently|taking|on|receiving|in|at|an?)\s+)*)?\b(?P<state>(?:stable|unchanged|constant|"
    r"steady|fixed|unaltered|unmodified|consistent|continuous(?:ly)?|uninterrupted|maintained(?:\s+on)?)\b"
    rf"(?P<dose>\s+(?:(?:daily|oral|background|maintenance|maximum|tolerated|and|treatment)\s+)*{_DOSE})?)",
    FLAGS,
)
_DOSES = re.compile(rf"\b{_DOSE}\s+(?:(?:has|have|had|is|are|was|were|must|should|been|be|to|remained?)\s+)*$", FLAGS)
_AT_ONCE = re.compile(r"[\s,(]*", FLAGS)
_BEHIND = re.compile(r"\s*(?:of|on|at|in|with)\s+(?:an?\s+)?$", FLAGS)


class Steady(NamedTuple):
    """The words that say it, as a cue, and whether they deny it: "not on a stable dose"."""

    cue: Cue
    denied: bool


def steady(view: str, start: int, end: int, found: list[Part], w: Window) -> Steady | None:
    """Whether ``view[start:end]`` says beside a window that what it limits was taken unchanged for that long."""
    if not found or w.direction != "before" or any(p.leaf["op"] != "exposure" for p in found):
        return None
    clauses = [m.end() for m in CLAUSE.finditer(view, start, w.start)]
    floor = max([start, *clauses, w.start - 150])
    for m in _STEADY.finditer(view, floor, min(end, w.end + 30)):
        a, b = m.span("state")
        if (a >= w.end and not _BEHIND.fullmatch(view, w.end, a)) or not _is_dose(view, m, found, w):
            continue
        return Steady(Cue("STEADY", a, b), m["not"] is not None and a > found[-1].end)
    return None


def mentioned(words: str) -> bool:
    """Whether words speak of an unchanged dose."""
    return _STEADY.search(words) is not None


def only(words: str) -> bool:
    """Whether words speak of nothing but an unchanged dose."""
    return _STEADY.fullmatch(words) is not None


def _is_dose(view: str, m: "re.Match[str]", found: list[Part], w: Window) -> bool:
    """Whether it is a dose that was stable, or the drug or the length stands right behind."""
    a, b = m.span("state")
    if m["dose"] or _DOSES.search(view, max(0, a - 40), a):
        return True
    return any(_AT_ONCE.fullmatch(view, b, position) for position in (w.start, *(p.start for p in found)))


def again(part: Part, start: int, end: int) -> Part:
    """What a part names, once more, where the words say how long it was unchanged."""
    kept = ("op", "role", "agent", "status", "dose", "span")
    leaf = {key: part.leaf[key] for key in kept if key in part.leaf}
    return Part(start, end, part.focus, leaf, pattern=part.pattern, again=True)
