"""Where a denial ends before its sentence does, how far it goes on, and what a condition "only if" leaves open."""

import pytest
from readings import cases, read_plainly

FULL = [
    (
        "I",
        "No prior chemotherapy, or at least 6 months since adjuvant chemotherapy",
        "any(not(drug_class chemotherapy past); not(drug_class adjuvant chemotherapy [< 6 mo before now]))",
    ),
    (
        "I",
        "No prior radiotherapy or surgery within 4 weeks",
        "all(not(therapy radiotherapy past [<= 4 wk before now]); not(procedure surgery past [<= 4 wk before now]))",
    ),
    (
        "I",
        "Not pregnant or breastfeeding, and using contraception",
        "all(not(condition pregnancy); not(condition breastfeeding); attribute contraception = yes)",
    ),
    ("I", "Not pregnant and using contraception", "all(not(condition pregnancy); attribute contraception = yes)"),
    (
        "I",
        "Not pregnant and on a stable dose of metformin for 3 months",
        "all(not(condition pregnancy); drug metformin for [>= 3 mo])",
    ),
    (
        "I",
        "No history of hepatitis and receiving methotrexate",
        "all(not(condition hepatitis past); drug methotrexate current)",
    ),
    ("I", "Without cirrhosis and positive for HCV RNA", "all(not(condition cirrhosis); condition positive hcv rna)"),
    (
        "I",
        "No history of myocardial infarction and have stable angina",
        "all(not(condition myocardial infarction past); condition stable angina)",
    ),
    ("I", "Not pregnant and breastfeeding", "all(not(condition pregnancy); not(condition breastfeeding))"),
    (
        "I",
        "Not pregnant or on hormonal contraception",
        "all(not(condition pregnancy); not(drug_class hormonal contraceptive current))",
    ),
    (
        "I",
        "No history of stroke, HCV antibody negative",
        "all(not(condition stroke past); not(condition positive hcv antibody))",
    ),
    (
        "I",
        "No current infection, seronegative for HIV and hepatitis B",
        "all(not(condition infection current); not(condition hiv infection); not(condition hepatitis b))",
    ),
    (
        "I",
        "No history of asthma, positive for HBsAg",
        "all(not(condition asthma past); condition positive hbsag)",
    ),
    ("I", "No asthma or positive HBsAg", "all(not(condition asthma); not(condition positive hbsag))"),
    ("I", "No history of seizures, and normal EEG", "all(not(condition seizure past); condition normal eeg)"),
    ("I", "No active hepatitis, HIV negative", "all(not(condition hepatitis current); not(condition hiv infection))"),
    ("I", "Asthma, HIV negative", "all(condition asthma; not(condition hiv infection))"),
    ("I", "Patients with HBV, HIV negative", "all(condition hepatitis b; not(condition hiv infection))"),
    ("I", "HIV and HBV negative", "all(not(condition hiv infection); not(condition hepatitis b))"),
    (
        "I",
        "Prior hepatitis C, RNA negative",
        "all(condition hepatitis c past; not(condition positive hcv rna))",
    ),
    (
        "I",
        "CMV IgG, IgM negative",
        "all(not(condition positive cytomegalovirus igg); not(condition positive cytomegalovirus igm))",
    ),
    (
        "I",
        "HIV negative, or HIV positive with a CD4 count > 350 cells/uL",
        "any(not(condition hiv infection); all(condition hiv infection; CD4 count > 350 /uL))",
    ),
    (
        "I",
        "Either no prior systemic therapy or one prior line",
        'any(not(therapy "systemic therapy" past); prior treatment lines = 1)',
    ),
    ("I", "Either not pregnant or on insulin", "any(not(condition pregnancy); drug_class insulin current)"),
    (
        "E",
        "Prior stroke, uncontrolled hypertension, or chronic kidney disease",
        "any(condition stroke past; condition uncontrolled hypertension; condition chronic kidney disease)",
    ),
    ("E", "Prior stroke, asthma, or gout", "any(condition stroke past; condition asthma past; condition gout past)"),
    (
        "I",
        "If HBsAg positive, HBV DNA must be < 500 IU/mL and the patient must be on entecavir",
        "any(not(condition positive hbsag); all(HBV DNA < 500 [IU]/mL; drug entecavir current))",
    ),
    (
        "I",
        "If female, contraception must be used and all patients must have ECOG 0-1",
        "all(any(not(attribute sex = female); attribute contraception = yes); ECOG in [0, 1])",
    ),
    (
        "I",
        "At least one of the following: a. LVEF < 40 %; b. NT-proBNP > 600 pg/mL; c. diabetes",
        "any(LVEF < 40 %; NT-proBNP > 600 pg/mL; condition diabetes mellitus)",
    ),
    (
        "E",
        "Any of the following: 1. stroke within 3 months, 2. unstable angina, or 3. LVEF < 30 %",
        "any(condition stroke [<= 3 mo before now]; condition unstable angina; LVEF < 30 %)",
    ),
    ("E", "Diarrhea > grade 1 or nausea > grade 2", "any(CTCAE grade > 1 of diarrhea; CTCAE grade > 2 of nausea)"),
    (
        "I",
        "Does not have both diabetes and hypertension",
        "any(not(condition diabetes mellitus); not(condition hypertension))",
    ),
    (
        "I",
        "Does not have either diabetes or hypertension",
        "all(not(condition diabetes mellitus); not(condition hypertension))",
    ),
    (
        "E",
        "Those who have not received a taxane or have received an anthracycline",
        "any(not(drug_class taxane past); drug_class anthracycline past)",
    ),
    (
        "I",
        "Have not received a taxane or been treated with an anthracycline",
        "all(not(drug_class taxane past); not(drug_class anthracycline past))",
    ),
    (
        "E",
        "Previously treated with a taxane but not with an anthracycline",
        "all(drug_class taxane past; not(drug_class anthracycline))",
    ),
    ("E", "Antibiotics but not topical antibiotics", "drug_class antibiotic except topical antibiotic"),
    (
        "I",
        "Age 18-65 years, BMI 20-30 kg/m2, and either hypertension or diabetes",
        "all(age in [18, 65] a; BMI in [20, 30] kg/m2; any(condition hypertension; condition diabetes mellitus))",
    ),
    ("I", "Metformin monotherapy or in combination with a sulfonylurea", "drug metformin"),
    ("I", "Metformin alone or with a sulfonylurea", "drug metformin"),
    (
        "I",
        "No chronic disease, non-smoker, ambulatory",
        "all(not(condition chronic disease); attribute smoking status = non-smoker; attribute ambulatory = yes)",
    ),
    (
        "I",
        "Not more than one of the following: hypertension, diabetes, smoking",
        "not(at_least 2(condition hypertension; condition diabetes mellitus; condition smoking))",
    ),
    (
        "I",
        "At most two of the following: hypertension, diabetes, smoking",
        "not(at_least 3(condition hypertension; condition diabetes mellitus; condition smoking))",
    ),
    ("I", "Hypertension, diabetes, or both", "any(condition hypertension; condition diabetes mellitus)"),
    (
        "I",
        "No hypertension, diabetes, or both",
        "all(not(condition hypertension); not(condition diabetes mellitus))",
    ),
    (
        "I",
        "Has neither retinopathy nor gout, is on insulin, and has asthma",
        "all(not(condition retinopathy); not(condition gout); drug_class insulin current; condition asthma)",
    ),
    (
        "I",
        "Must not be pregnant, have asthma, or use insulin",
        "all(not(condition pregnancy); not(condition asthma); not(drug_class insulin))",
    ),
    (
        "E",
        "Refractory to both lenalidomide and bortezomib",
        "all(condition treatment failure to drug:lenalidomide; condition treatment failure to drug:bortezomib)",
    ),
    (
        "E",
        "Refractory to lenalidomide and bortezomib",
        "any(condition treatment failure to drug:lenalidomide; condition treatment failure to drug:bortezomib)",
    ),
    (
        "E",
        "Active or untreated latent tuberculosis",
        "any(condition tuberculosis current; condition untreated latent tuberculosis)",
    ),
    (
        "E",
        "Patients who are on warfarin, who have had a stroke, or who have atrial fibrillation",
        "any(drug warfarin current; condition stroke past; condition atrial fibrillation)",
    ),
    (
        "I",
        "Patients who have asthma, who are on steroids, and who do not smoke",
        "all(condition asthma; drug_class corticosteroid current; not(condition smoking))",
    ),
    ("I", "Participants aged 18 to 75 years must have ECOG 0-1", "all(age in [18, 75] a; ECOG in [0, 1])"),
    ("I", "Obese and over 65 years", "all(condition obesity; age > 65 a)"),
    ("I", "Obesity for over 5 years", "condition obesity for [> 5 a]"),
    ("E", "History of positive HIV test", "condition hiv infection past"),
    ("I", "No pain or mild pain", "any(not(condition pain); condition mild pain)"),
    (
        "I",
        "No mild or moderate hepatic impairment",
        "all(not(condition mild hepatic impairment); not(condition moderate hepatic impairment))",
    ),
    (
        "I",
        "Without diabetes, hypertension, or a BMI over 35 kg/m2",
        "all(not(condition diabetes mellitus); not(condition hypertension); not(BMI > 35 kg/m2))",
    ),
    ("E", "Patients not on insulin and on metformin", "all(not(drug_class insulin current); drug metformin current)"),
    ("E", "No signed consent and known stroke", 'any(not(other "signed consent"); condition stroke)'),
    ("E", "Not fluent in French and deaf", "any(not(attribute language = French); condition deafness)"),
    ("E", "No gout, no asthma, and obesity", "any(not(condition gout); not(condition asthma); condition obesity)"),
    ("E", "Unable to read and dementia", 'any(other "Unable to read"; condition dementia)'),
    ("I", "Unable to read and dementia", 'all(other "Unable to read"; condition dementia)'),
    ("E", "Patients without asthma and those with gout", "any(not(condition asthma); condition gout)"),
    ("I", "Treated with prednisone but not methotrexate", "all(drug prednisone; not(drug methotrexate))"),
    (
        "E",
        "Heart failure but not atrial fibrillation",
        "all(condition heart failure; not(condition atrial fibrillation))",
    ),
    ("E", "Autoimmune disease but not vitiligo", "condition autoimmune disease except vitiligo"),
    ("I", "Cancer but not melanoma", "condition cancer except melanoma"),
    ("I", "In the absence of diabetes, HbA1c < 6 %", "any(condition diabetes mellitus; HbA1c < 6 %)"),
    (
        "E",
        "In the absence of fever, white blood cell count > 12 x 10^9/L",
        "all(not(condition fever); white blood cell count > 12 10*9/L)",
    ),
    ("I", "Aspirin only if the dose is below 100 mg daily", "any(not(drug aspirin); drug aspirin dose < 100 mg/d)"),
    ("E", "Aspirin only if the dose exceeds 100 mg daily", "drug aspirin dose > 100 mg/d"),
    (
        "E",
        "Gout, heart block without a pacemaker, epilepsy",
        "any(condition gout; all(condition heart block; not(procedure pacemaker)); condition epilepsy)",
    ),
    (
        "E",
        "Asthma without controller medication, COPD, or sarcoidosis",
        "any(all(condition asthma; not(drug_class inhaler)); condition chronic obstructive pulmonary disease;"
        " condition sarcoidosis)",
    ),
    (
        "E",
        "Cirrhosis without ascites, or hepatocellular carcinoma",
        "any(all(condition cirrhosis; not(condition ascites)); condition hepatocellular carcinoma)",
    ),
    (
        "E",
        "Cirrhosis without ascites, varices or jaundice",
        "all(condition cirrhosis; not(condition ascites); not(condition varices); not(condition jaundice))",
    ),
    (
        "E",
        "Patients without asthma, gout, epilepsy",
        "all(not(condition asthma); not(condition gout); not(condition epilepsy))",
    ),
]
PART = [
    (
        "E",
        "Gout, cirrhosis without ascites, varices or jaundice",
        "all(any(condition gout; all(condition cirrhosis; not(condition ascites))); not(condition varices);"
        " not(condition jaundice))",
    ),
    ("I", "No or mild ascites", "not(condition mild ascites)"),
    ("I", "No prior therapy or prior therapy limited to hydroxyurea", "not(drug hydroxyurea past)"),
    (
        "I",
        "Have not received chemotherapy, or received it more than 6 months ago",
        "not(drug_class chemotherapy past [> 6 mo before now])",
    ),
    (
        "I",
        "Not taking aspirin and using NSAIDs",
        'all(not(drug aspirin current); drug_class "non-steroidal anti-inflammatory drug")',
    ),
    (
        "I",
        "No prior systemic therapy or one prior line",
        'all(not(therapy "systemic therapy" past); not(prior treatment lines = 1))',
    ),
    ("E", "Anemia or diarrhea of grade 3 or higher", "any(condition anemia; CTCAE grade >= 3 of diarrhea)"),
    (
        "E",
        "eGFR below 60 but above 30 mL/min/1.73m2",
        "all(eGFR < 60 mL/min/{1.73_m2}; eGFR > 30 mL/min/{1.73_m2})",
    ),
    (
        "I",
        "Participants aged 12 to 17 years must weigh at least 40 kg",
        "all(age in [12, 17] a; body weight >= 40 kg)",
    ),
    (
        "I",
        "FEV1 >= 60 % predicted (for participants >= 6 years)",
        "all(FEV1 >= 60 % x predicted; age >= 6 a)",
    ),
    (
        "E",
        "Infection, fever, or neutropenia requiring hospitalization",
        "any(condition infection; condition fever; all(condition neutropenia; procedure hospitalization))",
    ),
    ("I", "Without diabetes or BMI > 35 kg/m2", "any(not(condition diabetes mellitus); BMI > 35 kg/m2)"),
    ("I", "Aged 40 or older at first surgery", 'all(age >= 40 a; other "first"; procedure surgery)'),
    ("E", "Prednisone but not methotrexate", "drug prednisone except methotrexate"),
    (
        "E",
        "Immunosuppressants (azathioprine within 3 months)",
        'any(drug_class "immunosuppressive drug"; drug azathioprine [<= 3 mo before now])',
    ),
]


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(FULL, PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
