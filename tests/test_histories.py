"""Histories of one's own and of the family, and reactions to something."""

import pytest
import trialrules


def rule(words: str) -> str:
    (criterion,) = trialrules.extract(f"Exclusion Criteria:\n- {words}").criteria
    return str(criterion.rule)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Personal or family history of thrombophilia",
         'any(condition thrombophilia past; condition "family history of thrombophilia")'),
        ("Family or personal history of gout",
         'any(condition "family history of gout"; condition gout past)'),
        ("Personal or family history of medullary thyroid carcinoma (MTC) or MEN 2",
         "any(condition medullary thyroid carcinoma past; condition multiple endocrine neoplasia type 2 past; "
         'condition "family history of medullary thyroid carcinoma"; '
         'condition "family history of multiple endocrine neoplasia type 2")'),
        ("Personal history of gout or family history of stroke",
         'any(condition gout past; condition "family history of stroke")'),
    ],
)  # fmt: skip
def test_a_history_of_ones_own_or_of_the_family_is_either(words: str, expected: str) -> None:
    assert rule(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Previous severe reaction to rituximab", "condition severe reaction past to drug:rituximab"),
        ("Severe infusion reaction to taxanes", "condition severe infusion reaction to drug_class:taxane"),
        ("Acute stress reaction to trauma", "all(condition acute stress reaction; condition trauma)"),
        ("Transfusion reaction", "condition transfusion reaction"),
    ],
)
def test_a_reaction_to_something_is_one_to_it(words: str, expected: str) -> None:
    assert rule(words) == expected
