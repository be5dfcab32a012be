"""The lexicon as a whole: how much it holds, and that every code has its system's own form."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import get_args

import pytest
from leaves import leaves
from trialrules.models import Window
from trialrules.patterns.anchors import anchor_of
from trialrules.patterns.measures import measures
from trialrules.patterns.tables import TABLES, Row, rows
from trialrules.patterns.units import table

DRUGS = [row for path, kind in TABLES.items() if kind == "drug" for row in rows(path)]
CLASSES = list(rows("patterns/drugs/classes.tsv"))
ANCHORS = tomllib.loads(files("trialrules").joinpath("patterns/anchors.toml").read_text("utf-8"))
SOURCES = tomllib.loads(files("trialrules").joinpath("patterns/sources.toml").read_text("utf-8"))
MARKERS = tomllib.loads(files("trialrules").joinpath("patterns/conditions/markers.toml").read_text("utf-8"))
FORMS = {
    "LOINC": r"[1-9]\d{0,4}-\d",
    "DrugBank": r"DB\d{5}",
    "MeSH": r"[CD]\d{6}(\d{3})?",
    "ATC": r"[A-DGHJLMNPRSV](\d\d([A-Z]([A-Z](\d\d)?)?)?)?",
    "ICD-10-CM": r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?",
    "RxNorm": r"[1-9]\d{0,7}",
}


def check_digit(number: str) -> int:
    """LOINC's check digit, modulus 10: every second digit from the right is doubled."""
    digits = [int(digit) for digit in reversed(number)]
    total = sum(sum(divmod(2 * d, 10)) if place % 2 == 0 else d for place, d in enumerate(digits))
    return -total % 10


def codes() -> Iterator[tuple[str, str]]:
    for path in TABLES:
        for row in rows(path):
            yield from ((f"{path}: {row.name}", code) for code in row.codes)
    for measure in measures().values():
        yield from ((measure.pattern, code) for code in measure.codes)


def sourced() -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Owner, codes and source of all that has codes."""
    for path in TABLES:
        yield from ((f"{path}: {row.name}", row.codes, row.source) for row in rows(path) if row.codes)
    for measure in measures().values():
        if measure.codes:
            raw = tomllib.loads(files("trialrules").joinpath(measure.pattern).read_text("utf-8"))
            yield measure.pattern, measure.codes, raw["source"]


def names(table_rows: list[Row]) -> set[str]:
    return {word.lower() for row in table_rows for word in (row.name, *row.words)}


def test_the_lexicon_is_large_enough() -> None:
    assert len(measures()) >= 150
    assert len(table()) >= 60
    assert len({row.name for row in CLASSES}) >= 200
    assert len(names([row for row in DRUGS if row.codes])) >= 15_000


def test_the_anchors_are_those_of_the_contract() -> None:
    contract = set(get_args(Window.model_fields["anchor"].annotation))
    assert set(ANCHORS) - {"parts", "examples"} == contract - {"now"}
    words = [word for anchor in contract & set(ANCHORS) for word in ANCHORS[anchor].get("words", ())]
    assert words
    assert all(anchor_of(word) in contract for word in words)


@pytest.mark.parametrize(
    ("words", "anchor"),
    [
        ("first use of study drug", "first_dose"),
        ("start of the randomised treatment", "first_dose"),
        ("first dosing day", "first_dose"),
        ("D1", "first_dose"),
        ("Week 1 Day 1", "first_dose"),
        ("start of the trial", "study_start"),
        ("last dose of study vaccine", "last_dose"),
        ("end of investigational product administration", "last_dose"),
        ("signature of the informed consent form", "consent"),
        ("entry into this trial", "enrolment"),
        ("enrollment visit", "visit"),
        ("Visit 2a", "visit"),
        ("date of the index procedure", "surgery"),
    ],
)
def test_an_anchor_is_known_in_many_words(words: str, anchor: str) -> None:
    assert anchor_of(words) == anchor


def test_every_code_has_its_systems_form() -> None:
    for owner, code in codes():
        system, colon, value = code.partition(":")
        assert colon, f"{owner}: {code}"
        assert system in FORMS, f"{owner}: {code}"
        assert re.fullmatch(FORMS[system], value), f"{owner}: {code}"


@pytest.mark.parametrize("code", ["777-3", "6690-2", "718-7", "2160-0", "85354-9"])
def test_the_check_digit_of_known_codes(code: str) -> None:
    number, _, digit = code.partition("-")
    assert check_digit(number) == int(digit)


def test_every_loinc_code_has_its_check_digit() -> None:
    loinc = [(owner, code.removeprefix("LOINC:")) for owner, code in codes() if code.startswith("LOINC:")]
    assert loinc
    for owner, code in loinc:
        number, _, digit = code.partition("-")
        assert check_digit(number) == int(digit), f"{owner}: {code}"


@pytest.mark.parametrize("system", ["LOINC", "ATC", "RxNorm"])
def test_codes_name_the_two_sources_that_give_them(system: str) -> None:
    alone = ("public code", "public FHIR guides")
    for owner, found, source in sourced():
        told = [part.removeprefix(f"{system}: ").split(", ") for part in source.split("; ") if f"{system}: " in part]
        assert len(told) == any(code.startswith(f"{system}:") for code in found), owner
        assert all(SOURCES.keys() >= set(part) and (len(part) > 1 or part[0] in alone) for part in told), owner


def test_every_source_is_named_somewhere_and_says_what_it_is() -> None:
    parts = [part for *_, source in sourced() for part in source.split("; ")] + [MARKERS["source"]]
    assert not SOURCES.keys() - {name for part in parts for name in part.split(": ")[-1].split(", ")}
    assert all(source.keys() == {"what", "where"} for source in SOURCES.values())


def test_no_two_drugs_share_a_code() -> None:
    owner: dict[str, str] = {}
    for row in rows("patterns/drugs/own.tsv"):
        looked_up = [code for code in row.codes if code.startswith(("ATC:", "RxNorm:"))]
        assert all(owner.setdefault(code, row.name) == row.name for code in looked_up), row
        assert len({code.partition(":")[0] for code in row.codes}) == len(row.codes), row


def test_no_two_classes_have_the_same_groups() -> None:
    """They may overlap: a JAK inhibitor is immunosuppressive too."""
    owner: dict[frozenset[str], str] = {}
    for row in CLASSES:
        groups = frozenset(code for code in row.codes if code.startswith("ATC:"))
        assert not groups or owner.setdefault(groups, row.name) == row.name, row.name


def test_no_two_measures_share_a_code() -> None:
    owner: dict[str, str] = {}
    for measure in measures().values():
        for code in measure.codes:
            assert owner.setdefault(code, measure.name) == measure.name, code


def test_every_drug_class_has_an_example() -> None:
    assert [row.name for row in CLASSES if not row.example.partition(" => ")[2].startswith("drug_class ")] == []


@pytest.mark.parametrize(
    "words",
    [
        *("EDSS", "EDSS cerebellar functional score", "EDSS pyramidal functional score", "T25FW", "9HPT", "SDMT"),
        *("MSFC", "relapses", "gadolinium-enhancing lesions", "new or enlarging T2 lesions", "T2 lesions"),
        *("platelet count", "neutrophil count", "white blood cell count", "hemoglobin", "ALT", "AST", "bilirubin"),
        *("creatinine", "creatinine clearance", "eGFR", "LVEF", "QTcF", "FEV1", "BMI", "TSH", "HbA1c", "INR"),
        *("ECOG", "Karnofsky", "NYHA", "ASA", "Child-Pugh", "MMSE", "GCS", "modified Rankin scale"),
        *("life expectancy", "gestational age", "body weight", "PaO2", "FiO2", "TBSA", "PHQ-9", "hematocrit"),
    ],
)
def test_a_frequent_measure_is_known(words: str) -> None:
    known = {word.lower() for m in measures().values() for word in (m.name, *m.words, *m.pair)}
    assert words.lower() in known


@pytest.mark.parametrize(
    ("brand", "ingredient"),
    [
        ("Aubagio", "teriflunomide"),
        ("Tysabri", "natalizumab"),
        ("Gilenya", "fingolimod"),
        ("Tecfidera", "dimethyl fumarate"),
        ("Vumerity", "diroximel fumarate"),
        ("Bafiertam", "monomethyl fumarate"),
        ("Copaxone", "glatiramer acetate"),
        ("Lemtrada", "alemtuzumab"),
        ("Ocrevus", "ocrelizumab"),
        ("Kesimpta", "ofatumumab"),
        ("Briumvi", "ublituximab"),
        ("Mavenclad", "cladribine"),
        ("Mayzent", "siponimod"),
        ("Zeposia", "ozanimod"),
        ("Ponvory", "ponesimod"),
        ("Novantrone", "mitoxantrone"),
        ("Zinbryta", "daclizumab"),
    ],
)
def test_brands_of_multiple_sclerosis_give_their_ingredient(brand: str, ingredient: str) -> None:
    wanted = f"drug {ingredient} [<= 6 mo before now]"
    assert leaves(f"Exclusion: {brand} within the last 6 months") == {wanted}
    assert leaves(f"Exclusion: {ingredient} ({brand}®) within the last 6 months") == {wanted}


@pytest.mark.parametrize("brand", ["Avonex", "Rebif", "Betaferon", "Betaseron", "Extavia", "Plegridy"])
def test_brands_of_interferon_beta(brand: str) -> None:
    (leaf,) = leaves(f"Exclusion: {brand} within the last 6 months")
    assert re.fullmatch(r'drug(_class)? "?(peg)?interferon beta.* \[<= 6 mo before now\]', leaf)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("kladribin", "cladribine"),
        ("dimetylfumurat", "dimethyl fumarate"),
        ("fampridin", "fampridine"),
        ("xylocain", "lidocaine"),
        ("codein", "codeine"),
        ("natalizumabe", "natalizumab"),
        ("clabridine", "cladribine"),
        ("ritixumab", "rituximab"),
        ("dofelitide", "dofetilide"),
    ],
)
def test_misspellings_and_foreign_spellings_are_repaired(written: str, name: str) -> None:
    assert leaves(f"Exclusion: {written} within the last 6 months") == {f"drug {name} [<= 6 mo before now]"}


@pytest.mark.parametrize("words", ["insulin level > 20 mIU/L", "calcium < 8.5 mg/dL", "alcoholic hepatitis"])
def test_no_drug_inside_a_measure_or_a_disease(words: str) -> None:
    assert not [leaf for leaf in leaves(f"Exclusion: {words}") if leaf.startswith("drug")]
