"""Drugs on a list that ends with "allergy", reactions after a dose, and forms and routes that say nothing of a drug."""

import pytest
from readings import read_item


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Penicillin or cephalosporin allergy",
            "any(condition allergy to drug:penicillin; condition allergy to drug_class:cephalosporin)",
        ),
        (
            "Aspirin or statin intolerance",
            "any(condition intolerance to drug:aspirin; condition intolerance to drug_class:statin)",
        ),
        ("Latex, egg or soy allergy", "any(condition latex allergy; condition egg allergy; condition soy allergy)"),
        (
            "Hypersensitivity to penicillin or the study medication",
            'any(condition allergy to drug:penicillin; condition allergy to therapy:"study drug")',
        ),
        (
            "Allergy to local anesthetics or study drugs",
            'any(condition allergy to drug_class:local anesthetic; condition allergy to therapy:"study drug")',
        ),
        (
            "Photosensitivity or hypersensitivity to salicylic acid",
            "any(condition photosensitivity; condition allergy to drug:salicylic acid)",
        ),
        ("Allergy baclofen", "condition allergy to drug:baclofen"),
        ("Allergies: penicillin", "condition allergy to drug:penicillin"),
        ("Contra indication MRI", "condition contraindication to procedure:magnetic resonance imaging"),
        ("Allergy medication", 'drug_class "antiallergic drug"'),
        ("Anaphylaxis following vaccination", 'condition allergy to vaccine:"vaccine"'),
        ("Anaphylaxis after a dose of rituximab", "condition allergy to drug:rituximab"),
        ("Fentanyl patches or tacrolimus ointment", "any(drug fentanyl; drug tacrolimus)"),
        ("Intravesical BCG or sublingual buprenorphine", 'any(vaccine "bcg vaccine"; drug buprenorphine)'),
        ("Sublingual nitrates", "drug_class sublingual nitrate"),
        ("Levodopa extended-release tablets", "drug levodopa"),
    ],
)  # fmt: skip
def test_a_list_is_of_allergies_and_a_form_of_its_drug(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Use of aspirin or statin intolerance", "any(drug aspirin; "),
        ("Concomitant warfarin, or heparin allergy", "any(drug warfarin current; "),
        ("Warfarin patch test", "procedure patch test"),
    ],
)
def test_what_is_used_is_used(words: str, said: str) -> None:
    assert said in read_item(words)[0]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Oral ketoconazole or IV rifampicin", "any(drug ketoconazole; drug rifampin)"),
        ("Allergy to aspirin, or oral clopidogrel",
         "any(condition allergy to drug:aspirin; condition allergy to drug:clopidogrel)"),
        ("Failure of subcutaneous methotrexate", "condition treatment failure to drug:methotrexate"),
        ("Oral, topical or inhaled budesonide", "drug budesonide"),
        ("Prednisone (oral) or nasal azelastine", "any(drug prednisone; drug azelastine)"),
        ("Corticosteroids other than inhaled budesonide", "drug_class corticosteroid except budesonide"),
        ("Prednisone or IV methotrexate within 4 weeks",
         "any(drug prednisone [<= 4 wk before now]; drug methotrexate [<= 4 wk before now])"),
        ("Oral antibiotics or topical retinoids", "any(drug_class oral antibiotic; drug_class topical retinoid)"),
        ("Long-acting injectable paliperidone", "drug paliperidone"),
        ("Oral mucositis or IV fluconazole", "any(condition oral mucositis; drug fluconazole)"),
    ],
)  # fmt: skip
def test_the_route_of_a_named_drug_adds_nothing(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Systemic iron overload", "systemic iron overload"),
        ("Intravitreal triamcinolone within 3 months", 'other "Intravitreal"'),
        ("IV immunoglobulin", "intravenous immunoglobulin"),
        ("Oral glucose tolerance test", "oral glucose tolerance test"),
    ],
)
def test_a_route_that_narrows_or_is_part_of_a_name_stays(words: str, said: str) -> None:
    assert said in read_item(words)[0]
