"""What is allowed beside what is asked, limits that hold for some, and what stands beside alternatives."""

import pytest
import trialrules


def rule(kind: str, words: str) -> str:
    (criterion,) = trialrules.extract(f"{kind} Criteria:\n- {words}\n").criteria
    return str(criterion.rule)


@pytest.mark.parametrize(
    ("kind", "words", "notation"),
    [
        ("Exclusion", "Systemic immunosuppressants; inhaled, nasal or topical steroids are permitted",
         'drug_class "systemic immunosuppressive drug"'),
        ("Exclusion", "Psychiatric disorder; mild depression is not exclusionary",
         "condition psychiatric disorder except mild depression"),
        ("Exclusion", "Vaccination within 30 days; influenza vaccine is exempt",
         'vaccine "vaccine" [<= 30 d before now] except "influenza vaccine"'),
        ("Inclusion", "No statins; pravastatin is allowed", "not(drug_class statin except pravastatin)"),
        ("Exclusion", "Active hepatitis B infection. Prior hepatitis A is allowed.", "condition hepatitis b current"),
        ("Inclusion", "ECOG 0-1. Patients with controlled pain may be enrolled.", "ECOG in [0, 1]"),
        ("Exclusion", "ALT > 3 x ULN (Gilbert's syndrome is no reason for exclusion)",
         "all(ALT > 3 x ULN; not(condition gilbert's syndrome))"),
        ("Exclusion", "Radiotherapy within 2 weeks (palliative radiotherapy with <= 8 Gy is not counted)",
         "all(therapy radiotherapy [<= 2 wk before now]; not(therapy palliative radiotherapy dose <= 8 Gy))"),
        ("Inclusion", "Age >= 18. Patients with asthma can participate if it is controlled.",
         'all(age >= 18 a; any(not(condition asthma); other "can participate if it is controlled"))'),
    ],
)  # fmt: skip
def test_what_is_allowed_narrows_its_class_or_binds_nothing(kind: str, words: str, notation: str) -> None:
    assert rule(kind, words) == notation


@pytest.mark.parametrize(
    ("kind", "words", "notation"),
    [
        ("Inclusion", "Platelets >= 100 x 10^9/L (a count of 75 is acceptable when due to splenomegaly)",
         "any(platelet count >= 100 10*9/L; all(condition splenomegaly; platelet count >= 75 10*9/L))"),
        ("Inclusion", "LDL >= 100 mg/dL; >= 70 mg/dL suffices in patients with diabetes",
         "any(LDL cholesterol >= 100 mg/dL; all(condition diabetes mellitus; LDL cholesterol >= 70 mg/dL))"),
        ("Inclusion", "ECOG 0-1; ECOG 2 is allowed if due to arthritis",
         "any(ECOG in [0, 1]; all(condition arthritis; ECOG = 2))"),
        ("Inclusion", "Gleason score 6, or 7 if PSA is below 10 ng/mL",
         "any(Gleason score = 6; all(PSA < 10 ng/mL; Gleason score = 7))"),
        ("Inclusion", "Child-Pugh A, or B if the score is no more than 7",
         "any(Child-Pugh = 1; all(Child-Pugh = 2; Child-Pugh score <= 7))"),
        ("Inclusion", "ECOG 0-1, or 2 if due to arthritis",
         "any(ECOG in [0, 1]; all(condition arthritis; ECOG = 2))"),
        ("Inclusion", "Age 5-70 years (living donors: >= 18)",
         "all(any(condition living donor; age in [5, 70] a); any(not(condition living donor); age in [18, 70] a))"),
        ("Inclusion", "Bilirubin <= 1.5 x ULN (no limit in Gilbert's syndrome)",
         "any(bilirubin <= 1.5 x ULN; condition gilbert's syndrome)"),
        ("Inclusion", "BMI >= 18 kg/m2 (no upper limit)", "BMI >= 18 kg/m2"),
        ("Inclusion", "BMI < 35; age >= 65: MMSE >= 26", "all(BMI < 35 ?; any(not(age >= 65 a); MMSE >= 26))"),
        ("Inclusion", "Asthma; age: 18 to 65 years", "all(condition asthma; age in [18, 65] a)"),
        ("Inclusion", "Melatonin: not used or on a stable dose for at least 4 weeks",
         "any(not(drug melatonin); drug melatonin for [>= 4 wk])"),
        ("Inclusion", "Lithium: not taken or on a stable dose for 3 months; valproate: at a stable dose for 4 weeks",
         "all(any(not(drug lithium); drug lithium for [>= 3 mo]); drug valproic acid for [>= 4 wk])"),
        ("Inclusion", "Child-Pugh A or B", "Child-Pugh in [1, 2]"),
        ("Inclusion", "BMI 18 to 30 (up to 35 in patients with lymphedema)",
         "all(any(condition lymphedema; BMI in [18, 30] ?); any(not(condition lymphedema); BMI in [18, 35] ?))"),
        ("Inclusion", "SBP < 140 mmHg in patients under 60, < 150 mmHg in others",
         "any(all(age < 60 a; systolic blood pressure < 140 mm[Hg]); "
         "all(not(age < 60 a); systolic blood pressure < 150 mm[Hg]))"),
        ("Inclusion", "NIHSS >= 6 in patients with basilar occlusion, >= 10 in all others",
         "any(all(condition basilar occlusion; NIHSS >= 6); all(not(condition basilar occlusion); NIHSS >= 10))"),
        ("Exclusion", "Heart rate > 110 in atrial fibrillation, or < 45 or > 90 in sinus rhythm",
         "any(all(condition atrial fibrillation; heart rate > 110 ?); all(condition sinus rhythm; heart rate < 45 ?); "
         "all(condition sinus rhythm; heart rate > 90 ?))"),
        ("Exclusion", "Systolic BP < 90 mmHg or > 180 mmHg with headache",
         "any(systolic blood pressure < 90 mm[Hg]; all(condition headache; systolic blood pressure > 180 mm[Hg]))"),
    ],
)  # fmt: skip
def test_limits_for_some_beside_those_for_all(kind: str, words: str, notation: str) -> None:
    assert rule(kind, words) == notation


@pytest.mark.parametrize(
    ("kind", "words", "notation"),
    [
        ("Inclusion", "Heart failure; either LVEF < 40% or NT-proBNP > 600 pg/mL",
         "all(condition heart failure; any(LVEF < 40 %; NT-proBNP > 600 pg/mL))"),
        ("Inclusion", "Type 2 diabetes by ADA/WHO criteria, diagnosed at least 1 year ago, and HbA1c 7-10%",
         "all(condition type 2 diabetes [>= 1 a before now]; HbA1c in [7, 10] %)"),
        ("Exclusion", "Allergy to penicillin; jaundice or hepatitis during treatment with isoniazid or rifampicin",
         "any(condition allergy to drug:penicillin; all(any(condition jaundice; condition hepatitis); "
         "any(drug isoniazid; drug rifampin)))"),
        ("Exclusion", "COPD GOLD 3-4 or on home oxygen",
         "all(condition chronic obstructive pulmonary disease; "
         "any(GOLD stage in [3, 4]; therapy home oxygen current))"),
        ("Exclusion", "Cirrhosis or on dialysis", "any(condition cirrhosis; procedure dialysis)"),
    ],
)  # fmt: skip
def test_alternatives_beside_what_holds_of_all(kind: str, words: str, notation: str) -> None:
    assert rule(kind, words) == notation


@pytest.mark.parametrize(
    ("kind", "words", "notation"),
    [
        ("Inclusion", "Non-smoker, or stopped smoking at least 4 weeks before surgery",
         "any(attribute smoking status = non-smoker; condition smoking cessation [>= 4 wk before surgery])"),
        ("Inclusion", "Ex-smokers who gave up at least 1 year before enrolment",
         "all(attribute smoking status = ex-smoker; condition smoking cessation [>= 1 a before enrolment])"),
        ("Exclusion", "Current smokers or those who quit < 3 months ago",
         "any(attribute smoking status = smoker; condition smoking cessation [< 3 mo before now])"),
        ("Inclusion", "Willing to quit smoking during the study", 'other "Willing to quit smoking during the study"'),
        ("Exclusion", "Participation in a smoking cessation programme", "therapy smoking cessation program"),
    ],
)  # fmt: skip
def test_giving_up_smoking_is_an_event(kind: str, words: str, notation: str) -> None:
    assert rule(kind, words) == notation


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Methotrexate (oral or s.c.) within 4 weeks", "drug methotrexate [<= 4 wk before now]"),
        ("Vitamin K p.o. or i.v. in the last week", "drug vitamin k [<= 1 wk before now]"),
        ("Heparin s.c. within 2 weeks", 'all(drug heparin [<= 2 wk before now]; other "s.c")'),
        ("i.v. or oral antibiotics", "any(drug_class intravenous antibiotic; drug_class oral antibiotic)"),
    ],
)
def test_several_ways_of_giving_a_drug_narrow_nothing(words: str, notation: str) -> None:
    assert rule("Exclusion", words) == notation


@pytest.mark.parametrize(
    ("kind", "words", "notation"),
    [
        ("Exclusion", "On dialysis or haemofiltration, or likely to need either within the next 48 hours",
         "any(procedure dialysis; procedure hemofiltration; procedure dialysis planned [<= 48 h after now]; "
         "procedure hemofiltration planned [<= 48 h after now])"),
        ("Exclusion", "Taking warfarin, or likely to need it during the study",
         "any(drug warfarin current; drug warfarin planned)"),
        ("Exclusion", "Planned surgery or surgery within 4 weeks before randomization",
         "any(procedure surgery planned; procedure surgery [<= 4 wk before randomization])"),
        ("Exclusion", "Planned or prior surgery within 4 weeks before randomization",
         "any(procedure surgery past [<= 4 wk before randomization]; procedure surgery planned)"),
        ("Exclusion", "Surgery between screening and 30 days after the last dose",
         "any(procedure surgery [<= 30 d after last_dose]; procedure surgery planned)"),
        ("Exclusion", "Intending to conceive within 6 months", "condition pregnancy planned [<= 6 mo after now]"),
        ("Exclusion", "Energy intake < 800 kcal/day or weight loss > 5 kg in 6 months",
         "any(energy intake < 800 kcal/d; weight loss > 5 kg [<= 6 mo before now])"),
        ("Exclusion", "2 relapses or 3 hospitalizations within 12 months",
         "any(relapses = 2 [<= 12 mo before now]; hospitalizations = 3 [<= 12 mo before now])"),
        ("Exclusion", "History of stroke, or epilepsy that is poorly controlled",
         "any(condition stroke past; condition poorly controlled epilepsy)"),
        ("Exclusion", "History of stroke or gout", "any(condition stroke past; condition gout past)"),
        ("Inclusion", "Live vaccines must have been given at least 30 days before the first dose",
         'not(vaccine "live vaccine" [< 30 d before first_dose])'),
        ("Exclusion", "Live vaccines must have been given at least 30 days before randomization",
         'vaccine "live vaccine" [< 30 d before randomization]'),
        ("Inclusion", "Pneumococcal vaccine must have been given at least 2 weeks before the first dose",
         'vaccine "pneumococcal vaccine" [>= 2 wk before first_dose]'),
    ],
)  # fmt: skip
def test_what_was_is_told_from_what_is_and_what_will_be(kind: str, words: str, notation: str) -> None:
    assert rule(kind, words) == notation


@pytest.mark.parametrize(
    ("kind", "words", "notation"),
    [
        ("Inclusion", "Prior treatment with a taxane (paclitaxel or docetaxel)",
         "any(drug paclitaxel past; drug docetaxel past)"),
        ("Inclusion", "Autoimmune disease (lupus, vasculitis)",
         "all(condition autoimmune disease; any(condition lupus erythematosus; condition vasculitis))"),
        ("Inclusion", "On a statin (atorvastatin, rosuvastatin)",
         "any(drug atorvastatin; drug rosuvastatin)"),
        ("Inclusion", "Receiving an SSRI or SNRI (citalopram, sertraline or duloxetine)",
         "any(drug citalopram current; drug sertraline current; drug duloxetine current)"),
        ("Inclusion", "Failure of a triptan (sumatriptan, rizatriptan)",
         "any(condition treatment failure to drug:sumatriptan; condition treatment failure to drug:rizatriptan)"),
        ("Inclusion", "On an ACE inhibitor (e.g. ramipril, lisinopril)",
         "any(drug_class ace inhibitor current; drug ramipril current; drug lisinopril current)"),
        ("Exclusion", "Intolerance to statins (atorvastatin, simvastatin)",
         "any(condition intolerance to drug_class:statin; condition intolerance to drug:atorvastatin; "
         "condition intolerance to drug:simvastatin)"),
        ("Exclusion", "CREST syndrome (calcinosis, Raynaud's phenomenon, esophageal dysmotility, sclerodactyly, "
         "telangiectasia)", "condition crest syndrome"),
        ("Exclusion", "CNS disease (stroke, epilepsy, dementia)",
         "any(condition central nervous system disease; condition stroke; condition epilepsy; condition dementia)"),
        ("Inclusion", "1 to 3 prior lines of therapy (induction and maintenance count as one line)",
         'all(prior treatment lines in [1, 3]; other "induction and maintenance count as one line")'),
        ("Inclusion", "At least one relapse in the last year (relapse = new symptoms lasting > 24 hours without fever)",
         "all(relapses >= 1 [<= 1 a before now]; "
         'other "relapse = new symptoms lasting > 24 hours without fever")'),
        ("Inclusion", "Failed at least two antiepileptic drugs", "failed antiepileptic drugs >= 2"),
        ("Exclusion", "Heart failure with 2 or more hospitalizations",
         "all(condition heart failure; hospitalizations >= 2)"),
        ("Inclusion", "Adenocarcinoma or squamous cell carcinoma of the lung",
         "any(condition lung adenocarcinoma; condition lung squamous cell carcinoma)"),
        ("Exclusion", "Aphakia or absent posterior capsule", 'any(condition aphakia; other "absent posterior")'),
    ],
)  # fmt: skip
def test_members_definitions_and_what_is_of_a_whole_list(kind: str, words: str, notation: str) -> None:
    assert rule(kind, words) == notation


@pytest.mark.parametrize(
    "words",
    [
        "Use of beta blockers, as they may mask hypoglycemia, diabetes",
        "Prior surgery, or a condition that requires surgery",
    ],
)
def test_reasons_and_needs_in_doubt_are_not_read_in_full(words: str) -> None:
    (criterion,) = trialrules.extract(f"Exclusion Criteria:\n- {words}\n").criteria
    assert criterion.coverage == "partial"


@pytest.mark.parametrize(
    ("words", "notation", "coverage"),
    [
        ("Atrial fibrillation on the Visit 1 ECG", "condition atrial fibrillation", "full"),
        ("HbA1c 7-10% (central review)", "HbA1c in [7, 10] %", "full"),
        ("UPCR >= 1 g/g in two 24-hour urine collections", "UPCR >= 1 g/g", "partial"),
    ],
)
def test_how_and_how_often_a_thing_is_found_is_no_leaf(words: str, notation: str, coverage: str) -> None:
    (criterion,) = trialrules.extract(f"Inclusion Criteria:\n- {words}\n").criteria
    assert (str(criterion.rule), criterion.coverage) == (notation, coverage)


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Any live vaccine within 30 days (Note: Seasonal flu vaccine is acceptable.)",
         'vaccine "live vaccine" [<= 30 d before now] except "influenza vaccine"'),
        ("Brain metastases. Subjects judged by the radiologist to have stable brain metastases may take part;",
         "condition brain metastasis except stable brain metastasis"),
        ("Gout within 2 years. Prophylactic use of colchicine is allowed;",
         'all(condition gout [<= 2 a before now]; not(all(other "Prophylactic"; drug colchicine)))'),
    ],
)  # fmt: skip
def test_a_permission_in_a_note_or_before_a_last_semicolon_is_an_exception(words: str, notation: str) -> None:
    assert rule("Exclusion", words) == notation
