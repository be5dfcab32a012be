"""What the documents show is what happens: their commands are run, in order, beside their files."""

import doctest
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from trialrules.cli import main

FOLDER = Path(__file__).parent.parent / "docs"
DOCUMENTS = sorted(FOLDER.glob("*.md"))
WITH_FILES = [page for page in DOCUMENTS if page.with_suffix("").is_dir()]
"""Pages that have tests of their own bring no files."""
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
FINDING = ("check", "diff")
"""Commands whose exit code 3 says that they found something."""
SCREENING = (FOLDER / "screening.md").read_text(encoding="utf-8")
FILES = FOLDER / "screening"


def blocks(document: Path) -> list[tuple[str, str]]:
    """The kind and the text of each block of code."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", document.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_there_is_something_to_test() -> None:
    assert WITH_FILES
    shown = [code for document in WITH_FILES for kind, code in blocks(document) if kind == "console"]
    assert len(COMMAND.findall("".join(shown))) > 4


@pytest.mark.parametrize("document", WITH_FILES, ids=lambda path: path.stem)
def test_commands_and_python_give_what_is_shown(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    shutil.copytree(document.with_suffix(""), tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    if (tmp_path / "registry.py").exists():
        monkeypatch.setenv("TRIALRULES_API", registry(tmp_path, request))
    names: dict[str, Any] = {}
    for kind, code in blocks(document):
        for command, shown in COMMAND.findall(code) if kind == "console" else ():
            program, *words = shlex.split(command)
            done = CliRunner().invoke(main, words)
            assert program == "trialrules"
            assert done.exit_code in ((0, 3) if words[0] in FINDING else (0,))
            assert [line.rstrip() for line in done.stdout.rstrip("\n").splitlines()] == shown.splitlines(), command
        for line in code.splitlines() if kind == "sh" else ():
            if line.startswith("cp "):
                subprocess.run(line, shell=True, check=True)
        if kind == "python":
            example = doctest.DocTestParser().get_doctest(code, names, document.name, document.name, 0)
            assert doctest.DocTestRunner(verbose=False).run(example, clear_globs=False).failed == 0
            names |= example.globs


def registry(folder: Path, request: pytest.FixtureRequest) -> str:
    """The address of the registry that a page brings along, on a free port."""
    command = [sys.executable, "registry.py", "registry", "0"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    request.addfinalizer(process.wait)
    request.addfinalizer(process.terminate)
    assert process.stdout is not None
    request.addfinalizer(process.stdout.close)
    return process.stdout.readline().strip()


def test_the_trial_and_the_patient_that_are_shown_are_the_files() -> None:
    shown = dict(blocks(FOLDER / "screening.md"))
    first = (FILES / "patients.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert shown["text"] == (FILES / "walking.txt").read_text(encoding="utf-8")
    assert json.loads(shown["json"]) == json.loads(first)


def test_every_option_of_screen_is_explained() -> None:
    parameters = main.commands["screen"].params
    options = [p.opts[-1] for p in parameters if isinstance(p, click.Option) and p.opts != ["--help"]]
    assert [o for o in options if f"`{o}" not in SCREENING] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (FOLDER / link).exists()] == []
