"""The layers that are measured: which items each has, and when a predicted item is right."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from ..models import Concept, Span
from . import items
from .counting import Counts
from .items import Item, Mention, Placed, Time, Trait, Value

UNITS = {
    "/mm3": "/uL", "{cells}/uL": "/uL", "10*3/uL": "10*9/L", "10*3/mm3": "10*9/L", "10*6/mm3": "10*12/L",
    "[IU]/L": "U/L", "mg/mL": "g/L", "m[IU]/mL": "[IU]/L",
}  # fmt: skip
"""Spellings of one unit, by UCUM's own arithmetic."""

Test = Callable[[Any, Any], bool]


class Layer(NamedTuple):
    """A kind of item, and the tests that a predicted item must pass to be right, each with the name of its figure.

    The first test also says which items may be compared at all. A test with ``only`` counts just the items it accepts,
    of which the gold at hand can judge.
    """

    kind: Callable[[Placed], Iterator[Item]]
    tests: tuple[tuple[str, Test], ...]
    only: Callable[[Any, Sequence[Any]], bool] | None = None


def overlap(a: Any, b: Any) -> bool:
    """Whether two spans share a character."""
    return bool(a.start < b.end and b.start < a.end)


def _exact(a: Mention, b: Mention) -> bool:
    return (a.start, a.end) == (b.start, b.end)


def same_thing(words: Sequence[Span], name: str, gold_words: Sequence[Span], gold_name: str) -> bool:
    """The same name, or words that overlap: how far a name reaches is for the exact figures."""
    return folded(name) == folded(gold_name) or any(overlap(p, g) for p in words for g in gold_words)


def folded(name: str) -> str:
    """A name without its accidents: case, hyphens, white space."""
    return " ".join(name.lower().replace("-", " ").split())


def same_concept(p: Concept, g: Concept) -> bool:
    """The same thing by name or words."""
    return same_thing(items.spans(p), p.name, items.spans(g), g.name)


def same_name(p: Mention | Trait, g: Mention | Trait) -> bool:
    """The same normalised name, hyphens and case aside."""
    return folded(p.name) == folded(g.name)


def same_unit(p: str | None, g: str | None) -> bool:
    """The same unit; where the words have none, one may be inferred."""
    return g is None or _spelt(p or "") == _spelt(g)


def _spelt(unit: str) -> str:
    """A unit in one spelling: what is counted is no unit in UCUM, ``{drink}/wk`` is ``/wk``."""
    return UNITS.get(unit) or re.sub(r"^\{\w+\}(?=/)", "", unit)


def same_bounds(p: Value, g: Value) -> bool:
    """The same bounds, inclusiveness and limit that they are relative to, on words that overlap."""
    return overlap(p, g) and (p.bounds, p.relative_to) == (g.bounds, g.relative_to)


def same_quantity(p: Value, g: Value) -> bool:
    """And the same unit."""
    return same_bounds(p, g) and same_unit(p.unit, g.unit)


def same_value(p: Value, g: Value) -> bool:
    """And the same measure."""
    return same_quantity(p, g) and same_thing(p.about, p.name, g.about, g.name)


def same_length(p: Time, g: Time) -> bool:
    """The same bounds, inclusiveness and unit of time, on words that overlap."""
    return overlap(p, g) and (p.bounds, p.unit) == (g.bounds, g.unit)


def same_target(p: Time, g: Time) -> bool:
    """And the same target."""
    return same_length(p, g) and same_thing(p.about, p.name, g.about, g.name)


def same_time(p: Time, g: Time) -> bool:
    """And the same direction and anchor: a duration has neither."""
    return same_target(p, g) and (p.direction, p.anchor) == (g.direction, g.anchor)


def _shares_a_code(p: Mention, g: Mention) -> bool:
    """A code in common, and no other code where both have one of a system."""
    ours, theirs = ({(c.system, c.code) for c in m.codes} for m in (p, g))
    common = {system for system, _ in ours} & {system for system, _ in theirs}
    return bool(common) and all((system, code) in theirs for system, code in ours if system in common)


def _has_codes(m: Mention, gold: Sequence[Mention]) -> bool:
    """Whether a mention has a code of a system that the gold has codes of: one that has none of ATC judges none."""
    judged = {code.system for g in gold for code in g.codes}
    return any(code.system in judged for code in m.codes)


def _same_trait(p: Trait, g: Trait) -> bool:
    return overlap(p, g) and same_name(p, g) and folded(p.value) == folded(g.value)


LAYERS = (
    Layer(items.values, (
        ("threshold", same_bounds), ("threshold + unit", same_quantity), ("threshold + unit + measure", same_value),
    )),
    Layer(items.times, (
        ("window", same_length), ("window + target", same_target), ("window + target + anchor", same_time),
    )),
    Layer(items.drugs, (
        ("drug relaxed", overlap), ("drug exact", _exact),
        ("drug + name", lambda p, g: overlap(p, g) and same_name(p, g)),
    )),
    Layer(items.drugs, (("drug + code", lambda p, g: overlap(p, g) and _shares_a_code(p, g)),), _has_codes),
    Layer(items.conditions, (
        ("condition relaxed", overlap), ("condition exact", _exact),
        ("condition + name", lambda p, g: overlap(p, g) and same_name(p, g)),
    )),
    Layer(items.procedures, (("procedure relaxed", overlap), ("procedure exact", _exact))),
    Layer(items.traits, (("attribute", _same_trait),)),
)  # fmt: skip


def align(gold: Sequence[Any], predicted: Sequence[Any], tests: Sequence[Test]) -> list[tuple[int, int]]:
    """Pairs of places (gold, predicted), each item in one pair at most: those that pass the most tests first.

    Between equals the nearer in reading order wins.
    """
    pairs = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            if tests[0](p, g):
                passed = sum(test(p, g) for test in tests)
                pairs.append((-passed, not _exact(p, g), abs(i - j), i, j))
    used: tuple[set[int], set[int]] = (set(), set())
    out = []
    for *_, i, j in sorted(pairs):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            out.append((i, j))
    return out


def count(layer: Layer, gold: Sequence[Any], predicted: Sequence[Any]) -> dict[str, Counts]:
    """The counts of a layer's figures over two lists of its items."""
    if layer.only is not None:
        return _count_only(layer.only, layer, gold, predicted)
    pairs = align(gold, predicted, [test for _, test in layer.tests])
    return {
        name: Counts(sum(test(predicted[j], gold[i]) for i, j in pairs), len(gold), len(predicted))
        for name, test in layer.tests
    }


def _count_only(
    only: Callable[[Any, Sequence[Any]], bool], layer: Layer, gold: Sequence[Any], predicted: Sequence[Any]
) -> dict[str, Counts]:
    """The counts over those items that a test is about; a prediction for other gold than that is nobody's error."""
    pairs = align(gold, predicted, (overlap,))
    elsewhere = {j for i, j in pairs if not only(gold[i], gold)}
    claimed = sum(only(p, gold) for j, p in enumerate(predicted) if j not in elsewhere)
    wanted = sum(only(g, gold) for g in gold)
    return {
        name: Counts(sum(test(predicted[j], gold[i]) for i, j in pairs), wanted, claimed) for name, test in layer.tests
    }
