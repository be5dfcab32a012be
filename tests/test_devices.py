"""Devices in or on the body were given: they are exposures, also where only their presence is named."""

import pytest
from readings import read_item


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Patients with a pacemaker", "procedure pacemaker"),
        ("Intrauterine device in situ", "procedure intrauterine device"),
        ("Implanted sacral nerve stimulator", "procedure implanted sacral neurostimulator"),
        ("Artificial urinary sphincter", "procedure artificial urinary sphincter"),
        ("Mechanical mitral valve", "procedure mechanical mitral valve"),
        ("Percutaneous nephrostomy tube", "procedure percutaneous nephrostomy tube"),
        ("Loop recorder implanted within 60 days", "procedure implantable loop recorder [<= 60 d before now]"),
        ("Functioning pacemaker in place for at least 3 months", "procedure functioning pacemaker for [>= 3 mo]"),
        ("An implanted neurostimulator device", "procedure neurostimulator"),
        ("Other implanted hearing devices", "procedure implanted hearing device"),
        ("ILR already in situ", "procedure implantable loop recorder"),
        ("Surgical clips or prostheses", "any(procedure surgical clip; procedure prosthesis)"),
        ("Ventriculoperitoneal shunt malfunction", "condition ventriculoperitoneal shunt malfunction"),
        ("Current use of walking aids", "condition walking aid use current"),
        ("Prosthetic joint infection", "condition prosthetic joint infection"),
        ("Stent thrombosis", "condition stent thrombosis"),
        ("Peritoneal implants", "condition peritoneal implant"),
        ("Intracardiac shunt", "condition intracardiac shunt"),
        ("Hearing aids", "condition hearing aid"),
        ("Contact lenses", "condition contact lens wear"),
    ],
)
def test_what_was_placed_is_an_exposure_and_what_is_worn_a_condition(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize("words", ["Pacemaker not implanted", "A pacemaker that will be implanted"])
def test_what_is_not_in_place_is_not_read_as_if_it_were(words: str) -> None:
    assert read_item(words)[1] == "partial"
