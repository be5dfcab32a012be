"""The same thing typed by another hand: other signs, spaces, capitals and conjunctions give the same rule."""

import pytest
import trialrules

SAME = [
    ("ALT or AST > 3 x ULN", ["ALT and/or AST > 3 x ULN", "ALT and / or AST > 3×ULN", "ALT OR AST > 3 X ULN"]),
    (
        "Age 18 years or older",
        ["Age 18 years and/or older", "Age ≥18 years", "Age >= 18 yrs", "Age \\>= 18 years", "Age &ge; 18 years"],
    ),
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
