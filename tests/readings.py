"""What the program reads in one criterion."""

import trialrules
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


def _said(found: Criterion) -> tuple[str, str]:
    return str(found.rule), found.coverage
