"""Values whose unit nobody wrote, as nobody needs to: "BMI > 40", "blood pressure > 180/110", "glucose > 200"."""

from ..models import Bound, PlainRange, Range, Threshold
from .measures import Measure, measures


def understood(leaf: Threshold) -> Threshold:
    """The leaf in its measure's own unit, where the words name none and its bounds can be meant in that one alone.

    >>> from ..models import parse
    >>> for words in ("BMI > 40 ?", "glucose > 200 ?", "glucose > 12 ?", "platelet count < 75000 ?"):
    ...     print(understood(parse(words)))
    BMI > 40 kg/m2
    glucose > 200 mg/dL
    glucose > 12 ?
    platelet count < 75 10*9/L
    """
    measure = measures().get(leaf.measure.name)
    if leaf.range.unit is not None or leaf.relative_to is not None or measure is None:
        return leaf
    meant = {_in(measure, leaf.range, unit) for unit in (measure.unit, *measure.units)}
    meant.discard(None)
    (range, *others) = meant or (None,)
    return leaf if range is None or others else leaf.model_copy(update={"range": range})


def _in(measure: Measure, range: Range, unit: str) -> Range | None:
    """The range in the canonical unit if it is meant in this one; None where nobody has such values.

    A unit that does not convert may be meant as well: then it is the range as written.
    """
    line = measure.line_from(unit)
    if line is None:
        return range
    bounds = [None if b is None else _moved(b, *line) for b in (range.lower, range.upper)]
    low, high = measure.plausible
    if not all(low <= b.value <= high for b in bounds if b is not None):
        return None
    plain = PlainRange(lower=bounds[0], upper=bounds[1], unit=measure.unit)
    return Range(lower=plain.lower, upper=plain.upper, unit=plain.unit, canonical=plain)


def _moved(bound: Bound, slope: float, intercept: float) -> Bound:
    value = float(f"{bound.value * slope + intercept:.12g}")
    return Bound(value=int(value) if value.is_integer() else value, inclusive=bound.inclusive)
