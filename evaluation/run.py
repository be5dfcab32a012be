"""An evaluation: gold, what was predicted for it, and the figures, as a whole and by slice."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from ..models import RuleSet, Span
from .counting import Counts, interval, total
from .phenomena import phenomena
from .scoring import FIGURES, Part, score


class Case(NamedTuple):
    """A trial to be scored: its area, what :func:`trialrules.extract` takes of it, and its gold.

    A prediction on ``unjudged`` words counts only where the gold has one too.
    """

    area: str
    source: Any
    gold: RuleSet
    unjudged: tuple[Span, ...] = ()


class Scored(NamedTuple):
    """A trial: the gold, the prediction (none where there is none over the same text), and the counts."""

    area: str
    gold: RuleSet
    predicted: RuleSet | None
    parts: list[Part]


class Figure(NamedTuple):
    """A figure with the ends of its 95 % interval."""

    counts: Counts
    low: float
    high: float


class Evaluation(NamedTuple):
    """Scored trials, and the figures that their gold can tell."""

    trials: list[Scored]
    names: tuple[str, ...] = FIGURES

    def figures(self) -> dict[str, Figure]:
        """Every figure over all trials, with an interval over trials."""
        by_trial = [total(part.figures for part in trial.parts) for trial in self.trials]
        whole = total(by_trial)
        out = {}
        for name in self.names:
            units = [figures.get(name, Counts()) for figures in by_trial]
            out[name] = Figure(whole.get(name, Counts()), *interval(units))
        return out

    def slices(self) -> dict[str, dict[str, Counts]]:
        """The figures of the criteria that show a phenomenon, by its name, the most frequent first."""
        parts = [(trial, part) for trial in self.trials for part in trial.parts if part.criterion is not None]
        return _by(parts, lambda trial, part: phenomena(part.criterion, trial.gold) if part.criterion else ())

    def areas(self) -> dict[str, dict[str, Counts]]:
        """The figures by therapeutic area, what lies outside all criteria included."""
        parts = [(trial, part) for trial in self.trials for part in trial.parts]
        return _by(parts, lambda trial, _: (trial.area,))


def evaluate(
    cases: Iterable[Case], predict: Callable[[Case], RuleSet | None], names: Sequence[str] = FIGURES
) -> Evaluation:
    """Scores what ``predict`` says of each case; of its gold it may look at the id and the text alone.

    ``names`` are the figures that this gold can tell. A prediction over another text counts as none.
    """
    trials = []
    for case in cases:
        predicted = predict(case)
        if predicted is not None and predicted.text != case.gold.text:
            predicted = None
        trials.append(Scored(case.area, case.gold, predicted, score(case.gold, predicted, case.unjudged)))
    return Evaluation(trials, tuple(names))


def _by(
    parts: Sequence[tuple[Scored, Part]], names: Callable[[Scored, Part], Iterable[str]]
) -> dict[str, dict[str, Counts]]:
    found: dict[str, list[Part]] = {}
    for trial, part in parts:
        for name in names(trial, part):
            found.setdefault(name, []).append(part)
    ordered = sorted(found.items(), key=lambda x: (-len(x[1]), x[0]))
    return {name: {"n": Counts(0, len(ps), 0), **total(p.figures for p in ps)} for name, ps in ordered}
