"""A standalone Spark cluster on this machine: a master, workers of one core each, and what can be killed of them."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOOPBACK = "127.0.0.1"
START_SECONDS = 180


def environment() -> dict[str, str]:
    """What the cluster's programs need to find this Python and to stay on this machine."""
    import pyspark

    home = str(Path(pyspark.__file__).parent)
    return {**os.environ, "SPARK_HOME": home, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": LOOPBACK}


class Cluster:
    """A master and its workers, each a process; their logs lie in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._started: list[subprocess.Popen[bytes]] = []
        self.master = self._start("master.Master", "--port", "0", says=r"Starting Spark master at (spark://\S+)")
        self.workers: list[subprocess.Popen[bytes]] = []

    def add_worker(self) -> None:
        options = ("--cores", "1", "--memory", "1g", "--work-dir", str(self.folder / "work"), self.master)
        self._start("worker.Worker", *options, says=r"(Successfully registered)")
        self.workers.append(self._started[-1])

    def _start(self, name: str, *options: str, says: str) -> str:
        log = self.folder / f"{name}.{len(self._started)}.log"
        program = [f"{environment()['SPARK_HOME']}/bin/spark-class", f"org.apache.spark.deploy.{name}"]
        with log.open("wb") as stream:
            process = subprocess.Popen(
                [*program, "--host", LOOPBACK, "--webui-port", "0", *options],
                stdout=stream, stderr=stream, env=environment(), start_new_session=True,
            )  # fmt: skip
        self._started.append(process)
        for _ in range(START_SECONDS * 10):
            if found := re.search(says, log.read_text(encoding="utf-8", errors="replace")):
                return found[1]
            time.sleep(0.1)
        raise AssertionError(f"no {name}: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")

    def kill_worker(self, n: int) -> None:
        """Ends a worker as a machine ends that loses its power, with all that runs on it."""
        for pid in _family(self.workers[n].pid):
            os.kill(pid, signal.SIGKILL)

    def stop(self) -> None:
        for process in self._started:
            for pid in _family(process.pid):
                os.kill(pid, signal.SIGKILL)
            process.wait()


def _family(pid: int) -> Iterator[int]:
    """A process and all below it, as far as they are there."""
    try:
        words = [task.joinpath("children").read_text() for task in Path(f"/proc/{pid}/task").iterdir()]
    except FileNotFoundError:
        return
    yield pid
    for child in " ".join(words).split():
        yield from _family(int(child))


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster for as long as the context lasts."""
    made = Cluster(folder)
    try:
        for _ in range(workers):
            made.add_worker()
        yield made
    finally:
        made.stop()
