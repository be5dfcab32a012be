"""What stands behind or before "vaccine" and says against what, and parts of the blood that share "transfusion"."""

import pytest
from readings import read_item


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Any live vaccine (e.g., MMR, varicella)",
            'any(vaccine "live vaccine"; vaccine "mmr vaccine"; vaccine "varicella zoster vaccine")',
        ),
        (
            "Live vaccines such as measles or yellow fever",
            'any(vaccine "live vaccine"; vaccine "measles vaccine"; vaccine "yellow fever vaccine")',
        ),
        (
            "A live vaccine, for example measles/mumps/rubella, within 4 weeks",
            'any(vaccine "live vaccine" [<= 4 wk before now]; vaccine "mmr vaccine" [<= 4 wk before now])',
        ),
        (
            "Vaccinated against Streptococcus pneumoniae or Haemophilus influenzae type b",
            'any(vaccine "pneumococcal vaccine"; vaccine "hib vaccine")',
        ),
        ("Vaccination with hepatitis A and B", 'any(vaccine "hepatitis a vaccine"; vaccine "hepatitis b vaccine")'),
        ("Vaccination against rabies or SARS-CoV-2", 'any(vaccine "rabies vaccine"; vaccine "covid-19 vaccine")'),
        ("Vaccination with a live vaccine (e.g., MMR)", 'any(vaccine "live vaccine"; vaccine "mmr vaccine")'),
        ("Any vaccination (except influenza)", 'vaccine "vaccine" except "influenza vaccine"'),
        (
            "Vaccines such as rabies, or influenza infection",
            'any(vaccine "vaccine"; vaccine "rabies vaccine"; condition influenza)',
        ),
        ("Infection (e.g., measles)", "any(condition infection; condition measles)"),
        (
            "Plasma, platelets or red cell transfusion",
            "any(procedure plasma transfusion; procedure platelet transfusion; procedure red blood cell transfusion)",
        ),
        ("Transfusion of FFP or platelets", "any(procedure plasma transfusion; procedure platelet transfusion)"),
        (
            "Platelets < 100 x 10^9/L or red blood cell transfusion",
            "any(platelet count < 100 10*9/L; procedure red blood cell transfusion)",
        ),
    ],
)  # fmt: skip
def test_a_list_shares_the_word(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")
