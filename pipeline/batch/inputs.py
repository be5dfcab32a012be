"""The inputs of a run: which files there are, whether they are the same as before, and their records in chunks.

Nothing is kept in memory but the chunk at hand: a folder is walked once to see what there is, and again to read it.
"""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from functools import partial
from glob import glob, has_magic
from pathlib import Path
from typing import BinaryIO, NamedTuple

from .entries import Columns, entries, loaded, plain
from .kernel import Record, Unread

RECORDS = 16
CHARACTERS = 250_000
"""A chunk, which one worker reads at a time, is full with so many records, or with one that reaches this length."""


class File(NamedTuple):
    """One file as it was found; ``problem`` says why it cannot be opened."""

    path: str
    size: int = 0
    changed: int = 0
    problem: str | None = None


class Cursor(NamedTuple):
    """How far the inputs were read: the number of the next file, and of its next entry."""

    file: int = 0
    entry: int = 0


class Chunk(NamedTuple):
    """Some records in their order, the cursor behind them, and how many bytes of the input lie before it."""

    records: list[Record | Unread]
    end: Cursor
    position: int


class Found(NamedTuple):
    """What the inputs are: how many files and bytes, and a digest of every name, size and time of change."""

    files: int
    size: int
    digest: str


class Inputs:
    """Files, folders and globs. A folder stands for the files in it and below, by name, but for hidden ones.

    ``own`` are the files that the run itself writes; they are never its input.
    """

    def __init__(self, names: Iterable[str], columns: Columns, own: Iterable[Path] = ()) -> None:
        self.names = tuple(names)
        self.columns = columns
        self._own = {path.name: path.resolve() for path in own}
        self._stream: BinaryIO | None = None

    def found(self) -> Found:
        """What is there now."""
        count = size = 0
        digest = hashlib.sha256()
        for file in self._files():
            count += 1
            size += file.size
            digest.update(repr(tuple(file)).encode("utf-8", "surrogateescape"))
        return Found(count, size, digest.hexdigest())

    def chunks(self, start: Cursor) -> Iterator[Chunk]:
        """The records from a cursor on; the same chunks whenever it is a chunk's end."""
        records: list[Record | Unread] = []
        room = CHARACTERS
        for end, position, each in self._records(start):
            records.append(each)
            room -= len(each.content) if isinstance(each, Record) else 0
            if room <= 0 or len(records) == RECORDS:
                yield Chunk(records, end, position)
                records, room = [], CHARACTERS
        if records:
            yield Chunk(records, end, position)

    def _records(self, start: Cursor) -> Iterator[tuple[Cursor, int, Record | Unread]]:
        """Each record, with the cursor and the position behind it. Files before the start are not opened."""
        before = 0
        for n, file in enumerate(self._files()):
            if n >= start.file:
                there = entries(plain(file.path), file.path, partial(self._open, file), self.columns)
                for k, entry in enumerate(there):
                    if (n, k) >= start:
                        each = loaded(entry)
                        yield Cursor(n, k + 1), before + self._read(file), each
            before += file.size

    def _open(self, file: File) -> BinaryIO:
        if file.problem is not None:
            raise OSError(0, file.problem)
        self._stream = open(file.path, "rb")  # noqa: SIM115
        return self._stream

    def _read(self, file: File) -> int:
        """How much of a file has been read."""
        stream = self._stream
        return file.size if stream is None or stream.closed else min(stream.tell(), file.size)

    def _files(self) -> Iterator[File]:
        for name in self.names:
            paths = sorted(glob(name, recursive=True)) if has_magic(name) and not os.path.lexists(name) else [name]
            for path in paths or [name]:
                if self._is_own(path):
                    continue
                if os.path.isdir(path):
                    yield from self._below(path)
                else:
                    yield _file(path)

    def _is_own(self, path: str) -> bool:
        own = self._own.get(os.path.basename(path))
        return own is not None and Path(path).resolve() == own

    def _below(self, folder: str) -> Iterator[File]:
        try:
            inside = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield File(folder, problem=error.strerror)
            return
        for entry in inside:
            if entry.name.startswith(".") or self._is_own(entry.path):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from self._below(entry.path)
            else:
                yield _file(entry.path)


def _file(path: str) -> File:
    try:
        about = os.stat(path)
    except (OSError, ValueError) as error:
        return File(path, problem=getattr(error, "strerror", None) or str(error))
    if not stat.S_ISREG(about.st_mode):
        return File(path, problem="not a regular file")
    return File(path, about.st_size, about.st_mtime_ns)
