"""How names are read: what a word before or behind a name makes of it, and how names share their words."""

import pytest
import trialrules


def rule(words: str, kind: str = "Exclusion") -> str:
    (criterion,) = trialrules.extract(f"{kind} Criteria:\n- {words}").criteria
    return str(criterion.rule)


def read(*pairs: tuple[str, str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("words", "expected"), pairs, ids=[words for words, _ in pairs])


@read(
    ("Moderately to severely active UC", 'condition "moderate to severe ulcerative colitis" current'),
    ("Mild to moderately active Crohn's disease", 'condition "mild to moderate crohn\'s disease" current'),
    ("Severely active lupus nephritis", "condition severe lupus nephritis current"),
    ("Re-transplantation", "procedure retransplantation"),
    ("Re-operation within 3 months", "procedure reoperation [<= 3 mo before now]"),
    ("Re-stenosis or re-bleeding", "any(condition re-stenosis; condition re-bleeding)"),
    ("Re-do surgery", "procedure re-do surgery"),
    ("Re-treatment with rituximab", "drug rituximab"),
    ("Non-asthmatic volunteers", "not(condition asthma)"),
    ("Nondiabetic", "not(condition diabetes mellitus)"),
    ("Not non-diabetic", "condition diabetes mellitus"),
    ("Non-rheumatic mitral stenosis", "condition non-rheumatic mitral stenosis"),
    ("Non-CF pancreatitis", "condition non-cf pancreatitis"),
    ("Non-active psoriasis", "condition non-active psoriasis"),
    ("Non-Hodgkin lymphoma", "condition non-hodgkin lymphoma"),
    ("Noncompliance with medication", "condition non-adherence"),
)
def test_non_denies_somebody_and_changes_a_name(words: str, expected: str) -> None:
    assert rule(words) == expected


def test_non_before_people_leaves_the_people() -> None:
    assert rule("Non-diabetic women", "Inclusion") == "all(not(condition diabetes mellitus); attribute sex = female)"


@read(
    ("Pregnancy test negative", "not(condition pregnancy)"),
    ("A positive urine pregnancy test", "condition pregnancy"),
    ("Pregnancy test at screening", "None"),
    ("HCV-negative", "not(condition hepatitis c)"),
    ("HIV seropositive", "condition hiv infection"),
    ("HBsAg negative", "not(condition positive hbsag)"),
    ("Hepatitis B surface antigen positive", "condition positive hbsag"),
    ("Measles virus IgG negative", "not(condition positive measles virus igg)"),
    (
        "HIV, HBV or HCV negative",
        "all(not(condition hiv infection); not(condition hepatitis b); not(condition hepatitis c))",
    ),
    ("KRAS mutation-negative", "not(condition kras mutation)"),
    ("HER2-negative breast cancer", "condition her2-negative breast cancer"),
)
def test_the_result_of_a_test_belongs_to_the_name(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("IGRA positive", "condition positive interferon-gamma release assay"),
    ("Positive Mantoux test", "condition positive mantoux test"),
    ("Negative Mantoux test", "not(condition positive mantoux test)"),
    ("HIV +, anti-Smith +", "any(condition hiv infection; condition positive anti-smith)"),
    ("Positive ANCA or rheumatoid factor", "any(condition positive anca; condition positive rheumatoid factor)"),
    ("T and B cell crossmatch positive",
     "any(condition positive t cell crossmatch; condition positive b cell crossmatch)"),
    ("Positive throat culture for gonococci or meningococci",
     'any(condition "positive throat culture for gonococci"; condition "positive throat culture for meningococci")'),
    ("Urine screen positive for cocaine", 'condition "positive urine screen for cocaine" to drug:cocaine'),
    ("Abnormal EEG", "condition abnormal eeg"),
    ("Negative serum or urine hCG", "not(condition pregnancy)"),
    ("Positive end-expiratory pressure > 8 cmH2O", "PEEP > 8 cm[H2O]"),
    ("Positive attitude", "None"),
    ("Normal vaginal delivery", "procedure normal vaginal delivery"),
    ("C-reactive protein antibodies", "None"),
)  # fmt: skip
def test_the_result_of_a_named_test_is_a_finding(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("hepatic inflammation or fibrosis", "any(condition hepatic inflammation; condition hepatic fibrosis)"),
    ("corneal scarring, oedema or ulceration",
     "any(condition corneal scarring; condition edema; condition corneal ulceration)"),
    ("incarcerated or strangulated inguinal hernia",
     "any(condition incarcerated inguinal hernia; condition strangulated inguinal hernia)"),
    ("bowel obstruction, perforation or ulcer",
     "any(condition bowel obstruction; condition bowel perforation; condition bowel ulcer)"),
    ("bowel obstruction, ulcer", "any(condition bowel obstruction; condition ulcer)"),
    ("human immunodeficiency virus (HIV)", "condition hiv infection"),
    ("bowel obstruction, gout or perforation",
     "any(condition bowel obstruction; condition gout; condition perforation)"),
    ("uncontrolled diabetes (HbA1c > 9%), hypertension or stroke",
     "any(all(condition uncontrolled diabetes; HbA1c > 9 %); condition uncontrolled hypertension; "
     "condition stroke)"),
    ("gastric or duodenal ulcer or perforation",
     "any(condition gastric ulcer; condition duodenal ulcer; condition perforation)"),
)  # fmt: skip
def test_the_site_of_the_first_name_is_that_of_a_bare_lesion_behind_it(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Ulcer, perforation or other gastric disease",
     "any(condition gastric ulcer; condition gastric perforation; condition gastric disease)"),
    ("Gout, epilepsy or other gastric disease",
     "any(condition gout; condition epilepsy; condition gastric disease)"),
    ("Co-infection with HIV or HBV", "any(condition hiv infection; condition hepatitis b)"),
    ("Infection with fever", "all(condition infection; condition fever)"),
    ("Prior treatment for gout", 'therapy "treatment for gout" past'),
    ("Treatment of gout with colchicine", "all(condition gout; drug colchicine)"),
    ("Antibiotic therapy for gout", "all(drug_class antibiotic; condition gout)"),
    ("Positive cough test", "condition positive cough test"),
    ("Abuse of alcohol, cocaine, or opioids",
     "any(condition substance abuse to drug:alcohol; condition substance abuse to drug:cocaine; "
     "condition substance abuse to drug_class:opioid)"),
    ("Storage diseases", "condition storage disease"),
    ("Investigational drug or device", 'therapy "investigational drug"'),
)  # fmt: skip
def test_what_stands_before_a_name_is_of_it_or_makes_another(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Low TSH and raised prolactin", "any(condition low tsh; condition raised prolactin)"),
    ("Normal TSH and free T4", "any(condition normal tsh; condition normal free t4)"),
    ("Ferritin outside the normal range", "condition abnormal ferritin"),
    ("TSH or free T4 abnormal", "any(condition abnormal tsh; condition abnormal free t4)"),
    ("AST, ALT and ALP within normal limits", "any(condition normal ast; condition normal alt; condition normal alp)"),
    ("Bilirubin abnormal, creatinine > 2 mg/dL", "any(condition abnormal bilirubin; creatinine > 2 mg/dL)"),
    ("Viral load undetectable", "condition undetectable viral load"),
    ("Abnormal brain MRI", "condition abnormal brain mri"),
    ("Low calcium diet", 'all(other "Low calcium"; therapy diet)'),
    ("Elevated creatinine > 2 mg/dL", "creatinine > 2 mg/dL"),
    ("High alcohol intake", 'all(other "High"; drug alcohol)'),
)
def test_a_level_without_a_number_is_a_finding(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("bleeding or cerebral aneurysm", "any(condition bleeding; condition cerebral aneurysm)"),
    ("ovarian, peritoneal or fallopian tube cancer",
     "any(condition ovarian cancer; condition peritoneal cancer; condition fallopian tube cancer)"),
    ("microscopic, infectious or indeterminate colitis",
     "any(condition microscopic colitis; condition infectious colitis; condition indeterminate colitis)"),
    ("idiopathic or drug-associated uveitis", "any(condition idiopathic uveitis; condition drug-associated uveitis)"),
    ("sporadic or familial amyotrophic lateral sclerosis",
     "any(condition sporadic amyotrophic lateral sclerosis; condition familial amyotrophic lateral sclerosis)"),
    ("acute, chronic or autoimmune pancreatitis",
     "any(condition acute pancreatitis; condition chronic pancreatitis; condition autoimmune pancreatitis)"),
    ("moderate or severe liver or kidney failure",
     "any(condition moderate liver failure; condition severe liver failure; condition moderate kidney failure;"
     " condition severe kidney failure)"),
    ("active or chronic hepatitis B or C",
     "any(condition hepatitis b current; condition chronic hepatitis b; condition hepatitis c current;"
     " condition chronic hepatitis c)"),
    ("maternal or fetal chronic disease", "any(condition maternal chronic disease; condition fetal chronic disease)"),
    ("cardiac or pulmonary structural anomalies",
     "any(condition cardiac structural anomaly; condition pulmonary structural anomaly)"),
    ("severe cardiac/renal disease", "any(condition severe cardiac disease; condition severe renal disease)"),
    ("no hip/knee pain", "all(not(condition hip pain); not(condition knee pain))"),
    ("bleeding or bleeding diathesis", "any(condition bleeding; condition bleeding diathesis)"),
    ("facial weakness/paralysis", "any(condition facial weakness; condition facial paralysis)"),
    ("outpatient hip or knee surgery",
     "all(attribute hospital status = outpatient; any(procedure hip surgery; procedure knee surgery))"),
    ("chronic kidney or liver disease", "any(condition chronic kidney disease; condition chronic liver disease)"),
    ("untreated or unregulated thyroid disease",
     "any(condition untreated thyroid disease; condition unregulated thyroid disease)"),
    ("bleeding or clotting disorder", "any(condition bleeding disorder; condition clotting disorder)"),
    ("alcoholic or autoimmune hepatitis", "any(condition alcoholic hepatitis; condition autoimmune hepatitis)"),
    ("cardiac, renal or other organ impairment",
     "any(condition cardiac impairment; condition renal impairment; condition organ impairment)"),
    ("arterial or venous thromboembolic events",
     "any(condition arterial thromboembolic event; condition venous thromboembolism)"),
    ("ascites to be tapped or hepatic failure",
     'any(all(condition ascites; other "tapped"); condition hepatic failure)'),
    ("active or latent tuberculosis", "any(condition tuberculosis current; condition latent tuberculosis)"),
    ("gout precluding dialysis", 'all(condition gout; other "precluding"; procedure dialysis)'),
    ("immunization with a live vaccine", 'vaccine "live vaccine"'),
    ("end-stage renal disease on dialysis", "all(condition end-stage renal disease; procedure dialysis)"),
    ("RSV or influenza infection", "any(condition rsv infection; condition influenza)"),
    ("hyper- or hypothyroidism", "any(condition hyperthyroidism; condition hypothyroidism)"),
    ("major depressive or bipolar disorder", "any(condition major depressive disorder; condition bipolar disorder)"),
    ("inactivated, subunit or mRNA vaccine",
     'any(vaccine "inactivated vaccine"; vaccine "subunit vaccine"; vaccine "mrna vaccine")'),
    ("subtotal or total colectomy", "any(procedure subtotal colectomy; procedure total colectomy)"),
    ("schizophrenia or other psychotic illness", "any(condition schizophrenia; condition psychotic illness)"),
    ("HIV, hepatitis B or C", "any(condition hiv infection; condition hepatitis b; condition hepatitis c)"),
    ("Severe cardiac, renal or pulmonary disease",
     "any(condition severe cardiac disease; condition severe renal disease; condition severe pulmonary disease)"),
    ("secondary progressive or primary progressive MS",
     "any(condition secondary progressive multiple sclerosis; condition primary progressive multiple sclerosis)"),
    ("Type 1 or 2 diabetes", "any(condition type 1 diabetes; condition type 2 diabetes)"),
    ("Diabetes mellitus type 2", "condition type 2 diabetes"),
    ("Diabetes mellitus (type II)", "condition type 2 diabetes"),
    (
        "Hypertension, type 2 diabetes or gout",
        "any(condition hypertension; condition type 2 diabetes; condition gout)",
    ),
    ("Diabetes mellitus type 1 or type 2", "any(condition type 1 diabetes; condition type 2 diabetes)"),
    ("Narcolepsy type 1", "condition narcolepsy type 1"),
    ("severely impaired liver function", "condition severe hepatic impairment"),
)  # fmt: skip
def test_names_share_a_head_only_where_the_left_is_bare(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Steroid-induced osteoporosis", "condition steroid-induced osteoporosis"),
    ("Steroid-refractory colitis", "condition steroid-refractory colitis"),
    ("Methicillin-resistant staphylococci", "None"),
    ("interferon beta drugs", "drug_class interferon beta"),
)
def test_a_drug_in_the_name_of_a_disease_is_no_use_of_it(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Allergy to latex, ibuprofen or iodine contrast",
     "any(condition latex allergy; condition allergy to drug:ibuprofen; "
     "condition allergy to drug_class:iodinated contrast agent)"),
    ("Allergic to eggs, gelatin or neomycin",
     "any(condition allergy to egg; condition allergy to gelatin; condition allergy to drug:neomycin)"),
    ("Hypersensitivity or intolerance to lidocaine",
     "any(condition allergy to drug:lidocaine; condition intolerance to drug:lidocaine)"),
    ("Hypersensitivity to the study drug", 'condition allergy to therapy:"study drug"'),
    ("Hypersensitivity to monoclonal antibodies or any excipient of the study drug",
     'any(condition allergy to drug_class:monoclonal antibody; condition allergy to therapy:"study drug excipient")'),
    ("Nucleos(t)ide analogue therapy", "drug_class nucleoside analogue"),
    ("Statin intolerance", "condition intolerance to drug_class:statin"),
    ("Contraindication to magnetic resonance imaging (MRI)",
     "condition contraindication to procedure:magnetic resonance imaging"),
    ("Allergy to penicillin or active asthma",
     "any(condition allergy to drug:penicillin; condition asthma current)"),
)  # fmt: skip
def test_an_allergy_holds_for_its_whole_list(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Family history of glaucoma", 'condition "family history of glaucoma"'),
    ("First-degree relative with colorectal cancer", 'condition "family history of colorectal cancer"'),
    ("High risk of thrombosis", 'condition "risk of thrombosis"'),
    ("Increased bleeding risk", 'condition "risk of bleeding"'),
    ("Suspected sepsis", "condition suspected sepsis"),
    ("Known or suspected sepsis", "condition sepsis"),
    ("Prevention of stroke", "None"),
    ("Exposed to tuberculosis", 'condition "exposure to tuberculosis"'),
    ("Exposure to rituximab", "drug rituximab"),
    ("Signs or symptoms of gout", 'condition "signs or symptoms of gout"'),
    ("Assessed for gout", "None"),
    ("Tested positive for HIV", "condition hiv infection"),
)
def test_a_frame_makes_another_name_or_none(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("ICH E6 guideline", "None"),
    ("Prior ICH", "condition intracranial hemorrhage past"),
    ("eGFR by CKD-EPI", "None"),
    ("RA pressure", "None"),
    ("ART before IVF", 'procedure "in vitro fertilization"'),
)
def test_an_abbreviation_beside_other_words_is_unread(words: str, expected: str) -> None:
    assert expected in rule(words)


@read(
    ("Central nervous system (CNS) infection", "condition central nervous system infection"),
    ("Janus kinase (JAK) inhibitors", "drug_class jak inhibitor"),
    ("Heart failure (HF) hospitalization", "hospitalization"),
    ("Human immunodeficiency virus (HIV) infection", "condition hiv infection"),
    ("Severe alcohol use disorder (AUD)", "condition severe alcohol use disorder to drug:alcohol"),
    ("Gout (GT) and psoriasis", "any(condition gout; condition psoriasis)"),
)
def test_an_abbreviation_between_the_words_of_a_name_parts_them_not(words: str, expected: str) -> None:
    assert expected in rule(words)


@read(
    ("Allergy to cow's milk protein or lactose intolerance",
     "any(condition allergy to cow's milk protein; condition lactose intolerance)"),
    ("Allergy to lithium or gluten intolerance",
     "any(condition allergy to drug:lithium; condition gluten intolerance)"),
)  # fmt: skip
def test_an_allergy_of_its_own_is_no_object_of_another(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Lack of mental capacity or gout", "any(condition incapacity; condition gout)"),
    ("Lack of capacity or gout", "any(condition incapacity; condition gout)"),
    ("Lack of efficacy or intolerance", 'any(condition "lack of efficacy"; condition intolerance)'),
    ("No fever or gout", "all(not(condition fever); not(condition gout))"),
)
def test_what_is_lacking_in_a_name_is_lacking_in_no_other(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Head and neck radiotherapy", "therapy head and neck radiotherapy"),
    ("Head or neck surgery", "any(procedure head surgery; procedure neck surgery)"),
    ("Septic shock (Sepsis-3)", "condition septic shock"),
    ("Human immunodeficiency virus", "condition hiv infection"),
)
def test_a_name_of_two_words_or_of_a_set_of_criteria_is_one(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Receipt of an influenza or pneumococcal vaccine",
     'any(vaccine "influenza vaccine"; vaccine "pneumococcal vaccine")'),
    ("Hepatitis A or B vaccination", 'any(vaccine "hepatitis a vaccine"; vaccine "hepatitis b vaccine")'),
    ("COVID-19 infection or vaccination", 'any(condition covid-19; vaccine "covid-19 vaccine")'),
    ("Active tuberculosis, or BCG vaccination", 'any(condition tuberculosis current; vaccine "bcg vaccine")'),
    ("Pregnancy or vaccination", 'any(condition pregnancy; vaccine "vaccine")'),
)  # fmt: skip
def test_a_vaccine_is_one_against_what_stands_before_it(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Heart failure with reduced ejection fraction", "condition heart failure with reduced ejection fraction"),
    ("Ischaemic stroke", "condition ischemic stroke"),
    ("NAFLD", "condition nonalcoholic fatty liver disease"),
    ("Maculopathy", "condition maculopathy"),
    ("Faecal incontinence", "condition fecal incontinence"),
    ("Heartburn", "condition heartburn"),
    ("Laparoscopy", "procedure laparoscopy"),
    ("Ex-smoker", "attribute smoking status = ex-smoker"),
    ("Boys and girls", 'attribute sex = "any"'),
    ("As specified in section 5.1", "None"),
)
def test_what_means_something_else_has_a_name_of_its_own(words: str, expected: str) -> None:
    assert (
        rule(words).replace(
            '"heart failure with reduced ejection fraction"', "heart failure with reduced ejection fraction"
        )
        == expected
    )


@pytest.mark.parametrize(
    "following", ["Negative pregnancy test", "HIV negative", "Risk of falls", "Tests positive for HIV"]
)
def test_the_next_criterion_says_nothing_of_this_one(following: str) -> None:
    """What stands behind its end is another matter, also where it would be a result ("nursing\\n- Negative ...")."""
    rules = trialrules.extract(f"Inclusion Criteria:\n- Not pregnant or nursing\n- {following}\n").criteria
    assert str(rules[0].rule) == "all(not(condition pregnancy); not(condition breastfeeding))"


@read(
    ("Rectal steroids or topical 5-ASA", "any(drug_class rectal corticosteroid; drug_class topical 5-aminosalicylate)"),
    ("Oral or i.v. antifungals", "any(drug_class oral antifungal; drug_class intravenous antifungal)"),
    ("IV antibiotics or antivirals", "any(drug_class intravenous antibiotic; drug_class intravenous antiviral)"),
    ("Oral corticosteroids or immunosuppressants",
     'any(drug_class oral corticosteroid; drug_class "immunosuppressive drug")'),
    ("Topical beta blockers", "drug_class ophthalmic beta blocker"),
    ("Oral retinoids", "drug_class oral retinoid"),
    ("Systemic chemotherapy", "drug_class chemotherapy"),
    ("Oral prednisone", "drug prednisone"),
)  # fmt: skip
def test_a_route_belongs_to_a_class_and_to_no_ingredient(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("MAT2A inhibitors or a GIPR antagonist", "any(drug_class mat2a inhibitor; drug_class gipr antagonist)"),
    ("EGFR TKIs, BCMA-directed CAR-T cells",
     'any(drug_class egfr tyrosine kinase inhibitor; therapy "bcma-directed car-t cell therapy")'),
    ("Anti-NGF antibody or anti-myeloma therapy",
     'any(drug_class anti-ngf antibody; drug_class "anti-myeloma therapy")'),
    ("MTX/JAK inhibitors", "any(drug methotrexate; drug_class jak inhibitor)"),
    ("Anti-dsDNA antibodies", "None"),
    ("Factor VIII inhibitors", "None"),
    ("C1 inhibitor deficiency", "condition c1 inhibitor deficiency"),
)  # fmt: skip
def test_a_class_is_read_by_what_it_acts_on(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Strong CYP3A4 inhibitors or inducers",
     "any(drug_class strong cyp3a4 inhibitor; drug_class strong cyp3a4 inducer)"),
    ("Strong inhibitors of CYP2D6 or P-glycoprotein",
     "any(drug_class strong cyp2d6 inhibitor; drug_class strong p-gp inhibitor)"),
    ("Moderate or strong inhibitors of CYP3A4 or CYP2C9",
     "any(drug_class moderate cyp3a4 inhibitor; drug_class strong cyp3a4 inhibitor;"
     " drug_class moderate cyp2c9 inhibitor; drug_class strong cyp2c9 inhibitor)"),
    ("P-gp or BCRP inhibitors", "any(drug_class p-gp inhibitor; drug_class bcrp inhibitor)"),
    ("Moderate-to-strong CYP3A4 inducers", "drug_class moderate-to-strong cyp3a4 inducer"),
)  # fmt: skip
def test_each_action_upon_each_enzyme_is_a_class(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Calcium, magnesium and vitamin D", "any(drug calcium; drug magnesium; drug vitamin d)"),
    ("Treatment with ASA", "drug aspirin"),
    ("Clopidogrel or ASA", "any(drug clopidogrel; drug aspirin)"),
    ("ASA III", "ASA = 3"),
    ("Serum calcium below the lower limit of normal", "calcium < 1 x LLN"),
    ("Iron deficiency", "condition iron deficiency"),
)
def test_a_word_is_a_drug_among_drugs(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Antibiotic treatment", "antibiotic"),
    ("Corticosteroid therapy", "corticosteroid"),
    ("Immunosuppressive therapy", "immunosuppressive therapy"),
    ("Antihypertensive drugs", "antihypertensive drugs"),
)
def test_a_class_ends_before_therapy_where_it_is_named_without(words: str, expected: str) -> None:
    (criterion,) = trialrules.extract(f"Exclusion Criteria:\n- {words}").criteria
    assert criterion.rule.agent.text.lower() == expected


@read(
    ("Haemorrhagic diatheses", "condition hemorrhagic diathesis"),
    ("Inherited immune diseases", "condition inherited immune disease"),
    ("Pre-gestational diabetes", "condition pre-gestational diabetes"),
    ("Lobectomy VATS", "procedure lobectomy vats"),
    ("Coronary dissection", "condition coronary dissection"),
    ("Tuberculosis exposure", 'condition "exposure to tuberculosis"'),
    ("Clinically significant cardiac disease", "condition cardiac disease"),
    ("Significant cardiac disease", "condition significant cardiac disease"),
    ("In-stent restenosis", "condition in-stent restenosis"),
    ("Elective hip arthroplasty", "procedure hip replacement planned"),
    ("Practising yoga", 'all(other "Practising"; procedure yoga)'),
    ("Prescription drugs", "therapy prescription medication"),
    ("Cardiac rhythm disorders", "condition cardiac rhythm disorder"),
    ("Neurologic disorders", "condition neurological disorder"),
    ("T2DM", "condition type 2 diabetes"),
    ("Drug addiction", "condition substance abuse"),
    ("Crohn disease", "condition crohn's disease"),
)
def test_a_condition_is_named_by_its_words(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Fracture of the hip or pelvis", "any(condition hip fracture; condition pelvis fracture)"),
    ("Infection of the urinary tract", "condition urinary tract infection"),
    ("Replacement of a hip or knee", "any(procedure hip replacement; procedure knee replacement)"),
    ("Carcinoma of the breast or prostate", "any(condition breast cancer; condition prostate cancer)"),
    ("Relapse of multiple sclerosis within 30 days", "condition multiple sclerosis relapse [<= 30 d before now]"),
    ("Fracture of the hip or pregnancy", "any(condition hip fracture; condition pregnancy)"),
    ("Fracture or dislocation of the ankle", "any(condition ankle fracture; condition ankle dislocation)"),
    ("Stroke or surgery of the spine", "any(condition stroke; procedure spine surgery)"),
    ("Bypass surgery of the left leg", "procedure left leg bypass surgery"),
    ("Intolerance of polysorbate 80", "condition intolerance to drug:polysorbate 80"),
    ("Loss of consciousness", 'condition "loss of consciousness"'),
    ("Radiotherapy to the brain or spine", "any(therapy brain radiotherapy; therapy spine radiotherapy)"),
    ("Radiation therapy to the head and neck", "therapy head and neck radiotherapy"),
    ("Surgery on the index knee", "procedure index knee surgery"),
    ("Infection at the puncture site", "condition puncture site infection"),
    ("Glaucoma surgery in either eye", "procedure glaucoma surgery"),
)
def test_what_stands_behind_of_belongs_to_the_name(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Alcohol or cocaine dependence",
     "any(condition substance abuse to drug:alcohol; condition substance abuse to drug:cocaine)"),
    ("Nicotine or caffeine dependence",
     "any(condition substance abuse to drug:nicotine; condition substance abuse to drug:caffeine)"),
    ("Dependence on opioids", "condition substance abuse to drug_class:opioid"),
    ("Alcohol or drug addicts", "any(condition substance abuse to drug:alcohol; condition substance abuse)"),
    ("Alcoholics or drug addicts", "any(condition alcohol dependence; condition substance abuse)"),
    ("Current abuse of alcohol or drugs",
     "any(condition substance abuse current to drug:alcohol; condition substance abuse current)"),
    ("Abuse of drugs or alcohol", "any(condition substance abuse; condition substance abuse to drug:alcohol)"),
    ("Substance abuse other than nicotine", "condition substance abuse except nicotine"),
    ("Steroid-dependent asthma", "condition steroid-dependent asthma"),
    ("Insulin-dependent diabetes", "condition type 1 diabetes"),
    ("Alcohol use disorder", "condition alcohol use disorder to drug:alcohol"),
)  # fmt: skip
def test_abuse_goes_by_one_name_and_names_its_substance(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    (
        "bulimia according to the Diagnostic and Statistical Manual of Mental Disorders (DSM-5)",
        "condition bulimia nervosa",
    ),
    ("asthma (Global Initiative for Asthma 2023)", "condition asthma"),
    ("diabetes per American Diabetes Association criteria", "condition diabetes mellitus"),
    ("sepsis (Sepsis-3)", "condition sepsis"),
    ("Sepsis-3 with lactate > 2 mmol/L", "all(condition sepsis; lactate > 2 mmol/L)"),
    ("breast cancer stage II", "all(condition breast cancer; disease stage = 2)"),
    ("any cancer stage II", "disease stage = 2"),
    ("glioma (WHO grade II)", "all(condition glioma; tumor grade = 2)"),
    ("COPD (GOLD 2)", "all(condition chronic obstructive pulmonary disease; GOLD stage = 2)"),
)
def test_what_a_reference_names_nobody_has(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("healthy postmenopausal women", "attribute healthy volunteer = yes"),
    ("otherwise healthy men", "attribute healthy volunteer = yes"),
    ("healthy skin", "None"),
    ("mental disorders other than nicotine dependence", "condition mental disorder except nicotine dependence"),
    ("incarcerated inguinal hernia", "condition incarcerated inguinal hernia"),
    ("S. aureus bacteremia", "condition s. aureus bacteremia"),
    ("grade B esophagitis", "condition esophagitis"),
)
def test_who_or_what_a_word_belongs_to(words: str, expected: str) -> None:
    assert rule(words).find(expected) >= 0


@pytest.mark.parametrize(
    ("definition", "words", "expected"),
    [
        ("Kawasaki disease (KD)", "Untreated KD", "condition untreated kawasaki disease"),
        ("A proteasome inhibitor (PI)", "Prior PIs", "drug_class proteasome inhibitor past"),
        ("Severe metabolic syndrome (MS)", "Active MS", "condition metabolic syndrome current"),
        ("Asthma (treated)", "Active MS", "condition multiple sclerosis current"),
    ],
)
def test_a_text_defines_its_own_abbreviations(definition: str, words: str, expected: str) -> None:
    *_, last = trialrules.extract(f"Exclusion Criteria:\n- {definition}\n- {words}").criteria
    assert str(last.rule) == expected


@read(
    ("MMR, varicella or yellow fever vaccines",
     'any(vaccine "mmr vaccine"; vaccine "varicella zoster vaccine"; vaccine "yellow fever vaccine")'),
    ("An inactivated, subunit or mRNA vaccine",
     'any(vaccine "inactivated vaccine"; vaccine "subunit vaccine"; vaccine "mrna vaccine")'),
    ("Diabetes, HIV infection or vaccination",
     'any(condition diabetes mellitus; condition hiv infection; vaccine "vaccine")'),
)  # fmt: skip
def test_vaccines_share_the_word(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Prior treatment with ABC-1234", "drug abc-1234 past"),
    ("Use of lithium or XYZ-98765", "any(drug lithium; drug xyz-98765)"),
    ("Enrolled in study ABC-1234", "None"),
)
def test_a_code_is_a_drug_where_a_drug_stands(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Timolol eye drops or lithium tablets", "any(drug timolol; drug lithium)"),
    ("Use of eye drops", "drug_class eye drop"),
    ("Ketamine infusion or levothyroxine replacement", "any(drug ketamine; drug levothyroxine)"),
    ("Infusion within 2 weeks", "procedure infusion [<= 2 wk before now]"),
    ("Cisplatin-ineligible", "None"),
    ("Growth hormone deficiency", "condition growth hormone deficiency"),
)
def test_a_form_is_no_drug_beside_its_drug(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Does not speak Danish", "not(attribute language = Danish)"),
    ("Poor command of French", "not(attribute language = French)"),
    ("Non-English speakers", "not(attribute language = English)"),
    ("Able to read and write in Tamil or Kikuyu",
     "any(attribute language = Tamil; attribute language = Kikuyu)"),
    ("Thai- or Korean-speaking", "any(attribute language = Thai; attribute language = Korean)"),
    ("Unable to consent or to speak English", 'any(other "Unable to consent"; not(attribute language = English))'),
    ("Consent form in English", 'other "Consent form in English"'),
    ("French population", "None"),
)  # fmt: skip
def test_a_language_is_read_by_what_somebody_does_with_it(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    (
        "Second- or third-degree heart block",
        "any(condition second-degree heart block; condition third-degree heart block)",
    ),
    (
        "II or III degree AV block",
        "any(condition second degree atrioventricular block; condition third degree atrioventricular block)",
    ),
    ("2nd-degree or 3rd-degree burn", "any(condition second-degree burn; condition third-degree burn)"),
    ("First-degree AV block", "condition first-degree atrioventricular block"),
)
def test_degrees_are_each_a_name(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Heart valve repair/replacement", "any(procedure heart valve repair; procedure valve replacement)"),
    ("Liver resection or transplantation", "any(procedure hepatectomy; procedure liver transplantation)"),
    ("Hernia repair, or transplantation", "any(procedure hernia repair; procedure transplantation)"),
    (
        "Ventricular tachycardia or fibrillation",
        "any(condition ventricular tachycardia; condition ventricular fibrillation)",
    ),
    (
        "Ablation of atrial flutter or fibrillation",
        "any(procedure atrial flutter ablation; procedure atrial fibrillation ablation)",
    ),
    (
        "Replacement of the aortic or mitral valve",
        "any(procedure aortic valve replacement; procedure mitral valve replacement)",
    ),
    ("Colectomy or ulcerative colitis", "any(procedure colectomy; condition ulcerative colitis)"),
)
def test_what_is_operated_on_is_said_once(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Viral hepatitis B or C", "any(condition hepatitis b; condition hepatitis c)"),
    ("Hepatitis (B or C)", "any(condition hepatitis b; condition hepatitis c)"),
    ("Chronic hepatitis B or C virus infection", "any(condition chronic hepatitis b; condition chronic hepatitis c)"),
    ("Hepatitis (acute)", 'all(condition hepatitis; other "acute")'),
)
def test_the_letters_of_hepatitis(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    (
        "Hypersensitivity to the study drug or its components, or to statins or lithium",
        'any(condition allergy to therapy:"study drug"; condition allergy to therapy:"study drug component"; '
        "condition allergy to drug_class:statin; condition allergy to drug:lithium)",
    ),
    (
        "Allergy or intolerance to statins, lithium or metformin",
        "any(condition allergy to drug_class:statin; condition intolerance to drug_class:statin; "
        "condition allergy to drug:lithium; condition intolerance to drug:lithium; "
        "condition allergy to drug:metformin; condition intolerance to drug:metformin)",
    ),
    ("Allergy to lithium, or treatment with statins", "any(condition allergy to drug:lithium; drug_class statin)"),
)
def test_an_allergy_goes_on_to_each_of_a_list(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Orchitis secondary to mumps", 'condition "orchitis secondary to mumps"'),
    ("Cirrhosis due to alcohol", 'condition "cirrhosis due to alcohol"'),
    (
        "Heart failure due to amyloidosis or sarcoidosis",
        'any(condition "heart failure due to amyloidosis"; condition "heart failure due to sarcoidosis")',
    ),
    (
        "Left or right heart failure due to amyloidosis",
        'any(condition "left heart failure due to amyloidosis"; condition "right heart failure due to amyloidosis")',
    ),
    (
        "Stroke due to atrial fibrillation within 3 months, or gout",
        'any(condition "stroke due to atrial fibrillation" [<= 3 mo before now]; condition gout)',
    ),
    (
        "Bilirubin > 2 x ULN unless due to Gilbert's syndrome",
        "all(bilirubin > 2 x ULN; not(condition gilbert's syndrome))",
    ),
)
def test_what_a_disease_comes_from_is_of_its_name(words: str, expected: str) -> None:
    assert rule(words) == expected


@pytest.mark.parametrize("words", ["Heart failure due to amyloidosis, or stroke", "Stroke or dementia due to HIV"])
def test_where_a_cause_may_be_of_another_nothing_is_named_after_it(words: str) -> None:
    (criterion,) = trialrules.extract(f"Exclusion Criteria:\n- {words}").criteria
    assert criterion.coverage == "partial"
    assert "due to" not in str(criterion.rule)


@read(
    ("Mixed anxiety and depression", "condition mixed anxiety and depression"),
    ("Mixed ductal and lobular carcinoma", "condition mixed ductal and lobular carcinoma"),
    ("Combined liver and kidney transplantation", "procedure combined liver and kidney transplantation"),
    ("Mixed dyslipidemia and gout", "any(condition mixed dyslipidemia; condition gout)"),
    ("Mixed dementia or gout", "any(condition mixed dementia; condition gout)"),
)
def test_a_mixture_is_one_thing_of_two(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    (
        "Adverse reaction to fluorescein angiography (FA) or colonoscopy",
        "any(condition adverse reaction to procedure:fluorescein angiography; "
        "condition adverse reaction to procedure:colonoscopy)",
    ),
    ("Allergy to penicillin or dialysis", "any(condition allergy to drug:penicillin; procedure dialysis)"),
    ("Allergy to iodine, pregnancy, or gout", "any(condition allergy to iodine; condition pregnancy; condition gout)"),
    (
        "Allergy to eggs, nickel or latex",
        "any(condition allergy to egg; condition allergy to nickel; condition allergy to latex)",
    ),
    (
        "Contraindication to anticoagulation or endoscopy",
        "any(condition contraindication to drug_class:anticoagulant; "
        "condition contraindication to procedure:endoscopy)",
    ),
)
def test_an_allergy_is_to_what_causes_one(words: str, expected: str) -> None:
    assert rule(words) == expected


@read(
    ("Low risk of bleeding", 'condition "low risk of bleeding"'),
    ("Moderate bleeding risk", 'condition "moderate risk of bleeding"'),
    ("High risk for bleeding", 'condition "risk of bleeding"'),
    ("Status post stroke", "condition stroke past"),
    ("S/p splenectomy", "procedure splenectomy past"),
    ("Post-traumatic stress disorder", "condition post-traumatic stress disorder"),
    (
        "Dependence on alcohol or other drugs",
        "any(condition substance abuse to drug:alcohol; condition substance abuse)",
    ),
    ("Use of cocaine, heroin or other drugs", 'any(drug cocaine; drug heroin; drug_class "illicit drug")'),
    ("Use of warfarin or other drugs", "any(drug warfarin; therapy medication)"),
    ("Kidney stones or tumors", "any(condition kidney stone; condition kidney neoplasm)"),
    (
        "Hepatic, renal and thyroid autoimmune disease",
        "any(condition hepatic autoimmune disease; condition renal autoimmune disease; "
        "condition thyroid autoimmune disease)",
    ),
    ("Cardiac or peripheral vascular disease", "any(condition cardiac disease; condition peripheral vascular disease)"),
    (
        "Allergic or pulmonary infectious disease",
        "any(condition allergic disease; condition pulmonary infectious disease)",
    ),
    ("Clinical relevant anemia", "condition anemia"),
    ("Drug reaction", 'condition "drug reaction"'),
    ("On chronic dialysis", "procedure chronic dialysis current"),
    ("Healthy child", "all(attribute healthy volunteer = yes; attribute age group = child)"),
    ("Lack of mental capacity to consent", 'other "Lack of mental capacity to consent"'),
    ("Drug or food allergy", 'any(condition "drug allergy"; condition food allergy)'),
    ("Creatinine exceeding the upper limit of normal by 1.5 times", "creatinine > 1.5 x ULN"),
    ("ALT above ULN by a factor of 2", "ALT > 2 x ULN"),
    ("ALT > ULN", "ALT > 1 x ULN"),
)
def test_a_word_that_tells_more_is_kept(words: str, expected: str) -> None:
    assert rule(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Kidney or bladder stones or tumors",
        "Hospitalized for their follow-up",
        "In the exclusion period of another study",
        "Taking drugs that are contraindicated medication",
        "Pain on most days",
        "Drug or radiation induced liver injury",
        "Surgery or trauma to the head",
        "Gout, even if treated",
        "Start of lithium within 4 weeks",
        "Treated hypertension",
        "Infection suspected",
        "Under 80 years old (≤)",
        "Maternal alcohol abuse",
        "Former alcohol abuse",
        "Alcohol abuse of the partner",
        "Suspected allergy to aspirin",
        "History of LVEF < 35 %",
        "HbA1c > 9 % at diagnosis",
        "LVEF previously < 40 %",
        "Hernia which was not repaired, or a renal stent",
        "Males who must not receive testosterone",
        "Women who may not become pregnant",
        "Cough that started within 2 weeks before screening",
        "Non-diabetic, non-obstructive kidney disease",
        "Lactation or corticosteroids within 30 days",
        "Skin ulceration or infection at the infusion site",
        "Aneurysm, > 5 cm, or dissection",
    ],
)
def test_what_the_words_leave_open_is_not_read_in_full(words: str) -> None:
    (criterion,) = trialrules.extract(f"Exclusion Criteria:\n- {words}").criteria
    assert criterion.coverage == "partial"


def test_none_of_these_and_those_with_something_are_in_doubt() -> None:
    (criterion,) = trialrules.extract("Inclusion Criteria:\n- No smokers and patients with COPD").criteria
    assert criterion.coverage == "partial"


@pytest.mark.parametrize(
    "words",
    [
        "Allergy to bovine collagen",
        "Pregnancy within 6 months",
        "Axillary lymph node dissection",
        "Infection at the injection site",
        "Stroke within 3 months before screening",
    ],
)
def test_what_is_like_it_and_sure_is_read_in_full(words: str) -> None:
    (criterion,) = trialrules.extract(f"Exclusion Criteria:\n- {words}").criteria
    assert criterion.coverage == "full"


def test_a_theoretical_value_is_the_predicted_one() -> None:
    assert rule("FEV1 > 50 % of the theoretical value") == "FEV1 > 50 % x predicted"


def test_a_list_of_drugs_that_names_none_is_no_error() -> None:
    (criterion,) = trialrules.extract("Exclusion: reason, or other drugs").criteria
    assert criterion.coverage != "full"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Postmenopausal women or men over 50",
            "any(all(attribute menopausal status = postmenopausal; attribute sex = female); "
            "all(attribute sex = male; age > 50 a))",
        ),
        ("Women or men over 50", "age > 50 a"),
        ("Women or men with gout", "condition gout"),
    ],
)
def test_women_of_one_kind_or_men_are_not_both_of_that_kind(words: str, expected: str) -> None:
    assert rule(words, "Inclusion") == expected


def test_what_is_asked_of_the_other_sex() -> None:
    (criterion,) = trialrules.extract("Inclusion: Male or non-pregnant, non-lactating female").criteria
    women = "all(not(condition pregnancy); not(condition breastfeeding); attribute sex = female)"
    assert (str(criterion.rule), criterion.coverage) == (f"any(attribute sex = male; {women})", "full")


@pytest.mark.parametrize(
    "words",
    [
        "Infection suspected or confirmed",
        "Treated with lithium",
        "HbA1c > 9 % at screening",
        "Prior lithium, HbA1c > 9 %",
    ],
)
def test_what_the_words_tell_is_read_in_full(words: str) -> None:
    (criterion,) = trialrules.extract(f"Exclusion Criteria:\n- {words}").criteria
    assert criterion.coverage == "full"


@read(
    ("Gout intolerant to allopurinol", "all(condition gout; condition intolerance to drug:allopurinol)"),
    ("Asthma allergic to aspirin", "all(condition asthma; condition allergy to drug:aspirin)"),
    ("Statin intolerance", "condition intolerance to drug_class:statin"),
    ("Nephropathy complicating gout", 'all(condition kidney disease; other "complicating"; condition gout)'),
    ("Life-limiting illness", "condition life-limiting illness"),
    ("Hip surgery before", "procedure hip surgery past"),
)
def test_a_disease_is_kept_before_what_is_said_of_it(words: str, expected: str) -> None:
    assert rule(words) == expected
