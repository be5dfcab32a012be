"""Notations of sponsors and registries from many countries: each line with its rule and what it claims to have read."""

import pytest
from readings import cases, read_plainly

IN_FULL = [
    ("I", "BMI above/equal 18.5 and below/equal 29.9 kg/m²", "BMI in [18.5, 29.9] kg/m2"),
    ("I", "18 years old ≤ age ≤ 75 years old", "age in [18, 75] a"),
    ("I", "1 or 2 prior lines of therapy", "prior treatment lines in [1, 2]"),
    ("I", "Two or three exacerbations in the previous year", "exacerbations in [2, 3] [<= 1 a before now]"),
    ("I", "1, 2 or 3 brain metastases", "brain metastases in [1, 3]"),
    ("I", "2 or 3 copies of SMN2", "SMN2 copies in [2, 3]"),
    ("I", "1 or 2 of the following: gout, asthma", "any(condition gout; condition asthma)"),
    ("E", "Type 1 or 2 diabetes", "any(condition type 1 diabetes; condition type 2 diabetes)"),
    ("I", "VO2max ≥ 55 ml·kg-1·min-1", "peak VO2 >= 55 mL/kg/min"),
    ("E", "Breath alcohol > 0.02%", "breath alcohol > 0.02 %"),
    ("E", "HR < 50 b/min", "heart rate < 50 /min"),
    ("E", "Platelets < 100,000 /cmm", "platelet count < 100000 /mm3"),
    ("E", "Platelets less than 1 lakh/cmm", "platelet count < 1 10*5/mm3"),
    ("E", "Preoperative Hb < 10 gm%", "hemoglobin < 10 g/dL"),
    ("E", "Temperature ≥ 38.0 °C/100.4 °F", "body temperature >= 38.0 Cel"),
    ("E", "Fasting glucose > 7 mmol/L/126 mg/dL", "fasting glucose > 7 mmol/L"),
    ("E", "BP > 160/100 mmHg", "any(systolic blood pressure > 160 mm[Hg]; diastolic blood pressure > 100 mm[Hg])"),
    ("E", "Alcohol > 14 units per week (1 unit = 360 mL of beer or 45 mL of spirits)", "alcohol intake > 14 /wk"),
    ("E", "Weekly alcohol consumption of more than 14 units", "alcohol intake > 14 /wk"),
    ("E", "Smokes more than 10 cigarettes (or equivalent) per day", "all(condition smoking; cigarettes > 10 /d)"),
    ("E", "More than 5 cups of coffee, tea or cola per day", "caffeine intake > 5 /d"),
    ("E", "ALT more than double the upper limit of normal", "ALT > 2 x ULN"),
    ("E", "ALT more than double the normal", "ALT > 2 x ULN"),
    ("I", "Mean IOP (two readings) of 22 mmHg or higher", "intraocular pressure >= 22 mm[Hg]"),
    ("E", "Myopia of more than -8.00 D", "myopia < -8.0 [diop]"),
    ("I", "Parasitaemia of 1,000-100,000 asexual parasites/µL", "parasitemia in [1000, 100000] /uL"),
    ("E", "ECG: QTcF > 450 ms, PR > 220 ms", "any(QTcF > 450 ms; PR interval > 220 ms)"),
    ("I", "Spirometry: FEV1 50-80% predicted", "FEV1 in [50, 80] % x predicted"),
    ("E", "12-lead ECG showing QTcF > 450 ms", "QTcF > 450 ms"),
    ("E", "MRI within 6 months showing more than 10 lesions", "lesions > 10 [<= 6 mo before now]"),
    ("I", "No MRI showing more than 10 lesions", "not(lesions > 10)"),
    ("I", "≥ 2 relapses (confirmed by MRI) in the last year", "relapses >= 2 [<= 1 a before now]"),
    (
        "I",
        "Creatinine ≤ 1.5 x ULN (or creatinine clearance ≥ 60 mL/min)",
        "any(creatinine <= 1.5 x ULN; creatinine clearance >= 60 mL/min)",
    ),
    ("I", "No fever (or cough)", "all(not(condition fever); not(condition cough))"),
]
IN_PART = [
    ("E", "2 consecutive HbA1c values > 9%", 'all(other "consecutive"; HbA1c > 9 %)'),
    ("E", "On 3 blood pressure medications", 'all(other "3"; drug_class "antihypertensive drug" current)'),
    ("I", "At least 2 relapses (EDSS < 6)", "all(relapses >= 2; EDSS < 6)"),
    (
        "I",
        "2 exacerbations (each requiring steroids for ≥ 3 days) in the past year",
        "all(exacerbations = 2 [<= 1 a before now]; drug_class corticosteroid for [>= 3 d])",
    ),
    (
        "I",
        "More than 2 hypoglycaemic episodes (glucose < 54 mg/dL) within 6 months",
        "all(hypoglycemia episodes > 2 [<= 6 mo before now]; glucose < 54 mg/dL)",
    ),
    ("E", "Severity (NSS) score is ≥ 3", 'all(other "Severity"; nss >= 3)'),
]


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(IN_FULL, IN_PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
