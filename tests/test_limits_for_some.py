"""What some people need to have, limits for either sex with one time, and classes and values told of with "of"."""

import pytest
from readings import cases, read_plainly

FULL = [
    (
        "I",
        "Women of childbearing potential need a negative urine pregnancy test",
        "any(not(attribute childbearing potential = yes); not(condition pregnancy))",
    ),
    ("I", "Patients with gout require an eGFR of at least 45", "any(not(condition gout); eGFR >= 45 ?)"),
    (
        "I",
        "Patients with asthma need at least one exacerbation in the past year",
        "any(not(condition asthma); exacerbations >= 1 [<= 1 a before now])",
    ),
    (
        "I",
        "Patients with atrial fibrillation who need anticoagulation",
        "all(condition atrial fibrillation; drug_class anticoagulant)",
    ),
    (
        "I",
        "HbA1c above 7 % in men or above 8 % in women for 3 months or more",
        "any(all(attribute sex = male; HbA1c > 7 % for [>= 3 mo]); all(attribute sex = female; HbA1c > 8 % for"
        " [>= 3 mo]))",
    ),
    (
        "E",
        "Hemoglobin < 12 g/dL in men or < 11 g/dL in women, stroke within 3 months",
        "any(all(attribute sex = male; hemoglobin < 12 g/dL); all(attribute sex = female; hemoglobin < 11 g/dL);"
        " condition stroke [<= 3 mo before now])",
    ),
    (
        "I",
        "HbA1c <= 8 %; patients with heart failure may be enrolled with an HbA1c up to 9 %",
        "any(HbA1c <= 8 %; all(HbA1c <= 9 %; condition heart failure))",
    ),
    (
        "I",
        "Age >= 18 years; LDL < 130 mg/dL. Patients with gout can be enrolled with LDL < 160 mg/dL",
        "all(age >= 18 a; any(LDL cholesterol < 130 mg/dL; all(LDL cholesterol < 160 mg/dL; condition gout)))",
    ),
    (
        "I",
        "HbA1c <= 8 %; patients with heart failure must have an HbA1c <= 7 %",
        "all(HbA1c <= 8 %; any(not(condition heart failure); HbA1c <= 7 %))",
    ),
    (
        "E",
        "Hypersensitivity to nickel or to gadolinium",
        "any(condition allergy to nickel; condition allergy to drug:gadolinium)",
    ),
    ("E", "Allergy to aspirin or nitinol", "any(condition allergy to drug:aspirin; condition allergy to nitinol)"),
    ("E", "St John´s wort, Wilson´s disease", "any(drug st. john's wort; condition wilson's disease)"),
    (
        "E",
        "Mitral stenosis with a mean gradient >= 10 mmHg",
        "all(condition mitral stenosis; mean gradient >= 10 mm[Hg])",
    ),
    ("E", "Gout, or refusal of blood products", 'any(condition gout; other "refusal of blood products")'),
    ("E", "Currently in another drug or device trial", "study clinical trial current"),
    ("E", "Cirrhosis of Child-Pugh class B or C", "all(condition cirrhosis; Child-Pugh in [2, 3])"),
]
PART = [
    (
        "I",
        "ECOG 0-1; patients with bone metastases may be included with ECOG 2",
        "any(ECOG in [0, 1]; all(ECOG = 2; condition bone metastasis))",
    ),
    (
        "E",
        "Allergy to aspirin, or to contrast media if it cannot be premedicated",
        "all(any(condition allergy to drug:aspirin; condition allergy to drug_class:contrast agent); other"
        ' "cannot be premedicated")',
    ),
    (
        "E",
        "Cortisol < 3 ug/dL at day 7 of an earlier course of prednisone",
        "all(cortisol < 3 ug/dL; drug prednisone past)",
    ),
]


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(FULL, PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
