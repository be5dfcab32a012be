"""The store: every version of a trial is kept, and what was stored stays, however the program ends."""

import dataclasses
import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
import trialrules
from trialrules.pipeline.store import Reading, Store


def reading(trial: str, words: str, **more: str) -> Reading:
    ruleset = trialrules.extract(f"Exclusion: {words}", id=trial)
    return Reading(trial, record=f"record of {words}", content=words, program="1", ruleset=ruleset, **more)


UNREAD = Reading("NCT2", record="{}", content="empty", program="1", reason="no criteria")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "trials.duckdb"


def test_every_version_is_kept(path: Path) -> None:
    with Store(path, write=True) as store:
        assert store.put(reading("NCT1", "platelets < 100 x 10^9/L", updated="2026-01-02"))
        assert store.put(reading("NCT1", "platelets < 75 x 10^9/L", updated="2026-02-03"))
        assert store.put(reading("NCT0", "ECOG > 1"))
    with Store(path) as store:
        versions = store.versions("NCT1")
        assert [(v.number, v.updated) for v in versions] == [(1, "2026-01-02"), (2, "2026-02-03")]
        assert store.ruleset("NCT1", 1).criteria[0].text == "platelets < 100 x 10^9/L"
        assert store.record("NCT1", 1) == "record of platelets < 100 x 10^9/L"
        assert store.ruleset("NCT1") == store.ruleset("NCT1", 2)
        assert [v.trial for v in store.trials()] == ["NCT0", "NCT1"]
        assert [str(r.criteria[0].rule) for r in store.rulesets()] == ["ECOG > 1", "platelet count < 75 10*9/L"]


def test_the_same_again_is_no_new_version(path: Path) -> None:
    first = reading("NCT1", "ECOG > 1")
    with Store(path, write=True) as store:
        assert store.put(first)
        assert not store.put(dataclasses.replace(first, program="2"))
        assert [(v.number, v.program) for v in store.versions("NCT1")] == [(1, "2")]
        other = trialrules.extract("Exclusion: ECOG > 2", id="NCT1")
        assert store.put(dataclasses.replace(first, program="3", ruleset=other)), "it is read differently"


def test_a_record_that_could_not_be_read_has_its_reason_and_no_rules(path: Path) -> None:
    with Store(path, write=True) as store:
        store.put(reading("NCT2", "ECOG > 1"))
        store.put(UNREAD)
        store.put(reading("NCT3", "ECOG > 2"))
        assert [(v.trial, v.reason) for v in store.trials()] == [("NCT2", "no criteria"), ("NCT3", None)]
        assert [r.trial.id for r in store.rulesets()] == ["NCT3"], "what was read of an older record may not hold"
        with pytest.raises(trialrules.ReadError, match="NCT2: no criteria"):
            store.ruleset("NCT2")
        assert store.ruleset("NCT2", 1).trial.id == "NCT2"


def interrupted(store: Store) -> None:
    with store.together():
        store.put(UNREAD)
        raise KeyboardInterrupt


def test_together_is_all_or_nothing(path: Path) -> None:
    with Store(path, write=True) as store:
        with pytest.raises(KeyboardInterrupt):
            interrupted(store)
        assert list(store.trials()) == []
        with store.together():
            store.put(UNREAD)
            assert store.latest("NCT2") is not None
            store.keep_progress("search", "page 2")
        assert [v.trial for v in store.trials()] == ["NCT2"]
        assert (store.progress("search"), store.progress("other")) == ("page 2", None)


def test_what_is_no_store_is_refused(path: Path, tmp_path: Path) -> None:
    for write in (False, True):
        with pytest.raises(trialrules.ReadError, match="no such store"):
            Store(path / "below", write=write)
    with pytest.raises(trialrules.ReadError, match="no such store"):
        Store(path)
    assert not path.exists()
    path.write_text("words")
    with pytest.raises(trialrules.ReadError, match="no DuckDB database"):
        Store(path)
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE person (id INTEGER)")
    for write in (False, True):
        with pytest.raises(trialrules.ReadError, match="a database, but no store of trials"):
            Store(other, write=write)


def test_a_store_of_another_format_is_refused(path: Path) -> None:
    Store(path, write=True).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE store SET format = 99")
    with pytest.raises(trialrules.ReadError, match="format 99"):
        Store(path)


def test_a_version_that_is_not_there(path: Path) -> None:
    with Store(path, write=True) as store:
        store.put(UNREAD)
        with pytest.raises(trialrules.ReadError, match="does not hold NCT9"):
            store.ruleset("NCT9")
        with pytest.raises(trialrules.ReadError, match="does not hold NCT2 in version 7"):
            store.record("NCT2", 7)
        assert (store.versions("NCT9"), store.latest("NCT9")) == ([], None)


KILLED = """
import sys
from trialrules.pipeline.store import Reading, Store
store = Store(sys.argv[1], write=True)
for n in range(100_000):
    store.put(Reading(f"NCT{n:08}", record="{}", content="c", program="1", reason="no criteria"))
    print(n, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing is killed outright here")
def test_what_was_stored_outlives_a_kill_and_one_program_writes_at_a_time(path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED, path], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        while int(process.stdout.readline()) < 200:
            pass
        with pytest.raises(trialrules.ReadError, match="another program is writing"):
            Store(path)
        os.kill(process.pid, signal.SIGKILL)
        told = process.stdout.read().splitlines()
    with Store(path) as store:
        assert len(list(store.trials())) >= 201 + len(told)
