"""Turns of phrase in criteria that were written in another language first."""

import pytest
from readings import cases, read_plainly

IN_FULL = [
    ("I", "Age 50-80 years old, no gender limit", "age in [50, 80] a"),
    ("I", "Aged 18-75 years, no gender restriction", "age in [18, 75] a"),
    ("I", "Age ≥ 18 years, gender unrestricted", "age >= 18 a"),
    ("I", "Meet the diagnostic criteria of Western medicine for knee osteoarthritis", "condition knee osteoarthritis"),
    ("I", "Conforms to the diagnostic criteria of type 2 diabetes", "condition type 2 diabetes"),
    ("I", "Does not meet the diagnostic criteria for schizophrenia", "not(condition schizophrenia)"),
    ("E", "Combined with severe liver or kidney dysfunction",
     "any(condition severe liver dysfunction; condition severe kidney dysfunction)"),
    ("E", "Patients complicated with other malignant tumors", "condition malignant tumor"),
    ("E", "Complicated urinary tract infection", "condition complicated urinary tract infection"),
    ("E", "Alcohol dependence and other conditions affecting compliance",
     'any(condition substance abuse to drug:alcohol; other "other conditions affecting compliance")'),
    ("E", "Allergic constitution or allergic to penicillin",
     "any(condition allergic diathesis; condition allergy to drug:penicillin)"),
    ("E", "Allergic rhinitis or allergy to aspirin",
     "any(condition allergic rhinitis; condition allergy to drug:aspirin)"),
    ("E", "Those who have birth plans within the next six months",
     "condition childbearing plan [<= 6 mo after now]"),
]  # fmt: skip
IN_PART = [
    ("E", "Serious diseases of heart, liver and other important organs",
     'any(condition serious heart disease; condition serious liver disease; other "important organs")'),
    ("E", "Diabetes complicated with nephropathy",
     'all(condition diabetes mellitus; other "complicated"; condition kidney disease)'),
    ("E", "Allergic to two or more drugs", 'all(condition allergy; other "two or more drugs")'),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(IN_FULL, IN_PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
