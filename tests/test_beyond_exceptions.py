"""Lists that go on behind what is excepted, and how long ago something with an exception was stopped."""

import pytest
from readings import cases, read_plainly

FULL = [
    (
        "E",
        "Malignancy other than basal cell carcinoma, active infection, or pregnancy",
        "any(condition malignancy except basal cell carcinoma; condition infection current; condition pregnancy)",
    ),
    (
        "E",
        "Malignancy, except basal cell carcinoma, or prior radiotherapy",
        "any(condition malignancy except basal cell carcinoma; therapy radiotherapy past)",
    ),
    (
        "E",
        "Malignancy other than non-melanoma skin cancer, cervical intraepithelial neoplasia, or pregnancy",
        "any(condition malignancy except non-melanoma skin cancer, cervical intraepithelial neoplasia; "
        "condition pregnancy)",
    ),
    (
        "E",
        "Arrhythmia other than atrial fibrillation, LVEF < 40 %, or unstable angina",
        "any(condition arrhythmia except atrial fibrillation; LVEF < 40 %; condition unstable angina)",
    ),
    (
        "I",
        "No malignancy other than basal cell carcinoma, active infection, or pregnancy",
        "all(not(condition malignancy except basal cell carcinoma); not(condition infection current); "
        "not(condition pregnancy))",
    ),
    (
        "E",
        "Psychiatric disorders other than depression and anxiety",
        "condition psychiatric disorder except depression, anxiety",
    ),
    (
        "I",
        "Discontinued all antidepressants, except trazodone, at least 2 weeks before screening",
        "not(drug_class antidepressant [< 2 wk before screening] except trazodone)",
    ),
    (
        "E",
        "Surgery except appendectomy more than 6 months ago",
        "all(procedure surgery; not(procedure appendectomy [> 6 mo before now]))",
    ),
]
PART = [
    (
        "E",
        "Antibiotics other than nitrofurantoin, or major surgery within 14 days",
        "any(drug_class antibiotic except nitrofurantoin; procedure major surgery [<= 14 d before now])",
    ),
    (
        "E",
        "Arrhythmia other than atrial fibrillation, supraventricular tachycardia, or bradycardia",
        "condition arrhythmia except atrial fibrillation, supraventricular tachycardia, bradycardia",
    ),
]


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(FULL, PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
