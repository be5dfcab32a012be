"""RuleSets for other programs. A new format is one module and one line in `_EXPORTS`."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ...models import RuleSet
from ..files import replacing
from . import circe, cql, fhir, tables
from .base import Loss
from .circe.target import Target

Export = Callable[[Iterable[RuleSet], Path, Target | None], Iterator[Loss]]
"""Writes RuleSets into a folder and gives, as it goes, what the format could not say."""
Said = Callable[[RuleSet, Target | None], tuple[str, Iterable[Loss]]]
"""The document of one trial, and what it could not say."""


def _a_file_a_trial(said: Said, ending: str = "json") -> Export:
    def write(rulesets: Iterable[RuleSet], folder: Path, target: Target | None) -> Iterator[Loss]:
        taken: Counter[str] = Counter()
        for ruleset in rulesets:
            name = file_name(ruleset.trial.id)
            taken[name] += 1
            number = f"-{taken[name]}" if taken[name] > 1 else ""
            document, losses = said(ruleset, target)
            with replacing(folder / f"{name}{number}.{ending}") as stream:
                stream.write(document)
            yield from losses

    return write


_EXPORTS: dict[str, Export] = {
    "circe": _a_file_a_trial(circe.said),
    "cql": _a_file_a_trial(cql.said, "cql"),
    "csv": tables.write_csv,
    "fhir": _a_file_a_trial(fhir.said),
    "parquet": tables.write_parquet,
}
EXPORTS = tuple(_EXPORTS)
"""The formats that :func:`export` knows."""


def file_name(id: str) -> str:
    """A trial's id as the name of a file.

    >>> file_name("2020-001234/56 a")
    '2020-001234_56_a'
    """
    return re.sub(r"[^\w.-]", "_", id) or "_"


def export(rulesets: Iterable[RuleSet], folder: Path, format: str, target: Target | None = None) -> list[Loss]:
    """Writes RuleSets into a folder that exists, in a format of `EXPORTS`, and ``losses.csv`` beside them.

    ``target``: the index day and the vocabulary of the CDM, which Circe alone needs. Returns what the format could not
    say. Raises ``ValueError`` for an unknown format or a missing target, ``OSError`` where a file cannot be written,
    and :class:`trialrules.TrialRulesError` where the format needs a package that is not installed.
    """
    if format not in EXPORTS:
        raise ValueError(f"unknown format {format!r}; known are {', '.join(EXPORTS)}")
    losses = list(_EXPORTS[format](rulesets, folder, target))
    with replacing(folder / "losses.csv") as stream:
        table = csv.writer(stream)
        table.writerow(Loss._fields)
        table.writerows(losses)
    return losses
