"""Dates as registries write them, to ISO."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3})[a-z]*\.?\s+(?:(\d{1,2}),?\s+)?(\d{4})")


def iso_date(words: str | None) -> str | None:
    """Return the first date of the words as YYYY-MM-DD (YYYY-MM without a day); None for none or no day that was.

    >>> iso_date("on 3 September 2023"), iso_date("August 13, 2014"), iso_date("2024-02"), iso_date("30 Feb 2020")
    ('2023-09-03', '2014-08-13', '2024-02', None)
    """
    found = _written(words or "")
    try:
        date.fromisoformat(f"{found}-01"[:10])
    except ValueError:
        return None
    return found


def _written(words: str) -> str | None:
    if found := _ISO.search(words):
        return found.group()
    if found := _DAY_FIRST.search(words):
        day, month, year = found.groups()
    elif found := _MONTH_FIRST.search(words):
        month, day, year = found.groups()
    else:
        return None
    if month.lower() not in _MONTHS:
        return None
    stem = f"{year}-{_MONTHS.index(month.lower()) + 1:02d}"
    return f"{stem}-{int(day):02d}" if day else stem
