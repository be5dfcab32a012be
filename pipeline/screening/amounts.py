"""Recorded values against a rule's range: in one unit, or not at all."""

import re
from functools import cache
from math import isfinite

from ...models import Bound, PlainRange, Range, Threshold
from ...models.kleene import Truth
from ...models.patient import Observation
from ...models.ranges import apart
from ...models.ranges import within as inside
from ...patterns import units
from ...patterns.measures import Measure, measures
from .timing import Unknown

GRAMS_A_DAY = 1000
"""Nobody takes more of a drug."""


_PREDICTED = re.compile(r"%\s*(?:of\s*)?pred(?:icted|\.)?|%\{pred(?:icted)?\}", re.IGNORECASE)


def satisfied(leaf: Threshold, seen: Observation) -> Truth:
    """Whether an observation lies in a threshold's range.

    Raises :class:`Unknown` where the two cannot be brought to one unit.
    """
    if seen.unit is not None and _PREDICTED.fullmatch(seen.unit.strip()):
        seen = seen.model_copy(update={"unit": "%", "relative_to": "predicted"})
    measure = measures().get(leaf.measure.name)
    if measure is not None:
        _refuse_implausible(seen, measure)
    if leaf.relative_to is None:
        return _compared(*_in_one_unit(leaf.range, seen, measure))
    if seen.relative_to == leaf.relative_to:
        return _compared(leaf.range, _written(seen, _factor(units.recorded(seen.unit), leaf.range.unit or "1")))
    limit = {"ULN": seen.high, "LLN": seen.low}.get(leaf.relative_to)
    if limit is None:
        raise Unknown(f"the {leaf.relative_to} of {seen.name} is not recorded")
    if limit <= 0:
        raise Unknown(f"the {leaf.relative_to} of {seen.name} is {limit:g}")
    if seen.low is not None and seen.high is not None and seen.low > seen.high:
        raise Unknown(f"the lower limit of {seen.name} ({seen.low:g}) lies above the upper ({seen.high:g})")
    if measure is not None:
        _refuse_implausible(seen.model_copy(update={"value": limit, "comparator": None}), measure)
    share = 100 if leaf.range.unit == "%" else 1
    return _compared(leaf.range, _written(seen.model_copy(update={"value": seen.value * share / limit}), 1))


def dose_satisfied(range: Range, dose: float, unit: str | None) -> Truth:
    """Whether a dose lies in a range; raises as :func:`satisfied` does."""
    value = float(f"{dose * _factor(units.recorded(unit), range.unit or '1'):.12g}")
    grams = units.factor(units.recorded(unit), "g/d")
    if dose <= 0 or not isfinite(value) or (grams is not None and dose * grams > GRAMS_A_DAY):
        raise Unknown(f"a dose of {dose:g} {unit or ''}".rstrip())
    bound = Bound(value=value, inclusive=True)
    return _compared(range, PlainRange(lower=bound, upper=bound))


def _refuse_implausible(seen: Observation, measure: Measure) -> None:
    """Raises :class:`Unknown` for a value that nobody has, as far as its unit lets that be told."""
    line = None if seen.relative_to else measure.line_from(units.recorded(seen.unit))
    if line is None:
        return
    if apart(_written(seen, *line), _from_to(*measure.plausible)):
        raise Unknown(f"{seen.name} of {seen.value:g} {seen.unit or ''}".rstrip() + " is not plausible")


@cache
def _from_to(low: float, high: float) -> PlainRange:
    return PlainRange(lower=Bound(value=low, inclusive=True), upper=Bound(value=high, inclusive=True))


def _in_one_unit(range: Range, seen: Observation, measure: Measure | None) -> tuple[PlainRange, PlainRange]:
    if range.unit is None:
        raise Unknown("the criterion names no unit")
    unit = units.recorded(seen.unit)
    if unit == range.unit:
        return range, _written(seen, 1)
    if measure is not None and range.canonical is not None and (line := measure.line_from(unit)) is not None:
        return range.canonical, _written(seen, *line)
    return range, _written(seen, _factor(unit, range.unit))


def _factor(unit: str, target: str) -> float:
    factor = units.factor(unit, target)
    if factor is None or not isfinite(factor):
        raise Unknown(f"{_said(unit)} does not convert to {_said(target)}")
    return factor


def _said(unit: str) -> str:
    return "a number without a unit" if unit == "1" else unit


def _written(seen: Observation, slope: float, intercept: float = 0) -> PlainRange:
    """The values that an observation may have had, after conversion; without the last digits, which reckoning blurs."""
    value = float(f"{seen.value * slope + intercept:.12g}")
    if not isfinite(value):
        raise Unknown(f"{seen.value:g} {seen.unit or ''} is out of all bounds")
    bound = Bound(value=value, inclusive=seen.comparator in (None, "<=", ">="))
    below, above = seen.comparator in ("<", "<="), seen.comparator in (">", ">=")
    return PlainRange(lower=None if below else bound, upper=None if above else bound)


def _compared(range: PlainRange, seen: PlainRange) -> Truth:
    if inside(seen, range):
        return True
    return False if apart(seen, range) else None
