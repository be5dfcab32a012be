"""A real `trialrules serve`: its process, what it says, and how to ask it."""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

JSON = {"Content-Type": "application/json"}
WAIT = 120
"""Seconds; a machine that is busy takes long, and nothing here waits as long on one that is not."""


class Answer(NamedTuple):
    status: int
    value: Any
    headers: Mapping[str, str]

    @property
    def code(self) -> str:
        """The code of the problem that was answered."""
        assert set(self.value) == {"error"}
        assert set(self.value["error"]) == {"code", "message"}
        return str(self.value["error"]["code"])


class Served:
    """The process and its port; ``log`` is what it has said on standard error."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process, self.log = process, ""
        self._listening = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        assert self._listening.wait(WAIT)
        assert "listening on http://" in self.log, self.log
        self.port = int(self.log.partition(", workers")[0].rpartition(":")[2])

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.log += line
            if "listening" in line:
                self._listening.set()
        self._listening.set()

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT)

    def ask(self, path: str, value: Any = None, headers: Mapping[str, str] = JSON) -> Answer:
        """GET, or POST of a value as JSON, or of bytes or parts of them as they are."""
        connection = self.connect()
        body = value if value is None or isinstance(value, bytes | Iterator) else json.dumps(value)
        connection.request("GET" if body is None else "POST", path, body, dict(headers))
        return heard(connection)

    def workers(self) -> list[int]:
        """The ids of its worker processes."""
        pid = self.process.pid
        return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def stop(self) -> int:
        """The exit code after SIGTERM."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(WAIT)
        self._reader.join(WAIT)
        return code


def heard(connection: http.client.HTTPConnection) -> Answer:
    response = connection.getresponse()
    return Answer(response.status, json.loads(response.read()), response.headers)


@contextmanager
def serving(*options: str, environment: Mapping[str, str] | None = None) -> Iterator[Served]:
    """A service on a free port, for as long as the context lasts."""
    command = [sys.executable, "-m", "trialrules", "serve", "--port", "0", *options]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, encoding="utf-8", env={**os.environ, **(environment or {})}
    )
    try:
        yield Served(process)
    finally:
        process.kill()
        process.wait()
