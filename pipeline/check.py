"""What is wrong with a RuleSet as a whole: rules that nobody can meet, and rules that exclude each other."""

from collections.abc import Iterator, Sequence

from ..models import Criterion, Not, Rule, RuleSet, Warning
from ..models.conflicts import asked_again, possible, repeats, sensible, subjects
from .registry_fields import registry_contradictions


def check(ruleset: RuleSet) -> list[Warning]:
    """Every contradiction in a trial: in one criterion, between two that bind the same patients, with the registry.

    A contradiction is found in the rules alone, so its cause may be the trial's words, or a wrong reading of them.

    >>> from .api import extract
    >>> [w.code for w in check(extract("Inclusion: ECOG 0-1. Exclusion: ECOG < 2"))]
    ['contradiction']
    """
    alone = {c.id: doubt for c in ruleset.criteria if (doubt := senseless(c))}
    sound = [c for c in ruleset.criteria if c.id not in alone]
    out = [*alone.values(), *_conflicts(sound), *registry_contradictions(ruleset)]
    return sorted(out, key=lambda w: w.span.start if w.span else 0)


def senseless(c: Criterion) -> Warning | None:
    """A warning where no patient can meet the criterion's rule, none can fail to, or a part of it decides nothing."""
    if c.rule is None or not repeats([c.rule]):
        return None
    if not sensible(c.rule):
        message = f"{c.id}: no patient can meet this rule, or none can fail to; it is probably misread"
    elif asked_again(c.rule):
        message = f"{c.id}: this rule asks again what it has already settled; it is probably misread"
    else:
        return None
    return Warning(code="senseless_rule", message=message, span=c.span)


def _conflicts(criteria: Sequence[Criterion]) -> Iterator[Warning]:
    deciding = _deciding(criteria)
    for i, j in _about_one_thing([rule for _, rule in deciding]):
        (a, first), (b, second) = deciding[i], deciding[j]
        together = a.group is None or b.group is None or a.group == b.group
        if together and not possible(first, second):
            doubt = "" if a.coverage == b.coverage == "full" else ", as far as they were read"
            message = f"{a.id} and {b.id} exclude each other{doubt}: no patient can be eligible"
            yield Warning(code="contradiction", message=message, span=b.span)


def _about_one_thing(rules: Sequence[Rule]) -> Iterator[tuple[int, int]]:
    """The places of each two rules that have a subject in common, in order."""
    by_subject: dict[tuple[str, str], list[int]] = {}
    for i, rule in enumerate(rules):
        for subject in {*subjects(rule)}:
            by_subject.setdefault(subject, []).append(i)
    for i, rule in enumerate(rules):
        following = {j for subject in subjects(rule) for j in by_subject[subject] if j > i}
        yield from ((i, j) for j in sorted(following))


def _deciding(criteria: Sequence[Criterion]) -> list[tuple[Criterion, Rule]]:
    """The criteria that decide, each with the rule that an eligible patient meets."""
    out: list[tuple[Criterion, Rule]] = []
    for c in criteria:
        if c.parent is None and c.kind != "unknown" and c.rule is not None:
            out.append((c, c.rule if c.kind == "inclusion" else Not(of=c.rule)))
    return out
