"""`trialrules trials`: what a store holds, and which of its rules are about something."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import trialrules
from click.testing import CliRunner, Result
from trialrules.cli import main
from trialrules.pipeline.store import Reading, Store

TEXTS = {
    "NCT1": """
Inclusion criteria:
- Platelets ≥ 100 x 10^9/L
Exclusion criteria:
- Platelets < 75,000/mm3
- Natalizumab within 12 weeks""",
    "NCT2": """
Exclusion criteria:
- Tysabri within the last 2 months
- ALT > 3 x ULN
- ALT > 200 U/L
- Platelets < 90""",
    "NCT3": """
Exclusion criteria:
- Any of the following within 5 years:
  - Ocrelizumab
  - Hepatitis B
- Rituximab within 60 days""",
}
POSTED = {"NCT1": "2026-10-01", "NCT2": "2026-11-15", "NCT3": None}

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "trials.duckdb"
    with Store(path, write=True) as store:
        for trial, text in TEXTS.items():
            ruleset = trialrules.extract(text, id=trial)
            about = ruleset.trial.model_copy(update={"updated": POSTED[trial]})
            ruleset = ruleset.model_copy(update={"trial": about})
            store.put(Reading(trial, "{}", text, "1", updated=POSTED[trial], ruleset=ruleset))
    return path


@pytest.fixture
def run(path: Path) -> Run:
    return lambda *words: CliRunner().invoke(main, ["trials", "--store", str(path), *words])


def found(done: Result) -> list[tuple[Any, ...]]:
    assert done.exit_code == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return [(row["trial"], row["criterion"], row["found"]) for row in rows]


def test_all_trials_are_listed(run: Run) -> None:
    rows = [json.loads(line) for line in run().stdout.splitlines()]
    assert [(row["trial"], row["updated"], row["criteria"], row["version"]) for row in rows] == [
        ("NCT1", "2026-10-01", 3, 1), ("NCT2", "2026-11-15", 4, 1), ("NCT3", None, 4, 1),
    ]  # fmt: skip


def test_trials_that_changed_since(run: Run) -> None:
    assert [json.loads(line)["trial"] for line in run("--changed-since", "2026-11-01").stdout.splitlines()] == ["NCT2"]
    assert found(run("--changed-since", "2026-11-01", "--drug", "natalizumab"))[0][0] == "NCT2"


@pytest.mark.parametrize("amount", ["100", "100 x 10^9/L", "100,000/uL", "100 G/L"])
def test_rules_on_platelets_below_100(amount: str, run: Run) -> None:
    done = run("--measure", "plt", "--below", amount)
    assert found(done) == [("NCT1", "E1", "platelet count < 75000 /mm3")]
    asked = f"asked for platelet count below {'100000 /uL' if amount == '100,000/uL' else '100 10*9/L'}\n"
    assert asked in done.stderr
    assert "1 rule does not compare" in done.stderr, "the words of one name no unit"
    assert "NCT2 E4: platelet count < 90 ?" in done.stderr


def test_rules_on_a_measure_above_and_between(run: Run) -> None:
    assert found(run("--measure", "platelets", "--above", "100")) == [("NCT1", "I1", "platelet count >= 100 10*9/L")]
    done = run("--measure", "platelets", "--below", "60")
    assert (found(done), "nothing was found" in done.stderr) == ([], True)
    assert len(found(run("--measure", "platelets"))) == 3


def test_multiples_of_normal_compare_with_multiples_of_normal_alone(run: Run) -> None:
    for amount, other in (("3 x ULN", "ALT > 200 U/L"), ("100 U/L", "ALT > 3 x ULN")):
        done = run("--measure", "ALT", "--above", amount)
        assert len(found(done)) == 1
        assert other in done.stderr


@pytest.mark.parametrize("amount", ["2 months", "8 weeks", "70 d", "0.2 years"])
def test_washout_for_natalizumab_longer_than(amount: str, run: Run) -> None:
    rows = found(run("--drug", "natalizumab", "--washout-longer-than", amount))
    assert ("NCT1", "E2", "drug natalizumab [<= 12 wk before now]") in rows
    assert len(rows) == (2 if amount == "8 weeks" else 1), "two months are longer than eight weeks, always"


def test_sixty_days_may_be_longer_than_two_months(run: Run) -> None:
    done = run("--drug", "rituximab", "--washout-longer-than", "2 months")
    assert found(done) == []
    assert "NCT3 E2: drug rituximab [<= 60 d before now]" in done.stderr
    assert [row[0] for row in found(run("--drug", "rituximab", "--washout-shorter-than", "3 months"))] == ["NCT3"]


def test_a_rule_of_a_sub_item_is_found_once(run: Run) -> None:
    done = run("--drug", "ocrelizumab", "--washout-longer-than", "4 years")
    assert found(done) == [("NCT3", "E1.1", "drug ocrelizumab [<= 5 a before now]")], "the lead-in has the window"
    assert json.loads(done.stdout)["words"] == "Any of the following within 5 years: … Ocrelizumab"
    assert [row[:2] for row in found(run("--condition", "hepatitis B"))] == [("NCT3", "E1.2")]


def test_of_several_questions_a_trial_answers_each(run: Run) -> None:
    rows = found(run("--drug", "natalizumab", "--measure", "ALT"))
    assert {row[0] for row in rows} == {"NCT2"}
    assert len(rows) == 3


def test_what_was_not_read_in_full(run: Run, path: Path) -> None:
    with Store(path) as store:
        partial = [(r.trial.id, c.id) for r in store.rulesets() for c in r.criteria if c.coverage != "full"]
    assert [row[:2] for row in found(run("--not-fully-read"))] == partial


def test_warnings_with_their_words(tmp_path: Path) -> None:
    text = "Exclusion criteria:\n- azatioprine\n- gout"
    with Store(tmp_path / "s.duckdb", write=True) as store:
        ruleset = trialrules.extract(text, id="NCT9")
        store.put(Reading("NCT9", "{}", text, "1", ruleset=ruleset))
        store.put(Reading("NCT8", "{}", "", "1", reason="no criteria"))
    done = CliRunner().invoke(main, ["trials", "--store", str(tmp_path / "s.duckdb"), "--warning", "misspelling"])
    assert found(done) == [("NCT9", "E1", "'azatioprine' is read as azathioprine")]
    assert json.loads(done.stdout)["words"] == "azatioprine"
    assert "1 trial has no rules" in done.stderr
    assert found(CliRunner().invoke(main, ["trials", "--store", str(tmp_path / "s.duckdb"), "--warning", "x"])) == []


def test_csv_and_tables_hold_the_words(run: Run) -> None:
    rows = list(csv.DictReader(run("--drug", "Tysabri", "--format", "csv").stdout.splitlines()))
    assert [row["words"] for row in rows] == ["Natalizumab within 12 weeks", "Tysabri within the last 2 months"]
    assert "Tysabri within" in run("--drug", "Tysabri", "--format", "table").stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--below", "3"), "--below and --above need --measure"),
        (("--measure", "platelets", "--below", "100 fish"), "'100 fish' is no amount of platelet count"),
        (("--measure", "platelets", "--below", "a lot"), "'a lot' is no amount"),
        (("--drug", "x", "--washout-longer-than", "long"), "'long' is no length of time"),
        (("--changed-since", "May"), "--changed-since"),
    ],
)
def test_wrong_usage(words: tuple[str, ...], message: str, run: Run) -> None:
    done = run(*words)
    assert (done.exit_code, message in done.stderr) == (2, True)


def test_no_store(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["trials", "--store", str(tmp_path / "none.duckdb")])
    assert (done.exit_code, "no such store" in done.stderr) == (1, True)
