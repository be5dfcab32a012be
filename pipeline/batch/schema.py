"""The tables of a large run: one row a trial, and one row a leaf."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ...models import RuleSet
from ...models.algebra import occurrences
from ..exports import rows as leaves
from ..readers.base import whole
from .kernel import Result

TRIALS: dict[str, type] = {
    "id": str, "title": str, "registry": str, "updated": str, "minimum_age": str, "maximum_age": str, "sex": str,
    "healthy_volunteers": bool, "criteria": int, "inclusion": int, "exclusion": int, "unknown": int,
    "coverage_full": int, "coverage_partial": int, "coverage_none": int, "leaves": int, "warnings": list,
    "ruleset": str, "error": str,
}  # fmt: skip
"""Column → its type. One row a record: ``error`` says why one was not read, and then all but ``id`` is empty.

``id`` to ``healthy_volunteers``: the RuleSet's ``trial``. ``criteria``: how many there are, sub-items included;
``inclusion``, ``exclusion`` and ``unknown`` are those of each kind, the next three those of each coverage.
``leaves``: how many rows with a leaf the table of leaves has. ``warnings``: their codes, in order. ``ruleset``: all of
it, as contract 1 says, in JSON.
"""
TABLES = {"trials": TRIALS, "leaves": leaves.COLUMNS}
"""The tables and their columns. That of the leaves is the one that `trialrules export --to parquet` writes."""


def rows(results: Iterable[Result], table: str) -> Iterator[dict[str, Any]]:
    """The rows of results in ``trials`` or ``leaves``; what a row does not name is empty."""
    return (row for result in results for row in _ROWS[table](result))


def _trial(result: Result) -> Iterator[dict[str, Any]]:
    if not isinstance(result, RuleSet):
        yield {"id": whole(result.id), "error": whole(result.reason)}
        return
    kinds = Counter(c.kind for c in result.criteria)
    coverage = Counter(c.coverage for c in result.criteria)
    yield {
        **result.trial.model_dump(),
        "criteria": len(result.criteria), "inclusion": kinds["inclusion"], "exclusion": kinds["exclusion"],
        "unknown": kinds["unknown"], "coverage_full": coverage["full"], "coverage_partial": coverage["partial"],
        "coverage_none": coverage["none"],
        "leaves": sum(1 for c in result.criteria for _ in occurrences(c.rule)),
        "warnings": [warning.code for warning in result.warnings],
        "ruleset": result.model_dump_json(),
    }  # fmt: skip


def _leaves(result: Result) -> Iterator[dict[str, Any]]:
    return leaves.rows(result) if isinstance(result, RuleSet) else iter(())


_ROWS = {"trials": _trial, "leaves": _leaves}
