"""Tables of one row a leaf: CSV, and Parquet through the extra ``parquet``. Nothing is lost in them."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ...models import RuleSet
from ..files import part_of, replacing
from .arrow import pyarrow, schema_of
from .base import Loss
from .rows import COLUMNS, rows


def write_csv(rulesets: Iterable[RuleSet], folder: Path, _: object = None) -> Iterator[Loss]:
    """``rules.csv``: an empty cell where a value is missing, ``true`` and ``false`` for truth."""
    with replacing(folder / "rules.csv") as stream:
        table = csv.writer(stream)
        table.writerow(COLUMNS)
        for ruleset in rulesets:
            table.writerows([_cell(value) for value in row.values()] for row in rows(ruleset))
    return iter(())


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def write_parquet(rulesets: Iterable[RuleSet], folder: Path, _: object = None) -> Iterator[Loss]:
    """``rules.parquet``: a row group a trial. Raises TrialRulesError without pyarrow."""
    arrow, schema = pyarrow(), schema_of(COLUMNS)
    with part_of(folder / "rules.parquet") as part, arrow.parquet.ParquetWriter(part, schema) as table:
        for ruleset in rulesets:
            table.write_table(arrow.Table.from_pylist(list(rows(ruleset)), schema=schema))
    return iter(())
