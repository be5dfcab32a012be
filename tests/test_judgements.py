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
         "all(condition uncontrolled diabetes mellitus; "
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
    found = criterion("Patients that may not be capable of prone position, such as patients with gout or a pacemaker")
    assert str(found.rule) == 'any(not(other "capable of prone position"); condition gout; condition pacemaker)'
