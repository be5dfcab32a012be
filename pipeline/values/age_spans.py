"""Ages whose ends stand in different units: "≥ 12 months and < 21 years of age", "28 days to 18 years"."""

import re
from dataclasses import replace
from itertools import pairwise

from ...patterns.measures import measures
from ..parts import Bounded, Quantity

_JOINED = re.compile(
    r"\s*,?\s*(?:(?:and|but|to|until|through|up\s+to)\b|[-–])\s*(?:(?:is|are|be|also)\s+)*", re.IGNORECASE
)
_TO = re.compile(r"\s*(?:(?:to|until|through|up\s+to)\b|[-–])\s*", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"\b(?:for|within|over|during|since|after|before|duration|lasting)[\s(:]*\Z", re.IGNORECASE)
"""What stands behind is a time and no age."""
_TIMES = frozenset(("a", "mo", "wk", "d"))
_AGES = frozenset(("age", "age at diagnosis", "age at onset"))


def joined(view: str, quantities: list[Quantity], bounded: list[Bounded]) -> list[Bounded]:
    """The bounded measures with the other end of each age, which its words say of both."""
    out = list(bounded)
    for i, b in enumerate(bounded):
        if b.name not in _AGES:
            continue
        before, behind = _beside(quantities, b.quantity)
        if before is not None and _is_free(before, bounded, i) and _are_ends(view, before, b.quantity):
            if _OF_ANOTHER.search(view, max(0, before.start - 20), before.start) is None:
                out.append(_as(b, _least(before)))
        elif behind is not None and _is_free(behind, bounded, i) and _are_ends(view, b.quantity, behind):
            out[i] = replace(b, quantity=_least(b.quantity))
            out.append(_as(b, behind))
    return sorted(_named_alike(view, sorted(out, key=_place)), key=_place)


def _place(b: Bounded) -> tuple[int, int]:
    return b.start, b.end


def _beside(quantities: list[Quantity], q: Quantity) -> tuple[Quantity | None, Quantity | None]:
    before = max((x for x in quantities if x.end <= q.start), key=lambda x: x.end, default=None)
    behind = min((x for x in quantities if q.end <= x.start), key=lambda x: x.start, default=None)
    return before, behind


def _is_free(q: Quantity, bounded: list[Bounded], own: int) -> bool:
    return all(q.end <= b.start or b.end <= q.start for i, b in enumerate(bounded) if i != own)


def _are_ends(view: str, a: Quantity, b: Quantity) -> bool:
    """Whether the one is the lower and the other the upper end of one span, in different units."""
    if a.unit not in _TIMES or b.unit not in _TIMES or a.unit == b.unit or a.relative or b.relative:
        return False
    bare = not a.said and _TO.fullmatch(view, a.end, b.start) is not None
    opens = a.lower is not None and (a.upper is None or bare)
    closes = b.upper is not None and b.lower is None and b.said
    return opens and closes and _JOINED.fullmatch(view, a.end, b.start) is not None


def _least(q: Quantity) -> Quantity:
    """ "12 months to": at least so much."""
    return replace(q, upper=None, lower_inclusive=True, said=True, sign=">=") if not q.said else q


def _as(b: Bounded, q: Quantity) -> Bounded:
    return Bounded(q.start, q.end, q, b.name, None, measures()[b.name])


def _named_alike(view: str, bounded: list[Bounded]) -> list[Bounded]:
    """ "Age > 365 days and ≤ 30 years at diagnosis": both are ages at diagnosis."""
    out = list(bounded)
    for i, (a, b) in enumerate(pairwise(bounded)):
        if a.name == "age" and b.name in _AGES - {"age"} and _are_ends(view, a.quantity, b.quantity):
            out[i] = replace(a, name=b.name, measure=b.measure)
    return out
