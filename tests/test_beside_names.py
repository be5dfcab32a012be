"""Words beside a name that say what it is for, against what it works, or when an exception holds."""

import pytest
import trialrules
from readings import read_item


@pytest.mark.parametrize(
    ("kind", "words", "leaf"),
    [
        ("Exclusion", "Herbal medicine with anti-tumor effects within 2 weeks",
         "drug_class herbal medicine [<= 2 wk before now]"),
        ("Exclusion", "Surgery (any) or radiotherapy for bone metastases within 4 weeks",
         "therapy radiotherapy [<= 4 wk before now]"),
        ("Exclusion", "Antibiotics (oral, or intravenous) for this infection in the last 7 days",
         "drug_class oral antibiotic [<= 7 d before now]"),
        ("Inclusion", "No adjuvant treatment (chemotherapy, immunotherapy, or both) for their tumour within 6 months",
         "drug_class chemotherapy [<= 6 mo before now]"),
    ],
)  # fmt: skip
def test_the_time_is_of_what_was_given_and_not_of_what_for(kind: str, words: str, leaf: str) -> None:
    rule = read_item(words, kind)[0]
    assert leaf in rule
    assert not any(f"condition {name} [" in rule for name in ("neoplasm", "bone metastasis", "infection", "disease"))


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Gout, except if they have had a stroke and are on statins",
         "all(condition gout; not(all(condition stroke past; drug_class statin current)))"),
        ("Gout except stroke and asthma", "condition gout except stroke, asthma"),
    ],
)  # fmt: skip
def test_a_circumstance_of_an_exception_holds_as_a_whole(words: str, rule: str) -> None:
    assert read_item(words)[0] == rule


@pytest.mark.parametrize(
    "words",
    [
        "Any condition or finding which may, in the judgement of the surgeon, compromise the healing of the wound",
        "Any disease or finding that could, in the judgement of the sponsor, impair adherence",
    ],
)
def test_an_opinion_between_a_verb_and_its_object_names_nothing(words: str) -> None:
    assert read_item(words) == (f'other "{words}"', "full")


def test_the_number_of_a_part_of_the_study_counts_no_items() -> None:
    text = "Exclusion Criteria:\n* For Parts 1, 2 and 3 of the study (asthma):\n  * Gout\n  * Stroke\n  * Cough\n"
    assert "at_least" not in str(trialrules.extract(text).criteria[0].rule)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Systemic antibiotics within 7 days, topical antibiotics are acceptable",
         "drug_class systemic antibiotic [<= 7 d before now] except topical antibiotic"),
        ("Hepatitis B or hepatitis C. Subjects with cured hepatitis C are eligible.",
         "any(condition hepatitis b; condition hepatitis c except cured hepatitis c)"),
    ],
)  # fmt: skip
def test_a_permission_keeps_what_stands_before_it(words: str, rule: str) -> None:
    assert read_item(words)[0] == rule
