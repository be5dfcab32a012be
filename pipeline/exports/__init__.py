"""RuleSets for other programs. A new format is one module and one line in `EXPORTS`."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ...models import RuleSet
from ..files import replacing
from . import fhir, tables
from .base import Loss

Export = Callable[[Iterable[RuleSet], Path], Iterator[Loss]]
"""Writes RuleSets into a folder and gives, as it goes, what the format could not say."""


def _a_file_a_trial(document: Callable[[RuleSet], str], losses: Callable[[RuleSet], Iterable[Loss]]) -> Export:
    def write(rulesets: Iterable[RuleSet], folder: Path) -> Iterator[Loss]:
        taken: Counter[str] = Counter()
        for ruleset in rulesets:
            name = file_name(ruleset.trial.id)
            taken[name] += 1
            number = f"-{taken[name]}" if taken[name] > 1 else ""
            with replacing(folder / f"{name}{number}.json") as stream:
                stream.write(document(ruleset))
            yield from losses(ruleset)

    return write


EXPORTS: dict[str, Export] = {
    "csv": tables.write_csv,
    "fhir": _a_file_a_trial(fhir.document, fhir.losses),
    "parquet": tables.write_parquet,
}


def file_name(id: str) -> str:
    """A trial's id as the name of a file.

    >>> file_name("2020-001234/56 a")
    '2020-001234_56_a'
    """
    return re.sub(r"[^\w.-]", "_", id) or "_"


def export(rulesets: Iterable[RuleSet], folder: Path, format: str) -> list[Loss]:
    """Writes RuleSets into a folder that exists, in a format of `EXPORTS`, and ``losses.csv`` beside them.

    Returns what the format could not say. Raises ``ValueError`` for an unknown format, ``OSError`` where a file cannot
    be written, and :class:`trialrules.TrialRulesError` where the format needs a package that is not installed.
    """
    if format not in EXPORTS:
        raise ValueError(f"unknown format {format!r}; known are {', '.join(EXPORTS)}")
    losses = list(EXPORTS[format](rulesets, folder))
    with replacing(folder / "losses.csv") as stream:
        table = csv.writer(stream)
        table.writerow(Loss._fields)
        table.writerows(losses)
    return losses
