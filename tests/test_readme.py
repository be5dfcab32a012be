"""What the README shows is what happens."""

import doctest
import re
import shlex
import subprocess
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
PROGRAM = Path(sysconfig.get_path("scripts")) / "trialrules"


def _python() -> list[doctest.DocTest]:
    parser = doctest.DocTestParser()
    return [parser.get_doctest(code, {}, "README.md", "README.md", 0) for kind, code in BLOCKS if kind == "python"]


def _console() -> list[tuple[str, str]]:
    """Each command of a console block with the output shown under it."""
    code = "\n".join(code for kind, code in BLOCKS if kind == "console")
    return [
        (command, shown.strip("\n"))
        for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", code, re.MULTILINE)
    ]


@pytest.mark.parametrize("test", _python(), ids=lambda t: f"{len(t.examples)} statements")
def test_python(test: doctest.DocTest) -> None:
    assert doctest.DocTestRunner(verbose=False).run(test).failed == 0


@pytest.mark.parametrize(("command", "shown"), _console(), ids=lambda x: x if x.startswith("trialrules") else "")
def test_console(command: str, shown: str) -> None:
    words = shlex.split(command)
    assert words[0] == "trialrules"
    done = subprocess.run([PROGRAM, *words[1:]], capture_output=True, text=True, check=True)
    assert [line.rstrip() for line in done.stdout.strip("\n").splitlines()] == shown.splitlines()


def test_there_is_something_to_test() -> None:
    assert _python()
    assert _console()


def test_the_first_screen_holds_both_commands() -> None:
    screen = "\n".join(README.splitlines()[:24])
    assert "pip install . && trialrules extract --example ms" in screen
    assert "pip install '.[test]' && pytest" in screen


def test_the_table_of_notations() -> None:
    from trialrules.models import parse

    rows = re.findall(r"^\| .* \| `([^`]+)` \|$", README, re.MULTILINE)
    assert len(rows) >= 4
    assert [str(parse(row)) for row in rows] == rows


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_links_lead_somewhere(document: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / document).read_text(encoding="utf-8"))
    assert all((ROOT / link).exists() for link in links)
