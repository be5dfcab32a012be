"""Leaves and rules in one form, so that what means the same compares as the same."""

import re
from collections.abc import Callable
from typing import Any as Anything

from ...models import All, Any, AtLeast, Leaf, Not, Other, Range, Rule, Window
from ...models.notation import as_written

_TIME = {"wk": ("d", 7), "h": ("d", 1 / 24), "min": ("d", 1 / 1440), "a": ("mo", 12)}
"""Units of time and the unit that they are an exact share or multiple of: a month is no number of days."""
_WORD = re.compile(r"[^\W_]+|[<>=≥≤%/]+")
_DIGITS = 9


def words_of(text: str) -> list[str]:
    """The words, numbers and comparators of a text, without its stops, bullets and capitals.

    >>> words_of("- Age ≥ 18 years.") == words_of("age ≥ 18  years")
    True
    """
    return _WORD.findall(text.casefold())


def mapped(rule: Rule, change: Callable[[Leaf], Leaf]) -> Rule:
    """The rule with another leaf for each of its leaves."""
    match rule:
        case Not():
            return Not(of=mapped(rule.of, change))
        case All() | Any() | AtLeast():
            return rule.model_copy(update={"of": tuple(mapped(part, change) for part in rule.of)})
        case _:
            return change(rule)


def canonical(leaf: Leaf) -> Leaf:
    """A leaf in the unit of its measure, time in days or months, its exceptions in order and its words plain.

    >>> from ...models import parse
    >>> as_written(canonical(parse("platelet count >= 100000 /uL {>= 100 10*9/L} [<= 2 wk before now]")))
    'platelet count >= 100 10*9/L [<= 14 d before now]'
    """
    if isinstance(leaf, Other):
        return Other(text=" ".join(words_of(leaf.text)))
    update: dict[str, Anything] = {}
    for name, value in leaf:
        if isinstance(value, Range):
            update[name] = _plain(value, time=name == "duration")
        elif isinstance(value, Window):
            update[name] = value.model_copy(update={"range": _plain(value.range, time=True)})
        elif name == "excluding":
            update[name] = tuple(sorted(value, key=lambda concept: concept.name))
    return leaf.model_copy(update=update)


def key(leaf: Leaf) -> str:
    """What a leaf says, equal for leaves that say the same."""
    return as_written(canonical(leaf))


def _plain(range: Range, time: bool) -> Range:
    shown = range.canonical or range
    unit, factor = _TIME.get(shown.unit or "", (shown.unit, 1)) if time else (shown.unit, 1)
    ends = {
        side: bound and bound.model_copy(update={"value": _rounded(bound.value * factor)})
        for side, bound in (("lower", shown.lower), ("upper", shown.upper))
    }
    return range.model_copy(update={**ends, "unit": unit, "canonical": None})


def _rounded(value: float) -> float:
    """Without what arithmetic on floats adds in the last digits."""
    short = float(f"{value:.{_DIGITS}g}")
    return int(short) if short.is_integer() else short
