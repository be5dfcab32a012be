"""Which of the two blood pressures a value is, where the word stands behind it: "BP > 160 mmHg systolic"."""

import re
from dataclasses import replace

from ...patterns.measures import measures
from ...patterns.tables import Match
from ..parts import Bounded, Quantity

_FLAGS = re.IGNORECASE
_WHICH = re.compile(r"\s*(?:\(\s*(?P<inside>(?:sy|dia)stolic)\s*\)|(?P<bare>(?:sy|dia)stolic)\b)", _FLAGS)
_ITS_OWN = re.compile(
    r"\s*(?:blood\s+pressure|bp|pressure)?\s*(?:\([^()]*\)\s*)?(?:[<>≤≥=:]|\d|(?:of|is|above|below|less|greater|more|at|between)\b)",
    _FLAGS,
)
"""Behind a word that is the measure of the next value: "systolic 90-140, diastolic 50-90"."""
_UNITS = (None, "mm[Hg]")


def of_pressure(view: str, q: Quantity, known: list[Match], done: list[Bounded]) -> Bounded | None:
    """A value with "systolic" or "diastolic" right behind it, as that pressure; None of any other value."""
    which = _WHICH.match(view, q.end)
    if which is None or q.unit not in _UNITS or q.relative or _ITS_OWN.match(view, which.end()):
        return None
    group = "inside" if which["inside"] else "bare"
    last = done[-1] if done else None
    before = last is not None and last.name.endswith("blood pressure")
    if not q.said and last is not None and before and last.quantity.said and last.quantity.sign != "..":
        like = last.quantity
        q = replace(
            q, lower=q.lower if like.lower is not None else None, upper=q.upper if like.upper is not None else None,
            lower_inclusive=like.lower_inclusive, upper_inclusive=like.upper_inclusive, said=True, sign=like.sign,
        )  # fmt: skip
    floor = last.end if last is not None else 0
    whole = next((m for m in known if m.entry.name == "blood pressure" and floor <= m.start and m.end <= q.start), None)
    if q.unit is None and whole is None and not before:
        return None
    name = f"{which[group].lower()} blood pressure"
    start = min([q.start, *([whole.start] if whole else [])])
    return Bounded(start, which.end(), q, name, which.span(group), measures()[name])
