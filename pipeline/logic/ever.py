"""What "ever" and "at any time" behind a list are said of: "pregnancy, gout, biologics ever" is of the last alone."""

import re

from ..parts import Cue, Part, Work
from .nodes import CARRYING

_NOW = re.compile(r"\b(?:active|current|ongoing)\s+\Z", re.IGNORECASE)
_THEN = re.compile(r"\s+(?:in\s+the\s+past|ever|at\s+any\s+time)\b", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:or|and)\b|/", re.IGNORECASE)


def of_another(view: str, work: Work, part: Part, cue: Cue) -> bool:
    """Whether a word of the past behind a list leaves out a part before its end.

    A pregnancy of the past keeps nobody out, and across kinds a comma alone shares nothing.
    """
    if cue.category == "CURRENT":
        return _of_the_first(view, work, part, cue)
    if cue.category != "PAST" or cue.start < part.end:
        return False
    behind = [p for p in work.parts if part.end <= p.start and p.end <= cue.start]
    if not behind:
        return False
    if _NOW.search(view, max(0, part.start - 12), part.start):
        return True  # "active gout, or seizures in the past"
    named = part.leaf.get("condition", {}).get("name", "")
    last = max(behind, key=lambda p: p.end)
    same = part.leaf["op"] == last.leaf["op"]
    return named in CARRYING or not (same or _JOINED.search(view, part.end, last.start))


def _of_the_first(view: str, work: Work, part: Part, cue: Cue) -> bool:
    """ "Active gout, or seizures in the past": what goes on is not what was."""
    between = any(cue.end <= p.start and p.end <= part.start for p in work.parts)
    return between and _THEN.match(view, part.end) is not None
