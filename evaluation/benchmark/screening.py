"""How fast patients are screened: by a call of ``screen`` for each pair, and by a plan for all trials.

A third way was measured with 1,000 trials and 1,000 patients: the leaves as a table, joined to the facts' in DuckDB.
It answers the leaves in 2 seconds, for which the plan takes 36 of its 140; but by truth values alone, without facts,
reasons, dates known to the month, laboratories' limits and doses. What is left of the time makes the results, as
any way must. A second set of rules for dates and units would thus save a quarter at most, and there is one.
"""

from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from time import process_time
from typing import NamedTuple

from ... import Plan, RuleSet, TrialRulesError, screen
from ...models.patient import Patient
from ...models.screening import ScreeningResult
from .patients import INDEX

SINGLE = 1000
"""About as many pairs are screened by single calls."""


class Measured(NamedTuple):
    """A way of screening, and the seconds it took for so many patients and pairs."""

    way: str
    patients: int
    pairs: int
    seconds: float

    @property
    def each(self) -> float:
        """Microseconds a pair."""
        return self.seconds / self.pairs * 1e6


def measured(trials: Sequence[RuleSet], patients: Sequence[Patient], rounds: int) -> list[Measured]:
    """Single calls over a few patients, a plan over a quarter of the patients, and a plan over all.

    Each takes the median of the rounds; the ways take turns, so that a slow moment of the machine strikes all. Raises
    TrialRulesError where the ways give different results.
    """
    few, quarter = (patients[: max(1, n)] for n in (SINGLE // len(trials), len(patients) // 4))
    if _told(_by_calls(trials, few)) != _told(_by_plan(trials, few)):
        raise TrialRulesError("a plan and single calls give different results")
    ways = [("single calls", _by_calls, few), ("a plan", _by_plan, quarter), ("a plan", _by_plan, patients)]
    took: list[list[float]] = [[] for _ in ways]
    for _ in range(rounds):
        for (_, screened, people), seconds in zip(ways, took, strict=True):
            start = process_time()
            for _ in screened(trials, people):
                pass
            seconds.append(process_time() - start)
    return [
        Measured(name, len(people), len(trials) * len(people), median(seconds))
        for (name, _, people), seconds in zip(ways, took, strict=True)
    ]


def _by_calls(trials: Sequence[RuleSet], patients: Sequence[Patient]) -> Iterator[ScreeningResult]:
    return (screen(trial, patient, on=INDEX) for patient in patients for trial in trials)


def _by_plan(trials: Sequence[RuleSet], patients: Sequence[Patient]) -> Iterator[ScreeningResult]:
    plan = Plan(trials, on=INDEX)
    return (result for patient in patients for result in plan.screen(patient))


def _told(results: Iterable[ScreeningResult]) -> list[str]:
    return [result.model_dump_json() for result in results]
