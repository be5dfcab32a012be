"""Windows that stand apart from what they are of, or from what they are counted from: each line is read in full."""

from pathlib import Path

import pytest
import trialrules
from readings import read

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data/windows/readings.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("words", "rule"), ROWS)
def test_a_window_is_of_what_the_words_tie_it_to(words: str, rule: str) -> None:
    assert read(words) == (rule, "full")


def test_a_bracket_behind_what_holds_either_way_is_its_own_and_leaves_doubt() -> None:
    found = read("Exclusion: Thrombectomy with or without thrombolysis (within 4.5 h)")
    assert found == ("procedure thrombectomy", "partial")


def test_the_time_between_two_doses_is_no_time_of_the_vaccine() -> None:
    rule, coverage = read("Inclusion: Interval of 8 to 12 weeks between the first and second dose of ChAdOx1")
    assert coverage == "partial"
    assert "[" not in rule


def test_surgery_under_anesthesia_is_what_was_done() -> None:
    rule, _ = read("Exclusion: Any surgery under general anaesthesia within the last fortnight")
    assert rule == "all(procedure surgery [<= 2 wk before now]; procedure general anesthesia)"


def test_how_long_an_item_lasts_leaves_it_the_window_of_its_lead_in() -> None:
    items = "  - antibiotics for more than 10 days\n  - insulin"
    found = trialrules.extract(f"Exclusion:\n- In the 3 months before screening:\n{items}").criteria[0]
    within = "[<= 3 mo before screening]"
    assert str(found.rule) == f"any(drug_class antibiotic {within} for [> 10 d]; drug_class insulin {within})"


@pytest.mark.parametrize("treated", ["Antibiotics for pneumonia or sinusitis", "Surgery for cancer or for trauma"])
def test_what_a_treatment_was_for_has_no_window(treated: str) -> None:
    rule, _ = read(f"Exclusion: {treated} within 2 weeks before screening")
    assert rule.count("[<= 2 wk before screening]") == 1
    assert rule.index("[") < rule.index("condition")


@pytest.mark.parametrize(
    "words",
    [
        "Methotrexate (>= 3 months, stable dose >= 4 weeks)",
        "Methotrexate or leflunomide for at least 3 months, at a stable dose for at least 6 weeks",
    ],
)
def test_two_lengths_of_several_or_in_a_bracket_leave_doubt(words: str) -> None:
    assert read(f"Inclusion: {words}")[1] == "partial"


def test_free_for_a_span_of_time_is_none_for_the_shorter_and_leaves_doubt() -> None:
    assert read("Inclusion: Opioid-free for 7 to 10 days") == ("not(drug_class opioid [< 7 d before now])", "partial")


def test_a_time_behind_a_comma_may_be_of_the_values_before_the_last() -> None:
    words = "Ferritin < 100 ug/L, or 100-299 with TSAT < 20 %, within 28 days of screening"
    assert read(f"Inclusion: {words}")[1] == "partial"
