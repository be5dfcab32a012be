"""Requirements that many protocols put in nearly the same words."""

import pytest
from readings import cases, read_plainly

IN_FULL = [
    ("I", "Histologically confirmed unresectable stage III melanoma", "disease stage = 3 of unresectable melanoma"),
    ("I", "Cytologically documented locally advanced stage III pancreatic cancer",
     "disease stage = 3 of locally advanced pancreatic cancer"),
    ("I", "AST and ALT ≤ 3 × ULN (if liver metastases are present, ≤ 5 × ULN)",
     "all(any(condition liver metastasis; all(AST <= 3 x ULN; ALT <= 3 x ULN));"
     " any(not(condition liver metastasis); all(AST <= 5 x ULN; ALT <= 5 x ULN)))"),
    ("I", "AST ≤ 2.5 × ULN; if liver metastases are present, ≤ 5 × ULN",
     "all(any(condition liver metastasis; AST <= 2.5 x ULN); any(not(condition liver metastasis); AST <= 5 x ULN))"),
    ("E", "QTc > 450 ms (if bundle branch block is present, > 480 ms)",
     "any(all(not(condition bundle-branch block); QTc > 450 ms); all(condition bundle-branch block; QTc > 480 ms))"),
    ("I", "Creatinine ≤ 1.5 × ULN or creatinine clearance ≥ 40 mL/min for patients with creatinine > 1.5 × ULN",
     "any(creatinine <= 1.5 x ULN; all(creatinine clearance >= 40 mL/min; creatinine > 1.5 x ULN))"),
    ("I", "Bilirubin ≤ 1.5 × ULN or direct bilirubin ≤ ULN in those with bilirubin > 1.5 × ULN",
     "any(bilirubin <= 1.5 x ULN; all(direct bilirubin <= 1 x ULN; bilirubin > 1.5 x ULN))"),
    ("I", "CrCl ≥ 40 mL/min (Cockcroft-Gault formula)", "creatinine clearance >= 40 mL/min"),
    ("I", "eGFR > 30 mL/min/1.73 m2 by the MDRD equation", "eGFR > 30 mL/min/{1.73_m2}"),
    ("E", "Taking part in another trial with an investigational product within 30 days",
     "study clinical trial [<= 30 d before now]"),
    ("E", "Is currently participating in or has participated in a trial of an investigational agent or has used an "
     "investigational device within 4 weeks",
     "any(study clinical trial [<= 4 wk before now]; therapy investigational device [<= 4 wk before now])"),
    ("I", "Histologically confirmed stage III melanoma", "disease stage = 3 of melanoma"),
    ("I", "Chemotherapy and radiotherapy, either concurrently or sequentially",
     "all(drug_class chemotherapy; therapy radiotherapy)"),
    ("E", "Currently taking or has taken warfarin", "drug warfarin"),
]  # fmt: skip
IN_PART = [
    ("I", "ALT ≤ 3 × ULN, if liver metastases are present, ≤ 5 × ULN",
     "any(all(condition liver metastasis; ALT <= 3 x ULN); all(not(condition liver metastasis); ALT <= 5 x ULN))"),
    ("I", "aPTT ≤ 1.5 × ULN unless receiving anticoagulants, as long as the INR is within its target range",
     "any(aPTT <= 1.5 x ULN; all(drug_class anticoagulant current;"
     ' other "as long as the INR is within its target range"))'),
    ("I", "Hemoglobin > 8 g/dL (may have been transfused)", "hemoglobin > 8 g/dL"),
    ("E", "Severe hypersensitivity (≥ grade 3) to nivolumab",
     "all(condition allergy to drug:nivolumab; CTCAE grade >= 3)"),
    ("E", "Grade ≥ 3 hypersensitivity to taxanes", "CTCAE grade >= 3 of allergy"),
    ("E", "Relapse between screening and baseline", "condition relapse"),
    ("E", "Current pneumonia or sepsis within 4 weeks",
     "any(condition pneumonia current [<= 4 wk before now]; condition sepsis current [<= 4 wk before now])"),
    ("E", "Adalimumab (Humira and biosimilars)", "any(drug adalimumab; drug adalimumab; drug_class biologic)"),
    ("E", "Use within 4 weeks (2 weeks for apixaban and 1 week for dabigatran) before surgery",
     "any(drug apixaban [<= 4 wk before surgery] for [>= 1 wk]; drug dabigatran [<= 2 wk before surgery])"),
    ("E", "Has taken warfarin or has used heparin within 2 weeks",
     "any(drug warfarin; drug heparin [<= 2 wk before now])"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(IN_FULL, IN_PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
