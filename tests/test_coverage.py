"""What a rule claims to carry: words that limit it and that it does not hold make it partial, plain ones do not."""

import pytest
import trialrules


def read(text: str) -> tuple[str, str]:
    (criterion,) = trialrules.extract(text).criteria
    return str(criterion.rule), criterion.coverage


@pytest.mark.parametrize(
    "text",
    [
        "Exclusion: stroke during pregnancy",
        "Exclusion: anemia because of chronic kidney disease",
        "Exclusion: bleeding after tooth extraction",
        "Inclusion: platelets > 100 x 10^9/L after platelet transfusion",
        "Exclusion: metformin for polycystic ovary syndrome",
        "Exclusion: more than 2 courses of prednisone",
        "Exclusion: a decline in eGFR of > 5 mL/min",
        "Exclusion: unwilling to take aspirin",
        "Exclusion: inability to tolerate dialysis",
        "Exclusion: surgery required due to stroke or sepsis",
        "Inclusion: treatment with metformin only",
        "Exclusion: immunosuppression: prednisone > 20 mg/day",
        "Exclusion: cirrhosis with ascites or Child-Pugh B",
        "Exclusion: relapse or treatment with rituximab within 30 days",
        "Exclusion: hypertension without treatment or diabetes",
        "Exclusion: ALT or AST > 3 x ULN and bilirubin > 2 x ULN",
        "Exclusion: severe asthma or COPD",
        "Exclusion: obesity class III",
        "Exclusion: AV block II",
        "Exclusion: gout as defined in section 5.1 of the protocol",
        "Exclusion: prolapse 3",
        "Exclusion: level 2 trauma",
        "Exclusion: vitamin B12 or folate deficiency",
        "Exclusion: prednisone > 10 mg/day within 4 weeks, or any dose within 1 week",
        "Exclusion: corticosteroids (prednisone > 10 mg/day)",
        "Inclusion: ECOG 0 or 1, or 2 in patients over 70",
        "Inclusion: patients with hypertension must be on stable treatment for at least 3 months",
        "Inclusion: contraception for men and women of childbearing potential",
        "Inclusion: at least one mild exacerbation in the past year",
        "Exclusion: 2 abnormal smears",
        "Exclusion: cirrhosis with or without ascites or varices",
        "Inclusion: a lesion of at least 2 cm by CT or at least 1 cm by MRI",
        "Inclusion: SBP 130-150 mmHg (seated), 120-140 mmHg (standing)",
        "Inclusion: LDL >= 100 mg/dL, in diabetes HbA1c < 9%",
        "Exclusion: gastric ulcer or bleeding",
        "Exclusion: dry eye requiring treatment other than artificial tears",
        "Exclusion: hepatic or renal disease (creatinine > 2 mg/dL)",
        "Exclusion: stroke within 6 months or with LVEF < 40%",
        "Exclusion: methotrexate unless washed out, or dialysis",
        "Inclusion: for patients with gout: stable for 5 weeks and no dialysis",
        "Exclusion: skin disease or infection",
        "Exclusion: medical or psychiatric disorders",
        "Exclusion: lung disease other than asthma, such as COPD",
        "Exclusion: any drug other than metformin",
        "Exclusion: heart failure in need of treatment",
        "Inclusion: eligible for dialysis",
        "Exclusion: suspected of carrying infectious disease",
        "Exclusion: gout or other joint disease with CRP > 10 mg/L",
        "Exclusion: pulmonary nodule of at least 6 mm",
        "Exclusion: antibiotics for a condition other than gout",
        "Exclusion: has received or plans to receive lithium",
        "Inclusion: age = 18 years",
        "Inclusion: hemoglobin 9 g/dL",
        "Exclusion: ICD or loop recorder implanted within 60 days",
        "Exclusion: radiotherapy within 2 weeks of chemotherapy",
        "Exclusion: within 4 weeks of radiotherapy",
        "Exclusion: fracture requiring surgery within 36 hours",
        "Exclusion: lithium 8 weeks (or 2 weeks after washout)",
        "Exclusion: contraindication to warfarin for 3 months",
        "Inclusion: nasal polyp score ≥ 2 per side",
        "Inclusion: two doses of hepatitis B vaccine",
        "Exclusion: grade 3 neuropathy or rash",
        "Exclusion: ibandronate IV",
        "Inclusion: VAS leg > 50/100",
        "Exclusion: PHQ-9 item 9 > 1",
        "Exclusion: pre-pregnancy BMI > 35",
        "Exclusion: history of preterm delivery < 34 weeks",
        "Exclusion: exercise more than twice a week for 30 minutes",
        "Inclusion: 37-42 weeks, Bishop score ≤ 6",
        "Exclusion: anemia that is not related with cancer",
        "Exclusion: pain or swelling of the knee or hip",
        "Exclusion: pain, amputation or arthritis of the hip",
        "Exclusion: gout in addition to asthma",
        "Inclusion: on an ACE inhibitor or ARB, unless contraindicated",
        "Inclusion: no contraindications",
        "Inclusion: at least 2 of: gout, asthma, stroke; CRP > 10 mg/L",
        "Inclusion: alone or in combination with insulin or metformin",
        "Exclusion: insulin- or diet-treated diabetes",
        "Inclusion: children (2-12 years) and adults",
        "Inclusion: parents of a child aged 2 to 5 years",
        "Inclusion: patients admitted with pneumonia",
        "Exclusion: carrier of hemophilia",
        "Exclusion: meets two criteria for gout",
        "Exclusion: breastfeeding a baby under 6 months",
        "Exclusion: depression expected to resolve within 2 weeks",
        "Inclusion: hepatocellular carcinoma within Milan criteria",
        "Exclusion: fracture of the spine (T12)",
        "Exclusion: blood clot (arterial)",
        "Inclusion: asthma (GINA step 4)",
        "Inclusion: busulfan > 7.2 mg/kg IV or > 9 mg/kg orally",
        "Inclusion: hemoglobin ≥ 9 g/dL (patients may receive a blood transfusion)",
        "Exclusion: polyps, including large ones and warts, that interfere with breathing",
        "Exclusion: diabetes with nephropathy, retinopathy or foot ulcer",
        "Exclusion: appendectomy, arthroscopy < 3 months",
        "Exclusion: allergy to tablets",
        "Exclusion: gout per protocol",
        "Exclusion: insulin, unless basal only and < 0.5 U/kg",
        "Inclusion: asthma, FEV1 < 80 % of predicted, or more than 2 exacerbations",
        "Inclusion: asthma, FEV1 < 80 % of predicted, within 6 months",
        "Inclusion: asthma with FEV1 < 80 % of predicted, or prior intubation",
        "Inclusion: SBP > 150 mmHg on two readings",
        "Exclusion: seizures within the first 24 hours of life",
        "Inclusion: eligible to receive chemotherapy",
        "Inclusion: naive to or off insulin for 12 weeks",
        "Inclusion: no insulin, no metformin within 3 months",
        "Exclusion: no stable dose of statins within 4 weeks",
        "Exclusion: concomitant use of aspirin and warfarin",
        "Exclusion: any cancer but melanoma",
        "Exclusion: pituitary tumor, radiation or surgery",
        "Exclusion: infection < 4 weeks",
        "Exclusion: pre- or post-menopausal bleeding",
        "Exclusion: insulin-requiring or -dependent diabetes",
        "Inclusion: PD-L1 any, EGFR negative",
        "Inclusion: LDL ≥ 70 mg/dL or HDL ≤ 40 mg/dL and TG < 400 mg/dL",
        "Exclusion: diabetes and hypertension with eGFR < 30 mL/min",
        "Exclusion: hemoglobin < 8 g/dL and ferritin < 30 ng/mL",
        "Inclusion: age ≥ 65 years or ≥ 50 years and diabetes",
        "Exclusion: might need surgery within 6 months",
        "Exclusion: no longer smoking for < 1 year",
        "Exclusion: epilepsy, dementia or stroke within 3 months",
        "Inclusion: migraine, onset ≤ 50 years",
        "Inclusion: HbA1c 7-10 % and LDL < 3 mmol/L; for those on insulin, HbA1c 7.5-11 %",
        "Exclusion: QTcF > 450 ms (men), > 470 ms (women) or > 480 ms in bundle branch block",
        "Exclusion: arthritis other than gout, fibromyalgia, or lupus within 4 weeks",
        "Exclusion: preterm birth < 34 weeks previously",
    ],
)
def test_words_that_limit_a_rule_without_being_in_it(text: str) -> None:
    assert read(text)[1] == "partial"


@pytest.mark.parametrize(
    "text",
    [
        "Exclusion: hypertension while taking amlodipine",
        "Inclusion: LABA + LAMA for at least 3 months",
        "Inclusion: affiliated to a social security scheme",
        "Inclusion: asthma, 18 to 70 years, of any sex, race or ethnicity",
        "Inclusion: fasting glucose 70-110 mg/dL (inclusive of limits)",
        "Exclusion: positive pregnancy test (urine or serum)",
        "Inclusion: cystic fibrosis confirmed by sweat test or genotype analysis",
        "Inclusion: rheumatoid arthritis (ACR/EULAR 2010)",
        "Inclusion: bulimia, DSM-IV-TR criteria",
        "Inclusion: gout (Smith et al., 2015)",
        "Inclusion: heart failure (ICD-10 code I50.0)",
        "Exclusion: gout or under guardianship",
        "Inclusion: access to the internet",
        "Inclusion: healthy men and women aged 18 to 45 years",
        "Exclusion: renal failure requiring dialysis",
        "Exclusion: infection without fever",
        "Inclusion: LDL > 100 mg/dL on statin therapy",
        "Exclusion: HIV infection with CD4 < 200/µL",
        "Inclusion: renal function: creatinine < 2 mg/dL",
        "Inclusion: asthma and use of prednisone for at least 3 months",
        "Exclusion: diabetes, or cirrhosis with ascites",
        "Inclusion: ECOG = 1",
        "Inclusion: American Society of Anesthesiologists (ASA) physical status I or II",
        "Inclusion: LVEF by echocardiography > 40 %",
        "Inclusion: consent signed before surgery",
        "Exclusion: within 4 weeks of stroke",
        "Exclusion: infection requiring antibiotics within 4 weeks",
        "Exclusion: neuropathy of grade 3 or rash",
        "Exclusion: myocarditis within 3 months of vaccination",
        "Inclusion: gout defined as serum urate > 6 mg/dL",
        "Inclusion: adult patients with asthma, 18 years or older",
        "Inclusion: children and adolescents aged 6 to 17 years",
        "Inclusion: identified as having dementia",
        "Inclusion: self-reported diagnosis of gout",
        "Exclusion: previous episodes of pancreatitis",
        "Exclusion: carrier of a pacemaker",
        "Exclusion: under dialysis",
        "Exclusion: alcohol consumption",
        "Exclusion: meets DSM-5 criteria for bulimia",
        "Exclusion: nursing a child",
        "Exclusion: MI, stroke, TIA within 6 months",
        "Exclusion: first- or second-degree AV block",
        "Exclusion: infection or antibiotics within 14 days",
        "Inclusion: women, BMI ≥ 30 or ≥ 27 with hypertension",
    ],
)
def test_what_holds_together_is_carried_in_full(text: str) -> None:
    assert read(text)[1] == "full"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Exclusion: Patients must not be pregnant", "condition pregnancy"),
        ("Exclusion: Must not have active infection or cancer", "any(condition infection current; condition cancer)"),
        ("Exclusion: Subjects must not have received rituximab within 4 weeks",
         "drug rituximab past [<= 4 wk before now]"),
        ("Exclusion: INR must be below 2", "not(INR < 2)"),
        ("Exclusion: Patients who must take warfarin", "drug warfarin"),
        ("Exclusion: Patients with diabetes must be excluded", "condition diabetes mellitus"),
        ("Exclusion: not vaccinated against influenza", 'not(vaccine "influenza vaccine")'),
        ("Inclusion: Patients must not be pregnant", "not(condition pregnancy)"),
        ("Inclusion: Patients are excluded if they have diabetes", "not(condition diabetes mellitus)"),
        ("Inclusion: Patients with stroke or diabetes will be excluded",
         "not(any(condition stroke; condition diabetes mellitus))"),
    ],
)  # fmt: skip
def test_a_requirement_among_exclusions_is_its_violation_and_the_reverse(text: str, rule: str) -> None:
    assert read(text) == (rule, "full")


def test_a_lead_in_that_requires_among_exclusions() -> None:
    lead = trialrules.extract("Exclusion Criteria:\n- Patients must not have:\n   - stroke\n   - gout").criteria[0]
    assert str(lead.rule) == "any(condition stroke; condition gout)"


def test_a_sign_that_conversion_may_have_lost_is_warned_of() -> None:
    warnings = trialrules.extract("Inclusion: age = 18 years and ECOG = 1").warnings
    assert [w.code for w in warnings] == ["lost_sign"]


def test_a_family_history_stays_one_behind_or() -> None:
    assert read("Exclusion: stroke or family history of epilepsy") == (
        'any(condition stroke; condition "family history of epilepsy")',
        "full",
    )
    assert read("Exclusion: known or suspected non-compliance") == ('other "known or suspected non-compliance"', "full")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Exclusion: prior malignancy, except > 5 years ago",
         "all(condition malignancy past; not(condition malignancy [> 5 a before now]))"),
        ("Inclusion: neither statins nor fibrates for 4 weeks",
         "all(not(drug_class statin [< 4 wk before now]); not(drug_class fibrate [< 4 wk before now]))"),
        ("Inclusion: women, BMI ≥ 30 kg/m2, or ≥ 27 kg/m2 with hypertension",
         "all(attribute sex = female; any(BMI >= 30 kg/m2; all(condition hypertension; BMI >= 27 kg/m2)))"),
        ("Inclusion: not pregnant, not breastfeeding, and using contraception",
         "all(not(condition pregnancy); not(condition breastfeeding); attribute contraception = yes)"),
        ("Exclusion: diabetes, whether or not on insulin", "condition diabetes mellitus"),
        ("Inclusion: one or more of: stroke, gout, or asthma; plus age ≥ 50 years",
         "all(any(condition stroke; condition gout; condition asthma); age >= 50 a)"),
        ("Exclusion: prior surgery except appendectomy > 6 months ago",
         "all(procedure surgery past; not(procedure appendectomy [> 6 mo before now]))"),
        ("Exclusion: cataract in the study eye, or legal blindness", "any(condition cataract; condition blindness)"),
        ("Exclusion: surgery < 3 months (gastric surgery ever, except appendectomy)",
         "any(procedure surgery [< 3 mo before now]; procedure gastric surgery past except appendectomy)"),
        ("Exclusion: steroids ≤ 2 weeks (oral) or ≤ 9 weeks (depot)",
         "any(drug_class oral corticosteroid [<= 2 wk before now];"
         " drug_class depot corticosteroid [<= 9 wk before now])"),
        ("Exclusion: current participation in another trial, or within 30 days",
         "any(study clinical trial current; study clinical trial [<= 30 d before now])"),
        ("Inclusion: 2 of 3: gout, asthma, stroke", "at_least 2(condition gout; condition asthma; condition stroke)"),
        ("Exclusion: ALT (> 3 x ULN) or bilirubin (> 2 x ULN)", "any(ALT > 3 x ULN; bilirubin > 2 x ULN)"),
        ("Exclusion: gout flare < 4 weeks", "condition gout flare [< 4 wk before now]"),
        ("Inclusion: stroke, NIHSS > 5, within 6 hours", "all(condition stroke [<= 6 h before now]; NIHSS > 5)"),
        ("Exclusion: limb ischemia, or amputation planned",
         "any(condition limb ischemia; procedure amputation planned)"),
        ("Exclusion: any vaccine within 14 days other than influenza or rabies",
         'vaccine "vaccine" [<= 14 d before now] except "influenza vaccine", "rabies vaccine"'),
        ("Inclusion: two of: gout, asthma, stroke", "at_least 2(condition gout; condition asthma; condition stroke)"),
        ("Inclusion: two of the following three: Temperature > 38 C; Gout; CRP > 100 mg/L",
         "at_least 2(body temperature > 38 Cel; condition gout; CRP > 100 mg/L)"),
        ("Inclusion: at least 2 of the following: gout; asthma; and CRP > 10 mg/L",
         "at_least 2(condition gout; condition asthma; CRP > 10 mg/L)"),
        ("Inclusion: any one of: gout; asthma; Stroke", "any(condition gout; condition asthma; condition stroke)"),
        ("Inclusion: one of the following: (a) HbA1c > 7 %, (b) LDL > 100 mg/dL, or (c) stroke",
         "any(HbA1c > 7 %; LDL cholesterol > 100 mg/dL; condition stroke)"),
        ("Inclusion: ALT ≤ 2 x ULN in the absence of cirrhosis, ≤ 5 x ULN in the presence of cirrhosis",
         "any(all(not(condition cirrhosis); ALT <= 2 x ULN); all(condition cirrhosis; ALT <= 5 x ULN))"),
        ("Exclusion: rifampin combined with isoniazid in the last 3 months",
         "all(drug rifampin [<= 3 mo before now]; drug isoniazid [<= 3 mo before now])"),
        ("Inclusion: methotrexate in addition to folic acid", "all(drug methotrexate; drug folic acid)"),
        ("Inclusion: carboplatin in combination with paclitaxel or docetaxel",
         "all(drug carboplatin; any(drug paclitaxel; drug docetaxel))"),
        ("Inclusion: if biologics (infliximab etc.) were used, they must have been stopped 12 weeks before baseline",
         "all(not(drug_class biologic [< 12 wk before baseline]); not(drug infliximab [< 12 wk before baseline]))"),
        ("Exclusion: antibiotics (except topical antibiotics) or antifungals within 14 days",
         "any(drug_class antibiotic [<= 14 d before now] except topical antibiotic;"
         " drug_class antifungal [<= 14 d before now])"),
        ("Inclusion: statins must be stopped 4 weeks before screening",
         "not(drug_class statin [< 4 wk before screening])"),
        ("Exclusion: statins have to be stopped 4 weeks before screening",
         "drug_class statin [< 4 wk before screening]"),
        ("Exclusion: statins stopped within 4 weeks before screening",
         "drug_class statin [<= 4 wk before screening]"),
        ("Inclusion: receiving a beta-blocker unless contraindicated or not tolerated",
         "any(drug_class beta blocker current; condition contraindication to drug_class:beta blocker;"
         " condition intolerance to drug_class:beta blocker)"),
        ("Exclusion: gemcitabine, alone or in combination with cisplatin, within 6 months",
         "drug gemcitabine [<= 6 mo before now]"),
        ("Inclusion: EGFR L858R or T790M, ALK negative",
         "all(any(condition egfr l858r mutation; condition egfr t790m mutation); not(condition positive alk))"),
    ],
)  # fmt: skip
def test_whose_a_limit_is(text: str, rule: str) -> None:
    assert read(text) == (rule, "full")


def test_what_is_asked_again_where_it_is_settled_was_misread() -> None:
    ruleset = trialrules.extract("Inclusion: without cirrhosis ALT ≤ 2 x ULN, with cirrhosis ALT ≤ 5 x ULN")
    assert [w.code for w in ruleset.warnings] == ["senseless_rule"]
    assert ruleset.criteria[0].coverage == "partial"
