"""A time behind limits that each hold for one sex: "above 60 g/day in men or 40 g/day in women for 6 months"."""

import re
from itertools import pairwise

from ..parts import Part, Window, is_sex

_BESIDE = re.compile(r"\s*[)\]]?\s*,?\s*(?:each\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s(),;:/\w<>≥≤=.%-]{0,40}")


def limits(view: str, parts: list[Part], w: Window) -> list[Part]:
    """The limits of one measure that the time is of; none where it stands beside no sex, or one has its own."""
    before = [p for p in parts if p.end <= w.start and w.start - p.start < 200]
    if w.ahead or not before or not is_sex(before[-1]) or not _BESIDE.fullmatch(view, before[-1].end, w.start):
        return []
    run = _run(view, before)
    measured = [p for p in run if p.leaf["op"] == "threshold"]
    sexes = {p.leaf["value"] for p in run if is_sex(p)}
    if len(sexes) < 2 or len(measured) < 2 or len({p.leaf["measure"]["name"] for p in measured}) > 1:
        return []
    return [] if any({"window", "duration"} & p.leaf.keys() for p in measured) else measured


def _run(view: str, before: list[Part]) -> list[Part]:
    """The limits and sexes right before the time, without a sentence's end between them."""
    edges = [
        i for i, (a, b) in enumerate(pairwise(before), 1) if not _BETWEEN.fullmatch(view, a.end, max(a.end, b.start))
    ]
    others = [i + 1 for i, p in enumerate(before) if not is_sex(p) and p.leaf["op"] != "threshold"]
    return before[max([0, *edges, *others]) :]
