"""The processes that read: records go out to them, and finished bytes come back, in the order of the input."""

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from ...errors import TrialRulesError
from .inputs import Chunk
from .kernel import Record, Unread

AHEAD = 8
"""So many chunks a worker may be finished before their turn; what keeps memory flat behind a slow one."""
DEATHS = 5
"""A record is given up when so many workers in succession died while they read it."""


class Finished(NamedTuple):
    """A chunk that was read: what it adds to each file, and how many of its records are unread."""

    chunk: Chunk
    written: dict[str, bytes]
    unread: int


def finished(chunks: Iterator[Chunk], workers: int, ending: str) -> Iterator[Finished]:
    """The chunks, read by so many processes, in their order.

    A worker that dies is replaced, and its chunk read again. Raises TrialRulesError where they die before they read.
    """
    pool = _Pool(chunks, workers, ending)
    try:
        yield from pool.run()
    finally:
        pool.close()


class _Worker:
    """One process and the chunk that it reads; ``record`` is the number of the one that it is at."""

    def __init__(self, ending: str) -> None:
        context = _context()
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_work, args=(theirs, ending), daemon=True)
        with _deaf():
            self.process.start()
        theirs.close()
        self.number: int | None = None
        self.record: int | None = None

    def read(self, number: int, records: list[Record | Unread]) -> None:
        self.number, self.record = number, None
        self.connection.send(records)


def _context() -> ForkServerContext | SpawnContext:
    """How processes begin: forked from a small server where there is one, which loads all that reading needs once."""
    if "forkserver" not in multiprocessing.get_all_start_methods():  # Windows
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([f"{__package__}.preload"])
    return context


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes that begin meanwhile never hear Ctrl-C, which reaches all of a terminal: the run alone decides."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # multiprocessing begins it anyway, and takes the mask away as it does
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(connection: "Connection[object, object]", ending: str) -> None:
    """Reads chunks until the other end closes, which it also does when the run dies."""
    from .formats import to_bytes
    from .kernel import read, warm

    warm()
    try:
        while True:
            results = list(read(connection.recv(), connection.send))  # type: ignore[arg-type]
            connection.send((to_bytes(results, ending), sum(isinstance(each, Unread) for each in results)))
    except (EOFError, OSError):
        return


class _Pool:
    def __init__(self, chunks: Iterator[Chunk], workers: int, ending: str) -> None:
        self._chunks = enumerate(chunks)
        self._most = workers
        self._ending = ending
        self._workers: list[_Worker] = []
        self._open: dict[int, Chunk] = {}  # every chunk that was begun and not yet handed on
        self._again: list[int] = []
        self._done: dict[int, Finished] = {}
        self._deaths: dict[int, list[int]] = {}  # of a chunk: at which of its records workers died
        self._stillborn = 0

    def run(self) -> Iterator[Finished]:
        self._give()
        while self._open:
            for connection in wait([worker.connection for worker in self._workers if worker.number is not None]):
                self._hear(next(worker for worker in self._workers if worker.connection is connection))
            self._give()
            while (number := min(self._open, default=-1)) in self._done:
                del self._open[number]
                yield self._done.pop(number)
                self._give()

    def close(self) -> None:
        for worker in self._workers:
            worker.connection.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()

    def _give(self) -> None:
        """Gives every free worker a chunk; begins workers while there are chunks for them."""
        while (worker := self._free()) is not None or len(self._workers) < self._most:
            number = self._next()
            if number is None:
                return
            try:
                if worker is None:
                    worker = _Worker(self._ending)
                    self._workers.append(worker)
                worker.read(number, self._open[number].records)
            except (EOFError, OSError):  # it died while it waited; or the server that begins them did
                self._again.append(number)
                self._unborn(worker)

    def _free(self) -> _Worker | None:
        return next((worker for worker in self._workers if worker.number is None), None)

    def _next(self) -> int | None:
        if self._again:
            return self._again.pop()
        if len(self._open) >= AHEAD * self._most:
            return None
        number, chunk = next(self._chunks, (None, None))
        if number is not None and chunk is not None:
            self._open[number] = chunk
        return number

    def _hear(self, worker: _Worker) -> None:
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if isinstance(message, int):
            worker.record = message
            return
        assert worker.number is not None
        self._done[worker.number] = Finished(self._open[worker.number], *message)
        self._deaths.pop(worker.number, None)
        self._stillborn, worker.number = 0, None

    def _bury(self, worker: _Worker) -> None:
        """Its chunk will be read again by another, without the record of which one after the other died."""
        number, n = worker.number, worker.record
        assert number is not None
        self._again.append(number)
        if n is None:
            self._unborn(worker)
            return
        self._forget(worker)
        deaths = self._deaths.setdefault(number, [])
        deaths.append(n)
        if deaths[-DEATHS:] == [n] * DEATHS:
            lost = self._open[number].records[n]
            reason = "the processes that read it died; does it need more memory than there is?"
            self._open[number].records[n] = Unread(lost.id, reason, lost.source)

    def _unborn(self, worker: _Worker | None) -> None:
        if worker is not None:
            self._forget(worker)
        self._stillborn += 1
        if self._stillborn > DEATHS + self._most:
            raise TrialRulesError(
                "its processes die before they read anything; is there memory for all of them? --resume goes on"
            )

    def _forget(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join()
