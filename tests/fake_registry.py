"""A registry on this machine that answers as ClinicalTrials.gov does, and goes wrong as a test asks for."""

import importlib.util
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs, urlsplit


def _plain() -> ModuleType:
    """The registry of the documentation, which never goes wrong."""
    path = Path(__file__).parent.parent / "docs" / "new-trials" / "registry.py"
    spec = importlib.util.spec_from_file_location("plain_registry", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


plain = _plain()


class FakeRegistry:
    """Holds ``records``, and gives at most ``page`` of them at a time.

    Each request takes one of ``faults``: ``400``, ``429`` (with ``Retry-After``), ``500``, ``cut`` (fewer bytes than
    announced), ``half`` (half a JSON, its length unannounced), ``slow`` (a byte now and then), ``silent``, or None.
    ``requests`` holds what was asked, with the time.
    """

    def __init__(self, records: list[dict[str, Any]], page: int = 1000) -> None:
        self.records = records
        self.page = page
        self.faults: Iterator[str | None] = iter(())
        self.requests: list[tuple[str, dict[str, str], float]] = []
        self.over = threading.Event()

    @property
    def pages(self) -> list[dict[str, str]]:
        """The parameters of the requests for pages."""
        return [wanted for path, wanted, _ in self.requests if path.endswith("/studies")]

    @contextmanager
    def running(self) -> Iterator[str]:
        """Serves from a thread; gives the address."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/api/v2"
        finally:
            self.over.set()
            server.shutdown()
            server.server_close()
            thread.join()

    def _handler(registry) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = urlsplit(self.path)
                wanted = {name: values[0] for name, values in parse_qs(asked.query).items()}
                registry.requests.append((asked.path, wanted, time.monotonic()))
                fault = next(registry.faults, None)
                if fault == "429":
                    self._send(429, b"too many requests", {"Retry-After": "1"})
                elif fault == "400":
                    self._send(400, b"`query.term` has an unclosed bracket")
                elif fault == "500":
                    self._send(500, b"<html>out of order</html>")
                elif fault == "silent":
                    registry.over.wait(20)
                else:
                    self._answer(asked.path, wanted, fault)

            def _answer(self, path: str, wanted: dict[str, str], fault: str | None) -> None:
                try:
                    status, body = 200, json.dumps(plain.answer(registry.records, path, wanted, registry.page)).encode()
                except plain.Wrong as wrong:
                    status, body = 400, str(wrong).encode()
                if fault == "cut":
                    self._send(status, body[: len(body) // 2], {"Content-Length": str(len(body))})
                elif fault == "half":
                    self._send(status, body[: len(body) // 2], {"Content-Length": None})
                elif fault == "slow":
                    self._send(status, b"", {"Content-Length": str(len(body))})
                    for n in range(100):
                        if registry.over.wait(0.1):
                            break
                        self.wfile.write(body[n : n + 1])
                else:
                    self._send(status, body)

            def _send(self, status: int, body: bytes, headers: dict[str, str | None] | None = None) -> None:
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items():
                    if value is not None:
                        self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler
