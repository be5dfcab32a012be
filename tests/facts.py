"""Facts about rules, written in the notation: which subtrees a RuleSet has, and what its logic decides."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from leaves import plain, walk
from trialrules import models
from trialrules.models import Rule, RuleSet

JOINED = (models.All, models.Any, models.AtLeast)


def nodes(rule: Rule | None) -> Iterator[Rule]:
    """A rule and everything below it."""
    if rule is None:
        return
    yield rule
    if isinstance(rule, models.Not):
        yield from nodes(rule.of)
    elif isinstance(rule, JOINED):
        for part in rule.of:
            yield from nodes(part)


def holds(rule: Rule, fact: Rule) -> bool:
    """Whether a rule says a fact: the same leaf, or the same operator over the fact's members and maybe others."""
    if isinstance(rule, models.Not) and isinstance(fact, models.Not):
        return holds(rule.of, fact.of)
    if not isinstance(rule, JOINED) or not isinstance(fact, JOINED):
        return plain(str(rule)) == plain(str(fact))
    free = list(rule.of)
    for wanted in fact.of:
        found = next((part for part in free if holds(part, wanted)), None)
        if found is None:
            return False
        free.remove(found)
    return rule.op == fact.op


def says(ruleset: RuleSet, kind: str, notation: str) -> bool:
    """Whether a criterion of this kind has the subtree."""
    fact = models.parse(notation)
    return any(holds(node, fact) for c in ruleset.criteria if c.kind == kind for node in nodes(c.rule))


def matching(ruleset: RuleSet, kind: str, pattern: str) -> list[str]:
    """The leaves of this kind whose whole notation a regular expression describes, in reading order."""
    leaves = (plain(str(leaf)) for c in ruleset.criteria if c.kind == kind for leaf in walk(c.rule))
    return [leaf for leaf in leaves if re.fullmatch(pattern, leaf)]


def rule_with(ruleset: RuleSet, beginning: str) -> Rule:
    """The rule of the first criterion that has a leaf which begins so."""
    for c in ruleset.criteria:
        if c.rule is not None and any(str(leaf).startswith(beginning) for leaf in walk(c.rule)):
            return c.rule
    raise AssertionError(f"no criterion has a leaf that begins with {beginning!r}")


def parts(rule: Rule | None) -> tuple[Rule, ...]:
    """What an operator joins."""
    assert isinstance(rule, JOINED), rule
    return rule.of


def decide(rule: Rule | None, facts: Mapping[str, bool], others: bool) -> bool:
    """What a rule gives when leaves beginning so are true or false, as ``facts`` says, and all others ``others``."""
    assert rule is not None
    if isinstance(rule, models.Not):
        return not decide(rule.of, facts, others)
    if isinstance(rule, JOINED):
        answers = [decide(part, facts, others) for part in rule.of]
        needed = rule.count if isinstance(rule, models.AtLeast) else 1 if rule.op == "any" else len(answers)
        return sum(answers) >= needed
    return next((truth for beginning, truth in facts.items() if str(rule).startswith(beginning)), others)


def windows(rule: Rule | None) -> list[models.Window]:
    """The windows of a rule's leaves, in reading order."""
    found = [getattr(leaf, "window", None) for leaf in walk(rule)]
    return [window for window in found if isinstance(window, models.Window)]


def wrong_spans(ruleset: RuleSet) -> list[Any]:
    """Every part of the output whose span does not lie in the text, or does not hold the words beside it."""
    dumped = ruleset.model_dump(mode="json")
    return [part for part in _with_span(dumped) if not _lies(part, ruleset.text)]


def _with_span(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, list):
        for each in part:
            yield from _with_span(each)
    elif isinstance(part, dict):
        if part.get("span") is not None:
            yield part
        for each in part.values():
            yield from _with_span(each)


def _lies(part: dict[str, Any], text: str) -> bool:
    start, end, words = part["span"]["start"], part["span"]["end"], part.get("text")
    return 0 <= start < end <= len(text) and (words is None or text[start:end] == words)
