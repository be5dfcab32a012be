"""Lead-ins: what they say of their items goes for each of them, and nothing that they say is lost."""

import pytest
from trialrules import extract
from trialrules.models import RuleSet


def read(heading: str, lead: str, *items: str) -> RuleSet:
    listed = "".join(f"   - {item}\n" for item in items)
    return extract(f"{heading} Criteria:\n1. {lead}\n{listed}2. Something else\n")


def said(heading: str, lead: str, *items: str) -> tuple[str, str]:
    first = read(heading, lead, *items).criteria[0]
    return str(first.rule), first.coverage


@pytest.mark.parametrize(
    ("heading", "lead", "items", "rule"),
    [
        ("Exclusion", "Any of the following within 4 weeks before randomisation:", ("surgery", "a live vaccine"),
         "any(procedure surgery [<= 4 wk before randomization]; "
         'vaccine "live vaccine" [<= 4 wk before randomization])'),
        ("Exclusion", "Bleeding disorder, including but not limited to:", ("platelets < 100 x 10^9/L", "INR > 1.7"),
         "any(condition bleeding disorder; platelet count < 100 10*9/L; INR > 1.7)"),
        ("Exclusion", "Bleeding disorder, defined as:", ("platelets < 100 x 10^9/L", "INR > 1.7"),
         "all(condition bleeding disorder; any(platelet count < 100 10*9/L; INR > 1.7))"),
        ("Inclusion", "More than one of the following:", ("gout", "asthma", "stroke"),
         "at_least 2(condition gout; condition asthma; condition stroke)"),
        ("Exclusion", "History of:", ("stroke", "seizures"), "any(condition stroke past; condition seizure past)"),
        ("Exclusion", "Family history of:", ("stroke",), 'condition "family history of stroke"'),
        ("Exclusion", "Planned use during the study of:", ("azathioprine",), "drug azathioprine planned"),
        ("Exclusion", "Current use of the following prohibited medications", ("warfarin", "rifampin"),
         "any(drug warfarin current; drug rifampin current)"),
        ("Inclusion", "No history of any of the following:", ("stroke", "seizures"),
         "not(any(condition stroke past; condition seizure past))"),
        ("Inclusion", "None of the following:", ("stroke", "seizures"),
         "not(any(condition stroke; condition seizure))"),
        ("Inclusion", "Absence of the following conditions:", ("stroke", "seizures"),
         "not(any(condition stroke; condition seizure))"),
        ("Exclusion", "Both of the following:", ("stroke", "seizures"), "all(condition stroke; condition seizure)"),
        ("Exclusion", "Diabetes with all of the following:", ("stroke", "seizures"),
         "all(condition diabetes mellitus; condition stroke; condition seizure)"),
        ("Exclusion", "Diabetes and one or more of the following:", ("stroke", "seizures"),
         "all(condition diabetes mellitus; any(condition stroke; condition seizure))"),
        ("Exclusion", "Diabetes within 6 months or any of the following within 3 months:", ("stroke", "seizures"),
         "any(condition diabetes mellitus [<= 6 mo before now]; condition stroke [<= 3 mo before now];"
         " condition seizure [<= 3 mo before now])"),
        ("Exclusion", "Prior treatment with both:", ("rituximab", "cyclophosphamide"),
         "all(drug rituximab past; drug cyclophosphamide past)"),
        ("Exclusion", "Any of the following unless stopped at least 2 weeks before baseline:", ("warfarin", "rifampin"),
         "any(drug warfarin [< 2 wk before baseline]; drug rifampin [< 2 wk before baseline])"),
        ("Exclusion", "Less than 2 of the following:", ("gout", "asthma"),
         "not(at_least 2(condition gout; condition asthma))"),
        ("Inclusion", "Exactly one of the following:", ("gout", "asthma"),
         "all(any(condition gout; condition asthma); not(at_least 2(condition gout; condition asthma)))"),
        ("Inclusion", "Patients must not have:", ("stroke", "seizures"),
         "not(any(condition stroke; condition seizure))"),
        ("Exclusion", "A subject must not meet any of the following:", ("stroke", "seizures"),
         "any(condition stroke; condition seizure)"),
        ("Inclusion", "A subject must not meet any of the following:", ("stroke", "seizures"),
         "not(any(condition stroke; condition seizure))"),
        ("Inclusion", "Absence of:", ("HIV infection", "hepatitis B"),
         "not(any(condition hiv infection; condition hepatitis b))"),
        ("Exclusion", "Known allergy to any of the following:", ("penicillin", "gadolinium contrast"),
         "any(condition allergy to drug:penicillin; condition allergy to drug_class:gadolinium-based contrast agent)"),
        ("Inclusion", "Inadequate response to at least one of the following:", ("methotrexate", "an anti-TNF antibody"),
         "any(condition treatment failure to drug:methotrexate; condition treatment failure to drug_class:anti-tnf)"),
        ("Inclusion", "Stable dose for at least 4 weeks of any of the following:", ("prednisone", "methotrexate"),
         "any(drug prednisone for [>= 4 wk]; drug methotrexate for [>= 4 wk])"),
        ("Exclusion", "Any of the following within the time stated before baseline:",
         ("rituximab: 6 months", "etanercept or anakinra (4 weeks)"),
         "any(drug rituximab [<= 6 mo before baseline]; any(drug etanercept [<= 4 wk before baseline];"
         " drug anakinra [<= 4 wk before baseline]))"),
        ("Inclusion", "The following washout periods are required before baseline:", ("statins: at least 4 weeks",),
         "not(drug_class statin [< 4 wk before baseline])"),
        ("Exclusion", "In the last 6 months:", ("interferon beta", "azathioprine in the last 3 months"),
         "any(drug_class interferon beta [<= 6 mo before now]; drug azathioprine [<= 3 mo before now])"),
        ("Inclusion", "Laboratory values obtained within 14 days before enrolment:",
         ("ANC >= 1.5 x 10^9/L", "bilirubin <= 1.5 x ULN unless Gilbert's syndrome"),
         "all(neutrophil count >= 1.5 10*9/L [<= 14 d before enrolment]; "
         "any(bilirubin <= 1.5 x ULN [<= 14 d before enrolment]; condition gilbert's syndrome))"),
        ("Inclusion", "Adequate organ function:", ("platelets >= 100 x 10^9/L", "hemoglobin >= 9 g/dL"),
         "all(platelet count >= 100 10*9/L; hemoglobin >= 9 g/dL)"),
        ("Exclusion", "Severe heart failure defined as any of the following:", ("LVEF < 30%", "NT-proBNP > 1000 pg/mL"),
         "all(condition severe heart failure; any(LVEF < 30 %; NT-proBNP > 1000 pg/mL))"),
        ("Exclusion", "Malignancy within 5 years, except any of the following:",
         ("basal cell carcinoma", "cervical carcinoma in situ"),
         'condition malignancy [<= 5 a before now] except basal cell carcinoma, "cervical carcinoma in situ"'),
        ("Exclusion", "Malignancy with the exception of:",
         ("basal cell carcinoma", "prostate cancer with PSA < 4 ng/mL"),
         "all(condition malignancy; not(any(condition basal cell carcinoma; "
         "all(condition prostate cancer; PSA < 4 ng/mL))))"),
        ("Exclusion", "Any grade ≥ 2 of the following:", ("diarrhoea", "rash"),
         "any(CTCAE grade >= 2 of diarrhea; CTCAE grade >= 2 of rash)"),
        ("Inclusion", "At least two of the following:", ("diabetes", "hypertension", "BMI > 30 kg/m2"),
         "at_least 2(condition diabetes mellitus; condition hypertension; BMI > 30 kg/m2)"),
    ],
)  # fmt: skip
def test_what_a_lead_in_says_goes_for_every_item(heading: str, lead: str, items: tuple[str, ...], rule: str) -> None:
    assert said(heading, lead, *items) == (rule, "full")


def test_an_item_itself_says_what_its_own_words_say() -> None:
    _, surgery, *_ = read("Exclusion", "Any of the following within 4 weeks:", "surgery", "stroke").criteria
    assert str(surgery.rule) == "procedure surgery"


def test_an_item_of_an_allergy_is_no_exposure() -> None:
    _, penicillin, *_ = read("Exclusion", "Allergy to:", "penicillin").criteria
    assert str(penicillin.rule) == "condition allergy to drug:penicillin"


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        ("Any of the following, unless well controlled:", "controlled"),
        ("Severe or uncontrolled:", "uncontrolled"),
        ("Relapsed after, or allergic to, any of the following:", "Relapsed"),
        ("Unless approved by the sponsor, the following:", "approved by the sponsor"),
        ("Not recovered from:", "recovered"),
        ("Patients unable to tolerate:", "unable to tolerate"),
    ],
)
def test_words_of_a_lead_in_that_nobody_reads_are_kept_and_admitted(lead: str, words: str) -> None:
    rule, coverage = said("Exclusion", lead, "diabetes", "hypertension")
    assert words in rule
    assert coverage == "partial"


@pytest.mark.parametrize("lead", ["All of the following:", "None of the following:", "Exceptions:"])
def test_what_may_be_a_heading_over_exclusions_is_in_doubt(lead: str) -> None:
    assert said("Exclusion", lead, "diabetes", "hypertension")[1] == "partial"


def test_a_window_that_finds_no_place_is_admitted() -> None:
    rule, coverage = said("Exclusion", "Cardiac events (see section 5) in the last 6 months", "smoking status unknown")
    assert "6 mo" in rule or coverage != "full"


def test_a_permission_binds_none_of_its_items() -> None:
    assert said("Exclusion", "The following are allowed:", "aspirin") == (
        'other "The following are allowed"',
        "partial",
    )


def test_a_title_names_the_measure_of_the_items_below_it() -> None:
    text = "PATIENT CHARACTERISTICS:\nAge:\n- 18 and over\nLife expectancy:\n- At least 3 months\n- ANC > 1 x 10^9/L"
    rules = [str(c.rule) for c in extract(text).criteria]
    assert rules == ["age >= 18 a", "life expectancy >= 3 mo", "neutrophil count > 1 10*9/L"]


def test_a_footnote_is_not_silently_left_out() -> None:
    starred, plain = extract("Exclusion Criteria:\n- Gout*\n- Stroke\n*Unless mild").criteria
    assert (starred.coverage, plain.coverage) == ("partial", "full")


def test_signs_that_were_decoded_wrongly_are_read_with_a_warning() -> None:
    rules = extract("Inclusion Criteria:\n- BMI â‰¤ 30 kg/m2")
    assert str(rules.criteria[0].rule) == "BMI <= 30 kg/m2"
    assert [w.code for w in rules.warnings] == ["garbled"]


def test_items_that_end_in_or_are_alternatives() -> None:
    text = "Inclusion Criteria:\n- Raised marker:\n   - LVEF < 40%; or\n   - BMI > 30 kg/m2\n- Age > 20 years"
    assert str(extract(text).criteria[0].rule) == "any(LVEF < 40 %; BMI > 30 kg/m2)"
    rules = extract("Inclusion Criteria:\n- LVEF < 40%, or\n- BMI > 30 kg/m2\n- Age > 20 years")
    assert [c.coverage for c in rules.criteria] == ["partial", "partial", "full"]
    assert [w.code for w in rules.warnings] == ["loose_connector"]


def test_a_line_that_says_or_joins_what_stands_around_it() -> None:
    text = "Inclusion Criteria:\n\n* Stroke\nOR\n* Transient ischemic attack\n* Age >= 50 years\n"
    assert [c.coverage for c in extract(text).criteria] == ["partial", "partial", "full"]


def test_items_that_end_in_or_and_in_and_are_in_doubt() -> None:
    assert said("Inclusion", "Either:", "gout; or", "asthma; and", "stroke")[1] == "partial"


def test_a_count_before_a_colon_is_of_the_items() -> None:
    assert said("Exclusion", "Two or more of:", "gout", "asthma", "stroke") == (
        "at_least 2(condition gout; condition asthma; condition stroke)",
        "full",
    )
    assert said("Inclusion", "Not more than 1 of:", "gout", "asthma") == (
        "not(at_least 2(condition gout; condition asthma))",
        "full",
    )


@pytest.mark.parametrize(
    ("heading", "lead", "items", "rule"),
    [
        ("Exclusion", "Prohibited medications within 7 days:", ("aspirin", "statins"),
         "any(drug aspirin [<= 7 d before now]; drug_class statin [<= 7 d before now])"),
        ("Exclusion", "The following are prohibited within 14 days of baseline:", ("aspirin",),
         "drug aspirin [<= 14 d before baseline]"),
        ("Inclusion", "No concomitant medications:", ("aspirin",), "not(drug aspirin current)"),
        ("Inclusion", "Test results within 2 weeks should be:", ("INR < 1.5",), "INR < 1.5 [<= 2 wk before now]"),
    ],
)  # fmt: skip
def test_a_title_is_no_thing_of_its_own(heading: str, lead: str, items: tuple[str, ...], rule: str) -> None:
    assert said(heading, lead, *items) == (rule, "full")


def test_what_is_permitted_is_not_asked_for() -> None:
    lead = "Permitted concomitant medications"
    assert said("Inclusion", f"{lead}:", "aspirin", "statins") == (f'other "{lead}"', "partial")


@pytest.mark.parametrize(("kind", "rule"), [("Inclusion", "not(drug rifampin)"), ("Exclusion", "drug rifampin")])
def test_what_is_prohibited_excludes(kind: str, rule: str) -> None:
    first = extract(f"{kind} Criteria:\n- Use of rifampicin is prohibited\n").criteria[0]
    assert (str(first.rule), first.coverage) == (rule, "full")


@pytest.mark.parametrize(
    ("lead", "rule"),
    [
        ("Stage IIIB or IV ovarian cancer", "all(disease stage in [3, 4] of ovarian cancer; {items})"),
        ("Either asthma or gout", "all(any(condition asthma; condition gout); {items})"),
        ("Gout with any of:", "all(condition gout; any({items}))"),
        ("Gout confirmed by either", "all(condition gout; any({items}))"),
        ("Gout, meeting one of these criteria:", "all(condition gout; any({items}))"),
    ],
)
def test_what_a_lead_in_joins_of_its_own_joins_none_of_its_items(lead: str, rule: str) -> None:
    assert said("Inclusion", lead, "Fever", "Cough") == (rule.format(items="condition fever; condition cough"), "full")


@pytest.mark.parametrize(
    ("lead", "window", "own"),
    [
        ("Adequate haematology (results less than 15 days old at randomisation):", "< 15 d before randomization", ""),
        ("Adequate organ function, all tests no more than 7 days old:", "<= 7 d before now", ""),
        ("Blood tests taken in the 4 weeks before entry show all of the following:", "<= 4 wk before enrolment", ""),
        ("Laboratory tests done within 7 days before enrolment must show:", "<= 7 d before enrolment", ""),
        ("Adequate marrow function by the latest data within 14 days before entry, without G-CSF in the last 7 days:",
         "<= 14 d before enrolment", "not(drug_class granulocyte colony-stimulating factor [<= 7 d before now]); "),
        ("Adequate marrow function within 3 weeks before inclusion, without transfusion within 7 days:",
         "<= 3 wk before enrolment", "not(procedure blood transfusion [<= 7 d before now]); "),
    ],
)  # fmt: skip
def test_when_results_were_had_is_said_of_the_items(lead: str, window: str, own: str) -> None:
    items = f"sodium >= 130 mmol/L [{window}]; hemoglobin > 9 g/dL [{window}]"
    assert said("Inclusion", lead, "Sodium ≥ 130 mmol/L", "Hb > 9 g/dL") == (f"all({own}{items})", "full")


def test_the_time_of_what_a_lead_in_names_itself_is_not_the_items() -> None:
    lead = "Adequate marrow function without transfusion within 14 days before screening:"
    own = "not(procedure blood transfusion [<= 14 d before screening])"
    assert said("Inclusion", lead, "Hb > 9 g/dL") == (f"all({own}; hemoglobin > 9 g/dL)", "full")


def test_the_length_of_what_can_have_none_is_in_doubt() -> None:
    assert said("Inclusion", "For at least 3 months:", "Hb > 9 g/dL") == ("hemoglobin > 9 g/dL", "partial")
