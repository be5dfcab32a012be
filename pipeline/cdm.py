"""Tables of an OMOP CDM, its vocabularies among them: in a DuckDB database, or in a folder of Parquet or CSV files.

Nothing is written. Tables and columns are those of CDM 5.3 and 5.4 (github.com/OHDSI/CommonDataModel,
inst/csv/OMOP_CDMv5.4_Field_Level.csv); capitals do not matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import ReadError, TrialRulesError

if TYPE_CHECKING:
    import duckdb

Row = tuple[Any, ...]

_MAGIC = b"DUCK"
_MAGIC_AT = 8
_AT_ONCE = 10_000
_MEMORY = "500MB"
"""Of what is sorted; the rest goes to a temporary folder."""
_DATABASE = "cdm"
"""What a database's file is called here. It is attached, so that a process may read one file more than once."""


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
def opened(path: Path, wanted: Collection[str], home: str) -> Iterator[Tables]:
    """The ``wanted`` tables in a database file or a folder, of which ``home`` must be there.

    Raises :class:`trialrules.ReadError` where it is not, and :class:`trialrules.TrialRulesError` without duckdb.
    """
    try:
        import duckdb
    except ImportError as missing:
        raise TrialRulesError("the tables of an OMOP CDM need duckdb: pip install 'trialrules[omop]'") from missing
    if not path.is_dir() and not (path.is_file() and is_database(path)):
        raise ReadError(f"{path}: neither a DuckDB database nor a folder of tables")
    with TemporaryDirectory() as spill:
        try:
            with duckdb.connect(config={"temp_directory": spill, "memory_limit": _MEMORY}) as connection:
                if not path.is_dir():
                    connection.execute(f"ATTACH {_text(str(path))} AS {_DATABASE} (READ_ONLY)")
                yield Tables(path, connection, wanted, home)
        except duckdb.Error as failed:
            raise ReadError(f"{path}: {_reason(failed)}") from failed


def _reason(failed: Exception) -> str:
    """What DuckDB says that it could not do, without the query and its advice."""
    lines = [line.strip() for line in str(failed).splitlines() if line.strip()]
    return next((line for line in lines if "ould not" in line), lines[0])


class Tables:
    """The tables that are there, by their names in small letters."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection, wanted: Collection[str], home: str) -> None:
        self.path = path
        self._connection = connection
        sources = dict(_files(path, wanted) if path.is_dir() else self._sources(home))
        self.tables = {name: self._table(source, file) for name, (source, file) in sources.items() if name in wanted}
        if home not in self.tables:
            hint = f" (neither {home}.parquet nor {home}.csv)" if path.is_dir() else ""
            raise ReadError(f"{path}: no OMOP CDM: no table {home.upper()}{hint}")

    def _sources(self, home: str) -> Iterator[tuple[str, tuple[str, Path]]]:
        """The tables and views of a database; of several of one name, that beside ``home``."""
        named: dict[str, dict[str, str]] = {}
        here = f"FROM information_schema.tables WHERE table_catalog = '{_DATABASE}'"
        for schema, name in self._connection.execute(f"SELECT table_schema, table_name {here}").fetchall():
            named.setdefault(name.lower(), {})[schema] = f"{_DATABASE}.{_quoted(schema)}.{_quoted(name)}"
        homes = named.get(home, {})
        if len(homes) > 1:
            raise ReadError(f"{self.path}: {home.upper()} is in more than one schema: {', '.join(sorted(homes))}")
        for name, places in named.items():
            beside = next((schema for schema in homes if schema in places), min(places))
            yield name, (places[beside], self.path)

    def _table(self, source: str, file: Path) -> Table:
        columns = self._connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
        return Table(source, file, frozenset(name.lower() for name, *_ in columns))

    def require(self, table: str, columns: Sequence[str]) -> None:
        """Raises :class:`trialrules.ReadError` where there is no such table, or where it lacks one of the columns."""
        if (there := self.tables.get(table)) is None:
            raise ReadError(f"{self.path}: no table {table.upper()}")
        if missing := [name for name in columns if name not in there.columns]:
            raise ReadError(f"{there.file}: table {table.upper()} has no column {', '.join(missing)}")

    def ready(self, table: str, numbers: Collection[str], words: Collection[str]) -> str:
        """What SQL reads these columns of a table from, again and again: of files, a copy."""
        self.require(table, [*numbers, *words])
        source = self.tables[table].source
        if not self.path.is_dir():
            return source
        columns = ", ".join([*(f"TRY_CAST({name} AS BIGINT) AS {name}" for name in numbers), *words])
        self._connection.execute(f"CREATE TABLE {table} AS SELECT {columns} FROM {source}")
        return table

    def query(self, sql: str, values: Sequence[Any] = (), file: Path | None = None) -> Iterator[Row]:
        """The rows of a query, a bounded number of them in memory. An error names the ``file``."""
        import duckdb

        try:
            cursor = self._connection.cursor().execute(sql, values)
            while rows := cursor.fetchmany(_AT_ONCE):
                yield from rows
        except duckdb.Error as failed:
            raise ReadError(f"{file or self.path}: {_reason(failed)}") from failed


def _files(folder: Path, wanted: Collection[str]) -> Iterator[tuple[str, tuple[str, Path]]]:
    seen: dict[str, Path] = {}
    for file in sorted(folder.iterdir()):
        name, reader = file.stem.lower(), _parts if file.is_dir() else _READERS.get(file.suffix.lower())
        if reader is None or name not in wanted:
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


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
