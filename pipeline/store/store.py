"""A store of trials: every version of a trial's record, with the RuleSet that was read from it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ...errors import ReadError
from ...models import RuleSet
from .database import connect, reported
from .versions import Reading, Version

_COLUMNS = "trial, version, registry, title, updated, seen, content, program, reason"
_LATEST = "(trial, version) IN (SELECT (trial, max(version)) FROM versions GROUP BY trial)"
_AT_ONCE = 100


class Store:
    """A store in a file, for reading; with ``write=True`` also for writing, and made where there is none.

    Many may read at a time, or one write. Close it, or use it in a ``with`` statement. What was stored is safe, however
    the program ends. Everything here raises :class:`trialrules.ReadError`, which names the file, for what the file does
    not give; opening raises it where there is no store, and :class:`trialrules.TrialRulesError` without duckdb.
    """

    def __init__(self, path: str | os.PathLike[str], *, write: bool = False) -> None:
        self.path = Path(path)
        self._connection = connect(self.path, write)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def trials(self) -> Iterator[Version]:
        """The latest version of every trial, by id; one that could not be read has a ``reason``."""
        rows = self._rows(f"SELECT {_COLUMNS} FROM versions WHERE {_LATEST} ORDER BY trial")
        return (Version(*row) for row in rows)

    def rulesets(self, holding: Sequence[str] = ()) -> Iterator[RuleSet]:
        """The RuleSet of the latest version of every trial, by id.

        A trial of which the latest version could not be read has none, for an older one may not hold any more. With
        ``holding`` those alone that hold all of these words somewhere, whatever their capitals.
        """
        sql = f"SELECT ruleset FROM versions WHERE {_LATEST} AND ruleset IS NOT NULL"
        sql += " AND contains(lower(ruleset), ?)" * len(holding)
        needed = [json.dumps(words.lower(), ensure_ascii=False)[1:-1] for words in holding]
        return (RuleSet.model_validate_json(words) for (words,) in self._rows(f"{sql} ORDER BY trial", needed))

    def versions(self, trial: str) -> list[Version]:
        """Every version of a trial, the oldest first; none where the store does not know it."""
        rows = self._run(f"SELECT {_COLUMNS} FROM versions WHERE trial = ? ORDER BY version", [trial])
        return [Version(*row) for row in rows]

    def latest(self, trial: str) -> Version | None:
        """The latest version of a trial, or None."""
        return next(iter(self.versions(trial)[-1:]), None)

    def ruleset(self, trial: str, version: int | None = None) -> RuleSet:
        """The RuleSet of a version of a trial, of the latest if none is named.

        Raises :class:`trialrules.ReadError` where there is no such version, or it could not be read.
        """
        words, reason = self._column("ruleset, reason", trial, version)
        if words is None:
            raise ReadError(f"{self.path}: {trial}: {reason}")
        return RuleSet.model_validate_json(words)

    def record(self, trial: str, version: int | None = None) -> str:
        """The record of a version as the registry sent it; raises as :meth:`ruleset` does."""
        return str(self._column("record", trial, version)[0])

    def _column(self, columns: str, trial: str, version: int | None) -> tuple[Any, ...]:
        which, values = ("AND version = ?", [trial, version]) if version is not None else ("", [trial])
        sql = f"SELECT {columns} FROM versions WHERE trial = ? {which} ORDER BY version DESC LIMIT 1"
        for row in self._run(sql, values):
            return row
        number = "" if version is None else f" in version {version}"
        raise ReadError(f"{self.path}: it does not hold {trial}{number}")

    def put(self, reading: Reading) -> bool:
        """Keeps a record as it was read; gives whether that makes a new version of the trial.

        It does not where the latest version has the same content and the same RuleSet or reason.
        """
        words = None if reading.ruleset is None else reading.ruleset.model_dump_json()
        last = self.latest(reading.trial)
        if last is not None and last.content == reading.content:
            if self._column("ruleset, reason", reading.trial, last.number) == (words, reading.reason):
                sql = "UPDATE versions SET program = ? WHERE trial = ? AND version = ? AND program <> ?"
                self._run(sql, [reading.program, reading.trial, last.number, reading.program])
                return False
        row = [
            reading.trial, 1 if last is None else last.number + 1, reading.registry, reading.title, reading.updated,
            reading.seen, reading.content, reading.program, reading.record, words, reading.reason,
        ]  # fmt: skip
        self._run(f"INSERT INTO versions VALUES ({', '.join('?' * len(row))})", row)
        return True

    def progress(self, search: str) -> str | None:
        """What :meth:`keep_progress` kept of a search."""
        return next((words for (words,) in self._run("SELECT progress FROM syncs WHERE search = ?", [search])), None)

    def keep_progress(self, search: str, progress: str) -> None:
        """Keeps how far a search has come."""
        self._run("INSERT OR REPLACE INTO syncs VALUES (?, ?)", [search, progress])

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written in this ``with`` statement is stored all at once at its end, or not at all."""
        self._run("BEGIN")
        try:
            yield
        except BaseException:
            self._run("ROLLBACK")
            raise
        self._run("COMMIT")

    def _run(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a statement, inside of what is written together."""
        with reported(self.path):
            return self._connection.execute(sql, list(values)).fetchall()

    def _rows(self, sql: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query of what is stored, a bounded number of them in memory."""
        with reported(self.path):
            cursor = self._connection.cursor().execute(sql, list(values))
            while rows := cursor.fetchmany(_AT_ONCE):
                yield from rows
