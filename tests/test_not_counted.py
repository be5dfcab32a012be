"""What is no such thing, and exceptions that stand in a sentence or in items of their own."""

import pytest
import trialrules
from readings import read_item

LISTED = 'except basal cell carcinoma, "in situ melanoma"'


@pytest.mark.parametrize(
    "lead",
    [
        "Prior malignancy, with the following exceptions:",
        "Prior malignancy. The following are exceptions:",
        "Prior malignancy. Exceptions to this criterion:",
        "Prior malignancy. Exceptions:",
    ],
)
def test_the_items_are_the_exceptions(lead: str) -> None:
    text = f"Exclusion Criteria:\n* {lead}\n  * Basal cell carcinoma\n  * In situ melanoma\n"
    first = trialrules.extract(text).criteria[0]
    assert str(first.rule) == f"condition malignancy past {LISTED}"


@pytest.mark.parametrize(
    "words",
    [
        "Prior malignancy with the following exceptions: basal cell carcinoma, in situ melanoma",
        "Prior malignancy (with the following exceptions: basal cell carcinoma; in situ melanoma)",
        "Prior malignancy. Exceptions to this criterion are basal cell carcinoma and in situ melanoma",
    ],
)
def test_the_list_behind_it_is_of_exceptions(words: str) -> None:
    assert read_item(words) == (f"condition malignancy past {LISTED}", "full")


def test_required_items_that_are_exceptions_are_not_required() -> None:
    text = "Inclusion Criteria:\n* No use of antidepressants, with the following exceptions:\n  * Sertraline\n"
    assert str(trialrules.extract(text).criteria[0].rule) == "not(drug_class antidepressant except sertraline)"


@pytest.mark.parametrize(
    ("kind", "words", "rule"),
    [
        ("Exclusion", "Major surgery within 4 weeks. Skin biopsy is not considered major surgery.",
         "procedure major surgery [<= 4 wk before now] except skin biopsy"),
        ("Inclusion", "No major surgery within 4 weeks. Skin biopsy is not considered to be major surgery.",
         "not(procedure major surgery [<= 4 wk before now] except skin biopsy)"),
        ("Exclusion", "Autoimmune disease. Vitiligo and alopecia are not counted as autoimmune diseases",
         "condition autoimmune disease except vitiligo, alopecia"),
        ("Exclusion", "Vitiligo is not considered an autoimmune disease",
         'other "Vitiligo is not considered an autoimmune disease"'),
        ("Exclusion", "Gout (topical steroids are not considered an exclusion criterion)",
         "all(condition gout; not(drug_class topical corticosteroid))"),
    ],
)  # fmt: skip
def test_what_is_not_considered_such_a_thing_is_left_out_of_it(kind: str, words: str, rule: str) -> None:
    assert read_item(words, kind)[0] == rule


def test_items_that_are_not_considered_such_a_thing_are_not_required() -> None:
    lead = "At least 4 weeks must have elapsed from major surgery. The following are not considered major surgery:"
    text = f"Inclusion Criteria:\n* {lead}\n  * Skin biopsy\n  * Port placement for 2 days\n"
    rule = str(trialrules.extract(text).criteria[0].rule)
    assert rule.startswith("not(all(procedure major surgery [< 4 wk before now]; not(any(procedure skin biopsy;")
