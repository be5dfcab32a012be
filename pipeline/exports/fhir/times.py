"""Windows and durations. A Range includes its ends; a time without them is told otherwise, or not at all."""

from ....models import Bound, Duration, PlainRange, Window
from ..base import whole
from .elements import Element, extent, limit

UNITS = ("a", "mo", "wk", "d", "h", "min")
DAYS = {"wk": 7, "d": 1}


def untimed(window: Window | None, duration: Duration | None) -> str | None:
    """Why a time cannot be said; None where it can."""
    for range in (window.range if window else None, duration):
        if range is not None and range.unit not in UNITS:
            return f"no time in {range.unit}"
    if (window and _around(window) is None) or (duration and _lasting(duration) is None):
        return "a range of time includes its ends"
    return None


def timed(window: Window | None, duration: Duration | None) -> Element:
    """The elements of a characteristic that say when it was and how long it lasted."""
    out: Element = {}
    if window is not None:
        event = {"eventCodeableConcept": {"text": window.anchor_text or window.anchor}}
        out["timeFromEvent"] = [{**event, **(_around(window) or {})}]
    if duration is not None:
        out |= _lasting(duration) or {}
    return out


def _around(window: Window) -> Element | None:
    """From far to near: before the anchor, numbers below 0; the near end is the anchor where none is written."""
    range = closed(window.range)
    if range is not None:
        return {"range": extent(*_signed(range, window), range.unit)}
    if window.range.upper is None:
        return {"quantity": limit(*_signed(window.range, window), window.range.unit)}
    return None


def _signed(range: PlainRange, window: Window) -> tuple[Bound | None, Bound | None]:
    """Both ends as distances from the anchor that grow with time."""
    near = range.lower or Bound(value=0, inclusive=True)
    return (near, range.upper) if window.direction == "after" else (_minus(range.upper), _minus(near))


def _minus(bound: Bound | None) -> Bound | None:
    return None if bound is None else Bound(value=-bound.value, inclusive=bound.inclusive)


def _lasting(duration: Duration) -> Element | None:
    range = closed(duration)
    if range is not None:
        return {"durationRange": extent(range.lower, range.upper, range.unit)}
    if duration.lower is None or duration.upper is None:
        return {"durationQuantity": limit(duration.lower, duration.upper, duration.unit)}
    return None


def closed(range: PlainRange) -> PlainRange | None:
    """The same time with ends that belong to it: less than 4 weeks are at most 27 days. None for months and years.

    >>> from ....models.notation import plain
    >>> plain(closed(PlainRange(upper=Bound(value=4, inclusive=False), unit="wk")))
    '<= 27 d'
    """
    if all(bound is None or bound.inclusive for bound in (range.lower, range.upper)):
        return range
    factor = DAYS.get(range.unit or "")
    if factor is None:
        return None
    lower, upper = whole(range, factor)
    if lower is not None and upper is not None and lower.value > upper.value:
        return None
    return PlainRange(lower=lower, upper=upper, unit="d")
