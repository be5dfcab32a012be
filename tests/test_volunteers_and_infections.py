"""Sentences of volunteer, vaccine and infection trials: what they ask of whom, since when, and what of it together."""

import pytest
from readings import cases, read_plainly

_GRADES_AND_EXCEPTIONS = cases(
    full=[
        (
            "E", "Any grade 3 or higher adverse event, apart from grade 3 neutropenia",
            "all(CTCAE grade >= 3 of adverse event; not(CTCAE grade = 3 of neutropenia))",
        ),
        (
            "E", "Any grade 2 or higher laboratory abnormality, apart from grade 2 cholesterol",
            "all(CTCAE grade >= 2 of laboratory abnormality; not(all(CTCAE grade = 2; drug cholesterol)))",
        ),
        (
            "E", "Gastric surgery (except appendectomy or gastric banding) that could affect absorption",
            'all(procedure gastric surgery except appendectomy, gastric banding; other "could affect absorption")',
        ),
        (
            "E", "Live vaccine within 28 days or any vaccine (except influenza vaccine) within 14 days",
            'any(vaccine "live vaccine" [<= 28 d before now]; '
            'vaccine "vaccine" [<= 14 d before now] except "influenza vaccine")',
        ),
    ],
    partly=[],
)  # fmt: skip
_BOTH_SEXES = cases(
    full=[
        (
            "I", "Healthy postmenopausal female volunteers, or male volunteers, between 18 and 45 years of age",
            "all(attribute healthy volunteer = yes; any(all(attribute menopausal status = postmenopausal; "
            "attribute sex = female); attribute sex = male); age in [18, 45] a)",
        ),
        (
            "I", "Men, or women who are postmenopausal, 18 to 65 years old",
            "all(any(attribute sex = male; all(attribute sex = female; "
            "attribute menopausal status = postmenopausal)); age in [18, 65] a)",
        ),
        (
            "I", "Men aged ≥ 50 years or postmenopausal women aged ≥ 60 years",
            "any(all(attribute sex = male; age >= 50 a); all(attribute menopausal status = postmenopausal; "
            "attribute sex = female; age >= 60 a))",
        ),
    ],
    partly=[],
)  # fmt: skip
_TIMES = cases(
    full=[
        (
            "E",
            "Treatment for leprosy in the past 2 years, or exposure of more than 4 weeks to linezolid or delamanid",
            'any(therapy "treatment for leprosy" [<= 2 a before now]; drug linezolid for [> 4 wk]; '
            "drug delamanid for [> 4 wk])",
        ),
        ("E", "Diabetes, or use for at least 30 days of isoniazid",
         "any(condition diabetes mellitus; drug isoniazid for [>= 30 d])"),
        (
            "E", "Concomitant treatment with rifampicin or phenytoin, or their use within the last 4 weeks",
            "any(drug rifampin current; drug phenytoin current; drug rifampin [<= 4 wk before now]; "
            "drug phenytoin [<= 4 wk before now])",
        ),
    ],
    partly=[
        ("E", "Bloody stools, or diarrhoea for 14 days or more",
         "any(condition bloody stool for [>= 14 d]; condition diarrhea for [>= 14 d])"),
    ],
)  # fmt: skip
_NAMES = cases(
    full=[
        ("I", "HIV-uninfected adults", "all(not(condition hiv infection); attribute age group = adult)"),
        (
            "E", "Any confirmed or suspected immunosuppressive or immunodeficient state, based on medical history and "
            "physical examination (no laboratory testing required)", "condition immunodeficiency",
        ),
        ("E", "Known immunosuppressive condition", 'condition "immunosuppressive condition"'),
        ("E", "Optic neuropathy, or a QTcF > 480 ms on the mean of three ECGs",
         "any(condition optic neuropathy; QTcF > 480 ms)"),
        ("E", "Hypertension, based on history and physical examination", "condition hypertension"),
        (
            "E", "Corrected QT interval (QTcF) > 450 ms, or > 480 ms in bundle branch block",
            "any(all(not(condition bundle-branch block); QTcF > 450 ms); "
            "all(condition bundle-branch block; QTcF > 480 ms))",
        ),
    ],
    partly=[
        ("I", "HIV-infected or HIV-uninfected women",
         "any(condition hiv infection; all(not(condition hiv infection); attribute sex = female))"),
        ("I", "HIV-exposed uninfected infants", 'all(condition "exposure to hiv"; other "uninfected infants")'),
    ],
)  # fmt: skip
_TOGETHER = cases(
    full=[
        (
            "E", "ALT ≥ 5 × ULN, or ALT ≥ 3 × ULN and bilirubin ≥ 1.5 × ULN (with > 35% direct bilirubin)",
            "any(ALT >= 5 x ULN; all(ALT >= 3 x ULN; bilirubin >= 1.5 x ULN; direct bilirubin > 35 %))",
        ),
        (
            "E", "Haemoglobin < 7 g/dL or (haemoglobin < 9 g/dL and platelets < 50 x 10^9/L)",
            "any(hemoglobin < 7 g/dL; all(hemoglobin < 9 g/dL; platelet count < 50 10*9/L))",
        ),
        (
            "I", "At least one of the following risk factors for severe COVID-19: age ≥ 60 years, diabetes, or asthma",
            "any(age >= 60 a; condition diabetes mellitus; condition asthma)",
        ),
        (
            "I", "At least two of the following signs of infection: temperature > 38 °C, hypotension, chills",
            "at_least 2(body temperature > 38 Cel; condition hypotension; condition chills)",
        ),
    ],
    partly=[
        ("E", "ALT ≥ 3 × ULN and bilirubin ≥ 1.5 × ULN (with > 35% direct bilirubin)",
         "any(ALT >= 3 x ULN; all(bilirubin >= 1.5 x ULN; direct bilirubin > 35 %))"),
    ],
)  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), _GRADES_AND_EXCEPTIONS)
def test_an_exception_stays_one(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), _BOTH_SEXES)
def test_what_is_asked_of_men_and_women_is_asked_of_both(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), _TIMES)
def test_how_long_is_of_what_was_given_so_long(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), _NAMES)
def test_who_is_meant_keeps_the_name(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), _TOGETHER)
def test_what_holds_together_and_what_alone(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
