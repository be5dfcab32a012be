"""What the docstrings show is what happens."""

import doctest
import importlib
from pathlib import Path

import pytest
import trialrules

ROOT = Path(trialrules.__file__).parent
SHOWING = [
    ".".join(("trialrules", *path.relative_to(ROOT).with_suffix("").parts))
    for top in ("models", "patterns", "pipeline", "evaluation")
    for path in sorted((ROOT / top).rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", SHOWING)
def test_examples_in_docstrings(name: str) -> None:
    done = doctest.testmod(importlib.import_module(name.removesuffix(".__init__")))
    assert done.attempted
    assert not done.failed
