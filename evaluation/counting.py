"""Counts, and the figures that they make."""

from collections.abc import Iterable, Mapping
from random import Random
from typing import NamedTuple

RESAMPLES = 1000


class Counts(NamedTuple):
    """How many were found right, how many the gold has, and how many were predicted.

    A share ("of the leaves found, how many with the right polarity") has as many predicted as gold.

    >>> c = Counts(right=8, gold=10, predicted=16)
    >>> c.precision, c.recall, round(c.f1, 3)
    (0.5, 0.8, 0.615)
    """

    right: int = 0
    gold: int = 0
    predicted: int = 0

    @property
    def precision(self) -> float:
        """Of what was predicted, how much is right; 0 where nothing was."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Of the gold, how much was found; 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.gold + self.predicted) if self.gold + self.predicted else 0.0

    def plus(self, other: "Counts") -> "Counts":
        """Both together."""
        return Counts(self.right + other.right, self.gold + other.gold, self.predicted + other.predicted)


Figures = Mapping[str, Counts]


def total(parts: Iterable[Figures]) -> dict[str, Counts]:
    """The sum of counts, figure by figure."""
    out: dict[str, Counts] = {}
    for part in parts:
        for name, counts in part.items():
            out[name] = out.get(name, Counts()).plus(counts)
    return out


def interval(units: list[Counts], seed: int = 1) -> tuple[float, float]:
    """The 95 % interval of F1 by the percentile bootstrap over ``units`` (trials, as criteria of one are alike).

    The same units and seed give the same interval. Of no units it is 0 to 0.
    """
    if not units:
        return 0.0, 0.0
    random = Random(seed)
    values = []
    for _ in range(RESAMPLES):
        drawn = random.choices(units, k=len(units))
        values.append(Counts(*map(sum, zip(*drawn, strict=True))).f1)
    values.sort()
    return values[round(0.025 * (RESAMPLES - 1))], values[round(0.975 * (RESAMPLES - 1))]
