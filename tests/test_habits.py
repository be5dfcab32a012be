"""The same thing typed by another hand: other signs, spaces, capitals and conjunctions give the same rule."""

import re

import pytest
import trialrules

SAME = [
    ("ALT or AST > 3 x ULN", ["ALT and/or AST > 3 x ULN", "ALT and / or AST > 3×ULN", "ALT OR AST > 3 X ULN"]),
    (
        "Age 18 years or older",
        ["Age 18 years and/or older", "Age ≥18 years", "Age >= 18 yrs", "Age \\>= 18 years", "Age &ge; 18 years"],
    ),
    ("ALT <= 3 x ULN", ["ALT =\\< 3 x ULN", "ALT \\</= 3 x ULN", "ALT =/\\< 3 x ULN"
     , "ALT \\=\\<3 x ULN", "ALT =< 3 x ULN"]),
    ("Platelets >= 90 x 10^9/L", ["Platelets =\\> 90 x 10\\^9/L", "Platelets \\>\\=90 x 10\\^9/L"]),
    ("NYHA class III or IV", ["NYHA class III and/or IV", "NYHA CLASS III OR IV", "NYHA III/IV"]),
    (
        "Patients with uncontrolled hypertension or myocardial infarction within 6 months before randomization",
        [
            "PATIENTS WITH UNCONTROLLED HYPERTENSION OR MYOCARDIAL INFARCTION WITHIN 6 MONTHS BEFORE RANDOMIZATION",
            "Subjects with uncontrolled hypertension or myocardial infarction within 6 months prior to randomisation.",
            "subjects with uncontrolled hypertension and/or myocardial infarction within 6 mos before randomization;",
            "Patients with uncontrolled hypertension or myocardial infarction within six months before randomization",
        ],
    ),
    ("Heart failure, NYHA III or IV; CKD stage IV", ["heart failure, nyha iii or iv; ckd stage iv"]),
    ("HIV, COPD, type II diabetes or uncontrolled HTN", ["hiv, copd, type ii diabetes or uncontrolled htn"]),
    ("Gout (see section 5.2), asthma", ["Gout (Appendix 2), asthma", "Gout, asthma (refer to Table 4)"]),
    (
        "Arthritis, including rheumatoid arthritis",
        ["Arthritis, including but not limited to rheumatoid arthritis", "Arthritis, incl. rheumatoid arthritis"],
    ),
    ("TSH > 5 mIU/L, CRP > 10 mg/L", ["tsh > 5 miu/l, crp > 10 mg/l"]),
    ("Contraindications to MRI", ["contraindications to mri"]),
    ("Platelets < 100 x 10^9/L", ["Platelets＜100×10^9/L", "PLATELETS < 100 X 10^9/L", "platelets < 100 x 10⁹/L"]),
    (
        "Pregnant or breastfeeding",
        ["Is pregnant or breastfeeding", "Pregnant and/or breastfeeding", "Pregnant / breastfeeding"],
    ),
    ("Germ cell tumor or gastroesophageal reflux disease", ["Germ cell tumour or gastroesophageal reflux disease"]),
    ("Angioedema or hematologic malignancy", ["Angioedema or haematological malignancy"]),
    (
        "Patients younger than 6 months and older than 80 years",
        ["Patients of both sexes younger than 6 months and older than 80 years"],
    ),
    ("History of or current asthma", ["History of (or current) asthma", "History of [or current] asthma"]),
    ("Asthma, current or past", ["Asthma (current or past)", "Asthma, current, or past"]),
    ("Biologics within 3 months before screening", ["Biologics within 3 months (prior to screening)"]),
    ("Surgery within 3 months of enrolment", ["Surgery within 3 months (of enrolment)"]),
    (
        "Hypertension (SBP > 160 mmHg), bilirubin > 2 mg/dL (unless Gilbert's syndrome)",
        ["Hypertension [SBP > 160 mm[Hg]], bilirubin > 2 mg/dL [unless Gilbert's syndrome]"],
    ),
    ("Absolute neutrophil count (ANC) < 1.5 x 10^9/L", ["Absolute neutrophil count [ANC] < 1.5 [×10^9/L]"]),
    (
        "Severe renal insufficiency. Uncontrolled diabetes mellitus.",
        ["SEVERE RENAL INSUFFICIENCY. UNCONTROLLED DIABETES MELLITUS."],
    ),
]  # fmt: skip


def rules(words: str) -> list[str]:
    return [str(c.rule) for c in trialrules.extract(f"Exclusion Criteria:\n\n- {words}\n- Gout\n").criteria]


@pytest.mark.parametrize(("words", "other"), [(words, other) for words, others in SAME for other in others])
def test_another_hand_gives_the_same_rule(words: str, other: str) -> None:
    assert rules(other) == rules(words)


def test_capitals_of_an_abbreviation_keep_their_meaning() -> None:
    assert rules("PATIENTS WITH ACTIVE MS OR HIV INFECTION")[0] == rules("Patients with active MS or HIV infection")[0]


def test_a_roman_number_ends_with_its_letters() -> None:
    assert rules("Is on dialysis")[0] == rules("On dialysis")[0]
    assert rules("ASA class I")[0] == "ASA = 1"


@pytest.mark.parametrize(
    "words",
    [
        "Asthma within 4 weeks before study inclusion",
        "Vaccination against meningitis 2 weeks before, or after, the first dose of study drug",
        "Conditions that might affect brain function",
        "YAG capsulotomy or EGFR TKI",
        "Hypnotics (zolpidem, trazodone \\<= 100 mg), melatonin or benzodiazepines",
        "Women of childbearing potential: negative pregnancy test and two forms of contraception",
        "ALT > 2 x normal",
        "Allogeneic transplant at any time",
        "Anyone aged 18-49 (Group A) or 60-75 (Group B) with gout",
    ],
)
def test_where_a_line_ends_says_nothing(words: str) -> None:
    whole = trialrules.extract(f"Exclusion Criteria:\n\n- {words}\n").criteria
    for i, sign in enumerate(words):
        if sign == " ":
            wrapped = trialrules.extract(f"Exclusion Criteria:\n\n- {words[:i]}\n      {words[i + 1 :]}\n").criteria
            same = [re.sub(r"\\n\s*", " ", str(c.rule)) for c in wrapped]
            assert (same, wrapped[0].coverage) == ([str(whole[0].rule)], whole[0].coverage), words[i:]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("age，18 to 65 years", "age in [18, 65] a"),
        ("ALT＞3×ULN，2 or more relapses", "any(ALT > 3 x ULN; relapses >= 2)"),
        ("creatinine,2.5 mg/dL or more", "creatinine >= 2.5 mg/dL"),
        ("symptoms for more than 48h.", "condition symptoms for [> 48 h]"),
        ("hospital stay > 3 d.", "hospital stay > 3 d"),
        ("platelets < 1,5 x 10^9/L", "platelet count < 1.5 10*9/L"),
    ],
)
def test_stops_and_commas_at_numbers(words: str, rule: str) -> None:
    assert rules(words)[0] == rule


def test_a_space_that_does_not_break_joins_as_any_other() -> None:
    words = "A problem that hinders normal healing or the use of a cast, or cranial base surgery or dialysis"
    assert [r.replace("\xa0", " ") for r in rules(words.replace(" ", "\xa0"))] == rules(words)
