"""How a criterion's words join its leaves: the words between them, brackets, exceptions, limits for some."""

import pytest
import trialrules


def rule(kind: str, words: str) -> str:
    (criterion,) = trialrules.extract(f"{kind} Criteria:\n- {words}").criteria
    return str(criterion.rule)


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("EDSS > 6, ALT > 3 x ULN, or platelets < 50 x 10^9/L",
         "any(EDSS > 6; ALT > 3 x ULN; platelet count < 50 10*9/L)"),
        ("Seizures, stroke and dementia", "any(condition seizure; condition stroke; condition dementia)"),
        ("Patients with both gout and psoriasis", "all(condition gout; condition psoriasis)"),
        ("Sepsis, i.e. lactate > 4 mmol/L and fever", "all(condition sepsis; lactate > 4 mmol/L; condition fever)"),
        ("Depression with or without anxiety, asthma or gout",
         "any(condition depression; condition asthma; condition gout)"),
        ("Hypertension, with and/or without treatment, or gout", "any(condition hypertension; condition gout)"),
        ("Allergy or intolerance to natalizumab or fingolimod",
         "any(condition allergy to drug:natalizumab; condition intolerance to drug:natalizumab; "
         "condition allergy to drug:fingolimod; condition intolerance to drug:fingolimod)"),
        ("Allergy, intolerance or contraindication to fingolimod",
         "any(condition allergy to drug:fingolimod; condition intolerance to drug:fingolimod; "
         "condition contraindication to drug:fingolimod)"),
        ("Current or previous (within 5 years) malignancy, excluding melanoma",
         "any(condition malignancy current except melanoma; condition malignancy [<= 5 a before now] except melanoma)"),
        ("Alcohol > 2 drinks/day for men or > 1 drink/day for women",
         "any(all(attribute sex = male; alcohol intake > 2 /d {> 14 /wk}); "
         "all(attribute sex = female; alcohol intake > 1 /d {> 7 /wk}))"),
        ("QTc > 470 ms in women or > 450 ms in men, gout or stroke",
         "any(all(attribute sex = female; QTc > 470 ms); all(attribute sex = male; QTc > 450 ms); "
         "condition gout; condition stroke)"),
        ("Stroke with a seizure or within 7 months",
         "any(all(condition stroke; condition seizure); condition stroke [<= 7 mo before now])"),
        ("Aspirin, or vitamin D deficiency", "any(drug aspirin; condition vitamin d deficiency)"),
        ("Current or former smokers with at least 10 pack-years",
         "all(any(attribute smoking status = smoker; attribute smoking status = ex-smoker); pack-years >= 10)"),
        ("Stroke (no residual deficit) or gout",
         "any(all(condition stroke; not(condition residual deficit)); condition gout)"),
        ("Asthma with FEV1 < 60% predicted, or requiring dialysis",
         "all(condition asthma; any(FEV1 < 60 % x predicted; procedure dialysis))"),
        ("Heart failure due to amyloidosis, sarcoidosis or gout",
         'any(condition "heart failure due to amyloidosis"; condition "heart failure due to sarcoidosis"; '
            'condition "heart failure due to gout")'),
        ("Neuropathy ≥ grade 3, or grade 2 with pain",
         "any(CTCAE grade >= 3 of peripheral neuropathy; "
         "all(condition pain; CTCAE grade = 2 of peripheral neuropathy))"),
        ("Heart failure, NYHA III or IV, or stroke",
         "any(all(condition heart failure; NYHA in [3, 4]); condition stroke)"),
        ("Cirrhosis, Child-Pugh C", "all(condition cirrhosis; Child-Pugh = 3)"),
        ("Hypersensitivity to, or contraindication for, fingolimod",
         "any(condition allergy to drug:fingolimod; condition contraindication to drug:fingolimod)"),
        ("Never smokers or former smokers",
         "any(attribute smoking status = non-smoker; attribute smoking status = ex-smoker)"),
        ("Current or planned pregnancy", "any(condition pregnancy current; condition pregnancy planned)"),
        ("Participation within 6 months before enrolment in any other drug, biologic, or device study",
         "study clinical trial [<= 6 mo before enrolment]"),
        ("Neither gout nor psoriasis", "all(not(condition gout); not(condition psoriasis))"),
        ("Prior or current gout or psoriasis", "any(condition gout; condition psoriasis)"),
        ("JAK inhibitors at any time (tofacitinib, baricitinib)",
         "any(drug_class jak inhibitor past; drug tofacitinib past; drug baricitinib past)"),
        ("Infection requiring antibiotics, antifungals or antivirals",
         "all(condition infection; any(drug_class antibiotic; drug_class antifungal; drug_class antiviral))"),
        ("Uncontrolled hypertension: BP > 170/105",
         "all(condition uncontrolled hypertension; "
         "any(systolic blood pressure > 170 ?; diastolic blood pressure > 105 ?))"),
        ("Renal impairment: eGFR < 30 mL/min or dialysis",
         "all(condition renal impairment; any(eGFR < 30 mL/min {?}; procedure dialysis))"),
        ("Comorbidities: diabetes, gout", "any(condition diabetes mellitus; condition gout)"),
        ("ALT and/or AST > 3 x ULN with bilirubin > 2 x ULN",
         "all(any(ALT > 3 x ULN; AST > 3 x ULN); bilirubin > 2 x ULN)"),
        ("Moderate or severe asthma (FEV1 < 60% predicted)",
         "all(any(condition moderate asthma; condition severe asthma); FEV1 < 60 % x predicted)"),
        ("Sensory or motor neuropathy > grade 1",
         "any(CTCAE grade > 1 of sensory neuropathy; CTCAE grade > 1 of motor neuropathy)"),
        ("Cataract in one or both eyes with glaucoma", "all(condition cataract; condition glaucoma)"),
        ("Any drug other than metformin", 'all(other "Any drug"; not(drug metformin))'),
        ("Stroke more than 3 months but less than 1 year ago", "condition stroke [in (3, 12) mo before now]"),
        ("Stroke within 3 months, or heart failure with NYHA class III",
         "any(condition stroke [<= 3 mo before now]; all(condition heart failure; NYHA = 3))"),
        ("AST (SGOT)/ALT (SGPT) > 3 x ULN", "any(AST > 3 x ULN; ALT > 3 x ULN)"),
        ("Single lesion ≤ 3 cm", "all(lesions = 1; lesion diameter <= 3 cm {<= 30 mm})"),
        ("Patients who have cancer and are on chemotherapy", "all(condition cancer; drug_class chemotherapy current)"),
        ("Patients who have asthma or COPD, and take prednisone or omalizumab",
         "all(any(condition asthma; condition chronic obstructive pulmonary disease); "
         "any(drug prednisone; drug omalizumab))"),
        ("Gout, stroke within 3 months, hip surgery and BMI > 40 kg/m2",
         "any(condition gout; condition stroke [<= 3 mo before now]; procedure hip surgery; BMI > 40 kg/m2)"),
        ("Prednisone for gout, nerve block, or lithium within 3 months",
         "any(all(drug prednisone [<= 3 mo before now]; condition gout); procedure nerve block [<= 3 mo before now]; "
         "drug lithium [<= 3 mo before now])"),
        ("Has received lithium within 3 months or is anaemic",
         "any(drug lithium past [<= 3 mo before now]; condition anemia)"),
        ("Less than 6 months postpartum or breastfeeding",
         "any(condition postpartum state for [< 6 mo]; condition breastfeeding)"),
        ("Hip replacement/knee replacement with gout",
         "all(any(procedure hip replacement; procedure knee replacement); condition gout)"),
        ("Habits such as bruxism and clenching", 'any(other "Habits"; condition bruxism; other "clenching")'),
        ("Gout and BMI > 40 kg/m2", "all(condition gout; BMI > 40 kg/m2)"),
        ("Ambulatory men or women with gout", "all(attribute ambulatory = yes; condition gout)"),
        ("Lung cancer (EGFR mutation positive)", "all(condition lung cancer; condition egfr mutation)"),
        ("Breast cancer (HER2+), gout", "any(all(condition breast cancer; condition positive her2); condition gout)"),
        ("Hepatitis B (HBsAg positive)", "any(condition hepatitis b; condition positive hbsag)"),
        ("Psoriasis except scalp psoriasis, or active gout",
         "any(condition psoriasis except scalp psoriasis; condition gout current)"),
    ],
)  # fmt: skip
def test_lists_of_exclusions(words: str, notation: str) -> None:
    assert rule("Exclusion", words) == notation


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("EDSS 2-5, disease duration > 1 year and BMI < 35 kg/m2",
         "all(EDSS in [2, 5]; disease duration > 1 a; BMI < 35 kg/m2)"),
        ("Men aged 40 years or older or women aged 50 years or older",
         "any(all(attribute sex = male; age >= 40 a); all(attribute sex = female; age >= 50 a))"),
        ("BMI 30-40 kg/m2, or 27-30 kg/m2 with gout, psoriasis or asthma",
         "any(BMI in [30, 40] kg/m2; "
         "all(any(condition gout; condition psoriasis; condition asthma); BMI in [27, 30] kg/m2))"),
        ("HbA1c >= 7% with gout or >= 8% without gout",
         "any(all(condition gout; HbA1c >= 7 %); all(not(condition gout); HbA1c >= 8 %))"),
        ("CKD stage 3, or stage 2 with gout", "any(CKD stage = 3; all(condition gout; CKD stage = 2))"),
        ("If on statins, a stable dose for 4 weeks and HbA1c < 8%",
         "any(not(drug_class statin current); all(drug_class statin current for [>= 4 wk]; HbA1c < 8 %))"),
        ("ALT or AST ≤ 3 x ULN", "all(ALT <= 3 x ULN; AST <= 3 x ULN)"),
        ("HAM-D or MADRS ≥ 20", "any(HAM-D >= 20; MADRS >= 20)"),
        ("Gout or psoriasis; in both cases HbA1c < 9%",
         "all(any(condition gout; condition psoriasis); HbA1c < 9 %)"),
        ("Gout; psoriasis; or dementia", "any(condition gout; condition psoriasis; condition dementia)"),
        ("Gout (familial or sporadic) on an MRI", "all(condition gout; procedure magnetic resonance imaging)"),
        ("Seizures (given up without a cause), among them absences and dementia",
         'all(condition seizure; not(other "cause"); other "absences"; condition dementia)'),
        ("≥ 6 seizures per month despite 2 or more antiepileptic drugs",
         "all(seizures >= 6 /mo {?}; antiepileptic drugs >= 2)"),
        ("Diabetes and either neuropathy or albuminuria",
         "all(condition diabetes mellitus; any(condition peripheral neuropathy; condition albuminuria))"),
        ("(EDSS < 4 or ECOG 0) and INR < 1.3", "all(any(EDSS < 4; ECOG = 0); INR < 1.3)"),
        ("INR < 1.3 and (EDSS < 4 or ECOG 0)", "all(INR < 1.3; any(EDSS < 4; ECOG = 0))"),
        ("No gout and BMI >= 27 kg/m2", "all(not(condition gout); BMI >= 27 kg/m2)"),
        ("Hypertension with or without statins", "condition hypertension"),
        ("Stable gout, defined as psoriasis, asthma or stroke",
         "all(condition stable gout; any(condition psoriasis; condition asthma; condition stroke))"),
        ("EDSS > 6, or 2 to 4 with gout", "any(EDSS > 6; all(condition gout; EDSS in [2, 4]))"),
        ("No unusual habits or asthma", 'all(not(other "unusual habits"); not(condition asthma))'),
        ("No history of pelvic or bladder repair surgery",
         "all(not(procedure pelvic repair surgery past); not(procedure bladder repair surgery past))"),
        ("Unusual habits or no asthma", 'any(other "Unusual habits"; not(condition asthma))'),
        ("AST (SGOT)/ALT (SGPT) <= 2.5 x ULN", "all(AST <= 2.5 x ULN; ALT <= 2.5 x ULN)"),
        ("More than 4 weeks since any chemotherapy, radiotherapy or surgery",
         "all(not(drug_class chemotherapy [<= 4 wk before now]); not(therapy radiotherapy [<= 4 wk before now]); "
         "not(procedure surgery [<= 4 wk before now]))"),
        ("At least 4 weeks since chemotherapy (6 weeks for nitrosoureas or mitomycin)",
         "all(not(drug_class chemotherapy [< 4 wk before now]); not(drug_class nitrosourea [< 6 wk before now]); "
         "not(drug mitomycin [< 6 wk before now]))"),
        ("Stopped chemotherapy at least 4 weeks before (6 weeks for nitrosoureas)",
         "all(not(drug_class chemotherapy [< 4 wk before now]); not(drug_class nitrosourea [< 6 wk before now]))"),
        ("Relapse during or after treatment with ocrelizumab", "all(condition relapse; drug ocrelizumab)"),
        ("You haven't had chemotherapy", "not(drug_class chemotherapy past)"),
        ("You aren't pregnant", "not(condition pregnancy)"),
        ("You've never had gout", "not(condition gout past)"),
        ("Gout with at least 4 relapses in the last year, of which at least 2 in the knee",
         'all(condition gout; relapses >= 4 [<= 1 a before now]; relapses >= 2; other "knee")'),
        ("Ambulatory with or without aids, able to walk >= 50 m",
         "all(attribute ambulatory = yes; walking distance >= 50 m)"),
        ("Sepsis (at least two of: lactate > 3 mmol/L, MAP < 65 mmHg, SpO2 < 90 %)",
         "all(condition sepsis; at_least 2(lactate > 3 mmol/L; mean arterial pressure < 65 mm[Hg]; "
         "oxygen saturation < 90 %))"),
        ("For subjects >= 70 years, MMSE >= 25", "any(not(age >= 70 a); MMSE >= 25)"),
        ("Hemoglobin >= 8 g/dL (transfusion allowed)", "hemoglobin >= 8 g/dL"),
        ("On methotrexate for 12 weeks. Folic acid is permitted.", "drug methotrexate current for [>= 12 wk]"),
        ("No statins; pravastatin is allowed", "not(drug_class statin except pravastatin)"),
        ("Age >= 18; weight >= 50 kg or BMI >= 18.5 kg/m2; and non-smoker",
         "all(age >= 18 a; any(body weight >= 50 kg; BMI >= 18.5 kg/m2); attribute smoking status = non-smoker)"),
        ("NYHA class II or III; hospitalised for asthma or NT-proBNP > 400 pg/mL",
         'all(NYHA in [2, 3]; any(condition "hospitalization for asthma"; NT-proBNP > 400 pg/mL))'),
        ("Male or female; age 18-75 years", "age in [18, 75] a"),
        ("Non-pregnant/non-lactating", "all(not(condition pregnancy); not(condition breastfeeding))"),
        ("No steroids (including, but not limited to, prednisone)",
         "all(not(drug_class corticosteroid); not(drug prednisone))"),
    ],
)  # fmt: skip
def test_lists_of_requirements(words: str, notation: str) -> None:
    assert rule("Inclusion", words) == notation


@pytest.mark.parametrize(
    ("kind", "words", "notation"),
    [
        ("Exclusion", "QTcF > 460 ms (females) or > 440 ms (males)",
         "any(all(attribute sex = female; QTcF > 460 ms); all(attribute sex = male; QTcF > 440 ms))"),
        ("Exclusion", "QTcF: women > 460 ms; men > 440 ms",
         "any(all(attribute sex = female; QTcF > 460 ms); all(attribute sex = male; QTcF > 440 ms))"),
        ("Exclusion", "QTcF (females > 460 ms, males > 440 ms)",
         "any(all(attribute sex = female; QTcF > 460 ms); all(attribute sex = male; QTcF > 440 ms))"),
        ("Exclusion", "QTcF > 460 ms for females; > 440 ms for males",
         "any(all(attribute sex = female; QTcF > 460 ms); all(attribute sex = male; QTcF > 440 ms))"),
        ("Exclusion", "QTcF > 460 ms in women, men > 440 ms",
         "any(all(attribute sex = female; QTcF > 460 ms); all(attribute sex = male; QTcF > 440 ms))"),
        ("Inclusion", "Hemoglobin >= 12 g/dL for men and >= 11 g/dL for women",
         "any(all(attribute sex = male; hemoglobin >= 12 g/dL); all(attribute sex = female; hemoglobin >= 11 g/dL))"),
        ("Inclusion", "ALT <= 3 x ULN (<= 6 x ULN if liver metastases are present)",
         "all(any(condition liver metastasis; ALT <= 3 x ULN); any(not(condition liver metastasis); ALT <= 6 x ULN))"),
        ("Inclusion", "Bilirubin <= 1.5 x ULN (<= 3 x ULN with direct bilirubin <= ULN in Gilbert's syndrome)",
         "all(any(condition gilbert's syndrome; bilirubin <= 1.5 x ULN); "
         "any(not(condition gilbert's syndrome); all(bilirubin <= 3 x ULN; direct bilirubin <= 1 x ULN)))"),
        ("Inclusion", "ALT <= 2 x ULN, or <= 5 x ULN with bilirubin <= ULN for patients with liver metastases",
         "any(ALT <= 2 x ULN; all(condition liver metastasis; ALT <= 5 x ULN; bilirubin <= 1 x ULN))"),
        ("Inclusion", "BMI >= 40 kg/m2, or >= 35 kg/m2 with gout, psoriasis or asthma",
         "any(BMI >= 40 kg/m2; all(any(condition gout; condition psoriasis; condition asthma); BMI >= 35 kg/m2))"),
        ("Inclusion", "Disease duration < 15 years if EDSS > 5, or < 10 years if EDSS <= 5",
         "any(all(EDSS > 5; disease duration < 15 a); all(EDSS <= 5; disease duration < 10 a))"),
        ("Inclusion", "Ferritin < 100 ng/mL, or 100-299 ng/mL with TSAT < 20 %",
         "any(ferritin < 100 ng/mL; all(transferrin saturation < 20 %; ferritin in [100, 299] ng/mL))"),
        ("Exclusion", "ALT > 3 x ULN (> 6 x ULN with liver metastases)",
         "any(all(not(condition liver metastasis); ALT > 3 x ULN); all(condition liver metastasis; ALT > 6 x ULN))"),
        ("Exclusion", "Hb < 12 (F) or < 13 (M)",
         "any(all(attribute sex = female; hemoglobin < 12 ?); all(attribute sex = male; hemoglobin < 13 ?))"),
        ("Exclusion", "Grip strength < 28 kg for men or 18 kg for women",
         "any(all(attribute sex = male; grip strength < 28 kg); all(attribute sex = female; grip strength < 18 kg))"),
        ("Inclusion", "ALT <= 3 x ULN, for patients with liver metastases <= 6 x ULN",
         "all(any(condition liver metastasis; ALT <= 3 x ULN); any(not(condition liver metastasis); ALT <= 6 x ULN))"),
        ("Inclusion", "ALT <= 3 x ULN, or <= 6 x ULN with liver metastases",
         "any(ALT <= 3 x ULN; all(condition liver metastasis; ALT <= 6 x ULN))"),
        ("Inclusion", "ALT and AST <= 3 x ULN (liver metastases: <= 6 x ULN)",
         "all(any(condition liver metastasis; all(ALT <= 3 x ULN; AST <= 3 x ULN)); "
         "any(not(condition liver metastasis); all(ALT <= 6 x ULN; AST <= 6 x ULN)))"),
        ("Inclusion", "BMI >= 33 kg/m2, or >= 28 kg/m2 with at least two of: gout, asthma, stroke",
         "any(BMI >= 33 kg/m2; all(at_least 2(condition gout; condition asthma; condition stroke); BMI >= 28 kg/m2))"),
        ("Exclusion", "MMSE < 25 or, with less than 9 years of education, < 21",
         "any(all(not(education < 9 a); MMSE < 25); all(education < 9 a; MMSE < 21))"),
        ("Inclusion", "EASI >= 12 (>= 18 if >= 16 years)",
         "all(any(age >= 16 a; EASI >= 12); any(not(age >= 16 a); EASI >= 18))"),
        ("Inclusion", "HBV DNA >= 15000 IU/mL (hepatitis) or >= 1500 IU/mL (cirrhosis)",
         "any(all(condition hepatitis; HBV DNA >= 15000 [IU]/mL); all(condition cirrhosis; HBV DNA >= 1500 [IU]/mL))"),
        ("Inclusion", "NT-proBNP >= 500 pg/mL; in atrial fibrillation >= 1000 pg/mL",
         "all(any(condition atrial fibrillation; NT-proBNP >= 500 pg/mL); "
         "any(not(condition atrial fibrillation); NT-proBNP >= 1000 pg/mL))"),
        ("Inclusion", "Creatinine <= 1.6 mg/dL (for women: <= 1.2 mg/dL)",
         "any(all(not(attribute sex = female); creatinine <= 1.6 mg/dL); "
         "all(attribute sex = female; creatinine <= 1.2 mg/dL))"),
        ("Inclusion", "ECOG 0-2, or 0-1 in patients over 70 years",
         "all(any(age > 70 a; ECOG in [0, 2]); any(not(age > 70 a); ECOG in [0, 1]))"),
        ("Inclusion", "ALT <= 3 x ULN (<= 6 x ULN is allowed in case of liver metastases)",
         "any(ALT <= 3 x ULN; all(condition liver metastasis; ALT <= 6 x ULN))"),
        ("Exclusion", "Tumor size > 4 cm (6 with cirrhosis)",
         "any(all(not(condition cirrhosis); tumor size > 4 cm); all(condition cirrhosis; tumor size > 6 cm))"),
        ("Exclusion", "Hb < 12 g/dL in men, < 11 g/dL in women",
         "any(all(attribute sex = male; hemoglobin < 12 g/dL); all(attribute sex = female; hemoglobin < 11 g/dL))"),
        ("Exclusion", "Waist > 102 cm (M) / > 88 cm (F)",
         "any(all(attribute sex = male; waist circumference > 102 cm); "
         "all(attribute sex = female; waist circumference > 88 cm))"),
    ],
)  # fmt: skip
def test_limits_that_hold_for_some(kind: str, words: str, notation: str) -> None:
    assert rule(kind, words) == notation


@pytest.mark.parametrize(
    ("kind", "words", "notation"),
    [
        ("Inclusion", "Patients with hepatitis B must have ALT < 2 x ULN",
         "any(not(condition hepatitis b); ALT < 2 x ULN)"),
        ("Exclusion", "If ALT > 2 x ULN, the INR must be < 1.2", "all(ALT > 2 x ULN; not(INR < 1.2))"),
        ("Inclusion", "Participants with gout are eligible if creatinine < 1.4 mg/dL",
         "any(not(condition gout); creatinine < 1.4 mg/dL)"),
        ("Inclusion", "Women who are pregnant or breastfeeding",
         "all(attribute sex = female; any(condition pregnancy; condition breastfeeding))"),
        ("Exclusion", "Pregnant or lactating women", "any(condition pregnancy; condition breastfeeding)"),
        ("Exclusion", "Women: pregnancy", "all(attribute sex = female; condition pregnancy)"),
        ("Exclusion", "Participants must not have gout", "condition gout"),
        ("Exclusion", "Patients who must take warfarin", "drug warfarin"),
        ("Inclusion", "Diabetic patients must have HbA1c < 9 %", "any(not(condition diabetes mellitus); HbA1c < 9 %)"),
        ("Inclusion", "INR < 1.5; patients with gout must have creatinine < 1.4 mg/dL",
         "all(INR < 1.5; any(not(condition gout); creatinine < 1.4 mg/dL))"),
        ("Inclusion", "ALT <= 2.5 x ULN for all patients, or for patients with gout, ALT <= 5 x ULN",
         "any(ALT <= 2.5 x ULN; all(condition gout; ALT <= 5 x ULN))"),
        ("Inclusion", "For FOCBP: no gout", "any(not(attribute childbearing potential = yes); not(condition gout))"),
        ("Inclusion", "Karnofsky/Lansky score of 60 or more", "any(Karnofsky >= 60; Lansky >= 60)"),
        ("Inclusion", "Diabetics: HbA1c < 9 %", "any(not(condition diabetes mellitus); HbA1c < 9 %)"),
        ("Inclusion", "The patient has diabetes: HbA1c < 9 %", "all(condition diabetes mellitus; HbA1c < 9 %)"),
        ("Inclusion", "In patients with gout, creatinine < 1.4 mg/dL",
         "any(not(condition gout); creatinine < 1.4 mg/dL)"),
        ("Inclusion", "Effective contraception, if of childbearing potential",
         "any(not(attribute childbearing potential = yes); attribute contraception = yes)"),
        ("Inclusion", "If on statins, the dose must have been stable for at least 6 weeks",
         "any(not(drug_class statin current); drug_class statin current for [>= 6 wk])"),
        ("Inclusion", "Baclofen or tizanidine, if used, at a stable dose for at least 4 weeks",
         "all(any(not(drug baclofen); drug baclofen for [>= 4 wk]); "
         "any(not(drug tizanidine); drug tizanidine for [>= 4 wk]))"),
    ],
)  # fmt: skip
def test_requirements_of_a_group(kind: str, words: str, notation: str) -> None:
    assert rule(kind, words) == notation


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Malignancy except basal cell carcinoma or cervical carcinoma in situ",
         'condition malignancy except basal cell carcinoma, "cervical carcinoma in situ"'),
        ("Warfarin, unless INR < 1.2", "all(drug warfarin; not(INR < 1.2))"),
        ("Corticosteroids (prednisone <= 5 mg/day allowed)",
         "all(drug_class corticosteroid; not(drug prednisone dose <= 5 mg/d))"),
        ("Antidepressants. Sertraline is permitted.", "all(drug_class antidepressant; not(drug sertraline))"),
        ("Malignancy. Patients with melanoma may be included if in remission for 5 years",
         "all(condition malignancy; not(all(condition melanoma; condition remission for [>= 5 a])))"),
        ("Malignancy except melanoma, or lymphoma in remission for more than 3 years",
         "all(condition malignancy except melanoma; not(all(condition lymphoma; condition remission for [> 3 a])))"),
        ("Gout, psoriasis, or INR > 1.5 (unless on warfarin)",
         "any(condition gout; condition psoriasis; all(INR > 1.5; not(drug warfarin current)))"),
        ("Chronic or recurrent pain other than migraine",
         "any(condition chronic pain except migraine; condition recurrent pain except migraine)"),
        ("Dementia other than due to stroke", 'all(condition dementia; not(other "due to stroke"))'),
        ("Other than metformin, any antidiabetic drug", 'drug_class "antidiabetic drug" except metformin'),
        ("ALT or AST > 3 x ULN, except in gout, in which case > 5 x ULN",
         "any(all(not(condition gout); any(ALT > 3 x ULN; AST > 3 x ULN)); "
         "all(condition gout; any(ALT > 5 x ULN; AST > 5 x ULN)))"),
        ("Bilirubin > 2 x ULN, except in gout where bilirubin > 5 x ULN",
         "any(all(not(condition gout); bilirubin > 2 x ULN); "
         "all(condition gout; bilirubin > 5 x ULN))"),
        ("Lenalidomide, but not pomalidomide", "drug lenalidomide except pomalidomide"),
        ("Active bacterial, viral, or fungal infection",
         "any(condition bacterial infection current; condition viral infection current;"
         " condition fungal infection current)"),
        ("Corticosteroids or immunosuppressants within 14 days, except inhaled corticosteroids",
         "any(drug_class corticosteroid [<= 14 d before now] except inhaled corticosteroid; "
         'drug_class "immunosuppressive drug" [<= 14 d before now])'),
        ("Diabetes or gout, except gestational diabetes",
         "any(condition diabetes mellitus except gestational diabetes; condition gout)"),
        ("Malignancy or heart failure, other than basal cell carcinoma",
         "any(condition malignancy except basal cell carcinoma; condition heart failure)"),
        ("Active or untreated thymoma", "any(condition thymoma current; condition untreated thymoma)"),
        ("Gout; thymoma, unless treated with lithium",
         "any(condition gout; all(condition thymoma; not(drug lithium)))"),
        ("Malignancy (except melanoma; carcinoma in situ); gout",
         'any(condition malignancy except melanoma, "carcinoma in situ"; condition gout)'),
        ("Cirrhosis (except Child-Pugh A), gout", "any(all(condition cirrhosis; not(Child-Pugh = 1)); condition gout)"),
        ("Liver disease before pancreatectomy (excluding hepatitis C)",
         "all(condition liver disease except hepatitis c; procedure pancreatectomy)"),
        ("Malignancy (not including melanoma)", "condition malignancy except melanoma"),
        ("Malignancy, not counting melanoma or thymoma", "condition malignancy except melanoma, thymoma"),
        ("Malignancy not in remission for 5 years, except melanoma",
         "all(condition malignancy except melanoma; not(condition remission [< 5 a before now]))"),
        ("Another malignancy within 5 years. Exceptions include basal cell carcinoma and cervical carcinoma in situ.",
         'condition malignancy [<= 5 a before now] except basal cell carcinoma, "cervical carcinoma in situ"'),
        ("Untreated psoriasis; patients with treated psoriasis are eligible if stable for 3 months",
         "all(condition untreated psoriasis; not(all(condition psoriasis; condition stable psoriasis for [>= 3 mo])))"),
        ("Replacement therapy (e.g., insulin) is not considered a form of systemic treatment",
         'other "Replacement therapy (e.g., insulin) is not considered a form of systemic treatment"'),
        ("Arthritis other than gout (e.g. psoriatic arthritis)",
         "any(condition arthritis except gout; condition psoriatic arthritis)"),
        ("Any disease that can influence the patient safety, or the evaluation of disability",
         'other "Any disease that can influence the patient safety, or the evaluation of disability"'),
        ("Gout that may affect adherence, or asthma",
         'any(all(condition gout; other "may affect adherence"); condition asthma)'),
        ("Inflammatory disease other than gout that might confound the evaluation",
         'all(condition inflammatory disease except gout; other "might confound the evaluation")'),
        ("Autoimmune disease except vitiligo which is stable",
         'all(condition autoimmune disease; not(all(condition vitiligo; other "stable")))'),
        ("Cirrhosis of any aetiology except viral hepatitis", "condition cirrhosis except viral hepatitis"),
        ("Arthritis other than gout (psoriatic arthritis or reactive arthritis)",
         "any(condition arthritis except gout; condition psoriatic arthritis; condition reactive arthritis)"),
        ("Malignancy other than skin cancer (basal cell carcinoma or melanoma)",
         "condition malignancy except skin cancer, basal cell carcinoma, melanoma"),
        ("Tumor other than a brain tumor of WHO grade I",
         "all(condition neoplasm; not(tumor grade = 1 of brain tumor))"),
        ("Malignancy except basal cell carcinoma, or HIV infection",
         "any(condition malignancy except basal cell carcinoma; condition hiv infection)"),
        ("Malignancy except basal cell carcinoma, or melanoma in situ",
         'condition malignancy except basal cell carcinoma, "melanoma in situ"'),
        ("Lithium within 5 weeks or any psychotropic drug (e.g. clozapine) except zolpidem within 1 week",
         'any(drug lithium [<= 5 wk before now]; drug_class "psychotropic drug" [<= 1 wk before now] except zolpidem; '
         "drug clozapine [<= 1 wk before now])"),
    ],
)  # fmt: skip
def test_exceptions(words: str, notation: str) -> None:
    assert rule("Exclusion", words) == notation


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Pregnant, breastfeeding, or of childbearing potential and not using contraception",
         "any(condition pregnancy; condition breastfeeding;"
         " all(attribute childbearing potential = yes; not(attribute contraception = yes)))"),
        ("Women of childbearing potential and not using contraception, pregnant or nursing",
         "any(all(attribute childbearing potential = yes; not(attribute contraception = yes));"
         " condition pregnancy; condition breastfeeding)"),
    ],
)  # fmt: skip
def test_nobody_is_excluded_for_want_of_contraception_alone(words: str, notation: str) -> None:
    assert rule("Exclusion", words) == notation


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Gout, colchicine-naive", "all(condition gout; not(drug colchicine))"),
        ("Metformin- and insulin-naive", "all(not(drug metformin); not(drug_class insulin))"),
        ("Bipolar disorder I or II, ECOG 0-1", "all(condition bipolar disorder; ECOG in [0, 1])"),
        ("More than mild valve disease", 'other "More than mild valve disease"'),
        ("You have had gout for at least a year", "condition gout for [>= 1 a]"),
        (
            "At least 1 relapse in the last year, 2 in the last 2 years, or gout",
            "any(relapses >= 1 [<= 1 a before now]; relapses >= 2 [<= 2 a before now]; condition gout)",
        ),
        (
            "At least 2 relapses in the past year, or 1 requiring hospitalisation",
            "any(relapses >= 2 [<= 1 a before now]; all(relapses >= 1; procedure hospitalization))",
        ),
    ],
)
def test_how_far_a_word_reaches(words: str, notation: str) -> None:
    assert rule("Inclusion", words) == notation


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("No Child-Pugh C cirrhosis", "not(all(Child-Pugh = 3; condition cirrhosis))"),
        ("No tumor >= 5 cm", "not(all(condition neoplasm; tumor size >= 5 cm))"),
        (
            "No hypertension > 160/90 mmHg",
            "not(all(condition hypertension; any(systolic blood pressure > 160 mm[Hg]; "
            "diastolic blood pressure > 90 mm[Hg])))",
        ),
        ("No gout with a BMI > 30 kg/m2", "not(all(condition gout; BMI > 30 kg/m2))"),
        ("No gout or BMI > 30 kg/m2", "all(not(condition gout); not(BMI > 30 kg/m2))"),
        ("No gout, BMI > 30 kg/m2", "all(not(condition gout); BMI > 30 kg/m2)"),
        ("No ECOG 0, 1 or 3", "all(not(ECOG in [0, 1]); not(ECOG = 3))"),
        (
            "No QTcF > 450 ms in men or > 470 ms in women",
            "not(any(all(attribute sex = male; QTcF > 450 ms); all(attribute sex = female; QTcF > 470 ms)))",
        ),
        (
            "No ALT > 3 x ULN (> 5 x ULN with gout)",
            "not(any(all(not(condition gout); ALT > 3 x ULN); all(condition gout; ALT > 5 x ULN)))",
        ),
    ],
)
def test_a_denial_goes_over_a_thing_with_its_value(words: str, notation: str) -> None:
    """Who has the thing without the value, or the value alone, may take part."""
    assert rule("Inclusion", words) == notation


def test_two_denials_that_are_joined_hold_together() -> None:
    """Also among exclusions: somebody who is one of both is not meant."""
    assert rule("Exclusion", "Women who are not postmenopausal and not using contraception") == (
        "all(attribute sex = female; not(attribute menopausal status = postmenopausal); "
        "not(attribute contraception = yes))"
    )


def test_one_denial_goes_over_what_a_bracket_adds() -> None:
    assert rule("Inclusion", "No cirrhosis (stage 4 fibrosis) or ascites") == (
        'all(not(condition cirrhosis); other "stage 4 fibrosis"; not(condition ascites))'
    )


def test_a_permission_binds_nothing() -> None:
    (criterion,) = trialrules.extract("Inclusion Criteria:\n- Prior chemotherapy is permitted").criteria
    assert criterion.rule is not None
    assert criterion.rule.op == "other"
    assert criterion.coverage == "partial"


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("At least two of the following: gout, psoriasis, INR > 2",
         "at_least 2(condition gout; condition psoriasis; INR > 2)"),
        ("One or more of the following: gout, psoriasis, stroke",
         "any(condition gout; condition psoriasis; condition stroke)"),
        ("More than one of the following: gout, psoriasis, stroke",
         "at_least 2(condition gout; condition psoriasis; condition stroke)"),
        ("At least one symptom (fever, cough)", "any(condition fever; condition cough)"),
        ("At least 2 risk factors (gout, psoriasis or stroke)",
         "at_least 2(condition gout; condition psoriasis; condition stroke)"),
        ("Two of three of the following: gout, psoriasis, stroke",
         "at_least 2(condition gout; condition psoriasis; condition stroke)"),
        ("At least two of fever, gout or psoriasis",
         "at_least 2(condition fever; condition gout; condition psoriasis)"),
    ],
)  # fmt: skip
def test_counted_lists(words: str, notation: str) -> None:
    assert rule("Inclusion", words) == notation


def test_what_a_bracket_behind_a_denial_means_is_not_guessed() -> None:
    (criterion,) = trialrules.extract("Inclusion Criteria:\n- No anaemia (hemoglobin >= 12 g/dL)").criteria
    assert str(criterion.rule) == 'all(not(condition anemia); other "hemoglobin >= 12 g/dL")'
    assert criterion.coverage == "partial"


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Multiple myeloma per IMWG criteria", "condition multiple myeloma"),
        ("Asthma as confirmed by local or central reading", "condition asthma"),
        ("SpO2 < 92 % on room air", "oxygen saturation < 92 %"),
        ("Uveitis in either eye, in the opinion of the investigator", "condition uveitis"),
        ("Prednisone at an unchanged dose for 4 weeks", "drug prednisone for [>= 4 wk]"),
        ("FSH > 15 IU/L on day 2, 3 or 4 of the cycle", "FSH > 15 [IU]/L"),
        ("FSH (day 2-4) > 15 IU/L", "FSH > 15 [IU]/L"),
        ("Long-term (more than 2 weeks) use of prednisone", "drug prednisone for [> 2 wk]"),
        ("Histologically or cytologically confirmed melanoma", "condition melanoma"),
        ("Adequate hepatic function: ALT < 3 x ULN", "ALT < 3 x ULN"),
        ("Warfarin or heparin prior to randomisation", "any(drug warfarin past; drug heparin past)"),
    ],
)
def test_adjuncts_add_nothing(words: str, notation: str) -> None:
    (criterion,) = trialrules.extract(f"Exclusion Criteria:\n- {words}").criteria
    assert str(criterion.rule) == notation
    assert criterion.coverage == "full"


@pytest.mark.parametrize(
    "words",
    [
        "Bleeding on two occasions",
        "Breast cancer in a first-degree relative",
        "Asthma diagnosed in childhood",
        "Newly diagnosed melanoma",
        "Asthma and, according to the guideline, no spacer at home",
        "Epilepsy in the dominant hemisphere",
        "Asthma, or judged by the investigator to be unsuitable",
    ],
)
def test_words_that_limit_are_no_adjuncts(words: str) -> None:
    (criterion,) = trialrules.extract(f"Exclusion Criteria:\n- {words}").criteria
    assert "other" in str(criterion.rule)


def test_slashes_in_an_adjunct_join_nothing() -> None:
    words = "Breast cancer, HER2-low per ASCO/CAP guidelines, and no prior chemotherapy"
    assert rule("Inclusion", words) == (
        'all(condition breast cancer; other "HER2-low"; not(drug_class chemotherapy past))'
    )


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("Exclusion", "Type 1 diabetes and not type 2"),
        ("Inclusion", "Gout or psoriasis, but not both"),
        ("Exclusion", "Dialysis for gout"),
        ("Exclusion", "Wobble index > 5"),
        ("Exclusion", "Another asthma study"),
        ("Inclusion", "Asthma per chart review or spirometry"),
        ("Exclusion", "Stimulants, unless taken for gout"),
        ("Exclusion", "Patients who have a pacemaker and have claustrophobia"),
        ("Exclusion", "Women who are pregnant and women who use oral contraceptives"),
        ("Exclusion", "Epilepsy on treatment"),
        ("Exclusion", "Epilepsy under therapy. Severe scoliosis"),
        ("Exclusion", "Women who are or may be pregnant"),
        ("Exclusion", "QTc > 480 ms on 3 ECGs"),
        ("Inclusion", "At least one regimen including cisplatin"),
        ("Inclusion", "NSCLC, EGFR exon 19 deletion or ALK rearrangement"),
        ("Inclusion", "NYHA II-III, LVEF <= 40 % or BNP > 100 pg/mL"),
        ("Exclusion", "ALT > 3 x ULN, or bilirubin > 1.5 x ULN, except in Gilbert's syndrome"),
        ("Exclusion", "Antibiotics within 30 days, or 90 days for gout"),
        ("Exclusion", "Possible or probable gout"),
        ("Exclusion", "Gout or suspicion of it"),
        ("Exclusion", "Laser or chemical peel"),
        ("Exclusion", "Gout AND psoriasis"),
        ("Exclusion", "Allergy to drugs used in the study"),
        ("Exclusion", "Contraindication to MRI, such as a pacemaker, or to gadolinium"),
        ("Exclusion", "No alcohol within 24 hours (48 hours when taking lithium)"),
        ("Exclusion", "Asthma and no other lung disease"),
        ("Exclusion", "Allergy to penicillin (anaphylaxis or hives)"),
        ("Exclusion", "Patients on a pain management agreement"),
        ("Exclusion", "Natalizumab stopped more than 6 months ago"),
        ("Inclusion", "Gout and psoriasis, asthma or eczema"),
        ("Exclusion", "HE grade 3-4"),
        ("Inclusion", "Aged 18 or over, gout or psoriasis"),
        ("Exclusion", "Gout, raised enzymes (any 2 of: ALT, AST, GGT > 3 x ULN)"),
        ("Exclusion", "Anticoagulants (warfarin within 5 days, apixaban within 2 days)"),
        ("Exclusion", "Implantation of a CRT device (within 30 days for an ICD)"),
        ("Inclusion", "HCV, treatment-naive"),
        ("Inclusion", "Willing to stop statins for 7 days"),
        ("Inclusion", "Patients without gout with a BMI > 30 kg/m2"),
    ],
)
def test_full_is_not_claimed_in_doubt(kind: str, words: str) -> None:
    """Words of logic that no reading used, a purpose or another thing, a measure that nobody knows."""
    (criterion,) = trialrules.extract(f"{kind} Criteria:\n- {words}").criteria
    assert criterion.coverage == "partial"


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Unwilling or unable to comply with visits", 'other "Unwilling or unable to comply with visits"'),
        ("Asthma, or unable to swallow tablets", 'any(condition asthma; other "unable to swallow tablets")'),
        ("Unable to swallow tablets or asthma", 'any(other "Unable to swallow tablets"; condition asthma)'),
        ("Refuses to use contraception", "not(attribute contraception = yes)"),
        ("Unwilling or unable to use contraception", "not(attribute contraception = yes)"),
        ("Unable to read English", "not(attribute language = English)"),
        ("Not able to speak or read English", "not(attribute language = English)"),
        ("Cannot speak or read English", "not(attribute language = English)"),
        ("Not able to consent or communicate in Dutch",
         'any(other "Not able to consent"; not(attribute language = Dutch))'),
        ("Unable to read English or Dutch language",
         "all(not(attribute language = English); not(attribute language = Dutch))"),
        ("Unable to consent due to dementia or stroke",
         'all(other "Unable to consent"; any(condition dementia; condition stroke))'),
        ("Patients who do not consent to their data being kept, those under the age of 18",
         'any(other "not consent to their data being kept"; age < 18 a)'),
        ("Asthma that could affect cognition", 'all(condition asthma; other "could affect cognition")'),
        ("Arthritis that limits walking, or gout",
         'any(all(condition arthritis; other "limits walking"); condition gout)'),
        ("Dementia precluding a report of pain", 'all(condition dementia; other "precluding a report of pain")'),
        ("Gout, or a condition that makes sampling difficult",
         'any(condition gout; other "a condition that makes sampling difficult")'),
        ("Cannot lie flat, or gout", 'any(other "Cannot lie flat"; condition gout)'),
        ("Cirrhosis unsuitable for resection, transplantation or ablation",
         'all(condition cirrhosis; other "unsuitable for resection, transplantation or ablation")'),
        ("Ineligible for platinum-based chemotherapy", 'other "Ineligible for platinum-based chemotherapy"'),
        ("Not suitable for surgery, gout", 'any(other "Not suitable for surgery"; condition gout)'),
        ("Not eligible for this trial because of gout", "condition gout"),
        ("Infection that can be treated with penicillin", "all(condition infection; drug penicillin)"),
    ],
)  # fmt: skip
def test_ability_will_and_effect_are_judged_as_a_whole(words: str, notation: str) -> None:
    assert rule("Exclusion", words) == notation


def test_what_somebody_is_willing_to_undergo_is_a_plan() -> None:
    (criterion,) = trialrules.extract("Exclusion Criteria:\n- Unwilling to undergo MRI").criteria
    assert str(criterion.rule) == 'all(other "Unwilling"; procedure magnetic resonance imaging planned)'
    assert criterion.coverage == "partial"


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Two effective methods of contraception (pill, coil or condom with spermicide) until 90 days after dosing",
         'all(attribute contraception = yes; other "until 90 days after dosing")'),
        ("Women of childbearing potential use an IUD or two barrier methods",
         "any(not(attribute childbearing potential = yes); attribute contraception = yes)"),
        ("Fertile women must have a negative pregnancy test and use condoms during the study and must not donate eggs",
         "any(not(attribute childbearing potential = yes); all(not(condition pregnancy); "
         'attribute contraception = yes; other "during the study"; not(procedure egg donation)))'),
        ("Not using contraception during the study",
         'not(all(attribute contraception = yes; other "during the study"))'),
        ("Oral contraceptives for 3 months", "drug_class oral contraceptive for [>= 3 mo]"),
    ],
)  # fmt: skip
def test_contraception_is_one_leaf_and_its_time_another(words: str, notation: str) -> None:
    assert rule("Inclusion", words) == notation


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Gout for a year or longer with psoriasis", "all(condition gout for [>= 1 a]; condition psoriasis)"),
        (
            "Neuropathy (carpal tunnel syndrome excepted) or gout",
            "any(condition peripheral neuropathy except carpal tunnel syndrome; condition gout)",
        ),
        ("Malignancy; melanoma is exempt", "condition malignancy except melanoma"),
        ("Malignancy, excepted melanoma", "condition malignancy except melanoma"),
        (
            "Malignancy except melanoma with gout",
            "all(condition malignancy; not(all(condition melanoma; condition gout)))",
        ),
        ("Filgrastim (G-CSF) or aspirin", "any(drug filgrastim; drug aspirin)"),
        (
            "Dialysis (past or planned) or gout",
            "any(procedure dialysis past; procedure dialysis planned; condition gout)",
        ),
        ("No ongoing or planned dialysis", "all(not(procedure dialysis current); not(procedure dialysis planned))"),
    ],
)
def test_lists_beside_lengths_brackets_and_exceptions(words: str, notation: str) -> None:
    assert rule("Exclusion", words) == notation


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Stimulants, unless taken for gout", 'all(drug_class stimulant; not(other "taken for gout"))'),
        ("Bilirubin > 2 mg/dL, unless due to Gilbert's syndrome",
         "all(bilirubin > 2 mg/dL; not(condition gilbert's syndrome))"),
        ("Rash that is not explained by psoriasis, or fever",
         'any(all(condition rash; not(other "explained by psoriasis")); condition fever)'),
        ("Gout not amenable to surgery", 'all(condition gout; other "not amenable to surgery")'),
        ("Dialysis for any reason other than gout",
         'all(procedure dialysis; other "for any reason other than gout")'),
        ("Heart failure of NYHA class III", "NYHA = 3 of heart failure"),
        ("Stage IV melanoma or hepatitis", "any(disease stage = 4 of melanoma; condition hepatitis)"),
        ("Gout, endometriosis stage III or psoriasis",
         "any(condition gout; all(condition endometriosis; disease stage = 3); condition psoriasis)"),
        ("Brain tumor of WHO grade I or II", "tumor grade in [1, 2] of brain tumor"),
        ("Immunodeficiency (congenital or acquired)", "condition immunodeficiency"),
        ("Asthma (severe)", 'all(condition asthma; other "severe")'),
        ("Macular hole in the study eye", "condition macular hole"),
    ],
)  # fmt: skip
def test_causes_grades_sorts_and_sides(words: str, notation: str) -> None:
    assert rule("Exclusion", words) == notation


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Medication known to affect hair (e.g. lithium, metformin)",
         'any(all(therapy medication; other "affect hair"); drug lithium; drug metformin)'),
        ("Stroke or eye diseases affecting vision (e.g. cataract)",
         'any(condition stroke; all(condition eye disease; other "affecting vision"); condition cataract)'),
    ],
)  # fmt: skip
def test_examples_of_a_class_that_words_limit(words: str, notation: str) -> None:
    assert rule("Exclusion", words) == notation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Inclusion: Age >= 12 years (or body weight >= 40 kg)", "any(age >= 12 a; body weight >= 40 kg)"),
        ("Inclusion: gout (or stroke) and age > 40 years", "all(any(condition gout; condition stroke); age > 40 a)"),
        (
            "Inclusion: ALT and AST <= 2.5 x ULN (or GGT <= 5 x ULN)",
            "any(all(ALT <= 2.5 x ULN; AST <= 2.5 x ULN); GGT <= 5 x ULN)",
        ),
        ("Inclusion: No gout (or stroke)", "all(not(condition gout); not(condition stroke))"),
        ("Exclusion: gout (or on dialysis)", "any(condition gout; procedure dialysis)"),
        ("Inclusion: gout (and BMI > 30 kg/m2)", "all(condition gout; BMI > 30 kg/m2)"),
        ("Exclusion: prednisone > 10 mg/day (or equivalent)", "drug prednisone dose > 10 mg/d"),
    ],
)
def test_an_or_in_brackets_is_another_way(text: str, expected: str) -> None:
    (criterion,) = trialrules.extract(text).criteria
    assert str(criterion.rule) == expected


@pytest.mark.parametrize(
    ("words", "expected", "coverage"),
    [
        ("Unable to eat, e.g. due to stroke or gout", 'other "Unable to eat, e.g. due to stroke or gout"', "full"),
        ("Non-compliance (e.g. caused by dementia)", None, "full"),
        ("Anemia, e.g. due to thalassemia or gout", None, "partial"),
        ("Anemia due to thalassemia or gout", None, None),
        ("Anemia, e.g. due to bleeding within 4 weeks", None, "partial"),
    ],
)
def test_a_cause_named_as_an_example_is_asked_of_nobody(words: str, expected: str | None, coverage: str | None) -> None:
    (criterion,) = trialrules.extract(f"Exclusion: {words}").criteria
    assert expected in (None, str(criterion.rule))
    assert coverage in (None, criterion.coverage)


def test_how_an_allergy_showed_excludes_nobody_by_itself() -> None:
    words = "Exclusion Criteria:\n- Intolerance to metformin (diarrhea or nausea)"
    (criterion,) = trialrules.extract(words).criteria
    assert str(criterion.rule) == (
        "all(condition intolerance to drug:metformin; any(condition diarrhea; condition nausea))"
    )
