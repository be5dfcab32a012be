"""Words that registries translate or put plainly: ends of ages, pills for a disease, "like" and addictions."""

import pytest
from readings import read_item, read_plainly

AGES = [
    ("Male or female, 40 (included) to 80 (included) years old", "age in [40, 80] a"),
    ("18 years (inclusive) - 75 years (inclusive)", "age in [18, 75] a"),
    ("Aged 18-75 (including 18 and 75) years old", "age in [18, 75] a"),
    ("Age 18-75 years old (including boundary values)", "age in [18, 75] a"),
    ("BMI 18.5-30 kg/m2 (included)", "BMI in [18.5, 30] kg/m2"),
    ("Age: 60-80 ys", "age in [60, 80] a"),
    ("In the age group of 20-60 years", "age in [20, 60] a"),
    ("Age limits: 20 to 50", "age in [20, 50] a"),
    ("HB > 9 G/DL", "hemoglobin > 9 g/dL"),
    ("Platelets > 90 G/L", "platelet count > 90 10*9/L"),
    ("Tumor size within 3 cm", "tumor size <= 3 cm"),
    ("ECOG within 1", "ECOG <= 1"),
    ("Number of tumors within 3", "tumors <= 3"),
    (">= 6 months and < 18 years", "age in [6, 216) mo"),
    ("Gout for >= 6 months and < 2 years", "condition gout for [in [6, 24) mo]"),
    ("Over 18", "age > 18 a"),
    ("Over 30 kg", "body weight > 30 kg"),
]


@pytest.mark.parametrize(("words", "rule"), AGES)
def test_ends_of_a_range_that_are_told(words: str, rule: str) -> None:
    assert read_plainly("I", words) == (rule, "full")


def test_an_end_that_contradicts_its_bound_is_in_doubt() -> None:
    assert read_item("Over 18 years old (including 18)", "Inclusion")[1] == "partial"


REMEDIES = [
    ("Taking high blood pressure pills", 'drug_class "antihypertensive drug" current'),
    ("Gout tablets", 'drug_class "urate-lowering drug"'),
    ("Eczema drugs within 4 weeks", "drug_class eczema medication [<= 4 wk before now]"),
    (
        "Pills for high blood pressure or diabetes",
        'any(drug_class "antihypertensive drug"; drug_class "antidiabetic drug")',
    ),
    ("On medicines that weaken the immune system", 'drug_class "immunosuppressive drug" current'),
    ("You are taking medicine to thin your blood", "drug_class anticoagulant current"),
    ("A stroke or mini-stroke", "any(condition stroke; condition transient ischemic attack)"),
    ("Gout, drug allergy", 'any(condition gout; condition "drug allergy")'),
    ("Anticholinergic medication for incontinence", None),
    ("Unable to swallow tablets", 'other "Unable to swallow tablets"'),
]


@pytest.mark.parametrize(("words", "rule"), REMEDIES)
def test_what_is_taken_for_a_disease_is_no_disease(words: str, rule: str | None) -> None:
    found, coverage = read_plainly("E", words)
    assert (found, coverage) == (rule, "full") if rule else "anticholinergic" in found


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (
            "Addiction to any drug (alcohol, opium, etc.)",
            "any(condition substance abuse; condition substance abuse to drug:alcohol; "
            "condition substance abuse to drug:opium)",
        ),
        (
            "Addicted to drugs or alcohol",
            "any(condition substance abuse; condition substance abuse to drug:alcohol)",
        ),
        (
            "Dependence on drugs such as opioids",
            "any(condition substance abuse; condition substance abuse to drug_class:opioid)",
        ),
        ("Taking aspirin or warfarin in the last 3 months",
         "any(drug aspirin [<= 3 mo before now]; drug warfarin [<= 3 mo before now])"),
        ("Chronic diseases like asthma, gout", "any(condition chronic disease; condition asthma; condition gout)"),
        ("Anticoagulants like warfarin", "any(drug_class anticoagulant; drug warfarin)"),
    ],
)  # fmt: skip
def test_addictions_lists_and_examples(words: str, rule: str) -> None:
    assert read_item(words) == (rule, "full")


def test_who_would_like_something_names_no_example() -> None:
    assert read_item("Gout, and would like surgery")[1] == "partial"
