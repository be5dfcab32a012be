"""When things were: days of anchors, windows as the first and last day, and how long something lasted.

They say the same as `pipeline/screening/timing.py`, by CQL's arithmetic of the calendar.
"""

from collections.abc import Iterable
from typing import NamedTuple

from ....models import Bound, Leaf, PlainRange, Window
from ....models.dates import months_and_days
from ...screening.timing import AT_INDEX
from ..base import Unsayable
from .words import Definition, identifier

INDEX_DAY = "Index day"
INDEX = identifier(INDEX_DAY)


class Anchor(NamedTuple):
    """A parameter of its own: an anchor, and whether it falls on the index day where it is not given."""

    name: str
    at_index: bool

    @property
    def day(self) -> Definition:
        """Its day."""
        day = f"date from {identifier(self.name)}"
        return Definition(f"Day of {self.name}", f"Coalesce({day}, {INDEX})" if self.at_index else day)


def anchors(leaves: Iterable[Leaf]) -> list[Anchor]:
    """The anchors of windows other than the index day itself."""
    windows = (window for leaf in leaves if (window := getattr(leaf, "window", None)) is not None)
    return list(dict.fromkeys(_anchor(window) for window in windows if window.anchor != "now"))


def _anchor(window: Window) -> Anchor:
    if window.anchor == "other":
        return Anchor(f"Event {window.anchor_text}" if window.anchor_text else "Event", at_index=False)
    return Anchor(window.anchor.replace("_", " ").capitalize(), window.anchor in AT_INDEX)


def day_of(window: Window | None) -> str:
    """The day of a window's anchor."""
    return INDEX if window is None or window.anchor == "now" else identifier(_anchor(window).day.name)


def day_or_index(window: Window | None) -> str:
    """The day of a window's anchor, or the index day where it is not known."""
    known = window is None or window.anchor in AT_INDEX
    return day_of(window) if known else f"Coalesce({day_of(window)}, {INDEX})"


class Days(NamedTuple):
    """The first and the last day of a span, both included; None where it has no such end."""

    first: str | None
    last: str | None


def days_of(window: Window | None) -> Days:
    """The days of a window; without one, everything up to the index day. Raises :class:`Unsayable` for its unit."""
    if window is None:
        return Days(None, INDEX)
    day, unit = day_of(window), window.range.unit
    sign = -1 if window.direction == "before" else 1
    near = day if window.range.lower is None else _end(day, window.range.lower, unit, sign, inward=sign)
    far = None if window.range.upper is None else _end(day, window.range.upper, unit, sign, inward=-sign)
    return Days(far, near) if sign < 0 else Days(near, far)


def _end(day: str, bound: Bound, unit: str | None, sign: int, inward: int) -> str:
    moved = shifted(day, sign * bound.value, unit)
    return moved if bound.inclusive else shifted(moved, inward, "d")


def shifted(day: str, amount: float, unit: str | None) -> str:
    """A day some time later (negative: earlier)."""
    step = months_and_days(amount, unit or "")
    if step is None:
        raise Unsayable(f"a time in {unit or 'no unit'} cannot be told by days")
    months, days = step
    years, months = (months // 12, 0) if months % 12 == 0 else (0, months)
    for count, word in ((years, "years"), (months, "months"), (days, "days")):
        if count:
            day += f" {'-' if count < 0 else '+'} {abs(count)} {word}"
    return day


def inside(day: str, days: Days) -> str:
    """Whether a day lies in a span."""
    ends = ((days.first, ">="), (days.last, "<="))
    return " and ".join(f"{day} {sign} {end}" for end, sign in ends if end)


class Extent(NamedTuple):
    """When something began and ended, and whether it surely lasts; None where the resource does not say."""

    start: str
    end: str | None
    lasting: str | None

    def overlaps(self, days: Days) -> str:
        """Whether it touches a span of days. What began on an unknown day began up to the index day."""
        parts = []
        if days.last is not None:
            unknown = "" if days.last == INDEX else f" and {INDEX} <= {days.last}"
            parts.append(f"({self.start} <= {days.last} or ({self.start} is null{unknown}))")
        if days.first is not None:
            parts.append(self._ended(f">= {days.first}", self.lasting, f"{self.start} >= {days.first}"))
        return " and ".join(parts)

    def lasted(self, range: PlainRange) -> str:
        """Whether it lasted, up to the index day, for a time in a range."""
        parts = []
        if range.lower is not None:
            parts.append(self._reached(range.lower, range.unit))
        if range.upper is not None:
            passed = Bound(value=range.upper.value, inclusive=not range.upper.inclusive)
            parts.append(f"(not {self._reached(passed, range.unit)})")
        return " and ".join(parts)

    def _reached(self, bound: Bound, unit: str | None) -> str:
        then = f"{'>=' if bound.inclusive else '>'} {shifted(self.start, bound.value, unit)}"
        return f"({INDEX} {then} and {self._ended(then, self.lasting)})"

    def _ended(self, then: str, *surely: str | None) -> str:
        """Whether it ended on such a day; where no end is written, that it did is sure or unknown."""
        sure = " or ".join(filter(None, surely)) or "false"
        unwritten = f"(if {sure} then true else null)"
        return unwritten if self.end is None else f"({self.end} {then} or ({self.end} is null and {unwritten}))"

    def possible(self, truth: str) -> str:
        """A truth value, unknown where the end lies before the start."""
        return truth if self.end is None else f"(if {self.end} < {self.start} then null else {truth})"
