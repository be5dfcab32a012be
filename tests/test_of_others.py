"""Ages, schools and plans of others or of nobody are none of the patient's."""

import pytest
from readings import criterion


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Have at least one child ≤ 6 years of age", 'all(other "at least one"; other "child"; child age <= 6 a)'),
        ("Parents aged 18 years or older with a child aged 0-5 years",
         'all(other "Parents"; age >= 18 a; other "child"; child age in [0, 5] a)'),
        ("Has children younger than 18 years living at home", "all(child age < 18 a; attribute residence = home)"),
        ("Mother < 18 years or > 40 years of age",
         "any(maternal age < 18 a; maternal age > 40 a)"),
        ("Mothers aged 18-45 years", 'all(other "Mothers"; age in [18, 45] a)'),
        ("Children ≤ 6 years of age", "age <= 6 a"),
        ("Participants have to be children between 5 and 12 years", "age in [5, 12] a"),
        ("Children with asthma aged 6 to 11 years", "all(condition asthma; age in [6, 11] a)"),
        ("Women with diabetes aged 18-30 years",
         "all(attribute sex = female; condition diabetes mellitus; age in [18, 30] a)"),
    ],
)  # fmt: skip
def test_an_age_is_of_whom_it_is_said(words: str, rule: str) -> None:
    assert str(criterion(words, "Inclusion").rule) == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Have had no prior treatment and are aged 18 to 65 years", "age in [18, 65] a"),
        ("Without any treatment but with BMI > 30 kg/m2", "BMI > 30 kg/m2"),
        ("Not pregnant and BMI >= 25 kg/m2", "all(not(condition pregnancy); BMI >= 25 kg/m2)"),
    ],
)
def test_what_begins_anew_is_not_denied(words: str, rule: str) -> None:
    assert str(criterion(words, "Inclusion").rule) == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Planned surgery for gastric or colorectal cancer",
         "all(procedure surgery planned; any(condition gastric cancer; condition colorectal cancer))"),
        ("Scheduled for catheter ablation for treatment of atrial flutter",
         "all(procedure catheter ablation planned; condition atrial flutter)"),
        ("Planning to undergo surgery or become pregnant",
         "any(procedure surgery planned; condition pregnancy planned)"),
    ],
)  # fmt: skip
def test_what_a_plan_is_for_is_not_planned(words: str, rule: str) -> None:
    assert str(criterion(words, "Inclusion").rule) == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (
            "Fractures of the radius more than 3 weeks old",
            'all(condition radius fracture [> 3 wk before now]; other "old")',
        ),
        ("Fracture of the hip in patients more than 65 years old", "all(condition hip fracture; age > 65 a)"),
        (
            "Women who have given birth within the past 6 months",
            "all(attribute sex = female; condition childbirth [<= 6 mo before now])",
        ),
        ("Born prior to 37 weeks of gestation", "gestational age < 37 wk"),
        ("Delivery at or after 37 weeks gestation", "all(procedure delivery; gestational age >= 37 wk)"),
        ("Pregnant at or before 16 weeks gestation", "all(condition pregnancy; gestational age <= 16 wk)"),
        ("Twin pregnancy from 16 weeks gestation onwards", "all(condition twin pregnancy; gestational age >= 16 wk)"),
        ("Gestational age of 24 weeks or later", "gestational age >= 24 wk"),
        ("Infant <= 750 grams at birth", "birth weight <= 750 g"),
        ("Weighing less than 1500 g at birth", "birth weight < 1500 g"),
        ("Weighing more than 50 kg at screening", "body weight > 50 kg"),
    ],
)
def test_weeks_and_weights_of_a_birth_have_their_side(words: str, rule: str) -> None:
    assert str(criterion(words, "Inclusion").rule) == rule


def test_weeks_behind_a_weight_are_no_duration_of_it() -> None:
    assert criterion("Infants ≤ 1250 grams and < 32 weeks", "Inclusion").coverage == "partial"


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Drugs that affect dopamine (e.g., phenothiazines, metoclopramide)",
         'any(other "Drugs that affect dopamine"; drug_class phenothiazine; drug metoclopramide)'),
        ("Drugs interfering with warfarin", 'other "Drugs interfering with warfarin"'),
        ("Agents that block dopamine", 'other "Agents that block dopamine"'),
        ("Medications that prolong the QT interval", 'drug_class "qt-prolonging drug"'),
    ],
)  # fmt: skip
def test_what_a_drug_acts_on_is_not_given(words: str, rule: str) -> None:
    assert str(criterion(words).rule) == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Substance use disorder (e.g. alcohol, cocaine) within 12 months",
         "any(condition substance use disorder [<= 12 mo before now]; condition alcohol use disorder [<= 12 mo before "
         "now] to drug:alcohol; condition cocaine use disorder [<= 12 mo before now] to drug:cocaine)"),
        ("Drug or alcohol abuse (including cannabis)",
         "any(condition substance abuse; condition substance abuse to drug:alcohol; "
         "condition substance abuse to drug:cannabis)"),
        ("Substance dependence (alcohol, cannabis)",
         "any(condition substance abuse; condition substance abuse to drug:alcohol; "
         "condition substance abuse to drug:cannabis)"),
        ("Substance abuse, aspirin use", "any(condition substance abuse; drug aspirin)"),
    ],
)  # fmt: skip
def test_members_of_an_abuse_are_abused(words: str, rule: str) -> None:
    assert str(criterion(words).rule) == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("At least two class II lesions", "None"),
        ("Two lesions", "lesions = 2"),
        ("Children in grades 3 to 5", "all(attribute age group = child; school grade in [3, 5])"),
        ("Reading level of at least grade 6", 'all(other "Reading"; school grade >= 6)'),
        ("Neuropathy of grade 2 or higher", "CTCAE grade >= 2 of peripheral neuropathy"),
    ],
)
def test_a_class_counts_nothing_and_a_school_has_grades(words: str, rule: str) -> None:
    assert str(criterion(words, "Inclusion").rule) == rule
