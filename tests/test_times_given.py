"""How often something was given, and what a disease needed."""

import pytest
from readings import read_item


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Received ≥ 2 doses of rituximab within 12 months", "rituximab doses >= 2 [<= 12 mo before now]"),
        ("More than 3 prior doses of a live vaccine", '"live vaccine doses" > 3'),
        ("≥ 3 courses of oral antibiotics within 6 months", "oral antibiotic courses >= 3 [<= 6 mo before now]"),
        ("Received 3 or more infusions of natalizumab", "natalizumab infusions >= 3"),
        (
            "≥ 2 intra-articular injections of corticosteroids within 6 months",
            "intra-articular corticosteroid injections >= 2 [<= 6 mo before now]",
        ),
        (
            "Received more than 10 doses of second-line TB drugs",
            '"second-line tuberculosis drug doses" > 10',
        ),
        ("doses of prednisone > 10 mg/day", "drug prednisone dose > 10 mg/d"),
    ],
)
def test_doses_and_courses_are_counted_of_what_is_given(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


def test_doses_of_one_or_the_other_are_counted_of_neither() -> None:
    rule, coverage = read_item("At least 2 doses of rituximab or ocrelizumab")
    assert "doses" not in rule
    assert coverage == "partial"


@pytest.mark.parametrize("words", ["that needed", "which needed", "that has needed", "needing", "which required"])
def test_what_a_disease_needed_is_asked_for_besides(words: str) -> None:
    expected = "all(condition pneumonia [<= 8 wk before now]; drug_class antibiotic [<= 8 wk before now])"
    assert read_item(f"Pneumonia {words} antibiotics within 8 weeks") == (expected, "full")


def test_what_is_used_when_needed_is_no_need_of_it() -> None:
    assert read_item("Antihistamines if needed")[1] == "partial"


@pytest.mark.parametrize("table", ["CTCAE v5.0", "NCI-CTCAE version 4.03", "DAIDS table, version 2.1", "CTCAE"])
def test_whose_table_grades_it_asks_for_nothing(table: str) -> None:
    assert read_item(f"Neuropathy of grade 2 or higher ({table})")[1] == "full"
    assert "other" not in read_item(f"Neuropathy of grade 2 or higher ({table})")[0]


def test_what_each_of_several_needed_is_in_doubt() -> None:
    assert read_item("2 or more flares that needed steroids in the past year")[1] == "partial"
    assert read_item("LVEF < 40% requiring an inotrope") == ("all(LVEF < 40 %; drug_class inotrope)", "full")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Bedaquiline-based regimen within 6 months", "drug bedaquiline [<= 6 mo before now]"),
        ("Prior rituximab-containing regimens", "drug rituximab past"),
    ],
)
def test_what_a_regimen_is_based_on_is_given(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


def test_what_else_a_regimen_holds_is_not_passed_over() -> None:
    assert read_item("Prior gemcitabine-based regimen with cisplatin")[1] == "partial"
