"""Lists that go on ("etc."), the commas of brackets in a condition, and names that are no procedure or drug."""

import pytest
from readings import read_item


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Psychosis (schizophrenia, delusional disorder, etc.) requiring hospitalization",
            "all(any(condition psychosis; condition schizophrenia; condition delusional disorder); "
            "procedure hospitalization)",
        ),
        (
            "Antiplatelet drugs (aspirin, clopidogrel and so on) or heparin within 10 days before surgery",
            'any(drug_class "antiplatelet drug" [<= 10 d before surgery]; drug aspirin [<= 10 d before surgery]; '
            "drug clopidogrel [<= 10 d before surgery]; drug heparin [<= 10 d before surgery])",
        ),
        (
            "Lung disease (asthma, emphysema etc), gout",
            "any(condition lung disease; condition asthma; condition emphysema; condition gout)",
        ),
    ],
)
def test_what_stands_behind_an_open_list_is_of_the_whole(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Taking an anticonvulsant (valproate, lamotrigine, etc.) for at least 3 months",
            'any(drug_class "antiepileptic drug" current for [>= 3 mo]; drug valproic acid current for [>= 3 mo]; '
            "drug lamotrigine current for [>= 3 mo])",
        ),
        (
            "If the patient has had a taxane (paclitaxel, docetaxel, etc.) they must have an ECOG of 0",
            "any(not(any(drug_class taxane past; drug paclitaxel past; drug docetaxel past)); ECOG = 0)",
        ),
        (
            "If the participant has gout, asthma or psoriasis they must have a BMI < 30",
            "any(not(any(condition gout; condition asthma; condition psoriasis)); BMI < 30 ?)",
        ),
    ],
)
def test_the_commas_of_a_bracket_part_no_condition_from_what_it_asks(words: str, expected: str) -> None:
    assert read_item(words, "Inclusion")[0] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Intolerance of clinical relevance to metformin",
            ("condition intolerance to drug:metformin", "full"),
        ),
        ("Allergy of any severity to shellfish", ("condition allergy to shellfish", "full")),
        (
            "Allergy to nuts or any component of the influenza vaccine",
            ('any(condition allergy to nut; condition allergy to vaccine:"influenza vaccine")', "full"),
        ),
        (
            "Allergy or intolerance to ibuprofen or any of its excipients",
            (
                "any(condition allergy to drug:ibuprofen; condition intolerance to drug:ibuprofen; "
                "condition allergy to therapy:ibuprofen excipient; "
                "condition intolerance to therapy:ibuprofen excipient)",
                "full",
            ),
        ),
        (
            "Allergy to penicillin or another cephalosporin",
            ("any(condition allergy to drug:penicillin; condition allergy to drug_class:cephalosporin)", "full"),
        ),
        ("Bleeding of clinical significance", ("condition bleeding", "full")),
        ("Unable to grasp the concept of the study", ('other "Unable to grasp the concept of the study"', "full")),
    ],
)
def test_how_grave_it_is_and_what_is_in_it_is_no_object(words: str, expected: tuple[str, str]) -> None:
    assert read_item(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        *("bleeding of no clinical significance", "fever in the postoperative period", "poor glycemic control"),
        *("who can perform daily living activities", "aspirin for secondary prevention", "abnormal stretch reflex"),
        *("high level of interleukin-6", "able to comprehend the concepts", "self-administration of insulin"),
    ],
)
def test_a_period_a_measure_or_an_idea_is_nothing_that_was_done(words: str) -> None:
    said, _ = read_item(words)
    assert "procedure" not in said
    assert "drug interleukin" not in said
    assert "drug concept" not in said
