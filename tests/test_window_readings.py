"""Windows on the right thing, in the right direction, from the right event; one group of sentences a mechanism."""

import pytest
import trialrules
from readings import read


def leaves(words: str) -> list[str]:
    """Every leaf that has a window or a duration, as it is written."""
    rule = read(words)[0]
    return [x.strip(" ()") for x in rule.replace("any(", ";").replace("all(", ";").split(";") if "[" in x]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (
            "Exclusion:\n- Aspirin within 4 weeks; dupilumab (within 10 weeks); steroids within 7 days before baseline",
            "any(drug aspirin [<= 4 wk before baseline]; drug dupilumab [<= 10 wk before baseline]; "
            "drug_class corticosteroid [<= 7 d before baseline])",
        ),
        (
            "Exclusion:\n- Chemotherapy within 4 weeks before the first dose; mitomycin C within 6 weeks",
            "any(drug_class chemotherapy [<= 4 wk before first_dose]; drug mitomycin [<= 6 wk before first_dose])",
        ),
        (
            "Exclusion:\n- Chemotherapy within 4 weeks before the first dose; stroke within the last 6 months",
            "any(drug_class chemotherapy [<= 4 wk before first_dose]; condition stroke [<= 6 mo before now])",
        ),
        (
            "Exclusion:\n- Antimalarial treatment within 28 days (or 6 weeks for mefloquine)",
            "any(drug_class antimalarial [<= 28 d before now]; drug mefloquine [<= 6 wk before now])",
        ),
        (
            "Exclusion:\n- Stroke in the last 6 months; surgery within 4 weeks before randomisation",
            "any(condition stroke [<= 6 mo before now]; procedure surgery [<= 4 wk before randomization])",
        ),
        (
            "Exclusion: Interferon beta or ocrelizumab within 2 and 5 months, respectively, before baseline",
            "any(drug_class interferon beta [<= 2 mo before baseline]; drug ocrelizumab [<= 5 mo before baseline])",
        ),
        (
            "Exclusion: Alemtuzumab (24 months), cladribine (18 months) or fingolimod (2 months) before randomisation",
            "any(drug alemtuzumab [<= 24 mo before randomization]; drug cladribine [<= 18 mo before randomization];"
            " drug fingolimod [<= 2 mo before randomization])",
        ),
        (
            "Exclusion: Radiotherapy within 3 weeks (8 weeks for brachytherapy) before enrolment",
            "any(therapy radiotherapy [<= 3 wk before enrolment]; therapy brachytherapy [<= 8 wk before enrolment])",
        ),
        (
            "Exclusion: Radiotherapy within 3 weeks, or 8 weeks for brachytherapy, before enrolment",
            "any(therapy radiotherapy [<= 3 wk before enrolment]; therapy brachytherapy [<= 8 wk before enrolment])",
        ),
        (
            "Exclusion: Prescription drugs within 14 days or over-the-counter medication within 7 days",
            "any(therapy prescription medication [<= 14 d before now];"
            " therapy over-the-counter medication [<= 7 d before now])",
        ),
        (
            "Exclusion: Planning to become pregnant, or less than 6 months postpartum",
            "any(condition pregnancy planned; condition postpartum state for [< 6 mo])",
        ),
        (
            "Exclusion: Any vaccine within 21 days (live) or 7 days (inactivated) of dosing",
            'any(vaccine "live vaccine" [<= 21 d before first_dose];'
            ' vaccine "inactivated vaccine" [<= 7 d before first_dose])',
        ),
        (
            "Exclusion: Antibody therapy: rituximab within 6 months, trastuzumab within 3 months,"
            " all others within 5 half-lives",
            "any(drug_class monoclonal antibody [<= 5 {half-life} before now]; drug rituximab [<= 6 mo before now];"
            " drug trastuzumab [<= 3 mo before now])",
        ),
        (
            "Exclusion: Blood donation within 8 weeks before or after dosing",
            "any(procedure blood donation [<= 8 wk before first_dose];"
            " procedure blood donation [<= 8 wk after first_dose])",
        ),
        (
            "Exclusion: Vaccination within 4 weeks before the study or planned within 6 weeks after the last dose",
            'any(vaccine "vaccine" [<= 4 wk before study_start]; vaccine "vaccine" planned [<= 6 wk after last_dose])',
        ),
        (
            "Inclusion: Moderate-to-severe atopic dermatitis for at least 6 months",
            'condition "moderate to severe atopic dermatitis" for [>= 6 mo]',
        ),
        (
            "Inclusion: Stable angina, CCS class I-III, for at least 2 months",
            "all(condition stable angina for [>= 2 mo]; CCS class in [1, 3])",
        ),
        (
            "Exclusion: Past-month seizures or past-year status epilepticus",
            "any(condition seizure [<= 1 mo before now]; condition status epilepticus [<= 1 a before now])",
        ),
        (
            "Exclusion: Participation in a drug study within 3 months or 5 half-lives of the investigational drug",
            "any(study clinical trial [<= 3 mo before now]; study clinical trial [<= 5 {half-life} before now];"
            ' therapy "investigational drug")',
        ),
    ],
)
def test_several_lengths(words: str, rule: str) -> None:
    assert read(words)[0] == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Exclusion: Less than 3 months since last infusion of rituximab", "drug rituximab [< 3 mo before now]"),
        ("Inclusion: At least 14 days since the last dose of aspirin", "not(drug aspirin [< 14 d before now])"),
        (
            "Inclusion: At least 4 weeks since chemotherapy (6 weeks since carmustine)",
            "all(not(drug_class chemotherapy [< 4 wk before now]); not(drug carmustine [< 6 wk before now]))",
        ),
        (
            "Inclusion: At least 4 weeks must have passed since radiotherapy",
            "not(therapy radiotherapy [< 4 wk before now])",
        ),
        (
            "Inclusion: At most 5 years and at least 6 months since diagnosis",
            "condition diagnosis [in [6, 60] mo before now]",
        ),
        (
            "Inclusion: At least 3 months since stroke or sepsis",
            "all(not(condition stroke [< 3 mo before now]); not(condition sepsis [< 3 mo before now]))",
        ),
        ("Inclusion: At least 3 months since stroke", "condition stroke [>= 3 mo before now]"),
        (
            "Exclusion: Immunosuppressants (including steroids for more than 14 days)",
            'any(drug_class "immunosuppressive drug"; drug_class corticosteroid for [> 14 d])',
        ),
        (
            "Exclusion: Sepsis requiring norepinephrine for at least 6 hours",
            "all(condition sepsis; drug norepinephrine for [>= 6 h])",
        ),
        (
            "Exclusion: Receiving warfarin or surgery within 2 weeks",
            "any(drug warfarin current; procedure surgery [<= 2 wk before now])",
        ),
        (
            "Exclusion: On immunosuppressants, or chemotherapy within 6 months",
            'any(drug_class "immunosuppressive drug" current; drug_class chemotherapy [<= 6 mo before now])',
        ),
        (
            "Exclusion: Current participation in another trial or within 3 months or 5 half-lives before screening",
            "any(study clinical trial current; study clinical trial [<= 3 mo before screening];"
            " study clinical trial [<= 5 {half-life} before screening])",
        ),
        (
            "Exclusion: Active or recent infection within 30 days or 5 half-lives of the study drug",
            "any(condition infection current; condition infection [<= 30 d before first_dose];"
            " condition infection [<= 5 {half-life} before first_dose])",
        ),
        (
            "Inclusion: Washout of statins 4 weeks before screening",
            "not(drug_class statin [< 4 wk before screening])",
        ),
        ("Inclusion: A washout of statins for at least 4 weeks", "not(drug_class statin [< 4 wk before now])"),
        (
            "Exclusion: Planned or recent (within 3 months) surgery",
            "any(procedure surgery planned; procedure surgery [<= 3 mo before now])",
        ),
        ("Inclusion: > 12 months since diagnosis", "condition diagnosis [> 12 mo before now]"),
        ("Inclusion: Between 2 and 8 weeks after stroke", "condition stroke [in [2, 8] wk before now]"),
        ("Inclusion: Must be at least 3 weeks post surgery", "procedure surgery [>= 3 wk before now]"),
        ("Inclusion: Within 48 hours of birth", "condition birth [<= 48 h before now]"),
        (
            "Inclusion: Time between diagnosis and first dose ≤ 8 weeks",
            "condition diagnosis [<= 8 wk before first_dose]",
        ),
        ("Exclusion: Less than 12 weeks post-partum", "condition postpartum state for [< 12 wk]"),
        (
            "Exclusion: ≤ 4 weeks from major surgery or ≤ 2 weeks from minor surgery",
            "any(procedure major surgery [<= 4 wk before now]; procedure minor surgery [<= 2 wk before now])",
        ),
        (
            "Exclusion: Within the last 6 months: TIA, stroke, unstable angina",
            "any(condition transient ischemic attack [<= 6 mo before now]; condition stroke [<= 6 mo before now];"
            " condition unstable angina [<= 6 mo before now])",
        ),
        (
            "Exclusion: Any recent (<6 months) myocardial infarction",
            "condition myocardial infarction [< 6 mo before now]",
        ),
        (
            "Exclusion: Pneumonia with less than 3 days of antibiotic therapy",
            "all(condition pneumonia; drug_class antibiotic for [< 3 d])",
        ),
    ],
)
def test_what_stands_behind(words: str, rule: str) -> None:
    assert read(words) == (rule, "full")


@pytest.mark.parametrize(
    ("words", "leaf"),
    [
        ("Planned pregnancy within 12 months", "condition pregnancy planned [<= 12 mo after now]"),
        ("Scheduled hip replacement within 6 months", "procedure hip replacement planned [<= 6 mo after now]"),
        ("Need for dialysis in the coming 4 weeks", "procedure dialysis [<= 4 wk after now]"),
        ("Surgery within the next 3 months", "procedure surgery [<= 3 mo after now]"),
        ("Major surgery within the following 3 months", "procedure major surgery [<= 3 mo after now]"),
        ("Surgery within 3 months", "procedure surgery [<= 3 mo before now]"),
        ("Surgery in the last 3 months", "procedure surgery [<= 3 mo before now]"),
        ("Surgery within the 3 previous months", "procedure surgery [<= 3 mo before now]"),
        (
            "Transfusion within 4 weeks prior to or during screening",
            "procedure blood transfusion [<= 4 wk before screening]",
        ),
    ],
)
def test_the_direction(words: str, leaf: str) -> None:
    assert leaves(f"Exclusion: {words}") == [leaf]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (
            "Cancer, except basal cell carcinoma, within the past 5 years",
            "condition cancer [<= 5 a before now] except basal cell carcinoma",
        ),
        (
            "Malignancy (other than basal cell carcinoma) within 5 years",
            "condition malignancy [<= 5 a before now] except basal cell carcinoma",
        ),
        (
            "Any cytotoxic agent other than hydroxyurea within 14 days",
            "drug_class cytotoxic agent [<= 14 d before now] except hydroxyurea",
        ),
        (
            "History of depression, unless in remission for at least 2 years",
            "all(condition depression past; not(condition remission for [>= 2 a]))",
        ),
        (
            "Immunosuppressants within 3 months unless on a stable dose for 4 weeks",
            'all(drug_class "immunosuppressive drug" [<= 3 mo before now];'
            ' not(drug_class "immunosuppressive drug" for [>= 4 wk]))',
        ),
    ],
)
def test_exceptions_keep_windows_apart(words: str, rule: str) -> None:
    assert read(f"Exclusion: {words}")[0] == rule


@pytest.mark.parametrize(
    ("words", "rule", "coverage"),
    [
        (
            "Exclusion: Gout, asthma or cough for > 3 weeks",
            "any(condition gout for [> 3 wk]; condition asthma for [> 3 wk]; condition cough for [> 3 wk])",
            "full",
        ),
        (
            "Exclusion: Gout, asthma, cough > 3 weeks",
            "any(condition gout for [> 3 wk]; condition asthma for [> 3 wk]; condition cough for [> 3 wk])",
            "partial",
        ),
        (
            "Inclusion: Kellgren-Lawrence grade 2-3, pain VAS >= 40 mm for >= 3 months",
            "all(Kellgren-Lawrence grade in [2, 3]; pain VAS >= 40 mm {?} for [>= 3 mo])",
            "full",
        ),
    ],
)  # fmt: skip
def test_a_length_behind_a_list(words: str, rule: str, coverage: str) -> None:
    """A bare one may be of the last alone, and so it is in doubt."""
    assert read(words) == (rule, coverage)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Inclusion: At least 4 weeks since last chemotherapy", "not(drug_class chemotherapy [< 4 wk before now])"),
        ("Inclusion: Last stroke more than 4 weeks ago", "not(condition stroke [<= 4 wk before now])"),
        ("Exclusion: Last stroke less than 4 weeks ago", "condition stroke [< 4 wk before now]"),
        ("Exclusion: Pregnancy < 4 weeks ago", "condition pregnancy [< 4 wk before now]"),
    ],
)
def test_the_last_of_its_kind_is_none_since(words: str, rule: str) -> None:
    assert read(words) == (rule, "full")


def test_the_anchor_that_closes_the_sentence() -> None:
    words = "Teriflunomide within the last 2 years unless cleared from the body prior to start of study medication"
    assert leaves(f"Exclusion: {words}") == ["drug teriflunomide [<= 2 a before first_dose]"]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Relapse-free for at least 12 months", "not(condition relapse [< 12 mo before now])"),
        (
            "Off antidepressants for at least 2 weeks before baseline",
            "not(drug_class antidepressant [< 2 wk before baseline])",
        ),
        ("Free of opioids for 7 days", "not(drug_class opioid [< 7 d before now])"),
        ("No opioid use for 7 days", "not(drug_class opioid [< 7 d before now])"),
        ("Without anticoagulants for > 10 days", "not(drug_class anticoagulant [<= 10 d before now])"),
        ("Abstinent from alcohol for 6 months", "not(drug alcohol [< 6 mo before now])"),
        (
            "Off steroids or opioids for 4 weeks",
            "all(not(drug_class corticosteroid [< 4 wk before now]); not(drug_class opioid [< 4 wk before now]))",
        ),
        ("Seizure-free for less than 6 months", "condition seizure [< 6 mo before now]"),
        ("Not seizure-free for at least 6 months", "condition seizure [< 6 mo before now]"),
    ],
)
def test_free_of_something_for_a_time(words: str, rule: str) -> None:
    assert read(f"Inclusion: {words}") == (rule, "full")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Any of these in the past 3 months: stroke, seizure or major surgery; active hepatitis",
            ["stroke", "seizure", "major surgery"],
        ),
        ("Diabetes, hypertension, stroke within 6 months, or cancer", ["stroke"]),
        ("Surgery, stroke or seizure within 6 months, and cancer", ["surgery", "stroke", "seizure"]),
        ("Pregnancy, hepatitis, stroke (within 6 months)", ["stroke"]),
        ("Epilepsy, treatment with rituximab or cladribine within 6 months", ["rituximab", "cladribine"]),
        ("Cardiac surgery for valve disease within 6 months", ["cardiac surgery"]),
        ("Stroke (TIA) or myocardial infarction (MI) within 6 months", ["stroke", "myocardial infarction"]),
        (
            "Potent inducers of CYP3A4 such as phenytoin, rifampin, St. John's Wort within 2 weeks",
            ["phenytoin", "rifampin"],
        ),
        ("Stroke, pneumonia or a coronary or peripheral embolism within 6 months", ["stroke", "pneumonia"]),
        ("Stroke (ischaemic, known) or seizure within 6 months", ["stroke", "seizure"]),
        ("Lithium (up to 900 mg/day) or warfarin within 6 months", ["lithium", "warfarin"]),
        ("Hepatitis, or warfarin within 6 months", ["warfarin"]),
        ("Hepatitis, or an arrhythmia requiring hospitalisation within 6 months", ["arrhythmia", "hospitalization"]),
        ("Hepatitis ever or stroke within 6 months", ["stroke"]),
        ("Hepatitis, or recurrent gout after curative treatment ( > 6 months ago)", ["curative treatment"]),
        ("Pregnancy, or the wish for it, or seizure within 6 months", ["seizure"]),
    ],
)
def test_who_shares_a_window(words: str, expected: list[str]) -> None:
    found = leaves(f"Exclusion: {words}")
    named = [leaf.split(" [")[0].split(" ", 1)[1].strip('"') for leaf in found]
    assert [name for name in expected if name in named] == expected
    assert not {"diabetes mellitus", "hypertension", "epilepsy", "pregnancy", "hepatitis", "cancer"} & set(named)


@pytest.mark.parametrize(
    "words",
    [
        "Available for follow-up for 12 months",
        "Available for the 8-week study",
        "Able to come to visits for 24 weeks",
        "Clinic visits every 4 weeks",
        "Travel time > 2 hours to the site",
        "Door-to-needle time < 60 min",
        "Referred to another hospital within 7 days",
        "Willing to be followed up for 2 years",
        "Karnofsky > 60 for patients < 16 years",
        "Life expectancy ≥ 3 months",
        "Gestational age ≥ 37 weeks",
        "Age of at least 18 years",
    ],
)
def test_what_is_no_window(words: str) -> None:
    rule = trialrules.extract(f"Inclusion: {words}").criteria[0].rule
    assert rule is None or ("before" not in str(rule) and " for [" not in str(rule))


def test_the_second_of_two_values_has_the_window_where_the_first_has_a_time() -> None:
    rule, coverage = read("Inclusion: Eosinophils ≥ 300 /uL at screening or ≥ 150 /uL in the past year")
    assert coverage == "full"
    assert rule.count("[<= 1 a before now]") == 1
    assert rule.endswith("[<= 1 a before now])")


def test_a_window_of_what_nothing_names_is_lost_and_said_to_be() -> None:
    rule, coverage = read("Exclusion: Claustrophobia, unable to lie still for 45 minutes")
    assert coverage == "partial"
    assert "before now]" not in rule
    assert " for [" not in rule


@pytest.mark.parametrize("state", ["neurologically stable", "clinically stable", "able to walk", "living with family"])
def test_how_long_a_state_has_lasted_is_no_time_of_the_value_before_it(state: str) -> None:
    rule, _ = read(f"Inclusion: EDSS 0 to 5.5 at screening, {state} for at least 30 days")
    assert rule.startswith("all(EDSS in [0, 5.5]; other ")


def test_incl_in_short_opens_examples_of_the_same_time() -> None:
    rule, _ = read("Exclusion: Immunosuppressants within 4 weeks, incl. azathioprine")
    assert rule.endswith("; drug azathioprine [<= 4 wk before now])")


def test_the_second_bound_of_a_time_is_no_exception() -> None:
    rule, coverage = read("Inclusion: At least 3 months but not more than 12 months post stroke")
    assert (rule, coverage) == ("condition stroke [in [3, 12] mo before now]", "full")


def test_a_stable_value_has_its_time() -> None:
    assert read("Inclusion: EDSS 0 to 5.5, stable for at least 30 days") == ("EDSS in [0, 5.5] for [>= 30 d]", "full")


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Hypnotics unless stopped at least 10 days before baseline", "drug_class hypnotic [< 10 d before baseline]"),
        ("Zolpidem or melatonin, unless discontinued ≥ 5 days before Day 1",
         "any(drug zolpidem [< 5 d before first_dose]; drug melatonin [< 5 d before first_dose])"),
        ("Chemotherapy within 3 weeks (6 weeks for nitrosoureas), or dialysis within 4 weeks, of Day 1",
         "any(drug_class chemotherapy [<= 3 wk before first_dose]; drug_class nitrosourea [<= 6 wk before first_dose]; "
         "procedure dialysis [<= 4 wk before first_dose])"),
        ("Cannabis on at least 6 days in the last 30 days", "cannabis days >= 6 [<= 30 d before now]"),
        ("Participation in a trial within 60 d or 5 half-lives of the drug (whichever is longer) before baseline",
         "any(study clinical trial [<= 60 d before baseline]; "
         "study clinical trial [<= 5 {half-life} before baseline])"),
        ("Ustekinumab within the shorter of 6 weeks or 5 half-lives before enrolment",
         "all(drug ustekinumab [<= 6 wk before enrolment]; drug ustekinumab [<= 5 {half-life} before enrolment])"),
        ("Current or planned pregnancy within the next 9 months",
         "any(condition pregnancy current; condition pregnancy planned [<= 9 mo after now])"),
        ("Hospitalised for asthma within 7 weeks of screening",
         'condition "hospitalization for asthma" [<= 7 wk before screening]'),
        ("In the last 7 months: (a) gout, (b) stroke, or (c) dialysis",
         "any(condition gout [<= 7 mo before now]; condition stroke [<= 7 mo before now]; "
         "procedure dialysis [<= 7 mo before now])"),
        ("Gout, diagnosed by a rheumatologist at least 7 months before screening",
         "condition gout [>= 7 mo before screening]"),
    ],
)  # fmt: skip
def test_windows_of_what_is_stopped_listed_counted_or_diagnosed(words: str, notation: str) -> None:
    assert read(f"Exclusion: {words}")[0] == notation


def test_no_time_free_of_it_is_left_in_doubt() -> None:
    _, coverage = read("Inclusion: Epilepsy with no seizure-free period of more than 2 weeks")
    assert coverage == "partial"


def test_to_be_a_smoker_for_a_time_is_a_condition_that_lasts() -> None:
    rule, _ = read("Inclusion: Current smoker for at least two years, with asthma")
    assert rule == "all(condition smoking current for [>= 2 a]; condition asthma)"


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Inclusion: Stable dose of lithium for at least 6 weeks", "drug lithium for [>= 6 wk]"),
        ("Inclusion: Lithium at an unchanged dose in the 6 weeks before baseline", "drug lithium for [>= 6 wk]"),
        ("Inclusion: Stable dosage (≥ 30 days) of lithium", "drug lithium for [>= 30 d]"),
        (
            "Exclusion: Statins or fibrates, unless the dose has been stable for 6 weeks or more",
            "any(all(drug_class statin; not(drug_class statin for [>= 6 wk]));"
            " all(drug_class fibrate; not(drug_class fibrate for [>= 6 wk])))",
        ),
        (
            "Exclusion: Statins not on a stable dose for at least 6 weeks",
            "all(drug_class statin; not(drug_class statin for [>= 6 wk]))",
        ),
        (
            "Inclusion: Statins, if taken, at a stable dose for ≥ 6 weeks",
            "any(not(drug_class statin); drug_class statin for [>= 6 wk])",
        ),
        (
            "Inclusion: If taking a statin, the dose must have been unchanged for more than 6 weeks",
            "any(not(drug_class statin current); drug_class statin current for [> 6 wk])",
        ),
        (
            "Inclusion: No antidepressants unless stable for at least 8 weeks",
            "any(not(drug_class antidepressant); drug_class antidepressant for [>= 8 wk])",
        ),
        (
            "Inclusion: Not on lithium, or on a stable dose for at least 6 weeks",
            "any(not(drug lithium current); drug lithium current for [>= 6 wk])",
        ),
        (
            "Inclusion: No statins, or statins at a stable dose for 6 weeks",
            "any(not(drug_class statin); drug_class statin for [>= 6 wk])",
        ),
        ("Inclusion: Stable angina for at least 3 months", "condition stable angina for [>= 3 mo]"),
        ("Exclusion: Patients not on a stable dose of insulin for 3 months", "not(drug_class insulin for [>= 3 mo])"),
    ],
)
def test_an_unchanged_dose(words: str, rule: str) -> None:
    assert read(words) == (rule, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (
            "Exclusion: PCI or CABG within 3 months, or planned in the next 6 months",
            "any(procedure percutaneous coronary intervention [<= 3 mo before now];"
            " procedure coronary artery bypass grafting [<= 3 mo before now];"
            " procedure percutaneous coronary intervention planned [<= 6 mo after now];"
            " procedure coronary artery bypass grafting planned [<= 6 mo after now])",
        ),
        (
            "Inclusion: No surgery within 3 months or planned within 6 months",
            "all(not(procedure surgery [<= 3 mo before now]); not(procedure surgery planned [<= 6 mo after now]))",
        ),
        ("Exclusion: Dialysis expected within 3 months", "procedure dialysis planned [<= 3 mo after now]"),
        (
            "Exclusion: Currently on dialysis or expected to start within 3 months",
            "any(procedure dialysis; procedure dialysis planned [<= 3 mo after now])",
        ),
        (
            "Exclusion: Bariatric surgery less than 2 years ago or planning it within 1 year",
            "any(procedure bariatric surgery [< 2 a before now];"
            " procedure bariatric surgery planned [<= 1 a after now])",
        ),
        (
            "Exclusion: Statins within 4 weeks before or during the trial",
            "any(drug_class statin [<= 4 wk before study_start]; drug_class statin planned)",
        ),
        (
            "Exclusion: Warfarin from 14 days before the first dose until the end of the study",
            "any(drug warfarin [<= 14 d before first_dose]; drug warfarin planned)",
        ),
        (
            "Exclusion: Live vaccines during the study and up to 5 months after the last dose",
            'any(vaccine "live vaccine" planned [<= 5 mo after last_dose]; vaccine "live vaccine" planned)',
        ),
        (
            "Exclusion: Pregnancy, or intent to become pregnant within 5 months after the last dose",
            "any(condition pregnancy; condition pregnancy planned [<= 5 mo after last_dose])",
        ),
        ("Exclusion: Surgery during the study", "procedure surgery planned"),
        (
            "Exclusion: Warfarin in the 4 weeks before baseline or heparin during the study",
            "any(drug warfarin [<= 4 wk before baseline]; drug heparin planned)",
        ),
    ],
)
def test_what_is_planned(words: str, rule: str) -> None:
    assert read(words) == (rule, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (
            "Exclusion: Vaccination within 4 weeks before or after each study vaccination",
            'any(vaccine "vaccine" [<= 4 wk before other]; vaccine "vaccine" [<= 4 wk after other])',
        ),
        (
            "Inclusion: Pneumococcal vaccination within 3 years of, and at least 2 weeks before, the first dose",
            'all(vaccine "pneumococcal vaccine" [<= 3 a before first_dose];'
            ' vaccine "pneumococcal vaccine" [>= 2 wk before first_dose])',
        ),
        (
            "Exclusion: Infection within 1 week of, or fever within 48 hours of, randomisation",
            "any(condition infection [<= 1 wk before randomization]; condition fever [<= 48 h before randomization])",
        ),
        ("Exclusion: Aspirin no later than 7 days before surgery", "drug aspirin [>= 7 d before surgery]"),
        ("Inclusion: Aspirin stopped no later than 7 days before surgery", "not(drug aspirin [< 7 d before surgery])"),
        ("Inclusion: Stroke no later than 24 hours after admission", "condition stroke [<= 24 h after other]"),
        ("Exclusion: Steroids within 30 days of the baseline MRI", "drug_class corticosteroid [<= 30 d before other]"),
        ("Exclusion: Heparin within 7 days prior to screening labs", "drug heparin [<= 7 d before screening]"),
        ("Exclusion: Stroke within 4 weeks prior to arrival in the ED", "condition stroke [<= 4 wk before other]"),
        ("Exclusion: Heparin within 4 weeks of Visit 2 (randomization)", "drug heparin [<= 4 wk before visit]"),
        ("Exclusion: Heparin within 4 weeks of Visit 2 (BL)", "drug heparin [<= 4 wk before visit]"),
        (
            "Exclusion: Caffeine in the 24 h and alcohol in the 48 h before each visit",
            "any(drug caffeine [<= 24 h before visit]; drug alcohol [<= 48 h before visit])",
        ),
    ],
)
def test_the_anchor(words: str, rule: str) -> None:
    assert read(words) == (rule, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (
            "Exclusion: Stroke < 6 months, CABG < 3 months, dialysis < 3 months",
            "any(condition stroke [< 6 mo before now]; procedure coronary artery bypass grafting [< 3 mo before now];"
            " procedure dialysis for [< 3 mo])",
        ),
        (
            "Exclusion: Gout, epilepsy, cataract surgery < 30 days",
            "any(condition gout; condition epilepsy; procedure cataract surgery [< 30 d before now])",
        ),
        (
            "Inclusion: EDSS 2 to 5, at least two relapses in the last year",
            "all(EDSS in [2, 5]; relapses >= 2 [<= 1 a before now])",
        ),
        ("Inclusion: Stroke, NIHSS > 5, onset < 6 h", "all(condition stroke [< 6 h before now]; NIHSS > 5)"),
        (
            "Exclusion: Current enrolment in, or discontinuation within the last 30 days from, another trial",
            "any(study clinical trial current; study clinical trial [<= 30 d before now])",
        ),
        (
            "Exclusion: Participated in another trial or has taken an investigational drug within 30 days",
            'any(study clinical trial [<= 30 d before now]; therapy "investigational drug" [<= 30 d before now])',
        ),
        ("Exclusion: Gout, lithium in the last 7 days", "any(condition gout; drug lithium [<= 7 d before now])"),
        (
            "Exclusion: Stroke, lithium in the last 7 days",
            "any(condition stroke [<= 7 d before now]; drug lithium [<= 7 d before now])",
        ),
        ("Exclusion: Analgesics < 12 h", "drug_class analgesic [< 12 h before now]"),
        (
            "Exclusion: History of opioid abuse < 1 year",
            "condition substance abuse past [< 1 a before now] to drug_class:opioid",
        ),
        (
            "Exclusion: Lithium for more than 3 years, or within the last 12 months",
            "any(drug lithium for [> 3 a]; drug lithium [<= 12 mo before now])",
        ),
        ("Inclusion: Surgery > 2 hours", "procedure surgery for [> 2 h]"),
        ("Inclusion: Time since stroke 3-12 months", "condition stroke [in [3, 12] mo before now]"),
        ("Inclusion: MRI not older than 3 months", "procedure magnetic resonance imaging [<= 3 mo before now]"),
        ("Inclusion: On warfarin for the past 6 weeks", "drug warfarin current for [>= 6 wk]"),
        ("Exclusion: Warfarin for the past 6 weeks", "drug warfarin [<= 6 wk before now]"),
        ("Inclusion: No seizure for the past 6 weeks", "not(condition seizure [<= 6 wk before now])"),
        ("Inclusion: Off insulin for at least 12 weeks", "not(drug_class insulin [< 12 wk before now])"),
        ("Inclusion: Migraine of at least 12 months' duration", "condition migraine for [>= 12 mo]"),
        ("Inclusion: Migraine (duration ≥ 12 months)", "condition migraine for [>= 12 mo]"),
        ("Inclusion: Migraine for three and a half (3.5) years", "condition migraine for [>= 3.5 a]"),
        ("Inclusion: Migraine for 1 1/2 years", "condition migraine for [>= 1.5 a]"),
        ("Exclusion: Stroke in the past calendar year", "condition stroke [<= 1 a before now]"),
        (
            "Inclusion: Symptoms lasting longer than 6 weeks but less than 12 months",
            "all(condition symptoms for [> 6 wk]; condition symptoms for [< 12 mo])",
        ),
        (
            "Exclusion: Recent (within 3 months) stroke or TIA",
            "any(condition stroke [<= 3 mo before now]; condition transient ischemic attack [<= 3 mo before now])",
        ),
        (
            "Exclusion: Biologics within 8 weeks (etanercept: 4 weeks) prior to baseline",
            "any(drug_class biologic [<= 8 wk before baseline]; drug etanercept [<= 4 wk before baseline])",
        ),
        (
            "Inclusion: Washout of 2 weeks for lithium and 4 weeks for warfarin prior to baseline",
            "all(not(drug lithium [< 2 wk before baseline]); not(drug warfarin [< 4 wk before baseline]))",
        ),
    ],
)
def test_a_length_or_a_time_since(words: str, rule: str) -> None:
    assert read(words) == (rule, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Inclusion: LVEF ≥ 50% by echocardiogram or MUGA within 4 weeks", "LVEF >= 50 % [<= 4 wk before now]"),
        ("Inclusion: Prostate biopsy within 6 months", "procedure prostate biopsy [<= 6 mo before now]"),
        (
            "Inclusion: At least 4 weeks between the last dose of lithium and enrolment",
            "not(drug lithium [< 4 wk before enrolment])",
        ),
        (
            "Exclusion: Has received, within 6 months of baseline, lithium or warfarin",
            "any(drug lithium past [<= 6 mo before baseline]; drug warfarin past [<= 6 mo before baseline])",
        ),
        (
            "Inclusion: No stroke in the last 2 years, and no infection within 12 weeks of baseline",
            "all(not(condition stroke [<= 2 a before now]); not(condition infection [<= 12 wk before baseline]))",
        ),
        ("Inclusion: At least 3 months of treatment with methotrexate", "drug methotrexate for [>= 3 mo]"),
        ("Inclusion: People 4 to 12 weeks after stroke", "condition stroke [in [4, 12] wk before now]"),
        (
            "Inclusion: Kidney transplant, ≥ 12 months post-transplant",
            "procedure kidney transplantation [>= 12 mo before now]",
        ),
        (
            "Exclusion: Use of lithium or, within the last week, of clonidine",
            "any(drug lithium; drug clonidine [<= 1 wk before now])",
        ),
        (
            "Exclusion: Lithium < 3 weeks, mitomycin C < 6 weeks and warfarin < 7 days before baseline",
            "any(drug lithium [< 3 wk before baseline]; drug mitomycin [< 6 wk before baseline];"
            " drug warfarin [< 7 d before baseline])",
        ),
        (
            "Inclusion: Must have stopped lithium ≥ 6 months and warfarin ≥ 2 weeks before baseline",
            "all(not(drug lithium [< 6 mo before baseline]); not(drug warfarin [< 2 wk before baseline]))",
        ),
        (
            "Inclusion: A washout of 5 half-lives or 28 days (whichever is shorter) is required for lithium",
            "not(all(drug lithium [< 5 {half-life} before now]; drug lithium [< 28 d before now]))",
        ),
        ("Exclusion: Surgery expected to last longer than 2 hours", "procedure surgery for [> 2 h]"),
        (
            "Inclusion: Taking lithium for ≥ 6 weeks, with no change of dose during the 4 weeks prior to screening",
            'all(drug lithium current for [>= 6 wk]; not(condition "lithium dose change" [<= 4 wk before screening]))',
        ),
        ("Exclusion: Lithium less than 30 days before start of warfarin", "drug lithium [< 30 d before first_dose]"),
        ("Exclusion: Lithium less than 30 days before start of symptoms", "drug lithium [< 30 d before other]"),
        (
            "Inclusion: Asthma or colitis, diagnosed by endoscopy ≥ 3 months before baseline",
            "any(condition asthma [>= 3 mo before baseline]; condition colitis [>= 3 mo before baseline])",
        ),
        (
            "Exclusion: Lithium within 7 days of baseline (St. John's wort: within 14 days)",
            "any(drug lithium [<= 7 d before baseline]; drug st. john's wort [<= 14 d before baseline])",
        ),
        (
            "Exclusion: Corticosteroids (more than 5 mg of prednisone/day or its equivalent) for > 10 days",
            "drug_class corticosteroid for [> 10 d] dose > 5 mg/d",
        ),
        (
            "Exclusion: Fever (≥ 38 °C) or acute illness within 3 days before vaccination",
            "any(body temperature >= 38 Cel [<= 3 d before first_dose];"
            " condition acute illness [<= 3 d before first_dose])",
        ),
        ("Exclusion: Lithium ≤ 28 days", "drug lithium [<= 28 d before now]"),
        ("Inclusion: Lithium ≤ 28 days", "drug lithium for [<= 28 d]"),
        (
            "Exclusion: Donation or loss of more than 450 mL of blood within 12 weeks",
            "any(procedure blood donation [<= 12 wk before now]; blood loss > 450 mL [<= 12 wk before now])",
        ),
        (
            "Exclusion: Lithium, warfarin within 3 months, or platelets < 100 x 10^9/L",
            "any(drug lithium [<= 3 mo before now]; drug warfarin [<= 3 mo before now]; platelet count < 100 10*9/L)",
        ),
        (
            "Exclusion: Anticoagulants (e.g., heparin, warfarin) within 7 days, antivirals within 3 days",
            "any(drug_class anticoagulant [<= 7 d before now]; drug heparin [<= 7 d before now];"
            " drug warfarin [<= 7 d before now]; drug_class antiviral [<= 3 d before now])",
        ),
        (
            "Exclusion: Lithium within 30 days, or warfarin within 14 days, before or after dosing",
            "any(drug lithium [<= 30 d before first_dose]; drug lithium [<= 30 d after first_dose];"
            " drug warfarin [<= 14 d before first_dose]; drug warfarin [<= 14 d after first_dose])",
        ),
        (
            "Inclusion: BMI ≥ 30 kg/m2 and at least 5-year history of gout",
            "all(BMI >= 30 kg/m2; condition gout for [>= 5 a])",
        ),
        (
            "Inclusion: Boys aged 4 to 7 years, on stable prednisone for at least 3 months",
            "all(attribute sex = male; age in [4, 7] a; drug prednisone current for [>= 3 mo])",
        ),
        (
            "Inclusion: Fever or cough, and ≤ 5 days since hip surgery",
            "all(any(condition fever; condition cough); procedure hip surgery [<= 5 d before now])",
        ),
        ("Inclusion: Chronic (> 3 months) neck pain", "condition chronic neck pain for [> 3 mo]"),
        (
            "Exclusion: An exacerbation requiring lithium in the last year",
            "all(condition exacerbation [<= 1 a before now]; drug lithium [<= 1 a before now])",
        ),
        (
            "Exclusion: Cardioversion planned within 30 days or done in the last 4 weeks",
            "any(procedure cardioversion planned [<= 30 d after now]; procedure cardioversion [<= 4 wk before now])",
        ),
        (
            "Exclusion: Lithium currently or within 6 months",
            "any(drug lithium [<= 6 mo before now]; drug lithium current)",
        ),
        (
            "Exclusion: Ongoing or recent (≤ 14 days) use of lithium",
            "any(drug lithium current; drug lithium [<= 14 d before now])",
        ),
        (
            "Exclusion: Stroke within 3 months or current seizure",
            "any(condition stroke [<= 3 mo before now]; condition seizure current)",
        ),
        ("Inclusion: At least 2 years postmenopausal", "condition menopause for [>= 2 a]"),
        ("Exclusion: Not postmenopausal for at least 1 year", "not(condition menopause for [>= 1 a])"),
        (
            "Inclusion: Prior lithium, with the last dose given at least 3 weeks before baseline",
            "all(drug lithium past; not(drug lithium [< 3 wk before baseline]))",
        ),
        (
            "Exclusion: Stroke in the 6 months, or seizure in the 12 months, before baseline",
            "any(condition stroke [<= 6 mo before baseline]; condition seizure [<= 12 mo before baseline])",
        ),
        (
            "Exclusion: Diarrhoea (BMI < 18 kg/m2) for more than 14 days",
            "all(condition diarrhea for [> 14 d]; BMI < 18 kg/m2)",
        ),
        (
            "Inclusion: Diarrhoea (BMI < 18 kg/m2, albumin < 3 g/dL) for more than 14 days",
            "all(condition diarrhea for [> 14 d]; BMI < 18 kg/m2; albumin < 3 g/dL)",
        ),
        (
            "Inclusion: EF < 40 % by echo within 12 months, age over 18",
            "all(LVEF < 40 % [<= 12 mo before now]; age > 18 a)",
        ),
        (
            "Inclusion: Stroke, NIHSS 6-20, ECOG 0-1, within 6 h of last known well",
            "all(condition stroke [<= 6 h after other]; NIHSS in [6, 20]; ECOG in [0, 1])",
        ),
        ("Exclusion: Myocarditis within 3 months of a flu vaccine", "condition myocarditis [<= 3 mo after other]"),
        (
            "Exclusion: Recent PCI (< 6 months), prior CABG",
            "any(procedure percutaneous coronary intervention [< 6 mo before now];"
            " procedure coronary artery bypass grafting past)",
        ),
        (
            "Inclusion: Prior revascularization (> 6 months)",
            "procedure revascularization past [> 6 mo before now]",
        ),
        ("Inclusion: Stable (≥ 8 weeks) dose of lithium", "drug lithium for [>= 8 wk]"),
        ("Exclusion: Admission to the ICU within 48 h", "procedure intensive care [<= 48 h before now]"),
        (
            "Exclusion: Emergency department visit for gout in the past year",
            'condition "emergency department visit for gout" [<= 1 a before now]',
        ),
        (
            "Inclusion: Gout with a stable (at least 3 months) allopurinol dose",
            "all(condition gout; drug allopurinol for [>= 3 mo])",
        ),
        ("Inclusion: Pregnant women (24-28 weeks)", "all(condition pregnancy; gestational age in [24, 28] wk)"),
        (
            "Exclusion: Coma likely to be fatal within 2 days",
            'all(condition coma; other "likely to be fatal within 2 days")',
        ),
        (
            "Exclusion: Lithium over the 4 weeks before screening",
            "drug lithium [<= 4 wk before screening]",
        ),
    ],
)
def test_what_a_window_is_of(words: str, rule: str) -> None:
    assert read(words) == (rule, "full")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Exclusion: Serious infection within 4 weeks, including pneumonia or sepsis",
         ["condition serious infection [<= 4 wk before now]", "condition pneumonia [<= 4 wk before now]",
          "condition sepsis [<= 4 wk before now]"]),
        ("Exclusion: Serious infection within 4 weeks (pneumonia, sepsis), gout",
         ["condition serious infection [<= 4 wk before now]", "condition pneumonia [<= 4 wk before now]",
          "condition sepsis [<= 4 wk before now]"]),
        ("Exclusion: Heart disease within 6 months: angina (CCS III), stroke or cardioversion",
         ["condition heart disease [<= 6 mo before now]", "condition angina pectoris [<= 6 mo before now]",
          "condition stroke [<= 6 mo before now]", "procedure cardioversion [<= 6 mo before now]"]),
        ("Exclusion: Radiotherapy within 14 days (palliative radiotherapy is allowed)",
         ["therapy radiotherapy [<= 14 d before now] except palliative radiotherapy"]),
        ("Exclusion: Biologics within 3 months for conditions such as gout",
         ["drug_class biologic [<= 3 mo before now]"]),
        ("Exclusion: Stroke within 6 months, gout", ["condition stroke [<= 6 mo before now]"]),
    ],
)  # fmt: skip
def test_the_examples_of_a_class_share_its_window(words: str, expected: list[str]) -> None:
    assert leaves(words) == expected


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("At least 4 weeks must have elapsed from the last major surgery",
         "not(procedure major surgery [< 4 wk before now])"),
        ("Four weeks must have elapsed since the last radiotherapy", "not(therapy radiotherapy [< 4 wk before now])"),
        ("4 weeks or more elapsed from any previous chemotherapy", "not(drug_class chemotherapy [< 4 wk before now])"),
        ("At least 12 weeks must have elapsed from completion of radiotherapy",
         "not(therapy radiotherapy [< 12 wk before now])"),
        ("At least 2 weeks must elapse following vaccination", 'not(vaccine "vaccine" [< 2 wk before now])'),
        ("At least 4 weeks must have elapsed from the last dose of chemotherapy to enrolment",
         "not(drug_class chemotherapy [< 4 wk before enrolment])"),
        ("At least 6 months must have elapsed from myocardial infarction to randomization",
         "condition myocardial infarction [>= 6 mo before randomization]"),
    ],
)  # fmt: skip
def test_the_time_that_has_elapsed(words: str, rule: str) -> None:
    assert read(f"Inclusion:\n- {words}") == (rule, "full")


def test_less_time_than_that_excludes() -> None:
    words = "Exclusion:\n- Less than 4 weeks have elapsed from major surgery to the first dose"
    assert read(words) == ("procedure major surgery [< 4 wk before first_dose]", "full")


@pytest.mark.parametrize(
    "bracket",
    ["(including prednisone, and methotrexate)", "(e.g., prednisone, or anti-IL-6 [tocilizumab] drugs)"],
)
def test_a_time_behind_a_bracket_is_of_class_and_members(bracket: str) -> None:
    found = leaves(f"Exclusion:\n- Immunosuppressants {bracket} within 2 weeks before enrolment")
    assert len(found) >= 3
    assert all("[<= 2 wk before enrolment]" in leaf for leaf in found)
