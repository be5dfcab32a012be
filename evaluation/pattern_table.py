"""What each pattern file contributes: how often it fired, how often that was right, and which never fired."""

from collections import Counter
from collections.abc import Iterable
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from .. import explain
from .layers import align, overlap
from .run import Case, Evaluation, Scored

_JUDGED_BY = {
    "threshold": ("threshold",), "window": ("window",), "duration": ("window",), "attribute": ("attribute",),
    "exposure": ("drug relaxed", "procedure relaxed"), "condition": ("condition relaxed",),
}  # fmt: skip
"""Which layers (by the name of their first figure) judge what a pattern of a kind found."""


class PatternRow(NamedTuple):
    """A pattern file: how often it fired, and how many of what it found are wholly right and wrong in its layer."""

    pattern: str
    fired: int
    right: int
    wrong: int


def pattern_table(evaluation: Evaluation, cases: Iterable[Case]) -> list[PatternRow]:
    """A row for each pattern file that fired on the cases, most wrong first."""
    fired: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for trial, case in zip(evaluation.trials, cases, strict=True):
        judged = _judged(trial)
        for found in explain(case.source):
            figures = _JUDGED_BY.get(found.kind, ())
            verdicts = [ok for item, figure, ok in judged if figure in figures and overlap(item, found)]
            if verdicts:
                fired[found.pattern] += 1
                right[found.pattern] += any(verdicts)
    rows = [PatternRow(name, n, right[name], n - right[name]) for name, n in fired.items()]
    return sorted(rows, key=lambda row: (-row.wrong, -row.fired, row.pattern))


def never_fired(rows: Iterable[PatternRow]) -> list[str]:
    """The pattern files of the package that no row names."""
    fired = {row.pattern for row in rows}
    return sorted(name for name in _files(resources.files("trialrules.patterns"), "patterns") if name not in fired)


def _judged(trial: Scored) -> list[tuple[Any, str, bool]]:
    """Every predicted item with the first figure of its layer, and whether it passes all tests of that layer."""
    out = []
    for part in trial.parts:
        for layer, gold, predicted in part.claims:
            tests = [test for _, test in layer.tests]
            pairs = {j: i for i, j in align(gold, predicted, tests)}
            for j, item in enumerate(predicted):
                ok = j in pairs and all(test(item, gold[pairs[j]]) for test in tests)
                out.append((item, layer.tests[0][0], ok))
    return out


def _files(folder: Traversable, path: str) -> Iterable[str]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{path}/{entry.name}")
        elif entry.name.endswith((".toml", ".tsv")):
            yield f"{path}/{entry.name}"
