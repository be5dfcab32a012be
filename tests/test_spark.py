"""Many machines give what one gives: on a real standalone cluster with two workers on loopback."""

import doctest
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from clusters import LOOPBACK, Cluster, cluster, environment
from trialrules.pipeline.batch.kernel import read, record
from trialrules.pipeline.batch.schema import TABLES, rows
from trialrules.pipeline.spark import extract

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs a Java runtime"),
    pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="what is to be killed is found in /proc"),
]
sql = pytest.importorskip("pyspark.sql", reason="needs PySpark: pip install 'trialrules[spark]'")
ROOT = Path(__file__).parent.parent
RECORDS, PARTITIONS = 600, 12
BAD: list[tuple[str | None, str | None]] = [("none", None), ("blank", " \n"), (None, "Exclusion: gout"), ("", "x")]


def records(n: int) -> list[tuple[str | None, str | None]]:
    """So many ids and texts, no two alike, with bad ones among them."""
    words = "Inclusion: age {} years or older; ECOG 0-1\nExclusion: platelets < {} x 10^9/L, or asthma"
    return [*((f"T{k}", words.format(k % 60 + 18, k)) for k in range(n - len(BAD))), *BAD]


def expected(given: list[tuple[str | None, str | None]], table: str) -> list[dict[str, Any]]:
    """What this machine alone reads, in order; columns that a row does not name are empty."""
    found = rows(read(record(*pair) for pair in given), table)
    return [{**dict.fromkeys(TABLES[table]), **row} for row in found]


def in_order(given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(given, key=repr)


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("spark"), workers=2) as made:
        yield made


@pytest.fixture(scope="module")
def spark(two_workers: Cluster) -> Iterator[Any]:
    os.environ.update({k: v for k, v in environment().items() if k.startswith(("SPARK", "PYSPARK"))})
    session = (
        sql.SparkSession.builder.master(two_workers.master)
        .config("spark.driver.host", LOOPBACK)
        .config("spark.driver.bindAddress", LOOPBACK)
        .config("spark.ui.enabled", "false")
        .config("spark.executor.memory", "512m")
        .getOrCreate()
    )
    yield session
    session.stop()


def frame(spark: Any, given: list[tuple[str | None, str | None]]) -> Any:
    table = spark.createDataFrame(given, "nct_id string, criteria string")
    return table.repartition(PARTITIONS).withColumn("unused", sql.functions.lit(1))


def collected(made: Any) -> list[dict[str, Any]]:
    return [row.asDict() for row in made.collect()]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_that_of_one_machine(spark: Any, table: str) -> None:
    given = records(RECORDS)
    made = extract(frame(spark, given), id="nct_id", text="criteria", table=table)
    assert made.columns == list(TABLES[table])
    assert in_order(collected(made)) == in_order(expected(given, table))


def test_a_table_or_column_that_is_not_there(spark: Any) -> None:
    given = frame(spark, records(10))
    with pytest.raises(ValueError, match="'rules' is none of trials, leaves"):
        extract(given, id="nct_id", text="criteria", table="rules")
    with pytest.raises(Exception, match="text"):
        extract(given, id="nct_id", text="text")


def test_the_page(spark: Any) -> None:
    page = (ROOT / "docs" / "spark.md").read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL))
    example = doctest.DocTestParser().get_doctest(code, {}, "spark.md", "spark.md", 0)
    done = doctest.DocTestRunner(verbose=False).run(example)
    assert (done.attempted > 4, done.failed) == (True, 0)


def test_the_example_is_a_whole_job(tmp_path: Path) -> None:
    given = records(30)
    table = pyarrow.table({"nct_id": [id for id, _ in given], "criteria": [text for _, text in given]})
    pyarrow.parquet.write_table(table, tmp_path / "texts.parquet")
    job = [sys.executable, ROOT / "examples" / "spark_extract.py", "texts.parquet", "rules.parquet", "--partitions=2"]
    subprocess.run(job, cwd=tmp_path, env=environment(), check=True, capture_output=True)
    made = pyarrow.parquet.read_table(tmp_path / "rules.parquet").to_pylist()
    assert in_order(made) == in_order(expected(given, "trials"))


def test_a_worker_that_is_killed_in_the_middle_changes_nothing(spark: Any, two_workers: Cluster) -> None:
    """The last of the tests: afterwards one worker is left."""
    given, context = records(RECORDS * 3), spark.sparkContext
    made = extract(frame(spark, given), id="nct_id", text="criteria")
    with ThreadPoolExecutor(1) as pool:
        result = pool.submit(collected, made)
        while _done(context) < 2:
            assert not result.done()
            time.sleep(0.01)
        two_workers.kill_worker(0)
        assert not result.done()
        assert in_order(result.result()) == in_order(expected(given, "trials"))


def _done(context: Any) -> int:
    """How many partitions of the stage at work are read."""
    tracker = context.statusTracker()
    stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
    return max((stage.numCompletedTasks for stage in stages if stage and stage.numTasks == PARTITIONS), default=0)
