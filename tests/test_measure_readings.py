"""Which measure a value belongs to, and in which unit: levels of drugs, counts of two groups, changes, dipsticks."""

import pytest
from readings import cases, read_plainly

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
    ("E", "Elevated liver enzymes (ALT or AST > 3 x ULN)", "any(ALT > 3 x ULN; AST > 3 x ULN)"),
    ("E", "Liver enzymes (AST, ALT, GGT) > 3 x ULN", "any(AST > 3 x ULN; ALT > 3 x ULN; GGT > 3 x ULN)"),
    ("I", "Transaminases [AST and ALT] ≤ 2.5 x ULN", "all(AST <= 2.5 x ULN; ALT <= 2.5 x ULN)"),
    ("E", "Abnormal liver function (bilirubin > 2 x ULN)", "bilirubin > 2 x ULN"),
    ("E", "Liver enzymes (transaminases) > 3 x ULN", "liver function tests > 3 x ULN"),
    ("I", "PaO2 (arterial) / FiO2 (inspired fraction) < 300", "PaO2/FiO2 < 300"),
    ("I", "FEV1 / FVC (forced vital capacity) < 0.7", "FEV1/FVC < 0.7"),
    ("E", "AST (SGOT)/ALT (SGPT) > 2.5 x ULN", "any(AST > 2.5 x ULN; ALT > 2.5 x ULN)"),
    ("I", "FEV1 (post-bronchodilator) < 80 % predicted", "FEV1 < 80 % x predicted"),
    ("I", "PASI (psoriasis area and severity index) ≥ 12", "PASI >= 12"),
    ("E", "FTND (Fagerström test for nicotine dependence) > 4", "FTND > 4"),
    ("E", "Psoriasis (PASI ≥ 12)", "all(condition psoriasis; PASI >= 12)"),
    ("E", "mRS (pre-stroke) > 1", "pre-stroke mRS > 1"),
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
    (
        "I",
        "ALT ≤ 2.5 x ULN (≤ 5 if liver metastases)",
        "all(any(condition liver metastasis; ALT <= 2.5 x ULN); any(not(condition liver metastasis); ALT <= 5 x ULN))",
    ),
    (
        "I",
        "ALT ≤ 3 times the ULN (5 times if liver metastases)",
        "all(any(condition liver metastasis; ALT <= 3 x ULN); any(not(condition liver metastasis); ALT <= 5 x ULN))",
    ),
    ("E", "Retics under 1% or under 80 x 10^9/L", "any(reticulocyte count < 1 %; reticulocyte count < 80 10*9/L)"),
    (
        "I",
        "Bronchodilator reversibility of at least 12% and 200 mL",
        "all(FEV1 reversibility >= 12 %; FEV1 reversibility >= 200 mL)",
    ),
    ("I", "ECOG no worse than 1, Karnofsky no worse than 70", "all(ECOG <= 1; Karnofsky >= 70)"),
    (
        "I",
        "INR, PT and aPTT each no more than 1.5 times ULN",
        "all(INR <= 1.5 x ULN; PT <= 1.5 x ULN; aPTT <= 1.5 x ULN)",
    ),
    ("E", "QTcF (mean of three ECGs) over 470 ms", "QTcF > 470 ms"),
    ("I", "PaO2/FiO2 under 300 or SpO2/FiO2 under 315", "any(PaO2/FiO2 < 300; SpO2/FiO2 < 315)"),
    ("I", "Cough VAS of at least 40 mm", "cough VAS >= 40 mm"),
    ("I", "CD34+ cells ≥ 2 x 10^6/kg", '"CD34+ cell dose" >= 2 10*6/kg'),
    (
        "E",
        "BP 140/90 mmHg or higher",
        "any(systolic blood pressure >= 140 mm[Hg]; diastolic blood pressure >= 90 mm[Hg])",
    ),
    ("I", "FEV1 ≥ 40% of predicted for age, sex and height", "FEV1 >= 40 % x predicted"),
    ("I", "BMI between the 5th and 85th percentile for age and sex", "BMI percentile in [5, 85] {percentile}"),
    ("I", "Height below -2 SD of the WHO median", "height-for-age z-score < -2"),
    ("I", "Weight-for-height z-score between -3 and -2 SD", "weight-for-height z-score in [-3, -2]"),
    ("I", "Gait speed of 0.8 m/s or slower", "gait speed <= 0.8 m/s"),
    ("I", "T25FW of 8 s or slower", "T25FW >= 8 s"),
    (
        "I",
        "Body fat over 25% (men) or over 35% (women) by DXA",
        "any(all(attribute sex = male; body fat > 25 %); all(attribute sex = female; body fat > 35 %))",
    ),
    ("I", "Pain of 40 mm or more on a 100 mm visual analogue scale (VAS)", "pain score >= 40 mm"),
    ("I", "Average pain ≥ 4 on a 0–10 NRS", "pain score >= 4"),
    ("I", "ASA 1,2 or 3", "ASA in [1, 3]"),
    (
        "E",
        "WBC < 3.0 or ANC < 1.5 or platelets < 100 (×10^9/L)",
        "any(white blood cell count < 3.0 10*9/L; neutrophil count < 1.5 10*9/L; platelet count < 100 10*9/L)",
    ),
    ("I", "Aortic stenosis (AVA < 1 cm2)", "all(condition aortic stenosis; aortic valve area < 1 cm2)"),
    ("E", "IVH grade III/IV", "grade in [3, 4] of intraventricular hemorrhage"),
    ("E", "Methotrexate > 10 mg/week", "drug methotrexate dose > 10 mg/wk"),
    ("I", "Active PsA with ≥ 3 swollen joints", "all(condition psoriatic arthritis current; swollen joint count >= 3)"),
    ("I", "HIV-RNA <= 50 copies/mL", "HIV RNA <= 50 {copies}/mL"),
    ("I", "PsA (CASPAR), DAS28 > 3.2", "all(condition psoriatic arthritis; DAS28 > 3.2)"),
    ("E", "Ascites grade 2 or 3", "grade in [2, 3] of ascites"),
    ("I", "ACLF grade 1-3 (EASL-CLIF)", "grade in [1, 3] of acute-on-chronic liver failure"),
    ("I", "FibroScan liver stiffness ≥ 10 kPa", "liver stiffness >= 10 kPa"),
    ("I", "C1-INH activity < 50%", "C1 inhibitor function < 50 %"),
    ("E", "HIV/HCV coinfection", "condition hiv and hepatitis c coinfection"),
    ("I", "AP ≤ 3 x ULN", "ALP <= 3 x ULN"),
]
IN_PART = [
    ("I", "Average daily SF ≥ 4.1 or AP ≥ 2", "any(average daily stool frequency >= 4.1; ap >= 2)"),
    ("E", "Edema score 2", 'all(condition edema; other "2")'),
    ("E", "Score > 10 on the AUDIT or > 24 on the IDSA", 'any(AUDIT > 10; other "> 24 on the IDSA")'),
    ("E", "Theophylline > 20 mg/L", "theophylline > 20 mg/L"),
    (
        "E",
        "Gout (men > 21, women > 14 units/week)",
        'all(condition gout; any(all(attribute sex = male; other "> 21"); '
        'all(attribute sex = female; other "> 14 units/week")))',
    ),
    ("E", "Digoxin level > 2 ng/mL", "digoxin level > 2 ng/mL"),
    ("E", "Insulin > 1 U/kg/day", 'all(drug_class insulin; other "> 1 U/kg/day")'),
    ("E", "Urinary creatinine < 20 mg/dL", "urinary creatinine < 20 mg/dL"),
    ("I", "Ideal body weight > 40 kg", "ideal body weight > 40 kg"),
    ("I", "Height more than 2 SD below the mean", 'all(height > 2 ?; other "SD below the mean")'),
    ("I", "Increase in EDSS of ≥ 1 point", "EDSS increase >= 1"),
    ("I", "Scar area between 2.5 and 17.5 mm²", "scar area in [2.5, 17.5] mm2"),
    ("I", "≥ 15 eosinophils per high-power field", "eosinophils >= 15 /[HPF]"),
]


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(IN_FULL, IN_PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    """The rule, without what its values convert to; what is measured under no known name is no full reading."""
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("AQP4-IgG seropositive disease with ≥ 1 attack", "IgG"),
        ("PSA-progression with ≥ 2 new lesions", "PSA"),
        ("Anti-SARS-CoV-2 IgG > 50 BAU/mL", "IgG"),
    ],
)
def test_what_a_name_only_describes_has_no_value(words: str, measure: str) -> None:
    rule, _ = read_plainly("I", words)
    assert f"{measure} >" not in rule
