"""What "who" says of people who have one of several things is said of them all."""

import pytest
from readings import read


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Patients with asthma or gout who have not received oral corticosteroids",
         "all(any(condition asthma; condition gout); not(drug_class oral corticosteroid past))"),
        ("Patients on warfarin or heparin who have a platelet count < 100 x 10^9/L",
         "all(any(drug warfarin current; drug heparin current); platelet count < 100 10*9/L)"),
        ("Carriers of a BRCA1 or BRCA2 mutation who have not undergone salpingo-oophorectomy",
         "all(any(condition brca1 mutation; condition brca2 mutation); not(procedure salpingo-oophorectomy past))"),
        ("Individuals with gout or psoriasis who are under 40 years of age",
         "all(any(condition gout; condition psoriasis); age < 40 a)"),
        ("Subjects with glaucoma or cataract who have had surgery in the last 3 months",
         "all(any(condition glaucoma; condition cataract); procedure surgery past [<= 3 mo before now])"),
    ],
)  # fmt: skip
def test_of_all(words: str, rule: str) -> None:
    assert read(f"Inclusion: {words}") == (rule, "full")
    assert read(f"Exclusion: {words}") == (rule, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Patients with asthma or patients with gout who are smokers",
         "any(condition asthma; all(condition gout; attribute smoking status = smoker))"),
        ("Patients with hepatitis B or C, or who are HIV positive",
         "any(condition hepatitis b; condition hepatitis c; condition hiv infection)"),
    ],
)  # fmt: skip
def test_of_the_last_alone_or_of_others(words: str, rule: str) -> None:
    assert read(f"Exclusion: {words}")[0] == rule


@pytest.mark.parametrize(
    "words",
    [
        "Patients with diabetes or a parent who has had a myocardial infarction",
        "Patients with severe asthma or COPD who required hospitalisation within 6 months, or oxygen",
    ],
)
def test_of_whom_it_is_may_be_in_doubt(words: str) -> None:
    assert read(f"Exclusion: {words}")[1] == "partial"
