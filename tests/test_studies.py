"""Taking part in other trials, with what they study."""

import pytest
from readings import cases, read_plainly

FULL = [
    (
        "E",
        "Participation in a clinical study with an investigational drug within 30 days of randomization",
        "study clinical trial [<= 30 d before randomization]",
    ),
    (
        "E",
        "Currently participating in a clinical trial or has participated in a trial involving an investigational "
        "product or medical device within 28 days before the first dose",
        "any(study clinical trial current; study clinical trial [<= 28 d before first_dose])",
    ),
    (
        "E",
        "Enrolled in another study using an experimental therapy within 8 weeks of baseline",
        "study clinical trial [<= 8 wk before baseline]",
    ),
]
PART = [
    (
        "E",
        "Participation in an observational study of asthma",
        'all(study "observational study"; condition asthma)',
    ),
    (
        "E",
        "Participating in another study, or treatment with an investigational drug within 30 days",
        'any(study clinical trial; therapy "investigational drug" [<= 30 d before now])',
    ),
]


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(FULL, PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
