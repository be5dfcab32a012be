"""How many of a list must hold, in the words that count it."""

import pytest
from readings import read


@pytest.mark.parametrize(
    "words",
    [
        "Meets 2 of 3 criteria: fever, cough, dyspnoea",
        "At least 2 of the 3: fever, cough, dyspnoea",
        "Two of these three symptoms: fever, cough, or dyspnoea",
        "At least 2 of 3 cardinal signs are met: fever, cough, dyspnoea",
        "Any 2 of the following 3: fever, cough, dyspnoea",
    ],
)
def test_so_many_of_so_many(words: str) -> None:
    rule = "at_least 2(condition fever; condition cough; condition dyspnea)"
    assert read(f"Inclusion: {words}") == (rule, "full")


def test_both_pressures_are_one_member() -> None:
    words = "Metabolic syndrome (3 of 5 criteria: HDL < 40 mg/dL, BP > 130/85 mmHg, smoking, gout)"
    pressures = "all(systolic blood pressure > 130 mm[Hg]; diastolic blood pressure > 85 mm[Hg])"
    members = f"HDL cholesterol < 40 mg/dL; {pressures}; condition smoking; condition gout"
    assert read(f"Inclusion: {words}") == (f"all(condition metabolic syndrome; at_least 3({members}))", "full")


def test_of_how_many_is_no_value() -> None:
    rule, coverage = read("Inclusion: 2 of 4 SIRS criteria: fever, heart rate > 90 bpm, WBC > 12 x 10^9/L")
    assert rule == "at_least 2(condition fever; heart rate > 90 /min; white blood cell count > 12 10*9/L)"
    assert coverage == "full"
