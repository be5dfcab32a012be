"""Thresholds in the notations that trials use: what a bound is a bound of, and what is no bound at all."""

import pytest
import trialrules
from leaves import walk

EITHER_SIDE = [
    ("MAP < 65 or > 110 mmHg", ["mean arterial pressure < 65 mm[Hg]", "mean arterial pressure > 110 mm[Hg]"]),
    ("Potassium < 3.0 or > 6.0 mmol/L", ["potassium < 3.0 mmol/L", "potassium > 6.0 mmol/L"]),
    ("Age < 21 or > 70 years", ["age < 21 a", "age > 70 a"]),
    ("BMI less than 17 or greater than 35 kg/m2", ["BMI < 17 kg/m2", "BMI > 35 kg/m2"]),
    ("BMI ≥ 40 kg/m2 or < 18", ["BMI >= 40 kg/m2", "BMI < 18 kg/m2"]),
    ("Respiratory rate outside 10-30 per minute", ["respiratory rate < 10 /min", "respiratory rate > 30 /min"]),
    (
        "BP < 80/50 or > 170/105 mmHg",
        [
            "systolic blood pressure < 80 mm[Hg]", "diastolic blood pressure < 50 mm[Hg]",
            "systolic blood pressure > 170 mm[Hg]", "diastolic blood pressure > 105 mm[Hg]",
        ],
    ),
    (
        "Sitting BP outside 100-150 systolic or 55-95 diastolic",
        [
            "systolic blood pressure < 100 ?", "systolic blood pressure > 150 ?",
            "diastolic blood pressure < 55 ?", "diastolic blood pressure > 95 ?",
        ],
    ),
]  # fmt: skip
SIGNS = [
    ("RASS -3 to +2", ["RASS in [-3, 2]"]),
    ("RASS of -4 to -2", ["RASS in [-4, -2]"]),
    ("Spherical equivalent -0.75 D to -5.00 D", ["spherical equivalent in [-5.0, -0.75] [diop]"]),
    ("T-score between -1.5 and -3.0", ["T-score in [-3.0, -1.5]"]),
    ("Aged 20 -60 years", ["age in [20, 60] a"]),
]
TWO_UNITS = [
    ("Aged 9 months to 4 years", ["age in [9, 48] mo"]),
    ("Aged 2 months-15 years", ["age in [2, 180] mo"]),
    ("Infants 8 weeks to 10 months old", ["age >= 8 wk", "age <= 10 mo"]),
    ("22+0 to 31+4 weeks of gestation", ["gestational age in [154, 221] d"]),
    ("gestational age of 36 weeks 5 days", ["gestational age = 257 d"]),
    ("Within the first 72 hours of life", ["age <= 72 h"]),
    ("older than 6 months and younger than 80 years", ["age > 6 mo", "age < 80 a"]),
]
OWN_MEASURE = [
    (
        "mPAP ≥ 20 mmHg, PAWP ≤ 15 mmHg and PVR > 2 Wood units",
        [
            "mean pulmonary artery pressure >= 20 mm[Hg]", "pulmonary capillary wedge pressure <= 15 mm[Hg]",
            "pulmonary vascular resistance > 2 [wood'U]",
        ],
    ),
    ("PHQ-9 ≥ 10 and Zebra score < 4", ["PHQ-9 >= 10", "zebra score < 4"]),
    ("ISI ≥ 11 for ≥ 4 nights per week", ["ISI >= 11", "nights >= 4"]),
    ("SLEDAI ≥ 8 and positive ANA (titer ≥ 1:160)", ["SLEDAI >= 8"]),
    ("≥ 3 moderate or ≥ 2 severe exacerbations", ["exacerbations >= 3", "exacerbations >= 2"]),
    ("Adults (≥ 21)", ["age >= 21 a"]),
    ("vitamin D deficiency (< 30 ng/mL)", ["vitamin D level < 30 ng/mL"]),
    ("PaO2:FiO2 < 250", ["PaO2/FiO2 < 250"]),
    ("Lithium level > 1.5 mmol/L", ["lithium level > 1.5 mmol/L"]),
    ("K > 6 mmol/L", ["potassium > 6 mmol/L"]),
    ("24-hour urine protein > 2 g", ["proteinuria > 2 g"]),
    ("Testosterone < 50 ng/dL or < 1.7 nmol/L", ["testosterone < 50 ng/dL", "testosterone < 1.7 nmol/L"]),
    ("QTc > 450 ms (men) or > 470 ms (women)", ["QTc > 450 ms", "QTc > 470 ms"]),
]  # fmt: skip
TYPED = [
    ("Platelets ≥ 100.000/mm3", ["platelet count >= 100000 /mm3"]),
    ("WBC 3.000-10.000/µl", ["white blood cell count in [3000, 10000] /uL"]),
    ("Creatinine < 1.234 mg/dL", ["creatinine < 1.234 mg/dL"]),
    ("ANC ≥ 1.5x10(9)/L", ["neutrophil count >= 1.5 10*9/L"]),
    ("ANC ≥ 1500/mcL", ["neutrophil count >= 1500 /uL"]),
    ("HBV DNA < 2×10^3 IU/mL", ["HBV DNA < 2000 [IU]/mL"]),
    ("HBV DNA > 10^5 IU/mL", ["HBV DNA > 100000 [IU]/mL"]),
    ("NT-proBNP > 1 000 ng/L", ["NT-proBNP > 1000 ng/L"]),
    ("Twenty-one years or older", ["age >= 21 a"]),
    ("Age between eighteen and sixty five years", ["age in [18, 65] a"]),
    ("Age from 18 up to and including 65 years", ["age in [18, 65] a"]),
    ("BMI of 25 +/- 3", ["BMI = 25 ?"]),
    ("FEV1 ≥ 50% pred", ["FEV1 >= 50 % x predicted"]),
]
SAID_TWICE = [
    ("Serum urate ≥ 7.0 mg/dL (≥ 0.42 mmol/L)", ["uric acid >= 7.0 mg/dL"]),
    ("FPG > 240 mg/dL (13.3 mmol/L)", ["fasting glucose > 240 mg/dL"]),
    ("HbA1c 7-11% (53-97 mmol/mol)", ["HbA1c in [7, 11] %"]),
    ("Child-Pugh class B (7-9 points)", ["Child-Pugh = 2", "Child-Pugh score in [7, 9]"]),
    ("MMSE ≥ 21/30", ["MMSE >= 21"]),
    ("Pain VAS 5/10 or higher", ["pain VAS >= 5"]),
    ("VAS > 40/100 mm", ["VAS > 40 mm"]),
    ("≥ 4 swollen joints (of 66)", ["swollen joint count >= 4"]),
    ("UAS7 score (range 0-42) ≥ 16", ["UAS7 >= 16"]),
    ("SLE with ≥ 4 of 11 ACR criteria", []),
]
DATES = ["treated between 2003 and 2019", "Admitted from 2011 to 2018", "the 2010 ACR/EULAR criteria", "until 2020"]
CLASSES = [
    ("Grade 1-2 follicular lymphoma", ["tumor grade in [1, 2] of follicular lymphoma"]),
    ("Grade II/III esophageal varices", ["grade in [2, 3] of esophageal varices"]),
    ("Mitral regurgitation grade ≥ 3+", ["grade >= 3"]),
    ("Grade ≥ 3 diarrhea", ["CTCAE grade >= 3 of diarrhea"]),
    ("CKD stage 3a-4", ["CKD stage in [3, 4]"]),
    ("Stage Ib1-IIb", ["disease stage in [1, 2]"]),
    ("Gleason score 4+3", ["Gleason score = 7"]),
    ("ASA Ⅱ-Ⅲ", ["ASA in [2, 3]"]),
    ("NYHA class Ⅲ or Ⅳ", ["NYHA in [3, 4]"]),
]


def thresholds(words: str, kind: str) -> list[str]:
    """The notations of all thresholds read, without what they convert to."""
    (criterion,) = trialrules.extract(f"{kind} criteria:\n- {words}").criteria
    return [str(x).split(" {")[0] for x in walk(criterion.rule) if getattr(x, "op", "") == "threshold"]


@pytest.mark.parametrize(
    ("words", "expected"), EITHER_SIDE + SIGNS + TWO_UNITS + OWN_MEASURE + TYPED + SAID_TWICE + CLASSES
)
def test_reading(words: str, expected: list[str]) -> None:
    """Every bound with its own measure and unit, in an exclusion as in an inclusion."""
    assert thresholds(words, "Exclusion") == expected
    assert thresholds(words, "Inclusion") == expected


@pytest.mark.parametrize("words", DATES)
def test_calendar_years_are_no_values(words: str) -> None:
    """A year bounds nothing that a patient's record measures."""
    assert thresholds(words, "Inclusion") == []


def test_outside_a_range_is_either_side_of_it() -> None:
    """Also where it is required."""
    rule = trialrules.extract("Inclusion: heart rate outside 50-100 bpm").criteria[0].rule
    assert str(rule) == "any(heart rate < 50 /min; heart rate > 100 /min)"


def test_a_value_said_twice_leaves_nothing_unread() -> None:
    """The bracket belongs to the threshold."""
    criterion = trialrules.extract("Exclusion: FPG > 240 mg/dL (13.3 mmol/L)").criteria[0]
    assert criterion.coverage == "full"


def test_a_point_that_parts_thousands_is_warned_of() -> None:
    """Where counts are meant, not elsewhere."""
    codes = [
        w.code for w in trialrules.extract("Inclusion: platelets ≥ 100.000/mm3, creatinine < 1.250 mg/dL").warnings
    ]
    assert codes == ["thousands_point"]
