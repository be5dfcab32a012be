"""A run that is really killed, again and again and at random moments, ends as one that nobody disturbed."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import psutil
import pytest
import trialrules
from batch_texts import as_lines, texts, written

pytestmark = pytest.mark.slow

PATIENCE = 60
"""Seconds after which a run that says nothing is taken to hang: far more than any step takes."""
RECORDS = 150


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many texts, two of them broken."""
    path = tmp_path_factory.mktemp("in") / "in.jsonl"
    some = as_lines(texts(RECORDS)).splitlines(keepends=True)
    path.write_text("".join([*some[:50], "{broken\n", *some[50:120], '{"id": 1}\n', *some[120:]]))
    return path


class Runs:
    """The same run, begun as often as need be; each of its processes is gone at the end."""

    def __init__(self, source: Path, out: Path) -> None:
        self.source, self.out = source, out
        self.process: subprocess.Popen[str] | None = None

    def begin(self, *more: str, before: Callable[[], None] | None = None) -> None:
        command = [sys.executable, "-m", "trialrules", "batch", str(self.source), "--out", str(self.out), *more]
        self.process = subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=before
        )

    def end(self) -> tuple[int, str]:
        """The exit code and what was said on standard error."""
        assert self.process is not None
        said = self.process.communicate(timeout=PATIENCE)[1]
        return self.process.returncode, said

    def wait_for(self, bytes: int) -> bool:
        """Waits until so much of the output is written; False where the run ended before."""
        log = self.out.with_name(f"{self.out.name}.part") / "trials.log"
        for _ in _moments():
            if self.process is None or self.process.poll() is not None:
                return False
            if log.exists() and log.stat().st_size >= bytes:
                return True
        raise AssertionError("the run wrote nothing more")

    def hold(self) -> bool:
        """Stops the run where it is, so that what follows meets it there; False where it has ended."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)
        return self.process.poll() is None

    def go_on(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)

    def children(self) -> list[psutil.Process]:
        assert self.process is not None
        return psutil.Process(self.process.pid).children(recursive=True)

    def each_worker(self) -> Iterator[psutil.Process]:
        """A worker, and when it is gone the next, until there are none."""
        while self.process is not None and self.process.poll() is None:
            with suppress(psutil.NoSuchProcess):
                yield from self.workers()[:1]
            time.sleep(0.01)

    def workers(self) -> list[psutil.Process]:
        """The processes that read: what the server that begins them has begun."""
        return [each for each in self.children() if each.ppid() not in (self.process and self.process.pid, 1)]


def _moments() -> Iterator[None]:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        yield
        time.sleep(0.002)


@pytest.fixture
def runs(source: Path, tmp_path: Path) -> Iterator[Callable[[str], Runs]]:
    begun: list[Runs] = []

    def make(name: str) -> Runs:
        folder = tmp_path / str(len(begun))
        folder.mkdir()
        begun.append(Runs(source, folder / name))
        return begun[-1]

    yield make
    for each in begun:
        if each.process is not None and each.process.poll() is None:
            os.killpg(each.process.pid, signal.SIGKILL)
            each.process.wait()


@pytest.fixture(scope="module", params=["rules.jsonl", "rules.parquet"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def wanted(source: Path, name: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], int]:
    """What a run leaves that nobody disturbs, and how large its output is."""
    run = Runs(source, tmp_path_factory.mktemp("wanted") / name)
    run.begin()
    code, said = run.end()
    assert code == 1
    assert f"{RECORDS + 2} records, 2 could not be read" in said
    return written(run.out.parent), run.out.stat().st_size


def parent(run: Runs) -> None:
    assert run.process is not None
    run.process.kill()


def everything(run: Runs) -> None:
    assert run.process is not None
    os.killpg(run.process.pid, signal.SIGKILL)


def ctrl_c(run: Runs) -> None:
    assert run.process is not None
    os.killpg(run.process.pid, signal.SIGINT)
    run.go_on()


def test_killed_at_random_moments_it_ends_as_if_undisturbed(
    runs: Callable[[str], Runs], name: str, wanted: tuple[dict[str, bytes], int]
) -> None:
    files, size = wanted
    random = Random(name)
    run = runs(name)
    ways = [parent, everything, ctrl_c] if name == "rules.jsonl" else [everything]
    moments = sorted(random.uniform(0, 0.6) * size for _ in ways)
    for way, moment in zip(ways, moments, strict=True):
        run.begin("--resume", "--workers", str(random.randint(1, 3)))
        if not (run.wait_for(int(moment)) and run.hold()):
            break
        children = run.children()
        way(run)
        code, said = run.end()
        assert code in ((130, -signal.SIGINT) if way is ctrl_c else (-signal.SIGKILL,))  # Python's own, while it starts
        assert ("trialrules: interrupted" in said) == (code == 130)
        assert not psutil.wait_procs(children, timeout=PATIENCE)[1]
        assert not run.out.exists() or run.out.read_bytes() == files[name]
    run.begin("--resume")
    assert run.end()[0] == 1
    assert written(run.out.parent) == files
    assert not [path for path in run.out.parent.iterdir() if path.is_dir()]


@pytest.mark.parametrize("name", ["rules.jsonl"], indirect=True)
def test_a_full_disk_and_a_killed_worker(
    runs: Callable[[str], Runs], name: str, wanted: tuple[dict[str, bytes], int]
) -> None:
    """The one is told, and the run goes on when there is room; the other is replaced."""
    files, size = wanted
    run = runs(name)

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, size // 2))

    run.begin(before=little_room)
    code, said = run.end()
    assert (code, "--resume goes on" in said, run.out.exists()) == (1, True, False)
    run.begin("--resume")
    if run.wait_for(size // 2 + 1) and run.hold():
        for worker in run.workers()[:1]:
            worker.kill()
        run.go_on()
    assert run.end()[0] == 1
    assert written(run.out.parent) == files


def test_a_record_that_kills_its_workers_is_unread(tmp_path: Path) -> None:
    long = "".join(f"- Age {n} years or {n} weeks after surgery of the heart\n" for n in range(25_000))
    (tmp_path / "in.jsonl").write_text(as_lines({"A": "Exclusion: gout", "long": long, "B": "Exclusion: asthma"}))
    run = Runs(tmp_path / "in.jsonl", tmp_path / "rules.jsonl")
    run.begin("--workers", "1")
    for worker in run.each_worker():
        with suppress(psutil.NoSuchProcess):
            while sum(worker.cpu_times()[:2]) < 0.5:  # by then it reads the record that takes it long
                time.sleep(0.01)
            worker.kill()
    assert run.end()[0] == 1
    assert [r.trial.id for r in trialrules.read_rulesets(run.out)] == ["A", "B"]
    (error,) = run.out.with_name("rules.jsonl.errors.jsonl").read_text().splitlines()
    assert json.loads(error)["id"] == "long"
    assert "died" in json.loads(error)["error"]


def test_an_unfinished_run_is_not_begun_anew_by_mistake_or_twice(runs: Callable[[str], Runs]) -> None:
    run = runs("rules.jsonl")
    run.begin()
    assert run.wait_for(1)
    assert run.hold()
    twin = Runs(run.source, run.out)
    twin.begin("--resume")
    code, said = twin.end()
    assert (code, "another run writes" in said) == (1, True)
    everything(run)
    run.end()
    before = written(run.out.with_name("rules.jsonl.part"))
    run.begin()
    code, said = run.end()
    assert (code, "go on with --resume" in said) == (1, True)
    assert written(run.out.with_name("rules.jsonl.part")) == before
