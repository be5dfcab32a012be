"""Abbreviations and brands whose brackets an export lost, and words that a name or a value has beside it."""

import pytest
from leaves import plain
from readings import read_item


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Treatment with nivolumab Opdivo within 4 weeks", "drug nivolumab [<= 4 wk before now]"),
        ("Human immunodeficiency virus HIV infection", "condition hiv infection"),
        ("Transient ischaemic attack TIA or gout", "any(condition transient ischemic attack; condition gout)"),
        ("Progressive supranuclear palsy PSP", "condition progressive supranuclear palsy"),
        ("Intolerance to the investigational product IP", 'condition intolerance to therapy:"study drug"'),
        ("Aspartate aminotransferase AST > 3 x upper limit of normal ULN", "AST > 3 x ULN"),
        ("Body mass index BMI > 35 kg/m2", "BMI > 35 kg/m2"),
    ],
)
def test_an_abbreviation_behind_its_name_is_the_same_thing(words: str, expected: str) -> None:
    rule, coverage = read_item(words)
    assert (plain(rule), coverage) == (expected, "full")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Asthma COPD", "all(condition asthma; condition chronic obstructive pulmonary disease)"),
        ("Pain VAS leg > 50", "pain VAS > 50"),
        ("Pre-symptomatic carrier of a GRN mutation", 'all(other "Pre-symptomatic"; condition grn mutation)'),
        ("Infants receiving > 100 mL/kg/day of milk", "all(attribute age group = infant; milk > 100 mL/kg/d)"),
    ],
)
def test_other_words_stay(words: str, expected: str) -> None:
    rule, coverage = read_item(words)
    assert coverage == "partial"
    assert plain(rule).replace(" {?}", "") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Trastuzumab-dkst within 2 weeks", "drug trastuzumab [<= 2 wk before now]"),
        ("Infliximab-free for a year", "not(drug infliximab [< 1 a before now])"),
        ("Infliximab-dyyb (Inflectra)", "drug infliximab"),
        ("Less than 30 days since ending another trial", "study clinical trial [< 30 d before now]"),
        ("Capillary refill > 3 seconds", "capillary refill time > 3 s"),
    ],
)
def test_the_letters_of_a_maker_and_the_end_of_a_treatment(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")
