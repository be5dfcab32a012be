"""The rows of a CDM's tables that belong to persons, sorted, so that a reader holds one patient at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....models.patient import LARGEST
from ...cdm import Row, Tables

TABLES = (
    "person", "measurement", "observation", "drug_exposure", "drug_era", "procedure_occurrence",
    "condition_occurrence", "visit_occurrence", "concept", "concept_ancestor", "drug_strength",
)  # fmt: skip
"""The tables that are read; others, as DEATH and DEVICE_EXPOSURE, are not."""


def rows_of(
    cdm: Tables, table: str, needed: Sequence[str], optional: Sequence[str] = (), of_visit: Sequence[str] = ()
) -> Iterator[Row]:
    """The rows of a table that belong to a person, sorted by person and then by the columns as given.

    A column's name tells its type, as the CDM's names do: ``_id`` an integer, ``_date`` and ``_datetime`` a day
    (a string, as it is written), ``_value`` words, and everything else a number. What is not of the type is None,
    and so is what an ``optional`` column that is not there would hold. ``of_visit``: columns of the row's visit.
    Raises :class:`trialrules.ReadError` where the table lacks one of the columns ``needed``.
    """
    cdm.require(table, ["person_id", *needed])
    there, visits = cdm.tables[table], cdm.tables.get("visit_occurrence")
    values = [_typed("t", name) if name in there.columns else "NULL" for name in (*needed, *optional)]
    source = f"{there.source} t"
    key = "visit_occurrence_id"
    if of_visit and visits and {key, *of_visit} <= visits.columns and key in there.columns:
        source += f" LEFT JOIN {visits.source} v ON {_typed('t', key)} = {_typed('v', key)}"
        values += [_typed("v", name) for name in of_visit]
    else:
        values += ["NULL"] * len(of_visit)
    select = ", ".join(["CAST(t.person_id AS BIGINT)", *values])
    yield from cdm.query(f"SELECT {select} FROM {source} WHERE t.person_id IS NOT NULL ORDER BY ALL", file=there.file)


def _typed(table: str, column: str) -> str:
    name = f"{table}.{column}"
    words = f"nullif(trim(CAST({name} AS VARCHAR)), '')"
    if column.endswith("_id"):
        return f"TRY_CAST({words} AS BIGINT)"
    if column.endswith(("_date", "_datetime")):
        return f"left({words}, 10)"
    if column.endswith("_value"):
        return words
    number = f"TRY_CAST({name} AS DOUBLE)"
    return f"CASE WHEN abs({number}) <= {LARGEST} THEN {number} END"
