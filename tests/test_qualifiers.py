"""Times and courses without a number, and places where something was given: words to judge that are read."""

import pytest
from readings import read_item


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Recent weight loss", 'all(other "Recent"; condition weight loss)'),
        ("New-onset atrial fibrillation", 'all(other "New-onset"; condition atrial fibrillation)'),
        ("First episode of psychosis", 'all(other "First episode"; condition psychosis)'),
        ("Newly diagnosed type 2 diabetes", 'all(other "Newly diagnosed"; condition type 2 diabetes)'),
        ("No recent infection", 'not(all(other "recent"; condition infection))'),
        ("Diabetes or recent stroke", 'any(condition diabetes mellitus; all(other "recent"; condition stroke))'),
        ("Daily use of aspirin", 'all(other "Daily"; drug aspirin)'),
        (
            "Regular use of antacids or laxatives",
            'all(other "Regular"; any(drug_class antacid; drug_class laxative))',
        ),
        ("Use of opioids on a regular basis", 'all(drug_class opioid; other "on a regular basis")'),
        (
            "Botulinum toxin into the calf muscles within 6 months",
            'all(drug_class botulinum toxin [<= 6 mo before now]; other "into the calf muscles")',
        ),
    ],
)
def test_a_time_course_or_place_without_a_field_is_judged_and_read(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    "words",
    [
        "Recent surgery or infection",  # recent infection too?
        "Chronic opioid or benzodiazepine use",
        "Daily dose of prednisone > 10 mg",  # a dose a day
        "Asthma and regular use of inhaled steroids",  # either one, or both?
        "Chronic opioid therapy > 3 months before surgery",  # how long, and no time before
        "Physiotherapy or steroid injection in the shoulder",
        "Surgery to remove the gallbladder",
    ],
)
def test_what_such_words_may_limit_is_in_doubt(words: str) -> None:
    assert read_item(words)[1] == "partial"


def test_a_recent_use_with_its_time_says_it_once() -> None:
    assert read_item("Recent use of antibiotics within 4 weeks") == (
        "drug_class antibiotic [<= 4 wk before now]",
        "full",
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Asthma that could prevent a colonoscopy", 'all(condition asthma; other "could prevent a colonoscopy")'),
        (
            "Arthritis that would interfere with the exercise programme",
            'all(condition arthritis; other "would interfere with the exercise programme")',
        ),
    ],
)
def test_what_a_disease_might_do_names_no_plan(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


def test_a_denial_behind_an_ability_is_of_its_own() -> None:
    assert read_item("Able to swallow tablets and no malabsorption", "Inclusion")[0] == (
        'all(other "Able to swallow tablets"; not(condition malabsorption))'
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Adults with gout", "all(attribute age group = adult; condition gout)"),
        ("Adult patients", "attribute age group = adult"),
        (
            "Children and adolescents with epilepsy",
            "all(any(attribute age group = child; attribute age group = adolescent); condition epilepsy)",
        ),
        ("Elderly patients with hip fracture", "all(attribute age group = older adult; condition hip fracture)"),
        ("Adults over 65 with dementia", "all(age > 65 a; condition dementia)"),
    ],
)
def test_people_of_an_age_without_a_number(words: str, expected: str) -> None:
    assert read_item(words, "Inclusion") == (expected, "full")


@pytest.mark.parametrize(
    "words",
    ["Infants of diabetic mothers", "Parents of children with gout", "Women with young children", "Use in children"],
)
def test_whose_age_it_is(words: str) -> None:
    rule, coverage = read_item(words, "Inclusion")
    assert "age group" not in rule
    assert coverage != "full"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Retinal disease affecting vision", 'all(condition retinal disease; other "affecting vision")'),
        ("Infection requiring treatment", 'all(condition infection; other "requiring treatment")'),
        ("Asthma as the leading diagnosis", 'all(condition asthma; other "as the leading diagnosis")'),
        (
            "Family history of colorectal cancer in a first-degree relative",
            'all(condition "family history of colorectal cancer"; other "in a first-degree relative")',
        ),
        ("Cataract limiting vision, or gout", 'any(all(condition cataract; other "limiting vision"); condition gout)'),
        ("Lifetime history of bipolar disorder", "condition bipolar disorder past"),
        ("Disease affecting the liver", "condition liver disease"),
        ("Infection requiring intravenous antibiotics", "all(condition infection; drug_class intravenous antibiotic)"),
    ],
)
def test_what_narrows_a_disease_behind_it(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    "words",
    [
        "Glaucoma, uveitis or retinal disease affecting vision",
        "Infection requiring treatment or surgery",
        "Heart failure in need of treatment",
        "Cataract affecting vision or poor compliance",
    ],
)
def test_what_may_narrow_more_than_one_is_in_doubt(words: str) -> None:
    assert read_item(words)[1] == "partial"
