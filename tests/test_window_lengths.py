"""How long a window is and where it hangs: short forms, halves, sums, half-lives, and who shares it."""

import pytest
import trialrules
from readings import read


@pytest.mark.parametrize(
    ("words", "leaf"),
    [
        ("Heparin w/in 6 mos. of V1", "drug heparin [<= 6 mo before visit]"),
        ("Heparin w/i 48 hrs. prior to surgery", "drug heparin [<= 48 h before surgery]"),
        ("Heparin within one year and six months before baseline", "drug heparin [<= 18 mo before baseline]"),
        ("Heparin within 2 weeks and 3 days before baseline", "drug heparin [<= 17 d before baseline]"),
        ("Heparin within the previous year and a half", "drug heparin [<= 1.5 a before now]"),
        ("Heparin within 30 (± 3) days before baseline", "drug heparin [<= 30 d before baseline]"),
        ("Heparin within 5 x T1/2 before V1", "drug heparin [<= 5 {half-life} before visit]"),
        ("Heparin within five times its elimination half-life", "drug heparin [<= 5 {half-life} before now]"),
        ("Heparin within 5 plasma half lives", "drug heparin [<= 5 {half-life} before now]"),
    ],
)
def test_how_long(words: str, leaf: str) -> None:
    assert read(f"Exclusion: {words}") == (leaf, "full")


@pytest.mark.parametrize(
    "words",
    [
        "28 days or at least 5 half-lives before the first dose",
        "28 days, or 5 half-lives if that is longer, of the first dose",
        "28 days or 5 half-lives, whichever comes later, of the first dose",
    ],
)
def test_the_longer_of_two(words: str) -> None:
    first, second = "drug heparin [<= 28 d before first_dose]", "drug heparin [<= 5 {half-life} before first_dose]"
    assert read(f"Exclusion: Heparin within {words}") == (f"any({first}; {second})", "full")


def test_a_working_day_is_no_week_of_a_pregnancy() -> None:
    assert "gestational" not in read("Exclusion: Heparin 5 working days before surgery")[0]


def test_without_in_short_denies() -> None:
    rule = "all(hemoglobin >= 9 g/dL; not(procedure blood transfusion [<= 7 d before now]))"
    assert read("Inclusion: Hb ≥ 9 g/dL w/o transfusion w/in 7 days") == (rule, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (
            "Inclusion: At least 40 days after stroke and 3 months after hip fracture",
            "all(condition stroke [>= 40 d before now]; condition hip fracture [>= 3 mo before now])",
        ),
        (
            "Inclusion: At least 3 weeks from last chemotherapy, 6 weeks from mitomycin, and 2 weeks from radiotherapy",
            "all(not(drug_class chemotherapy [< 3 wk before now]); not(drug mitomycin [< 6 wk before now]);"
            " not(therapy radiotherapy [< 2 wk before now]))",
        ),
        ("Inclusion: Seizure free ≥ 12 months", "not(condition seizure [< 12 mo before now])"),
        ("Inclusion: No menses ≥ 12 months", "not(condition menstruation [< 12 mo before now])"),
        ("Inclusion: Newly diagnosed (≤ 6 weeks) gout", "condition gout [<= 6 wk before now]"),
        (
            "Inclusion: Time from transplantation to enrolment: 1 to 5 years",
            "procedure transplantation [in [1, 5] a before enrolment]",
        ),
        (
            "Inclusion: Hip surgery ≥ 60 days and ≤ 12 months before registration",
            "all(procedure hip surgery [>= 60 d before enrolment]; procedure hip surgery [<= 12 mo before enrolment])",
        ),
    ],
)
def test_so_long_ago(words: str, rule: str) -> None:
    assert read(words) == (rule, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (
            "History within 2 years of suicide attempt or stroke",
            "any(condition suicide attempt [<= 2 a before now]; condition stroke [<= 2 a before now])",
        ),
        (
            "Active hepatitis B or treated tuberculosis in the last 2 years",
            "any(condition hepatitis b current; condition tuberculosis [<= 2 a before now])",
        ),
        (
            "Rituximab, or any other biologic within 21 days",
            "any(drug rituximab [<= 21 d before now]; drug_class biologic [<= 21 d before now])",
        ),
        (
            "Infection or exacerbation treated with antibiotics within 4 weeks",
            "any(condition infection [<= 4 wk before now]; all(condition exacerbation [<= 4 wk before now];"
            " drug_class antibiotic [<= 4 wk before now]))",
        ),
        (
            "Stroke, unstable angina or PCI < 60 days; CABG < 90 days",
            "any(condition stroke [< 60 d before now]; condition unstable angina [< 60 d before now];"
            " procedure percutaneous coronary intervention [< 60 d before now];"
            " procedure coronary artery bypass grafting [< 90 d before now])",
        ),
        (
            "Septic shock, i.e. noradrenaline for more than 6 h",
            "all(condition septic shock; drug norepinephrine for [> 6 h])",
        ),
        (
            "Arthroscopy within 1 year, or planned knee surgery in the next 12 months",
            "any(procedure arthroscopy [<= 1 a before now]; procedure knee surgery planned [<= 12 mo after now])",
        ),
        (
            "Major surgery (e.g. requiring general anesthesia) within 2 months of V1",
            "any(procedure major surgery [<= 2 mo before visit]; procedure general anesthesia [<= 2 mo before visit])",
        ),
    ],
)
def test_who_has_it(words: str, rule: str) -> None:
    assert read(f"Exclusion: {words}")[0] == rule


@pytest.mark.parametrize(
    "words",
    [
        "Exclusion: HIV infection, syphilis or gonorrhea within 6 months",  # HIV goes on
        "Exclusion: Organ transplant, or HSCT within 6 months",  # of either, or of the last?
        "Exclusion: Blood donation, blood loss ≥ 400 mL, or transfusion within 8 weeks",
        "Inclusion: No use of steroids ≥ 4 weeks",  # none for so long, or none so long?
    ],
)
def test_what_it_limits_may_be_in_doubt(words: str) -> None:
    assert read(words)[1] == "partial"


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (
            "Immunosuppressants: azathioprine or methotrexate within 4 weeks",
            'any(drug_class "immunosuppressive drug" [<= 4 wk before now]; drug azathioprine [<= 4 wk before now];'
            " drug methotrexate [<= 4 wk before now])",
        ),
        (
            "Concomitant medications: heparin within 7 days, aspirin within 10 days",
            "any(drug heparin [<= 7 d before now]; drug aspirin [<= 10 d before now])",
        ),
        (
            "Radiotherapy ≤ 4 weeks (≤ 2 weeks for brachytherapy) prior to starting study drug",
            "any(therapy radiotherapy [<= 4 wk before first_dose]; therapy brachytherapy [<= 2 wk before first_dose])",
        ),
        (
            "Current use of, or use within 14 days of Day 1 of, heparin",
            "any(drug heparin current; drug heparin [<= 14 d before first_dose])",
        ),
        (
            "Egg donation within 30 days before or 30 days after the last dose",
            "any(procedure egg donation [<= 30 d before first_dose]; procedure egg donation [<= 30 d after last_dose])",
        ),
        (
            "Sperm donation during the study and for 90 days after the last dose",
            "any(procedure sperm donation planned [<= 90 d after last_dose]; procedure sperm donation planned)",
        ),
        (
            "Use of the following prior to Day 1: (a) biologics - 12 weeks; (b) statins - 4 weeks",
            "any(drug_class biologic [<= 12 wk before first_dose]; drug_class statin [<= 4 wk before first_dose])",
        ),
        (
            "Any of the following medications before screening: heparin (8 days), aspirin (2 weeks)",
            "any(drug heparin [<= 8 d before screening]; drug aspirin [<= 2 wk before screening])",
        ),
        (
            "Antibiotics 4 wk, heparin 2 wk, statins 1 wk before the breath test",
            "any(drug_class antibiotic [<= 4 wk before other]; drug heparin [<= 2 wk before other];"
            " drug_class statin [<= 1 wk before other])",
        ),
        (
            "Blood donation (within 8 weeks) or blood transfusion (within 7 days) before check-in",
            "any(procedure blood donation [<= 8 wk before other]; procedure blood transfusion [<= 7 d before other])",
        ),
        ("Lumbar puncture < 24 h", "procedure lumbar puncture [< 24 h before now]"),
        ("Will require surgery within 6 months of enrolment", "procedure surgery planned [<= 6 mo after enrolment]"),
        ("≥ 2 exacerbations in 12 months", "exacerbations >= 2 [<= 12 mo before now]"),
    ],
)
def test_heads_plans_and_counts(words: str, rule: str) -> None:
    assert read(f"Exclusion: {words}") == (rule, "full")


def test_the_class_of_members_with_times_of_their_own_is_left_in_doubt() -> None:
    assert read("Exclusion: TNF inhibitors: etanercept within 4 weeks, infliximab within 8 weeks")[1] == "partial"


def test_what_is_done_every_three_weeks_is_no_window() -> None:
    assert "3 wk" not in read("Exclusion: Chemotherapy every 3 weeks, radiotherapy 4 weeks before enrolment")[0]


def test_the_items_of_a_lead_in_say_how_long_before() -> None:
    text = (
        "Exclusion Criteria:\n\n* Any of the following prior to Day 1:\n  - Biologics: 12 weeks\n  - gout > 6 months\n"
    )
    rule = str(trialrules.extract(text).criteria[0].rule)
    assert rule == "any(drug_class biologic [<= 12 wk before first_dose]; condition gout for [> 6 mo])"


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (
            "Exclusion: Participation in another trial (unless > 30 days since last dose)",
            "study clinical trial [<= 30 d before now]",
        ),
        ("Exclusion: Chemotherapy, < 3 weeks since last dose", "drug_class chemotherapy [< 3 wk before now]"),
        ("Exclusion: Rituximab unless the last infusion was ≥ 6 months ago", "drug rituximab [< 6 mo before now]"),
        (
            "Inclusion: Prior chemotherapy, ≥ 3 weeks since last dose",
            "all(drug_class chemotherapy past; not(drug_class chemotherapy [< 3 wk before now]))",
        ),
        (
            "Inclusion: Prior rituximab, last infusion ≥ 6 months before D1",
            "all(drug rituximab past; not(drug rituximab [< 6 mo before first_dose]))",
        ),
        ("Exclusion: Fever within 4 weeks since last dose of study drug", "condition fever [<= 4 wk after last_dose]"),
    ],
)
def test_since_the_last_dose(words: str, rule: str) -> None:
    assert read(words) == (rule, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("≤ 60 days between hip surgery and registration", "procedure hip surgery [<= 60 d before enrolment]"),
        (
            "No more than 12 weeks between diagnosis and randomisation",
            "condition diagnosis [<= 12 wk before randomization]",
        ),
        (
            "Interval of ≥ 21 days between last chemotherapy and D1",
            "not(drug_class chemotherapy [< 21 d before first_dose])",
        ),
        ("Fever > 38 °C for ≥ 3 days in the last week", "body temperature > 38 Cel [<= 1 wk before now] for [>= 3 d]"),
    ],
)
def test_between_two_events_and_behind_a_length(words: str, rule: str) -> None:
    assert read(f"Inclusion: {words}") == (rule, "full")


@pytest.mark.parametrize(
    "words", ["Has not stopped aspirin at least 7 days", "Has not discontinued aspirin for ≥ 7 days"]
)
def test_not_to_have_stopped_is_to_have_taken(words: str) -> None:
    rule, coverage = read(f"Exclusion: {words} before surgery")
    assert "drug aspirin [< 7 d before surgery]" in rule
    assert "not(" not in rule
    assert coverage == "partial"


def test_between_two_visits_is_no_window() -> None:
    assert "[" not in read("Inclusion: Gout, at least 7 days between screening and baseline")[0]


def test_the_items_of_a_lead_in_may_be_used_so_each_for_itself() -> None:
    text = "Inclusion Criteria:\n\n* Stable doses of the following for ≥ 3 months, if used:\n  - statins\n  - heparin\n"
    assert str(trialrules.extract(text).criteria[0].rule) == (
        "all(any(not(drug_class statin); drug_class statin for [>= 3 mo]);"
        " any(not(drug heparin); drug heparin for [>= 3 mo]))"
    )


def test_a_distance_walked_is_of_no_window() -> None:
    assert "[" not in read("Inclusion: Able to walk > 400 m in 6 minutes")[0]


def test_what_is_over_on_the_day_lasts_no_months() -> None:
    rule, coverage = read("Inclusion: Bariatric surgery at least 2 years ago and weight stable for ≥ 3 months")
    assert "bariatric surgery [>= 2 a before now];" in rule
    assert coverage == "partial"


def test_the_purpose_of_the_first_behind_a_window_parts_no_list() -> None:
    rule = read("Exclusion: In the 12 months before V1: hospitalization for COPD, hip surgery, or stroke")[0]
    assert rule.count("[<= 12 mo before visit]") == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Previous 6-week course of prednisone", ("drug prednisone past for [>= 6 wk]", "full")),
        ("Prior 24-hour Holter monitoring", ('all(other "24-hour"; procedure holter monitoring past)', "partial")),
        ("Fever in the prior 48-hour period", ("condition fever [<= 48 h before now]", "full")),
        ("Past 30-day use of cannabis", ("drug cannabis [<= 30 d before now]", "full")),
        (
            "Surgery expected during the first 52 weeks",
            ("procedure surgery planned [<= 52 wk after first_dose]", "full"),
        ),
    ],
)
def test_the_length_of_what_was_done_is_no_window(words: str, said: tuple[str, str]) -> None:
    assert read(f"Exclusion: {words}") == said


@pytest.mark.parametrize(
    ("words", "leaf"),
    [
        ("On levodopa since at least 4 weeks before baseline", "drug levodopa current for [>= 4 wk]"),
        ("Treated with metformin since more than 3 months prior to screening", "drug metformin for [> 3 mo]"),
        ("Receiving dialysis since at least 3 months before inclusion", "procedure dialysis current for [>= 3 mo]"),
        ("No relapse since at least 3 months before inclusion", "not(condition relapse [< 3 mo before enrolment])"),
        ("No treatment with rituximab since at least 6 months", "not(drug rituximab [< 6 mo before now])"),
        ("Aspirin stopped since at least 4 weeks before baseline", "not(drug aspirin [< 4 wk before baseline])"),
        ("At least 4 weeks since aspirin before baseline", "not(drug aspirin [< 4 wk before now])"),
    ],
)
def test_since_so_long(words: str, leaf: str) -> None:
    assert read(f"Inclusion: {words}") == (leaf, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Asthma and inhaled corticosteroids unchanged for 4 weeks",
         "all(condition asthma; drug_class inhaled corticosteroid for [>= 4 wk])"),
        ("Undetectable viral load and antiretroviral regimen unchanged for ≥ 4 weeks",
         "all(condition undetectable viral load; drug_class antiretroviral for [>= 4 wk])"),
        ("Asthma or COPD stable for at least 4 weeks",
         "any(condition asthma for [>= 4 wk]; condition chronic obstructive pulmonary disease for [>= 4 wk])"),
    ],
)  # fmt: skip
def test_drugs_that_stay_unchanged_leave_the_disease_its_time(words: str, rule: str) -> None:
    assert read(f"Inclusion: {words}")[0] == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Exclusion: Cannabis since 30 days before screening", "drug cannabis [<= 30 d before screening]"),
        ("Exclusion: Chemotherapy since 4 weeks before surgery", "drug_class chemotherapy [<= 4 wk before surgery]"),
        ("Inclusion: On metformin since 3 months before screening", "drug metformin current for [>= 3 mo]"),
        ("Exclusion: Treated with interferon since at least 3 months", "drug_class interferon for [>= 3 mo]"),
    ],
)
def test_since_before_a_visit(words: str, rule: str) -> None:
    assert read(words) == (rule, "full")


def test_how_many_of_a_second_time_may_be_in_doubt() -> None:
    rule = "any(seizures > 3 [<= 12 mo before now]; seizures > 1 [<= 30 d before now])"
    assert read("Exclusion: More than 3 seizures in 12 months or 1 in the last 30 days") == (rule, "partial")
