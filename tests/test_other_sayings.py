"""What is said of something else: of another time, of a resistance, of a place, of other causes."""

import pytest
from readings import read_item


@pytest.mark.parametrize(
    ("kind", "words", "rule", "coverage"),
    [
        ("Exclusion", "Have or had vestibular neuritis", "condition vestibular neuritis", "full"),
        ("Exclusion", "Has or has had cancer", "condition cancer", "full"),
        ("Exclusion", "Had or have epilepsy", "condition epilepsy", "full"),
        ("Exclusion", "Has had epilepsy", "condition epilepsy past", "full"),
        ("Exclusion", "Allergies known to diuretics", "condition allergy to drug_class:diuretic", "full"),
        ("Exclusion", "Allergy or resistance to amoxicillin", "condition allergy to drug:amoxicillin", "partial"),
        ("Inclusion", "HIV infection and no resistance to dolutegravir",
         'all(condition hiv infection; not(other "resistance to dolutegravir"))', "partial"),
        ("Exclusion", "Anemia due to causes other than CKD",
         'all(condition anemia; other "due to causes other than CKD")', "partial"),
        ("Exclusion", "Scheduled for radiotherapy at Jessa Hospital, Hasselt, Belgium",
         'all(therapy radiotherapy planned; other "Jessa Hospital, Hasselt, Belgium")', "partial"),
        ("Exclusion", "Treated in Ghent, or asthma, or gout", 'any(other "Ghent"; condition asthma; condition gout)',
         "partial"),
        ("Exclusion", "Cardiac disease - angina, heart failure, or arrhythmia",
         "all(condition cardiac disease; any(condition angina pectoris; condition heart failure; "
         "condition arrhythmia))", "partial"),
    ],
)  # fmt: skip
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_item(words, kind) == (rule, coverage)


def test_what_goes_on_behind_a_bracket_is_in_doubt() -> None:
    assert read_item("Contraindication to MRI (pacemaker, claustrophobia) or gadolinium")[1] == "partial"
