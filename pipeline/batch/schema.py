"""The tables of a large run: one row a trial, and one row a leaf."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ...models import RuleSet
from ...models.algebra import occurrences
from ..exports import rows as leaves
from .kernel import Result

TRIALS: dict[str, type] = {
    "id": str, "title": str, "registry": str, "updated": str, "minimum_age": str, "maximum_age": str, "sex": str,
    "healthy_volunteers": bool, "criteria": int, "inclusion": int, "exclusion": int, "unknown": int, "full": int,
    "partial": int, "none": int, "leaves": int, "warnings": list, "ruleset": str, "error": str,
}  # fmt: skip
"""Column → its type. One row a record: ``error`` says why one was not read, and then all but ``id`` is empty.

``id`` to ``healthy_volunteers``: the RuleSet's ``trial``. ``criteria``: how many there are, sub-items included;
``inclusion``, ``exclusion`` and ``unknown`` are those of each kind, ``full``, ``partial`` and ``none`` those of each
coverage. ``leaves``: how many rows with a leaf the table of leaves has. ``warnings``: their codes, in order.
``ruleset``: all of it, as contract 1 says, in JSON.
"""
TABLES = {"trials": TRIALS, "leaves": leaves.COLUMNS}
"""The tables and their columns. That of the leaves is the one that `trialrules export --to parquet` writes."""


def rows(results: Iterable[Result], table: str) -> Iterator[dict[str, Any]]:
    """The rows of results in ``trials`` or ``leaves``; what a row does not name is empty."""
    return (row for result in results for row in _ROWS[table](result))


def _trial(result: Result) -> Iterator[dict[str, Any]]:
    if not isinstance(result, RuleSet):
        yield {"id": result.id, "error": result.reason}
        return
    found = Counter(word for c in result.criteria for word in (c.kind, c.coverage))
    yield {
        **result.trial.model_dump(),
        "criteria": len(result.criteria),
        **{word: found[word] for word in ("inclusion", "exclusion", "unknown", "full", "partial", "none")},
        "leaves": sum(1 for c in result.criteria for _ in occurrences(c.rule)),
        "warnings": [warning.code for warning in result.warnings],
        "ruleset": result.model_dump_json(),
    }


def _leaves(result: Result) -> Iterator[dict[str, Any]]:
    return leaves.rows(result) if isinstance(result, RuleSet) else iter(())


_ROWS = {"trials": _trial, "leaves": _leaves}
