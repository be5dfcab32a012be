"""What a run writes: results to bytes, which can be put one behind the other, and those to the files at the end."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ...models import RuleSet
from ..exports.arrow import pyarrow
from .kernel import Result, Unread

ENDINGS = (".jsonl", ".parquet")
ROWS = {"trials": 1024, "leaves": 65_536}
"""A row group of a Parquet file has at least so many rows, but for the last."""


def files(out: Path) -> dict[str, Path]:
    """The files that a run ends in, by what they hold: ``trials``, ``errors`` and, of Parquet, ``leaves``."""
    found = {"trials": out, "errors": out.with_name(f"{out.name}.errors.jsonl")}
    if out.suffix == ".parquet":
        found["leaves"] = out.with_suffix(".leaves.parquet")
    return found


def to_bytes(results: Sequence[Result], ending: str) -> dict[str, bytes]:
    """What results add to each of the files of an output with this ending."""
    unread = [each for each in results if isinstance(each, Unread)]
    found = {"errors": b"".join(map(_error, unread))}
    if ending == ".parquet":
        return found | {table: _stream(results, table) for table in ROWS}
    read = (each for each in results if isinstance(each, RuleSet))
    return found | {"trials": "".join(f"{each.model_dump_json()}\n" for each in read).encode()}


def _error(unread: Unread) -> bytes:
    said = {"source": unread.source, "id": unread.id, "error": unread.reason}
    return f"{json.dumps(said, ensure_ascii=False)}\n".encode("utf-8", "replace")


def _stream(results: Sequence[Result], table: str) -> bytes:
    """The rows as a whole Arrow stream of their own."""
    from .arrow import to_arrow

    arrow = pyarrow()
    batch = to_arrow(results, table)
    sink = arrow.BufferOutputStream()
    with arrow.ipc.new_stream(sink, batch.schema, options=arrow.ipc.IpcWriteOptions(compression="zstd")) as stream:
        stream.write_batch(batch)
    return bytes(sink.getvalue())


def settle(log: Path, table: str, target: Path) -> None:
    """Turns what was written so far into the file that a user finds; the log is gone then.

    Interrupted at any moment, it can be called again.
    """
    if table == "errors" or target.suffix != ".parquet":
        log.replace(target)
        return
    from .arrow import arrow_schema

    part = log.with_suffix(".parquet")
    with pyarrow().parquet.ParquetWriter(part, arrow_schema(table), compression="zstd") as writer:
        for group in _groups(log, ROWS[table]):
            writer.write_table(group)
    with part.open("rb") as written:
        os.fsync(written.fileno())
    part.replace(target)
    log.unlink()


def _groups(log: Path, least: int) -> Iterator[Any]:
    """The rows of streams that stand one behind the other, as tables of at least so many rows."""
    arrow = pyarrow()
    batches, rows = [], 0
    with arrow.OSFile(str(log)) as file:
        while file.tell() < file.size():
            with arrow.ipc.open_stream(file) as stream:
                for batch in stream:
                    batches.append(batch)
                    rows += batch.num_rows
            if rows >= least:
                yield arrow.Table.from_batches(batches)
                batches, rows = [], 0
    if rows:
        yield arrow.Table.from_batches(batches)
