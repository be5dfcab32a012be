"""Criteria as the pages of registries hold them: references, sizes, shared times, and what is only allowed beside."""

import pytest
from readings import cases, read_plainly

IN_FULL = [
    # a publication is nobody's value
    ("I", "Gout (Ann Rheum Dis 2015;74(10):1789-98)", "condition gout"),
    ("I", "Gout (Smith AB, et al. Lancet 2015; 385: 977)", "condition gout"),
    ("I", "Sepsis by the guidelines (Shock 2001 16 335-336 doi: 10.1000/SHK.16.5.335)", "condition sepsis"),
    ("I", "Asthma (doi:10.1000/S0140-6736(18)30841-9)", "condition asthma"),
    ("I", "RA by ACR criteria (PMID: 12345678)", "condition rheumatoid arthritis"),
    # the size of what is named
    ("I", "A ≥ 20mm non-pedunculated colon polyp",
     "all(polyp size >= 20 mm; condition non-pedunculated colon polyp)"),
    ("I", "A 6 mm or larger colon polyp", "all(polyp size >= 6 mm; condition colon polyp)"),
    ("I", "Ureteral stone of 5-10 mm", "all(condition ureteral stone; stone size in [5, 10] mm)"),
    ("E", "Cerebral aneurysm > 7 mm", "all(condition cerebral aneurysm; aneurysm diameter > 7 mm)"),
    # an amount of abuse
    ("E", "Alcohol abuse (> 60 g/d)", "all(condition substance abuse to drug:alcohol; alcohol intake > 60 g/d)"),
    # a stage of the ISS is a myeloma's
    ("I", "Stage 3 on the ISS", "ISS stage = 3"),
    ("I", "Multiple myeloma, ISS II", "all(condition multiple myeloma; ISS stage = 2)"),
    ("I", "Trauma with an ISS > 15", "all(condition trauma; Injury Severity Score > 15)"),
    # what happened so often, or happened, in one time
    ("E", "Loss of ≥ 400 mL blood or transfusion within 3 months",
     "any(blood loss >= 400 mL [<= 3 mo before now]; procedure blood transfusion [<= 3 mo before now])"),
    ("E", "≥ 2 falls or a fracture in the past year",
     "any(falls >= 2 [<= 1 a before now]; condition fracture [<= 1 a before now])"),
    ("E", "Major surgery =< 28 days or minor surgery =< 7 days before registration",
     "any(procedure major surgery [<= 28 d before enrolment]; procedure minor surgery [<= 7 d before enrolment])"),
    ("E", "≥ 3 measurable lesions or surgery within 3 months",
     "any(measurable lesions >= 3; procedure surgery [<= 3 mo before now])"),
    # the newer status is of both names that a slash joins
    ("E", "History of gout or has current pneumonitis / asthma",
     "any(condition gout past; condition pneumonitis current; condition asthma current)"),
    ("E", "Menopause earlier than 40", 'all(condition menopause; other "earlier than 40")'),
]  # fmt: skip
IN_PART = [
    ("I", "2-5 cm renal mass", "tumor size in [2, 5] cm"),
    ("I", "A ≥ 3 cm ground-glass nodule", "all(lesion diameter >= 3 cm; condition nodule)"),
    ("E", "≥ 2 falls, or a fracture in the past year", "any(falls >= 2; condition fracture [<= 1 a before now])"),
    ("E", "Menopause earlier than 40 years", 'all(condition menopause; other "earlier than 40 years")'),
    ("E", "History of stroke, current angina or gout",
     "any(condition stroke past; condition angina pectoris current; condition gout past)"),
    # what is allowed takes no value with it
    ("I", "Haemoglobin ≥ 9 g/dL - transfusion is allowed", "hemoglobin >= 9 g/dL"),
    ("I", "Albumin ≥ 3 g/dL, albumin infusions are permitted", "albumin >= 3 g/dL"),
    ("E", "Drug abuse (> 2 positive urine tests)", "all(condition substance abuse; positive urine tests > 2)"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(IN_FULL, IN_PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
