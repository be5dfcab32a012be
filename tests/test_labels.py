"""Topics before colons in a row."""

import pytest
from readings import cases, read_plainly

FULL = [
    (
        "E",
        "Organ dysfunction: Cardiac: NYHA III or above; Hepatic: Child-Pugh C; Pulmonary: severe asthma",
        "any(NYHA >= 3; Child-Pugh = 3; condition severe asthma)",
    ),
    (
        "I",
        "Hepatic: bilirubin <= 1.5 x ULN; Renal: creatinine <= 1.5 mg/dL; Hematologic: platelets >= 100 x 10^9/L",
        "all(bilirubin <= 1.5 x ULN; creatinine <= 1.5 mg/dL; platelet count >= 100 10*9/L)",
    ),
    (
        "E",
        "Cardiac: myocardial infarction within 6 months; Neurologic: stroke within 12 months",
        "any(condition myocardial infarction [<= 6 mo before now]; condition stroke [<= 12 mo before now])",
    ),
    (
        "E",
        "Allergy: penicillin; Surgery: major surgery within 4 weeks",
        "any(condition allergy to drug:penicillin; procedure major surgery [<= 4 wk before now])",
    ),
    (
        "I",
        "Men: hemoglobin > 13 g/dL; Women: hemoglobin > 12 g/dL",
        "all(any(not(attribute sex = male); hemoglobin > 13 g/dL); "
        "any(not(attribute sex = female); hemoglobin > 12 g/dL))",
    ),
]
PART = [
    (
        "I",
        "Stem cell infusion without TBI: no evidence of active GVHD",
        "all(procedure stem cell infusion; not(procedure total body irradiation); "
        "not(condition graft-versus-host disease current))",
    ),
    (  # of the mouth
        "E",
        "Systemic: fever > 38 C; oral: ulcers; skin: rash",
        "any(body temperature > 38 Cel; condition ulcer; condition rash)",
    ),
    (
        "I",
        "Arm A: renal: eGFR > 60 mL/min; Arm B: renal: eGFR 30-60 mL/min",
        'all(eGFR > 60 mL/min; other "Arm B"; eGFR in [30, 60] mL/min)',
    ),
    (
        "E",
        "Severe comorbidity (cardiac: heart failure NYHA III-IV; hepatic: Child-Pugh B or C)",
        "all(condition severe comorbidity; any(all(condition heart failure; NYHA in [3, 4]); Child-Pugh in [2, 3]))",
    ),
]


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(FULL, PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
