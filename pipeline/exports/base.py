"""What all exports share: which criteria decide, what a target could not say, and ranges in every unit of a measure."""

from collections.abc import Iterator
from math import ceil, floor
from typing import NamedTuple

from ...models import Bound, Criterion, Leaf, PlainRange, RuleSet, Threshold
from ...models.algebra import occurrences
from ...models.notation import as_written
from ...patterns.measures import measures
from ...patterns.units import bare


class Unsayable(Exception):
    """A leaf that a format cannot say; the message says why."""


class Loss(NamedTuple):
    """What an export could not say: of which criterion, the leaf or the words, and why."""

    trial: str
    criterion: str
    what: str
    reason: str


def whole(range: PlainRange, factor: float = 1) -> tuple[Bound | None, Bound | None]:
    """The first and the last whole number inside a range, in a unit that goes ``factor`` times into its own."""
    first = last = None
    if (low := range.lower) is not None:
        least = low.value * factor
        first = Bound(value=ceil(least) if low.inclusive else floor(least) + 1, inclusive=True)
    if (high := range.upper) is not None:
        most = high.value * factor
        last = Bound(value=floor(most) if high.inclusive else ceil(most) - 1, inclusive=True)
    return first, last


def deciding(ruleset: RuleSet) -> list[Criterion]:
    """The criteria that decide by rules: no sub-items (their lead-in holds them), none without kind or rule."""
    return [c for c in ruleset.criteria if c.parent is None and c.kind != "unknown" and c.rule is not None]


def leaves(c: Criterion) -> list[Leaf]:
    """The leaves of a criterion, in reading order."""
    return [o.leaf for o in occurrences(c.rule)]


def unread(ruleset: RuleSet) -> Iterator[Loss]:
    """What no export can say: criteria without kind or rule, and those that were not read in full."""
    for c in ruleset.criteria:
        if c.parent is not None:
            continue
        words = " ".join(c.text.split())
        if c.kind == "unknown":
            yield Loss(ruleset.trial.id, c.id, words, "neither inclusion nor exclusion")
        elif c.rule is None:
            yield Loss(ruleset.trial.id, c.id, words, "not read")
        elif c.coverage != "full":
            yield Loss(ruleset.trial.id, c.id, words, "not read in full")


def lost(ruleset: RuleSet, c: Criterion, leaf: Leaf, reason: str) -> Loss:
    """A loss of one leaf."""
    return Loss(ruleset.trial.id, c.id, as_written(leaf), reason)


COUNTS = ("10*9/L", "10*3/uL", "10*3/mm3", "10*6/mL", "/uL", "{cells}/uL", "/mm3", "10*6/L")
"""UCUM codes in which records have counts of cells: the unit concepts of athena.ohdsi.org."""


def in_every_unit(leaf: Threshold) -> list[PlainRange]:
    """The range in the unit that is written, and in every other unit in which the measure is recorded.

    Engines compare numbers without converting their units; so what they are given must hold the whole family.

    >>> from ...models import parse
    >>> from ...models.notation import plain
    >>> leaf = parse("platelet count < 100 10*9/L")
    >>> [plain(r) for r in in_every_unit(leaf)][:4]
    ['< 100 10*9/L', '< 100000 /uL', '< 100000 /mm3', '< 100 10*3/uL']
    """
    written = PlainRange(lower=leaf.range.lower, upper=leaf.range.upper, unit=leaf.range.unit)
    measure = measures().get(leaf.measure.name)
    if measure is None or leaf.range.canonical is None or leaf.relative_to is not None:
        return [written]
    out = {written.unit: written}
    for unit in (measure.unit, *measure.units, *(COUNTS if measure.unit in COUNTS else ())):
        line = measure.line_from(bare(unit))
        if line is not None and line[0] > 0:
            out.setdefault(unit, _scaled(leaf.range.canonical, *line, unit))
    return list(out.values())


def plausible_in(leaf: Threshold, unit: str | None) -> PlainRange | None:
    """What people may have of a measure, in a unit; None where that is not known.

    >>> from ...models import parse
    >>> from ...models.notation import plain
    >>> plain(plausible_in(parse("platelet count < 100 10*9/L"), "/uL"))
    'in [1000, 2500000] /uL'
    """
    measure = measures().get(leaf.measure.name)
    line = None if measure is None else measure.line_from(bare(unit or "1"))
    if measure is None or line is None or line[0] <= 0:
        return None
    low, high = (Bound(value=end, inclusive=True) for end in measure.plausible)
    return _scaled(PlainRange(lower=low, upper=high, unit=measure.unit), *line, unit or "1")


def _scaled(canonical: PlainRange, slope: float, intercept: float, unit: str) -> PlainRange:
    def back(bound: Bound | None) -> Bound | None:
        if bound is None:
            return None
        value = float(f"{(bound.value - intercept) / slope:.10g}")
        return Bound(value=int(value) if value.is_integer() else value, inclusive=bound.inclusive)

    return PlainRange(lower=back(canonical.lower), upper=back(canonical.upper), unit=unit)
