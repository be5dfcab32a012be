"""What the program reads in one criterion."""

from collections.abc import Iterable

import trialrules
from leaves import plain
from trialrules.models import Criterion


def only(text: str) -> Criterion:
    """The one criterion of a text."""
    (found,) = trialrules.extract(text).criteria
    return found


def criterion(words: str, kind: str = "Exclusion") -> Criterion:
    """The criterion of an item under its heading."""
    return only(f"{kind} Criteria:\n- {words}")


def read(text: str) -> tuple[str, str]:
    """The rule of the one criterion of a text, and its coverage."""
    return _said(only(text))


def read_item(words: str, kind: str = "Exclusion") -> tuple[str, str]:
    """The rule of an item under its heading, and its coverage."""
    return _said(criterion(words, kind))


def cases(full: Iterable[tuple[str, str, str]], partly: Iterable[tuple[str, str, str]]) -> list[tuple[str, ...]]:
    """Items by kind ("I" or "E"), words and rule, with the coverage that they have: read in full, or in part."""
    return [*((*case, "full") for case in full), *((*case, "partial") for case in partly)]


def read_plainly(kind: str, words: str) -> tuple[str, str]:
    """The rule of an item, without what its values convert to, and its coverage."""
    rule, coverage = read_item(words, {"I": "Inclusion", "E": "Exclusion"}[kind])
    return plain(rule), coverage


def _said(found: Criterion) -> tuple[str, str]:
    return str(found.rule), found.coverage
