"""Thresholds in Circe: the last value of a measure, in every unit of the vocabulary in which it may be recorded.

Circe compares bare numbers, and "the last" is not among its words: it is the value behind which there is no other.
Doubtful records hold nobody: another value of the day that lies outside, and a result such as "> 5" where the limit
lies above. A result "< 5" at the very limit "< 5" holds nobody either: the column has a 5. What Circe cannot see is
another value of the day without a known unit, or without the limits of normal that a ratio needs.
"""

import math
from datetime import date

from ....models import Bound, Leaf, PlainRange, Threshold
from ....models.algebra import occurrences
from ....models.normal import normal
from ....patterns.omop import OPERATORS
from ....patterns.unwritten import understood
from ..base import Unsayable, in_every_unit
from .elements import ALWAYS, NEVER, Element, counted, group, numeric, offsets, window
from .target import ConceptSets
from .vocabulary import Vocabulary

_RATIOS = {"ULN": "RangeHighRatio", "LLN": "RangeLowRatio"}
_ANY_NUMBER = {"ValueAsNumber": {"Value": -1e12, "Extent": 1e12, "Op": "bt"}}
_DIGITS = 4
"""Circe writes numbers with so many digits behind the point."""


def threshold(leaf: Threshold, sets: ConceptSets) -> Element:
    """A group that holds where the last value up to the index day, or in the window, lies in the range.

    Raises :class:`Unsayable`.
    """
    leaf = understood(leaf)
    if leaf.of is not None:
        raise Unsayable("no column for what is graded or counted")
    found = sets.found(leaf.measure, ("Measurement", "Observation"))
    tables = {row.domain for row in found}
    if len(tables) > 1 or (leaf.relative_to is not None and tables != {"Measurement"}):
        raise Unsayable("its values are not in the table measurement alone")
    (table,) = tables
    codeset = {"CodesetId": sets.id(leaf.measure.name, found)}
    days = sets.target.days(leaf.window)
    units = sets.target.vocabulary
    rivals = [_same_day(table, {**codeset, **values}) for part in beyond(leaf) for values in _values(part, units)]
    rivals.append(_later(table, {**codeset, **_ANY_NUMBER}, days.last))
    if table == "Measurement":
        rivals.append(_same_day(table, {**codeset, "Operator": _doubtful(leaf)}))
    alone = {"CorrelatedCriteria": group("ALL", rivals)}
    span = window(*offsets(days, sets.target.on))
    wanted = [{table: {**codeset, **values, **alone}} for values in _values(leaf, units)]
    return group("ANY", [counted(criteria, ALWAYS, span) for criteria in wanted])


def beyond(leaf: Threshold) -> list[Threshold]:
    """Thresholds of what the range leaves out."""
    parts: list[Leaf] = [o.leaf for o in occurrences(normal(leaf, denied=True))]
    return [part for part in parts if isinstance(part, Threshold)]


def _values(leaf: Threshold, vocabulary: Vocabulary) -> list[Element]:
    """The range as columns say it: in every unit of the vocabulary; those in which it is the same number, together."""
    if leaf.relative_to is not None:
        if leaf.relative_to not in _RATIOS:
            raise Unsayable(f"no column for the {leaf.relative_to}")
        return [{_RATIOS[leaf.relative_to]: numeric(_share(leaf.range))}]
    if leaf.range.unit is None:
        raise Unsayable("no unit is written")
    ranges = in_every_unit(leaf)
    if [r.unit for r in ranges] == ["1"]:
        return [{"ValueAsNumber": numeric(leaf.range)}]
    by_number: dict[str, Element] = {}
    for range in ranges:
        unit = vocabulary.unit(range.unit or "1")
        if unit is not None and _exact(range):
            number = numeric(range)
            same = by_number.setdefault(str(number), {"ValueAsNumber": number, "Unit": []})
            same["Unit"].append(unit.element)
    if not by_number:
        raise Unsayable(f"no concept for {leaf.range.unit} in the vocabulary")
    return list(by_number.values())


def _share(range: PlainRange) -> PlainRange:
    """A range in multiples of a limit, of one in percent too."""
    if range.unit != "%":
        return range
    lower, upper = (b and Bound(value=b.value / 100, inclusive=b.inclusive) for b in (range.lower, range.upper))
    return PlainRange(lower=lower, upper=upper, unit="1")


def _exact(range: PlainRange) -> bool:
    """Whether the numbers stay what they are with the digits that Circe writes."""
    values = [bound.value for bound in (range.lower, range.upper) if bound is not None]
    return all(math.isclose(round(value, _DIGITS), value, rel_tol=1e-6) for value in values)


def _later(table: str, criteria: Element, last: date) -> Element:
    """None on a later day, up to the last of the window."""
    until = {"OccurrenceStartDate": {"Value": last.isoformat(), "Op": "lte"}}
    return counted({table: {**criteria, **until}}, NEVER, window(1, None))


def _same_day(table: str, criteria: Element) -> Element:
    """None on the same day."""
    return counted({table: criteria}, NEVER, window(0, 0))


def _doubtful(leaf: Threshold) -> list[Element]:
    """The operators of results that may lie on either side of a bound."""
    bounds = {"<": leaf.range.lower, ">": leaf.range.upper}
    signs = [sign for sign in OPERATORS if bounds.get(sign[0])]
    return [{"CONCEPT_ID": OPERATORS[sign], "CONCEPT_NAME": sign} for sign in signs]
