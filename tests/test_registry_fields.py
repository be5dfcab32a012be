"""The registry's own fields beside the text: they are kept, and a contradiction with the text is a warning."""

import json

import pytest
import trialrules
from trialrules.models import RuleSet

Fields = dict[str, object]


def record(text: str, **fields: object) -> RuleSet:
    """The RuleSet of a ClinicalTrials.gov record with these eligibility fields."""
    raw = {"protocolSection": {"eligibilityModule": {"eligibilityCriteria": text, **fields}}}
    return trialrules.extract(trialrules.read(json.dumps(raw).encode()), id="record")


def contradictions(text: str, **fields: object) -> list[str]:
    """What the warnings about the registry's fields point at."""
    ruleset = record(text, **fields)
    found = [w for w in ruleset.warnings if w.code.startswith("registry")]
    assert all(w.span is not None for w in found)
    return [text[w.span.start : w.span.end] for w in found if w.span is not None]


def included(words: str) -> str:
    return f"Inclusion Criteria:\n\n* {words}\n* Gout"


def excluded(words: str) -> str:
    return f"Exclusion Criteria:\n\n* {words}\n* Gout"


def test_fields_are_kept_as_the_registry_writes_them() -> None:
    trial = record(
        included("Age ≥ 18 years"), minimumAge="18 Years", maximumAge="65 Years", sex="FEMALE", healthyVolunteers=False
    ).trial
    assert (trial.minimum_age, trial.maximum_age) == ("18 Years", "65 Years")
    assert (trial.sex, trial.healthy_volunteers) == ("FEMALE", False)


CONTRADICTIONS = [
    (included("Age ≥ 21 years"), {"minimumAge": "18 Years"}, ["Age ≥ 21 years"]),
    (included("Age 18 to 75 years"), {"minimumAge": "18 Years", "maximumAge": "65 Years"}, ["Age 18 to 75 years"]),
    (included("Age 21 to 75 years"), {"minimumAge": "18 Years", "maximumAge": "65 Years"}, ["Age 21 to 75 years"] * 2),
    (included("No older than 65 years"), {"maximumAge": "75 Years"}, ["No older than 65 years"]),
    (
        "Inclusion Criteria:\n\n* All of the following:\n    * Age ≥ 21 years\n    * Gout",
        {"minimumAge": "18 Years"},
        ["Age ≥ 21 years"],
    ),
    (
        included("Age ≥ 11 months"),
        {"minimumAge": "6 Months"},
        ["Age ≥ 11 months"],
    ),
    (
        excluded("Age < 21 years"),
        {"minimumAge": "18 Years"},
        ["Age < 21 years"],
    ),
    (
        included("Female patients"),
        {"sex": "MALE"},
        ["Female"],
    ),
    (excluded("Women"), {"sex": "FEMALE"}, ["Women"]),
    (included("Age > 18 years"), {"minimumAge": "20 Years"}, ["Age > 18 years"]),
    (included("Age ≥ 6 months"), {"minimumAge": "2 Years"}, ["Age ≥ 6 months"]),
    (included("Age ≥ 18 years") + "\n* Age ≤ 70 years", {"maximumAge": "65 Years"}, ["Age ≤ 70 years"]),
]
AGREEMENTS = [
    (included("Age ≥ 18 years"), {"minimumAge": "18 Years"}),
    (included("Age ≥ 18 years"), {"minimumAge": "216 Months"}),
    (included("Age 18 to 65 years"), {"minimumAge": "18 Years", "maximumAge": "65 Years"}),
    (included("Age ≥ 6 months"), {"minimumAge": "6 Months"}),
    (included("Age ≥ 18 years"), {"minimumAge": "N/A", "maximumAge": None}),
    (included("Age ≥ 18 years"), {}),
    (excluded("Age < 18 years"), {"minimumAge": "18 Years"}),
    (included("Female patients"), {"sex": "FEMALE"}),
    (included("Men or women"), {"sex": "ALL"}),
    ("Inclusion Criteria (Cohort A):\n\n* Age ≥ 21 years", {"minimumAge": "18 Years"}),
    (included("No children younger than 5 years at home"), {"minimumAge": "18 Years"}),
    (included("Age > 17 years"), {"minimumAge": "18 Years"}),
    (included("Age > 18 years"), {"minimumAge": "18 Years"}),
    (included("Age < 66 years"), {"maximumAge": "65 Years"}),
    (included("Age < 65 years"), {"maximumAge": "65 Years"}),
    (included("Age ≥ 28 days"), {"minimumAge": "1 Month"}),
    (included("Age ≥ 12 months"), {"minimumAge": "1 Year"}),
    (excluded("Age ≤ 17 years"), {"minimumAge": "18 Years"}),
    (excluded("Age < 18 or > 65 years"), {"minimumAge": "18 Years", "maximumAge": "65 Years"}),
    (excluded("Age ≥ 80 years and gout"), {"maximumAge": "90 Years"}),
    (included("Age ≥ 60 years or gout"), {"minimumAge": "18 Years"}),
    (included("Age ≥ 60 years if male"), {"minimumAge": "18 Years"}),
    (included("Men aged ≥ 45 years"), {"minimumAge": "18 Years"}),
    (included("Age 18 years or older") + "\n* Age ≥ 16 years", {"minimumAge": "18 Years"}),
    (included("One of the following:\n    * Age ≥ 60 years\n    * BMI > 30 kg/m2"), {"minimumAge": "18 Years"}),
    (included("Parent aged 18 years or older"), {"maximumAge": "12 Years"}),
    (included("Age at diagnosis ≥ 5 years"), {"minimumAge": "18 Years"}),
    (included("Female patients"), {"sex": "ALL"}),
    (included("Female partners must use contraception"), {"sex": "MALE"}),
    (excluded("Pregnant women"), {"sex": "FEMALE"}),
    (excluded("Women"), {"sex": "MALE"}),
]


@pytest.mark.parametrize(("text", "fields", "words"), CONTRADICTIONS)
def test_a_contradiction_is_a_warning_at_its_words(text: str, fields: Fields, words: list[str]) -> None:
    assert [found.lower() for found in contradictions(text, **fields)] == [word.lower() for word in words]


@pytest.mark.parametrize(("text", "fields"), AGREEMENTS)
def test_no_warning_where_text_and_registry_agree(text: str, fields: Fields) -> None:
    assert contradictions(text, **fields) == []


def test_a_contradiction_changes_no_rule() -> None:
    rules = record(included("Age ≥ 21 years"), minimumAge="18 Years")
    assert str(rules.criteria[0].rule) == "age >= 21 a"
    assert rules.trial.minimum_age == "18 Years"


def test_the_warning_names_both_numbers() -> None:
    (warning,) = record(included("Age ≥ 21 years"), minimumAge="18 Years").warnings
    assert "21" in warning.message
    assert "18" in warning.message


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        ("Minimum Age: 18 Years\nMaximum Age: 65 Years\nSex: Female", ("18 Years", "65 Years", "Female")),
        ("Ages Eligible for Study\n\n18 Years and older (Adult, Older Adult)\n", ("18 Years", None, None)),
        ("Ages Eligible for Study: up to 17 Years\nGenders Eligible for Study: Both", (None, "17 Years", "Both")),
        ("Age From 6.00 Month(s) Age To 5.00 Year(s) Gender Both", ("6.00 Month(s)", "5.00 Year(s)", "Both")),
        ("- minimum age at diagnosis 18 years\n- sex hormones", (None, None, None)),
    ],
)
def test_fields_that_a_page_shows_among_its_lines_are_the_trials(lines: str, fields: tuple[str | None, ...]) -> None:
    trial = trialrules.extract(f"Inclusion Criteria:\n- Asthma\n\nExclusion Criteria:\n- Gout\n\n{lines}\n").trial
    assert (trial.minimum_age, trial.maximum_age, trial.sex) == fields
