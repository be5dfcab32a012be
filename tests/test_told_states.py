"""States that words tell without a noun: courses of a disease that is not named, organs that it has reached."""

import pytest
from readings import read_plainly

_EITHER = "any(condition relapsed disease; condition refractory disease)"


@pytest.mark.parametrize(
    ("kind", "words", "rule", "coverage"),
    [
        ("I", "Patients must be relapsed or refractory", _EITHER, "full"),
        ("I", "Not relapsed or refractory",
         "all(not(condition relapsed disease); not(condition refractory disease))", "full"),
        ("I", "Relapsed/refractory multiple myeloma",
         "any(condition relapsed multiple myeloma; condition refractory multiple myeloma)", "full"),
        ("I", "Multiple myeloma that is relapsed or refractory", f"all(condition multiple myeloma; {_EITHER})", "full"),
        ("E", "CNS is involved", "condition central nervous system involvement", "full"),
        ("E", "The optic nerve is not involved", "not(condition optic nerve involvement)", "full"),
        ("I", "Platelets ≥ 100 x 10^9/L (≥ 50 if the marrow is infiltrated by lymphoma)",
         "all(any(condition bone marrow involvement; platelet count >= 100 10*9/L); "
         "any(not(condition bone marrow involvement); platelet count >= 50 10*9/L))", "full"),
        ("E", "The patient is involved in another trial", "study clinical trial", "full"),
    ],
)  # fmt: skip
def test_a_state_without_a_noun(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(
    "words",
    [
        "Relapsed or refractory after 2 prior lines of therapy",
        "Relapsed after or refractory to 2 prior lines of therapy",
    ],
)
def test_the_lines_are_of_either_course(words: str) -> None:
    assert read_plainly("I", words)[0] == f"all({_EITHER}; prior treatment lines = 2)"


def test_behind_a_comma_a_course_is_no_disease_of_its_own() -> None:
    assert read_plainly("I", "Multiple myeloma, relapsed or refractory")[1] == "partial"
