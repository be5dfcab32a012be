"""The DuckDB file of a store: opening it, its tables, and what its errors mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import ReadError, TrialRulesError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FORMAT = 1
"""Of the tables; a store of another format is refused."""

_TABLES = """
CREATE TABLE store (format INTEGER NOT NULL);
CREATE TABLE versions (
    trial VARCHAR NOT NULL, version INTEGER NOT NULL, registry VARCHAR, title VARCHAR, updated VARCHAR, seen VARCHAR,
    content VARCHAR NOT NULL, program VARCHAR NOT NULL, record VARCHAR NOT NULL, ruleset VARCHAR, reason VARCHAR,
    PRIMARY KEY (trial, version)
);
CREATE TABLE syncs (search VARCHAR PRIMARY KEY, progress VARCHAR NOT NULL);
"""


def connect(path: Path, write: bool) -> DuckDBPyConnection:
    """The database of a store; with ``write`` it is made where there is none.

    Raises :class:`trialrules.ReadError` where there is no store, or another program writes to it, and
    :class:`trialrules.TrialRulesError` without duckdb.
    """
    try:
        import duckdb
    except ImportError as missing:
        raise TrialRulesError("a store needs duckdb: pip install 'trialrules[sync]'") from missing
    if not path.is_file() and not (write and not path.exists() and path.parent.is_dir()):
        raise ReadError(f"{path}: no such store")
    with reported(path):
        connection = duckdb.connect(str(path), read_only=not write)
    try:
        with reported(path):
            _check(path, connection, write)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(path: Path, connection: DuckDBPyConnection, write: bool) -> None:
    """Makes the tables in an empty database; refuses one that holds something else."""
    tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables and write:
        connection.execute(f"BEGIN; {_TABLES} INSERT INTO store VALUES ({FORMAT}); COMMIT")
        return
    if "store" not in tables:
        raise ReadError(f"{path}: a database, but no store of trials")
    (found,) = connection.execute("SELECT format FROM store").fetchone() or (None,)
    if found != FORMAT:
        raise ReadError(f"{path}: a store of format {found}, where this version of the program reads {FORMAT}")


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """Errors of DuckDB as :class:`trialrules.ReadError` that names the file and the reason in one line."""
    import duckdb

    try:
        yield
    except duckdb.Error as failed:
        words = " ".join(str(failed).split())
        if "onflicting lock" in words:
            raise ReadError(f"{path}: another program is writing to it") from failed
        if "not a valid DuckDB database" in words:
            raise ReadError(f"{path}: no DuckDB database") from failed
        raise ReadError(f"{path}: {words[:300]}") from failed
