"""Which measure a value belongs to, and in which unit: levels of drugs, counts of two groups, changes, dipsticks."""

import pytest
import trialrules

IN_FULL = [
    (
        "I",
        "At least 6 swollen joints (of 66) and 6 tender joints (of 68)",
        "all(swollen joint count >= 6; tender joint count >= 6)",
    ),
    (
        "I",
        "At least 2 relapses in the last 2 years and 1 relapse in the last year",
        "all(relapses >= 2 [<= 2 a before now]; relapses = 1 [<= 1 a before now])",
    ),
    (
        "E",
        "More than 14 (women) or 21 (men) units of alcohol a week",
        "any(all(attribute sex = female; alcohol intake > 14 /wk); all(attribute sex = male; alcohol intake > 21 /wk))",
    ),
    ("I", "BMI-for-age z-score above +2 (5-18 years)", "all(BMI z-score > 2; age in [5, 18] a)"),
    ("E", "Smoking (10-20 years)", "condition smoking for [in [10, 20] a]"),
    (
        "I",
        "FEV1 < 80 % of predicted (< 90 % if aged 12 to 17)",
        "all(any(age in [12, 17] a; FEV1 < 80 % x predicted); any(not(age in [12, 17] a); FEV1 < 90 % x predicted))",
    ),
    ("E", "Proteinuria ≥ 2+", "dipstick proteinuria >= 2"),
    ("E", "Proteinuria ≥ 2 g/24 h", "proteinuria >= 2 g/d"),
    ("I", "D-dimer > 500 ng/mL FEU", "D-dimer > 500 ng/mL"),
    ("I", "Involuntary loss of more than 10% of body weight", "weight loss > 10 %"),
    ("I", "Factor VIII inhibitor ≥ 5 BU/mL", "factor VIII inhibitor >= 5 [beth'U]/mL"),
    ("I", "Liver iron ≥ 7 mg/g dry weight", "liver iron concentration >= 7 mg/g"),
    ("I", "Phenylalanine ≥ 600 µmol/L at screening", "phenylalanine level >= 600 umol/L"),
    ("I", "Serum erythropoietin ≤ 500 mU/mL", "erythropoietin level <= 500 mU/mL"),
    ("I", "Bone age < 12 years", "bone age < 12 a"),
    ("E", "CMV viral load ≥ 1000 IU/mL", "CMV DNA >= 1000 [IU]/mL"),
    ("I", "Spleen ≥ 5 cm below the left costal margin", "spleen size >= 5 cm"),
    ("I", "MRD ≥ 10-4", "MRD >= 0.0001"),
    ("I", "MRD < 10⁻⁵", "MRD < 1e-05"),
    ("I", "HER2 IHC 1+ or 2+", "any(HER2 IHC = 1; HER2 IHC = 2)"),
    ("I", "Liver stiffness by transient elastography > 12.5 kPa", "liver stiffness > 12.5 kPa"),
    ("I", "ppFEV1 40-90 %", "FEV1 in [40, 90] % x predicted"),
    ("E", "Use of CYP3A4 inhibitors in patients < 12 kg", "all(drug_class cyp3a4 inhibitor; body weight < 12 kg)"),
    ("I", "2.5 h or more of OFF time per day", "OFF time >= 2.5 h/d"),
    ("E", "IVH grade III/IV", "grade in [3, 4] of intraventricular hemorrhage"),
    ("E", "Methotrexate > 10 mg/week", "drug methotrexate dose > 10 mg/wk"),
]
IN_PART = [
    ("E", "Score > 10 on the AUDIT or > 24 on the IDSA", 'any(AUDIT > 10; other "> 24 on the IDSA")'),
    ("E", "Theophylline > 20 mg/L", "theophylline > 20 mg/L"),
    ("E", "Digoxin level > 2 ng/mL", "digoxin level > 2 ng/mL"),
    ("E", "Insulin > 1 U/kg/day", 'all(drug_class insulin; other "> 1 U/kg/day")'),
    ("E", "Urinary creatinine < 20 mg/dL", "urinary creatinine < 20 mg/dL"),
    ("I", "Ideal body weight > 40 kg", "ideal body weight > 40 kg"),
    ("I", "Increase in EDSS of ≥ 1 point", "EDSS increase >= 1"),
    ("I", "Scar area between 2.5 and 17.5 mm²", "scar area in [2.5, 17.5] mm2"),
    ("I", "≥ 15 eosinophils per high-power field", "eosinophils >= 15 /[HPF]"),
]


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), [
    *((*case, "full") for case in IN_FULL), *((*case, "partial") for case in IN_PART),
])  # fmt: skip
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    """The rule, without what its values convert to; what is measured under no known name is no full reading."""
    heading = {"I": "Inclusion", "E": "Exclusion"}[kind]
    (criterion,) = trialrules.extract(f"{heading} criteria:\n- {words}").criteria
    assert (criterion.rule and without_conversions(str(criterion.rule))) == rule
    assert criterion.coverage == coverage


def without_conversions(notation: str) -> str:
    """Without the braces of the canonical unit, which follow a blank."""
    first, *rest = notation.split(" {")
    return first + "".join(part.partition("}")[2] for part in rest)
