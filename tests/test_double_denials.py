"""Denials that meet: "no A without B", "malignancy except A without B", "no A, or a stable dose of B"."""

import pytest
from readings import read


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("No diabetes without retinopathy", "not(all(condition diabetes mellitus; not(condition retinopathy)))"),
        ("No pain without analgesics", "not(all(condition pain; not(drug_class analgesic)))"),
        ("No metastases without prior radiotherapy", "not(all(condition metastasis; not(therapy radiotherapy past)))"),
        ("No fever, without antibiotics", "all(not(condition fever); not(drug_class antibiotic))"),
        ("Pain without analgesics", "all(condition pain; not(drug_class analgesic))"),
    ],
)
def test_none_without(words: str, rule: str) -> None:
    assert read(f"Inclusion: {words}") == (rule, "full")


@pytest.mark.parametrize("words", ["No diabetes or gout without statins", "No HIV or hepatitis C without antivirals"])
def test_of_which_of_two_it_is_said_is_in_doubt(words: str) -> None:
    assert read(f"Inclusion: {words}")[1] == "partial"


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Malignancy, except basal cell carcinoma without metastases",
         "condition malignancy except basal cell carcinoma without metastases"),
        ("Cirrhosis, with the exception of compensated cirrhosis without portal hypertension",
         "condition cirrhosis except compensated cirrhosis without portal hypertension"),
        ("Cardiac surgery, not including pacemaker implantation, within 6 months",
         "procedure cardiac surgery [<= 6 mo before now] except pacemaker"),
        ("Steroids, not including inhaled steroids, within 14 days",
         "drug_class corticosteroid [<= 14 d before now] except inhaled corticosteroid"),
    ],
)  # fmt: skip
def test_exceptions(words: str, rule: str) -> None:
    assert read(f"Exclusion: {words}") == (rule, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("No steroids, or a stable dose of prednisone of ≤ 10 mg/day",
         "any(not(drug_class corticosteroid); drug prednisone dose <= 10 mg/d)"),
        ("No statins or on a stable dose of statins for at least 4 weeks",
         "any(not(drug_class statin); drug_class statin for [>= 4 wk])"),
        ("No steroids, or stable angina", "all(not(drug_class corticosteroid); not(condition stable angina))"),
    ],
)  # fmt: skip
def test_none_or_a_steady_dose(words: str, rule: str) -> None:
    assert read(f"Inclusion: {words}") == (rule, "full")


@pytest.mark.parametrize(
    "text",
    [
        "Exclusion: Stroke without deficit, heart failure, or diabetes",
        "Inclusion: Asthma without exacerbations, or COPD",
    ],
)
def test_where_a_lack_ends_may_be_in_doubt(text: str) -> None:
    assert read(text)[1] == "partial"
