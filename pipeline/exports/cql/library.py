"""A RuleSet as a library: what is declared, the criteria over their leaves, and who is eligible."""

import re
from collections.abc import Iterator

from ....models import All, AtLeast, Criterion, Leaf, Not, Rule, RuleSet
from ....models import Any as AnyOf
from ....models.notation import as_written
from ..base import Loss, deciding, leaves, lost, unread
from .codes import declared
from .leaves import definitions, unsayable
from .times import INDEX, anchors
from .words import Definition, comment, identifier

NOT_READ = "Not read"

ABOUT = """\
// Each definition of a criterion says whether its words hold; null is unknown. "Index" is the day on which everything
// is asked. Records are found by the codes below and, in ATC and ICD-10-CM, those under them: where a site records
// drugs by product, expand the codes first. "Complete record" says that what no record has under these codes never was.
"""


def said(ruleset: RuleSet, _: object = None) -> tuple[str, Iterator[Loss]]:
    """The library of a trial, and what it could not say."""
    return document(ruleset), losses(ruleset)


def document(ruleset: RuleSet) -> str:
    """The library of a trial."""
    known = [leaf for c in deciding(ruleset) for leaf in leaves(c) if not unsayable(leaf)]
    events = anchors(known)
    head = [
        comment(f"{ruleset.trial.id} {ruleset.trial.title or ''}") + f"\n{ABOUT}library {_name(ruleset.trial.id)}\n",
        "using FHIR version '4.0.1'\ninclude FHIRHelpers version '4.0.1' called FHIRHelpers\n",
        *(f"{line}" for line in declared(known)),
        'parameter "Index" DateTime default null',
        *(f"parameter {identifier(event.name)} DateTime default null" for event in events),
        'parameter "Complete record" Boolean default false\n\ncontext Patient\n',
        str(Definition(INDEX.strip('"'), 'date from "Index"')),
        *(str(Definition(event.day, _day(event.name, event.at_index))) for event in events),
    ]
    criteria = [part for c in deciding(ruleset) for part in _criterion(c)]
    return "\n".join([*head, *criteria, *_eligible(ruleset)])


def losses(ruleset: RuleSet) -> Iterator[Loss]:
    """What the library says in words alone."""
    yield from unread(ruleset)
    for c in deciding(ruleset):
        yield from (lost(ruleset, c, leaf, reason) for leaf in leaves(c) if (reason := unsayable(leaf)))


def _name(id: str) -> str:
    """A trial's id as an identifier that needs no quotes."""
    name = re.sub(r"[^A-Za-z0-9_]", "_", id)
    return name if name[:1].isalpha() else f"Trial_{name}"


def _day(anchor: str, at_index: bool) -> str:
    day = f"date from {identifier(anchor)}"
    return f"Coalesce({day}, {INDEX})" if at_index else day


def _criterion(c: Criterion) -> Iterator[str]:
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


def _eligible(ruleset: RuleSet) -> Iterator[str]:
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
