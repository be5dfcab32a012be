"""Amounts that people type, read as the words of a criterion are; and compared in one unit, or not at all."""

from datetime import date, timedelta
from functools import cache
from typing import Literal

from ...errors import ReadError
from ...models import Bound, PlainRange, Range, Rule, Threshold
from ...models.dates import shifted
from ...models.kleene import Truth
from ...models.ranges import comparable, within
from ...patterns import units
from ...patterns.measures import measures

Side = Literal["below", "above"]


def rule_of(words: str) -> Rule | None:
    """The rule of some words, if they make one criterion."""
    from ..api import extract

    criteria = extract(f"Exclusion: {words}").criteria
    return criteria[0].rule if len(criteria) == 1 else None


def measure_of(words: str) -> str:
    """The name of a measure; words that are none stand for themselves.

    >>> measure_of("PLT"), measure_of("thrombocytes")
    ('platelet count', 'platelet count')
    """
    found = rule_of(f"{words} > 1")
    return found.measure.name if isinstance(found, Threshold) else words


def limit_of(measure: str, words: str) -> Threshold:
    """An amount of a measure as a rule's upper limit; a bare number is in the measure's own unit.

    Raises :class:`trialrules.ReadError` for words that are no amount, or one without a unit that needs one.

    >>> print(limit_of("platelet count", "75,000/mm3")), print(limit_of("platelet count", "100"))
    platelet count <= 75000 /mm3 {<= 75 10*9/L}
    platelet count <= 100 10*9/L
    (None, None)
    """
    found = rule_of(f"{measure} ≤ {words}")
    if not isinstance(found, Threshold) or found.range.upper is None or found.range.lower is not None:
        raise ReadError(f"{words!r} is no amount of {measure}")
    if found.range.unit is None:
        known = measures().get(measure)
        if known is None:
            raise ReadError(f"{words!r} of {measure} needs a unit")
        own = PlainRange(upper=found.range.upper, unit=known.unit)
        return found.model_copy(update={"range": Range(upper=own.upper, unit=own.unit, canonical=own)})
    return found


def amount_in(limit: Threshold) -> str:
    """A limit's amount in words.

    >>> amount_in(limit_of("ALT", "3 x ULN")), amount_in(limit_of("platelet count", "100"))
    ('3 x ULN', '100 10*9/L')
    """
    range, relative = limit.range, f"x {limit.relative_to}" if limit.relative_to else None
    assert range.upper is not None
    return " ".join(filter(None, (f"{range.upper.value:g}", range.unit if range.unit != "1" else None, relative)))


def lies(rule: Threshold, limit: Threshold, side: Side) -> Truth:
    """Whether the whole range of a rule lies on one side of a limit, or at it; None where they have no common unit."""
    pair = comparable(rule.range, limit.range) if rule.relative_to == limit.relative_to else None
    if pair is None or rule.range.unit is None:
        return None
    range, upper = pair
    assert upper.upper is not None
    end = Bound(value=upper.upper.value, inclusive=True)
    return within(range, PlainRange(upper=end) if side == "below" else PlainRange(lower=end))


def time_of(words: str) -> PlainRange:
    """A length of time. Raises :class:`trialrules.ReadError` for words that are none.

    >>> str(time_of("8 weeks").upper.value), time_of("8 weeks").unit
    ('8', 'wk')
    """
    window = getattr(rule_of(f"ibuprofen within the last {words}"), "window", None)
    if window is None or window.range.upper is None or window.range.lower is not None:
        raise ReadError(f"{words!r} is no length of time")
    return PlainRange(upper=window.range.upper, unit=window.range.unit)


def longer(a: PlainRange, b: PlainRange) -> Truth:
    """Whether the upper end of a time is longer than that of another, by the calendar.

    None where that hangs on the month (2 months are 59 to 62 days), or the two have no common unit.

    >>> def time(value, unit): return PlainRange(upper=Bound(value=value, inclusive=True), unit=unit)
    >>> longer(time(9, "wk"), time(2, "mo")), longer(time(12, "mo"), time(1, "a")), longer(time(60, "d"), time(2, "mo"))
    (True, False, None)
    """
    assert a.upper is not None
    assert b.upper is not None
    if a.unit == b.unit:
        return a.upper.value > b.upper.value
    hours = _hours(a.upper.value, a.unit), _hours(b.upper.value, b.unit)
    further = {x > y for x, y in zip(*hours, strict=True)} if all(hours) else set()
    return further.pop() if len(further) == 1 else None


@cache
def _hours(amount: float, unit: str | None) -> tuple[float, ...]:
    """How long a time is, from each day of four years on; nothing for a unit that tells no time."""
    days = [date(2023, 1, 1) + timedelta(days=n) for n in range(4 * 365 + 1)]
    if unit in ("mo", "a"):
        ends = (shifted(day, amount, unit) for day in days)
        return tuple((end - day).days * 24 for end, day in zip(ends, days, strict=True) if end is not None)
    factor = units.factor(unit, "h") if unit else None
    return () if factor is None else (amount * factor,) * len(days)
