"""Histories of one's own and of the family, of treatments and diagnoses, and reactions to something."""

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
        ("A personal history or family history of gout",
         'any(condition gout past; condition "family history of gout")'),
        ("History of, or a family history of, psychosis",
         'any(condition psychosis past; condition "family history of psychosis")'),
        ("Medical history or family history of seizures",
         'any(condition seizure past; condition "family history of seizure")'),
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


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Prior chemotherapy, except adjuvant chemotherapy completed > 12 months before randomization",
         "all(drug_class chemotherapy past; not(drug_class adjuvant chemotherapy [> 12 mo before randomization]))"),
        ("Prior chemotherapy unless completed at least 6 months before enrolment",
         "drug_class chemotherapy [< 6 mo before enrolment]"),
        ("Prior induction or consolidation chemotherapy",
         "any(drug_class induction chemotherapy past; drug_class consolidation chemotherapy past)"),
        ("Age < 22 years at the time of initial diagnosis", "age at diagnosis < 22 a"),
        ("Age < 22 years at the time of consent", "age < 22 a"),
        ("Transfusion-independent patients", "condition transfusion independence"),
        ("Relapse within 6 months of the end of treatment", "condition relapse [<= 6 mo after last_dose]"),
        ("Relapse within 30 days of randomization", "condition relapse [<= 30 d before randomization]"),
        ("Relapse on or after imatinib", "all(condition relapse; drug imatinib)"),
        ("Leukemia in blast crisis", "all(condition leukemia; condition blast crisis)"),
        ("R1 resection or PSMA PET/CT",
         "any(procedure r1 resection; procedure psma positron emission tomography)"),
    ],
)  # fmt: skip
def test_what_a_treatment_was_for_and_when_it_ended(words: str, expected: str) -> None:
    assert rule(words) == expected
