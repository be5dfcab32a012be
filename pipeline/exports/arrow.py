"""Arrow, which Parquet goes through, by the extra ``parquet``: the one place that imports it for tables of rules."""

from typing import Any

from ...errors import TrialRulesError


def pyarrow() -> Any:
    """The module pyarrow. Raises TrialRulesError where it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as missing:
        raise TrialRulesError("Parquet needs pyarrow: pip install 'trialrules[parquet]'") from missing
    return pyarrow


def schema_of(columns: dict[str, type]) -> Any:
    """The Arrow schema of columns, each of which may be empty; ``list`` is a list of words.

    >>> print(schema_of({"id": str, "criteria": int, "warnings": list}))
    id: string
    criteria: int64
    warnings: list<element: string>
      child 0, element: string
    """
    arrow = pyarrow()
    types = {
        str: arrow.string(), bool: arrow.bool_(), float: arrow.float64(), int: arrow.int64(),
        list: arrow.list_(arrow.field("element", arrow.string())),
    }  # fmt: skip
    return arrow.schema([(name, types[type_]) for name, type_ in columns.items()])
