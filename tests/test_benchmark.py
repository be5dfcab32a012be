"""The benchmark of extraction: what it measures and how it is shown. Whatever takes how long is asserted nowhere."""

import json
import re
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
import trialrules
from click.testing import CliRunner, Result
from rich.console import Console
from trialrules.cli import main
from trialrules.evaluation.benchmark import extraction, figures, fresh, texts
from trialrules.evaluation.benchmark.extraction import Growth, Speed
from trialrules.evaluation.benchmark.fresh import Seen
from trialrules.pipeline import api, components, files
from trialrules.pipeline.steps import context, tree

PAGES = ("Inclusion: age 18 to 65 years", "Exclusion: platelets < 100 x 10^9/L or <b> asthma")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages" / "deeper"
    folder.mkdir(parents=True)
    for n, page in enumerate(PAGES):
        (folder / f"{n}.txt").write_text(page, encoding="utf-8")
    return folder.parent


def benchmark(*words: object) -> Result:
    return CliRunner().invoke(main, ["benchmark", "extract", *map(str, words)])


def result(slower: float = 1) -> extraction.Result:
    programs = {extraction.TOKENIZER: Speed(1, 1), "trialrules": Speed(10 * slower, 0.1 / slower)}
    growth = [Growth("a <list>", times, 100 * times, times, times, 150) for times in (1, 4)]
    start = Seen(0.01, 0.5, 0.25, 1, 0, 150)
    return extraction.Result(2, 100, programs, {"criteria": Speed(2, 0.5)}, start, growth)


def test_every_step_and_the_peers_are_measured_beside_the_tokenizer(pages: Path, tmp_path: Path) -> None:
    chart = tmp_path / "chart.svg"
    done = benchmark("--texts", pages, "--rounds", 1, "--largest", 0, "--json", "--chart", chart, "--compare")
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert (found["texts"], found["characters"]) == (2, sum(map(len, PAGES)))
    assert found["programs"][extraction.TOKENIZER]["ratio"] == 1
    assert {"trialrules", "regex"} < found["programs"].keys()
    assert list(found["steps"]) == ["tokenizer", *trialrules.load().pipe_names, "RuleSet"]
    assert "trialrules_context: time" in done.stderr
    assert "assemble" in "".join(ElementTree.parse(chart).getroot().itertext())


def test_tables_show_every_figure() -> None:
    console = Console(width=140, file=StringIO())
    for table in figures.tables(result()):
        console.print(table)
    shown = console.file.getvalue()
    names = (extraction.TOKENIZER, "criteria", "load, and a first text", "1×", "4×", "0.100")
    assert [name for name in names if name not in shown] == []


def test_texts_grow_in_number_and_hostile_ones_in_length() -> None:
    found = list(texts.grown(PAGES, 4))
    assert [(kind, times, len(grown)) for kind, times, grown in found[:3]] == [
        ("the texts", 1, 2), ("the texts", 4, 8), ("100,000 criteria", 1, 1),
    ]  # fmt: skip
    sizes = {(kind, times): sum(map(len, grown)) for kind, times, grown in found}
    assert all(3.8 < sizes[kind, 4] / sizes[kind, 1] < 4.2 for kind in texts.HOSTILE)


def test_a_hostile_text_at_full_size_is_what_its_name_says() -> None:
    full = {kind: make(16) for kind, make in texts.HOSTILE.items()}
    assert full["100,000 criteria"].count("\n- ") == 99_999 + 1
    assert full["100,000 items of one criterion"].count("\n  - ") == 100_000
    assert full["50,000 nested brackets"].count("(") == full["50,000 nested brackets"].count(")") == 50_000
    assert full["a word of 1,000,000 letters"].count("a") > 1_000_000
    assert max(map(len, full.values())) < 2_000_000


def test_a_fresh_process_says_what_it_took_and_how_much_memory() -> None:
    seen = fresh.seen(PAGES)
    assert min(seen) > 0
    assert 20 < seen.memory < 2_000


def test_a_fresh_process_that_fails_says_why() -> None:
    with pytest.raises(trialrules.TrialRulesError, match="surrogate"):
        fresh.seen(["\ud800"])


def test_a_comparison_names_what_became_dearer_or_cheaper_and_fails_for_neither(tmp_path: Path) -> None:
    base = tmp_path / "base.json"
    base.write_text(json.dumps(figures.as_json(result())), encoding="utf-8")
    for slower, remark in ((1, ""), (1.2, ""), (2, "dearer"), (0.5, "cheaper")):
        rows = {row.name: row for row in figures.beside(result(slower), base)}
        assert rows["trialrules: time"].remark == remark
        assert rows["loaded: MB"].remark == ""
    assert rows["a <list>, 4×: cost a character"].now == 4


def test_the_baseline_of_the_package_is_a_result(tmp_path: Path) -> None:
    names = [row.name for row in figures.beside(result(), None)]
    assert {"trialrules: time", "imported: time", "loaded: MB"} <= set(names)


@pytest.mark.parametrize("content", [None, "{", "{}", "[]"])
def test_a_baseline_that_is_none_is_said(pages: Path, tmp_path: Path, content: str | None) -> None:
    base = tmp_path / "base.json"
    if content is not None:
        base.write_text(content, encoding="utf-8")
    with pytest.raises(trialrules.ReadError, match=r"base\.json"):
        figures.beside(result(), base)


def test_folders_without_texts_and_texts_that_are_none(tmp_path: Path) -> None:
    assert "no .txt file" in benchmark("--texts", tmp_path).stderr
    (tmp_path / "a.txt").write_bytes(b"\xff")
    done = benchmark("--texts", tmp_path)
    assert done.exit_code == 1
    assert "a.txt" in done.stderr


def test_the_limits_that_are_documented_are_those_that_hold() -> None:
    shown = (Path(__file__).parent.parent / "docs" / "speed.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (.+?) \| (.+?) \|", shown, re.MULTILINE))
    assert rows["a file"] == f"{files.MAX_BYTES // 1_000_000} MB"
    assert rows["an eligibility text"] == f"{api.MAX_TEXT:,} characters"
    assert rows["a criterion"] == f"{components.MAX_CRITERION:,} characters"
    assert rows["white space in a row within a criterion"] == f"{components.MAX_GAP} characters"
    assert rows["measures, values, things named or leaves in a criterion"] == f"{tree.MAX_PARTS} of each"
    assert rows["words of denial, of time and the like in a criterion"] == str(context.MAX_CUES)
    assert rows["exceptions in a criterion"] == str(tree.MAX_EXCEPTIONS)
    assert rows["brackets in brackets"] == rows["lists in lists"] == str(tree.MAX_DEPTH)
    assert rows["leaves in all items of a lead-in"] == str(tree.MAX_PARTS)
    assert float(rows["a number"].replace("10^", "1e")) == components.BEYOND_MEASURE
