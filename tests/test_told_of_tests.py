"""What is told of tests, studies and scales and is no fact by itself: a known status, a study's number, a step."""

import pytest
from readings import cases, read_plainly

_FULL = [
    # a status that is known tells nothing of what it is
    ("I", "Known HIV status", 'other "Known HIV status"'),
    ("I", "CMV and EBV serology status must be known", 'other "CMV and EBV serology status must be known"'),
    ("E", "Unknown vaccination status", 'other "Unknown vaccination status"'),
    ("I", "Menopausal status known", 'other "Menopausal status known"'),
    ("I", "Known HER2-positive status", "condition positive her2"),
    ("I", "HIV status must be negative", "not(condition hiv infection)"),
    ("I", "Documented ECOG performance status 0-1", "ECOG in [0, 1]"),
    ("E", "Known HIV infection", "condition hiv infection"),
    # however a drug was given
    ("E", "Prior treatment with rituximab (either commercially or through a clinical study) within 1 year of baseline",
     "drug rituximab past [<= 1 a before baseline]"),
    ("E", "Previous use of lecanemab, including in clinical trials", "drug lecanemab past"),
    ("E", "Any live vaccine (including in a clinical trial) within 4 weeks of baseline",
     'vaccine "live vaccine" [<= 4 wk before baseline]'),
    ("E", "Prior treatment with nusinersen (commercial or investigational)", "drug nusinersen past"),
    ("E", "Participation in a clinical trial within 30 days", "study clinical trial [<= 30 d before now]"),
    # two types of a virus, and when it was tested
    ("I", "HIV-1,2 antigen and antibody negative",
     "all(not(condition positive hiv antigen); not(condition positive hiv antibody))"),
    ("E", "Positive test at screening for hepatitis B surface antigen", "condition positive hbsag"),
    ("I", "Negative test at screening for HIV, HBV and HCV",
     "all(not(condition hiv infection); not(condition hepatitis b); not(condition hepatitis c))"),
    # a double-blind study blinds nobody
    ("E", "Participation in a double-blind clinical trial within 30 days",
     "study double-blind clinical trial [<= 30 d before now]"),
    ("E", "Blind or deaf", "any(condition blindness; condition deafness)"),
]  # fmt: skip
_PARTLY = [
    ("E", "Previously received adalimumab in a clinical trial", "all(drug adalimumab past; study clinical trial past)"),
    ("I", "Has completed study M15-123 and EDSS 0-5", 'all(other "completed study M15-123"; EDSS in [0, 5])'),
    ("I", "Increase of at least 1.0 unit on the EDSS in the past 2 years", "EDSS increase >= 1.0 [<= 2 a before now]"),
    ("I", "EDSS progression of >= 1 point in the past 12 months", "EDSS progression >= 1 [<= 12 mo before now]"),
    ("I", "Decline of at least 3 units on the ALSFRS-R", "ALSFRS-R decline >= 3"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(_FULL, _PARTLY))
def test_what_is_told_of_tests(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
