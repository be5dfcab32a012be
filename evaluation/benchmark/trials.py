"""Many trials from few: the rules of the package's gold, again and again, each time with other limits."""

from collections.abc import Iterator
from random import Random
from typing import Any

from ...models import RuleSet
from ..corpus import shipped

FACTORS = (1, 1, 1, 0.5, 0.75, 1.5, 2)


def trials(count: int, seed: int = 0) -> Iterator[RuleSet]:
    """So many RuleSets; the n-th is the same however many are asked for."""
    golds = [gold.ruleset for gold in shipped() if gold.ruleset.criteria]
    for n in range(count):
        dumped = golds[n % len(golds)].model_dump()
        dumped["trial"]["id"] = f"T{n + 1:05}"
        if n >= len(golds):
            _vary(dumped["criteria"], Random(f"{seed} {n}"))
        yield RuleSet.model_validate(dumped)


def _vary(part: Any, r: Random) -> None:
    """Multiplies the bounds of each range, of values and of times, by one of the factors.

    A range whose canonical form is in another unit stays as it is.
    """
    if isinstance(part, dict):
        if "canonical" in part and (part["canonical"] is None or part["canonical"]["unit"] == part["unit"]):
            factor = r.choice(FACTORS)
            for range in (part, part["canonical"] or {}):
                for bound in (range.get("lower"), range.get("upper")):
                    if bound is not None:
                        bound["value"] *= factor
            return
        part = list(part.values())
    if isinstance(part, list | tuple):
        for each in part:
            _vary(each, r)
