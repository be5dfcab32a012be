"""Cohorts and steps that head a list in a line of their own or within one, and lists that run on in one item."""

import pytest
from trialrules import extract

AGED = "age in [18, 60] a"


def told(text: str) -> list[tuple[str, str | None, str]]:
    """Each criterion that decides: its id, the group that it is for and its rule."""
    return [(c.id, c.group, str(c.rule)) for c in extract(text).criteria if c.parent is None]


@pytest.mark.parametrize(
    "text",
    [
        "Inclusion criteria: Cases: 1. gout; 2. aged 18-60. Controls: 1. aged 18-60.\nExclusion criteria: 1. asthma",
        "Inclusion criteria: Cases: 1) gout 2) aged 18-60; Controls: 1) aged 18-60\nExclusion criteria: 1) asthma",
        "Inclusion criteria\n<Cases>\n1. gout\n2. aged 18-60\n<Controls>\n1. aged 18-60\nExclusion criteria\n1. asthma",
        "Inclusion criteria: [Cases] 1. gout; 2. aged 18-60. [Controls] 1. aged 18-60.\nExclusion criteria: 1. asthma",
    ],
)
def test_a_cohort_before_its_list(text: str) -> None:
    wanted = [("I1", "Cases", "condition gout"), ("I2", "Cases", AGED), ("I3", "Controls", AGED)]
    assert told(text) == [*wanted, ("E1", None, "condition asthma")]


def test_a_cohort_in_brackets_above_the_headings_of_both_kinds() -> None:
    text = "[{}]\nInclusion criteria\n1) aged 18-60\nExclusion criteria\n1) asthma\n"
    found = told(text.format("Cases") + text.format("Controls"))
    assert [group for _, group, _ in found] == ["Cases", "Cases", "Controls", "Controls"]


def test_what_names_no_cohort_stays_in_its_item() -> None:
    words = "Women: a) pregnant b) aged over 18", "Organ function: 1. ALT < 2 x ULN; 2. platelets > 100 x 10^9/L"
    found = extract("Inclusion criteria\n" + "".join(f"- {item}\n" for item in words)).criteria
    assert [(c.text, c.group) for c in found] == [(item, None) for item in words]


def test_a_step_of_the_study_is_no_criterion() -> None:
    text = "Step 1 (Screening)\nInclusion criteria\n1. Gout\nStep 2 (Randomization)\nInclusion criteria\n1. Asthma"
    assert told(text) == [("I1", None, "condition gout"), ("I2", None, "condition asthma")]


@pytest.mark.parametrize(
    "text",
    [
        "Subjects eligible for inclusion: gout. Subjects not eligible: asthma, cough.",
        "Patients included: gout. Patients excluded: asthma, cough.",
        "Entry criteria: 1. gout. Not eligible: asthma, cough. Elimination criteria: 1. Loss to follow-up.",
        "Requirements:\n- Gout\nContraindications to participation:\n- Asthma or cough",
    ],
)
def test_headings_within_a_paragraph(text: str) -> None:
    assert told(text) == [("I1", None, "condition gout"), ("E1", None, "any(condition asthma; condition cough)")]


def test_marks_without_a_stop_behind_a_lead_in_are_its_items() -> None:
    text = "Inclusion criteria\n1. Gout\n2. One of the following: ①fever; ②cough\n3. Aged 18-60"
    found = extract(text).criteria
    assert [c.id for c in found] == ["I1", "I2", "I2.1", "I2.2", "I3"]
    assert str(found[1].rule) == "any(condition fever; condition cough)"
    bullets = extract("Inclusion criteria\n- Gout with any of: • Fever • Cough\n- Asthma").criteria
    assert [c.id for c in bullets] == ["I1", "I1.1", "I1.2", "I2"]


def test_the_last_number_of_a_list_may_count_on_in_its_line() -> None:
    text = "Inclusion criteria\n1. Gout\n2. Asthma; 3. ECOG of 0 or 1. 4. Cough\nExclusion criteria\n1. Fever 2 times"
    assert [c.text for c in extract(text).criteria] == ["Gout", "Asthma;", "ECOG of 0 or 1.", "Cough", "Fever 2 times"]


def test_mothers_and_infants_before_their_sentences() -> None:
    text = "Inclusion criteria: Mothers: Aged 18-60. Infants: Gout.\nExclusion criteria: Controls: Asthma. Women: Cough"
    found = [("I1", "Mothers", AGED), ("I2", "Infants", "condition gout"), ("E1", "Controls", "condition asthma")]
    assert told(text)[:3] == found
    assert told(text)[3][1] is None


def test_a_sentence_that_opens_a_list_without_its_colon() -> None:
    text = "Inclusion criteria\nPatients who meet all of the following criteria\n1. Gout\n2. Asthma\n"
    text += "Exclusion criteria\nPatients who meet any of the following criteria\n1. Cough\n2. Fever"
    assert [rule for *_, rule in told(text)] == [f"condition {name}" for name in ("gout", "asthma", "cough", "fever")]


def test_dashes_before_small_letters_where_one_opened_the_line() -> None:
    text = "Inclusion criteria: - gout (stage II - IV) - aged 18 - 60 - able to consent\nExclusion criteria: "
    text += "asthma - severe"
    found = [c.text for c in extract(text).criteria]
    assert found == ["gout (stage II - IV)", "aged 18 - 60", "able to consent", "asthma - severe"]


def test_an_organ_between_rows_is_no_row() -> None:
    text = (
        "Inclusion criteria:\n- Organ function:\nHematological\nANC >= 1500/mcL\nRenal\nCreatinine <= 1.5 x ULN\n- Gout"
    )
    assert [c.id for c in extract(text).criteria] == ["I1", "I1.1", "I1.2", "I2"]


@pytest.mark.parametrize("words", ["Patients who meet any of the following criteria{}", "Subjects fulfilling these{}"])
@pytest.mark.parametrize("colon", [":", ""])
def test_who_meets_criteria_among_exclusions_is_excluded(words: str, colon: str) -> None:
    text = f"Inclusion criteria\n1. Gout\nExclusion criteria\n{words.format(colon)}\n1. Cough\n2. Fever"
    assert {c.kind for c in extract(text).criteria if c.text != "Gout"} == {"exclusion"}


def test_who_meets_all_of_what_is_listed_is_excluded_by_all() -> None:
    text = "Exclusion criteria\nPatients who meet all of the following criteria:\n1. Cough\n2. Fever"
    assert told(text) == [("E1", None, "all(condition cough; condition fever)")]
