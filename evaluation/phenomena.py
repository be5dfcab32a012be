"""What makes a criterion hard: the slices by which figures are shown."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from ..models import All, Any, AtLeast, Condition, Criterion, Exposure, Not, Other, Rule, RuleSet, Threshold, Window
from ..models.algebra import occurrences
from .items import DRUGS, leaves

_LOST = re.compile(r"[x×*]\s*10(?:3|6|9|12)(?!\d)|\bm2\b|\bmm3\b")


def phenomena(c: Criterion, ruleset: RuleSet) -> set[str]:
    """The names of the phenomena in a criterion of gold."""
    found = {name for name, holds in _TESTS.items() if holds(c)}
    if c.parent is not None or any(x.parent == c.id for x in ruleset.criteria):
        found.add("nested list")
    return found


def _rules(rule: Rule | None) -> Iterator[Rule]:
    """A rule and all rules inside it."""
    if rule is None:
        return
    yield rule
    match rule:
        case All() | Any() | AtLeast():
            for part in rule.of:
                yield from _rules(part)
        case Not():
            yield from _rules(rule.of)


def _has(test: Callable[[Rule], bool]) -> Callable[[Criterion], bool]:
    return lambda c: any(test(rule) for rule in _rules(c.rule))


def _windows(c: Criterion) -> list[Window]:
    return [w for x in leaves(c) if (w := getattr(x.leaf, "window", None)) is not None]


def _but_not(rule: Rule) -> bool:
    """ "A, except B": something, and last the denial of something else."""
    return isinstance(rule, All) and not isinstance(rule.of[0], Not) and isinstance(rule.of[-1], Not)


def _if_then(rule: Rule) -> bool:
    """ "If A then B": the denial of something, or something else."""
    return isinstance(rule, Any) and isinstance(rule.of[0], Not) and not isinstance(rule.of[-1], Not)


def _shared_window(c: Criterion) -> bool:
    return any(n > 1 for n in Counter(w.span for w in _windows(c)).values())


def _words(pattern: str) -> Callable[[Criterion], bool]:
    return lambda c: re.search(pattern, c.text, re.IGNORECASE) is not None


_TESTS: dict[str, Callable[[Criterion], bool]] = {
    "limit of normal": _has(lambda r: isinstance(r, Threshold) and r.relative_to in ("ULN", "LLN")),
    "lost superscript": lambda c: _LOST.search(c.text) is not None,
    "window": lambda c: bool(_windows(c)),
    "shared window": _shared_window,
    "half-life": lambda c: any(w.range.unit == "{half-life}" for w in _windows(c)),
    "whichever is longer": _words(r"whichever"),
    "duration": _has(lambda r: getattr(r, "duration", None) is not None),
    "exception": _has(lambda r: bool(getattr(r, "excluding", ())) or _but_not(r)),
    "if then": _has(_if_then),
    "negation": lambda c: any(o.negated for o in occurrences(c.rule)),
    "at least so many": _has(lambda r: isinstance(r, AtLeast)),
    "three drugs or more": lambda c: sum(isinstance(x.leaf, Exposure) and x.leaf.role in DRUGS for x in leaves(c)) > 2,
    "class with examples": _words(r"such as|e\.g\.|including"),
    "allergy": _has(lambda r: isinstance(r, Condition) and r.to is not None),
    "graded or counted thing": _has(lambda r: isinstance(r, Threshold) and r.of is not None),
    "dose": _has(lambda r: isinstance(r, Exposure) and r.dose is not None),
    "cohort": lambda c: c.group is not None,
    "condition alone": lambda c: isinstance(c.rule, Condition),
    "judgement alone": lambda c: isinstance(c.rule, Other),
}
