"""Who is let in beside what is asked: a bracket of what stands before it, and never a requirement."""

import pytest
from readings import cases, read_plainly

_FULL = [
    ("I", "Creatinine clearance > 60 mL/min (patients on dialysis may be enrolled)",
     "any(creatinine clearance > 60 mL/min; procedure dialysis)"),
    ("I", "Diagnosis of relapsing MS (patients with secondary progressive MS are also eligible)",
     "any(condition relapsing multiple sclerosis; condition secondary progressive multiple sclerosis)"),
    ("E", "Hypertension (patients with well controlled hypertension may participate)",
     "condition hypertension except controlled hypertension"),
]  # fmt: skip
_PARTLY = [
    ("I", "HBsAg negative (inactive hepatitis B carriers may be considered case by case)",
     'any(not(condition positive hbsag); other "inactive hepatitis B carriers may be considered case by case")'),
    ("I", "HBsAg negative (hepatitis B carriers are eligible if HBV DNA is undetectable)",
     "any(not(condition positive hbsag); all(condition hepatitis b carrier; condition undetectable hbv dna))"),
    ("I", "ECOG 0-1 (ECOG 2 may be considered)", 'any(ECOG in [0, 1]; all(ECOG = 2; other "may be considered"))'),
    ("I", "No prior malignancy (basal cell carcinoma may be included)",
     "not(condition malignancy past except basal cell carcinoma)"),
    ("I", "No brain metastases (patients with treated brain metastases are eligible)",
     'any(not(condition brain metastasis); other "patients with treated brain metastases are eligible")'),
    ("I", "Platelets >= 100 x 10^9/L, haemoglobin >= 9 g/dL (transfused patients are eligible)",
     "all(platelet count >= 100 10*9/L; any(hemoglobin >= 9 g/dL; procedure blood transfusion))"),
    # beside a disease or a treatment it may be of another thing, and binds nothing
    ("I", "Lung cancer or melanoma (patients with stable brain metastases are acceptable)",
     "any(condition lung cancer; condition melanoma)"),
    ("I", "On stable methotrexate for 12 weeks (folic acid is allowed)", "drug methotrexate current for [>= 12 wk]"),
    # among exclusions
    ("E", "Active malignancy (patients with cutaneous squamous cell carcinoma that was fully removed remain eligible)",
     'all(condition malignancy current; not(all(condition cutaneous squamous cell carcinoma; other "fully removed")))'),
    ("E", "HIV infection, diabetes (diet-controlled diabetes is allowed)",
     "any(condition hiv infection; condition diabetes mellitus except diet-controlled diabetes)"),
    ("E", "Diabetes mellitus (patients with diet-controlled diabetes may be included)",
     "all(condition diabetes mellitus; not(condition diet-controlled diabetes))"),
    ("E", "Autoimmune disease (subjects with vitiligo or Graves disease are permitted to enroll)",
     "condition autoimmune disease except vitiligo, graves' disease"),
    # a time in such a bracket stays there
    ("E", "History of stroke (TIA more than 6 months ago is acceptable)",
     "all(condition stroke past; not(condition transient ischemic attack past [> 6 mo before now]))"),
    ("I", "ECOG 0-1 (2 is allowed if due to bone pain)", "any(ECOG in [0, 1]; all(condition bone pain; ECOG = 2))"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(_FULL, _PARTLY))
def test_who_is_let_in(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
