"""Circumstances that a person must judge, and values that are let in for some."""

import pytest
from readings import read_plainly


@pytest.mark.parametrize(
    ("kind", "words", "rule"),
    [
        ("E", "HbA1c > 9 % despite treatment", 'all(HbA1c > 9 %; other "despite treatment")'),
        ("E", "HbA1c > 9 % despite insulin", "all(HbA1c > 9 %; drug_class insulin)"),
        ("E", "BP > 160/100 mmHg despite treatment",
         "all(any(systolic blood pressure > 160 mm[Hg]; diastolic blood pressure > 100 mm[Hg]); "
         'other "despite treatment")'),
        ("E", "Gout in spite of therapy, stroke", 'any(all(condition gout; other "in spite of therapy"); '
         "condition stroke)"),
        ("E", "HbA1c > 9 % despite at least two antidiabetics", "all(HbA1c > 9 %; antidiabetics >= 2)"),
        ("E", "Current treatment with warfarin that cannot be stopped before surgery",
         'all(drug warfarin current; other "that cannot be stopped before surgery")'),
        ("E", "Current treatment with tramadol or linezolid that can not be ceased before the first capsule",
         'all(any(drug tramadol current; drug linezolid current); '
         'other "that can not be ceased before the first capsule")'),
        ("E", "Aspirin that cannot be stopped or known gout",
         'any(all(drug aspirin; other "that cannot be stopped"); condition gout)'),
        ("E", "Patients with stroke or dementia who are judged to have difficulty in walking",
         'all(any(condition stroke; condition dementia); other "who are judged to have difficulty in walking")'),
        ("E", "Angina (symptomatic despite medication)",
         'all(condition angina pectoris; other "symptomatic despite medication")'),
        ("E", "Epilepsy that cannot be controlled, or gout", "any(condition uncontrolled epilepsy; condition gout)"),
    ],
)  # fmt: skip
def test_a_circumstance_is_one_leaf_of_words(kind: str, words: str, rule: str) -> None:
    assert read_plainly(kind, words)[0] == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("ECOG 0-1. PS 2 is acceptable only when it is caused by gout",
         'any(ECOG in [0, 1]; all(ECOG = 2; other "caused by gout"))'),
        ("ECOG 0-1. 2 is allowed if due to gout", "any(ECOG in [0, 1]; all(ECOG = 2; condition gout))"),
        ("Karnofsky ≥ 70. 60 is accepted if due to gout", "any(Karnofsky >= 70; all(Karnofsky >= 60; condition gout))"),
        ("ECOG 0-1; PS 2 is allowed when due to gout", "any(ECOG in [0, 1]; all(condition gout; ECOG = 2))"),
    ],
)  # fmt: skip
def test_a_sentence_may_let_in_another_value(words: str, rule: str) -> None:
    assert read_plainly("I", words)[0] == rule


@pytest.mark.parametrize(
    "cited",
    ["(CTCAE v5.0)", "(NCI CTCAE version 4.03)", "according to CTCAE", "per NCI-CTCAE v5.0", "(NCI CTC)"],
)
def test_by_which_criteria_a_grade_is_given_is_no_leaf(cited: str) -> None:
    rule = "CTCAE grade >= 2 of peripheral neuropathy"
    assert read_plainly("E", f"Neuropathy of grade 2 or higher {cited}") == (rule, "full")


@pytest.mark.parametrize(
    ("kind", "words", "rule"),
    [
        ("E", "CTCAE v5.0 grade ≥ 2 neuropathy", "CTCAE grade >= 2 of peripheral neuropathy"),
        ("E", "Prior bevacizumab or ramucirumab, whether or not it was tolerated",
         "any(drug bevacizumab past; drug ramucirumab past)"),
        ("E", "Pneumothorax not drained, or chest tube in place",
         "any(all(condition pneumothorax; not(procedure pneumothorax drainage)); procedure chest tube)"),
        ("E", "Not vaccinated, or pregnant", 'any(not(vaccine "vaccine"); condition pregnancy)'),
        ("I", "Lymphoma proved by biopsy", "condition lymphoma"),
    ],
)  # fmt: skip
def test_words_that_narrow_nothing_and_denials_that_end(kind: str, words: str, rule: str) -> None:
    assert read_plainly(kind, words) == (rule, "full")


def test_what_is_not_resolved_shares_no_word_with_what_follows() -> None:
    rule = 'any(all(condition bowel obstruction; not(other "resolved")); procedure colonic stent)'
    assert read_plainly("E", "Bowel obstruction not resolved, or colonic stent in place") == (rule, "partial")


@pytest.mark.parametrize(
    "words",
    [
        "Statins may be continued if the dose has been stable for at least 3 months",
        "Statins are permitted as long as the dose has been unchanged for 3 months",
        "Statins can be continued provided the dose was stable for 3 months",
        "Statins may be continued if the dose has been the same for 3 months",
    ],
)
def test_what_may_be_continued_if_unchanged(words: str) -> None:
    assert read_plainly("I", words)[0] == "any(not(drug_class statin); drug_class statin for [>= 3 mo])"


def test_what_may_be_continued_binds_nothing() -> None:
    assert read_plainly("I", "Statins may be continued")[0] == 'other "Statins may be continued"'


@pytest.mark.parametrize(
    ("kind", "words", "rule", "coverage"),
    [
        ("I", "Women with breast cancer who finished trastuzumab or lapatinib within 12 months",
         "all(attribute sex = female; condition breast cancer; any(drug trastuzumab [<= 12 mo before now]; "
         "drug lapatinib [<= 12 mo before now]))", "full"),
        ("E", "Stroke, or still on anticoagulants", "any(condition stroke; drug_class anticoagulant current)", "full"),
        ("E", "Patients who have not completed chemotherapy within 4 weeks",
         'not(all(other "completed"; drug_class chemotherapy [<= 4 wk before now]))', "partial"),
    ],
)  # fmt: skip
def test_what_is_over_and_what_goes_on(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
