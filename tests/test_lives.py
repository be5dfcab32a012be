"""A disease that shortens life, and abbreviations that a text defines for itself."""

import pytest
from readings import criterion


@pytest.mark.parametrize(
    ("kind", "words", "rule"),
    [
        ("Inclusion", "No comorbidities limiting life expectancy to < 1 year",
         "not(all(condition comorbidity; life expectancy < 1 a {< 12 mo}))"),
        ("Inclusion", "No concurrent disease, which would further limit the life expectancy to less than 9 months",
         "not(all(condition concurrent disease; life expectancy < 9 mo))"),
        ("Inclusion", "Without severe comorbidity that is likely to reduce life expectancy below 5 years",
         "not(all(condition severe comorbidity; life expectancy < 5 a {< 60 mo}))"),
        ("Exclusion", "Severe comorbidity limiting life expectancy to less than 3 months",
         "all(condition severe comorbidity; life expectancy < 3 mo)"),
        ("Inclusion", "No comorbidities, life expectancy > 1 year",
         "all(not(condition comorbidity); life expectancy > 1 a {> 12 mo})"),
    ],
)  # fmt: skip
def test_a_disease_that_limits_life_goes_with_the_life(kind: str, words: str, rule: str) -> None:
    found = criterion(words, kind)
    assert (str(found.rule), found.coverage) == (rule, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Ventilation tube(s) (VTs) or otitis media after extrusion of a VT",
         'any(all(procedure myringotomy; other "VTs"); '
         'all(condition otitis media; other "extrusion of a VT"))'),
        ("Gout, or mindful stretching (MS)", 'any(condition gout; all(other "mindful stretching"; other "MS"))'),
        ("Chronic heart failure (CHF), or CHF with edema",
         "any(condition chronic heart failure; all(condition chronic heart failure; condition edema))"),
    ],
)  # fmt: skip
def test_an_abbreviation_means_what_the_text_says(words: str, rule: str) -> None:
    assert str(criterion(words).rule) == rule
