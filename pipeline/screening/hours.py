"""Windows of hours, of which a record that knows the day alone says something all the same.

Of two events n days apart, more than n - 1 and less than n + 1 times 24 hours lie between: "within 48 hours" is surely
today or yesterday, and surely not three days ago.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil, floor
from typing import NamedTuple

from ...models import Window
from .timing import AFTER_EVERYTHING, BEFORE_EVERYTHING, HOURS, Days, anchor_of, days_of


class Span(NamedTuple):
    """The days that lie in a window for sure, and those of which a part may; the first may be none."""

    surely: Days
    possibly: Days


def span_of(window: Window, index: date, anchors: Mapping[str, date]) -> Span:
    """The days of a window. Raises :class:`Unknown` for an anchor or a unit without a day."""
    hours = HOURS.get(window.range.unit or "")
    if hours is None:
        days = days_of(window, index, anchors)
        return Span(days, days)
    near, far = window.range.lower, window.range.upper
    least = None if near is None else near.value * hours / 24
    most = None if far is None else far.value * hours / 24
    anchor = anchor_of(window, index, anchors)
    back = window.direction == "before"
    return Span(
        _days(anchor, 0 if least is None else ceil(least + 1), None if most is None else floor(most - 1), back),
        _days(anchor, 0 if least is None else floor(least), None if most is None else ceil(most), back),
    )


def _days(anchor: date, near: int, far: int | None, back: bool) -> Days:
    """From so many to so many days away from the anchor."""
    first, last = _away(anchor, near, back), _away(anchor, far, back)
    return Days(last, first) if back else Days(first, last)


def _away(anchor: date, days: int | None, back: bool) -> date:
    end = BEFORE_EVERYTHING if back else AFTER_EVERYTHING
    try:
        return end if days is None else anchor + timedelta(days=-days if back else days)
    except OverflowError:
        return end
