"""When things were: windows as spans of days around an anchor, and how surely something lies in them."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ...models import Bound, PlainRange, Window
from ...models.dates import Period, shifted
from ...models.kleene import Truth, every
from ...models.patient import Lasting

BEFORE_EVERYTHING, AFTER_EVERYTHING = date.min, date.max
AT_INDEX = (
    "now", "screening", "consent", "enrolment", "randomization", "baseline", "first_dose", "study_start", "visit",
)  # fmt: skip
"""Anchors that fall on the index day unless another day is given for them."""

HOURS = {"h": 1.0, "min": 1 / 60, "s": 1 / 3600}
"""UCUM units of parts of a day, in hours."""
OLDEST = 130
"""Nobody lives so many years."""


class Unknown(Exception):
    """Something cannot be decided; the message says why."""


class Days(NamedTuple):
    """From the first to the last day, both included."""

    first: date
    last: date


class Extent(NamedTuple):
    """When something began and ended, each as exactly as it is known."""

    start: Period
    end: Period


def days_of(window: Window, index: date, anchors: Mapping[str, date]) -> Days:
    """The days that a window spans. Raises :class:`Unknown` for an anchor or a unit without a day."""
    anchor = anchor_of(window, index, anchors)
    sign = -1 if window.direction == "before" else 1
    near = _away(window.range.lower, window.range.unit, anchor, sign, inward=sign)
    far = _away(window.range.upper, window.range.unit, anchor, sign, inward=-sign)
    near = anchor if near is None else near
    far = (BEFORE_EVERYTHING if sign < 0 else AFTER_EVERYTHING) if far is None else far
    return Days(far, near) if sign < 0 else Days(near, far)


def anchor_of(window: Window, index: date, anchors: Mapping[str, date]) -> date:
    """The day of a window's anchor. Raises :class:`Unknown` where it has none."""
    anchor = anchors.get(window.anchor, index if window.anchor in AT_INDEX else None)
    if anchor is None:
        raise Unknown(f"no date is known for {window.anchor_text or window.anchor}")
    return anchor


def _away(bound: Bound | None, unit: str | None, anchor: date, sign: int, inward: int) -> date | None:
    if bound is None:
        return None
    day = _step(anchor, sign * bound.value, unit)
    return day if bound.inclusive else _step(day, inward, "d")


def extent_of(fact: Lasting, index: date, born: date) -> Extent:
    """When a fact began and ended, seen from the index day. Raises :class:`Unknown` for impossible dates.

    What has an end in the past and is said to last may have ended then or not.
    """
    begun = Period(index, AFTER_EVERYTHING) if fact.planned else Period(BEFORE_EVERYTHING, index)
    start = period(fact.start) or begun
    end = period(fact.end)
    if end is None and fact.ongoing:
        end = Period(AFTER_EVERYTHING, AFTER_EVERYTHING)
    elif end is None:
        end = Period(start.first, AFTER_EVERYTHING if fact.ongoing is None else index)
    elif fact.ongoing and end.first <= index:
        end = Period(end.first, AFTER_EVERYTHING)
    if end.last < start.first:
        raise Unknown(f"{fact.name} ends ({fact.end}) before it starts ({fact.start})")
    if (fact.start is not None and start.last < born) or end.last < born:
        raise Unknown(f"{fact.name} ({fact.start or fact.end}) lies before the birth")
    return Extent(start, end)


def starts_after(fact: Lasting, index: date) -> bool:
    """Whether a fact surely begins after the index day. Raises :class:`Unknown` for a date that cannot be."""
    start = period(fact.start)
    return start is not None and start.first > index


@lru_cache(maxsize=100_000)
def period(words: str | None) -> Period | None:
    """The days that a recorded date may be. Raises :class:`Unknown` for one that the calendar does not have."""
    if words is None:
        return None
    try:
        return Period.of(words)
    except ValueError:
        raise Unknown(f"{words!r} is no date") from None


def overlaps(extent: Extent, days: Days) -> Truth:
    """Whether something that lasted from start to end touches a span of days."""
    if extent.start.first > days.last or extent.end.last < days.first or days.first > days.last:
        return False
    return True if extent.start.last <= days.last and extent.end.first >= days.first else None


def within(day: Period, days: Days) -> Truth:
    """Whether a day that may be any of a period lies in a span of days."""
    if day.first >= days.first and day.last <= days.last:
        return True
    return False if day.last < days.first or day.first > days.last else None


def lasted(extent: Extent, range: PlainRange, index: date) -> Truth:
    """Whether something lasted, up to the index day, for a time in the range. Raises :class:`Unknown` for its unit."""
    end = Period(min(extent.end.first, index), min(extent.end.last, index))
    return every(
        [
            *([_reached(extent.start, end, range.lower, range.unit)] if range.lower else []),
            *([_not_passed(extent.start, end, range.upper, range.unit)] if range.upper else []),
        ]
    )


def _reached(start: Period, end: Period, bound: Bound, unit: str | None) -> Truth:
    if (hours := HOURS.get(unit or "")) is not None:
        days = bound.value * hours / 24
        if (end.first - start.last).days - 1 >= days:
            return True
        return None if (end.last - start.first).days + 1 > days else False
    early, late = (_step(day, bound.value, unit) for day in start)
    spare = 0 if bound.inclusive else 1
    if (end.first - late).days >= spare:
        return True
    return None if (end.last - early).days >= spare else False


def _not_passed(start: Period, end: Period, bound: Bound, unit: str | None) -> Truth:
    reached = _reached(start, end, Bound(value=bound.value, inclusive=not bound.inclusive), unit)
    return None if reached is None else not reached


def _step(day: date, amount: float, unit: str | None) -> date:
    moved = shifted(day, amount, unit or "")
    if moved is None:
        raise Unknown(f"a time in {unit or 'no unit'} cannot be told by days")
    return moved


def age_at(birth: str | None, index: date, unit: str) -> PlainRange:
    """The age in completed years, months, weeks or days; a range where the birth date is not exact.

    Raises :class:`Unknown` where there is no usable birth date.
    """
    born = period(birth)
    if born is None:
        raise Unknown("no birth date")
    if born.last > index:
        raise Unknown(f"the birth date {birth} lies behind {index}")
    if index.year - born.first.year > OLDEST:
        raise Unknown(f"the birth date {birth} lies more than {OLDEST} years back")
    youngest, oldest = (_completed(day, index, unit) for day in (born.last, born.first))
    return PlainRange(lower=Bound(value=youngest, inclusive=True), upper=Bound(value=oldest, inclusive=True), unit=unit)


def _completed(start: date, end: date, unit: str) -> int:
    """Whole units of time from one day to another, as CQL's ``CalculateAgeInYearsAt`` counts them."""
    if unit in ("wk", "d"):
        return (end - start).days // (7 if unit == "wk" else 1)
    if unit not in ("a", "mo"):
        raise Unknown(f"an age in {unit} cannot be told by days")
    months = (end.year - start.year) * 12 + end.month - start.month
    while months > 0 and _step(start, months, "mo") > end:
        months -= 1
    return months // 12 if unit == "a" else months
