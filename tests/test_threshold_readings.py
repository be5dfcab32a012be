"""Thresholds in the notations that trials use: what a bound is a bound of, and what is no bound at all."""

import pytest
import trialrules
from leaves import walk
from readings import read_plainly

EITHER_SIDE = [
    ("MAP < 65 or > 110 mmHg", ["mean arterial pressure < 65 mm[Hg]", "mean arterial pressure > 110 mm[Hg]"]),
    ("Potassium < 3.0 or > 6.0 mmol/L", ["potassium < 3.0 mmol/L", "potassium > 6.0 mmol/L"]),
    ("Age < 21 or > 70 years", ["age < 21 a", "age > 70 a"]),
    ("BMI less than 17 or greater than 35 kg/m2", ["BMI < 17 kg/m2", "BMI > 35 kg/m2"]),
    ("BMI ≥ 40 kg/m2 or < 18", ["BMI >= 40 kg/m2", "BMI < 18 kg/m2"]),
    ("Respiratory rate outside 10-30 per minute", ["respiratory rate < 10 /min", "respiratory rate > 30 /min"]),
    ("Sodium outside the laboratory's normal range (135-145 mmol/L)", ["sodium < 135 mmol/L", "sodium > 145 mmol/L"]),
    ("At most 14 drinks a week for men, 7 for women", ["alcohol intake <= 14 /wk", "alcohol intake <= 7 /wk"]),
    ("Uric acid 5 mg/dL (if female) or more than 6 mg/dL (if male)", ["uric acid > 5 mg/dL", "uric acid > 6 mg/dL"]),
    ("At least 2 falls or at least 1 collapse", ["falls >= 2", "collapse >= 1"]),
    ("Pregnancy between 24 and 33+6 weeks", ["gestational age in [168, 237] d"]),
    ("Pregnancy of 6+0 to 9+6 weeks", ["gestational age in [42, 69] d"]),
    ("Gleason 4+3 and PSA > 10 ng/mL", ["Gleason score = 7", "PSA > 10 ng/mL"]),
    ("SOFA score ≥ 2 points above baseline", ["SOFA increase >= 2"]),
    ("Creatinine > 0.3 mg/dL above baseline", ["creatinine increase > 0.3 mg/dL"]),
    ("ALT > 3 x baseline", ["ALT > 3 x baseline"]),
    ("Onset before 18 years of age", ["age at onset < 18 a"]),
    ("Diagnosed after 30 years of age", ["age at diagnosis > 30 a"]),
    ("Age at menopause < 40 years", ["age at menopause < 40 a"]),
    ("Age at first birth > 30 years", ["age at first birth > 30 a"]),
    ("Age at screening > 30 years", ["age > 30 a"]),
    ("≥ 15 headache days per month, of which at least 8 are migraine days",
     ["headache days >= 15 /mo", "migraine days >= 8 /mo"]),
    ("Age 18-65 years and at least 1-year history of gout", ["age in [18, 65] a"]),
    ("Neck pain, NPRS ≥ 4", ["pain NRS >= 4"]),
    ("At visits 2 and 3", []),
    ("Asthma, 6-17 years, FEV1 > 60%", ["age in [6, 17] a", "FEV1 > 60 %"]),
    ("Severe pneumonia, 2-59 months", ["age in [2, 59] mo"]),
    ("Back pain, 3-12 months", []),
    ("Alcohol use disorder, at least 4 heavy drinking days a month", ["heavy drinking days >= 4 /mo"]),
    ("Capable of walking 50 m", ["walking distance >= 50 m"]),
    ("Sodium within the normal range (135-145 mmol/L)", ["sodium in [135, 145] mmol/L"]),
    ("Serum sodium (normal range 135-145 mmol/L)", ["sodium in [135, 145] mmol/L"]),
    ("Bilirubin normal or < 1.5 x ULN", ["bilirubin < 1.5 x ULN"]),
    ("LVEF < 40 % or a fall of more than 10 % from baseline", ["LVEF < 40 %", "fall > 10 % x baseline"]),
    ("More than 2 falls in the last year", ["falls > 2 [<= 1 a before now]"]),
    ("AST within normal limits, or no more than 2 times the upper limit of normal", ["AST <= 2 x ULN"]),
    ("ALP <= 2.5 x ULN or within normal limits", ["ALP <= 2.5 x ULN"]),
    (
        "BP < 80/50 or > 170/105 mmHg",
        [
            "systolic blood pressure < 80 mm[Hg]", "diastolic blood pressure < 50 mm[Hg]",
            "systolic blood pressure > 170 mm[Hg]", "diastolic blood pressure > 105 mm[Hg]",
        ],
    ),
    ("BP > 155 (systolic) or > 95 mmHg (diastolic)",
     ["systolic blood pressure > 155 mm[Hg]", "diastolic blood pressure > 95 mm[Hg]"]),
    ("Seated BP > 155 mmHg systolic or > 95 mmHg diastolic",
     ["systolic blood pressure > 155 mm[Hg]", "diastolic blood pressure > 95 mm[Hg]"]),
    ("Blood pressure (systolic/diastolic) > 155/95 mmHg",
     ["systolic blood pressure > 155 mm[Hg]", "diastolic blood pressure > 95 mm[Hg]"]),
    ("Child-Pugh > 7 or MELD > 14", ["Child-Pugh score > 7", "MELD > 14"]),
    ("HAM-D ≥ 20, with item 1 ≥ 2", ["HAM-D >= 20"]),
    ("PANSS 70-110, with P3 ≥ 4", ["PANSS in [70, 110]", "p3 >= 4"]),
    ("PHQ-9 item 9 ≥ 1", ["PHQ-9 item 9 >= 1"]),
    ("MADRS ≥ 24 and MADRS item 10 score < 4", ["MADRS >= 24", "MADRS item 10 < 4"]),
    ("Suicidal ideation on C-SSRS items 4 or 5", ["C-SSRS in [4, 5]"]),
    ("Child-Pugh B or C, or ALT > 3 x ULN", ["Child-Pugh in [2, 3]", "ALT > 3 x ULN"]),
    ("Valve area < 1.5 cm2 or mean gradient > 40 mmHg",
     ["aortic valve area < 1.5 cm2", "mean gradient > 40 mm[Hg]"]),
    ("Weight loss of more than 4 kg, or more than 6% of body weight", ["weight loss > 4 kg", "weight loss > 6 %"]),
    (
        "Sitting BP outside 100-150 systolic or 55-95 diastolic",
        [
            "systolic blood pressure < 100 ?", "systolic blood pressure > 150 ?",
            "diastolic blood pressure < 55 ?", "diastolic blood pressure > 95 ?",
        ],
    ),
]  # fmt: skip
SIGNS = [
    ("RASS -3 to +2", ["RASS in [-3, 2]"]),
    ("RASS of -4 to -2", ["RASS in [-4, -2]"]),
    ("Spherical equivalent -0.75 D to -5.00 D", ["spherical equivalent in [-5.0, -0.75] [diop]"]),
    ("T-score between -1.5 and -3.0", ["T-score in [-3.0, -1.5]"]),
    ("Aged 20 -60 years", ["age in [20, 60] a"]),
]
TWO_UNITS = [
    ("Aged 9 months to 4 years", ["age in [9, 48] mo"]),
    ("Aged 2 months-15 years", ["age in [2, 180] mo"]),
    ("Infants 8 weeks to 10 months old", ["age >= 8 wk", "age <= 10 mo"]),
    ("22+0 to 31+4 weeks of gestation", ["gestational age in [154, 221] d"]),
    ("24 to 34 gestational weeks", ["gestational age in [24, 34] wk"]),
    ("gestational age of 36 weeks 5 days", ["gestational age = 257 d"]),
    ("Within the first 72 hours of life", ["age <= 72 h"]),
    ("older than 6 months and younger than 80 years", ["age > 6 mo", "age < 80 a"]),
]
IN_A_ROW = [
    ("ECOG = 0 or 1", ["ECOG in [0, 1]"]),
    ("ECOG = 0, 1 or 2", ["ECOG in [0, 2]"]),
    ("ECOG 2, 1 or 0", ["ECOG in [0, 2]"]),
    ("NYHA class = III or IV", ["NYHA in [3, 4]"]),
    ("EDSS = 3, 2 relapses", ["EDSS = 3", "relapses = 2"]),
]
OWN_MEASURE = [
    (
        "mPAP ≥ 20 mmHg, PAWP ≤ 15 mmHg and PVR > 2 Wood units",
        [
            "mean pulmonary artery pressure >= 20 mm[Hg]", "pulmonary capillary wedge pressure <= 15 mm[Hg]",
            "pulmonary vascular resistance > 2 [wood'U]",
        ],
    ),
    ("PHQ-9 ≥ 10 and Zebra score < 4", ["PHQ-9 >= 10", "zebra score < 4"]),
    ("ISI ≥ 11 for ≥ 4 nights per week", ["ISI >= 11", "nights >= 4 /wk"]),
    ("SLEDAI ≥ 8 and positive ANA (titer ≥ 1:160)", ["SLEDAI >= 8", "ANA titer >= 160"]),
    ("≥ 3 moderate or ≥ 2 severe exacerbations", ["moderate exacerbations >= 3", "severe exacerbations >= 2"]),
    ("Adults (≥ 21)", ["age >= 21 a"]),
    ("vitamin D deficiency (< 30 ng/mL)", ["vitamin D level < 30 ng/mL"]),
    ("PaO2:FiO2 < 250", ["PaO2/FiO2 < 250"]),
    ("Lithium level > 1.5 mmol/L", ["lithium level > 1.5 mmol/L"]),
    ("K > 6 mmol/L", ["potassium > 6 mmol/L"]),
    ("24-hour urine protein > 2 g", ["proteinuria > 2 g/d"]),
    ("Testosterone < 50 ng/dL or < 1.7 nmol/L", ["testosterone < 50 ng/dL"]),
    ("Testosterone < 50 ng/dL or > 10 nmol/L", ["testosterone < 50 ng/dL", "testosterone > 10 nmol/L"]),
    ("QTc > 450 ms (men) or > 470 ms (women)", ["QTc > 450 ms", "QTc > 470 ms"]),
]  # fmt: skip
TYPED = [
    ("Platelets ≥ 100.000/mm3", ["platelet count >= 100000 /mm3"]),
    ("WBC 3.000-10.000/µl", ["white blood cell count in [3000, 10000] /uL"]),
    ("Creatinine < 1.234 mg/dL", ["creatinine < 1.234 mg/dL"]),
    ("ANC ≥ 1.5x10(9)/L", ["neutrophil count >= 1.5 10*9/L"]),
    ("ANC ≥ 1500/mcL", ["neutrophil count >= 1500 /uL"]),
    ("HBV DNA < 2×10^3 IU/mL", ["HBV DNA < 2000 [IU]/mL"]),
    ("HBV DNA > 10^5 IU/mL", ["HBV DNA > 100000 [IU]/mL"]),
    ("NT-proBNP > 1 000 ng/L", ["NT-proBNP > 1000 ng/L"]),
    ("Twenty-one years or older", ["age >= 21 a"]),
    ("Age between eighteen and sixty five years", ["age in [18, 65] a"]),
    ("Age from 18 up to and including 65 years", ["age in [18, 65] a"]),
    ("BMI of 25 +/- 3", ["BMI = 25 ?"]),
    ("FEV1 ≥ 50% pred", ["FEV1 >= 50 % x predicted"]),
]
SAID_TWICE = [
    ("Serum urate ≥ 7.0 mg/dL (≥ 0.42 mmol/L)", ["uric acid >= 7.0 mg/dL"]),
    ("FPG > 240 mg/dL (13.3 mmol/L)", ["fasting glucose > 240 mg/dL"]),
    ("HbA1c 7-11% (53-97 mmol/mol)", ["HbA1c in [7, 11] %"]),
    ("Child-Pugh class B (7-9 points)", ["Child-Pugh = 2"]),
    ("MMSE ≥ 21/30", ["MMSE >= 21"]),
    ("MMSE between 10 and 24 / 30", ["MMSE in [10, 24]"]),
    ("proteinuria ≥ 2+ or > 1 g/24 h", ["dipstick proteinuria >= 2", "proteinuria > 1 g/d"]),
    ("dipstick proteinuria > 1+", ["dipstick proteinuria > 1"]),
    ("LVEF by MRI < 40 %", ["LVEF < 40 %"]),
    ("home oxygen > 15 h/day", ["home oxygen > 15 h/d"]),
    ("alopecia of grade VI", ["grade = 6 of alopecia"]),
    ("Child-Pugh A or B7", []),
    ("Pain VAS 5/10 or higher", ["pain VAS >= 5"]),
    ("VAS > 40/100 mm", ["VAS > 40 mm"]),
    ("≥ 4 swollen joints (of 66)", ["swollen joint count >= 4"]),
    ("UAS7 score (range 0-42) ≥ 16", ["UAS7 >= 16"]),
    ("SLE with ≥ 4 of 11 ACR criteria", []),
]
DATES = ["treated between 2003 and 2019", "Admitted from 2011 to 2018", "the 2010 ACR/EULAR criteria", "until 2020"]
CLASSES = [
    ("Grade 1-2 follicular lymphoma", ["tumor grade in [1, 2] of follicular lymphoma"]),
    ("Grade II/III esophageal varices", ["grade in [2, 3] of esophageal varices"]),
    ("Mitral regurgitation grade ≥ 3+", ["grade >= 3 of mitral regurgitation"]),
    ("Grade ≥ 3 diarrhea", ["CTCAE grade >= 3 of diarrhea"]),
    ("CKD stage 3a-4", ["CKD stage in [3, 4]"]),
    ("Stage Ib1-IIb", ["disease stage in [1, 2]"]),
    ("Gleason score 4+3", ["Gleason score = 7"]),
    ("ASA Ⅱ-Ⅲ", ["ASA in [2, 3]"]),
    ("NYHA class Ⅲ or Ⅳ", ["NYHA in [3, 4]"]),
    ("cirrhosis > Child-Pugh A", ["Child-Pugh > 1"]),
    ("severe liver disease (Child B or C)", ["Child-Pugh in [2, 3]"]),
    ("a child of 2 or 3", []),
    ("aged 18 - 65 + gout", ["age in [18, 65] a"]),
    ("aged 65 + years", ["age >= 65 a"]),
]

MAGNITUDES = [
    ("WBC < 3.000/mm3 or platelets < 80.000/µL", ["white blood cell count < 3000 /mm3", "platelet count < 80000 /uL"]),
    ("platelets < 1.200 x 10^9/L", ["platelet count < 1.2 10*9/L"]),
    ("HBV DNA > 10^5 copies/mL", ["HBV DNA > 100000"]),
    ("HBV DNA > 3 x 10^4 IU/mL", ["HBV DNA > 30000 [IU]/mL"]),
    ("temperature ≥ 38.2 C", ["body temperature >= 38.2 Cel"]),
    ("temperature ≥ 101F", ["body temperature >= 101 [degF]"]),
    ("BMI ≥ 28 (kg/m2)", ["BMI >= 28 kg/m2"]),
    ("NT-proBNP at Visit 2 > 500 pg/mL", ["NT-proBNP > 500 pg/mL"]),
    ("ALT > 3 times the maximum normal level", ["ALT > 3 x ULN"]),
    ("AST activity > 2.5 x the upper normal", ["AST > 2.5 x ULN"]),
    ("PHQ-9 ≥ 12 on Day 1", ["PHQ-9 >= 12"]),
    ("Hepatitis C", []),
]


def thresholds(words: str, kind: str) -> list[str]:
    """The notations of all thresholds read, without what they convert to."""
    (criterion,) = trialrules.extract(f"{kind} criteria:\n- {words}").criteria
    return [str(x).split(" {")[0] for x in walk(criterion.rule) if getattr(x, "op", "") == "threshold"]


AGES = [
    ("40 and over", ["age >= 40 a"]),
    ("Adults (21-60 y)", ["age in [21, 60] a"]),
    ("Karnofsky ≥ 60, Lansky ≥ 60 in patients < 16 years", ["Karnofsky >= 60", "Lansky >= 60", "age < 16 a"]),
    ("diagnosed with asthma before the age of 12", ["age at diagnosis < 12 a"]),
    ("Pregnant (> 24 weeks)", ["gestational age > 24 wk"]),
    ("patients > 2 years after transplantation", []),
    ("30 and over-the-counter drugs", []),
]
DIRECTIONS = [
    ("ECOG 1 or better", ["ECOG <= 1"]),
    ("NYHA class worse than II", ["NYHA > 2"]),
    ("Karnofsky 80 or better", ["Karnofsky >= 80"]),
    ("Visual acuity worse than 20/50", ["visual acuity < 0.4"]),
    ("BCVA of 6/12 or better", ["visual acuity >= 0.5"]),
    ("BCVA 0.5 logMAR or worse", ["visual acuity >= 0.5"]),
    ("BCVA 73 to 34 letters (Snellen equivalent 20/40 to 20/200)", ["visual acuity in [34, 73]"]),
    ("BP 6/12", ["systolic blood pressure = 6 ?", "diastolic blood pressure = 12 ?"]),
]
SHARED = [
    ("FEV1 < 60% or DLCO < 50% of predicted", ["FEV1 < 60 % x predicted", "DLCO < 50 % x predicted"]),
    ("FEV1 (% predicted) < 70", ["FEV1 < 70 % x predicted"]),
    ("FEV1/FVC < 70% and FEV1 < 80% pred", ["FEV1/FVC < 70 %", "FEV1 < 80 % x predicted"]),
    ("≥ 8 tender joints and ≥ 4 swollen joints", ["tender joint count >= 8", "swollen joint count >= 4"]),
    ("potassium > 5.0 mmol/L at screening or > 5.5 mmol/L", ["potassium > 5.0 mmol/L", "potassium > 5.5 mmol/L"]),
    ("SES-CD of 7 or more, or of 4 or more in ileal disease", ["SES-CD >= 7", "SES-CD >= 4"]),
    ("DLCO (corrected for Hb) < 40% predicted", ["DLCO < 40 % x predicted"]),
    ("Hemoglobin (g/dL) < 8.5", ["hemoglobin < 8.5 g/dL"]),
    ("ALT ........ > 3 x ULN", ["ALT > 3 x ULN"]),
    ("≥ 2 measurable lesions ≥ 12 mm", ["measurable lesions >= 2", "lesion diameter >= 12 mm"]),
]
CATEGORIES = [
    ("cT2-3 N0 disease", ["T category in [2, 3]", "N category = 0"]),
    ("Stage T1c prostate cancer", ["T category = 1 of prostate cancer"]),
    ("≥ 6 T2 lesions and free T4 > 2 ng/dL", ["T2 lesions >= 6", "free T4 > 2 ng/dL"]),
    ("T1 hypointense lesions, C3-C4 injury, T2 diabetes", []),
    ("Fibrosis stage F2-F3", ["fibrosis stage in [2, 3]"]),
    ("Child-Pugh class B or worse", ["Child-Pugh >= 2"]),
    ("NYHA class II, III or ambulatory IV", ["NYHA in [2, 3]", "NYHA = 4"]),
]
COUNTED = [
    (
        "≥ 3 relapses, of which at least one in the last 6 months",
        ["relapses >= 3", "relapses >= 1 [<= 6 mo before now]"],
    ),
    ("more than 2 antiepileptic drugs", ["antiepileptic drugs > 2"]),
    ("at least 4 tender joints (68 assessed)", ["tender joint count >= 4"]),
    ("Dose > 15 mg/day of prednisone", []),
    ("at least one of the following", []),
]
CHANGES = [
    ("MADRS improved by more than 25%", ["MADRS improved > 25 %"]),
    ("EDSS increase ≥ 1", ["EDSS increase >= 1"]),
    ("BMI above the 95th percentile", ["BMI percentile > 95"]),
    ("birth weight < 10th percentile", ["birth weight percentile < 10"]),
    ("weight loss > 5%", ["weight loss > 5 %"]),
]
UNITS_SHARED = [
    ("fewer than 1,500 neutrophils/mm3", ["neutrophil count < 1500 /mm3"]),
    ("at least 200 CD4+ cells per microliter", ["CD4 count >= 200 /uL"]),
    (
        "SBP 140-180 and/or DBP 90-110 mmHg",
        ["systolic blood pressure in [140, 180] mm[Hg]", "diastolic blood pressure in [90, 110] mm[Hg]"],
    ),
    ("systolic/diastolic BP > 170/100", ["systolic blood pressure > 170 ?", "diastolic blood pressure > 100 ?"]),
    (
        "BP 140-159/90-99 mmHg",
        ["systolic blood pressure in [140, 159] mm[Hg]", "diastolic blood pressure in [90, 99] mm[Hg]"],
    ),
    ("ANA ≥ 1:320", ["ANA titer >= 320"]),
    ("C4 below the normal range", ["complement C4 < 1 x LLN"]),
    ("vitamin D < 20 ng/mL", ["vitamin D level < 20 ng/mL"]),
    ("vitamin D 2000 IU daily", []),
    ("creatinine > 2 mg/dL", ["creatinine > 2 mg/dL"]),
    ("Daily alcohol intake > 30 g", ["alcohol intake > 30 g/d"]),
]
ALSO = [
    ("Singleton pregnancy at 35 0/7 weeks or more", ["gestational age >= 245 d"]),
    ("pregnancy of less than 14 weeks", ["gestational age < 14 wk"]),
    ("6-48 months", ["age in [6, 48] mo"]),
    ("Have less than 5 years of music training", []),
    ("At least 2 years of experience", []),
    ("Patients ≥ 18 who smoke", ["age >= 18 a"]),
    ("Subjects ≥ 20 teeth", ["teeth >= 20"]),
    ("score ≥ 4 on two PANSS items", ["score >= 4"]),
    ("pain ≥ 30 mm on the 100-mm VAS", ["pain score >= 30 mm"]),
    ("NRS ≥ 4 (0-10)", ["NRS >= 4"]),
    ("more than 21 units of alcohol a week (1 unit = 8 g)", ["alcohol intake > 21 /wk"]),
    (
        "> 21 units of alcohol per week (men) or > 14 units (women)",
        ["alcohol intake > 21 /wk", "alcohol intake > 14 /wk"],
    ),
    ("BMI = 19-28", ["BMI in [19, 28] ?"]),
    ("No prior EGFR TKI, at least one measurable lesion", ["measurable lesions >= 1"]),
    ("≤ 3 bowel movements/week or > 3/day", ["bowel movements <= 3 /wk", "bowel movements > 3 /d"]),
    ("≥ 2 exacerbations or ≥ 1 leading to hospitalization", ["exacerbations >= 2", "exacerbations >= 1"]),
    ("Aged 12-20 years, with a training of at least 3 years", ["age in [12, 20] a"]),
    ("At least one lesion ≥ 1.5 cm", ["lesions >= 1", "lesion diameter >= 1.5 cm"]),
    ("Child-Pugh score A or B", ["Child-Pugh in [1, 2]"]),
    ("Performance status: ECOG 0-1", ["ECOG in [0, 1]"]),
    ("for liver metastases ALT and AST ≤ 5 x ULN", ["ALT <= 5 x ULN", "AST <= 5 x ULN"]),
]
FREQUENCIES = [
    ("Triptans or opioids on 10 or more days per month", ["triptan days >= 10 /mo", "opioid days >= 10 /mo"]),
    ("Headache present on ≥ 15 days/month", ["headache days >= 15 /mo"]),
    ("CPAP for more than 4 hours per day", ["continuous positive airway pressure > 4 h/d"]),
    ("Lithium once daily for more than 3 days", []),
    ("More than one episode of severe hypoglycemia", ["severe hypoglycemia episodes > 1"]),
    ("Smokes more than 5 cigarettes or equivalent per day", ["cigarettes > 5 /d"]),
]
LIMITS = [
    ("ALT within 1.5 x ULN", ["ALT <= 1.5 x ULN"]),
    ("FVC of 65% or more of the predicted value", ["FVC >= 65 % x predicted"]),
    ("Lesion of at least 2 cm by MRI or at least 1 cm by CT", ["lesion diameter >= 2 cm", "lesion diameter >= 1 cm"]),
    ("At least 6 tender and 6 swollen joints", ["tender joint count >= 6", "swollen joint count >= 6"]),
    ("FibroScan and CAP ≥ 280 dB/m", ["controlled attenuation parameter >= 280 dB/m"]),
    ("Stable regimen and CD4 count > 200 /uL", ["CD4 count > 200 /uL"]),
    ("Stage II or III (AJCC 8th edition)", ["disease stage in [2, 3]"]),
    ("Term newborns (≥ 37 weeks)", ["gestational age >= 37 wk"]),
    ("Preterm infants born before 32 weeks", ["gestational age < 32 wk"]),
    ("Newborns older than 3 weeks", ["age > 3 wk"]),
    ("Treated with lithium, trough 5-12 ng/mL", ["lithium plasma concentration in [5, 12] ng/mL"]),
    ("≤ 4 lesions, none larger than 3 cm", ["lesions <= 4"]),
    ("Presence of at least one 2-walled defect", []),
    ("Most recent HbA1c (within 3 months) < 8%", ["HbA1c < 8 % [<= 3 mo before now]"]),
    ("Age (at least 18 years) and BMI < 40 kg/m2", ["age >= 18 a", "BMI < 40 kg/m2"]),
    ("25-75 lesions, IGA 3 or 4", ["lesions in [25, 75]", "IGA in [3, 4]"]),
    ("Grade A/B, ≥ 4 sites", ["sites >= 4"]),
    ("3 or more IOP-lowering drugs", ["iop-lowering drugs >= 3"]),
    ("ACR functional class I-III", ["acr functional class in [1, 3]"]),
]
MULTIPLES = [
    ("ALT > 3 x baseline", ["ALT > 3 x baseline"]),
    ("creatinine > 1.5 times the baseline value", ["creatinine > 1.5 x baseline"]),
    ("AST > 3N or ALP > 2 x N", ["AST > 3 x ULN", "ALP > 2 x ULN"]),
    ("ALT > twice normal", ["ALT > 2 x ULN"]),
    ("bilirubin > the ULN for the local laboratory", ["bilirubin > 1 x ULN"]),
    ("Liver function: bilirubin within 1.5 x ULN", ["bilirubin <= 1.5 x ULN"]),
    ("symptoms within 2 weeks and ALT = 3 x ULN", ["ALT = 3 x ULN"]),
    ("platelets < 100k", ["platelet count < 100000 ?"]),
    ("platelets < 100 K/uL", ["platelet count < 100 10*3/uL"]),
]
OTHER_MEASURES = [
    ("AST/ALT ratio > 2", ["AST/ALT ratio > 2"]),
    ("ratio of AST to ALT > 2", ["AST/ALT ratio > 2"]),
    ("LDL/HDL ratio > 3", ["ldl/hdl ratio > 3"]),
    ("BMI z-score > 1", ["BMI z-score > 1"]),
    ("WOMAC pain 4-9 on NRS, BMI < 40", ["WOMAC pain in [4, 9]", "BMI < 40 ?"]),
    ("pain of 4 or more on a VAS, age 18-65", ["pain VAS >= 4", "age in [18, 65] a"]),
    ("score on MMSE and MoCA < 24", ["MMSE < 24", "MoCA < 24"]),
    ("Total and direct bilirubin > 2 mg/dL", ["bilirubin > 2 mg/dL", "direct bilirubin > 2 mg/dL"]),
    ("PVR > 3 Wood units", ["pulmonary vascular resistance > 3 [wood'U]"]),
    ("PVR > 150 mL", ["pvr > 150 mL"]),
    ("smoking history > 10 pack-years", ["pack-years > 10"]),
    ("ECOG = 0,1", ["ECOG in [0, 1]"]),
    ("EDSS = 5,5", ["EDSS = 5.5"]),
    ("caffeine intake > 600 mg/day (about 6 cups of coffee)", ["caffeine intake > 600 mg/d"]),
    (
        "BP > 140/90 or HR > 100",
        ["systolic blood pressure > 140 ?", "diastolic blood pressure > 90 ?", "heart rate > 100 ?"],
    ),
    (
        "at least 2 relapses in the past 2 years or 3 in the past 3 years",
        ["relapses >= 2 [<= 2 a before now]", "relapses >= 3 [<= 3 a before now]"],
    ),
    ("pulse ox > 94% on RA", ["oxygen saturation > 94 %"]),
    (
        "BP outside 90-140/50-90 mmHg",
        [
            f"{which} blood pressure {side} mm[Hg]"
            for which, sides in (("systolic", ("< 90", "> 140")), ("diastolic", ("< 50", "> 90")))
            for side in sides
        ],
    ),
]
PEOPLE = [
    ("18 ≤ BMI < 30", ["BMI in [18, 30) ?"]),
    ("20 ≤ age ≤ 75", ["age in [20, 75] a"]),
    ("Children 2-12", ["age in [2, 12] a"]),
    ("Volunteers between 18 and 45", ["age in [18, 45] a"]),
    ("Women with children < 3", []),
    ("have psoriasis, are 18 or over", ["age >= 18 a"]),
    ("you are under 18 or over 75", ["age < 18 a", "age > 75 a"]),
    ("you are more than 12 weeks pregnant", ["gestational age > 12 wk"]),
    ("Platelets are 100 or more", ["platelet count >= 100 ?"]),
    ("Preterm infants < 32 weeks", ["gestational age < 32 wk"]),
]

READINGS = (
    EITHER_SIDE
    + SIGNS
    + TWO_UNITS
    + IN_A_ROW
    + OWN_MEASURE
    + TYPED
    + SAID_TWICE
    + CLASSES
    + MAGNITUDES
    + AGES
    + DIRECTIONS
    + SHARED
    + CATEGORIES
    + COUNTED
    + CHANGES
    + UNITS_SHARED
    + ALSO
    + FREQUENCIES
    + LIMITS
    + MULTIPLES
    + OTHER_MEASURES
    + PEOPLE
)


@pytest.mark.parametrize(("words", "expected"), READINGS)
def test_reading(words: str, expected: list[str]) -> None:
    """Every bound with its own measure and unit, in an exclusion as in an inclusion."""
    assert thresholds(words, "Exclusion") == expected
    assert thresholds(words, "Inclusion") == expected


@pytest.mark.parametrize("words", DATES)
def test_calendar_years_are_no_values(words: str) -> None:
    """A year bounds nothing that a patient's record measures."""
    assert thresholds(words, "Inclusion") == []


def test_outside_a_range_is_either_side_of_it() -> None:
    """Also where it is required."""
    rule = trialrules.extract("Inclusion: heart rate outside 50-100 bpm").criteria[0].rule
    assert str(rule) == "any(heart rate < 50 /min; heart rate > 100 /min)"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Kellgren-Lawrence grade 0-1 or 4", "any(Kellgren-Lawrence grade in [0, 1]; Kellgren-Lawrence grade = 4)"),
        ("ECOG 0, 1 or 2", "ECOG in [0, 2]"),
        ("Child-Pugh A or C", "any(Child-Pugh = 1; Child-Pugh = 3)"),
        ("ASA I/II or IV", "any(ASA in [1, 2]; ASA = 4)"),
        ("ECOG between 0 and 2", "ECOG in [0, 2]"),
        ("grade 1 or 4 rash", "any(CTCAE grade = 1 of rash; CTCAE grade = 4 of rash)"),
    ],
)
def test_a_row_of_values_with_a_hole_is_no_single_range(words: str, expected: str) -> None:
    """What is left out of the row is not meant."""
    assert str(trialrules.extract(f"Exclusion: {words}").criteria[0].rule) == expected


def test_the_age_of_a_thing_is_nobodys_age() -> None:
    """Of a stroke at "65 years old" it is somebody's."""
    assert thresholds("Wounds > 24 h old", "Exclusion") == []
    assert thresholds("Stroke, >= 65 years old", "Inclusion") == ["age >= 65 a"]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Normal haemoglobin (≥ 12 g/dL)", "hemoglobin >= 12 g/dL"),
        ("Normal left ventricular function (LVEF > 50 %)", "LVEF > 50 %"),
        ("Potassium within normal limits (3.5-5.0 mmol/L)", "potassium in [3.5, 5.0] mmol/L"),
        ("Bilirubin normal or <= 1.5 x ULN", "bilirubin <= 1.5 x ULN"),
        ("Bilirubin <= 1.5 x ULN (unless Gilbert's)", "any(bilirubin <= 1.5 x ULN; condition gilbert's syndrome)"),
        ("Body weight of at least 40 kg if aged 12 to 17 years", "any(not(age in [12, 17] a); body weight >= 40 kg)"),
    ],
)
def test_what_a_value_is_said_of(words: str, rule: str) -> None:
    (criterion,) = trialrules.extract(f"Inclusion: {words}").criteria
    assert (str(criterion.rule), criterion.coverage) == (rule, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (
            "Normal sinus rhythm (heart rate 60-100 bpm)",
            "all(condition normal sinus rhythm; heart rate in [60, 100] /min)",
        ),
        ("Normal renal function, haemoglobin > 10 g/dL", 'all(other "Normal renal"; hemoglobin > 10 g/dL)'),
        ("ALT > 3 x ULN or normal", 'any(ALT > 3 x ULN; other "normal")'),
    ],
)
def test_what_is_normal_beside_another_value_stays(words: str, rule: str) -> None:
    assert str(trialrules.extract(f"Inclusion: {words}").criteria[0].rule) == rule


def test_a_value_said_twice_leaves_nothing_unread() -> None:
    """The bracket belongs to the threshold."""
    criterion = trialrules.extract("Exclusion: FPG > 240 mg/dL (13.3 mmol/L)").criteria[0]
    assert criterion.coverage == "full"


def test_a_point_that_parts_thousands_is_warned_of() -> None:
    """Where counts are meant, not elsewhere."""
    codes = [
        w.code for w in trialrules.extract("Inclusion: platelets ≥ 100.000/mm3, creatinine < 1.250 mg/dL").warnings
    ]
    assert codes == ["thousands_point"]


def test_the_heading_over_an_item_names_its_measure() -> None:
    """Only where it names nothing else, and where no other measure stands beside the value."""
    text = "Inclusion Criteria:\n\nAge:\n  - 21 and over\n\nLife expectancy:\n  - More than 6 months\n\n"
    text += "Renal:\n  - Creatinine no greater than 2 mg/dL\n  - More than 6 months since dialysis\n"
    items = trialrules.extract(text).criteria
    said = [str(x).split(" {")[0] for c in items for x in walk(c.rule) if x.op == "threshold"]
    assert said == ["age >= 21 a", "life expectancy > 6 mo", "creatinine <= 2 mg/dL"]


def test_a_thing_and_its_size_hold_together() -> None:
    """Among exclusions too: not everybody with an aneurysm is excluded."""
    rule = trialrules.extract("Exclusion: aneurysm > 5 cm").criteria[0].rule
    assert rule.op == "all"


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("Tumor ≤ 10 cm from the anal verge", "distance from anal verge"),
        ("Lesion > 5 mm away from the optic nerve", "distance from optic nerve"),
        ("Tumor ≤ 10 cm", "tumor size"),
        ("Tumor ≥ 5 mm from baseline", "tumor size"),
    ],
)
def test_a_length_from_a_place_is_no_size(words: str, measure: str) -> None:
    rule = trialrules.extract(f"Inclusion: {words}").criteria[0].rule
    assert [x.measure.name for x in walk(rule) if x.op == "threshold"] == [measure]


def test_two_ways_in_exempt_nobody() -> None:
    """Whoever is old enough is in, with or without a comorbidity."""
    rule = trialrules.extract("Inclusion: Age ≥ 75 years, or 18 to 74 years with diabetes").criteria[0].rule
    assert str(rule) == "any(age >= 75 a; all(condition diabetes mellitus; age in [18, 74] a))"


def test_counts_over_two_times_are_alternatives() -> None:
    """Each with its own window."""
    words = "Inclusion: at least 3 relapses in the last 24 months or at least 1 in the last 12 months"
    rule = trialrules.extract(words).criteria[0].rule
    assert str(rule) == "any(relapses >= 3 [<= 24 mo before now]; relapses >= 1 [<= 12 mo before now])"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Creatinine clearance (24-hour urine) >= 50 mL/min", "creatinine clearance >= 50 mL/min"),
        ("Creatinine clearance (by 24-h urine collection) >= 60 mL/min", "creatinine clearance >= 60 mL/min"),
    ],
)
def test_how_urine_was_collected_parts_no_measure_from_its_value(words: str, said: str) -> None:
    assert read_plainly("I", words)[0] == said
