"""What a file holds: one registry's record, or many records as JSON lines, CSV or Parquet, compressed or not."""

import csv
import errno
import gzip
import io
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import BinaryIO, NamedTuple

from ...errors import ReadError, reason
from ..exports.arrow import pyarrow
from ..files import MAX_BYTES, limited
from ..readers import ictrp_xml, is_record
from ..readers.ictrp import is_row
from .kernel import Record, Unread, record

Opener = Callable[[], AbstractContextManager[BinaryIO]]

IDS = ("id", "nct_id")
TEXT = "text"
"""The names that columns and fields have where nothing else is said."""
_BROKEN = (EOFError, ValueError, zlib.error, zipfile.BadZipFile, NotImplementedError, csv.Error, RecursionError)
"""What the readers of formats raise for data that is not of the format."""
_LACKING = (errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM)
"""What the machine lacks is no fault of a record: the run stops, and goes on when there is room."""


class Columns(NamedTuple):
    """The columns of a table, or fields of a JSON object, that hold the id (the first that is there) and the text."""

    ids: tuple[str, ...] = IDS
    text: str = TEXT


class Entry(NamedTuple):
    """One record that is there, not read yet: where it stands, its id as far as known, and how to read it."""

    source: str
    id: str | None
    load: Callable[[], Record | Unread]


def plain(name: str) -> str:
    """A file's name as Unicode, which it need not be."""
    return os.fsencode(name).decode("utf-8", "replace")


def loaded(entry: Entry) -> Record | Unread:
    """The record of an entry; unread where it cannot be had."""
    try:
        return entry.load()
    except Exception as error:  # one record must not lose the others
        return Unread(entry.id, _why(error), entry.source)


def entries(source: str, name: str, opener: Opener, columns: Columns, inside: bool = False) -> Iterator[Entry]:
    """What a file holds, by the ending of its name. What is broken gives an entry that says so.

    ``source`` names the file in messages; ``inside``: it lies in another one, and cannot be read back and forth.
    """
    stem, ending = os.path.splitext(name)
    ending = ending.lower()
    try:
        if ending == ".gz":
            yield from entries(source, stem, partial(_gunzipped, opener), columns, inside=True)
        elif ending == ".zip":
            yield from _of_zip(source, opener, columns, inside)
        elif ending in (".jsonl", ".ndjson"):
            yield from _of_lines(source, opener, columns)
        elif ending == ".xml" and _is_export(opener):
            yield from _of_export(source, opener)
        elif ending in (".csv", ".tsv"):
            yield from _of_table(source, opener, columns, "\t" if ending == ".tsv" else ",;")
        elif ending == ".parquet":
            yield from _of_parquet(source, partial(_on_disk, opener) if inside else opener, columns)
        else:
            id = plain(os.path.basename(stem))
            yield Entry(source, id, lambda: _whole_file(id, source, opener))
    except Exception as error:
        yield _broken(source, error)


def _broken(source: str, error: Exception) -> Entry:
    unread = Unread(None, _why(error), source)
    return Entry(source, None, lambda: unread)


def _why(error: Exception) -> str:
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno in _LACKING):
        raise error
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return " ".join(str(error).split())[:300] if isinstance(error, _BROKEN) else reason(error)


@contextmanager
def _gunzipped(opener: Opener) -> Iterator[BinaryIO]:
    with opener() as raw, gzip.GzipFile(fileobj=raw) as stream:
        yield stream  # type: ignore[misc]  # it has all that a BinaryIO has


@contextmanager
def _on_disk(opener: Opener) -> Iterator[BinaryIO]:
    """A copy of what can only be read forwards, so that it can be read back and forth."""
    with tempfile.TemporaryFile() as copy:
        with opener() as stream:
            shutil.copyfileobj(stream, copy)
        yield copy


def _whole_file(id: str, source: str, opener: Opener) -> Record:
    with opener() as stream:
        return Record(id, limited(stream), source)


def _of_zip(source: str, opener: Opener, columns: Columns, inside: bool) -> Iterator[Entry]:
    if inside:
        raise ReadError("a zip archive inside another archive")
    with opener() as raw, zipfile.ZipFile(raw) as archive:
        for member in archive.infolist():
            parts = member.filename.split("/")
            if member.is_dir() or "__MACOSX" in parts or any(part.startswith(".") for part in parts):
                continue
            where = f"{source}: {member.filename}"
            if member.flag_bits & 1:
                yield _broken(where, ReadError("encrypted"))
            else:
                unpacked: Opener = partial(archive.open, member)  # type: ignore[assignment]  # IO[bytes] is one
                yield from entries(where, member.filename, unpacked, columns, inside=True)


def _of_lines(source: str, opener: Opener, columns: Columns) -> Iterator[Entry]:
    with opener() as stream:
        n = 0
        while line := stream.readline(MAX_BYTES + 1):
            n += 1
            rest = line
            while len(rest) > MAX_BYTES and not rest.endswith(b"\n"):
                rest = stream.readline(MAX_BYTES + 1)
            if line.strip():
                where = f"{source}, line {n}"
                yield Entry(where, None, partial(_of_json, line.removeprefix(b"\xef\xbb\xbf"), columns, where))


def _of_json(line: bytes, columns: Columns, source: str) -> Record | Unread:
    fields = json.loads(limited(io.BytesIO(line)).decode("utf-8"))
    if not isinstance(fields, dict):
        raise ReadError("no JSON object")
    id = next((fields[name] for name in columns.ids if fields.get(name) is not None), None)
    if columns.text not in fields and is_record(text := line.decode("utf-8")):
        return Record(str(id or ""), text.encode(), source)
    return record(id, fields.get(columns.text), source)


def _of_table(source: str, opener: Opener, columns: Columns, delimiters: str) -> Iterator[Entry]:
    csv.field_size_limit(MAX_BYTES)
    with opener() as raw:
        lines = io.TextIOWrapper(raw, "utf-8-sig", errors="surrogateescape", newline="")
        first = lines.readline(MAX_BYTES)
        delimiter = max(delimiters, key=first.count)
        header = next(csv.reader([first], delimiter=delimiter), [])
        exported = is_row(header)
        id, text = (0, 0) if exported else (header.index(name) for name in _columns_of(header, columns))
        bounded = iter(lambda: lines.readline(MAX_BYTES), "")
        rows = csv.reader(bounded, delimiter=delimiter, strict=True)
        while True:
            where = f"{source}, line {rows.line_num + 2}"
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield _broken(where, error)
                continue
            if len(cells) == len(header) and exported:
                yield Entry(where, None, partial(_of_row, dict(zip(header, cells, strict=True)), where))
            elif len(cells) == len(header):
                yield Entry(where, None, partial(_of_cells, cells[id], cells[text], where))
            elif cells:
                yield _broken(where, ReadError(f"{len(cells)} columns where the header has {len(header)}"))


def _of_cells(id: str, text: str, source: str) -> Record | Unread:
    if any("\udc80" <= sign <= "\udcff" for sign in text):
        return Unread(plain(id), "not UTF-8", source)
    return record(id, text, source)


def _of_row(row: Mapping[str, str | None], source: str) -> Record | Unread:
    """A row of the ICTRP's export, as its reader takes it."""
    words = json.dumps(row, ensure_ascii=False)
    if any("\udc80" <= sign <= "\udcff" for sign in words):
        return Unread(None, "not UTF-8", source)
    return Record("", words.encode(), source)


def _is_export(opener: Opener) -> bool:
    with opener() as stream:
        return f"<{ictrp_xml.ROOT}".encode() in stream.read(4096)


def _of_export(source: str, opener: Opener) -> Iterator[Entry]:
    """The trials of the ICTRP's XML export."""
    with opener() as stream:
        for n, row in enumerate(ictrp_xml.rows(stream), 1):
            where = f"{source}, trial {n}"
            yield Entry(where, None, partial(_of_row, row, where))


def _of_parquet(source: str, opener: Opener, columns: Columns) -> Iterator[Entry]:
    arrow = pyarrow()
    with opener() as raw:
        file = arrow.parquet.ParquetFile(raw, buffer_size=1 << 20, pre_buffer=False)
        names = _columns_of(file.schema_arrow.names, columns)
        n = 0
        for batch in file.iter_batches(batch_size=64, columns=list(names), use_threads=False):
            for id, text in zip(*(batch.column(name).to_pylist() for name in names), strict=True):
                n += 1
                where = f"{source}, row {n}"
                yield Entry(where, None, partial(record, id, text, where))


def _columns_of(names: list[str], columns: Columns) -> tuple[str, str]:
    """The columns of the id and of the text. Raises ReadError where one is missing."""
    id = next((name for name in columns.ids if name in names), None)
    if id is None or columns.text not in names:
        wanted = " or ".join(map(repr, columns.ids)) if id is None else repr(columns.text)
        raise ReadError(f"no column {wanted}; there are {', '.join(names)[:200]}")
    return id, columns.text
