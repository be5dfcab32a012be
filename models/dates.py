"""Dates as exact as they are known, and steps of time by the calendar: twelve months are not 360 days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from math import floor
from typing import NamedTuple

_FORM = re.compile("[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
DAYS_A_MONTH = 30.4375
"""What a part of a month is counted by; whole months and years go by the calendar."""
YEARS = {"a": 1.0, "mo": 1 / 12, "wk": 7 / 365.25, "d": 1 / 365.25}
"""The units of an age, in years."""


class Period(NamedTuple):
    """The first and the last day that a date may be."""

    first: date
    last: date

    @classmethod
    def of(cls, words: str) -> Period:
        """Of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``. Raises ValueError for a day that the calendar does not have.

        >>> Period.of("2024-02").last
        datetime.date(2024, 2, 29)
        """
        if not _FORM.fullmatch(words):
            raise ValueError(f"{words!r} is no date")
        year, month, day = (*map(int, words.split("-")), None, None)[:3]
        if year is None or month is None:
            return cls(date(year or 0, 1, 1), date(year or 0, 12, 31))
        if day is None:
            return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        return cls(date(year, month, day), date(year, month, day))


def shifted(day: date, amount: float, unit: str) -> date | None:
    """A day ``amount`` of a UCUM time ``unit`` later (negative: earlier); None for a unit that is no such time.

    Months and years go by the calendar; where the month is too short, its last day is taken.

    >>> shifted(date(2024, 2, 29), -12, "mo"), shifted(date(2024, 3, 31), -1, "mo"), shifted(date(2024, 3, 1), -1, "wk")
    (datetime.date(2023, 2, 28), datetime.date(2024, 2, 29), datetime.date(2024, 2, 23))
    """
    step = months_and_days(amount, unit)
    if step is None:
        return None
    months, days = step
    try:
        return _months_later(day, months) + timedelta(days=days)
    except (OverflowError, ValueError):
        return date.max if amount > 0 else date.min


def months_and_days(amount: float, unit: str) -> tuple[int, int] | None:
    """An amount of a UCUM time unit as steps of the calendar; None for a unit that is no such time.

    >>> months_and_days(1.5, "a"), months_and_days(-2, "wk"), months_and_days(1.5, "mo"), months_and_days(1, "h")
    ((18, 0), (0, -14), (1, 15), None)
    """
    if unit in ("a", "mo"):
        months = amount * 12 if unit == "a" else amount
        return int(months), round((months - int(months)) * DAYS_A_MONTH)
    if unit in ("wk", "d"):
        return 0, floor(amount * 7 if unit == "wk" else amount)
    return None


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
