"""Semicolons that part the items of a criterion: "NYHA II or III; LVEF < 40 %", whatever words join within an item."""

import re
from itertools import pairwise

from ..parts import Part
from . import brackets
from .nodes import at

_TOLD_OF_SEVERAL = re.compile(
    r":|\b(?:either|following|(?:any|all|one|two|three|\d)\s+of|if|must|may|should|shall|will|can|exempt\w*|except\w*|allow\w*|permit\w*|"
    r"accept\w*|eligible|provided)\b",
    re.IGNORECASE,
)
"""Words of a list to come, or of sentences, whose second may go on with what the first says."""
_GOES_ON = re.compile(
    r";\s*(?:and\s+)?(?:and\s*/\s*or|or|but|except|excluding|including|unless|if|when|however|otherwise|also|with(?:out)?|who|which|that|"
    r"defined|such|as|e\.?\s?g|i\.?\s?e|for|in|of|to|not|the\s+(?:latter|former|same)|th(?:is|at|ese|ose)|both|each|all)\b",
    re.IGNORECASE,
)
"""What follows hangs on the words before the semicolon, or is another choice."""


def ends(view: str, start: int, end: int, parts: list[Part]) -> list[int]:
    """Where the items of a criterion end, behind their semicolons; nowhere if one of them may hang on another."""
    marks = brackets.semicolons(view, start, end) if view.find(";", start, end) >= 0 else []
    if not marks or _TOLD_OF_SEVERAL.search(view, start, end) or any(_GOES_ON.match(view, mark) for mark in marks):
        return []
    edges = [start, *marks, end]
    told = [p for p in parts if p.leaf.get("value") != "any"]  # "male or female" asks nothing
    items = [[p for p in told if a <= at(p) < b] for a, b in pairwise(edges)]
    whole = all(items) and not any(p.start < mark < p.end for p in parts for mark in marks)
    return [mark + 1 for mark in marks] if whole else []
