"""Criteria over their leaves, and who is eligible."""

from collections.abc import Iterator

from ....models import All, AtLeast, Criterion, Leaf, Not, Rule, RuleSet
from ....models import Any as AnyOf
from ....models.notation import as_written
from ..base import leaves
from .leaves import definitions, unsayable
from .words import Definition, comment, identifier

NOT_READ = "Not read"


def criterion(c: Criterion) -> Iterator[str]:
    """The definitions of a criterion's leaves, and of whether its words hold."""
    assert c.rule is not None
    names = [f"{c.id} leaf {k}" for k, _ in enumerate(leaves(c), 1)]
    for name, leaf in zip(names, leaves(c), strict=True):
        yield _leaf(leaf, name)
    about = f"{c.id}, {c.kind}" + (f", {c.group}" if c.group else "")
    unread = "" if c.coverage == "full" else ", not read in full"
    yield comment(f"{about}{unread}: {c.text}") + f"\n{Definition(c.id, _said(c.rule, iter(names)))}"


def _leaf(leaf: Leaf, name: str) -> str:
    words = comment(as_written(leaf))
    if why := unsayable(leaf):
        return f"{words}\n{comment(f'not said: {why}')}\n{Definition(name, 'null as Boolean')}"
    return "\n".join([words, *map(str, definitions(leaf, name))])


def _said(rule: Rule, names: Iterator[str]) -> str:
    """A rule over the definitions of its leaves, which come in reading order."""
    match rule:
        case Not():
            return f"(not {_said(rule.of, names)})"
        case All() | AnyOf():
            return "(" + {"all": " and ", "any": " or "}[rule.op].join(_said(part, names) for part in rule.of) + ")"
        case AtLeast():
            return _counted(rule.count, [_said(part, names) for part in rule.of])
    return identifier(next(names))


def _counted(count: int, parts: list[str]) -> str:
    """At least so many: sure by those that hold, possible by those that are not false."""
    sure = " + ".join(f"(if {part} then 1 else 0)" for part in parts)
    possible = " + ".join(f"(if not {part} then 0 else 1)" for part in parts)
    return f"(case when {sure} >= {count} then true\n    when {possible} >= {count} then null else false end)"


def eligible(ruleset: RuleSet) -> Iterator[str]:
    """Whether every inclusion holds and no exclusion does, in a group at least; what was not read decides nothing."""
    criteria = [c for c in ruleset.criteria if c.parent is None]
    unread = [c.id for c in criteria if _met(c) == identifier(NOT_READ)]
    if unread:
        yield comment(f"not read, or not in full: {', '.join(unread)}") + f"\n{Definition(NOT_READ, 'null as Boolean')}"
    groups = list(dict.fromkeys(c.group for c in criteria if c.group is not None))
    for group in groups:
        yield str(Definition(_group(group), _every([c for c in criteria if c.group in (None, group)])))
    whole = " or ".join(identifier(_group(group)) for group in groups) or _every(criteria)
    yield str(Definition("Eligible", whole))


def _group(group: str) -> str:
    return f"Eligible: {group}"


def _every(criteria: list[Criterion]) -> str:
    return "\n  and ".join(dict.fromkeys(map(_met, criteria))) or "true"


def _met(c: Criterion) -> str:
    if c.kind == "unknown" or c.rule is None or c.coverage != "full":
        return identifier(NOT_READ)
    return f"not {identifier(c.id)}" if c.kind == "exclusion" else identifier(c.id)
