"""The leaves that a text gives, as notations without canonical forms: what the lexicon's examples are compared with."""

import re
from collections.abc import Iterator

import trialrules
from trialrules.models import Rule, parse

_CANONICAL = re.compile(r" \{(?:\?|=|(?:[<>=]|in )[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")


def plain(notation: str) -> str:
    return _CANONICAL.sub("", notation)


def walk(rule: Rule | None) -> Iterator[Rule]:
    if rule is None:
        return
    below = getattr(rule, "of", None)
    if rule.op in ("all", "any", "at_least"):
        for part in below:
            yield from walk(part)
    elif rule.op == "not":
        yield from walk(below)
    else:
        yield rule


def leaves(text: str) -> set[str]:
    rules = trialrules.extract(text)
    return {plain(str(leaf)) for c in rules.criteria for leaf in walk(c.rule)}


def expected(notation: str) -> set[str]:
    return {plain(str(leaf)) for leaf in walk(parse(notation))}
