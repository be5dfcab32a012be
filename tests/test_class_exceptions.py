"""An exception behind the examples of a class is of the class, and of no example."""

import pytest
from readings import read_item


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Antibiotics such as macrolides or quinolones, but not mupirocin, within 14 days",
            "any(drug_class antibiotic [<= 14 d before now] except mupirocin; "
            "drug_class macrolide [<= 14 d before now]; drug_class quinolone [<= 14 d before now])",
        ),
        (
            "Strong CYP3A4 inhibitors, such as ketoconazole and ritonavir, but not fluconazole",
            "any(drug_class strong cyp3a4 inhibitor except fluconazole; drug ketoconazole; drug ritonavir)",
        ),
        (
            "Statins such as simvastatin or atorvastatin, except pravastatin",
            "any(drug_class statin except pravastatin; drug simvastatin; drug atorvastatin)",
        ),
        (
            "Immunoglobulin (except hepatitis B immunoglobulin) within 3 months",
            "drug immunoglobulin [<= 3 mo before now] except hepatitis b immune globulin",
        ),
    ],
)
def test_an_exception_behind_examples_is_of_their_class(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


def test_another_drug_that_is_not_taken_is_no_exception() -> None:
    words = "Treated with immunosuppressants such as azathioprine but not with methotrexate"
    assert read_item(words)[0].endswith("not(drug methotrexate))")
