"""RuleSets from where predictions come: this program, or a file that another one wrote."""

from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from .. import extract
from ..errors import ReadError
from ..models import RuleSet
from .run import Case

Predict = Callable[[Case], RuleSet | None]


def ours(case: Case) -> RuleSet:
    """What this program reads."""
    return extract(case.source, id=case.gold.trial.id)


def of_file(path: Path) -> Predict:
    """What a file of RuleSets says, one a line; a trial is found by its id, or else by its text.

    Raises ReadError that names the line which is no RuleSet.
    """
    by_id: dict[str, RuleSet] = {}
    by_text: dict[str, RuleSet] = {}
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as failed:
        raise ReadError(f"{path}: {failed.strerror or failed}") from failed
    except UnicodeDecodeError as failed:
        raise ReadError(f"{path}: not UTF-8") from failed
    for n, line in enumerate(lines, 1):
        if line.strip():
            ruleset = _ruleset(line, f"{path}, line {n}")
            by_id[ruleset.trial.id] = by_text[ruleset.text] = ruleset

    def predict(case: Case) -> RuleSet | None:
        named = by_id.get(case.gold.trial.id)
        return named if named is not None and named.text == case.gold.text else by_text.get(case.gold.text)

    return predict


def _ruleset(line: str, where: str) -> RuleSet:
    try:
        return RuleSet.model_validate_json(line)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ReadError(f"{where}: no RuleSet of contract 1: {place + ': ' if place else ''}{first['msg']}") from wrong
