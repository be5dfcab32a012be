"""The strict loaders: a file of the lexicon that breaks the format is refused, and the message names file and key.

A loader reads the folder beside it, so each test gives it a copy of `patterns/` that holds the test's files alone.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

import pytest

GOOD = {
    "name": '"sea level"',
    "words": '["sea level", "tide"]',
    "unit": '"m"',
    "units": '["cm"]',
    "plausible": "[-12, 12]",
    "codes": '["LOINC:0-0"]',
    "source": '"invented"',
}
EXAMPLES = '[examples]\n"tide ≥ 2 m" = "sea level >= 2 m"\n'
HEADER = "name\twords\tcodes\tsource\texample\n"
Refusal = Callable[..., str]


def wrong(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


def toml(examples: str = EXAMPLES, **changes: str | None) -> str:
    """The good measure with some of its keys changed, or left out where None."""
    keys = {**GOOD, **changes}
    return "".join(f"{key} = {value}\n" for key, value in keys.items() if value is not None) + examples


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package with an empty lexicon: the loaders, the units and no more."""
    with as_file(files("trialrules")) as package:
        home = tmp_path / "trialrules"
        (home / "patterns" / "measures").mkdir(parents=True)
        shutil.copy(package / "__init__.py", home)
        for source in [*(package / "patterns").glob("*.py"), package / "patterns" / "units.toml"]:
            shutil.copy(source, home / "patterns")
    return home / "patterns"


@pytest.fixture
def said(copy: Path) -> Refusal:
    """What the loader says of these files, by name: the error's last line, or nothing where it takes them."""

    def load(module: str, **contents: str) -> str:
        for name, content in contents.items():
            folder, ending = (copy / "measures", "toml") if module == "measures" else (copy, "tsv")
            (folder / f"{name}.{ending}").write_text(content, encoding="utf-8")
        function = "lexicon" if module == "measures" else "mentions"
        code = f"import trialrules.patterns.{module} as m; m.{function}(); print(m.__file__)"
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=copy.parents[1], check=False
        )
        if done.returncode == 0:
            assert done.stdout.strip() == str(copy / f"{module}.py")
        return done.stderr.strip().rpartition("\n")[2]

    return load


def test_a_good_measure_is_taken(said: Refusal) -> None:
    assert said("measures", sea_level=toml()) == ""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (toml(colour='"blue"'), "unknown key colour"),
        (toml(examples=""), "examples"),
        (toml(examples="[examples]\n"), "examples"),
        (toml(name=None), "name"),
        (toml(words=None), "words"),
        (toml(plausible=None), "plausible"),
        (toml(unit='"fathom"'), "unit fathom"),
        (toml(units='["cm", "cable"]'), "unit cable"),
        (toml(source=None), "codes without source"),
        (toml(words='["tide", ""]'), "words"),
        (toml(words='["tide", "- /"]'), "words"),
        (toml(words='["tide"'), "line"),
        (toml() + '"tide ≥ 2 m" = ""\n', "line"),
        pytest.param(toml(words="[]", name='""'), "name", marks=wrong("an empty name is taken")),
        pytest.param(toml(words='"tide"'), "words", marks=wrong("a string is taken as a list of its letters")),
        pytest.param(toml(words="[5]"), "words", marks=wrong("a TypeError names neither file nor key")),
        pytest.param(toml(name="5"), "name", marks=wrong("the type of name is not looked at")),
        (toml(units='"cm"'), "unit"),
        pytest.param(toml(units='"m"'), "units", marks=wrong("the type of units is not looked at")),
        pytest.param(toml(codes='"LOINC:0-0"'), "codes", marks=wrong("the type of codes is not looked at")),
        pytest.param(toml(examples='examples = ["tide"]\n'), "examples", marks=wrong("an AttributeError")),
        pytest.param(toml(examples='[examples]\n"tide" = 2\n'), "examples", marks=wrong("a number is no notation")),
        pytest.param(toml(plausible="[12, -12]"), "plausible", marks=wrong("the order of plausible is not looked at")),
        pytest.param(toml(plausible="[12]"), "plausible", marks=wrong("a ValueError names neither file nor key")),
        pytest.param(toml(plausible='["low", "high"]'), "plausible", marks=wrong("the type is not looked at")),
        pytest.param(toml(codes='["777-3"]'), "codes", marks=wrong("a code without its system is lost")),
    ],
)  # fmt: skip
def test_a_bad_measure_is_refused_by_file_and_key(said: Refusal, content: str, words: str) -> None:
    message = said("measures", sea_level=content)
    assert "TableError" in message
    assert "patterns/measures/sea_level.toml" in message
    assert words in message.partition("sea_level.toml")[2]


@pytest.mark.parametrize("word", ["tide", "TIDE", "Tides"])
def test_a_word_of_two_measures_is_refused(said: Refusal, word: str) -> None:
    message = said("measures", sea_level=toml(), tidal_range=toml(name='"tidal range"', words=f'["{word.lower()}"]'))
    assert "patterns/measures/tidal_range.toml" in message
    assert "patterns/measures/sea_level.toml" in message
    assert word.lower() in message


def test_a_name_of_two_measures_is_refused(said: Refusal) -> None:
    message = said("measures", sea_level=toml(), tide=toml(words='["flood"]'))
    assert "patterns/measures/tide.toml" in message
    assert "patterns/measures/sea_level.toml" in message


ROW = "mussel\tmytilus\t\tby hand\tMussels => therapy mussel"


def test_a_good_table_is_taken(said: Refusal) -> None:
    assert said("tables", therapies=f"{HEADER}{ROW}\n") == ""


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (f"{HEADER}{ROW}\tmore\n", "therapies.tsv:2"),
        (f"{HEADER}{ROW}\nmussel\tmytilus\n", "therapies.tsv:3"),
        (f"{HEADER}\tmytilus\t\tby hand\tMussels => therapy mussel\n", "therapies.tsv:2"),
        (f"{HEADER}\n", "therapies.tsv:2"),
        ("name\twords\n", "therapies.tsv:1"),
        ("", "therapies.tsv:1"),
        pytest.param(
            f"{HEADER}mussel\tmytilus\t\tby hand\t\n",
            "therapies.tsv:2",
            marks=wrong("a row without an example is taken; only the tests of the shipped tables see it"),
        ),
        pytest.param(
            f"{HEADER}{ROW}\noyster\tmytilus\t\tby hand\tOysters => therapy oyster\n",
            "therapies.tsv:3",
            marks=wrong("the first owner of a word keeps it in silence"),
        ),
        pytest.param(
            f"{HEADER}mussel\tmytilus\tD000001\tby hand\tMussels => therapy mussel\n",
            "therapies.tsv:2",
            marks=wrong("a code without its system is taken, and then lost"),
        ),
        pytest.param(
            f"{HEADER}mussel\t-|/\t\tby hand\tMussels => therapy mussel\n",
            "therapies.tsv:2",
            marks=wrong("a word that folds to nothing is passed over"),
        ),
    ],
)
def test_a_bad_row_is_refused_by_file_and_line(said: Refusal, content: str, place: str) -> None:
    message = said("tables", therapies=content)
    assert "TableError" in message
    assert f"patterns/{place}" in message
