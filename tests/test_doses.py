"""Doses: a day where the words say how often, of the class where they are told in equivalents, and never a value's."""

import pytest
import trialrules
from readings import read_item


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Dabigatran 150 mg twice daily", "drug dabigatran dose = 300 mg/d"),
        ("Gabapentin ≥ 300 mg tid for 4 weeks", "drug gabapentin for [>= 4 wk] dose >= 900 mg/d"),
        ("Sirolimus (2 mg once daily)", "drug sirolimus dose = 2 mg/d"),
        ("Methotrexate at a weekly dose of 10-20 mg", "drug methotrexate dose in [10, 20] mg/wk"),
        ("Methotrexate 15 mg once weekly", "drug methotrexate dose = 15 mg/wk"),
        ("More than 2 g of fish oil a day", "drug fish oil dose > 2 g/d"),
        ("Use of > 10 mg of prednisone daily", "drug prednisone dose > 10 mg/d"),
        ("Morphine ≥ 40 mg/day by mouth", "drug morphine dose >= 40 mg/d"),
        ("Systemic corticosteroids at > 15 mg prednisolone equivalent per day",
         "drug_class systemic corticosteroid dose > 15 mg/d"),
        ("Corticosteroids equivalent to more than 15 mg of prednisone daily for over 3 weeks",
         "drug_class corticosteroid for [> 3 wk] dose > 15 mg/d"),
        ("Corticosteroids exceeding the equivalent of 15 mg prednisone per day",
         "drug_class corticosteroid dose > 15 mg/d"),
        ("Steroids exceeding 15 mg/day of prednisone (or equivalent) within 2 weeks",
         "drug_class corticosteroid [<= 2 wk before now] dose > 15 mg/d"),
        ("Aspirin (except ≤ 100 mg/day)", "all(drug aspirin; not(drug aspirin dose <= 100 mg/d))"),
        ("Opioids at more than 60 mg oral morphine equivalents per day", "drug_class opioid dose > 60 mg/d"),
    ],
)  # fmt: skip
def test_a_dose(words: str, notation: str) -> None:
    (criterion,) = trialrules.extract(f"Exclusion Criteria:\n- {words}").criteria
    assert (str(criterion.rule), criterion.coverage) == (notation, "full")


def test_gray_are_of_a_radiotherapy() -> None:
    (criterion,) = trialrules.extract("Exclusion Criteria:\n- Thoracic radiotherapy > 30 Gy within 24 weeks").criteria
    assert str(criterion.rule) == "therapy thoracic radiotherapy [<= 24 wk before now] dose > 30 Gy"
    assert criterion.coverage == "partial"  # in total, or in a fraction


@pytest.mark.parametrize(
    "words",
    [
        "24-hour urine protein ≥ 2 g despite an ACE inhibitor",  # a value of its own, however near the drug
        "Infliximab 5 mg/kg every 8 weeks",
        "Previous treatment with 2 g of ceftriaxone",
        "Radiation dose > 50 Gy to an unknown site",
    ],
)
def test_what_is_no_dose_a_day(words: str) -> None:
    (criterion,) = trialrules.extract(f"Inclusion Criteria:\n- {words}").criteria
    assert " dose " not in str(criterion.rule)
    assert criterion.coverage == "partial"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Prednisone at more than 10 mg a day, methotrexate or leflunomide",
            "any(drug prednisone dose > 10 mg/d; drug methotrexate; drug leflunomide)",
        ),
        (
            "Methotrexate at ≥ 15 mg per week, azathioprine, or cyclosporine",
            "any(drug methotrexate dose >= 15 mg/wk; drug azathioprine; drug cyclosporine)",
        ),
        ("Azathioprine, > 10 mg/day prednisone", "any(drug azathioprine; drug prednisone dose > 10 mg/d)"),
    ],
)
def test_a_dose_is_of_no_drug_behind_the_comma_that_ends_it(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")
