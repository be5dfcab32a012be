"""What changed between two predictions for the same gold."""

from collections.abc import Iterator
from typing import NamedTuple

from ..models.notation import as_written
from .run import Evaluation, Figure
from .scoring import Part


class Change(NamedTuple):
    """A criterion of the gold that two predictions read differently; ``verdict``: better, worse or other."""

    trial: str
    criterion: str
    words: str
    verdict: str
    gold: str
    a: str
    b: str


def changed_figures(a: Evaluation, b: Evaluation) -> list[tuple[str, Figure, Figure]]:
    """The figures whose counts differ."""
    ours, theirs = a.figures(), b.figures()
    return [(name, ours[name], theirs[name]) for name in a.names if ours[name].counts != theirs[name].counts]


def changes(a: Evaluation, b: Evaluation) -> Iterator[Change]:
    """The criteria whose rule or kind differs, in reading order."""
    for ours, theirs in zip(a.trials, b.trials, strict=True):
        for p, q in zip(ours.parts, theirs.parts, strict=True):
            if p.criterion is not None and _read(p) != _read(q):
                verdict = ("other", "better", "worse")[_right(q) - _right(p)]
                words = " ".join(p.criterion.text.split())
                gold = f"{p.criterion.kind}: {as_written(p.criterion.rule)}"
                yield Change(ours.gold.trial.id, p.criterion.id, words, verdict, gold, _read(p), _read(q))


def _read(part: Part) -> str:
    return f"{part.predicted.kind}: {as_written(part.predicted.rule)}" if part.predicted is not None else "nothing"


def _right(part: Part) -> int:
    return part.figures["whole criteria"].right
