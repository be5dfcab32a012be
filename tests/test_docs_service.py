"""The page on the service: its commands and its Python, against a service on another port."""

import doctest
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from serving import serving
from trialrules.cli import main

pytest.importorskip("fastapi", reason="the service needs FastAPI")
PAGE = (Path(__file__).parent.parent / "docs" / "service.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page() -> Iterator[str]:
    with serving("--workers", "2") as served:
        yield PAGE.replace("127.0.0.1:8000", f"127.0.0.1:{served.port}")


def blocks(page: str, kind: str) -> str:
    return "\n".join(re.findall(rf"^```{kind}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL))


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_the_commands(page: str) -> None:
    commands = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", blocks(page, "console"), re.MULTILINE)
    assert len(commands) == 3
    for command, shown in commands:
        done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == shown.strip()


def test_the_python(page: str) -> None:
    example = doctest.DocTestParser().get_doctest(blocks(page, "python"), {}, "service.md", "service.md", 0)
    done = doctest.DocTestRunner(verbose=False).run(example)
    assert (done.attempted > 4, done.failed) == (True, 0)


def test_every_problem_and_every_option_is_explained() -> None:
    from trialrules.pipeline.service.problems import STATUS

    listed = re.findall(r"^\| (\d+) \| `(\w+)` \|", PAGE, re.MULTILINE)
    assert [(int(status), code) for status, code in listed] == [(status, code) for code, status in STATUS.items()]
    options = [p.opts[-1] for p in main.commands["serve"].params if isinstance(p, click.Option)]
    assert [option for option in options if option not in PAGE] == []
