"""Criteria as the pages of registries hold them: references, sizes, shared times, and what is only allowed beside."""

import pytest
import trialrules
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
    # the bracket behind the lower bound says it again
    ("I", "HbA1c ≥ 7.0% (53 mmol/mol) and ≤ 10.5% (91 mmol/mol)", "HbA1c in [7.0, 10.5] %"),
    ("I", "Fasting glucose > 126 mg/dL (> 7 mmol/L) and < 270 mg/dL", "fasting glucose in (126, 270) mg/dL"),
    ("I", "HbA1c between 7.0% (53 mmol/mol) and 10.5% (91 mmol/mol), both inclusive", "HbA1c in [7.0, 10.5] %"),
    ("E", "RPR titer ≥ 1:8", "RPR titer >= 8"),
    # a condition, each for itself
    ("I", "If on lithium, it must be stopped 2 weeks before screening; if on aspirin, stable for 30 days",
     "all(not(drug lithium [< 2 wk before screening]); "
     "any(not(drug aspirin current); drug aspirin current for [>= 30 d]))"),
    ("I", "If male, must use condoms; if female, must not be pregnant",
     "all(any(not(attribute sex = male); attribute contraception = yes); "
     "any(not(attribute sex = female); not(condition pregnancy)))"),
    # how it is known, in which unit too, and all courses of a disease
    ("I", "No radiographic evidence of active TB", "not(condition tuberculosis current)"),
    ("E", "Clinical or laboratory evidence of gout", "condition gout"),
    ("E", "Calcitonin ≥ 50 ng/L (pg/mL)", "calcitonin >= 50 ng/L"),
    ("E", "History of pancreatitis (acute or chronic)", "condition pancreatitis past"),
    ("I", "Self-reported body weight change < 5 kg during the previous 90 days",
     "weight change < 5 kg [<= 90 d before now]"),
    ("I", "≥6/68 tender and ≥6/66 swollen joints", "all(tender joint count >= 6; swollen joint count >= 6)"),
    ("E", "Total bili > ULN", "bilirubin > 1 x ULN"),
    ("E", "Washouts: etanercept 4 wk; infliximab, adalimumab 8 wk",
     "any(drug etanercept [< 4 wk before now]; drug infliximab [< 8 wk before now]; "
     "drug adalimumab [< 8 wk before now])"),
    # a level is of today beside a change
    ("E", "Weight < 50 kg or loss of > 10% of body weight in prior 6 months",
     "any(body weight < 50 kg; weight loss > 10 % [<= 6 mo before now])"),
    ("E", "QTc > 450 msec (males) / > 470 msec (females) on screening ECG",
     "any(all(attribute sex = male; QTc > 450 ms); all(attribute sex = female; QTc > 470 ms))"),
    ("E", "Aspirin within 30 days or 5 half-lives, the longer of both",
     "any(drug aspirin [<= 30 d before now]; drug aspirin [<= 5 {half-life} before now])"),
    ("E", "Malignancy within 5 years except in situ cervical cancer",
     'condition malignancy [<= 5 a before now] except "in situ cervical cancer"'),
    ("E", "Coronary by-pass within 6 months", "procedure coronary artery bypass grafting [<= 6 mo before now]"),
    ("E", "Evidence or history of renal, or allergic disease (including drug allergies)",
     'any(condition renal disease; condition allergic disease; condition "drug allergy")'),
    ("E", "Corrected QT interval (QTcF) > 450 msec", "QTcF > 450 ms"),
    ("E", "Blood donation of more than 450 mL within 8 weeks",
     "all(procedure blood donation [<= 8 wk before now]; donated volume > 450 mL [<= 8 wk before now])"),
    ("E", "Menopause earlier than 40", 'all(condition menopause; other "earlier than 40")'),
]  # fmt: skip
IN_PART = [
    ("E", "Prior lithium, prior surgery within 3 months",
     "any(drug lithium past; procedure surgery past [<= 3 mo before now])"),
    ("E", "QTcF > 450 msec. If QTcF exceeds 450 msec, the ECG should be repeated two more times and the average used.",
     "QTcF > 450 ms"),
    ("I", "If treated with lithium, it must have been stopped 6 months before baseline and B cells must be high",
     'all(not(drug lithium [< 6 mo before baseline]); other "B cells must be high")'),
    ("I", "Hemodialysis (4 hours/session) for at least 3 months",
     'all(procedure hemodialysis for [>= 3 mo]; other "4 hours/session")'),
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


@pytest.mark.parametrize(
    ("title", "rule"),
    [
        ("Adequate marrow reserve without transfusion or filgrastim within 7 days of screening:",
         "all(not(procedure blood transfusion [<= 7 d before screening]); "
         "not(drug filgrastim [<= 7 d before screening]); neutrophil count > 1 10*9/L; hemoglobin > 8 g/dL)"),
        ("Adequate liver or kidney function:", "all(neutrophil count > 1 10*9/L; hemoglobin > 8 g/dL)"),
        ("One or more:", "any(neutrophil count > 1 10*9/L; hemoglobin > 8 g/dL)"),
        ("No inadequate function:", "not(any(neutrophil count > 1 10*9/L; hemoglobin > 8 g/dL))"),
    ],
)  # fmt: skip
def test_a_title_neither_denies_nor_parts_its_items(title: str, rule: str) -> None:
    items = "\n  - ANC > 1 x 10^9/L\n  - Hb > 8 g/dL"
    assert str(trialrules.extract(f"Inclusion Criteria:\n- {title}{items}").criteria[0].rule) == rule
