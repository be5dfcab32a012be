"""Operations: how they are done, whether they can wait, and who is on what goes on for years."""

import pytest
from readings import read_item


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Open or laparoscopic ventral hernia repair",
            "any(procedure open ventral hernia repair; procedure laparoscopic ventral hernia repair)",
        ),
        ("Prior open abdominal aortic aneurysm repair", "procedure open abdominal aortic aneurysm repair past"),
        ("Prior surgical or endovascular aneurysm repair",
         "any(procedure surgical aneurysm repair past; procedure endovascular aneurysm repair past)"),
        ("Open wound", "condition open wound"),
    ],
)  # fmt: skip
def test_how_an_operation_is_done_is_of_its_name(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Emergency or elective surgery within 4 weeks", "procedure surgery [<= 4 wk before now]"),
        ("Scheduled for elective or urgent cardiac surgery", "procedure cardiac surgery planned"),
        ("Planned or emergency cardiac surgery", "procedure cardiac surgery"),
        ("Elective cardiac surgery", "procedure cardiac surgery planned"),
        ("Urgent surgery", "procedure emergency surgery"),
    ],
)
def test_what_may_wait_or_not_is_neither_planned_nor_urgent(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Currently undergoing vestibular rehabilitation", "therapy vestibular rehabilitation current"),
        ("Undergoing hemodialysis", "procedure hemodialysis current"),
        ("Undergoing cataract surgery", "procedure cataract surgery planned"),
    ],
)
def test_who_undergoes_what_goes_on_is_on_it(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Aortic root dilatation", "condition aortic dilatation"),
        ("Left ventricular dilation", "condition left ventricular dilatation"),
        ("Esophageal dilatation", "procedure esophageal dilatation"),
        ("Exposure to ionizing radiation", "procedure ionizing radiation"),
        ("Hemorrhoidal banding", "procedure hemorrhoidal banding"),
    ],
)
def test_what_widens_by_itself_is_a_finding_and_what_radiates_no_therapy(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")
