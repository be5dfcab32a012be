"""Lists with a member that nobody has read, causes that end a list, and courses that a disease may have or not."""

import pytest
from readings import read_item


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Gout, asthma and odd behaviours", 'any(condition gout; condition asthma; other "odd behaviours")'),
        ("Fever, odd breath sounds, and cough", 'any(condition fever; other "odd breath sounds"; condition cough)'),
        ("Metformin, insulin, and other odd remedies", 'any(drug metformin; drug_class insulin; other "odd remedies")'),
        (
            "Diabetes, heart failure and considered inoperable",
            'all(condition diabetes mellitus; condition heart failure; other "considered inoperable")',
        ),
        ("Severe asthma and odd behaviours", 'all(condition severe asthma; other "odd behaviours")'),
    ],
)
def test_any_of_a_list_excludes_though_one_is_unread(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "partial")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Heart failure, hypertension needing odd agents, stroke or angina",
            'any(condition heart failure; all(condition hypertension; other "odd"); condition stroke; '
            "condition angina pectoris)",
        ),
        (
            "Gout needing odd agents, LVEF < 40%",
            'all(condition gout; other "odd"; LVEF < 40 %)',
        ),
    ],
)
def test_behind_what_limits_one_the_next_is_listed_with_it(words: str, expected: str) -> None:
    assert read_item(words, "Inclusion")[0] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Meningitis due to tuberculosis, viral meningitis, or stroke",
            'any(condition "meningitis due to tuberculosis"; condition viral meningitis; condition stroke)',
        ),
        (
            "Heart failure due to amyloidosis, sarcoidosis or myocarditis",
            'any(condition "heart failure due to amyloidosis"; condition "heart failure due to sarcoidosis"; '
            'condition "heart failure due to myocarditis")',
        ),
        ("Latent or active tuberculosis", "any(condition latent tuberculosis; condition tuberculosis current)"),
        ("History of latent or active syphilis", "any(condition latent syphilis past; condition syphilis)"),
        ("Acute or latent syphilis", "any(condition acute syphilis; condition latent syphilis)"),
        ("Latent or overt hyperthyroidism", "any(condition latent hyperthyroidism; condition overt hyperthyroidism)"),
        ("Treated or untreated gout", "condition gout"),
        ("Previously treated or untreated lymphoma", "condition lymphoma"),
        ("Symptomatic and asymptomatic brain metastases", "condition brain metastasis"),
        ("Disorder of white blood cells", "condition white blood cell disorder"),
    ],
)
def test_each_of_a_list_has_its_own_name(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize("words", ["Untreated gout", "Patients untreated or treated with rituximab"])
def test_one_state_alone_stays(words: str) -> None:
    assert "untreated" in read_item(words)[0]


def test_an_event_is_no_adjective() -> None:
    assert read_item("Adverse event, renal event or cardiac surgery") == (
        'any(condition adverse event; other "renal event"; procedure cardiac surgery)',
        "partial",
    )


def test_of_two_types_nobody_has_both() -> None:
    rule = "any(condition type 1 diabetes; condition type 2 diabetes)"
    assert read_item("Diabetes (type 1, type 2)", "Inclusion") == (rule, "full")
    denied = "all(not(condition type 1 diabetes); not(condition type 2 diabetes))"
    assert read_item("No diabetes (type 1, type 2)", "Inclusion")[0] == denied


@pytest.mark.parametrize(
    ("words", "expected", "coverage"),
    [
        ("Pregnant, have asthma, or use allopurinol", "any(condition pregnancy; condition asthma; drug allopurinol)",
         "full"),
        ("Patients who have asthma, are on warfarin, or have gout",
         "any(condition asthma; drug warfarin current; condition gout)", "full"),
        ("Asthma, is on warfarin", "all(condition asthma; drug warfarin current)", "partial"),
        ("Asthma, with gout, or stroke", "any(all(condition asthma; condition gout); condition stroke)", "partial"),
    ],
)  # fmt: skip
def test_a_further_verb_in_a_list_is_a_further_reason(words: str, expected: str, coverage: str) -> None:
    assert read_item(words) == (expected, coverage)
