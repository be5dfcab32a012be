"""Rules as logic: where each leaf stands in negation normal form, and the form of a rule up to order."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from itertools import product
from typing import NamedTuple, cast

from .rules import All, Any, AtLeast, Leaf, Not, Rule


class Occurrence(NamedTuple):
    """A leaf in a rule: whether it is ``negated`` there, and the ``path`` of operators above it.

    A step of the path is the operator as it acts (``all`` or ``any``, after ``not`` was pushed inwards; ``at_least``
    counts as ``any``) and which of its parts holds the leaf.
    """

    leaf: Leaf
    negated: bool
    path: tuple[tuple[str, int], ...]


def occurrences(rule: Rule | None) -> Iterator[Occurrence]:
    """Every leaf of a rule in reading order, with its polarity and path."""
    return _below(rule, False, ())


def _below(rule: Rule | None, negated: bool, path: tuple[tuple[str, int], ...]) -> Iterator[Occurrence]:
    match rule:
        case None:
            return
        case Not():
            yield from _below(rule.of, not negated, path)
        case All() | Any() | AtLeast():
            acts = "all" if isinstance(rule, All) != negated else "any"
            for k, part in enumerate(rule.of):
                yield from _below(part, negated, (*path, (acts, k)))
        case _:
            yield Occurrence(rule, negated, path)


def joined(a: Occurrence, b: Occurrence) -> str | None:
    """The operator at which the ways to two leaves of one rule part; None where they are the same place.

    >>> from .parsing import parse
    >>> x, y, z = occurrences(parse("all(ECOG <= 1; not(any(age > 80 a; BMI > 40)))"))
    >>> joined(x, y), joined(y, z)
    ('all', 'all')
    """
    for (op, k), (_, other) in zip(a.path, b.path, strict=False):
        if k != other:
            return op
    return None


ATOMS = 12
"""As many different leaves are compared in all cases; more only by form."""


def equivalent(a: Rule | None, b: Rule | None, label: Callable[[Leaf], Hashable]) -> bool:
    """Whether two rules hold of the same patients, a leaf being what ``label`` makes of it.

    >>> from .parsing import parse
    >>> a = parse("any(all(not(condition gout); ECOG > 2); all(condition gout; ECOG > 2))")
    >>> equivalent(a, parse("ECOG > 2"), str)
    True
    """
    if form(a, label) == form(b, label):
        return True
    if a is None or b is None:
        return False
    atoms = list(dict.fromkeys(label(o.leaf) for rule in (a, b) for o in occurrences(rule)))
    if len(atoms) > ATOMS:
        return False
    cases = product((False, True), repeat=len(atoms))
    facts = (dict(zip(atoms, case, strict=True)) for case in cases)
    return all(_holds(a, known, label) == _holds(b, known, label) for known in facts)


def _holds(rule: Rule, known: Mapping[Hashable, bool], label: Callable[[Leaf], Hashable]) -> bool:
    match rule:
        case Not():
            return not _holds(rule.of, known, label)
        case All():
            return all(_holds(x, known, label) for x in rule.of)
        case Any():
            return any(_holds(x, known, label) for x in rule.of)
        case AtLeast():
            return sum(_holds(x, known, label) for x in rule.of) >= rule.count
    return known[label(rule)]


def form(rule: Rule | None, label: Callable[[Leaf], Hashable]) -> Hashable:
    """What a rule says, as a value that is equal for rules that are the same up to order and nesting.

    ``not`` is pushed to the leaves, equal operators are merged, an operator over one part is that part, and at least
    one or all of the parts is ``any`` or ``all``. A leaf is what ``label`` makes of it.

    >>> from .parsing import parse
    >>> a = parse("not(any(ECOG > 2; all(age > 80 a; BMI > 40)))")
    >>> b = parse("all(any(not(BMI > 40); not(age > 80 a)); not(ECOG > 2))")
    >>> form(a, str) == form(b, str)
    True
    """
    return None if rule is None else _form(rule, False, label)


def _form(rule: Rule, negated: bool, label: Callable[[Leaf], Hashable]) -> Hashable:
    match rule:
        case Not():
            return _form(rule.of, not negated, label)
        case All() | Any():
            return _join("all" if isinstance(rule, All) != negated else "any", rule.of, negated, label)
        case AtLeast():
            count = len(rule.of) - rule.count + 1 if negated else rule.count
            if count in (1, len(rule.of)):
                return _join("any" if count == 1 else "all", rule.of, negated, label)
            return ("at_least", count, frozenset(Counter(_form(x, negated, label) for x in rule.of).items()))
        case _:
            return ("leaf", negated, label(rule))


def _join(op: str, parts: tuple[Rule, ...], negated: bool, label: Callable[[Leaf], Hashable]) -> Hashable:
    out: set[Hashable] = set()
    for part in parts:
        made = _form(part, negated, label)
        same = isinstance(made, tuple) and made[0] == op
        out |= cast("frozenset[Hashable]", made[1]) if same else {made}  # type: ignore[index]
    return (op, frozenset(out)) if len(out) > 1 else out.pop()
