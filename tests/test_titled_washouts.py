"""Washouts behind a title, as trials of children write them: "Stem cell infusion: ≥ 42 days must have elapsed"."""

import pytest
import trialrules
from readings import cases, read_plainly

FULL = [
    ("I", "Autologous stem cell infusion: ≥ 42 days must have elapsed",
     "not(procedure autologous stem cell infusion [< 42 d before now])"),
    ("I", "Chemotherapy or radiotherapy: at least 4 weeks must have elapsed prior to enrollment",
     "all(not(drug_class chemotherapy [< 4 wk before enrolment]); "
     "not(therapy radiotherapy [< 4 wk before enrolment]))"),
    ("I", "Chemotherapy: ≥ 3 weeks must have elapsed since the last dose",
     "not(drug_class chemotherapy [< 3 wk before now])"),
    ("I", "Chemotherapy: must not have been received within 3 weeks",
     "not(drug_class chemotherapy [<= 3 wk before now])"),
    ("I", "Blinatumomab or imatinib: must not have been given within 28 days",
     "all(not(drug blinatumomab [<= 28 d before now]); not(drug imatinib [<= 28 d before now]))"),
    ("I", "Chemotherapy: must not have received within 3 weeks (6 weeks if prior nitrosourea)",
     "all(not(drug_class chemotherapy [<= 3 wk before now]); not(drug_class nitrosourea past [<= 6 wk before now]))"),
    ("I", "No chemotherapy within 3 weeks (6 weeks if prior nitrosourea)",
     "all(not(drug_class chemotherapy [<= 3 wk before now]); not(drug_class nitrosourea past [<= 6 wk before now]))"),
    ("E", "Chemotherapy within 3 weeks (6 weeks if nitrosourea)",
     "any(drug_class chemotherapy [<= 3 wk before now]; drug_class nitrosourea [<= 6 wk before now])"),
    ("I", "More than 2 months since prior TBI or craniospinal radiation",
     "all(not(procedure total body irradiation [<= 2 mo before now]); "
     "not(therapy craniospinal radiotherapy [<= 2 mo before now]))"),
    ("E", "Prior TBI", "condition traumatic brain injury past"),
    ("E", "Surgery; radiotherapy: within 4 weeks of enrolment",
     "any(procedure surgery [<= 4 wk before enrolment]; therapy radiotherapy [<= 4 wk before enrolment])"),
]  # fmt: skip
PART = [
    ("I", "Infection: must not have received antibiotics within 7 days",
     "all(condition infection; not(drug_class antibiotic past [<= 7 d before now]))"),
    ("E", "Radiotherapy: must not have been given within 6 weeks", "therapy radiotherapy [<= 6 wk before now]"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(FULL, PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


WASHED_OUT = [
    ("aspirin eye drops and warfarin: 4 weeks",
     "all(not(drug aspirin [< 4 wk before baseline]); not(drug warfarin [< 4 wk before baseline]))"),
    ("oral antifungals; griseofulvin: 2 weeks or longer",
     "all(not(drug_class oral antifungal [< 2 wk before baseline]); not(drug griseofulvin [< 2 wk before baseline]))"),
    ("beta-blocker eye drops: at least 4 weeks", "not(drug_class ophthalmic beta blocker [< 4 wk before baseline])"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "rule"), WASHED_OUT)
def test_item_under_a_washout(words: str, rule: str) -> None:
    _, item = trialrules.extract(f"Inclusion Criteria:\n- Washout before baseline:\n  - {words}\n").criteria
    assert (str(item.rule), item.coverage) == (rule, "full")
