"""A review in a process of its own, for tests, and calls to it."""

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import trialrules


class Server:
    """`trialrules review`, started in a folder."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.folder = folder
        command = [sys.executable, "-m", "trialrules", "review", *words, "--no-browser", "--reviewer", "A. Nurse"]
        self.process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        told = re.search(r"http://\S+", self.process.stdout.readline())
        assert told is not None
        self.address = told.group()
        self.home, self.key = self.address.split("/#")
        self.port = int(self.home.rpartition(":")[2])

    def call(self, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """The status and the answer; headers given as ``X_Review_Key="…"`` take the place of the right ones."""
        sent = {"X-Review-Key": self.key, **{name.replace("_", "-"): value for name, value in headers.items()}}
        data = None if body is None else json.dumps(body).encode()
        if data is not None:
            sent["Content-Type"] = "application/json"
        request = urllib.request.Request(self.home + path, data, sent)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as refused:
            return refused.code, json.loads(refused.read())

    def kill(self) -> None:
        """Ends the process at once, as a crash does."""
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@contextmanager
def serving(folder: Path, *words: str) -> Iterator[Server]:
    """A server that is ended whatever happens."""
    server = Server(folder, *words)
    try:
        yield server
    finally:
        server.kill()


def rules(folder: Path, *texts: tuple[str, str]) -> Path:
    """A file of RuleSets of texts by their ids."""
    path = folder / "rules.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for id, text in texts:
            stream.write(trialrules.extract(text, id=id).model_dump_json() + "\n")
    return path
