"""Worker processes, each with one request at a time; one that is stuck or dead is replaced."""

import asyncio
import json
import logging
import sys
from asyncio.subprocess import PIPE, Process
from types import TracebackType
from typing import Self

from ...errors import TrialRulesError
from . import frames
from .limits import Limits
from .problems import Problem

_log = logging.getLogger("trialrules.service")
START_SECONDS = 120
"""How long a worker may take to load; a busy machine takes long."""


class Pool:
    """``size`` workers; a context in which they are up. Entering raises TrialRulesError where they do not start."""

    def __init__(self, size: int, limits: Limits, *, log_text: bool = False) -> None:
        self.size, self._limits, self._log_text = size, limits, log_text
        self._workers: set[Process] = set()
        self._idle: asyncio.Queue[Process] = asyncio.Queue()
        self._starting: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        try:
            await asyncio.gather(*(self._start() for _ in range(self.size)))
        except BaseException:
            await self.__aexit__(None, None, None)
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._starting:
            task.cancel()
        for worker in list(self._workers):
            await self._end(worker)

    @property
    def up(self) -> int:
        """How many workers can be asked, now or when they have finished what they do."""
        return sum(worker.returncode is None for worker in self._workers)

    async def run(self, job: str, body: bytes) -> tuple[int, bytes]:
        """The HTTP status and the JSON that a worker answers.

        Raises Problem where no worker becomes free in time, or the worker takes too long or dies.
        """
        worker = await self._free()
        try:
            status, answer = await self._asked(worker, job, body)
        except BaseException:  # the pipe may hold half an answer, so this worker cannot be asked again
            await self._replace(worker)
            raise
        self._idle.put_nowait(worker)
        return int(status), answer

    async def _free(self) -> Process:
        try:
            async with asyncio.timeout(self._limits.seconds):
                while (worker := await self._idle.get()).returncode is not None:
                    await self._replace(worker)
        except TimeoutError as late:
            raise Problem("busy", f"no worker became free within {self._limits.seconds:g} seconds") from late
        return worker

    async def _asked(self, worker: Process, job: str, body: bytes) -> tuple[str, bytes]:
        pipe, answers = _pipes(worker)
        try:
            async with asyncio.timeout(self._limits.seconds):
                pipe.write(frames.framed(job, body))
                await pipe.drain()
                return await frames.received(answers)
        except TimeoutError as late:
            self._tell(f"/{job} took more than {self._limits.seconds:g} seconds", body)
            raise Problem("took_too_long", f"it takes more than {self._limits.seconds:g} seconds") from late
        except (asyncio.IncompleteReadError, OSError) as gone:
            self._tell(f"a worker died at /{job}", body)
            raise Problem("internal_error", "the worker process died: please report it") from gone

    def _tell(self, what: str, body: bytes) -> None:
        _log.error("%s", what)
        if self._log_text:
            _log.error("the request was %r", body)

    async def _start(self) -> None:
        options = json.dumps(self._limits), json.dumps(self._log_text)
        worker = await asyncio.create_subprocess_exec(
            sys.executable, "-m", f"{__package__}.worker", *options, stdin=PIPE, stdout=PIPE,
            start_new_session=True,  # so that Ctrl-C at the terminal reaches the server alone, which then ends them
        )  # fmt: skip
        try:
            async with asyncio.timeout(START_SECONDS):
                await frames.received(_pipes(worker)[1])
        except BaseException as failed:
            await self._end(worker)
            if isinstance(failed, TimeoutError | asyncio.IncompleteReadError):
                raise TrialRulesError("a worker process does not start") from failed
            raise
        self._workers.add(worker)
        self._idle.put_nowait(worker)

    async def _replace(self, worker: Process) -> None:
        await self._end(worker)
        _log.warning("a worker ended (%s) and is replaced", worker.returncode)
        task = asyncio.create_task(self._start_at_last())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _start_at_last(self) -> None:
        while True:
            try:
                return await self._start()
            except (TrialRulesError, OSError) as failed:
                _log.error("%s", failed)
                await asyncio.sleep(1)

    async def _end(self, worker: Process) -> None:
        self._workers.discard(worker)
        if worker.returncode is None:
            worker.kill()
        await worker.wait()


def _pipes(worker: Process) -> tuple[asyncio.StreamWriter, asyncio.StreamReader]:
    assert worker.stdin is not None
    assert worker.stdout is not None
    return worker.stdin, worker.stdout
