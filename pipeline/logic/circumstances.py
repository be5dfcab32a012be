"""Circumstances that narrow what stands before them, in words that a person must judge.

"BP > 160/100 despite treatment", "warfarin that cannot be stopped before surgery", "who are judged unable": nobody is
asked for the treatment or the surgery. What cannot be stopped, and who is judged, is every one of a list.
"""

import re

from ...patterns.gate import Gated
from ..parts import Part
from .nodes import Reading, Rule, Words, join, leaf

_FLAGS = re.IGNORECASE
_LAST = r"(?:such\s+as|including|due\s+to)\b"
_REST = rf"(?:(?!\s+(?:(?:and|or|but|unless|except)\b|{_LAST})|\s[–—-]\s|(?<![A-Za-z])\d)[^.,;:()])*(?<!\s)"
_NEXT = r"\b(?:or|and)\s+(?:an?|any|with|known|current|active|history|prior|previous|pregnan\w+)\b"
_ENDS = rf"(?=\s*(?:[.,;:)]|\Z|\b{_LAST}|{_NEXT}))"
DESPITE = Gated(rf"\b(?:despite|in\s+spite\s+of|notwithstanding)\s+{_REST}{_ENDS}", _FLAGS)
_STOPPED = (
    r"(?:stopped|discontinued|ceased|withdrawn|interrupted|switched|tapered|held|paused|withheld|suspended|reduced|changed|"
    r"substituted|replaced|avoided|removed|modified)"
)
UNSTOPPABLE = Gated(
    rf"\b(?:that|which)\s+(?:can\s?not|can't|could\s+not|may\s+not|will\s+not)\s+(?:safely\s+)?be\s+(?:safely\s+|temporarily\s+)?"
    rf"{_STOPPED}(?:\s*(?:,|or|/|,\s*or)\s*{_STOPPED})*{_REST}{_ENDS}",
    _FLAGS,
)
JUDGED = Gated(rf"\b(?:(?:who|that|which)\s+(?:is|are|was|were)\s+)judged\s+{_REST}{_ENDS}", _FLAGS)
_OF_ALL = re.compile(r"(?:that|which|who)\s", _FLAGS)
_APART = re.compile(r"[;:]|\.\s")


def of_all(w: Words, start: int, end: int, parts: list[Part], listed: Reading) -> Rule | None:
    """The rule of a list of which each member has the circumstance behind it."""
    told = parts[-1]
    if len(parts) < 3 or told.leaf["op"] != "other" or not _OF_ALL.match(w.view, told.start, told.end):
        return None
    if not any(p.fullmatch(w.view, told.start, told.end) for p in (UNSTOPPABLE, JUDGED)):
        return None
    before = parts[:-1]
    alike = {p.leaf["op"] for p in before} - {"other"}
    if len(alike) != 1 or _APART.search(w.view, before[0].end, told.start) or "threshold" in alike:
        return None
    w.heard.append((told.start, told.end))
    rule = listed(w, start, told.start, before)
    return join("all", [rule, leaf(told, w.kind)]) if rule is not None else None
