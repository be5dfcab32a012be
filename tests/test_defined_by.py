"""By which of several things a disease is known."""

import pytest
from readings import cases, read_plainly

FULL = [
    (
        "E",
        "Unstable liver disease, defined by the presence of ascites, encephalopathy or jaundice",
        "all(condition unstable liver disease; any(condition ascites; condition encephalopathy; condition jaundice))",
    ),
    (
        "E",
        "Cirrhosis or current unstable liver or biliary disease, defined by "
        "ascites, encephalopathy, or persistent jaundice",
        "any(condition cirrhosis; all(any(condition unstable liver disease current; "
        "condition unstable biliary disease current); "
        "any(condition ascites; condition encephalopathy; condition persistent jaundice)))",
    ),
    (
        "E",
        "Decompensated cirrhosis (defined as ascites, variceal bleeding or encephalopathy)",
        "all(condition decompensated cirrhosis; "
        "any(condition ascites; condition variceal bleeding; condition encephalopathy))",
    ),
    (
        "I",
        "No unstable liver disease (defined by the presence of ascites, encephalopathy or varices)",
        "not(all(condition unstable liver disease; "
        "any(condition ascites; condition encephalopathy; condition varices)))",
    ),
    ("E", "Frailty as defined by the Fried criteria", "condition frailty"),
    ("E", "Uncontrolled diabetes defined as HbA1c > 9 %", "all(condition uncontrolled diabetes; HbA1c > 9 %)"),
]
PART = [
    (
        "E",
        "Severe heart disease (manifesting as syncope, angina or arrhythmia), stroke or cancer",
        "any(all(condition severe heart disease; "
        "any(condition syncope; condition angina pectoris; condition arrhythmia)); "
        "condition stroke; condition cancer)",
    ),
    (
        "I",
        "Heart failure defined by dyspnea, edema and orthopnea",
        "all(condition heart failure; condition dyspnea; condition edema; condition orthopnea)",
    ),
    (
        "I",
        "HRR mutation per local assessment, defined by BRCA1, BRCA2 or ATM",
        'all(condition hrr mutation; any(other "BRCA1"; other "BRCA2"; other "ATM"))',
    ),
    ("E", "Heart failure defined by puffiness", 'all(condition heart failure; other "puffiness")'),
]


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(FULL, PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
