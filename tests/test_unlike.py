"""Diseases told by what they are not or look like, sorts of a disease, and what was stopped so long ago."""

import pytest
from readings import cases, read_plainly

_FULL = [
    # nobody needs the disease that another one is unlike, or like
    ("E", "Any disease other than asthma that could explain the symptoms",
     'other "Any disease other than asthma that could explain the symptoms"'),
    ("E", "Diseases that mimic multiple sclerosis", 'other "Diseases that mimic multiple sclerosis"'),
    ("E", "Neurological disorders other than migraine", "condition neurological disorder except migraine"),
    ("E", "Heart disease other than hypertension that limits exercise",
     'all(condition heart disease; not(all(condition hypertension; other "limits exercise")))'),
    # sorts
    ("E", "Progressive forms of MS", "condition progressive multiple sclerosis"),
    ("I", "Hereditary form of angioedema", "condition hereditary angioedema"),
    ("I", "Any form of epilepsy", "condition epilepsy"),
    ("I", "Active forms of tuberculosis", "condition tuberculosis current"),
    ("E", "Prior interferon beta 1A, 1B, or glatiramer acetate",
     "any(drug interferon beta-1a past; drug interferon beta-1b past; drug glatiramer acetate past)"),
    # stopped so long ago
    ("I", "Patients must have stopped methotrexate 4 weeks before baseline",
     "not(drug methotrexate [< 4 wk before baseline])"),
    ("E", "Patients must have stopped methotrexate 4 weeks before baseline",
     "drug methotrexate [< 4 wk before baseline]"),
    ("I", "Discontinued biologics 12 weeks before randomisation",
     "not(drug_class biologic [< 12 wk before randomization])"),
    ("I", "Washout of at least 3 months for natalizumab, 6 months for rituximab and 4 weeks for fingolimod",
     "all(not(drug natalizumab [< 3 mo before now]); not(drug rituximab [< 6 mo before now]); "
     "not(drug fingolimod [< 4 wk before now]))"),
    ("I", "Discontinued interferon within the last 6 months", "drug_class interferon [<= 6 mo before now]"),
    # each "who" denies for itself
    ("E", "Women not post-menopausal or surgically sterile who are unwilling to use contraception",
     "all(attribute sex = female; not(attribute menopausal status = postmenopausal); "
     "not(procedure surgical sterilization); not(attribute contraception = yes))"),
    # where something is found, and when it began
    ("I", "At least 1 gadolinium-enhancing lesion at a brain MRI scan performed within 3 months",
     "gadolinium-enhancing lesions >= 1 [<= 3 mo before now]"),
    ("I", "Multiple sclerosis (MS) onset within one year before enrolment",
     "condition multiple sclerosis [<= 1 a before enrolment]"),
    # a lost space
    ("E", "Patient younger than18 years age", "age < 18 a"),
    ("E", "BMI over35 kg/m2", "BMI > 35 kg/m2"),
]  # fmt: skip
_PARTLY = [
    ("E", "Any condition that mimics MS, pregnancy, or active infection",
     'any(all(other "mimics"; condition multiple sclerosis); condition pregnancy; condition infection current)'),
    ("E", "Any disease except well-controlled hypertension", 'other "disease except well-controlled hypertension"'),
    ("I", "Endometriosis determined at laparoscopy performed within 3 years",
     "all(condition endometriosis; procedure laparoscopy [<= 3 a before now])"),
    ("I", "Moderate or severe form of psoriasis", 'any(other "Moderate"; all(other "severe"; condition psoriasis))'),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(_FULL, _PARTLY))
def test_what_is_told_of_a_disease(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
