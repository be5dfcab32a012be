"""The folder of a run that is not finished: what was written so far, and up to where that is whole.

Each file of the output grows in a log, in the order of the input. Every second or so the logs are forced to the disk,
and ``state.json`` then says how long they are and which record comes next. Whatever stands behind that is cut off when
the run goes on: so nothing is lost, nothing there twice and no line half.
"""

import json
import os
import shutil
import time
from contextlib import suppress
from io import BufferedWriter
from pathlib import Path
from typing import Any, NamedTuple, Self

from ...errors import TrialRulesError
from .formats import files, settle
from .inputs import Cursor
from .workers import Finished

EVERY = 1.0
"""Seconds between two moments at which all that was written is forced to the disk."""

Identity = dict[str, Any]
"""What must be the same when a run goes on: the input, the options, the program."""


class State(NamedTuple):
    """How far a run is: the record that comes next, and what was written before it."""

    cursor: Cursor = Cursor()
    position: int = 0
    records: int = 0
    unread: int = 0
    lengths: tuple[tuple[str, int], ...] = ()
    complete: bool = False


def folder_of(out: Path) -> Path:
    """Where a run keeps what is not finished."""
    return out.with_name(f"{out.name}.part")


def about(out: Path) -> Path:
    """What tells of a finished run."""
    return out.with_name(f"{out.name}.run.json")


def own(out: Path) -> list[Path]:
    """All that a run writes."""
    return [*files(out).values(), about(out), folder_of(out)]


def begun(out: Path) -> bool:
    """Whether there is a run to go on with."""
    return _state_file(out).exists()


def finished_before(out: Path, identity: Identity) -> State | None:
    """The end of a run that is finished already and still there. Raises TrialRulesError where that was another run."""
    try:
        told = json.loads(about(out).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    if not all(path.exists() for name, path in files(out).items() if name != "errors" or told["unread"]):
        return None
    _refuse_another(told["run"], identity, out)
    shutil.rmtree(folder_of(out), ignore_errors=True)  # what a run that was killed at its very end left of it
    return State(records=told["records"], unread=told["unread"], complete=True)


def _state_file(out: Path) -> Path:
    return folder_of(out) / "state.json"


def _refuse_another(before: Identity, now: Identity, out: Path) -> None:
    anew = f"; to begin anew, leave --resume out and remove {folder_of(out)}, if it is there"
    for option in ("program", "ids", "text"):
        if before[option] != now[option]:
            raise TrialRulesError(f"{out} was begun with other {option}: {before[option]}, not {now[option]}{anew}")
    if before != now:
        then, there = (f"{each['files']:,} files of {each['bytes']:,} bytes" for each in (before, now))
        raise TrialRulesError(f"the input has changed since {out} was begun: {then} then, {there} now{anew}")


class Store:
    """The unfinished run of an output; use it as a context. ``state`` is how far it is."""

    def __init__(self, out: Path, identity: Identity) -> None:
        self._out, self._identity = out, identity
        self._folder = folder_of(out)
        self._logs: dict[str, BufferedWriter] = {}
        self._saved = 0.0
        self.state = State()

    def __enter__(self) -> Self:
        """Raises TrialRulesError where the run was begun with other input or options, or goes on elsewhere."""
        self._folder.mkdir(exist_ok=True)
        self._lock = _locked(self._folder / "lock")
        try:
            self._begin()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _begin(self) -> None:
        if begun(self._out):
            told = json.loads(_state_file(self._out).read_text(encoding="utf-8"))
            _refuse_another(told["run"], self._identity, self._out)
            told["state"]["cursor"] = Cursor(*told["state"]["cursor"])
            self.state = State(**told["state"])
        if not self.state.complete:
            for name in files(self._out):
                self._logs[name] = self._open(name, dict(self.state.lengths).get(name, 0))
            self._save()

    def _open(self, name: str, length: int) -> BufferedWriter:
        """A log to go on with, cut off where it was last known to be whole."""
        log = self._log(name).open("ab")
        if log.tell() < length:
            log.close()
            raise TrialRulesError(f"{self._log(name)} is shorter than it was: remove {self._folder} and begin anew")
        log.truncate(length)
        log.seek(length)
        return log

    def __exit__(self, *_: object) -> None:
        for log in self._logs.values():
            with suppress(OSError):  # a full disk has been told already
                log.close()
        os.close(self._lock)

    def add(self, finished: Finished) -> None:
        """Puts a chunk behind the others. Raises OSError where it cannot be written."""
        for name, content in finished.written.items():
            self._logs[name].write(content)
            self._logs[name].flush()
        chunk, before = finished.chunk, self.state
        self.state = State(
            chunk.end, chunk.position, before.records + len(chunk.records), before.unread + finished.unread
        )
        if time.monotonic() - self._saved > EVERY:
            self._save()

    def finish(self) -> None:
        """Makes the files that a user finds, once all is read. Raises OSError where they cannot be written."""
        if not self.state.complete:
            self._save(complete=True)
        for name, target in files(self._out).items():
            if name == "errors" and not self.state.unread:
                target.unlink(missing_ok=True)
            elif self._log(name).exists():
                settle(self._log(name), name, target)
        counts = {"records": self.state.records, "unread": self.state.unread}
        self._put({"run": self._identity, **counts}, about(self._out))
        shutil.rmtree(self._folder)

    def _log(self, name: str) -> Path:
        return self._folder / f"{name}.log"

    def _save(self, complete: bool = False) -> None:
        for log in self._logs.values():
            os.fsync(log.fileno())
        lengths = tuple((name, log.tell()) for name, log in self._logs.items())
        self.state = self.state._replace(lengths=lengths, complete=complete)
        self._put({"run": self._identity, "state": self.state._asdict()}, _state_file(self._out))
        self._saved = time.monotonic()

    def _put(self, value: dict[str, Any], path: Path) -> None:
        """A small file that is there whole, old or new, at any moment."""
        part = self._folder / "next"
        with part.open("w", encoding="utf-8") as stream:
            json.dump(value, stream, indent=2)
            stream.write("\n")
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)


def _locked(path: Path) -> int:
    """A lock that ends with the process, however that ends."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:  # no such locks on Windows
        pass
    except OSError:
        os.close(descriptor)
        raise TrialRulesError(f"another run writes to {path.parent} now") from None
    return descriptor
