"""The plain regular expressions that many a project begins with: words, a comparator, a number, a unit."""

import re
from collections.abc import Iterator

from ...models import Bound, Concept, Condition, Leaf, Range, RuleSet, Span, Threshold, Window
from .comparators import SIGN, TIMES, one_sided
from .lines import by_line

_VALUE = re.compile(
    rf"(?P<measure>[A-Za-z][\w-]*)[\s:]*(?P<sign>{SIGN})\s*(?P<value>\d+(?:\.\d+)?)\s*(?P<unit>[^\s,;.)]*)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?P<measure>[A-Za-z][\w-]*)\D{0,20}?(?P<low>\d+(?:\.\d+)?)\s*(?:-|–|to|and)\s*(?P<high>\d+(?:\.\d+)?)"
)
_UNIT = re.compile(r"%|[a-zA-Z]{1,3}/[a-zA-Z]{1,2}|kg|mm|cm|m[gl]")
_WITHIN = re.compile(
    rf"(?:within|in|during)\s+(?:the\s+)?(?:last|past|previous)?\s*(?P<n>\d+)\s+(?P<unit>{'|'.join(TIMES)})s?",
    re.IGNORECASE,
)


def ruleset(id: str, text: str) -> RuleSet:
    """What the expressions find in a text."""
    return by_line(id, text, lambda words, offset: list(_leaves(words, offset)))


def _leaves(words: str, offset: int) -> Iterator[Leaf]:
    for m in _VALUE.finditer(words):
        unit = m["unit"] if _UNIT.fullmatch(m["unit"]) else None
        r = Range.model_validate({**one_sided(m["sign"], float(m["value"])), "unit": unit})
        yield Threshold(measure=_named(m, offset), range=r, span=_at(m, offset))
    for m in _RANGE.finditer(words):
        low, high = sorted((float(m["low"]), float(m["high"])))
        r = Range(lower=Bound(value=low, inclusive=True), upper=Bound(value=high, inclusive=True))
        yield Threshold(measure=_named(m, offset), range=r, span=_at(m, offset))
    for m in _WITHIN.finditer(words):
        r = Range(upper=Bound(value=int(m["n"]), inclusive=True), unit=TIMES[m["unit"].lower()])
        yield Condition(condition=Concept(name="?"), window=Window(range=r, span=_at(m, offset)), span=_at(m, offset))


def _named(m: "re.Match[str]", offset: int) -> Concept:
    return Concept(name=m["measure"].lower(), span=_at(m, offset, "measure"))


def _at(m: "re.Match[str]", offset: int, group: str | int = 0) -> Span:
    return Span(start=offset + m.start(group), end=offset + m.end(group))
