"""Where one requirement ends and the next begins: lost spaces, aims, causes, lists that go on, what is had again."""

import pytest
from readings import cases, read_plainly

_FULL = [
    # what so long ago was begins a requirement of its own
    ("I", "No active infection and at least 4 weeks since surgery",
     "all(not(condition infection current); not(procedure surgery [< 4 wk before now]))"),
    ("I", "Karnofsky ≥ 60 and > 2 weeks since surgery",
     "all(Karnofsky >= 60; not(procedure surgery [<= 2 wk before now]))"),
    ("I", "Pain after and at least 2 weeks since surgery", "condition pain [>= 2 wk after surgery]"),
    # the space behind a full stop may be lost
    ("E", "Prior stroke.Uncontrolled hypertension.", "any(condition stroke past; condition uncontrolled hypertension)"),
    ("E", "Creatinine > 1.5 mg/dL.Platelets < 100 x 10^9/L",
     "any(creatinine > 1.5 mg/dL; platelet count < 100 10*9/L)"),
    ("E", "Diabetes e.g.type 1 diabetes", "any(condition diabetes mellitus; condition type 1 diabetes)"),
    # what a requirement is for asks for nothing
    ("E", "To prevent bleeding, INR must be below 2", "not(INR < 2)"),
    ("E", "Pregnancy. In order to avoid pregnancy, women must use a contraceptive",
     "any(condition pregnancy; all(attribute sex = female; not(attribute contraception = yes)))"),
    ("I", "To avoid hypoglycaemia, patients must have a fasting glucose > 70 mg/dL", "fasting glucose > 70 mg/dL"),
    # each of a list, now or lately
    ("E", "Use of warfarin or heparin currently or within 4 weeks before surgery",
     "any(drug warfarin [<= 4 wk before surgery]; drug heparin [<= 4 wk before surgery]; "
     "drug warfarin current; drug heparin current)"),
    ("E", "Smoking presently or within the last 2 years",
     "any(condition smoking [<= 2 a before now]; condition smoking current)"),
    # a list that goes on behind "or"
    ("I", "Type 1 or type 2 diabetes, hypertension",
     "all(any(condition type 1 diabetes; condition type 2 diabetes); condition hypertension)"),
    ("I", "Treated with statin or ezetimibe, BMI < 40 kg/m2",
     "all(any(drug_class statin; drug ezetimibe); BMI < 40 kg/m2)"),
    # causes
    ("E", "Hypertension due to renal artery stenosis or pheochromocytoma",
     'any(condition "hypertension due to renal artery stenosis"; condition "hypertension due to pheochromocytoma")'),
]  # fmt: skip
_PARTLY = [
    ("I", "On fingolimod or interferon beta, glatiramer acetate, dimethyl fumarate",
     "any(drug fingolimod current; drug_class interferon beta current; drug glatiramer acetate current; "
     "drug dimethyl fumarate current)"),
    ("I", "Patients with gout or psoriasis, obesity",
     "all(any(condition gout; condition psoriasis); condition obesity)"),
    ("E", "Seizures due to hyponatremia or history of migraine",
     "any(all(condition seizure; condition hyponatremia); condition migraine past)"),
    ("E", "Anaemia due to iron deficiency or a diagnosis of leukaemia",
     "any(all(condition anemia; condition iron deficiency); condition leukemia)"),
    ("E", "Treatment with statins to reduce cholesterol", 'all(drug_class statin; other "to reduce cholesterol")'),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(_FULL, _PARTLY))
def test_where_it_ends(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
