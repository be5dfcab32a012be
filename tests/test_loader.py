"""The strict loaders: a file of the lexicon that breaks the format is refused, and the message names file and key."""

from collections.abc import Callable
from pathlib import Path

import pytest
from trialrules.patterns.measures import read_measures
from trialrules.patterns.tables import TableError, read_tables

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


def toml(examples: str = EXAMPLES, **changes: str | None) -> str:
    """The good measure with some of its keys changed, or left out where None."""
    keys = {**GOOD, **changes}
    return "".join(f"{key} = {value}\n" for key, value in keys.items() if value is not None) + examples


def refusal(load: Callable[[Path], object], folder: Path) -> str:
    """What a loader says of a folder; nothing where it takes it."""
    try:
        load(folder)
    except TableError as error:
        return str(error)
    return ""


@pytest.fixture
def said(tmp_path: Path) -> Refusal:
    """What the loader says of measures with these contents, by name."""

    def load(**contents: str) -> str:
        for name, content in contents.items():
            (tmp_path / f"{name}.toml").write_text(content, encoding="utf-8")
        return refusal(read_measures, tmp_path)

    return load


@pytest.fixture
def said_of_table(tmp_path: Path) -> Refusal:
    """What the loader says of a table of therapies."""

    def load(content: str, name: str = "patterns/therapies.tsv") -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(content, encoding="utf-8")
        return refusal(read_tables, tmp_path)

    return load


def test_a_good_measure_is_taken(said: Refusal) -> None:
    assert said(sea_level=toml()) == ""


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
        (toml(words="[]", name='""'), "name"),
        (toml(words='"tide"'), "words"),
        (toml(words="[5]"), "words"),
        (toml(name="5"), "name"),
        (toml(units='"cm"'), "unit"),
        (toml(units='"m"'), "units"),
        (toml(codes='"LOINC:0-0"'), "codes"),
        (toml(examples='examples = ["tide"]\n'), "examples"),
        (toml(examples='[examples]\n"tide" = 2\n'), "examples"),
        (toml(plausible="[12, -12]"), "plausible"),
        (toml(plausible="[12]"), "plausible"),
        (toml(plausible='["low", "high"]'), "plausible"),
        (toml(codes='["777-3"]'), "codes"),
        (toml(plausible="[true, 12]"), "plausible"),
        (toml(plausible="[12, 12]"), "plausible"),
        (toml(converts='{ "fathom" = [1.8, 0] }'), "converts names fathom"),
        (toml(converts='{ "cm" = 0.01 }'), "converts"),
        (toml(converts='{ "cm" = [-0.01, 0] }'), "converts"),
        (toml(states="[5]"), "states"),
    ],
)  # fmt: skip
def test_a_bad_measure_is_refused_by_file_and_key(said: Refusal, content: str, words: str) -> None:
    message = said(sea_level=content)
    assert "patterns/measures/sea_level.toml" in message
    assert words in message.partition("sea_level.toml")[2]


@pytest.mark.parametrize("word", ["tide", "TIDE", "Tides"])
def test_a_word_of_two_measures_is_refused(said: Refusal, word: str) -> None:
    message = said(sea_level=toml(), tidal_range=toml(name='"tidal range"', words=f'["{word.lower()}"]'))
    assert "patterns/measures/tidal_range.toml" in message
    assert "patterns/measures/sea_level.toml" in message
    assert word.lower() in message


def test_a_name_of_two_measures_is_refused(said: Refusal) -> None:
    message = said(sea_level=toml(), tide=toml(words='["flood"]'))
    assert "patterns/measures/tide.toml" in message
    assert "patterns/measures/sea_level.toml" in message


ROW = "mussel\tmytilus\t\tby hand\tMussels => therapy mussel"


def test_a_good_table_is_taken(said_of_table: Refusal) -> None:
    assert said_of_table(f"{HEADER}{ROW}\n") == ""


def test_a_built_table_needs_no_examples(said_of_table: Refusal) -> None:
    assert said_of_table(f"{HEADER}mussel\tmytilus\t\tbuilt\t\n", "patterns/procedures/bulk.tsv") == ""


def test_the_first_of_two_tables_keeps_a_word(tmp_path: Path) -> None:
    for folder, name in (("patterns/drugs", "mussel"), ("patterns/procedures", "musseling")):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "own.tsv").write_text(f"{HEADER}{name}\tmytilus\t\tby hand\tx => y\n", "utf-8")
    entry = read_tables(tmp_path).get("mytilus", "mytilus")
    assert entry is not None
    assert (entry.kind, entry.name) == ("drug", "mussel")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (f"{HEADER}{ROW}\tmore\n", "therapies.tsv:2"),
        (f"{HEADER}{ROW}\nmussel\tmytilus\n", "therapies.tsv:3"),
        (f"{HEADER}\tmytilus\t\tby hand\tMussels => therapy mussel\n", "therapies.tsv:2"),
        (f"{HEADER}\n", "therapies.tsv:2"),
        ("name\twords\n", "therapies.tsv:1"),
        ("", "therapies.tsv:1"),
        (f"{HEADER}mussel\tmytilus\t\tby hand\t\n", "therapies.tsv:2"),
        (f"{HEADER}{ROW}\noyster\tmytilus\t\tby hand\tOysters => therapy oyster\n", "therapies.tsv:3"),
        (f"{HEADER}mussel\tmytilus\tD000001\tby hand\tMussels => therapy mussel\n", "therapies.tsv:2"),
        (f"{HEADER}mussel\t-|/\t\tby hand\tMussels => therapy mussel\n", "therapies.tsv:2"),
    ],
)
def test_a_bad_row_is_refused_by_file_and_line(said_of_table: Refusal, content: str, place: str) -> None:
    message = said_of_table(content)
    assert f"patterns/{place}: " in message
