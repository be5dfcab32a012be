"""Routes told behind a class: each is a kind of the class; what is but permitted, or of a drug, is in doubt."""

import pytest
from readings import read_item


def _kinds(name: str, *routes: str, said: str = "") -> str:
    return f"any({'; '.join(f'drug_class {route} {name}{said}' for route in routes)})"


FULL = [
    ("Antibiotics: oral, intravenous", _kinds("antibiotic", "oral", "intravenous")),
    ("Steroids (systemic or inhaled) within 30 days before screening",
     _kinds("corticosteroid", "systemic", "inhaled", said=" [<= 30 d before screening]")),
    ("Antifungals, topical or systemic, within 4 weeks before screening",
     _kinds("antifungal", "topical", "systemic", said=" [<= 4 wk before screening]")),
    ("Retinoids: topical within 2 weeks, oral within 6 months",
     "any(drug_class topical retinoid [<= 2 wk before now]; drug_class oral retinoid [<= 6 mo before now])"),
    ("Corticosteroids (oral within 4 weeks; intra-articular within 3 months)",
     "any(drug_class oral corticosteroid [<= 4 wk before now]; "
     "drug_class intra-articular corticosteroid [<= 3 mo before now])"),
    ("Steroids by intravitreal or sub-Tenon injection", _kinds("corticosteroid", "intravitreal", "sub-tenon")),
    ("Opioids by the oral or transdermal route", _kinds("opioid", "oral", "transdermal")),
    ("Steroids: inhaled or ocular (eye drops, ointment)", _kinds("corticosteroid", "inhaled", "ophthalmic")),
    ("Opioids (including oral and transdermal)",
     "any(drug_class opioid; drug_class oral opioid; drug_class transdermal opioid)"),
    ("Systemic steroids (oral or intravenous)", "drug_class systemic corticosteroid"),
    ("Steroids (oral, > 10 mg/day)", "drug_class oral corticosteroid dose > 10 mg/d"),
    ("Antivirals: oral only", "drug_class oral antiviral"),
    ("Steroid eye drops", "drug_class ophthalmic corticosteroid"),
    ("Antibiotic ear drops or steroid creams", "any(drug_class otic antibiotic; drug_class topical corticosteroid)"),
    ("Antifungals, topical; systemic antibiotics",
     "any(drug_class topical antifungal; drug_class systemic antibiotic)"),
    ("Steroids, oral contraceptives or insulin",
     "any(drug_class corticosteroid; drug_class oral contraceptive; drug_class insulin)"),
    ("Known allergy to antibiotics (oral)", "condition allergy to drug_class:oral antibiotic"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), FULL)
def test_each_route_is_a_kind_of_the_class(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    "words",
    [
        "Corticosteroids (topical allowed)",
        "Steroids, topical excepted",
        "Opioids (no oral)",
        "Allergy to aspirin, oral",
    ],
)
def test_what_is_not_meant_by_a_route_is_in_doubt(words: str) -> None:
    assert read_item(words)[1] == "partial"
