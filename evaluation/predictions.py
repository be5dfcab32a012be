"""RuleSets from where predictions come: this program, or a file that another one wrote."""

from collections.abc import Callable
from pathlib import Path

from .. import extract, read_rulesets
from ..models import RuleSet
from .run import Case

Predict = Callable[[Case], RuleSet | None]


def ours(case: Case) -> RuleSet:
    """What this program reads."""
    return extract(case.source, id=case.gold.trial.id)


def of_file(path: Path) -> Predict:
    """What a file of RuleSets says, one a line; a trial is found by its id, or else by its text.

    Raises ReadError that names the line which is no RuleSet, or the file that cannot be read.
    """
    by_id: dict[str, RuleSet] = {}
    by_text: dict[str, RuleSet] = {}
    for ruleset in read_rulesets(path):
        by_id[ruleset.trial.id] = by_text[ruleset.text] = ruleset

    def predict(case: Case) -> RuleSet | None:
        named = by_id.get(case.gold.trial.id)
        return named if named is not None and named.text == case.gold.text else by_text.get(case.gold.text)

    return predict
