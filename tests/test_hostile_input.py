"""Inputs that nobody should send: each is read or refused by name and reason, and the others still go through."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import trialrules
from click.testing import CliRunner
from trialrules.models import RuleSet
from trialrules.pipeline.cli import main
from trialrules.pipeline.segment import segment

GOOD = "Inclusion criteria\n\n- Age 18 to 65 years\n"
AGE = "age in [18, 65] a"
XML = "<clinical_study><eligibility><criteria><textblock>{}</textblock></criteria></eligibility></clinical_study>"


def record(text: str = "Age 18 to 65 years", **names: str) -> bytes:
    """A record of ClinicalTrials.gov, escaped to ASCII."""
    protocol = {"identificationModule": names, "eligibilityModule": {"eligibilityCriteria": text}}
    return json.dumps({"protocolSection": protocol}).encode()


class Done:
    """What one run left behind: exit code, standard error, the RuleSets of its --out, and other files."""

    def __init__(self, folder: Path, *names: str) -> None:
        out = folder / "rules.jsonl"
        run = CliRunner().invoke(main, ["extract", *(str(folder / name) for name in names), "--out", str(out)])
        self.code, self.errors = run.exit_code, run.stderr.replace(f"{folder}/", "")
        self.crash = None if isinstance(run.exception, SystemExit) else run.exception
        self.written = out.read_text(encoding="utf-8") if out.exists() else ""
        self.left = {path.name for path in folder.iterdir()}

    @property
    def rules(self) -> dict[str, list[str]]:
        """Each trial's rules by its id."""
        rulesets = [RuleSet.model_validate_json(line) for line in self.written.split("\n") if line]
        return {r.trial.id: [str(c.rule) for c in r.criteria] for r in rulesets}


def between_two_good(folder: Path, name: str, content: bytes) -> Done:
    """One run over a file between two good ones."""
    for good in ("a.txt", "z.txt"):
        (folder / good).write_text(GOOD, encoding="utf-8")
    (folder / name).write_bytes(content)
    return Done(folder, "a.txt", name, "z.txt")


def by_name(part: object) -> str:
    return part if isinstance(part, str) else ""


REFUSED = [
    ("utf16.txt", GOOD.encode("utf-16-le"), "NUL byte"),
    ("cut.txt", GOOD.encode("utf-16") + b"a", "not UTF-16"),
    ("cp1252.txt", GOOD.encode() + b"- \x93white\x94 coat\n", "not UTF-8: byte 0x93"),
    ("zip.txt", b"PK\x03\x04" + b"\xff" * 30, "not UTF-8"),
    ("codec.xml", b"<?xml version='1.0' encoding='rot13'?>" + XML.format(GOOD).encode(), "unknown encoding"),
    ("list.json", b"[" + record() + b"]", "without eligibility criteria"),
    ("number.json", b'{"protocolSection": {"eligibilityModule": {"eligibilityCriteria": 5}}}', "without eligibility"),
    ("blank.json", record("  "), "without eligibility criteria"),
    ("two.json", record() + b"\n" + record(), "column 1; `trialrules batch` reads one value a line"),
    ("deep.json", b'{"a": ' * 50_000, "nested too deeply"),
    ("deep.xml", b"<clinical_study>" + b"<a>" * 50_000, "broken XML"),
    ("control.xml", XML.format("Age &#1; 18").encode(), "broken XML"),
    ("entity.xml", XML.format("Age &nbsp; 18").encode(), "broken XML"),
    ("long.txt", b"a" * 5_000_000, "5,000,000 characters"),
    ("list.txt", b"natalizumab or " * 333_333, "characters"),
    ("digits.json", record()[:-1] + b', "x": ' + b"9" * 5000 + b"}", "JSON"),
    ("undefined.xml", b"<?xml version='1.0' encoding='undefined'?>" + XML.format(GOOD).encode(), "encoding"),
    ("utf7.xml", b"<?xml version='1.0' encoding='utf-7'?>" + XML.format("Age +2AA- 18").encode(), "surrogate"),
    ("utf32.txt", GOOD.encode("utf-32"), "UTF-32"),
]


@pytest.mark.parametrize(("name", "content", "reason"), REFUSED, ids=by_name)
def test_a_bad_file_between_two_good_ones_is_named(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    done = between_two_good(tmp_path, name, content)
    (line,) = done.errors.splitlines()
    assert line.startswith(f"trialrules: {name}: ")
    assert reason.lower() in line.lower()
    assert done.code == 1
    assert done.rules == {"a": [AGE], "z": [AGE]}
    assert done.left == {"a.txt", "z.txt", name, "rules.jsonl"}


LATIN = b"<?xml version='1.0' encoding='ISO-8859-1'?>" + XML.format("Age 18 to 65 years \xb1").encode("latin-1")
NUMBERS = (
    b'{"protocolSection": {"identificationModule": {"nctId": 5, "briefTitle": []}, "eligibilityModule": {'
    b'"eligibilityCriteria": "Age 18 to 65 years", "minimumAge": 18, "sex": 3, "healthyVolunteers": "maybe"}}}'
)
READ = [
    ("bom.txt", GOOD.encode("utf-8-sig"), [AGE]),
    ("bom.json", b"\xef\xbb\xbf" + record(), [AGE]),
    ("crlf.txt", GOOD.replace("\n", "\r\n").encode(), [AGE]),
    ("cr.txt", GOOD.replace("\n", "\r").encode(), [AGE]),
    ("wide.txt", GOOD.encode("utf-16"), [AGE]),
    ("nul.json", record("Age \0 18 to 65 years"), [AGE]),
    ("latin.xml", LATIN, [AGE]),
    ("numbers.json", NUMBERS, [AGE]),
    ("deep.html", b"<html><body>" + b"<div><ul><li>" * 20_000 + b"Age 18 to 65 years", [AGE]),
    ("headings.html", b"<html><body>" + b"<nav><h2>Age 18 to 65 years</h2></nav>" * 20_000, []),
    ("comments.html", b"<html><p>Age 18 to 65 years</p>" + b"<!--" * 50_000, None),
    ("tags.html", b"<html><p>Age 18 to 65 years</p>" + b"<a " * 50_000, None),
    ("sections.html", b"<html><![if !IE]><p>Age 18 to 65 years</p><![endif]>" + b"<![odd[>" * 9_000, [AGE]),
    ("ends.html", b"<html><!-- a --><p>Age 18 to 65 years</p>" + b"<![CDATA[>" * 50_000 + b"<!-- x >" * 9, [AGE]),
    ("entity.html", b"<html><p>Age 18 to 65 years</p><hr>&#" + b"9" * 5_000 + b";", None),
    ("brackets.txt", b"(" * 10_000 + b")" * 10_000, None),
    ("nested.txt", b"Inclusion: " + b"(" * 9_000 + b"Age 18 to 65 years" + b")" * 9_000, None),
    ("line.txt", b"Inclusion: " + b"a" * 1_900_000, ["None"]),
    ("article.txt", b"We met on the beach, and the tide was out. " * 100, []),
    ("title.json", record(briefTitle="\ud83d"), [AGE]),
    ("id.json", record(nctId="NCT\ud83d"), [AGE]),
    ("digits.txt", b"Inclusion: Age > " + b"9" * 400, ["None"]),
    ("unless.txt", b"Exclusion: EDSS > 2" + b" unless EDSS > 3" * 150, None),
]


@pytest.mark.parametrize(("name", "content", "rules"), READ, ids=by_name)
def test_an_odd_file_between_two_good_ones_is_read(
    tmp_path: Path, name: str, content: bytes, rules: list[str] | None
) -> None:
    done = between_two_good(tmp_path, name, content)
    assert (done.code, done.errors) == (0, "")
    (odd,) = (found for id, found in done.rules.items() if id not in ("a", "z"))
    assert rules is None or odd == rules
    assert done.left == {"a.txt", "z.txt", name, "rules.jsonl"}


@pytest.mark.parametrize("declared", ['<!ENTITY x SYSTEM "file:///etc/hosts">', '<!ENTITY x "tide">'])
@pytest.mark.parametrize("start", ["<?xml version='1.0'?>", ""])
def test_entities_are_never_expanded(tmp_path: Path, start: str, declared: str) -> None:
    path = tmp_path / "entity.xml"
    path.write_text(f"{start}<!DOCTYPE a [{declared}]>{XML.format('Age &x; 18 years')}", encoding="utf-8")
    try:
        text = trialrules.read(path).text
    except trialrules.ReadError as refused:
        text = str(refused)
    assert "localhost" not in text
    assert text.count("tide") == ("tide" in declared and start == "")


def test_a_folder_among_files_and_a_file_twice(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    done = Done(tmp_path, "a.txt", "folder", "a.txt", "nothing/here.txt")
    assert [line.split(": ")[1] for line in done.errors.splitlines()] == ["folder", "nothing/here.txt"]
    assert (done.code, done.rules) == (1, {"a": [AGE]})
    assert done.written.count("\n") == 2


def test_one_trial_that_breaks_the_program_does_not_end_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(text: str, *layout: object, **more: object) -> object:
        return {}["no such\nkey"] if "bad" in text else segment(text)

    monkeypatch.setattr("trialrules.pipeline.components.segment", breaking)
    done = between_two_good(tmp_path, "bad.txt", b"Exclusion: bad gout")
    assert (done.crash, done.code) == (None, 1)
    assert done.errors == "trialrules: bad.txt: internal error (KeyError: 'no such\\nkey')\n"
    assert done.rules == {"a": [AGE], "z": [AGE]}


def test_the_file_of_before_stays_when_the_new_one_fails(tmp_path: Path) -> None:
    (tmp_path / "rules.jsonl").mkdir()
    done = CliRunner().invoke(main, ["extract", "--text", GOOD, "--out", str(tmp_path / "rules.jsonl")])
    assert done.exit_code == 2
    assert "rules.jsonl" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["rules.jsonl"]


@pytest.mark.parametrize("command", ["extract", "explain"])
def test_words_that_are_no_unicode(command: str) -> None:
    words = ["--text", b"Age \xff 18"] if command == "extract" else [b"Age \xff 18"]
    done = subprocess.run([sys.executable, "-m", "trialrules", command, *words], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"trialrules: ")
    assert b"surrogate" in done.stderr
    assert b"Traceback" not in done.stderr
