"""Ranges as sets: what lies outside of one, what two share, and whether one lies inside another.

All take ranges in one unit (:func:`comparable` brings two there). A range without members is never made: where nothing
is left, the answer is None.
"""

from .quantities import Bound, PlainRange, Range


def outside(range: PlainRange) -> tuple[PlainRange, ...]:
    """What a range leaves out: one range, or two where it has both ends.

    >>> from .notation import plain
    >>> adult = PlainRange(lower=Bound(value=18, inclusive=True), upper=Bound(value=65, inclusive=True), unit="a")
    >>> [plain(r) for r in outside(adult)]
    ['< 18 a', '> 65 a']
    """
    below = PlainRange(upper=_turned(range.lower), unit=range.unit) if range.lower else None
    above = PlainRange(lower=_turned(range.upper), unit=range.unit) if range.upper else None
    return tuple(part for part in (below, above) if part is not None)


def _turned(bound: Bound) -> Bound:
    return Bound(value=bound.value, inclusive=not bound.inclusive)


def meet(a: PlainRange, b: PlainRange) -> PlainRange | None:
    """What two ranges share, or None.

    >>> low, high = PlainRange(lower=Bound(value=2, inclusive=False)), PlainRange(upper=Bound(value=2, inclusive=True))
    >>> meet(low, high) is None
    True
    """
    if apart(a, b):
        return None
    lower = max((x for x in (a.lower, b.lower) if x), key=lambda x: (x.value, not x.inclusive), default=None)
    upper = min((x for x in (a.upper, b.upper) if x), key=lambda x: (x.value, x.inclusive), default=None)
    return PlainRange(lower=lower, upper=upper, unit=a.unit)


def apart(a: PlainRange, b: PlainRange) -> bool:
    """Whether two ranges share nothing."""
    return _ends_before(a.upper, b.lower) or _ends_before(b.upper, a.lower)


def _ends_before(upper: Bound | None, lower: Bound | None) -> bool:
    if upper is None or lower is None:
        return False
    return upper.value < lower.value or (upper.value == lower.value and not (upper.inclusive and lower.inclusive))


def within(a: PlainRange, b: PlainRange) -> bool:
    """Whether every member of ``a`` is one of ``b``."""
    from_below = b.lower is None or _ends_before(_turned(b.lower), a.lower)
    return from_below and (b.upper is None or _ends_before(a.upper, _turned(b.upper)))


def comparable(a: Range, b: Range) -> tuple[PlainRange, PlainRange] | None:
    """Two ranges in one unit, as written or in their canonical one; None where they have none in common."""
    if a.canonical and b.canonical and a.canonical.unit == b.canonical.unit:
        return a.canonical, b.canonical
    return (a, b) if a.unit == b.unit else None
