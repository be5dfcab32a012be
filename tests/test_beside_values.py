"""A value is of what its words say: no count, distance or difference makes one of another measure."""

import pytest
from readings import read_item


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Pain in at least two joints", "all(condition pain; joints >= 2)"),
        ("Pain in at least one joint for 3 months",
         'all(condition pain for [>= 3 mo]; other "at least one"; other "joint")'),
        ("Pain score of at least 4", "pain score >= 4"),
        ("Fatigue score assessed by MFIS of 14 or more", "MFIS >= 14"),
        ("Insomnia severity (ISI) > 14", "ISI > 14"),
        ("Karnofsky >= 70 at the pre-leukapheresis visit", "Karnofsky >= 70"),
        ("Hemoglobin >= 9 g/dL or >= 90 g/L", "hemoglobin >= 9 g/dL"),
        ("Hemoglobin >= 9 g/dL or 5.6 mmol/L", "hemoglobin >= 9 g/dL"),
        ("Platelets >= 100,000/mm3 or 100 bil/L", "platelet count >= 100000 /mm3 {>= 100 10*9/L}"),
        ("Creatinine <= 1.5 mg/dL or <= 1.5 x ULN", "any(creatinine <= 1.5 mg/dL; creatinine <= 1.5 x ULN)"),
        ("Hemoglobin >= 9 g/dL or >= 100 g/L",
         "any(hemoglobin >= 9 g/dL; hemoglobin >= 100 g/L {>= 10 g/dL})"),
        ("HbA1c ≥ 7.0% and ≤ 10.5% at screening (≥ 53 and ≤ 91 mmol/mol)", "HbA1c in [7.0, 10.5] %"),
        ("Hemoglobin ≥ 9 g/dL at baseline (≥ 90 g/L)", "hemoglobin >= 9 g/dL"),
        ("Hemoglobin ≥ 9 g/dL at baseline (≥ 100 g/L)",
         "all(hemoglobin >= 9 g/dL; hemoglobin >= 100 g/L {>= 10 g/dL})"),
        ("FEV1 30-80% predicted, pre-bronchodilator", "FEV1 in [30, 80] % x predicted"),
        ("FEV1/FVC < 0.7 after inhalation of salbutamol", "FEV1/FVC < 0.7"),
        ("Oxygen saturation < 88% at rest on room air", "oxygen saturation < 88 %"),
        ("Insomnia, ISI > 14", "all(condition insomnia; ISI > 14)"),
        ("Distance between the tumor and the nipple < 2 cm", "distance between tumor and nipple < 2 cm"),
        ("Fatigue severity index is above 4", "fatigue severity index > 4"),
        ("Increased bilirubin > 2 mg/dL", "bilirubin > 2 mg/dL"),
        ("ASA l-lll", "ASA in [1, 3]"),
        ("Stage lll or lV melanoma", "disease stage in [3, 4] of melanoma"),
        ("Type l diabetes", "condition type 1 diabetes"),
        ("Fever for more than 2 hours", "condition fever for [> 2 h]"),
        ("Surgery within 2 hours of hospital admission", "procedure surgery [<= 2 h after other]"),
    ],
)  # fmt: skip
def test_reading(words: str, rule: str) -> None:
    assert read_item(words, "Inclusion")[0].replace(" {?}", "") == rule


@pytest.mark.parametrize(
    "words",
    [
        "Beighton score 1 point below the age-specific cut-off",
        "HbA1c 1 % above target",
        "Lives within 2 hours of the study site",
        "Relocation beyond 6 hours of the study site",
    ],
)
def test_a_difference_or_a_way_is_no_value_and_no_time(words: str) -> None:
    assert read_item(words, "Inclusion")[1] == "none"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Axillary temperature > 37.0°C before vaccination", "body temperature > 37.0 Cel"),
        ("Heart rate > 100 bpm prior to the first dose", "heart rate > 100 /min"),
        ("Platelets < 50 x 10^9/L before each injection", "platelet count < 50 10*9/L"),
        ("axillary temperature ≥ 37.3 ℃ on the day of vaccination", "body temperature >= 37.3 Cel"),
        ("Fever within 3 days before vaccination", "condition fever [<= 3 d before first_dose]"),
        ("Splenectomy for any reason", "procedure splenectomy"),
        ("Hospitalization for any cause within 30 days", "procedure hospitalization [<= 30 d before now]"),
    ],
)
def test_when_a_value_is_taken_and_for_any_reason_bind_nothing(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


def test_a_reason_that_is_told_binds() -> None:
    assert read_item("Use of opioids for any reason other than cough")[1] == "partial"
    assert read_item("Surgery for any reason that needs general anaesthesia")[1] == "partial"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Abnormal laboratory tests at screening: ALT > 2 x ULN, platelets < 100 x 10^9/L",
            "any(ALT > 2 x ULN; platelet count < 100 10*9/L)",
        ),
        ("Laboratory abnormalities: Hb < 9 g/dL; INR > 1.5", "any(hemoglobin < 9 g/dL; INR > 1.5)"),
        ("Any abnormal lab test: INR > 1.5", "INR > 1.5"),
    ],
)
def test_a_title_over_values_that_exclude_asks_for_nothing(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


def test_values_that_are_examples_of_what_is_abnormal_are_not_all() -> None:
    assert read_item("Abnormal laboratory values, including ALT > 2 x ULN")[1] == "partial"


def test_drugs_with_which_a_disease_is_treated_are_no_examples_of_it() -> None:
    expected = "all(condition gout; any(drug allopurinol; drug febuxostat))"
    assert read_item("Gout treated with drugs such as allopurinol or febuxostat")[0] == expected
