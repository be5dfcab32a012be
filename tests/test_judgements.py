"""What a person must judge is one leaf of words; what has a name of its own stays a leaf beside it."""

import pytest
from readings import criterion
from trialrules.models import Other


@pytest.mark.parametrize(
    "words",
    [
        "Any condition that, in the opinion of the investigator, would compromise safety",
        "Any medical or psychiatric condition which in the judgment of the surgeon would make participation unwise",
        "Other severe acute or chronic medical condition that may interfere with the interpretation of results and, in "
        "the judgment of the investigator, would make the patient inappropriate for entry",
        "Severe medical condition or laboratory abnormality that may increase the risk of participation",
        "Any social, familial or geographical condition potentially hampering compliance with the protocol",
        "Any illness or prior treatment that would jeopardize the ability to tolerate surgery",
        "Current use of medications that could alter brain function",
        "Clinically significant abnormalities in physical examination, vital signs, ECG or laboratory tests",
        "Abnormal findings on physical examination",
        "Availability of archival tumor tissue for biomarker tests",
        "Tumour tissue must be available",
    ],
)
def test_what_only_a_person_can_judge_is_one_leaf_of_all_words(words: str) -> None:
    found = criterion(words)
    assert isinstance(found.rule, Other)
    assert (found.rule.text, found.coverage) == (words, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Uncontrolled diabetes that in the investigator's opinion would preclude surgery",
         "all(condition uncontrolled diabetes; "
         'other "in the investigator\'s opinion would preclude surgery")'),
        ("Cognitive condition that would preclude understanding of the study",
         'all(condition "cognitive condition"; other "would preclude understanding of the study")'),
        ("Asthma, psychiatric disorders or any other medical condition that may interfere with participation",
         "any(condition asthma; condition psychiatric disorder; "
         'other "any other medical condition that may interfere with participation")'),
        ("Nasal malformation which may interfere with the nerve block",
         'all(condition nasal malformation; other "may interfere with the nerve block")'),
        ("Respiratory compromise", "condition respiratory compromise"),
        ("Abnormal findings on physical examination, or a history of asthma",
         'any(other "Abnormal findings on physical examination"; condition asthma past)'),
    ],
)  # fmt: skip
def test_what_has_a_name_keeps_its_leaf(words: str, rule: str) -> None:
    found = criterion(words)
    assert (str(found.rule), found.coverage) == (rule, "full")


@pytest.mark.parametrize(
    "words",
    [
        "Healthy as determined by medical history, physical examination, 12-lead ECG and clinical laboratory tests",
        "In good health based on medical history and screening laboratory tests",
        "Judged by the investigator to be in good health on the basis of medical history and physical examination",
    ],
)
def test_how_health_is_judged_asks_for_nothing(words: str) -> None:
    found = criterion(words, "Inclusion")
    assert (str(found.rule), found.coverage) == ("attribute healthy volunteer = yes", "full")


def test_a_test_with_a_time_of_its_own_is_more_than_how_health_is_judged() -> None:
    found = criterion("Healthy, and ECG within 30 days before screening", "Inclusion")
    assert "electrocardiography [<= 30 d before screening]" in str(found.rule)


def test_those_whom_a_denied_ability_names_as_examples_are_not_denied() -> None:
    found = criterion("Subjects that may not be capable of long kneeling, such as those with gout or a pacemaker")
    assert str(found.rule) == 'any(not(other "capable of long kneeling"); condition gout; procedure pacemaker)'


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("Inclusion", "Willing and able to comply with scheduled visits, blood tests, and other study procedures"),
        ("Inclusion", "Ability to attend all study visits, imaging and other trial procedures"),
        ("Inclusion", "Subjects willing to comply with all trial assessments, including biopsies"),
        ("Exclusion", "Unable to comply with study procedures, including MRI or colonoscopy"),
        (
            "Exclusion",
            "Judged by the principal or sub-investigator to be unfit for taking part in it",
        ),
        ("Inclusion", "Capable to realise the nature, aims and possible consequences of the clinical trial"),
        ("Exclusion", "Any condition that may cause hyponatremia"),
        ("Exclusion", "Conditions that may cause neuropathy or myopathy"),
        ("Exclusion", "Diseases leading to malabsorption"),
    ],
)
def test_what_a_study_asks_and_what_a_thing_may_cause_is_no_fact(kind: str, words: str) -> None:
    found = criterion(words, kind)
    assert isinstance(found.rule, Other)
    assert (found.rule.text, found.coverage) == (words, "full")


@pytest.mark.parametrize(
    ("kind", "words", "rule"),
    [
        ("Exclusion", "Inability to complete the study, dialysis, or heart failure",
         'any(other "Inability to complete the study"; procedure dialysis; condition heart failure)'),
        ("Inclusion", "Able to follow instructions, aged 18 or older",
         'all(other "Able to follow instructions"; age >= 18 a)'),
        ("Exclusion", "Diseases that can lead to osteoporosis (hyperthyroidism, Cushing's syndrome)",
         'any(other "Diseases that can lead to osteoporosis"; condition hyperthyroidism; '
         "condition cushing's syndrome)"),
        ("Exclusion", "Conditions causing chronic cough, such as asthma",
         'any(other "Conditions causing chronic cough"; condition asthma)'),
        ("Exclusion", "Illness that could interfere with the study or pregnancy",
         'any(other "Illness that could interfere with the study"; condition pregnancy)'),
        ("Inclusion", "No physical illness that would interfere with swimming or diving",
         'not(all(condition physical illness; other "would interfere with swimming or diving"))'),
        ("Inclusion", "Lack of contracture to prevent sitting",
         'not(all(condition contracture; other "to prevent sitting"))'),
        ("Exclusion", "Pregnancy, to avoid harm to the fetus",
         'all(condition pregnancy; other "to avoid harm to the fetus")'),
        ("Exclusion", "Participation in the clinical trial within 30 days",
         "study clinical trial [<= 30 d before now]"),
        ("Exclusion", "Prior participation in this clinical study", "study clinical trial past"),
        ("Inclusion", "Hospitalized to assess liver fibrosis",
         'all(procedure hospitalization; other "to assess liver fibrosis")'),
    ],
)  # fmt: skip
def test_beside_what_is_judged_facts_stay_facts(kind: str, words: str, rule: str) -> None:
    assert str(criterion(words, kind).rule) == rule


@pytest.mark.parametrize(
    "words",
    [
        "Unable to sit upright for 30 minutes",
        "Wants to quit smoking within the next 30 days",
        "Motivated to stop drinking alcohol",
    ],
)
def test_what_is_judged_is_no_plan_and_no_fact(words: str) -> None:
    found = criterion(words)
    assert isinstance(found.rule, Other)
    assert (found.rule.text, found.coverage) == (words, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Unwillingness to participate or undergo implantation of a loop recorder",
         'all(other "Unwillingness to participate or"; procedure implantable loop recorder planned)'),
        ("Willing to disclose use of cannabis or opioids", 'other "Willing to disclose use of cannabis or opioids"'),
        ("Unable or unwilling to undergo colonoscopy or take metformin",
         'all(other "Unable or unwilling"; any(procedure colonoscopy planned; drug metformin planned))'),
        ("Plans to reduce alcohol and has cirrhosis", 'all(other "Plans to reduce alcohol"; condition cirrhosis)'),
        ("Smokers who wish to stop smoking", 'all(attribute smoking status = smoker; other "wish to stop smoking")'),
    ],
)  # fmt: skip
def test_what_is_judged_leaves_the_rest(words: str, rule: str) -> None:
    assert str(criterion(words).rule) == rule


@pytest.mark.parametrize(
    "words",
    [
        "Willing to give a minimum of 10 mL of blood",
        "Able to provide at least 20 mL of blood at each visit (30 mL if HIV positive)",
    ],
)
def test_a_value_is_not_left_to_a_person_in_silence(words: str) -> None:
    found = criterion(words, "Inclusion")
    assert isinstance(found.rule, Other)
    assert (found.rule.text, found.coverage) == (words, "partial")
