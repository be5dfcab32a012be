"""How the service bears up: workers that are stuck or die, a stop in the middle of work, many requests."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import JSON, Answer, Served, heard, serving

pytest.importorskip("fastapi", reason="the service needs FastAPI")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="worker processes are found in /proc"),
]
TEXT = {"text": "Inclusion: ECOG 0-1. Exclusion: ALT > 3 x ULN within 14 days of enrolment; asthma, or gout"}
LONG = {"text": "\n".join(f"- platelets < {n} x 10^9/L and ALT > 3 x ULN" for n in range(1, 80))}


@pytest.fixture(scope="module")
def service() -> Iterator[Served]:
    with serving("--workers", "1") as served:
        yield served


class Asked(threading.Thread):
    """A request on its way; ``answer`` is there once the thread has ended."""

    def __init__(self, service: Served, value: object) -> None:
        super().__init__()
        self.connection = service.connect()
        self.connection.request("POST", "/extract", json.dumps(value), JSON)
        self.start()

    def run(self) -> None:
        self.answer = heard(self.connection)

    def result(self) -> Answer:
        self.join()
        return self.answer


def test_a_stuck_worker_is_ended_and_replaced() -> None:
    with serving("--workers", "1", "--timeout", "3", "--log-text") as service:
        (stuck,) = service.workers()
        os.kill(stuck, signal.SIGSTOP)
        late = service.ask("/extract", {"text": "Zyzzogeton"})
        assert (late.status, late.code) == (504, "took_too_long")
        assert stuck not in service.workers()
        assert service.ask("/health").code == "busy"
        while (answer := service.ask("/extract", TEXT)).status == 503:  # until the new one is up
            assert answer.code == "busy"
            assert answer.headers["Retry-After"]
        assert answer.status == 200
        assert "Zyzzogeton" in service.log


def test_a_worker_that_dies_takes_one_request_with_it_at_most() -> None:
    with serving("--workers", "1") as service:
        (idle,) = service.workers()
        os.kill(idle, signal.SIGKILL)
        while Path(f"/proc/{idle}").exists():
            time.sleep(0.01)
        assert service.ask("/extract", TEXT).status == 200
        (busy,) = service.workers()
        os.kill(busy, signal.SIGSTOP)
        asked = Asked(service, {"text": "Zyzzogeton"})
        time.sleep(0.5)
        os.kill(busy, signal.SIGKILL)
        assert (asked.result().status, asked.answer.code) == (500, "internal_error")
        assert "Zyzzogeton" not in service.log


def test_those_that_wait_are_not_without_number(service: Served) -> None:
    (worker,) = service.workers()
    os.kill(worker, signal.SIGSTOP)
    asked = [Asked(service, TEXT) for _ in range(32)]
    time.sleep(1)
    more = service.ask("/extract", TEXT)
    assert (more.status, more.code) == (503, "busy")
    assert service.ask("/health").status == 200
    os.kill(worker, signal.SIGCONT)
    assert {a.result().status for a in asked} == {200}


class Client(threading.Thread):
    """Asks again and again until the service is gone; keeps what it was answered, and what was lost."""

    def __init__(self, service: Served, *, keeps: bool) -> None:
        super().__init__()
        self.service, self.keeps = service, keeps
        self.answered: list[int] = []
        self.lost: list[Exception] = []

    def run(self) -> None:
        connection = self.service.connect()
        while True:
            try:
                connection.connect() if connection.sock is None else None
            except (ConnectionRefusedError, ConnectionResetError):
                return
            try:
                connection.request("POST", "/extract", json.dumps(LONG), JSON)
                self.answered.append(heard(connection).status)
            except (OSError, http.client.HTTPException) as error:
                self.lost.append(error)
                return
            if not self.keeps:
                connection.close()


def test_a_stop_loses_nothing_that_was_accepted() -> None:
    """Neither from those who keep their connection nor from those who open one for each request."""
    with serving("--workers", "2") as service:
        clients = [Client(service, keeps=n % 2 == 0) for n in range(8)]
        for client in clients:
            client.start()
        while sum(len(client.answered) for client in clients) < 50:
            time.sleep(0.05)
        workers = service.workers()
        assert service.stop() == 0
        for client in clients:
            client.join()
        assert [client.lost for client in clients if client.lost] == []
        assert {status for client in clients for status in client.answered} == {200}
        assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]


def test_those_in_line_are_answered_before_the_end() -> None:
    with serving("--workers", "1") as service:
        asked = [Asked(service, LONG) for _ in range(20)]
        time.sleep(0.2)
        service.process.send_signal(signal.SIGTERM)
        assert {a.result().status for a in asked} == {200}
        assert service.process.wait(60) == 0
        with pytest.raises(ConnectionRefusedError):
            service.ask("/health")


def test_a_stop_while_nothing_is_up_yet() -> None:
    command = [sys.executable, "-m", "trialrules", "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while not children.read_text():
            time.sleep(0.01)
        process.terminate()
        assert process.wait(60) == 0


def test_workers_end_with_a_server_that_is_killed() -> None:
    with serving("--workers", "2") as service:
        workers = service.workers()
        service.process.kill()
        for _ in range(600):
            if not [pid for pid in workers if Path(f"/proc/{pid}").exists()]:
                return
            time.sleep(0.1)
    raise AssertionError("they are still there")


def test_a_port_that_is_taken_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "trialrules", "serve", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"127.0.0.1:{port}: Address already in use" in done.stderr


def resident(pids: list[int]) -> int:
    """The memory of processes, in bytes."""
    return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids) * os.sysconf("SC_PAGE_SIZE")


def test_memory_stays_flat(service: Served) -> None:
    """Other words each time, so that nothing keeps what it has seen."""
    connection, sizes = service.connect(), []
    for n in range(1_500):
        body = {"text": f"Exclusion: platelets < {n} x 10^9/L; drug{n} within {n} days; disease{n}", "id": f"T{n}"}
        connection.request("POST", "/extract", json.dumps(body), JSON)
        assert heard(connection).status == 200
        if n % 500 == 499:
            sizes.append(resident([service.process.pid, *service.workers()]))
    assert sizes[-1] - sizes[0] < 10_000_000
