"""Limits of creatinine by age and sex, which are read as whole tables or not at all."""

import pytest
import trialrules
from leaves import plain
from readings import cases, read_plainly

BOTH_SEXES = (
    "any(all(attribute sex = male; creatinine <= 1.5 mg/dL); all(attribute sex = female; creatinine <= 1.4 mg/dL))"
)
SMALL = "all(age in [1, 2) a; creatinine <= 0.6 mg/dL)"
ROWS = f"any({SMALL}; all(age in [13, 16) a; {BOTH_SEXES}))"
GROWING = "any(all(age <= 5 a; creatinine <= 0.8 mg/dL); all(age in (5, 10] a; creatinine <= 1.0 mg/dL))"
READ = [
    ("Maximum serum creatinine (mg/dL), male and female: 1 to < 2 years 0.6 0.6; 13 to < 16 years 1.5 1.4", ROWS),
    ("Serum creatinine (mg/dL) by age: Age Male Female\n1 to < 2 years 0.6 0.6\n13 to < 16 years 1.5 1.4", ROWS),
    ("Serum creatinine by age/gender as follows: 1 to < 2 years: 0.6 mg/dL (male and female); "
     "13 to < 16 years: male 1.5 mg/dL, female 1.4 mg/dL", ROWS),
    ("Serum creatinine maximum by age: age ≤ 5 years: 0.8 mg/dL; 5 < age ≤ 10 years: 1.0 mg/dL", GROWING),
    ("Serum creatinine no greater than 0.8 mg/dL (≤ 5 years of age) or 1.0 mg/dL (> 5 to 10 years)", GROWING),
    ("Serum creatinine: ≤ 0.8 mg/dL for patients ≤ 5 years; ≤ 1.0 mg/dL for patients > 5 to 10 years", GROWING),
    ("Normal serum creatinine for age: 1 to < 2 years: 0.6; 6 months to < 1 year: 0.5",
     "any(all(age in [1, 2) a; creatinine <= 0.6 ?); all(age >= 6 mo; age < 1 a; creatinine <= 0.5 ?))"),
    ("Serum creatinine ≤ 1.2 mg/dL and age 2 to 18 years", "all(creatinine <= 1.2 mg/dL; age in [2, 18] a)"),
]  # fmt: skip
UNREAD = [
    # whose values which column holds
    "Maximum serum creatinine (mg/dL): 1 to < 2 years 0.6 0.6; 13 to < 16 years 1.5 1.4",
    "Serum creatinine by age within 7 days before enrollment: ≤ 5 years 0.8 mg/dL; > 5 years 1.5 mg/dL",
]


@pytest.mark.parametrize(
    ("kind", "words", "rule", "coverage"),
    cases([("I", *case) for case in READ], [("I", words, f'other "{words}"') for words in UNREAD]),
)
def test_in_one_line(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(
    ("lead", "rows"),
    [
        ("A serum creatinine based on age/gender as follows:",
         ["Age: Maximum serum creatinine (mg/dL)", "1 to < 2 years: 0.6 (male), 0.6 (female)",
          "13 to < 16 years: 1.5 (male), 1.4 (female)"]),
        ("A serum creatinine based on age/gender as follows:",
         ["Age: 1 to < 2 years; maximum serum creatinine (mg/dL): male 0.6; female 0.6",
          "Age: 13 to < 16 years; maximum serum creatinine (mg/dL): male 1.5; female 1.4"]),
        ("Serum creatinine by age:",
         ["Age 1 to < 2 years: 0.6 mg/dL", "Age 13 to < 16 years: 1.5 mg/dL (males), 1.4 mg/dL (females)"]),
    ],
)  # fmt: skip
def test_rows_as_items(lead: str, rows: list[str]) -> None:
    """Any of the rows holds, each of them for an age; the titles of the columns are no row."""
    items = "\n".join(f"    * {row}" for row in rows)
    first, *_ = trialrules.extract(f"Inclusion Criteria:\n\n* {lead}\n{items}\n").criteria
    assert (plain(str(first.rule)), first.coverage) == (ROWS, "full")


def test_a_time_binds_each_value() -> None:
    text = "Inclusion Criteria:\n\n* Serum creatinine by age within 7 days before enrollment:\n"
    first, *_ = trialrules.extract(text + "    * ≤ 5 years 0.8 mg/dL\n    * > 5 years 1.5 mg/dL\n").criteria
    assert plain(str(first.rule)) == (
        "any(all(age <= 5 a; creatinine <= 0.8 mg/dL [<= 7 d before enrolment]); "
        "all(age > 5 a; creatinine <= 1.5 mg/dL [<= 7 d before enrolment]))"
    )
