"""The journal of a review: every decision, one a line, on the disk before anybody is told that it was taken."""

import errno
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from ...errors import ReadError

Action = Literal["accept", "draft", "correct", "reject", "leave_out", "undo"]
NAME = "_decisions.jsonl"
"""The journal's file; no trial's gold can have this name."""


class Decision(BaseModel):
    """What a person decided of one criterion.

    ``text`` is the digest of the trial's whole text and ``words`` are the criterion's: a decision holds of them alone.
    ``tree`` and ``window`` are the rule decided on (see :mod:`trialrules.evaluation.review.drafts`).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: AwareDatetime
    by: str
    trial: str
    text: str
    criterion: str
    words: str
    action: Action
    tree: dict[str, Any] | None = None
    window: dict[str, Any] | None = None
    note: str | None = None


class Journal:
    """The journal of a folder, held by one program at a time.

    Raises ReadError where another one holds it, or a line is no decision. A last line that was cut off by a crash was
    never acknowledged; it is dropped.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
            _keep_names(folder)
        except OSError as failed:
            raise ReadError(f"{failed.filename or folder}: {failed.strerror}") from failed
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.decisions = list(self._read())
        except BlockingIOError as held:
            self.close()
            raise ReadError(f"{folder}: another review is at work in this folder") from held
        except ReadError:
            self.close()
            raise

    def _read(self) -> Iterator[Decision]:
        whole = 0
        for n, line in enumerate(self.path.read_bytes().splitlines(keepends=True), 1):
            if not line.endswith(b"\n"):
                break
            whole += len(line)
            try:
                yield Decision.model_validate_json(line)
            except ValidationError as wrong:
                raise ReadError(f"{self.path}, line {n}: no decision: {wrong.errors()[0]['msg']}") from wrong
        os.ftruncate(self._file, whole)

    def append(self, decision: Decision) -> None:
        """Writes a decision; when this returns it is on the disk.

        Raises OSError where it is not, and then nothing of it is there.
        """
        line = decision.model_dump_json(exclude_none=True).encode() + b"\n"
        size = os.fstat(self._file).st_size
        try:
            if os.write(self._file, line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(self._file)
        except OSError:
            os.ftruncate(self._file, size)
            raise
        self.decisions.append(decision)

    def close(self) -> None:
        """Lets go of the folder."""
        os.close(self._file)


def _keep_names(folder: Path) -> None:
    """Puts the names of a folder's files on the disk, as `fsync` does with what is in a file."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def write_whole(path: Path, text: str) -> None:
    """Writes a file so that at any moment the old one or the new one is there, whole; one that is the same stays."""
    if path.exists() and path.read_bytes() == text.encode():
        return
    part = path.with_name(f".{path.name}.part")
    with part.open("w", encoding="utf-8", newline="") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)
    _keep_names(path.parent)
