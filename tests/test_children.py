"""Criteria of children's cancer and blood trials: limits by age, ages in several units, transfusions, leukaemias."""

import pytest
from readings import cases, read_plainly

BY_AGE = "any(all(Karnofsky >= 60; age > 16 a); all(Lansky >= 60; age <= 16 a))"
FULL = [
    ("I", "Karnofsky ≥ 60 for patients > 16 years of age and Lansky ≥ 60 for patients ≤ 16 years of age", BY_AGE),
    ("I", "Karnofsky ≥ 60 (age > 16 years), Lansky ≥ 60 (age ≤ 16 years)", BY_AGE),
    ("I", "For patients > 16 years, Karnofsky ≥ 60; for patients ≤ 16 years, Lansky ≥ 60", BY_AGE),
    ("I", "Patients > 16 years of age must have a Karnofsky score of ≥ 60 and patients ≤ 16 years must have a Lansky "
     "score of ≥ 60", BY_AGE),
    (
        "I",
        "ECOG ≤ 2 (age ≥ 18 years), Karnofsky ≥ 50 (16 to 17 years) or Lansky ≥ 50 (age < 16 years)",
        "any(all(ECOG <= 2; age >= 18 a); all(Karnofsky >= 50; age in [16, 17] a); all(Lansky >= 50; age < 16 a))",
    ),
    # nobody is asked for one of them alone
    ("I", "ECOG 0-1 and age ≥ 18 years, platelets ≥ 100,000/uL",
     "all(ECOG in [0, 1]; age >= 18 a; platelet count >= 100000 /uL)"),
    ("I", "Weight ≥ 10 kg, age ≥ 2 years, Lansky ≥ 50 and age < 18 years",
     "all(body weight >= 10 kg; age >= 2 a; Lansky >= 50; age < 18 a)"),
    # ends in different units
    ("I", "≥ 12 months and < 21 years of age at the time of enrollment", "age in [12, 252) mo"),
    ("I", "Greater than or equal to 1 month and less than 22 years of age", "all(age >= 1 mo; age < 22 a)"),
    ("I", "Children aged 28 days to 17 years", "all(age >= 28 d; age <= 17 a)"),
    ("I", "Age: 12 months to < 18 years", "all(age >= 12 mo; age < 18 a)"),
    ("I", "Symptoms for ≥ 12 months and < 65 years of age", "all(condition symptoms for [>= 12 mo]; age < 65 a)"),
    ("I", "Disease duration ≥ 12 months and < 21 years of age", "all(disease duration >= 12 mo; age < 21 a)"),
    ("E", "Age < 12 months or > 21 years", "any(age < 12 mo; age > 21 a)"),
    ("I", "Platelet count ≥ 75,000/mm3 (transfusion independent)",
     "all(platelet count >= 75000 /mm3; condition transfusion independence)"),
    ("I", "Relapsed or refractory B-ALL",
     "any(condition relapsed b-cell acute lymphoblastic leukemia; "
     "condition refractory b-cell acute lymphoblastic leukemia)"),
    # what may be given is asked of nobody
    ("I", "Platelets ≥ 20,000/mm3 (may receive platelet transfusions)", "platelet count >= 20000 /mm3"),
    ("I", "Hemoglobin ≥ 8 g/dL; may receive red blood cell transfusions", "hemoglobin >= 8 g/dL"),
    ("I", "Hemoglobin ≥ 8 g/dL (may be transfused)", "hemoglobin >= 8 g/dL"),
]  # fmt: skip
PART = [
    ("I", "Age > 365 days and ≤ 30 years at diagnosis", "all(age at diagnosis > 365 d; age at diagnosis <= 30 a)"),
    (
        "I",
        "Hemoglobin ≥ 8 g/dL (may receive transfusions within 7 days)",
        'all(hemoglobin >= 8 g/dL; other "may receive transfusions within 7 days")',
    ),
    (
        "E",
        "Hemoglobin < 8 g/dL (may receive transfusion)",
        "all(hemoglobin < 8 g/dL; not(procedure blood transfusion))",
    ),
]


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(FULL, PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
