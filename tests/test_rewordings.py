"""What means the same is read the same, and what means something else is not."""

import pytest
import trialrules
from readings import cases, read_plainly

ALIKE = [
    ("I", "ALT <= 3 x ULN", "ALT <= ULN x 3"),
    ("E", "Creatinine > 2 x ULN", "Creatinine > ULN × 2"),
    ("E", "Creatinine > 1.5 mg/dL", "Creatinine > 1.5 mg dL-1"),
    ("E", "LDL > 4.9 mmol/L", "LDL > 4.9 mmol·L⁻¹"),
    ("I", "BMI 18 to 30 kg/m2", "BMI 18 to 30 kg/(m^2)"),
    ("I", "Platelets ≥ 100 x 10^9/L", "Platelets larger than or equal to 100 x 10^9/L"),
    ("I", "≥ 18 years of age", "=> 18 years of age"),
    ("I", "Age 18 to 65 years", "Minimum age: 18 years, maximum age 65 years"),
    ("E", "Stroke within 3 months prior to screening", "Stroke within 3 months prior to study screening"),
    ("E", "Stroke within 3 months prior to screening", "Stroke within 3 months before being screened"),
    ("E", "Opioids within 2 weeks before surgery", "Opioids within 2 weeks before undergoing surgery"),
    ("E", "Erlotinib (Tarceva) within 4 weeks", "Erlotinib (also known as Tarceva) within 4 weeks"),
    ("E", "Erlotinib (Tarceva) within 4 weeks", "Erlotinib (trade name Tarceva®) within 4 weeks"),
    ("E", "Warfarin or heparin", "Warfarin/Coumadin or heparin"),
    ("E", "Alcohol abuse (AA) within 1 year", 'Alcohol abuse ("AA") within 1 year'),
    ("E", "Allergy to penicillin (PCN)", 'Allergy to penicillin ("PCN")'),
    ("E", "Current ulcerative colitis, gout, or asthma", "Current ulcerative colitis (UC), gout, or asthma"),
    ("E", "Current ulcerative colitis, gout, or asthma", 'Current ulcerative colitis ("UC"), gout, or asthma'),
    ("E", "Current gout, severe asthma or severe eczema", "Current gout or severe asthma or severe eczema"),
    ("I", "No stroke, no infection", "Stroke or an infection is not present"),
    ("I", "No contraindication to MRI or CT", "Contraindications to MRI or CT are not present"),
    ("I", "No gout", "Gout is not allowed"),
    ("E", "Gout except pseudogout", "Gout excepting pseudogout"),
    ("E", "Gout except pseudogout", "Gout save for pseudogout"),
    ("E", "Presence of gout", "Existence of gout"),
    ("E", "History of stroke, gout, or asthma", "History of a) stroke, b) gout, or c) asthma"),
    ("I", "No evidence of stroke, gout, or asthma", "No evidence of: stroke; gout; or asthma"),
    ("E", "Allergy to any of the following: penicillin, latex", "Allergy to any of the following: penicillin; latex"),
    (
        "E",
        "Planned use of any of the following: warfarin, aspirin",
        "Planned use of any of the following: warfarin; aspirin",
    ),
    ("I", "Pregnant women (> 20 weeks)", "Pregnant women (of more than 20 weeks)"),
    ("E", "Former smokers", "Past cigarette smokers"),
]


@pytest.mark.parametrize(("kind", "one", "other"), ALIKE)
def test_words_that_mean_the_same_are_read_the_same(kind: str, one: str, other: str) -> None:
    assert read_plainly(kind, one) == read_plainly(kind, other)


FULL = [
    ("E", "Current use of warfarin, xylosis, or heparin",
     "any(drug warfarin current; condition xylosis current; drug heparin current)"),
    ("E", "Severe allergic reaction with the exception of hay fever",
     "condition severe allergic reaction except hay fever"),
    ("E", "If the patient is on warfarin, INR > 3", "all(drug warfarin current; INR > 3)"),
    ("I", "Life expectancy (estimated) > 3 months", "life expectancy > 3 mo"),
    ("I", "Minimum age 18 years", "age >= 18 a"),
]  # fmt: skip
PARTLY = [
    ("E", "If the patient has gout, asthma or eczema", "any(condition gout; condition asthma; condition eczema)"),
    ("I", "Platelets (unsupported) >= 50 x 10^9/L", "platelet count >= 50 10*9/L"),
    ("I", "Bilirubin (direct) <= 2 mg/dL", "bilirubin <= 2 mg/dL"),
    ("E", "Topical allergy to penicillin", "condition allergy to drug:penicillin"),
    ("E", "Family history of glaucoma surgery", "procedure glaucoma surgery"),
    ("I", "Parkinson's disease diagnosed by a neurologist despite tremor medication",
     'all(condition parkinson\'s disease; other "neurologist despite tremor medication")'),
    ("E", "Severe eye disease in either eye or blurring",
     'any(condition severe eye disease; other "blurring")'),
    ("I", "No stroke; gout", "all(not(condition stroke); condition gout)"),
    ("E", "Topical allergy to penicillin or aspirin",
     "any(condition allergy to drug:penicillin; condition allergy to drug:aspirin)"),
    ("I", "AST, ALT (unfasted) <= 3 x ULN", "all(AST <= 3 x ULN; ALT <= 3 x ULN)"),
    ("E", "Asthma (treated)", "condition asthma"),
    ("E", "Severe migraine per week", "condition severe migraine"),
    ("E", "Systolic blood pressure at night > 140 mmHg", "systolic blood pressure > 140 mm[Hg]"),
    ("E", "Contraindications of the leg to MRI", "condition contraindication to procedure:magnetic resonance imaging"),
    ("E", "High risk of dialysis", "procedure dialysis"),
    ("E", "Stroke or treated gout", "any(condition stroke; condition gout)"),
    ("E", "CD4 count < 200/mm3 after screening", "CD4 count < 200 /mm3"),
    ("E", "Desire for one of: nerve block or general anesthesia",
     "any(procedure nerve block; procedure general anesthesia)"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(FULL, PARTLY))
def test_no_word_is_lost_in_silence(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


def test_a_verb_before_any_of_the_following_is_no_heading() -> None:
    words = "Patients declining any of the following:\n    - transfusion\n    - dialysis"
    lead = trialrules.extract(f"Exclusion Criteria:\n- {words}").criteria[0]
    assert 'other "declining"' in str(lead.rule)
    assert lead.coverage == "partial"
