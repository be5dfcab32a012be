"""Half of another name, a place or a permission is no fact; a quality without its hyphen belongs to the name."""

import pytest
from readings import criterion


@pytest.mark.parametrize(
    ("words", "rule", "coverage"),
    [
        ("Platinum resistant ovarian cancer", "condition platinum resistant ovarian cancer", "full"),
        ("Life threatening arrhythmia", "condition life threatening arrhythmia", "full"),
        ("Steroid dependent ulcerative colitis", "condition steroid dependent ulcerative colitis", "full"),
        ("Patients with resistant hypertension", "condition resistant hypertension", "full"),
        ("Asthma unresponsive to corticosteroids",
         "all(condition asthma; condition treatment failure to drug_class:corticosteroid)", "full"),
        ("Ambulatory patients", "attribute ambulatory = yes", "full"),
        ("Atrial fibrillation on ambulatory monitor",
         'all(condition atrial fibrillation; other "ambulatory monitor")', "partial"),
        ("Cannabis use without a marijuana card",
         'all(condition cannabis use; not(other "marijuana card"))', "partial"),
        ("Increased anesthesia risk", "None", "none"),
        ("Shock due to another cause than sepsis",
         'all(condition shock; other "due to another cause than sepsis")', "partial"),
        ("Tinnitus for at least 6 months", "condition tinnitus for [>= 6 mo]", "full"),
    ],
)  # fmt: skip
def test_a_name_is_whole(words: str, rule: str, coverage: str) -> None:
    found = criterion(words)
    assert (str(found.rule), found.coverage) == (rule, coverage)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Urinary infection treated in the emergency department (cystitis, pyelonephritis, prostatitis)",
         'all(condition urinary tract infection; other "emergency department"; any(condition cystitis; '
         "condition pyelonephritis; condition prostatitis))"),
        ("Asthma. Subjects may take inhaled corticosteroids.",
         'all(condition asthma; other "Subjects may take inhaled corticosteroids")'),
        ("Patients may have received up to 2 prior lines of chemotherapy", "prior treatment lines <= 2"),
    ],
)  # fmt: skip
def test_sorts_and_permissions_ask_for_nothing_more(words: str, rule: str) -> None:
    assert str(criterion(words, "Inclusion").rule) == rule
