"""How far two rules for the same words agree: leaf by leaf, between pairs of leaves, and as whole trees."""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Any

from ..models import Attribute, Concept, Condition, Criterion, Exposure, Leaf, Other, Threshold
from ..models.algebra import Occurrence, equivalent, joined, occurrences
from . import items
from .counting import Counts
from .items import Placed
from .layers import align, folded, overlap, same_concept, same_time, same_value

Pairs = dict[Leaf, Leaf]
"""From each leaf of the gold that was found to the predicted leaf that stands for it."""


def compare(gold: Criterion, predicted: Criterion | None) -> dict[str, Counts]:
    """Polarity of the leaves found, the operator between pairs of them, and the exact tree of two leaves or more.

    A leaf is found when one of its kind stands on words that overlap; what both say is for the other layers.
    """
    found = leaf_pairs(gold, predicted)
    ours, theirs = _places(gold), _places(predicted)
    right = sum(_signs(ours[g]) == _signs(theirs[p]) for g, p in found.items())
    out = {"polarity": Counts(right, len(found), len(found)), "pairs": _pairs(gold, found, ours, theirs)}
    if len(ours) > 1:
        out["tree"] = Counts(int(same_tree(gold, predicted, found)), 1, 1)
    return out


def same_rule(gold: Criterion, predicted: Criterion) -> bool:
    """Whether a rule says just what the gold says: the same tree, and nothing else in any leaf."""
    found = leaf_pairs(gold, predicted)
    places = {x.leaf: x for c in (gold, predicted) for x in items.leaves(c)}
    return same_tree(gold, predicted, found) and all(same_leaf(places[p], places[g]) for g, p in found.items())


def same_tree(gold: Criterion, predicted: Criterion | None, found: Pairs) -> bool:
    """Whether two rules hold of the same patients; a leaf and the one found for it count as equal."""
    names = {p: g for g, p in found.items()}
    return equivalent(gold.rule, predicted.rule if predicted else None, lambda leaf: names.get(leaf, leaf))


def leaf_pairs(gold: Criterion, predicted: Criterion | None) -> Pairs:
    """Which predicted leaf stands for which leaf of the gold."""
    ours, theirs = items.leaves(gold), items.leaves(predicted)
    signs = {**_places(gold), **_places(predicted)}

    def same_signs(p: Placed, g: Placed) -> bool:  # of two that are alike but for a "not", the one with its like
        return _signs(signs[p.leaf]) == _signs(signs[g.leaf])

    pairs = align(ours, theirs, (_comparable, same_leaf, same_signs))
    return {ours[i].leaf: theirs[j].leaf for i, j in pairs}


def same_leaf(p: Placed, g: Placed) -> bool:
    """Whether a predicted leaf says what the gold's says; codes, canonical forms and the anchor's words aside."""
    match p.leaf, g.leaf:
        case Threshold() as x, Threshold() as y:
            same = _same_concepts([x.of], [y.of])
        case Exposure() as x, Exposure() as y:
            same = (x.role, x.status) == (y.role, y.status) and same_concept(x.agent, y.agent)
            same = same and _same_concepts(x.excluding, y.excluding)
        case Condition() as x, Condition() as y:
            same = (x.to_role, x.status) == (y.to_role, y.status) and same_concept(x.condition, y.condition)
            same = same and _same_concepts([x.to, *x.excluding], [y.to, *y.excluding])
        case Attribute() as x, Attribute() as y:
            return (folded(x.name), folded(x.value)) == (folded(y.name), folded(y.value))
        case x, y:
            return isinstance(x, Other) and isinstance(y, Other)
    return same and _each(items.values, same_value, p, g) and _each(items.times, same_time, p, g)


def _comparable(p: Placed, g: Placed) -> bool:
    return p.leaf.op == g.leaf.op and overlap(p, g)


def _each(kind: Callable[[Placed], Iterator[Any]], same: Callable[[Any, Any], bool], p: Placed, g: Placed) -> bool:
    """Whether two leaves have the same items of a kind, one by one."""
    theirs, ours = list(kind(p)), list(kind(g))
    return len(theirs) == len(ours) and all(map(same, theirs, ours))


def _same_concepts(theirs: Iterable[Concept | None], ours: Iterable[Concept | None]) -> bool:
    """Whether concepts are the same, one by one in reading order."""
    theirs, ours = list(theirs), list(ours)
    return len(theirs) == len(ours) and all(
        p is g is None or (p is not None and g is not None and same_concept(p, g))
        for p, g in zip(theirs, ours, strict=True)
    )


def _places(c: Criterion | None) -> dict[Leaf, list[Occurrence]]:
    """Where each leaf stands in a criterion's rule: equal leaves are one that stands in several places."""
    out: dict[Leaf, list[Occurrence]] = {}
    for o in occurrences(c.rule if c else None):
        out.setdefault(o.leaf, []).append(o)
    return out


def _signs(places: list[Occurrence]) -> set[bool]:
    return {o.negated for o in places}


def _pairs(
    gold: Criterion, found: Pairs, ours: dict[Leaf, list[Occurrence]], theirs: dict[Leaf, list[Occurrence]]
) -> Counts:
    """Of the pairs of leaves in a criterion's own words that were found, how many are joined by the gold's operator."""
    own = [x.leaf for x in items.leaves(gold) if overlap(x, gold.span) and x.leaf in found]
    right = n = 0
    for a, b in combinations(own, 2):
        if found[a] != found[b]:
            n += 1
            right += _joints(ours[a], ours[b]) == _joints(theirs[found[a]], theirs[found[b]])
    return Counts(right, n, n)


def _joints(a: list[Occurrence], b: list[Occurrence]) -> set[str | None]:
    return {joined(x, y) for x in a for y in b}
