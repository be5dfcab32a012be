"""A wrong rule is worse than one that is missing: words whose plain reading would be another rule."""

import pytest
import trialrules
from facts import decide
from leaves import leaves
from readings import read_item
from trialrules.models import Rule


def wrong(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


def rule(text: str) -> Rule:
    (criterion,) = trialrules.extract(text).criteria
    assert criterion.rule is not None
    return criterion.rule


@pytest.mark.parametrize(
    ("words", "true", "answer"),
    [
        ("age > 60 years and ALT > 3 x ULN", ["age"], False),
        ("age > 60 years or ALT > 3 x ULN", ["age"], True),
        ("(age > 60 years or ALT > 3 x ULN) and EDSS > 5", ["EDSS"], False),
        ("(age > 60 years or ALT > 3 x ULN) and EDSS > 5", ["age"], False),
        ("age > 60 years and (ALT > 3 x ULN or EDSS > 5)", ["EDSS"], False),
        ("malignancy unless in remission for more than 5 years", ["condition malignancy"], True),
        ("age > 60 years and ALT > 3 x ULN, or EDSS > 5", ["EDSS"], True),
    ],
)
def test_the_words_decide_how_leaves_are_joined(words: str, true: list[str], answer: bool) -> None:
    assert decide(rule(f"Inclusion: {words}"), dict.fromkeys(true, True), others=False) is answer


@pytest.mark.parametrize(
    ("words", "leaf"),
    [
        ("alcohol or drug dependency", "drug alcohol"),
        ("non-autoimmune cytopenia", "condition autoimmune pancytopenia"),
        ("not following ICH GCP", "condition intracranial hemorrhage"),
        ("HBsAg positive", "drug hbsag"),
        ("lack of insulin resistance", "drug insulin"),
        ("a score of 5 in the ASA class", "drug aspirin"),
        ("iron deficiency anaemia", "drug iron"),
        ("lead poisoning", "drug lead"),
        ("calcium < 8.5 mg/dL", "drug calcium"),
    ],
)
def test_words_that_look_like_something_else(words: str, leaf: str) -> None:
    assert not [found for found in leaves(f"Exclusion: {words}") if found.startswith(leaf)]


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("Exclusion: allergy to natalizumab", "drug natalizumab"),
        ("Exclusion: prior chemotherapy is permitted", "drug_class chemotherapy"),
        ("Inclusion: no natalizumab in the last 2 months", None),
    ],
)
def test_what_is_no_exposure(text: str, leaf: str | None) -> None:
    if leaf is None:
        assert rule(text).op == "not"
    else:
        assert not [found for found in leaves(text) if found.startswith(leaf)]


@pytest.mark.parametrize(
    ("words", "leaf"),
    [
        ("nursing care after surgery", "condition breastfeeding"),
        ("discharged to a skilled nursing facility", "condition skilled breastfeeding"),
        ("ligation of the left colic vein", "condition colic"),
        ("a worsened Neuropathy Disability (NDS) score", "condition neuropathy"),
        ("positive on the Zung depression (SDS) questionnaire", "condition depression"),
        ("taking part in another migraine study", "condition migraine"),
        ("intends to quit smoking within 30 days", "condition smoking"),
        ("planning to stop warfarin", "drug warfarin"),
        ("use of non-opioids", "drug_class opioid"),
        ("contraindications to exercise (fractures, anaemia)", "condition contraindication to fracture"),
        ("drug allergies (penicillin, codeine)", "drug penicillin"),
    ],
)
def test_words_of_another_thing_name_no_fact(words: str, leaf: str) -> None:
    found = leaves(f"Exclusion: {words}")
    assert not [one for one in found if one.startswith(leaf)]


@pytest.mark.parametrize(
    ("words", "leaf"),
    [
        ("nursing mothers", "condition breastfeeding"),
        ("infantile colic", "condition infantile colic"),
        ("severe depression (MDD)", "condition severe depression"),
        ("non-statin users", "drug_class statin"),
        ("allergy to drugs (penicillin, codeine)", "condition allergy"),
    ],
)
def test_the_same_words_in_their_own_sense(words: str, leaf: str) -> None:
    assert [one for one in leaves(f"Exclusion: {words}") if leaf in one]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Any of: 1. fever; 2. cough", "any(condition fever; condition cough)"),
        ("Either of the following: 1) fever; 2) cough", "any(condition fever; condition cough)"),
        ("One of the following: 1) fever, 2) cough", "any(condition fever; condition cough)"),
        (
            "At least two of: 1. fever, 2. cough, 3. rash",
            "at_least 2(condition fever; condition cough; condition rash)",
        ),
    ],
)
def test_the_numbers_of_a_list_within_a_criterion_are_no_values(words: str, rule: str) -> None:
    assert read_item(words, "Inclusion") == (rule, "full")


@pytest.mark.parametrize(
    ("words", "kind", "rule"),
    [
        ("Patients not eligible: gout, asthma", "Exclusion", "any(condition gout; condition asthma)"),
        ("Not included are patients with gout", "Exclusion", "condition gout"),
        ("Subjects not eligible: gout", "Inclusion", "not(condition gout)"),
        ("Patients not eligible for transplant", "Inclusion", 'other "Patients not eligible for transplant"'),
    ],
)
def test_who_is_not_eligible_has_what_stands_behind(words: str, kind: str, rule: str) -> None:
    assert read_item(words, kind) == (rule, "full")
