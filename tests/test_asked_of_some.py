"""Of whom something is asked: women who could have a child, people with a disease, and where their words end."""

import pytest
from readings import read_item


@pytest.mark.parametrize(
    "words",
    [
        "Female subjects of childbearing age must use contraception",
        "Females who are of child-bearing potential must use contraception",
        "Women with reproductive capacity must use contraception",
        "Women who are able to conceive must use contraception",
        "Women who could fall pregnant must use contraception",
        "Female participants who can get pregnant must use contraception",
        "Anyone who might become pregnant must use contraception",
        "Women who are able to have children must use contraception",
    ],
)
def test_who_could_have_a_child_is_of_childbearing_potential(words: str) -> None:
    rule = "any(not(attribute childbearing potential = yes); attribute contraception = yes)"
    assert read_item(words, "Inclusion") == (rule, "full")


def test_who_is_or_wants_to_be_pregnant_is_not() -> None:
    assert read_item("Women who become pregnant")[0] == "all(attribute sex = female; condition pregnancy)"
    assert (
        read_item("Women who plan to become pregnant")[0] == "all(attribute sex = female; condition pregnancy planned)"
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "For women of childbearing potential, negative pregnancy test, not breastfeeding, and contraception",
            "any(not(attribute childbearing potential = yes); all(not(condition pregnancy); "
            "not(condition breastfeeding); attribute contraception = yes))",
        ),
        (
            "For patients with diabetes, HbA1c ≤ 8%, no insulin use, and no history of ketoacidosis",
            "any(not(condition diabetes mellitus); all(HbA1c <= 8 %; not(drug_class insulin); "
            "not(condition ketoacidosis past)))",
        ),
        (
            "For patients with asthma, hypertension, or obesity, eGFR ≥ 60 mL/min/1.73 m2",
            "any(not(any(condition asthma; condition hypertension; condition obesity)); eGFR >= 60 mL/min/{1.73_m2})",
        ),
        (
            "In patients with asthma or COPD, no exacerbation within 6 weeks, and SpO2 ≥ 92%",
            "any(not(any(condition asthma; condition chronic obstructive pulmonary disease)); "
            "all(not(condition exacerbation [<= 6 wk before now]); oxygen saturation >= 92 %))",
        ),
    ],
)
def test_the_comma_before_the_first_requirement_ends_those_of_whom_it_is_asked(words: str, expected: str) -> None:
    assert read_item(words, "Inclusion") == (expected, "full")


def test_further_people_behind_a_comma_are_no_requirement() -> None:
    words = "For men, postmenopausal women and women with a hysterectomy, body weight ≥ 50 kg"
    assert read_item(words, "Inclusion")[1] == "partial"
