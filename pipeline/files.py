"""Files: written whole or not at all, and read up to a limit."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from ..errors import ReadError

MAX_BYTES = 20_000_000
"""The longest record that is read, in bytes; a registry's record with its results stays far below."""


@contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """Where to write what takes the place of a file at the end, and never does if anything fails before."""
    path = path.resolve()
    if path.exists() and not path.is_file():  # a pipe or a device cannot be replaced
        yield path
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A text stream whose content takes the place of the file, as :func:`part_of` says."""
    with part_of(path) as part, part.open("w", encoding="utf-8", newline="\n") as stream:
        yield stream


def limited(stream: BinaryIO) -> bytes:
    """All that a stream holds. Raises ReadError where that is longer than any record."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ReadError(f"longer than {MAX_BYTES // 1_000_000} MB")
    return data
