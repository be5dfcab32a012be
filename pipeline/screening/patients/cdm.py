"""The tables of an OMOP CDM in a DuckDB database, or in a folder of Parquet or CSV files: what is there, and its rows.

Nothing is written, and rows come sorted, so that a reader holds one patient at a time. Tables and columns are those of
CDM 5.3 and 5.4 (github.com/OHDSI/CommonDataModel, inst/csv/OMOP_CDMv5.4_Field_Level.csv); capitals do not matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from ....errors import ReadError, TrialRulesError
from ....models.patient import LARGEST

if TYPE_CHECKING:
    import duckdb

Row = tuple[Any, ...]

_MAGIC = b"DUCK"
_MAGIC_AT = 8
_AT_ONCE = 10_000
_MEMORY = "500MB"
"""Of what is sorted; the rest goes to a temporary folder."""


class Table(NamedTuple):
    """A table: what SQL reads it from, the file that holds it, and its columns in small letters."""

    source: str
    file: Path
    columns: frozenset[str]


def is_database(path: Path) -> bool:
    """Whether a file is a DuckDB database, by its content."""
    with path.open("rb") as file:
        return file.read(_MAGIC_AT + len(_MAGIC))[_MAGIC_AT:] == _MAGIC


@contextmanager
def opened(path: Path) -> Iterator[Cdm]:
    """The CDM in a database file or a folder.

    Raises :class:`trialrules.ReadError` where there is none, and :class:`trialrules.TrialRulesError` without duckdb.
    """
    try:
        import duckdb
    except ImportError as missing:
        raise TrialRulesError("an OMOP CDM needs duckdb: pip install 'trialrules[omop]'") from missing
    with TemporaryDirectory() as spill:
        files = path.is_dir()
        try:
            with duckdb.connect(
                ":memory:" if files else str(path),
                read_only=not files,
                config={"temp_directory": spill, "memory_limit": _MEMORY},
            ) as connection:
                yield Cdm(path, connection)
        except duckdb.Error as failed:
            raise ReadError(f"{path}: {_reason(failed)}") from failed


def _reason(failed: Exception) -> str:
    """What DuckDB says that it could not do, without the query and its advice."""
    lines = [line.strip() for line in str(failed).splitlines() if line.strip()]
    return next((line for line in lines if "ould not" in line), lines[0])


class Cdm:
    """The tables that are there, by their names in small letters, and their rows."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self._connection = connection
        sources = dict(_files(path) if path.is_dir() else self._sources())
        self.tables = {name: self._table(source, file) for name, (source, file) in sources.items() if name in TABLES}
        if "person" not in self.tables:
            hint = " (neither person.parquet nor person.csv; give FHIR and JSON file by file)" if path.is_dir() else ""
            raise ReadError(f"{path}: no OMOP CDM: no table PERSON{hint}")

    def _sources(self) -> Iterator[tuple[str, tuple[str, Path]]]:
        """The tables and views of a database; of several of one name, that beside PERSON."""
        named: dict[str, dict[str, str]] = {}
        here = "FROM information_schema.tables WHERE table_catalog = current_database()"
        for schema, name in self._connection.execute(f"SELECT table_schema, table_name {here}").fetchall():
            named.setdefault(name.lower(), {})[schema] = f"{_quoted(schema)}.{_quoted(name)}"
        homes = named.get("person", {})
        if len(homes) > 1:
            raise ReadError(f"{self.path}: PERSON is in more than one schema: {', '.join(sorted(homes))}")
        for name, places in named.items():
            home = next((schema for schema in homes if schema in places), min(places))
            yield name, (places[home], self.path)

    def _table(self, source: str, file: Path) -> Table:
        columns = self._connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
        return Table(source, file, frozenset(name.lower() for name, *_ in columns))

    def rows(
        self, table: str, needed: Sequence[str], optional: Sequence[str] = (), of_visit: Sequence[str] = ()
    ) -> Iterator[Row]:
        """The rows of a table that belong to a person, sorted by person and then by the columns as given.

        A column's name tells its type, as the CDM's names do: ``_id`` an integer, ``_date`` and ``_datetime`` a day
        (a string, as it is written), ``_value`` words, and everything else a number. What is not of the type is None,
        and so is what an ``optional`` column that is not there would hold. ``of_visit``: columns of the row's visit.
        Raises :class:`trialrules.ReadError` where the table lacks one of the columns ``needed``.
        """
        self.require(table, ["person_id", *needed])
        there, visits = self.tables[table], self.tables.get("visit_occurrence")
        values = [_typed("t", name) if name in there.columns else "NULL" for name in (*needed, *optional)]
        source = f"{there.source} t"
        key = "visit_occurrence_id"
        if of_visit and visits and {key, *of_visit} <= visits.columns and key in there.columns:
            source += f" LEFT JOIN {visits.source} v ON {_typed('t', key)} = {_typed('v', key)}"
            values += [_typed("v", name) for name in of_visit]
        else:
            values += ["NULL"] * len(of_visit)
        select = ", ".join(["CAST(t.person_id AS BIGINT)", *values])
        yield from self.query(f"SELECT {select} FROM {source} WHERE t.person_id IS NOT NULL ORDER BY ALL", there.file)

    def require(self, table: str, columns: Sequence[str]) -> None:
        """Raises :class:`trialrules.ReadError` where the table lacks one of these columns."""
        there = self.tables[table]
        if missing := [name for name in columns if name not in there.columns]:
            raise ReadError(f"{there.file}: table {table.upper()} has no column {', '.join(missing)}")

    def query(self, sql: str, file: Path | None = None) -> Iterator[Row]:
        """The rows of a query, a bounded number of them in memory. An error names the ``file``."""
        import duckdb

        try:
            cursor = self._connection.cursor().execute(sql)
            while rows := cursor.fetchmany(_AT_ONCE):
                yield from rows
        except duckdb.Error as failed:
            raise ReadError(f"{file or self.path}: {_reason(failed)}") from failed


TABLES = (
    "person", "measurement", "observation", "drug_exposure", "drug_era", "procedure_occurrence",
    "condition_occurrence", "visit_occurrence", "concept", "concept_ancestor", "drug_strength",
)  # fmt: skip
"""The tables that are read; others, as DEATH and DEVICE_EXPOSURE, are not."""


def _files(folder: Path) -> Iterator[tuple[str, tuple[str, Path]]]:
    seen: dict[str, Path] = {}
    for file in sorted(folder.iterdir()):
        name, reader = file.stem.lower(), _parts if file.is_dir() else _READERS.get(file.suffix.lower())
        if reader is None or name not in TABLES:
            continue
        if name in seen:
            raise ReadError(f"{folder}: two files of table {name.upper()}: {seen[name].name} and {file.name}")
        seen[name] = file
        yield name, (reader(file), file)


def _parquet(file: Path) -> str:
    return f"read_parquet({_text(str(file))})"


def _parts(folder: Path) -> str:
    """A table in several Parquet files, as Spark writes it."""
    return f"read_parquet({_text(str(folder / '*.parquet'))})"


def _csv(file: Path) -> str:
    """As Athena writes its vocabularies (tabs, and quotes that mean themselves), or with commas.

    The columns are words here, for DuckDB 2.0 lets the reader of CSV cast them, and fail where TRY_CAST does not.
    """
    with file.open(encoding="utf-8", errors="replace") as lines:
        tabs = "\t" in lines.readline()
    marks = r"delim = '\t', quote = '', escape = ''" if tabs else "delim = ',', quote = '\"'"
    return f"(SELECT trim(COLUMNS(*)) FROM read_csv({_text(str(file))}, header = true, all_varchar = true, {marks}))"


_READERS = {".parquet": _parquet, ".csv": _csv}


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


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
