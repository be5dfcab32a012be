"""quantulum3 (https://pypi.org/project/quantulum3): quantities and units of any text.

It reads numbers and units, and neither comparators nor what is measured: the comparator is taken from the words right
before a quantity, and the measure from the word before that.
"""

import re
import warnings
from collections.abc import Iterator
from typing import Any as Quantity

from ...models import Bound, Concept, Condition, Leaf, Range, RuleSet, Span, Threshold, Window
from .comparators import SIGN, TIMES, one_sided
from .lines import by_line

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it says at import that its classifier is not installed
    from quantulum3 import parser

_BEFORE = re.compile(rf"(?:(?P<measure>[A-Za-z][\w-]*)[\s:]*)?(?P<sign>{SIGN})?[\s:]*$", re.IGNORECASE)
_UNITS = {
    **TIMES, "hour": "h", "percentage": "%", "gram per litre": "g/L", "gram per decilitre": "g/dL",
    "milligram per decilitre": "mg/dL", "kilogram": "kg", "millimetre": "mm", "centimetre": "cm", "dimensionless": "1",
}  # fmt: skip


def ruleset(id: str, text: str) -> RuleSet:
    """What quantulum3 finds in a text."""
    return by_line(id, text, lambda words, offset: list(_leaves(words, offset)))


def _leaves(words: str, offset: int) -> Iterator[Leaf]:
    for q in parser.parse(words):
        before = _BEFORE.search(words[: q.span[0]])
        assert before is not None  # it matches the empty words too
        r = _range(q, before["sign"])
        span = Span(start=offset + q.span[0], end=offset + q.span[1])
        if q.unit.name in TIMES and before["sign"] and before["sign"].lower() == "within":
            yield Condition(condition=Concept(name="?"), window=Window(range=r, span=span), span=span)
        else:
            start = before.start("measure") if before["measure"] else q.span[0]
            named = Span(start=offset + start, end=offset + before.end("measure")) if before["measure"] else None
            measure = Concept(name=(before["measure"] or "?").lower(), span=named)
            yield Threshold(measure=measure, range=r, span=Span(start=offset + start, end=span.end))


def _range(q: Quantity, sign: str | None) -> Range:
    unit = _UNITS.get(q.unit.name)
    if q.uncertainty:
        low, high = q.value - q.uncertainty, q.value + q.uncertainty
        return Range(lower=Bound(value=low, inclusive=True), upper=Bound(value=high, inclusive=True), unit=unit)
    same = Bound(value=q.value, inclusive=True)
    return Range.model_validate(
        {**(one_sided(sign, q.value) if sign else {"lower": same, "upper": same}), "unit": unit}
    )
