"""`trialrules sync` against a registry on this machine that refuses, stumbles, changes its mind and forgets."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import chain, cycle, repeat
from pathlib import Path

import duckdb
import pytest
import trialrules
from click.testing import CliRunner, Result
from fake_registry import FakeRegistry
from invented_records import nct, record
from trialrules.cli import main
from trialrules.pipeline.store import Store
from trialrules.pipeline.sync import PER_MINUTE, TIMEOUT, Client, Search, follow

Run = Callable[..., Result]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "trials.duckdb"


@pytest.fixture
def registry() -> FakeRegistry:
    return FakeRegistry([record(n) for n in range(12)], page=5)


@pytest.fixture
def api(registry: FakeRegistry) -> Iterator[str]:
    with registry.running() as address:
        yield address


@pytest.fixture
def run(path: Path, api: str) -> Run:
    fast = ("--store", path, "--api", api, "--per-minute", 100_000)
    return lambda *words: CliRunner().invoke(main, [str(word) for word in ("sync", *fast, *words)])


def failures(done: Result) -> list[str]:
    """What standard error says, but for how far it is."""
    return [line.removeprefix("trialrules: ") for line in done.stderr.splitlines() if not line.endswith("so far")]


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a store holds."""
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in names}


def test_all_pages_come_and_every_trial_is_read(registry: FakeRegistry, path: Path, run: Run) -> None:
    done = run("--query", "invented")
    assert (done.exit_code, failures(done)) == (0, [])
    assert done.stdout == "12 records: 12 new, 0 changed, 0 as they were; 0 without rules\n"
    with Store(path) as store:
        stored = {ruleset.trial.id: ruleset for ruleset in store.rulesets()}
        assert list(stored) == [nct(n) for n in range(12)]
        for each in registry.records:
            text = each["protocolSection"]["eligibilityModule"]["eligibilityCriteria"]
            trial = trialrules.read(json.dumps(each).encode())
            assert stored[str(trial.id)] == trialrules.extract(trial)
            assert stored[str(trial.id)].text == text
    assert [page.get("pageToken", "")[:2] for page in registry.pages] == ["", "5-", "10"]


def test_what_is_asked_for_is_asked_of_the_registry(registry: FakeRegistry, path: Path, run: Run) -> None:
    assert run("--condition", "heart failure", "--since", "2026-04-01").exit_code == 0
    with Store(path) as store:
        assert [v.trial for v in store.trials()] == [nct(5), nct(9)]
        assert {v.updated for v in store.trials()} == {"2026-06-15", "2026-10-15"}
        assert {v.seen for v in store.trials()} == {"2026-10-15T09:00:00"}
    assert registry.pages[0]["filter.advanced"] == "AREA[LastUpdatePostDate]RANGE[2026-04-01,MAX]"
    assert registry.pages[0]["query.cond"] == "heart failure"


def test_only_what_changed_makes_a_new_version(registry: FakeRegistry, path: Path, run: Run) -> None:
    run("--query", "invented")
    before = content(path)
    assert "0 new, 0 changed, 12 as they were" in run("--query", "invented").stdout
    assert content(path) == before
    registry.records[3] = record(3, seed=1, day="2026-11-02")
    registry.records[4]["protocolSection"]["statusModule"]["lastUpdatePostDateStruct"]["date"] = "2026-11-03"
    registry.records.append(record(12))
    assert "1 new, 1 changed, 11 as they were" in run("--query", "invented").stdout
    with Store(path) as store:
        assert [(v.number, v.updated) for v in store.versions(nct(3))] == [(1, "2026-04-15"), (2, "2026-11-02")]
        assert store.ruleset(nct(3), 1).text != store.ruleset(nct(3)).text
        assert len(store.versions(nct(4))) == 1, "its rules are the same"


def test_a_record_that_cannot_be_read_is_stored_with_its_reason(registry: FakeRegistry, path: Path, run: Run) -> None:
    eligibility = registry.records[3]["protocolSection"]["eligibilityModule"]
    criteria = eligibility.pop("eligibilityCriteria")
    registry.records[4]["protocolSection"]["eligibilityModule"]["eligibilityCriteria"] = "x" * 2_000_001
    for _ in range(2):
        done = run("--query", "invented")
        assert done.exit_code == 1
        assert f"trialrules: {nct(3)}: JSON without eligibility criteria" in done.stderr
        assert f"trialrules: {nct(4)}: the eligibility text has 2,000,001 characters" in done.stderr
        assert "2 without rules" in done.stdout
    with Store(path) as store:
        assert [v.trial for v in store.trials() if v.reason] == [nct(3), nct(4)]
        assert len(list(store.rulesets())) == 10
    eligibility["eligibilityCriteria"] = criteria
    assert "1 changed" in run("--query", "invented").stdout
    with Store(path) as store:
        assert store.ruleset(nct(3), 2).criteria


def test_ids_that_the_registry_does_not_have(registry: FakeRegistry, path: Path, run: Run) -> None:
    done = run("--ids", f"{nct(1)}, {nct(2)}", "--ids", f"{nct(44)},{nct(1).lower()}")
    assert done.exit_code == 1
    assert failures(done) == [f"{nct(44)}: not in the registry"]
    with Store(path) as store:
        assert [v.trial for v in store.trials()] == [nct(1), nct(2)]
    assert registry.pages[0]["filter.ids"] == f"{nct(1)}|{nct(2)}|{nct(44)}"


def test_a_trial_that_the_registry_dropped_has_no_rules_any_more(registry: FakeRegistry, path: Path, run: Run) -> None:
    run("--query", "invented")
    dropped = registry.records.pop(2)
    done = run("--known")
    assert (done.exit_code, failures(done)) == (1, [f"{nct(2)}: no longer in the registry"])
    assert "1 changed, 11 as they were; 1 without rules" in done.stdout
    with Store(path) as store:
        assert nct(2) not in [ruleset.trial.id for ruleset in store.rulesets()]
        assert store.ruleset(nct(2), 1).trial.title == "Invented trial 2"
    registry.records.append(dropped)
    assert "1 changed" in run("--known").stdout
    with Store(path) as store:
        assert [v.reason for v in store.versions(nct(2))] == [None, "no longer in the registry", None]


def test_a_registry_that_stumbles_is_asked_again(registry: FakeRegistry, api: str, path: Path) -> None:
    told: list[str] = []
    registry.faults = iter(("429", "500", "cut", None, None, None, None, "half"))
    client = Client(api, per_minute=1e6, waits=(0.01,) * 3, tell=told.append)
    with Store(path, write=True) as store:
        assert len({result.trial for result in follow(store, client, Search(query="invented"))}) == 12
    assert [words.removeprefix(f"{api}: ") for words in told] == [
        "HTTP 429; trying again in 1 s",
        "HTTP 500; trying again in 0.01 s",
        "an answer that was cut off; trying again in 0.01 s",
        "an answer that is no whole JSON; trying again in 0.01 s",
    ]
    times = [at for _, _, at in registry.requests]
    assert times[1] - times[0] >= 1, "as Retry-After asks"


def test_slow_and_silent_answers_are_given_up_and_asked_for_again(registry: FakeRegistry, api: str, path: Path) -> None:
    told: list[str] = []
    registry.faults = iter((None, "slow", "silent"))
    client = Client(api, per_minute=1e6, timeout=0.5, waits=(0.01, 0.01), tell=told.append)
    with Store(path, write=True) as store:
        assert len(list(follow(store, client, Search(query="invented")))) == 12
    assert [words.removeprefix(f"{api}: ") for words in told] == [
        "no whole answer within 0.5 s; trying again in 0.01 s",
        "no answer in time; trying again in 0.01 s",
    ]


def test_a_registry_that_stays_away_is_told_and_the_rest_is_kept(
    registry: FakeRegistry, api: str, path: Path, run: Run
) -> None:
    registry.faults = chain((None, None), repeat("500"))
    client = Client(api, per_minute=1e6, waits=(0.01, 0.01))
    with Store(path, write=True) as store, pytest.raises(trialrules.TrialRulesError, match="HTTP 500, however often"):
        list(follow(store, client, Search(query="invented")))
    with Store(path) as store:
        assert len(list(store.trials())) == 5, "the first page"
    registry.faults, registry.requests = iter(()), []
    assert run("--query", "invented").exit_code == 0
    assert [page["pageToken"][:2] for page in registry.pages] == ["5-", "10"], "it goes on where it stopped"


def test_a_wait_that_is_too_long_is_told(registry: FakeRegistry, api: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trialrules.pipeline.sync.client.PATIENCE", 0.5)
    registry.faults = iter(("429",))
    with pytest.raises(trialrules.TrialRulesError, match="it asks to wait for 1 s"):
        Client(api, waits=(0.01,)).stamp()


def test_requests_keep_their_distance(registry: FakeRegistry, api: str) -> None:
    client = Client(api, per_minute=300)
    begun = time.monotonic()
    for _ in range(4):
        client.stamp()
    assert time.monotonic() - begun > 3 * 60 / 300 - 0.01, "a busy machine only makes it longer"
    assert len(registry.requests) == 4


def test_data_that_change_while_they_come_are_fetched_anew(registry: FakeRegistry, path: Path, api: str) -> None:
    with Store(path, write=True) as store:
        results = follow(store, Client(api, per_minute=1e6), Search(query="invented"))
        next(results)
        registry.records.insert(0, record(20, day="2026-11-20"))
        assert {result.trial for result in results} == {nct(20), *(nct(n) for n in range(12))}


def test_a_request_that_the_registry_refuses_is_told(registry: FakeRegistry, run: Run) -> None:
    registry.faults = iter((None, "400"))
    done = run("--query", "(invented")
    assert done.exit_code == 1
    assert "HTTP 400: `query.term` has an unclosed bracket" in done.stderr
    assert len(registry.requests) == 2, "it is not asked again"


def test_a_page_that_the_registry_does_not_know_any_more_starts_the_search_anew(
    registry: FakeRegistry, api: str, path: Path
) -> None:
    with Store(path, write=True) as store:
        next(follow(store, Client(api, per_minute=1e6), Search(query="invented")))
        registry.faults = iter((None, "400"))
        assert len(list(follow(store, Client(api, per_minute=1e6), Search(query="invented")))) == 12
    assert [page.get("pageToken", "")[:2] for page in registry.pages] == ["", "5-", "", "5-", "10"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "nothing to do"),
        (("--condition", ""), "nothing to do"),
        (("--ids", "ISRCTN123"), "'ISRCTN123' is no number of ClinicalTrials.gov"),
        (("--ids", nct(1), "--since", "2026-01-01"), "--ids names the trials"),
        (("--since", "yesterday"), "--since"),
        (("--query", "x", "--registry", "CTIS"), "--registry"),
    ],
)
def test_wrong_usage(words: tuple[str, ...], message: str, run: Run, path: Path) -> None:
    done = run(*words)
    assert (done.exit_code, message in done.stderr) == (2, True)
    assert not path.exists()


def test_the_help_names_the_limits(run: Run) -> None:
    words = " ".join(run("--help").stdout.split())
    assert f"Requests a minute at most; {PER_MINUTE}." in words
    assert f"Seconds to wait for an answer; {TIMEOUT:g}." in words


def test_no_address_and_no_store(run: Run, tmp_path: Path) -> None:
    assert "Invalid URL" in run("--query", "x", "--api", "nowhere").stderr
    assert "no such store" in run("--query", "x", "--store", tmp_path / "none" / "x.duckdb").stderr


def test_records_from_files(path: Path, tmp_path: Path, run: Run) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Exclusion criteria:\n- ECOG > 1\n", encoding="utf-8")
    saved = tmp_path / "saved.json"
    saved.write_text(json.dumps(record(1)), encoding="utf-8")
    binary = tmp_path / "scan.pdf"
    binary.write_bytes(b"%PDF\0")
    done = run(page, saved, binary, tmp_path / "nothing.txt")
    assert done.exit_code == 1
    assert failures(done) == [
        f"{binary}: binary data (a NUL byte at offset 4)",
        f"{tmp_path / 'nothing.txt'}: No such file or directory",
    ]
    with Store(path) as store:
        assert [v.trial for v in store.trials()] == [nct(1), "page"]
        assert store.record("page") == page.read_text(encoding="utf-8")
    assert "0 new, 0 changed, 2 as they were" in run(page, saved).stdout


def test_another_version_of_the_program_reads_again_when_asked(
    registry: FakeRegistry, path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("--query", "invented")
    registry.records.clear()
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE versions SET program = '0.0.1'")
        less = trialrules.extract("Exclusion: ECOG > 1", id=nct(3)).model_dump_json()
        connection.execute("UPDATE versions SET ruleset = ? WHERE trial = ?", [less, nct(3)])
    done = run("--reread")
    assert (done.exit_code, "12 records: 0 new, 1 changed, 11 as they were" in done.stdout) == (0, True)
    with Store(path) as store:
        assert {v.program for v in store.trials()} == {trialrules.__version__}
        assert [v.program for v in store.versions(nct(3))] == ["0.0.1", trialrules.__version__]
        assert len(store.ruleset(nct(3), 2).criteria) > 1
    assert "0 records" in run("--reread").stdout


def sync_process(api: str, path: Path) -> list[str]:
    words = ("--query", "invented", "--store", str(path), "--api", api, "--per-minute", "100000")
    return [sys.executable, "-m", "trialrules", "sync", *words]


def kill_at_random(registry: FakeRegistry, command: list[str], chance: random.Random, pages: int) -> None:
    """Runs a command and kills it outright, some requests and moments after its start."""
    wanted = len(registry.requests) + chance.randint(0, pages + 1)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while len(registry.requests) < wanted and process.poll() is None:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.4))
        process.kill()


def resumed_equals_undisturbed(folder: Path, records: int, page: int, kills: int, pages: int, seed: int = 0) -> None:
    """Syncs as many records once without and once with so many kills, after up to so many pages each."""
    registry = FakeRegistry([record(n) for n in range(records)], page)
    del registry.records[7]["protocolSection"]["eligibilityModule"]["eligibilityCriteria"]
    undisturbed, killed = folder / "undisturbed.duckdb", folder / "killed.duckdb"
    chance = random.Random(seed)
    with registry.running() as api:
        first = CliRunner().invoke(main, sync_process(api, undisturbed)[3:])
        registry.faults = cycle((*repeat(None, 10), chance.choice(("429", "500", "cut", "half"))))
        for _ in range(kills):
            kill_at_random(registry, sync_process(api, killed), chance, pages)
        last = subprocess.run(sync_process(api, killed), capture_output=True, text=True)
    assert (first.exit_code, last.returncode) == (1, 1)
    assert f"{nct(7)}: JSON without eligibility criteria" in last.stderr
    assert len(content(undisturbed)["versions"]) == records
    assert content(killed) == content(undisturbed)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing is killed outright here")
def test_killed_at_random_and_started_again_it_ends_with_the_same_store(tmp_path: Path) -> None:
    resumed_equals_undisturbed(tmp_path, records=60, page=6, kills=3, pages=4)
