"""The kernel behind Arrow: batches of a table in, batches of finished rows out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ...errors import ReadError
from ..exports.arrow import pyarrow, schema_of
from .kernel import Result, read, record
from .schema import TABLES, rows

if TYPE_CHECKING:
    from pyarrow import RecordBatch, Schema

SLICE = 64
"""So many records of a batch are read before their rows are handed on: what keeps memory flat."""


def arrow_schema(table: str) -> Schema:
    """The Arrow schema of ``trials`` or ``leaves``. Raises TrialRulesError without pyarrow."""
    return schema_of(TABLES[table])


def to_arrow(results: Iterable[Result], table: str) -> RecordBatch:
    """The rows of results as one batch of ``trials`` or ``leaves``."""
    return pyarrow().RecordBatch.from_pylist(list(rows(results, table)), schema=arrow_schema(table))


def in_arrow(batches: Iterable[RecordBatch], *, id: str, text: str, table: str = "trials") -> Iterator[RecordBatch]:
    """The finished rows of each record, in order, in the schema that :func:`arrow_schema` gives.

    ``id`` and ``text`` name the columns to read, ``table`` which rows to give: ``trials`` or ``leaves``. No record
    raises: one that cannot be read is a row of ``trials`` with its ``error``. Raises ReadError for a batch that lacks
    a column, and TrialRulesError without pyarrow.
    """
    for batch in batches:
        if missing := [name for name in (id, text) if name not in batch.schema.names]:
            raise ReadError(f"no column {missing[0]!r}; there are {', '.join(batch.schema.names)}")
        for start in range(0, batch.num_rows, SLICE):
            part = batch.slice(start, SLICE)
            cells = zip(part.column(id).to_pylist(), part.column(text).to_pylist(), strict=True)
            yield to_arrow(read(record(*pair) for pair in cells), table)
