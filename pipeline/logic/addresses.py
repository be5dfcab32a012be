"""Where a hospital is: "Jessa Hospital, Hasselt, Belgium" is one place, and no list."""

import re
from itertools import pairwise

Span = tuple[int, int]

_PLACE = re.compile(
    r"\b(?:Hospitals?|Clinics?|Cent(?:er|re)s?|Universit(?:y|ies)|Institutes?|Infirmary|Departments?|College)\b"
)
_TOWN = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?:\s(?:[A-ZÀ-Þ][\w'’.-]*|de|la|am|on|of|upon)){0,4}")
_COMMA = re.compile(r"\s*,\s*(?:and\s+)?")


def whole(view: str, runs: list[Span]) -> list[Span]:
    """The runs of unread words, a place as one with the town and country behind its commas."""
    if not any(_COMMA.fullmatch(view, a[1], b[0]) for a, b in pairwise(runs)):
        return runs
    out: list[Span] = []
    for run in runs:
        here = out and _COMMA.fullmatch(view, out[-1][1], run[0]) and _TOWN.fullmatch(view, *run)
        if here and _PLACE.search(view, *out[-1]):
            out[-1] = (out[-1][0], run[1])
        else:
            out.append(run)
    return out
