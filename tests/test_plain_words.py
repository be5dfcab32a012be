"""Everyday turns of phrase of registries: methods, purposes, plans and examples, and what each says or leaves out."""

import pytest
from readings import read_item


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Stroke confirmed by MRI", "condition stroke"),
        ("Gallstones as documented by ultrasound", "condition gallstone"),
        ("Tumour >= 2 cm measured by imaging (CT or MRI)", "all(condition neoplasm; tumor size >= 2 cm)"),
        (
            "At least one lesion >= 1 cm seen on imaging (e.g. CT, MRI)",
            "all(lesions >= 1; lesion diameter >= 1 cm {>= 10 mm})",
        ),
        (
            "DVT confirmed by compression ultrasound within 7 days",
            "all(condition deep vein thrombosis; procedure compression ultrasound [<= 7 d before now])",
        ),
    ],
)
def test_a_method_without_a_time_is_no_requirement(words: str, notation: str) -> None:
    assert read_item(words, "Inclusion")[0] == notation


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        (
            "A chronic disease such as hypertension, asthma and gout",
            "any(condition chronic disease; condition hypertension; condition asthma; condition gout)",
        ),
        ("Use of a diuretic (e.g. Furosemide, Torsemide)", "any(drug_class diuretic; drug furosemide; drug torsemide)"),
        (
            "JAK inhibitors (e.g. Olumiant) within 4 weeks",
            "any(drug_class jak inhibitor [<= 4 wk before now]; drug baricitinib [<= 4 wk before now])",
        ),
        (
            "A chronic disease such as hypertension, asthma, and BMI > 30 kg/m2",
            "all(any(condition chronic disease; condition hypertension; condition asthma); BMI > 30 kg/m2)",
        ),
    ],
)
def test_required_examples_are_examples(words: str, notation: str) -> None:
    assert read_item(words, "Inclusion") == (notation, "full")


def test_what_a_regimen_includes_is_all_needed() -> None:
    rule, coverage = read_item("A regimen that includes bortezomib and thalidomide", "Inclusion")
    assert "all(" in rule
    assert "any(" not in rule
    assert coverage == "partial"


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Planned surgery for gastric cancer", "all(procedure surgery planned; condition gastric cancer)"),
        (
            "Elective knee replacement for osteoarthritis",
            "all(procedure knee replacement planned; condition osteoarthritis)",
        ),
        ("History of surgery due to scoliosis", "all(procedure surgery past; condition scoliosis)"),
        ("Planned pregnancy", "condition pregnancy planned"),
        ("Trying to lose weight", "condition weight loss planned"),
        ("History of surgery, cancer", "any(procedure surgery past; condition cancer past)"),
    ],
)
def test_an_illness_is_not_planned_with_its_treatment(words: str, notation: str) -> None:
    assert read_item(words)[0] == notation


@pytest.mark.parametrize(
    "words",
    [
        "Intends to quit smoking in the next 30 days",
        "Motivated to stop drinking",
        "Interested in reducing alcohol use",
        "Planning to discontinue immunosuppressants",
    ],
)
def test_what_somebody_wants_to_give_up_is_for_a_person_to_judge(words: str) -> None:
    assert read_item(words) == (f'other "{words}"', "full")


def test_a_value_beside_the_wish_is_kept() -> None:
    rule, _ = read_item("Wants to quit smoking, and smokes more than 10 cigarettes a day", "Inclusion")
    assert 'other "Wants to quit smoking"' in rule
    assert "cigarettes > 10 /d" in rule


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Participation in another migraine study", 'study "migraine study"'),
        ("Currently enrolled in another asthma trial", "study asthma trial current"),
        ("Participation in another drug study within 3 months", "study clinical trial [<= 3 mo before now]"),
    ],
)
def test_another_study_is_named_by_its_field(words: str, notation: str) -> None:
    assert read_item(words) == (notation, "full")


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        (
            "Drug allergies (aspirin, antibiotics)",
            'any(condition "drug allergy"; condition allergy to drug:aspirin; '
            "condition allergy to drug_class:antibiotic)",
        ),
        ("Known allergy (treated with antihistamines)", "all(condition allergy; drug_class antihistamine)"),
        (
            "Contraindications to MRI (pacemaker, claustrophobia)",
            "any(condition contraindication to procedure:magnetic resonance imaging; procedure pacemaker; "
            "condition claustrophobia)",
        ),
        (
            "Contraindications to exercise (fractures, anemia)",
            "any(condition contraindication to exercise; condition fracture; condition anemia)",
        ),
    ],
)
def test_what_a_bracket_behind_an_allergy_lists(words: str, notation: str) -> None:
    assert read_item(words) == (notation, "full")


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Pregnant women, due to the unknown effects of metformin on the fetus", "condition pregnancy"),
        (
            "Asthma or COPD, as these may affect spirometry",
            "any(condition asthma; condition chronic obstructive pulmonary disease)",
        ),
        ("Breastfeeding (because of possible excretion of ketamine in milk)", "condition breastfeeding"),
        ("Smokers, since smoking might alter lung function", "attribute smoking status = smoker"),
    ],
)
def test_why_somebody_is_excluded_names_nothing_more(words: str, notation: str) -> None:
    assert read_item(words) == (notation, "full")


@pytest.mark.parametrize(
    ("words", "leaf"),
    [
        ("Renal failure due to diabetes", "diabetes"),
        ("Lupus, gout or other disease such as psoriasis that may need steroids", "psoriasis"),
    ],
)
def test_a_cause_is_no_reason(words: str, leaf: str) -> None:
    assert leaf in read_item(words)[0]


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Malignancy ruled out by biopsy", "not(condition malignancy)"),
        ("Tuberculosis must be ruled out", "not(condition tuberculosis)"),
        ("Ruled out for myocardial infarction", "not(condition myocardial infarction)"),
        ("Patients off steroids", "not(drug_class corticosteroid current)"),
        (
            "Must be off antibiotics for 4 weeks before enrolment",
            "not(drug_class antibiotic [< 4 wk before enrolment])",
        ),
        ("Body weight between 50 kg (inclusive) and 90 kg (exclusive)", "body weight in [50, 90) kg"),
        ("Age 18 to 65 years (inclusive)", "age in [18, 65] a"),
        ("Normal brain MRI", "condition normal brain mri"),
    ],
)
def test_what_is_said_behind_a_name_or_bound(words: str, notation: str) -> None:
    assert read_item(words, "Inclusion") == (notation, "full")


@pytest.mark.parametrize(
    ("words", "leaf"),
    [
        ("Infection cannot be ruled out", "not(condition infection)"),
        ("Other causes of hepatitis have been ruled out", "not(condition hepatitis)"),
        ("Off-label use of rituximab", "not(drug rituximab"),
        ("Do not intubate order", "intubate; "),
    ],
)
def test_no_denial_of_what_is_not_denied(words: str, leaf: str) -> None:
    assert leaf not in read_item(words)[0]


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("More than 3 previous concussions", "concussions > 3"),
        ("Two or more strokes", "strokes >= 2"),
        ("No more than 2 prior hip fractures", "hip fractures <= 2"),
        ("History of more than one febrile seizure", "febrile seizures > 1"),
        ("Stage 2-3 according to Hoehn and Yahr", "Hoehn and Yahr in [2, 3]"),
        ("Grade 2-3 according to Kellgren and Lawrence", "Kellgren-Lawrence grade in [2, 3]"),
        ("Stage III of the NYHA classification", "NYHA = 3"),
        ("Stage II-IV by AJCC criteria", "disease stage in [2, 4]"),
    ],
)
def test_events_are_counted_and_stages_are_of_their_scale(words: str, notation: str) -> None:
    assert read_item(words) == (notation, "full")


def test_a_rate_or_an_age_is_no_count_of_events() -> None:
    assert read_item("More than 3 migraines per month")[1] == "partial"
    assert "donors >=" not in read_item("Age 5-70 years (living donors: >= 18)")[0]


def test_how_far_a_risk_looks_ahead_is_no_duration() -> None:
    assert "30 d" not in read_item("High risk for 30-day readmission", "Inclusion")[0]
    assert read_item("Hospital readmission within 30 days")[0] == "procedure hospitalization [<= 30 d before now]"


@pytest.mark.parametrize(
    ("kind", "words", "notation"),
    [
        ("Exclusion", "Recipient of a bone marrow transplant within 1 year",
         "procedure bone marrow transplantation [<= 1 a before now]"),
        ("Inclusion", "Not a recipient of an organ transplant", "not(procedure organ transplantation)"),
        ("Inclusion", "Renal function is adequate, defined as creatinine clearance >= 50 mL/min",
         "creatinine clearance >= 50 mL/min"),
        ("Inclusion", "Cardiac function must be adequate (LVEF >= 50%)", "LVEF >= 50 %"),
        ("Inclusion", "Adequate coagulation (INR < 1.5)", "INR < 1.5"),
        ("Inclusion", "Age 18 to 75 years, gender unrestricted", "age in [18, 75] a"),
        ("Inclusion", "No gender limitation, no HIV infection, age over 18",
         "all(not(condition hiv infection); age > 18 a)"),
    ],
)  # fmt: skip
def test_who_received_it_and_that_it_is_enough_add_nothing(kind: str, words: str, notation: str) -> None:
    assert read_item(words, kind) == (notation, "full")


@pytest.mark.parametrize("words", ["Good renal function", "Liver function is not adequate"])
def test_a_function_without_a_value_is_not_passed_over(words: str) -> None:
    assert read_item(words, "Inclusion")[1] != "full"
