"""Classes whose score stands beside them in brackets: "Child-Pugh A (5-6 points)" says one thing twice."""

import re
from dataclasses import replace

from ..parts import Bounded

_OPENS = re.compile(r"\s*[(\[]\s*(?:(?:total\s+)?scores?|points?)?\s*(?:of|is|=|:)?\s*", re.IGNORECASE)
_SCORES = {"Child-Pugh": ((5, 6), (7, 9), (10, 15))}
"""The scores of each class, the lowest first; their measure is the scale's "score"."""


def once(view: str, bounded: list[Bounded]) -> list[Bounded]:
    """The bounded measures less the scores that only say a class again."""
    out: list[Bounded] = []
    for b in bounded:
        if out and _again(view, out[-1], b):
            out[-1] = replace(out[-1], end=b.end, quantity=replace(out[-1].quantity, end=b.quantity.end))
        else:
            out.append(b)
    return out


def _again(view: str, a: Bounded, b: Bounded) -> bool:
    scores = _SCORES.get(a.name, ())
    first, last = a.quantity.lower, a.quantity.upper
    if not scores or b.name != f"{a.name} score" or first is None or last is None or last > len(scores):
        return False
    if a.quantity.end > b.quantity.start or not _OPENS.fullmatch(view, a.quantity.end, b.quantity.start):
        return False
    lowest, highest = scores[int(first) - 1][0], scores[int(last) - 1][1]
    low, high = b.quantity.lower, b.quantity.upper
    return (low == lowest or (low is None and first == 1)) and (
        high == highest or (high is None and last == len(scores))
    )
