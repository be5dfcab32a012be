"""Words behind a name that limit it, and what they deny: no other thing of the list, and nothing that they name."""

import pytest
from readings import read_item

FAILED = "condition treatment failure"


@pytest.mark.parametrize(
    ("words", "rule", "coverage"),
    [
        ("Infection, not requiring antibiotics", "all(condition infection; not(drug_class antibiotic))", "full"),
        ("Cancer, not in remission", "all(condition cancer; not(condition remission))", "full"),
        ("Asthma, not controlled", 'all(condition asthma; not(other "controlled"))', "partial"),
        ("Cirrhosis, not due to alcohol", 'all(condition cirrhosis; not(other "due to alcohol"))', "partial"),
        ("Hypertension, not well controlled, or diabetes",
         'any(all(condition hypertension; not(other "controlled")); condition diabetes mellitus)', "partial"),
        ("Hypothyroidism that does not need replacement, or gout",
         "any(all(condition hypothyroidism; not(procedure replacement)); condition gout)", "full"),
        ("Pregnant, breastfeeding, unwilling to use contraception",
         "any(condition pregnancy; condition breastfeeding; not(attribute contraception = yes))", "full"),
        ("Women of childbearing potential, not using contraception",
         "all(attribute childbearing potential = yes; not(attribute contraception = yes))", "full"),
        ("Dementia, unable to read English", "any(condition dementia; not(attribute language = English))", "full"),
    ],
)  # fmt: skip
def test_what_a_comma_parts_from_a_name_may_limit_it(words: str, rule: str, coverage: str) -> None:
    assert read_item(words) == (rule, coverage)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Bleeding not correctable with platelet transfusion",
         'all(condition bleeding; other "not correctable with platelet transfusion")'),
        ("Coagulopathy that cannot be corrected by vitamin K or plasma",
         'all(condition coagulopathy; other "cannot be corrected by vitamin K or plasma")'),
        ("Influenza vaccine within 3 months to reduce the risk of infection",
         'all(vaccine "influenza vaccine" [<= 3 mo before now]; other "to reduce the risk of infection")'),
        ("Depression even when treated with sertraline",
         'all(condition depression; other "even when treated with sertraline")'),
    ],
)  # fmt: skip
def test_what_a_circumstance_names_is_no_leaf(words: str, rule: str) -> None:
    assert read_item(words)[0] == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Hypertension not controlled by diuretics",
         f"all(condition hypertension; {FAILED} to drug_class:diuretic)"),
        ("Diabetes not adequately controlled on metformin",
         f"all(condition diabetes mellitus; {FAILED} current to drug:metformin)"),
        ("Asthma refractory to theophylline or omalizumab",
         f"all(condition asthma; any({FAILED} to drug:theophylline; {FAILED} to drug:omalizumab))"),
        ("Asthma with allergy to aspirin or ibuprofen",
         "all(condition asthma; any(condition allergy to drug:aspirin; condition allergy to drug:ibuprofen))"),
    ],
)  # fmt: skip
def test_the_words_before_an_object_are_of_its_whole_list(words: str, rule: str) -> None:
    assert read_item(words) == (rule, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Free of any disease other than asthma", 'other "Free of any disease other than asthma"'),
        ("No disease other than gout", 'other "No disease other than gout"'),
        ("Otherwise healthy apart from asthma", 'other "Otherwise healthy apart from asthma"'),
        ("In good general health, with no clinically relevant disease other than psoriasis",
         'all(attribute healthy volunteer = yes; other "no clinically relevant disease other than psoriasis")'),
        ("No serious illness except hypertension", "not(condition serious illness except hypertension)"),
    ],
)  # fmt: skip
def test_what_may_be_there_beside_health_is_neither_denied_nor_asked_for(words: str, rule: str) -> None:
    assert read_item(words, "Inclusion")[0] == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Ischemic stroke (ICD 10: I63)", "condition ischemic stroke"),
        ("Heart failure, ICD-9 428.x", "condition heart failure"),
        ("Type 2 diabetes with ICD-10-CM code E11.9", "condition type 2 diabetes"),
        ("An ICD or a pacemaker",
         "any(procedure implantable cardioverter-defibrillator; procedure pacemaker)"),
        ("Measurable disease by Response Evaluation Criteria in Solid Tumor (RECIST) version 1.1",
         "condition measurable disease"),
        ("Moderately severe depression", "condition moderately severe depression"),
        ("Thermal ablation of the liver", "procedure liver thermal ablation"),
        ("PLS", "condition primary lateral sclerosis"),
    ],
)  # fmt: skip
def test_codes_and_criteria_name_nothing_more(words: str, rule: str) -> None:
    assert read_item(words) == (rule, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Lymphoma confirmed by biopsy", "condition lymphoma"),
        ("Biopsy-proven celiac disease", "condition celiac disease"),
        ("Histologically or biopsy-proven celiac disease", "condition celiac disease"),
        ("Ulnar neuropathy diagnosed either by examination or EMG", "condition ulnar neuropathy"),
        ("Meniscal tear as detected by MRI, CT or arthroscopy", "condition meniscal tear"),
        ("Ulcerative colitis with confirmed diagnosis by histology and endoscopy", "condition ulcerative colitis"),
        ("Osteoarthritis of the knee on X-ray", 'condition "osteoarthritis of the knee"'),
        ("MRI-confirmed stroke within 3 months", "condition stroke [<= 3 mo before now]"),
        ("Pregnancy ruled out by ultrasound", "not(condition pregnancy)"),
        ("At least one lesion on MRI", "lesions >= 1"),
        ("Diagnosed with cancer and undergoing MRI",
         "all(condition cancer; procedure magnetic resonance imaging planned)"),
    ],
)  # fmt: skip
def test_how_something_is_known_asks_for_no_test(words: str, rule: str) -> None:
    assert read_item(words, "Inclusion") == (rule, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Atrial fibrillation documented by ECG within 6 months",
         "all(condition atrial fibrillation; procedure electrocardiography [<= 6 mo before now])"),
        ("Fracture treated by arthroscopy", "all(condition fracture; procedure arthroscopy)"),
        ("Bleeding after biopsy", "all(condition bleeding; procedure biopsy)"),
        ("Cirrhosis not confirmed by biopsy", "all(condition cirrhosis; not(procedure biopsy))"),
    ],
)  # fmt: skip
def test_a_test_of_which_more_is_said_is_asked_for(words: str, rule: str) -> None:
    assert read_item(words)[0] == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Other infectious diseases are not suspected", "not(condition infectious disease)"),
        ("Cystic fibrosis or tuberculosis ruled out",
         "all(not(condition cystic fibrosis); not(condition tuberculosis))"),
        ("Gout ruled out, asthma confirmed", "all(not(condition gout); condition asthma)"),
        ("Pregnancy ruled out by a serum test", "not(condition pregnancy)"),
    ],
)  # fmt: skip
def test_what_is_ruled_out_is_denied(words: str, rule: str) -> None:
    assert read_item(words, "Inclusion") == (rule, "full")


@pytest.mark.parametrize(
    ("words", "unread"),
    [
        ("Other causes of dementia ruled out", "not(condition dementia)"),
        ("Pulmonary embolism cannot be ruled out", "not(condition pulmonary embolism)"),
        ("Prior participation in the ACT-COPD trial", "condition"),
        ("Weight above the limit of the PET imaging table", "procedure"),
        ("Body size not compatible with the MRI scanner", "procedure"),
        ("The analgesic plan includes a nerve block", "analgesic;"),
        ("Contact with a person with dementia at least twice a week", "dementia >="),
        ("Living at the facility for at least 2 weeks", "condition"),
    ],
)
def test_what_is_only_named_is_no_fact_of_the_patient(words: str, unread: str) -> None:
    rule, coverage = read_item(words)
    assert unread not in rule
    assert coverage != "full"


def test_a_bracket_with_a_cause_lists_no_kinds() -> None:
    rule, coverage = read_item("Hypertension (due to renal artery stenosis)")
    assert (rule, coverage) == ("all(condition hypertension; condition renal artery stenosis)", "partial")


@pytest.mark.parametrize(
    ("kind", "words", "rule"),
    [
        ("Exclusion", "Pregnant or lactating (breast feeding) women",
         "any(condition pregnancy; condition breastfeeding)"),
        ("Exclusion", "If the patient is pregnant", "condition pregnancy"),
        ("Exclusion", "Past or present history of stroke", "condition stroke"),
        ("Inclusion", "Scheduled to undergo elective hip surgery", "procedure hip surgery planned"),
        ("Inclusion", "Platelets ≥ 50 x 10^3/microliter (µL)", "platelet count >= 50 10*3/uL {>= 50 10*9/L}"),
        ("Inclusion", "Hemoglobin > 9 gram/deciliter (g/dL)", "hemoglobin > 9 g/dL"),
        ("Exclusion", "Preoperative creatinine > 1.5 mg/dL", "creatinine > 1.5 mg/dL"),
        ("Exclusion", "SpO2 < 92% while breathing in room air", "oxygen saturation < 92 %"),
        ("Inclusion", "EDSS < 5 at screening and randomization", "EDSS < 5"),
        ("Inclusion", "Primary progressive, secondary progressive, or progressive relapsing MS",
         "any(condition primary progressive multiple sclerosis; condition secondary progressive multiple sclerosis; "
         "condition progressive relapsing multiple sclerosis)"),
        ("Exclusion", "Conjunctival injection", "condition conjunctival injection"),
        ("Exclusion", "TB contacts", 'condition "exposure to tuberculosis"'),
    ],
)  # fmt: skip
def test_words_that_say_the_same_again_leave_nothing_unread(kind: str, words: str, rule: str) -> None:
    assert read_item(words, kind) == (rule, "full")


@pytest.mark.parametrize(
    ("kind", "words", "rule"),
    [
        ("Exclusion", "Not recovered from toxicities of prior therapy to grade 1 or baseline",
         'not(all(other "recovered from toxicities of prior therapy"; any(CTCAE grade = 1; other "baseline")))'),
        ("Exclusion", "Inadequate recovery from adverse events of rituximab, or gout",
         'any(not(other "recovery from adverse events of rituximab"); condition gout)'),
        ("Inclusion", "Recovery to grade ≤ 1 from all toxicities of prior chemotherapy, except alopecia",
         'all(other "Recovery"; CTCAE grade <= 1; other "from all toxicities of prior chemotherapy, except alopecia")'),
    ],
)  # fmt: skip
def test_from_what_somebody_recovered_is_no_fact_of_today(kind: str, words: str, rule: str) -> None:
    assert read_item(words, kind) == (rule, "partial")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Diagnosis of type 1 diabetes before the age of 30 years",
         'all(condition type 1 diabetes; other "before the age of 30 years")'),
        ("Women before age 50", "all(attribute sex = female; age < 50 a)"),
    ],
)  # fmt: skip
def test_why_and_when_something_else_was_is_no_fact_of_today(words: str, rule: str) -> None:
    assert read_item(words, "Inclusion") == (rule, "full")


@pytest.mark.parametrize("words", ["Treated, stable brain metastases", "Treated and controlled hypertension"])
def test_that_it_was_treated_is_more_than_the_name_says(words: str) -> None:
    assert read_item(words)[1] == "partial"
