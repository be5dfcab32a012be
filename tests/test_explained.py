"""What a criterion explains is nobody's fact: the ends of a scale, why something is asked, what the study will do."""

import pytest
from readings import criterion


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("VAS >= 40 mm (0 = no pain, 100 = worst imaginable pain)", "VAS >= 40 mm {?}"),
        ("Itch NRS >= 7 (0 = no itch; 10 = worst imaginable itch)", "itch NRS >= 7"),
        ("At least 4 out of 10 on the pain VAS (0: no pain, 10: worst pain)", "pain VAS >= 4"),
        ("VAS pain score above 3 (0 represents no pain while 10 represents the worst pain)", "pain VAS > 3"),
        ("Pain score >= 4, where 0 is no pain and 10 is unbearable pain", "pain score >= 4"),
        ("mRS 0-2 (0 = no symptoms, 6 = death)", "mRS in [0, 2]"),
        ("PHQ-9 >= 10 (range 0-27, with higher scores indicating more severe depression)", "PHQ-9 >= 10"),
        ("HAM-D score >= 17 (higher scores indicate worse depression)", "HAM-D >= 17"),
        ("Pain of 4 or more on a scale of 0 to 10", "pain score >= 4"),
        ("Pain score >= 4, with 10 being the worst pain", "pain score >= 4"),
        ("Pain score >= 4, ranging from 0 (no pain) to 10 (worst pain), and no fever",
         "all(pain score >= 4; not(condition fever))"),
        ("WOMAC pain >= 8 (0-20)", "WOMAC pain >= 8"),
        ("NRS pain ≥ 4 (0-10)", "pain NRS >= 4"),
        ("Pain score of at least 40 mm (0-100 mm VAS)", "pain score >= 40 mm {?}"),
        ("MMSE 20-26 (0 to 30)", "MMSE in [20, 26]"),
        ("Karnofsky (60-100)", "Karnofsky in [60, 100]"),
        ("Hemoglobin < 11 g/dL (normal range 12-16 g/dL)", "hemoglobin < 11 g/dL"),
        ("Ferritin < 15 ng/mL (reference: 30-300) and age 18-65", "all(ferritin < 15 ng/mL; age in [18, 65] a)"),
        ("Pain score of 0 or 1 and no fever", "all(pain score in [0, 1]; not(condition fever))"),
    ],
)  # fmt: skip
def test_the_ends_of_a_scale_are_nobodys(words: str, rule: str) -> None:
    found = criterion(words, "Inclusion")
    assert (str(found.rule), found.coverage) == (rule, "full")


@pytest.mark.parametrize(
    ("words", "rule", "coverage"),
    [
        ("Known hepatitis B because of the risk of reactivation", "condition hepatitis b", "full"),
        ("Pregnancy, because of the potential teratogenic effects of thalidomide", "condition pregnancy", "full"),
        ("Pacemaker, since MRI will be performed", "procedure pacemaker", "full"),
        ("Use of warfarin, as it may interact with the study drug", "drug warfarin", "full"),
        ("Breastfeeding (because the drug may be excreted in human milk)", "condition breastfeeding", "full"),
        ("Age > 75 years due to the increased risk of bleeding", "age > 75 a", "full"),
        ("Diabetes because of chronic pancreatitis",
         "all(condition diabetes mellitus; condition chronic pancreatitis)", "partial"),
        ("Hospitalised because of pneumonia", 'condition "hospitalization for pneumonia"', "full"),
    ],
)  # fmt: skip
def test_why_something_is_asked_is_no_fact(words: str, rule: str, coverage: str) -> None:
    found = criterion(words)
    assert (str(found.rule), found.coverage) == (rule, coverage)


def test_no_drug_beside_other_drugs_is_no_error() -> None:
    assert criterion("Sports, or other drugs").coverage == "partial"
    assert "other drugs" not in str(criterion("Participation in another trial, or other drugs").rule)


def test_a_reason_of_somebody_else_tells_of_whom_it_is_said() -> None:
    words = "Not candidates for surgery due to the high risk of bleeding"
    assert str(criterion(words).rule) == f'other "{words}"'
    assert str(criterion("Hospitalised due to the risk of suicide").rule) == (
        'condition "hospitalization for risk of suicide"'
    )
    listed = "Active infection, given that immunosuppression will be used, or sepsis"
    assert str(criterion(listed).rule) == "any(condition infection current; condition sepsis)"


@pytest.mark.parametrize(
    ("words", "rule", "coverage"),
    [
        ("Severe depression. Patients will be instructed not to use analgesics during the study.",
         "any(condition severe depression; "
         'other "Patients will be instructed not to use analgesics during the study")', "partial"),
        ("Participants will be encouraged to avoid aspirin",
         'other "Participants will be encouraged to avoid aspirin"', "full"),
        ("Patients will be excluded if they have asthma", "condition asthma", "full"),
    ],
)  # fmt: skip
def test_what_the_study_will_do_is_words(words: str, rule: str, coverage: str) -> None:
    found = criterion(words)
    assert (str(found.rule), found.coverage) == (rule, coverage)
