"""`trialrules evaluate` and `trialrules corpus` as a user meets them."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from gold_texts import HEAD, leaf
from trialrules import extract
from trialrules.cli import main
from trialrules.evaluation import corpus as gold_set
from trialrules.models import RuleSet

Run = Callable[..., Result]
WORDS = ("Platelets < 100 x 10^9/L", "Natalizumab <b>ever</b> used", "Frobnication <i>here</i> or there")
GOLD = {
    **HEAD,
    "criteria": [
        {"id": "E1", "kind": "exclusion", "text": WORDS[0], "rule": "a",
         "leaves": {"a": leaf("platelet count < 100 10*9/L", WORDS[0], concept="Platelets")}},
        {"id": "E2", "kind": "exclusion", "text": WORDS[1], "rule": "a",
         "leaves": {"a": leaf("drug natalizumab past", "Natalizumab")}},
        {"id": "E3", "kind": "exclusion", "text": WORDS[2], "rule": "a",
         "leaves": {"a": leaf("procedure frobnication", "Frobnication")}},
    ],
}  # fmt: skip
TEXT = "Exclusion criteria:\n" + "".join(f"- {words}\n" for words in WORDS)


@pytest.fixture
def run() -> Run:
    return lambda *args: CliRunner().invoke(main, [str(a) for a in args])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "t.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "t.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return tmp_path


@pytest.fixture
def predictions(tmp_path: Path) -> Path:
    path = tmp_path / "rules.jsonl"
    path.write_text(extract(TEXT, id="t").model_dump_json() + "\n", encoding="utf-8")
    return path


def figures(result: Result) -> dict[str, dict[str, float]]:
    assert result.exit_code == 0, result.output
    found: dict[str, dict[str, float]] = json.loads(result.stdout)["figures"]
    return found


def test_the_shipped_test_split_is_what_is_scored(run: Run) -> None:
    result = json.loads(run("evaluate", "--json").stdout)
    assert result["gold"] == "test"
    assert result["trials"] == sum(g.trial.split == "test" for g in gold_set.shipped())
    assert result["figures"]["criteria"]["gold"] == sum(
        len(g.trial.criteria) for g in gold_set.shipped() if g.trial.split == "test"
    )
    assert {"multiple sclerosis", "solid oncology"} <= set(result["areas"])
    assert {"limit of normal", "half-life", "nested list"} <= set(result["slices"])


def test_gold_of_ones_own(run: Run, folder: Path) -> None:
    found = figures(run("evaluate", "--gold", folder, "--json"))
    assert found["criteria"] == {
        "precision": 1.0, "recall": 1.0, "f1": 1.0, "low": 1.0, "high": 1.0, "right": 3, "gold": 3, "predicted": 3,
    }  # fmt: skip
    assert (found["procedure relaxed"]["right"], found["procedure relaxed"]["gold"]) == (0, 1)


def test_the_table_and_the_differences(run: Run, folder: Path) -> None:
    result = run("evaluate", "--gold", folder, "--errors", "--slices")
    assert result.exit_code == 0
    assert re.search(r"Frobnication\n  t E3, procedure relaxed\n  gold  frobnication\n  read  nothing", result.stdout)
    assert re.search(r"│ threshold\s+│\s+1.000 │", result.stdout)
    assert "phenomenon" in result.stdout
    assert "testing" in result.stdout


def test_the_table_by_pattern(run: Run, folder: Path) -> None:
    out = run("evaluate", "--gold", folder, "--patterns").stdout
    assert re.search(r"│ patterns/measures/platelet_count.toml\s+│\s+1 │\s+1 │\s+0 │", out)
    assert "never fired" in out
    assert "patterns/measures/edss.toml" in out.split("never fired")[1].replace("\n", "")


def test_the_report_is_one_page_and_shows_text_as_text(run: Run, folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "out.html"
    assert run("evaluate", "--gold", folder, "--report", page).exit_code == 0
    html = page.read_text(encoding="utf-8")
    assert "&lt;i&gt;here&lt;/i&gt;" in html
    assert "<i>here" not in html
    assert "Frobnication" in html
    assert not re.search(r"""(?:src|href)\s*=|https?://(?!www\.w3\.org)""", html)


def test_a_report_on_a_program_that_read_nothing(run: Run, folder: Path, predictions: Path) -> None:
    empty = extract(TEXT, id="t").model_copy(update={"criteria": ()})
    predictions.write_text(empty.model_dump_json(), encoding="utf-8")
    page = folder / "out.html"
    assert run("evaluate", "--gold", folder, "--predictions", predictions, "--report", page).exit_code == 0
    assert "3 criteria that were not read wholly right" in page.read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written(run: Run, folder: Path) -> None:
    result = run("evaluate", "--gold", folder, "--report", folder / "no" / "out.html")
    assert result.exit_code == 1
    assert "out.html: No such file or directory" in result.stderr


def test_predictions_of_a_file_are_scored(run: Run, folder: Path, predictions: Path) -> None:
    by_file = figures(run("evaluate", "--gold", folder, "--predictions", predictions, "--json"))
    assert by_file == figures(run("evaluate", "--gold", folder, "--json"))


def test_predictions_under_another_id_are_found_by_their_text(run: Run, folder: Path, predictions: Path) -> None:
    other = extract(TEXT, id="another").model_dump_json()
    predictions.write_text(other, encoding="utf-8")
    assert figures(run("evaluate", "--gold", folder, "--predictions", predictions, "--json"))["criteria"]["right"] == 3


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 1: no RuleSet of contract 1: Invalid JSON"),
        ('{"text": "x"}', "line 1: no RuleSet of contract 1: trial"),
    ],
)
def test_predictions_that_are_no_rulesets_are_named(run: Run, folder: Path, line: str, reason: str) -> None:
    path = folder / "wrong.jsonl"
    path.write_text(line, encoding="utf-8")
    result = run("evaluate", "--gold", folder, "--predictions", path)
    assert result.exit_code == 1
    assert reason in result.stderr
    assert result.stdout == ""


def test_comparing_shows_only_what_changed(run: Run, folder: Path, predictions: Path) -> None:
    ruleset = extract(TEXT, id="t")
    changed = ruleset.model_copy(
        update={"criteria": (ruleset.criteria[0].model_copy(update={"rule": None}), *ruleset.criteria[1:])}
    )
    other = folder / "other.jsonl"
    other.write_text(changed.model_dump_json(), encoding="utf-8")
    out = run("evaluate", "--gold", folder, "--compare", predictions, other).stdout
    assert "t E1: worse" in out
    assert "B     exclusion: nothing" in out
    assert "E2" not in out
    assert re.search(r"│ threshold\s+│ 1.000 │ 0.000 │ -1.000 │", out)
    assert "no figure changed" in run("evaluate", "--gold", folder, "--compare", predictions, predictions).stdout


def test_a_figure_below_the_baseline_fails(run: Run, folder: Path) -> None:
    base = folder / "base.json"
    result = json.loads(run("evaluate", "--gold", folder, "--json").stdout)
    base.write_text(json.dumps(result), encoding="utf-8")
    args = ("evaluate", "--gold", folder, "--check-baseline", "--baseline", base)
    assert run(*args).exit_code == 0
    result["figures"]["procedure relaxed"]["f1"] = 0.5
    base.write_text(json.dumps(result), encoding="utf-8")
    worse = run(*args)
    assert worse.exit_code == 1
    assert "procedure relaxed: 0.0000, below the baseline of 0.5000" in worse.stderr


@pytest.mark.parametrize("content", ["[]", "{}", '{"gold": "x", "figures": {"a": 1}}', "nonsense"])
def test_a_baseline_that_is_none(run: Run, folder: Path, content: str) -> None:
    base = folder / "base.json"
    base.write_text(content, encoding="utf-8")
    result = run("evaluate", "--gold", folder, "--check-baseline", "--baseline", base)
    assert result.exit_code == 1
    assert "no result of `trialrules evaluate --json`" in result.stderr


def test_a_baseline_of_other_gold_is_no_measure(run: Run, folder: Path) -> None:
    result = run("evaluate", "--gold", folder, "--check-baseline")
    assert result.exit_code == 1
    assert f"the baseline is of test, not of {folder.name}" in result.stderr


@pytest.mark.parametrize(
    "args",
    [("--as", "lct"), ("--predictions", __file__, "--peer", "regex"), ("--split", "dev", "--gold", ".", "--as", "lct")],
)
def test_options_that_do_not_go_together(run: Run, args: tuple[str, ...]) -> None:
    assert run("evaluate", *args).exit_code == 2


@pytest.mark.parametrize("peer", ["regex", "quantulum3"])
def test_a_peer_reads_the_same_gold(run: Run, folder: Path, peer: str) -> None:
    if peer == "quantulum3":
        pytest.importorskip("quantulum3")
    found = figures(run("evaluate", "--gold", folder, "--peer", peer, "--json"))
    assert (found["criteria"]["right"], found["threshold"]["gold"]) == (3, 1)
    assert found["tree"]["gold"] == 0 if "tree" in found else True


def test_the_list_of_the_corpus(run: Run) -> None:
    rows = json.loads(run("corpus", "list", "--format", "json").stdout)
    assert {"id", "split", "area", "criteria"} <= set(rows[0])
    assert len({row["id"] for row in rows}) == len(rows)
    dev = json.loads(run("corpus", "list", "--split", "dev", "--format", "json").stdout)
    assert dev == [row for row in rows if row["split"] == "dev"]
    assert f"{len(rows)} trials" in run("corpus", "list").stdout


def test_showing_a_trial(run: Run) -> None:
    gold = gold_set.shipped()[0]
    out = run("corpus", "show", gold.trial.id).stdout
    assert gold.trial.title in " ".join(out.split())
    ruleset = RuleSet.model_validate_json(run("corpus", "show", "--format", "jsonl", gold.trial.id).stdout)
    assert ruleset == gold.ruleset
    unknown = run("corpus", "show", "nothing-99")
    assert unknown.exit_code == 1
    assert "no trial 'nothing-99' in the gold set" in unknown.stderr


def test_checking_names_the_file_and_what_is_wrong_with_it(run: Run, folder: Path) -> None:
    assert run("corpus", "check", folder / "t.gold.json").exit_code == 0
    broken = json.loads((folder / "t.gold.json").read_text(encoding="utf-8"))
    broken["criteria"][2]["leaves"]["a"]["words"] = "Frobnications"
    (folder / "t.gold.json").write_text(json.dumps(broken), encoding="utf-8")
    result = run("corpus", "check", folder / "t.gold.json")
    assert result.exit_code == 1
    assert "t: E3.a: 'Frobnications' does not stand there" in result.stderr
