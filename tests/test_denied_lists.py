"""How far a denial reaches: over words of kind, on to "other conditions", and not to those for whom it holds."""

import pytest
from readings import cases, read_plainly

FULL = [
    (
        "I",
        "No seizures in patients taking bupropion or tramadol",
        "any(not(any(drug bupropion current; drug tramadol current)); not(condition seizure))",
    ),
    (
        "I",
        "No neuropathy > grade 1 for patients receiving bortezomib",
        "any(not(drug bortezomib current); not(CTCAE grade > 1 of peripheral neuropathy))",
    ),
    (
        "I",
        "No pregnancy in women not using contraception",
        "any(not(all(attribute sex = female; not(attribute contraception = yes))); not(condition pregnancy))",
    ),
    (
        "I",
        "No hypertension or other medical conditions that would interfere",
        'all(not(condition hypertension); not(other "other medical conditions that would interfere"))',
    ),
    (
        "I",
        "No active infection, or other serious illness that would preclude participation",
        'all(not(condition infection current); not(other "other serious illness that would preclude participation"))',
    ),
    ("I", "No diabetes or is able to walk", 'any(not(condition diabetes mellitus); other "is able to walk")'),
    (
        "I",
        "Diabetes or other conditions that would interfere",
        'any(condition diabetes mellitus; other "other conditions that would interfere")',
    ),
]
PART = [
    ("I", "No serious concurrent infection", 'not(all(other "serious"; condition infection current))'),
    (
        "I",
        "No serious concurrent infection or other medical illness",
        'all(not(all(other "serious"; condition infection current)); not(other "illness"))',
    ),
    (
        "I",
        "No diabetes or patients with frobnication",
        'any(not(condition diabetes mellitus); other "frobnication")',
    ),
]


def test_a_status_that_is_required_may_be_either() -> None:
    assert read_plainly("I", "For oropharyngeal cancer, documented HPV status is required")[1] == "partial"
    assert read_plainly("I", "HIV status must be known") == ('other "HIV status must be known"', "full")


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(FULL, PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("No gout, HIV negative", "all(not(condition gout); not(condition hiv infection))"),
        (
            "No gout or asthma, HIV negative",
            "all(not(condition gout); not(condition asthma); not(condition hiv infection))",
        ),
        ("HBV and HCV negative", "all(not(condition hepatitis b); not(condition hepatitis c))"),
        ("No history of Crohn's disease", "not(condition crohn's disease past)"),
    ],
)
def test_what_a_denial_behind_the_list_says_of_one_denied_before(words: str, rule: str) -> None:
    assert read_plainly("I", words) == (rule, "full")


def test_what_stands_behind_a_denial_without_a_stop_is_in_doubt() -> None:
    assert read_plainly("I", "No brain metastases Measurable lesions")[1] == "partial"
    assert read_plainly("I", "No gout Fertile patients must use contraception")[1] == "partial"
