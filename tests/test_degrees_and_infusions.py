"""Degrees told behind a disease, doses of infusions, values measured on another one, organs of which any counts."""

import pytest
from readings import read_item


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2nd or 3rd degree A-V block",
         "any(condition second degree atrioventricular block; condition third degree atrioventricular block)"),
        ("Heart block of the second or third degree",
         "any(condition second-degree heart block; condition third-degree heart block)"),
        ("AV block (2nd or 3rd degree)",
         "any(condition second-degree atrioventricular block; condition third-degree atrioventricular block)"),
        ("AV block, 2nd degree or higher",
         "any(condition second-degree atrioventricular block; condition third-degree atrioventricular block)"),
        ("Burns, third degree", "condition third-degree burn"),
        ("Uterine prolapse, first degree relative with stroke",
         'any(condition uterine prolapse; condition "family history of stroke")'),
        ("Secondary glaucoma such as uveitic, neovascular or exfoliation glaucoma",
         "any(condition secondary glaucoma; condition uveitic glaucoma; condition neovascular glaucoma; "
         "condition exfoliation glaucoma)"),
        ("Glaucoma or gout in at least one hand", "any(condition glaucoma; condition gout)"),
        ("Arterial line and central venous catheter in situ",
         "any(procedure arterial line; procedure central venous catheterization)"),
        ("Blood or bone disease", "any(condition blood disease; condition bone disease)"),
        ("Crystalloid of at least 30 mL/kg", "drug_class crystalloid dose >= 30 mL/kg"),
        ("Vasopressin infusion > 0.03 U/min", "drug vasopressin dose > 0.03 U/min"),
        ("Noradrenaline of 0.15 microg/kg/min or more", "drug norepinephrine dose >= 0.15 ug/kg/min"),
        ("PaO2/FiO2 above 100 mmHg on a PEEP of 15 cmH2O or less",
         "all(PaO2/FiO2 > 100 mm[Hg] {?}; PEEP <= 15 cm[H2O])"),
        ("peripheral arteriopathy, Fontaine stage III-IV",
         "all(condition peripheral arteriopathy; Fontaine stage in [3, 4])"),
        ("Asthma, peripheral arterial disease, Fontaine stage III, or gout",
         "any(condition asthma; all(condition peripheral arterial disease; Fontaine stage = 3); condition gout)"),
        ("Japanese men and women", "attribute ethnicity = Japanese"),
        ("Japanese or Chinese patients", "any(attribute ethnicity = Japanese; attribute ethnicity = Chinese)"),
        ("Japanese encephalitis vaccine", 'vaccine "japanese encephalitis vaccine"'),
        ("FeNO (fractional exhaled nitric oxide) ≥ 25 ppb", "FeNO >= 25 [ppb]"),
    ],
)  # fmt: skip
def test_organs_degrees_and_infusions(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    "words",
    ["AV block 2nd-3rd degree", "Antibiotics not started", "IOP < 5 mmHg in at least one eye, ≥ 9 in both eyes"],
)
def test_degrees_and_organs_in_doubt(words: str) -> None:
    assert read_item(words)[1] == "partial"
