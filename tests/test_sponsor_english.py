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
    ("I", "Patients undergoing cataract surgery under topical anaesthesia",
     "all(procedure cataract surgery planned; procedure topical anesthesia planned)"),
    ("E", "Infection at the site of the injection or coagulopathy",
     "any(condition injection site infection; condition coagulopathy)"),
    ("E", "Local infection at site of block", "condition block site local infection"),
    ("I", "Pain intensity ≥ 4 on visual analog scale", "pain score >= 4"),
    ("E", "Uncontrolled illness such as unstable angina",
     "any(condition uncontrolled illness; condition unstable angina)"),
    ("E", "Known history of HIV (HIV 1/2 antibodies)", "condition hiv infection past"),
    ("I", "Modified Ashworth scale from 1 to 2", "modified Ashworth scale in [1, 2]"),
    ("E", "Those who have birth plans within the next six months",
     "condition pregnancy planned [<= 6 mo after now]"),
]  # fmt: skip
IN_PART = [
    ("E", "Serious diseases of heart, liver and other important organs",
     'any(condition serious heart disease; condition serious liver disease; other "important organs")'),
    ("E", "Diabetes complicated with nephropathy",
     'all(condition diabetes mellitus; other "complicated"; condition kidney disease)'),
    ("E", "Uncontrolled systemic diseases such as diabetes",
     "any(condition uncontrolled systemic disease; condition diabetes mellitus)"),
    ("I", "Modified Ashworth scale 1+ or higher", "modified Ashworth scale >= 1"),
    ("E", "History of long QT syndrome, or concomitant medications that prolong QT interval",
     'any(condition long qt syndrome past; all(therapy medication; other "prolong QT interval"))'),
    ("I", "Normal creatinine and ALT < 2 x ULN", "all(condition normal creatinine; ALT < 2 x ULN)"),
    ("I", "Lesion biopsy for anxiety", "all(procedure lesion biopsy; condition anxiety)"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(IN_FULL, IN_PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
