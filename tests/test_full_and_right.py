"""What claims to be read in full says what the words say; what may say another thing claims less."""

import pytest
from readings import read_item


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("MEN (multiple endocrine neoplasia)", "condition multiple endocrine neoplasia"),
        ("QED (quiet eye disease)", "condition quiet eye disease"),
        ("MS (multiple sclerosis)", "condition multiple sclerosis"),
        ("MEN (18-40 years)", "all(attribute sex = male; age in [18, 40] a)"),
    ],
)
def test_a_bracket_that_spells_an_abbreviation_out_says_it_all(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Women with (1) asthma, or (2) gout", "all(attribute sex = female; any(condition asthma; condition gout))"),
        (
            "Children with either (a) gout or (b) asthma",
            "all(attribute age group = child; any(condition gout; condition asthma))",
        ),
        (
            "Patients aged 2 to 12 with (i) asthma, (ii) eczema or (iii) rhinitis",
            "all(age in [2, 12] a; any(condition asthma; condition eczema; condition rhinitis))",
        ),
        (
            "Hypertension with (1) SBP > 160 mmHg and (2) diabetes",
            "all(condition hypertension; systolic blood pressure > 160 mm[Hg]; condition diabetes mellitus)",
        ),
    ],
)  # fmt: skip
def test_a_numbered_list_belongs_to_what_stands_before_its_first_number(words: str, expected: str) -> None:
    assert read_item(words, "Inclusion") == (expected, "full")


@pytest.mark.parametrize(
    ("words", "expected", "coverage"),
    [
        (
            "History of stroke; seizures; or brain tumor",
            "any(condition stroke past; condition seizure past; condition brain tumor past)", "full",
        ),
        (
            "No history of stroke; seizures; or gout",
            "all(not(condition stroke past); not(condition seizure past); not(condition gout past))", "full",
        ),
        (
            "Allergic to lithium; milk; or latex",
            "any(condition allergy to drug:lithium; condition allergy to drug:milk; condition allergy to latex)",
            "full",
        ),
        (
            "Use of lithium; heparin; or insulin within 2 weeks",
            "any(drug lithium [<= 2 wk before now]; drug heparin [<= 2 wk before now]; "
            "drug_class insulin [<= 2 wk before now])",
            "full",
        ),
        ("History of stroke; gout", "any(condition stroke past; condition gout)", "partial"),
        ("History of stroke; current gout", "any(condition stroke past; condition gout current)", "full"),
        ("History of stroke; pregnancy", "any(condition stroke past; condition pregnancy)", "full"),
        ("Current any of the following: stroke, gout", "any(condition stroke current; condition gout current)", "full"),
        ("Active: gout, uveitis", "any(condition gout current; condition uveitis current)", "full"),
        ("Active gout, uveitis", "any(condition gout current; condition uveitis)", "full"),
    ],
)  # fmt: skip
def test_what_opens_a_list_is_said_of_all_of_it(words: str, expected: str, coverage: str) -> None:
    assert read_item(words) == (expected, coverage)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Brain injury with loss of consciousness > 30 min within 10 years",
            "all(condition brain injury [<= 10 a before now]; "
            'condition "loss of consciousness" [<= 10 a before now] for [> 30 min])',
        ),
        (
            "Pulmonary embolism with shock in the past year",
            "all(condition pulmonary embolism [<= 1 a before now]; condition shock [<= 1 a before now])",
        ),
        ("Epilepsy with a seizure in the past year", "all(condition epilepsy; condition seizure [<= 1 a before now])"),
        ("Breastfeeding an infant under 6 months", "all(condition breastfeeding; child age < 6 mo {< 0.5 a})"),
        ("Breastfeeding women under 20 years", "all(condition breastfeeding; age < 20 a)"),
    ],
)
def test_whose_a_time_and_an_age_are(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    ("kind", "words", "expected", "coverage"),
    [
        ("Exclusion", "Antibiotics other than doxycycline or any antifungal within 4 weeks",
         "any(drug_class antibiotic [<= 4 wk before now] except doxycycline; "
         "drug_class antifungal [<= 4 wk before now])", "full"),
        ("Exclusion", "Malignancy except basal cell carcinoma or any carcinoma in situ in the last 5 years",
         'condition malignancy [<= 5 a before now] except basal cell carcinoma, "carcinoma in situ"', "full"),
        ("Exclusion", "Taking antivirals in the last 3 months", "drug_class antiviral [<= 3 mo before now]", "full"),
        ("Exclusion", "Currently taking warfarin", "drug warfarin current", "full"),
        ("Exclusion", "Currently taking or have taken warfarin within 30 days", "drug warfarin [<= 30 d before now]",
         "full"),
        ("Exclusion", "Patients who have undergone surgery of the cecum", "procedure cecum surgery past", "full"),
        ("Inclusion", "At least 3 loose stools over 24 hours", "loose stools >= 3 [<= 24 h before now]", "full"),
        ("Inclusion", "Urgency episodes >= 1 per day over 3 days", "urgency episodes >= 1 /d {?} [<= 3 d before now]",
         "full"),
        ("Exclusion", "On > 20 mg of methotrexate a week", "drug methotrexate current dose > 20 mg/wk", "full"),
        ("Exclusion", "More than 2 g of fish oil a day", "drug fish oil dose > 2 g/d", "full"),
        ("Exclusion", "Biologics within 3 months (adalimumab) or 6 months (rituximab)",
         "any(drug_class biologic; drug adalimumab [<= 3 mo before now]; drug rituximab [<= 6 mo before now])",
         "partial"),
        ("Exclusion", "Fever over 3 days", "condition fever for [> 3 d]", "full"),
    ],
)  # fmt: skip
def test_times_and_exceptions_are_of_what_they_are_said_of(kind: str, words: str, expected: str, coverage: str) -> None:
    assert read_item(words, kind) == (expected, coverage)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Grade 3 or more severe diarrhea", "CTCAE grade >= 3 of diarrhea"),
        ("Child-Pugh class B or more severe cirrhosis", "all(Child-Pugh >= 2; condition cirrhosis)"),
        ("2 or more severe exacerbations in the past year", "severe exacerbations >= 2 [<= 1 a before now]"),
        (
            "Mother with HIV, hepatitis B or active tuberculosis",
            "any(condition maternal hiv infection; condition maternal hepatitis b; "
            "condition maternal tuberculosis current)",
        ),
        ("At least 18 years old when the informed consent form (ICF) is signed", "age >= 18 a"),
    ],
)
def test_words_that_say_no_more_and_whose_they_are(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    ("words", "expected", "coverage"),
    [
        ("Diabetes and not on insulin", "all(condition diabetes mellitus; not(drug_class insulin current))", "full"),
        ("Stroke, gout and no aspirin", "any(condition stroke; all(condition gout; not(drug aspirin)))", "partial"),
        ("Lung disease, particularly asthma", "any(condition lung disease; condition asthma)", "full"),
        ("Asthma, even with treatment", "condition asthma", "partial"),
        ("Hypertension except during pregnancy", "condition hypertension except pregnancy", "partial"),
        ("Seizures not associated with fever", "all(condition seizure; not(condition fever))", "partial"),
        ("Patients not on dialysis with eGFR < 15", "not(all(procedure dialysis; eGFR < 15 ?))", "partial"),
        ("BMI cannot exceed 40 kg/m2", "not(BMI <= 40 kg/m2)", "full"),
        ("May not be pregnant", "not(condition pregnancy)", "partial"),
        ("HbA1c at discharge > 9%", "HbA1c > 9 %", "partial"),
        ("Heart rate usually above 100 bpm", "heart rate > 100 /min", "partial"),
        ("HbA1c expected to be above 9%", "HbA1c > 9 %", "partial"),
        ("Headache on most of the 28 days before baseline", "condition headache [<= 28 d before baseline]", "partial"),
        ("Prednisone until 6 weeks before baseline", "drug prednisone [<= 6 wk before baseline]", "partial"),
        ("Prednisone in any of the 6 weeks before baseline", "drug prednisone [<= 6 wk before baseline]", "full"),
        ("Allergy to aspirin suspected", "condition allergy to drug:aspirin", "partial"),
    ],
)
def test_how_two_things_hang_together(words: str, expected: str, coverage: str) -> None:
    assert read_item(words) == (expected, coverage)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("Exclusion", "Diabetes with neuropathy and retinopathy"),
        ("Exclusion", "Not both asthma and gout"),
        ("Exclusion", "After chemotherapy"),
        ("Inclusion", "For asthma, FEV1 >= 60%; for COPD, FEV1 >= 40%"),
        ("Inclusion", "Asthma except exercise-induced asthma, and FEV1 > 60%"),
        ("Inclusion", "HbA1c < 8% or LDL < 100 mg/dL if diabetic"),
        ("Inclusion", "HbA1c > 9% if asthma, LDL > 160 mg/dL if gout"),
    ],
)
def test_what_may_hang_together_otherwise_is_in_doubt(kind: str, words: str) -> None:
    assert read_item(words, kind)[1] == "partial"


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        ("Exclusion", "Diabetes with neuropathy or retinopathy",
         "all(condition diabetes mellitus; any(condition peripheral neuropathy; condition retinopathy))"),
        ("Inclusion", "For patients with asthma, FEV1 >= 60%", "any(not(condition asthma); FEV1 >= 60 % {?})"),
        ("Inclusion", "HbA1c < 8%, LDL < 100 mg/dL if diabetic",
         "any(not(condition diabetes mellitus); all(HbA1c < 8 %; LDL cholesterol < 100 mg/dL))"),
        ("Inclusion", "BMI >= 30 kg/m2 if asthma, BMI >= 27 kg/m2 if gout",
         "any(all(condition asthma; BMI >= 30 kg/m2); all(condition gout; BMI >= 27 kg/m2))"),
    ],
)  # fmt: skip
def test_what_hangs_together_plainly_is_read_in_full(kind: str, words: str, expected: str) -> None:
    assert read_item(words, kind) == (expected, "full")


@pytest.mark.parametrize(
    "words",
    [
        "Hypertension treated with at least two drugs",
        "Disability progression of 1.0 for six months",
        "Gestational diabetes diagnosed from 24 to 28 weeks",
        "Minimum of 3 hours of dialysis per session",
        "At least 8 micturitions and at least 1 urgency episode per day",
    ],
)
def test_what_no_leaf_says_is_not_read_in_full(words: str) -> None:
    rule, coverage = read_item(words, "Inclusion")
    assert coverage == "partial"
    assert " s]" not in rule


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Severe asthma exacerbation (FEV1 < 60%)", "all(condition severe asthma exacerbation; FEV1 < 60 % {?})"),
        ("Relapse (EDSS < 6)", "all(condition relapse; EDSS < 6)"),
        ("Exacerbations (> 2 per year)", "exacerbations > 2 /a {?}"),
        ("Tender joint count (TJC) > 6", "tender joint count > 6"),
        ("NAFLD fibrosis score > 0.676", "NAFLD fibrosis score > 0.676"),
        ("Pulse wave velocity > 10 m/s", "pulse wave velocity > 10 m/s"),
    ],
)
def test_a_value_in_a_bracket_is_of_what_the_bracket_names(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Current use of lithium, or stopped less than 4 weeks before baseline",
            "any(drug lithium current; drug lithium [< 4 wk before baseline])",
        ),
        (
            "Is currently taking warfarin or has discontinued it within 2 weeks before screening",
            "any(drug warfarin current; drug warfarin [<= 2 wk before screening])",
        ),
        (
            "Ischemic stroke (NIHSS <= 5) or TIA within 48 hours",
            "any(all(condition ischemic stroke [<= 48 h before now]; NIHSS <= 5); "
            "condition transient ischemic attack [<= 48 h before now])",
        ),
    ],
)
def test_a_time_is_of_all_that_share_it_and_of_nothing_current(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    ("words", "leaf"),
    [
        ("Pain NRS >= 4 on at least 3 of the last 7 days before baseline", "pain NRS >= 4 [<= 7 d before baseline]"),
        ("Pain NRS >= 4 on at least 3 of the last 7 days before baseline", 'other "at least 3"'),
        ("Prior stroke, thrombolysis within 24 h, or planned surgery within 30 days", "procedure surgery planned"),
    ],
)
def test_how_often_and_whose_time_nobody_can_tell_is_not_read_in_full(words: str, leaf: str) -> None:
    rule, coverage = read_item(words)
    assert leaf in rule
    assert coverage == "partial"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Vascular dementia or NPH", "any(condition vascular dementia; condition normal pressure hydrocephalus)"),
        ("Currently on NPH", "drug_class basal insulin current"),
        ("Severe hypoglycaemic episodes within 6 months", "condition severe hypoglycemia [<= 6 mo before now]"),
    ],
)
def test_an_abbreviation_means_what_its_neighbours_mean(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ">= 3 x ULN AST, ALT or ALP; bilirubin >= 2 x ULN",
            "any(AST >= 3 x ULN; ALT >= 3 x ULN; ALP >= 3 x ULN; bilirubin >= 2 x ULN)",
        ),
        (
            "> 3 x ULN aspartate aminotransferase (AST) or alanine aminotransferase (ALT)",
            "any(AST > 3 x ULN; ALT > 3 x ULN)",
        ),
        ("> 3 x ULN AST, ALT > 5 x ULN", "any(AST > 3 x ULN; ALT > 5 x ULN)"),
        ("Lipase > 3x UNR", "lipase > 3 x ULN"),
        ("BP > 160/100 mm of Hg", "any(systolic blood pressure > 160 mm[Hg]; diastolic blood pressure > 100 mm[Hg])"),
    ],
)
def test_a_multiple_of_a_limit_is_of_every_measure_behind_it(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Bipolar I or II disorder", "any(condition bipolar i disorder; condition bipolar ii disorder)"),
        ("Bipolar I or bipolar II disorder", "any(condition bipolar i disorder; condition bipolar ii disorder)"),
        ("Bipolar I/II depression", "any(condition bipolar i depression; condition bipolar ii depression)"),
        ("k/c/o asthma", "condition asthma"),
        ("HRCT within 12 months", "procedure high-resolution computed tomography [<= 12 mo before now]"),
        (
            "Women who are pregnant or may be pregnant",
            'all(attribute sex = female; any(condition pregnancy; condition "possibility of pregnancy"))',
        ),
        ("Known or suspected pregnancy", "condition pregnancy"),
    ],
)
def test_names_of_two_kinds_and_of_what_may_be(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


def test_who_is_or_may_be_pregnant_is_not_only_possibly_so() -> None:
    assert read_item("Women who are or may be pregnant")[1] == "partial"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "MI, stroke, or CHF NYHA class III or IV within 6 months",
            "any(condition myocardial infarction [<= 6 mo before now]; condition stroke [<= 6 mo before now]; "
            "all(condition heart failure [<= 6 mo before now]; NYHA in [3, 4]))",
        ),
        ("CHF NYHA III/IV within 6 months", "all(condition heart failure; NYHA in [3, 4] [<= 6 mo before now])"),
        (
            "History of stroke, or HbA1c > 9% within 3 months",
            "any(condition stroke past; HbA1c > 9 % [<= 3 mo before now])",
        ),
    ],
)
def test_a_class_at_the_end_of_a_list_shares_its_time(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


def test_the_time_of_a_grade_at_the_end_of_a_list_is_in_doubt() -> None:
    diseases = "condition stroke [<= 3 mo before now]; condition myocardial infarction [<= 3 mo before now]"
    rule = f"any({diseases}; CTCAE grade = 3 of bleeding [<= 3 mo before now])"
    assert read_item("Stroke, MI, or grade 3 bleeding within 3 months") == (rule, "partial")


def test_whose_time_stands_behind_a_value_nobody_can_tell() -> None:
    assert read_item("Unstable angina, MI, or LVEF < 40% within 6 months")[1] == "partial"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Outpatients 18-65 years with gout",
            "all(attribute hospital status = outpatient; age in [18, 65] a; condition gout)",
        ),
        (
            "Nonsmokers 40 to 75 years with gout",
            "all(attribute smoking status = non-smoker; age in [40, 75] a; condition gout)",
        ),
        ("Gout for 5 to 20 years", "condition gout for [in [5, 20] a]"),
    ],
)
def test_years_behind_people_are_their_age(words: str, expected: str) -> None:
    assert read_item(words, "Inclusion") == (expected, "full")
