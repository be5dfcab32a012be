"""The command line as a user meets it: output, messages and exit codes."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from trialrules.models import RuleSet
from trialrules.models.schema import schema_text
from trialrules.pipeline import cli
from trialrules.pipeline.files import MAX_BYTES

PAGE = "Inclusion criteria\n\n- Age 18 to 65 years\n\nExclusion criteria\n\n- Platelets < 100 x 10^9/L\n"
PROGRAM = [sys.executable, "-m", "trialrules"]

ARTICLE = """Walking with multiple sclerosis

Home | News | Support us

Published on 4 May 2024

Many people with MS tell us that walking became harder for them over the years. A physiotherapist explains what helps.

Why walking changes
Muscles grow stiff or weak, and balance suffers when the nerves pass on their messages too slowly. Tiredness adds to it.

What you can do
A stick or a walker saves strength. Exercises in water are gentle on the joints, and many towns offer courses. Talk to
your nurse before you begin.

Living with the changes
It takes time to get used to a walker. Some people give theirs a name, others paint it in bright colours. A family that
knows why the stairs are hard today, and were easy last week, is worth more than any device. Work may be possible for
longer than you think when the desk is near the lift, and a day at home in every week saves the strength for the rest.

Questions that we hear often
Will the stiffness go away? It comes and goes, and stretching in the morning keeps it small for most of the day.
Is swimming safe? Yes, as long as somebody is near who knows that you tire quickly.
Should I rest more? Rest when you must, and move when you can. Both belong to a good week.
Who pays for a walker? In most regions the health service does, when a doctor or a physiotherapist has asked for it.

Where to find help
Local groups meet in most towns, and some of them walk together on Saturdays. The telephone line of the society is open
on weekdays, and you need not give your name. Our shop has a small book about walking, and its pictures show each
exercise from two sides.

Share this page
Sign up for our newsletter
"""

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    return lambda *args, **more: CliRunner().invoke(cli.main, [str(a) for a in args], **more)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def rulesets(output: str) -> list[RuleSet]:
    return [RuleSet.model_validate_json(line) for line in output.split("\n") if line]


def notations(ruleset: RuleSet) -> list[str]:
    return [str(c.rule) for c in ruleset.criteria]


def test_a_bundled_trial_becomes_rules(run: Run) -> None:
    done = run("extract", "--example", "ms")
    assert (done.exit_code, done.stderr) == (0, "")
    (ruleset,) = rulesets(done.stdout)
    assert ruleset.trial.id == "ms"
    assert "EDSS in [0, 5.0]" in notations(ruleset)


@pytest.mark.parametrize("name", sorted(cli._bundled()))
def test_every_bundled_trial_has_rules_of_both_kinds(run: Run, name: str) -> None:
    (ruleset,) = rulesets(run("extract", "--example", name).stdout)
    assert {c.kind for c in ruleset.criteria if c.rule} >= {"inclusion", "exclusion"}


def test_a_page_takes_its_stem_as_id(run: Run, page: Path) -> None:
    done = run("extract", page)
    assert done.exit_code == 0
    (ruleset,) = rulesets(done.stdout)
    assert (ruleset.trial.id, ruleset.text) == ("page", PAGE)
    assert notations(ruleset) == ["age in [18, 65] a", "platelet count < 100 10*9/L"]


def test_a_name_that_is_no_unicode(run: Run, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(path)).write_text(PAGE)
    except OSError:
        pytest.skip("the file system wants Unicode")
    (ruleset,) = rulesets(run("extract", os.fsdecode(path)).stdout)
    assert ruleset.trial.id == "caf\N{REPLACEMENT CHARACTER}"


def test_a_registry_number_comes_before_the_stem(run: Run) -> None:
    (ruleset,) = rulesets(run("extract", "--example", "kidney").stdout)
    assert (ruleset.trial.id, ruleset.trial.registry) == ("NCT99999901", "ClinicalTrials.gov")


def test_standard_input_in_the_middle_of_files(run: Run, page: Path) -> None:
    done = run("extract", page, "-", "--format", "jsonl", input="Exclusion: pregnancy")
    assert [r.trial.id for r in rulesets(done.stdout)] == ["page", "stdin"]


def test_words_on_the_command_line(run: Run) -> None:
    done = run("extract", "--text", "Exclusion: platelets < 100 x 10^9/L")
    assert done.exit_code == 0
    assert notations(rulesets(done.stdout)[0]) == ["platelet count < 100 10*9/L"]


def test_a_table_for_people(run: Run, page: Path) -> None:
    done = run("extract", page, "--format", "table")
    assert done.exit_code == 0
    assert "platelet count < 100 10*9/L" in done.stdout
    assert "coverage" in done.stdout


def test_output_to_a_file(run: Run, page: Path, tmp_path: Path) -> None:
    done = run("extract", page, "--out", tmp_path / "rules.jsonl")
    assert (done.exit_code, done.output) == (0, "")
    assert rulesets((tmp_path / "rules.jsonl").read_text(encoding="utf-8"))[0].trial.id == "page"


def test_a_page_without_criteria_gives_none_and_a_warning(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(ARTICLE, encoding="utf-8")
    done = run("extract", tmp_path / "news.txt")
    assert (done.exit_code, done.stderr) == (0, "")
    (ruleset,) = rulesets(done.stdout)
    assert ruleset.criteria == ()
    assert ruleset.warnings


BAD = {
    "missing.txt": (None, "no such file or directory"),
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "empty"),
    "binary.txt": (b"Inclusion\x00criteria\x00\x01\x02", "binary"),
    "broken.json": (b'{"protocolSection": {"eligibilityModule": ', "broken JSON"),
    "other.json": (b'{"name": "no trial"}', "without eligibility criteria"),
    "surrogate.json": (
        b'{"protocolSection": {"eligibilityModule": {"eligibilityCriteria": "Age \\ud83d 18"}}}',
        "surrogate",
    ),
    "broken.xml": (b"<?xml version='1.0'?><clinical_study><eligibility>", "broken XML"),
    "latin.txt": ("Größe über 150 cm".encode("latin-1"), "not UTF-8"),
    "folder": ("folder", "is a directory"),
}


def _place(folder: Path, name: str) -> Path:
    path, (content, _) = folder / name, BAD[name]
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_named_with_its_reason(run: Run, tmp_path: Path, name: str) -> None:
    path = _place(tmp_path, name)
    done = run("extract", path)
    assert (done.exit_code, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"trialrules: {path}: ")
    assert BAD[name][1].lower() in line.lower()


def test_the_other_files_still_go_through(run: Run, page: Path, tmp_path: Path) -> None:
    bad = [_place(tmp_path, name) for name in BAD]
    done = run("extract", *bad[:4], page, *bad[4:], "--out", tmp_path / "rules.jsonl")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == len(BAD)
    assert [r.trial.id for r in rulesets((tmp_path / "rules.jsonl").read_text(encoding="utf-8"))] == ["page"]


def test_a_file_beyond_the_limit_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(b"a" * (MAX_BYTES + 1))
    done = run("extract", tmp_path / "long.txt")
    assert (done.exit_code, done.stderr) == (1, f"trialrules: {tmp_path / 'long.txt'}: longer than 20 MB\n")


def test_empty_standard_input_is_named(run: Run) -> None:
    done = run("extract", "-", input="")
    assert done.exit_code == 1
    assert done.stderr.startswith("trialrules: -: ")


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (["extract"], "nothing to read"),
        (["extract", "-", "--format", "owl"], "none of jsonl, table"),
        (["extract", "--example", "owl"], "'owl' is not one of"),
        (["extract", "-", "--out", "no/such/folder/x"], "does not exist"),
        (["extract", "--owl"], "No such option"),
        (["explain"], "Missing argument"),
        (["owl"], "No such command"),
    ],
    ids=lambda x: " ".join(x) if isinstance(x, list) else "",
)
def test_wrong_usage(run: Run, args: list[str], reason: str) -> None:
    done = run(*args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert reason in done.stderr


@pytest.mark.parametrize("args", [["extract", "--help"], ["explain", "--help"], ["schema", "--help"], ["--help"]])
def test_help_teaches_by_example(run: Run, args: list[str]) -> None:
    done = run(*args)
    assert done.exit_code == 0
    assert "Example" in done.stdout
    assert all(line.strip() for line in done.stdout.split("Options:")[1].splitlines()[1:2])


def test_every_option_says_what_it_does() -> None:
    for command in cli.main.commands.values():
        for option in command.params:
            assert option.param_type_name == "argument" or option.help, option.name


def test_schema(run: Run) -> None:
    assert run("schema").stdout == schema_text()


def test_explain_leads_from_words_to_pattern_to_rule(run: Run) -> None:
    done = run("explain", "platelets < 100 x 10^9/L")
    assert done.exit_code == 0
    assert "“platelets" in done.stdout
    assert "patterns/measures/platelet_count.toml" in done.stdout
    assert "platelet count < 100 10*9/L" in done.stdout.splitlines()[-1]


def test_explain_says_when_nothing_is_found(run: Run) -> None:
    done = run("explain", "the tide was out")
    assert done.exit_code == 0
    assert "nothing was found" in done.stdout


def test_version(run: Run) -> None:
    assert run("--version").stdout.startswith("trialrules, version ")


def _terminal(args: list[str], folder: Path) -> str:
    """What the program shows on a terminal."""
    pty = pytest.importorskip("pty")
    here, there = pty.openpty()
    done = subprocess.Popen([*PROGRAM, *args], stdout=there, stderr=subprocess.PIPE, cwd=folder)
    os.close(there)
    shown = b""
    while True:
        try:
            part = os.read(here, 4096)
        except OSError:  # the program has closed its end
            break
        if not part:
            break
        shown += part
    os.close(here)
    _, errors = done.communicate()
    assert (done.returncode, errors) == (0, b"")
    return shown.decode()


def test_a_terminal_gets_a_table_and_a_pipe_gets_json_lines_without_noise(page: Path) -> None:
    assert "coverage" in _terminal(["extract", page.name], page.parent)
    piped = subprocess.run(
        [*PROGRAM, "extract", page.name], capture_output=True, text=True, cwd=page.parent, check=True
    )
    assert piped.stderr == ""
    assert json.loads(piped.stdout)["trial"]["id"] == "page"


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "signs.txt").write_text("Exclusion: ALT ≥ 3 × ULN", encoding="utf-8")
    spoken = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run([*PROGRAM, "extract", tmp_path / "signs.txt"], capture_output=True, env=spoken, check=True)
    assert json.loads(done.stdout.decode("utf-8"))["text"] == "Exclusion: ALT ≥ 3 × ULN"


def test_a_reader_that_leaves_early_is_no_accident(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE * 50, encoding="utf-8")
    program = subprocess.Popen(
        [*PROGRAM, "extract", *["page.txt"] * 3], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stdout
    program.stdout.close()
    _, errors = program.communicate()
    assert b"Traceback" not in errors


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_an_interrupt_ends_with_130_and_leaves_the_old_output(tmp_path: Path) -> None:
    pipe, out = tmp_path / "trial.txt", tmp_path / "rules.jsonl"
    os.mkfifo(pipe)
    out.write_text("of the run before")
    command = [*PROGRAM, "extract", str(pipe), "--out", str(out)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process, pipe.open("w"):  # once it is read
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)[1]
    assert (process.returncode, said) == (130, "trialrules: interrupted\n")
    assert out.read_text() == "of the run before"
