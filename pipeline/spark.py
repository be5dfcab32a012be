"""The rules of a Spark DataFrame: the kernel of large runs on as many machines as there are.

Needs `pip install 'trialrules[spark]'` where the job is started, and `trialrules[parquet]` on each machine that works.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

from ..errors import TrialRulesError
from .batch.arrow import in_arrow
from .batch.kernel import warm
from .batch.schema import TABLES

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType


def extract(df: DataFrame, *, id: str, text: str, table: str = "trials") -> DataFrame:
    """The rules of the texts in column ``text``, each named by column ``id``; they are read when the result is used.

    ``table``: ``trials``, one row a text, or ``leaves``, one row a leaf; their columns are those of `trialrules batch`.
    A text that cannot be read is a row of ``trials`` with its ``error``. The partitions stay as they are.

    Raises TrialRulesError without PySpark, and ValueError for another table.
    """
    schema = _schema(table)
    return df.select(id, text).mapInArrow(partial(_partition, id=id, text=text, table=table), schema)


def _schema(table: str) -> StructType:
    try:
        from pyspark.sql import types
    except ImportError as missing:
        raise TrialRulesError("this needs PySpark: pip install 'trialrules[spark]'") from missing
    if table not in TABLES:
        raise ValueError(f"{table!r} is none of {', '.join(TABLES)}")
    known = {
        str: types.StringType(), int: types.LongType(), float: types.DoubleType(), bool: types.BooleanType(),
        list: types.ArrayType(types.StringType()),
    }  # fmt: skip
    return types.StructType([types.StructField(name, known[kind]) for name, kind in TABLES[table].items()])


def _partition(batches: Iterable[RecordBatch], *, id: str, text: str, table: str) -> Iterator[RecordBatch]:
    _warm_once()
    yield from in_arrow(batches, id=id, text=text, table=table)


_warm_once = cache(warm)
