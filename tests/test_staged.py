"""What stands before the stage or grade of a disease and makes another disease of it."""

import pytest
from readings import cases, read_plainly

FULL = [
    ("I", "Unresectable stage III melanoma", "disease stage = 3 of unresectable melanoma"),
    (
        "I",
        "Locally advanced or metastatic stage IV NSCLC",
        "any(disease stage = 4 of locally advanced non-small cell lung cancer; "
        "disease stage = 4 of metastatic non-small cell lung cancer)",
    ),
    (
        "E",
        "No metastatic or unresectable stage III melanoma",
        "not(any(disease stage = 3 of metastatic melanoma; disease stage = 3 of unresectable melanoma))",
    ),
    ("I", "Non-metastatic stage III breast cancer", "disease stage = 3 of non-metastatic breast cancer"),
    ("I", "Low-grade stage I ovarian cancer", "disease stage = 1 of low-grade ovarian cancer"),
    ("I", "High-risk stage 4 neuroblastoma", "disease stage = 4 of high-risk neuroblastoma"),
    (
        "I",
        "Unresectable or metastatic stage III melanoma diagnosed within 6 weeks before enrollment",
        "any(disease stage = 3 of unresectable melanoma [<= 6 wk before enrolment]; "
        "disease stage = 3 of metastatic melanoma [<= 6 wk before enrolment])",
    ),
    ("E", "Active grade 3 infection", "CTCAE grade = 3 of infection"),
]
PART = [
    (
        "I",
        "Metastatic and unresectable stage IV colon cancer",
        'all(other "Metastatic"; other "unresectable"; disease stage = 4 of colon cancer)',
    ),
    ("I", "Not previously treated stage IV lymphoma", "not(disease stage = 4 of lymphoma)"),
]


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(FULL, PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
