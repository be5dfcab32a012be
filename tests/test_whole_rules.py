"""Whole criteria: every word is carried by a leaf, says nothing of its own, or is left unread."""

import pytest
import trialrules


def read(kind: str, words: str) -> tuple[str, str]:
    title = "Inclusion" if kind == "I" else "Exclusion"
    (criterion,) = trialrules.extract(f"{title} Criteria:\n\n* {words}\n").criteria
    return criterion.coverage, str(criterion.rule)


@pytest.mark.parametrize(
    ("kind", "words", "rule"),
    [
        # what was before
        ("E", "Earlier treatment with rituximab or ocrelizumab", "any(drug rituximab past; drug ocrelizumab past)"),
        ("I", "No earlier exposure to anti-PD-1 antibodies", "not(drug_class anti-pd-1 past)"),
        ("E", "Stroke at any earlier time", "condition stroke past"),
        ("E", "Chemotherapy 6 months earlier", "drug_class chemotherapy [<= 6 mo before now]"),
        ("E", "Schizophrenia (lifetime)", "condition schizophrenia past"),
        ("E", "Any suicide attempt in lifetime", "condition suicide attempt past"),
        ("E", "Asthma, now or in the past", "condition asthma"),
        # sooner, not longer
        ("E", "Relapse earlier than 6 months after transplantation", "condition relapse [< 6 mo after surgery]"),
        ("E", "Relapse no earlier than 6 months after transplantation", "condition relapse [>= 6 mo after surgery]"),
        ("E", "Surgery earlier than 4 weeks before randomization", "procedure surgery [> 4 wk before randomization]"),
        # onsets
        ("I", "Migraine with onset before age 50", "all(condition migraine; age at onset < 50 a)"),
        ("I", "Breast cancer with available tissue samples",
         'all(condition breast cancer; other "available tissue samples")'),
        ("E", "Symptomatic, untreated, or actively bleeding esophageal varices",
         "any(condition symptomatic esophageal varices; condition untreated esophageal varices; "
         "condition actively bleeding esophageal varices)"),
        ("E", "Surgery within 4 weeks, or anticipation of need for surgery",
         "any(procedure surgery [<= 4 wk before now]; procedure surgery planned)"),
        ("E", "Contraindication to MRI or gadolinium (e.g. pacemaker, severe claustrophobia, creatinine > 2 × ULN)",
         "any(condition contraindication to procedure:magnetic resonance imaging; "
         "condition contraindication to drug:gadolinium; procedure pacemaker; condition severe claustrophobia; "
         "creatinine > 2 x ULN)"),
        ("E", "Women who are pregnant or plan pregnancy within 6 months",
         "all(attribute sex = female; any(condition pregnancy; condition pregnancy planned [<= 6 mo after now]))"),
        ("E", "History of (non-infectious) pneumonitis", "condition non-infectious pneumonitis past"),
        ("E", "Allergy to study drug excipients", 'condition allergy to therapy:"study drug excipient"'),
        ("I", "A negative urine or serum pregnancy within 72 hours", "not(condition pregnancy [<= 72 h before now])"),
        ("E", "History of autoimmune disease that has required corticosteroids in the last 2 years",
         "all(condition autoimmune disease past; drug_class corticosteroid past [<= 2 a before now])"),
        ("I", "Aneurysm shown on MRA", "condition aneurysm"),
        # of two diseases a grade is of the one behind it, where a comma parts it from the other
        ("E", "Sepsis, grade 3 mucositis", "any(condition sepsis; CTCAE grade = 3 of mucositis)"),
        ("E", "Gout, NYHA class III-IV heart failure", "any(condition gout; NYHA in [3, 4] of heart failure)"),
        ("E", "Neuropathy, grade 3 or 4, or gout",
         "any(CTCAE grade in [3, 4] of peripheral neuropathy; condition gout)"),
        # a denial of some is none of the others
        ("I", "HbA1c <= 8 % for patients not on insulin and <= 9 % for patients on insulin",
         "any(all(not(drug_class insulin); HbA1c <= 8 %); all(drug_class insulin current; HbA1c <= 9 %))"),
        ("E", "Crohn's disease, onset before 6 years of age", "all(condition crohn's disease; age at onset < 6 a)"),
        ("I", "Onset of psoriasis at least 6 months before baseline", "condition psoriasis [>= 6 mo before baseline]"),
        ("I", "Stroke with onset < 6 hours before treatment", "condition stroke [< 6 h before first_dose]"),
        ("I", "Adult-onset asthma", "condition adult-onset asthma"),
        ("E", "Late-onset Pompe disease", "condition late-onset pompe disease"),
        ("I", "New-onset type 1 diabetes", 'all(other "New-onset"; condition type 1 diabetes)'),
        # circumstances of a value
        ("E", "Systolic blood pressure > 160 mmHg after 5 minutes of rest", "systolic blood pressure > 160 mm[Hg]"),
        ("E", "Heart rate < 50 bpm after resting for at least 10 min", "heart rate < 50 /min"),
        ("E", "Axillary, tympanic or oral temperature > 37.8 °C", "body temperature > 37.8 Cel"),
        ("I", "Bone marrow plasma cells ≥ 10% of nucleated cells", "plasma cells >= 10 %"),
        ("I", "Vital signs within the following ranges: heart rate 50-100 bpm", "heart rate in [50, 100] /min"),
        ("I", "Blood counts within these limits: WBC ≥ 3 x 10^9/L", "white blood cell count >= 3 10*9/L"),
        ("E", "Uveitis of grade 2+ or higher", "CTCAE grade >= 2 of uveitis"),
        # what an examination shows
        ("I", "Pneumonia on chest X-ray", "condition pneumonia"),
        ("I", "Pulmonary embolism by CT angiography", "condition pulmonary embolism"),
        ("E", "Mobitz II 2nd degree AV block", "condition mobitz type ii second degree atrioventricular block"),
        # who says so, whose it is, what is said twice
        ("E", "Judged by the treating oncologist to have a life expectancy < 3 months", "life expectancy < 3 mo"),
        ("E", "Severe anemia as judged by the surgeon", "condition severe anemia"),
        ("E", "Mother younger than 18 years", "maternal age < 18 a"),
        ("I", "Child-Pugh A (5-6 points)", "Child-Pugh = 1"),
        ("I", "Child-Pugh class B (score 7-9)", "Child-Pugh = 2"),
        ("I", "Metformin for 3 months, where applicable", "any(not(drug metformin); drug metformin for [>= 3 mo])"),
        # clauses behind a name, plans beside what was, definitions
        ("E", "Hypertension that is not adequately controlled", "condition uncontrolled hypertension"),
        ("I", "No asthma that is not controlled", "not(condition uncontrolled asthma)"),
        ("E", "Hypothyroidism that is treated", "condition hypothyroidism"),
        (
            "E",
            "Current smoker of 10 or more cigarettes a day, or a history of more than 20 pack-years",
            "any(all(attribute smoking status = smoker; cigarettes >= 10 /d); pack-years > 20)",
        ),
        (
            "E",
            "Anticipated need for surgery during the trial, or major surgery less than 4 weeks before",
            "any(procedure surgery planned; procedure major surgery [< 4 wk before now])",
        ),
        (
            "E",
            "Stroke or surgery within 6 months, or planned in the next 3 months",
            "any(condition stroke [<= 6 mo before now]; procedure surgery [<= 6 mo before now]; "
            "procedure surgery planned [<= 3 mo after now])",
        ),
        (
            "E",
            "Uncontrolled hypertension, meaning a diastolic blood pressure above 100 mmHg",
            "all(condition uncontrolled hypertension; diastolic blood pressure > 100 mm[Hg])",
        ),
        ("E", "Hemoglobin < 9 or ALT > 3 x ULN", "any(hemoglobin < 9 ?; ALT > 3 x ULN)"),
        ("E", "ALT > 3 times or ALP > 2 times ULN", "any(ALT > 3 x ULN; ALP > 2 x ULN)"),
        # for whom a limit holds
        ("I", "HbA1c ≤ 8% in diabetics", "any(not(condition diabetes mellitus); HbA1c <= 8 %)"),
        ("I", "INR ≤ 1.5 in patients not on anticoagulants", "any(drug_class anticoagulant current; INR <= 1.5)"),
        ("I", "CD4 count > 350/uL in HIV-positive patients", "any(not(condition hiv infection); CD4 count > 350 /uL)"),
        ("I", "Ferritin ≥ 100 ng/mL for patients on dialysis", "any(not(procedure dialysis); ferritin >= 100 ng/mL)"),
        ("I", "Age ≥ 18 years in all patients", "age >= 18 a"),
        # what stands behind a list and a comma
        (
            "I",
            "Metformin or a sulfonylurea for at least 3 months, with an HbA1c of 7-10%",
            "all(any(drug metformin for [>= 3 mo]; drug_class sulfonylurea for [>= 3 mo]); HbA1c in [7, 10] %)",
        ),
        (
            "I",
            "Adalimumab or infliximab for ≥ 12 weeks, with no change of dose within 4 weeks before screening",
            "all(any(drug adalimumab for [>= 12 wk]; drug infliximab for [>= 12 wk]); "
            'not(condition "dose change" [<= 4 wk before screening]))',
        ),
        ("E", "ALT or AST > 3 x ULN, with jaundice", "all(any(ALT > 3 x ULN; AST > 3 x ULN); condition jaundice)"),
        (
            "I",
            "Breast cancer, or ovarian cancer with a BRCA1 mutation",
            "any(condition breast cancer; all(condition ovarian cancer; condition brca1 mutation))",
        ),
    ],
)  # fmt: skip
def test_whole(kind: str, words: str, rule: str) -> None:
    assert read(kind, words) == ("full", rule)


@pytest.mark.parametrize(
    ("kind", "words", "rule"),
    [
        ("I", "Earlier stage breast cancer", 'all(other "Earlier"; condition breast cancer)'),
        ("E", "Seizure at onset of stroke", 'all(condition seizure; other "onset"; condition stroke)'),
        ("E", "Heart rate > 100 /min after exercise", 'all(heart rate > 100 /min; other "exercise")'),
        ("E", "Dyspnea after 10 minutes of rest", 'all(condition dyspnea; other "10 minutes of rest")'),
        ("I", "PEF ≥ 80% of personal best", 'all(PEF >= 80 % {?}; other "best")'),
        (
            "I",
            "IgA nephropathy proven by kidney biopsy within 10 years before screening",
            "all(condition iga nephropathy; procedure kidney biopsy [<= 10 a before screening])",
        ),
        ("E", "Maternal temperature ≥ 38.5 °C", "maternal body temperature >= 38.5 Cel {?}"),
        ("E", "A ≥ 30% decline in eGFR within 3 months", "eGFR decline >= 30 % {?} [<= 3 mo before now]"),
        ("I", "≥ 50% reduction in MADRS score", "MADRS reduction >= 50 % {?}"),
        ("E", "≥ 50% reduction of tumour burden", "tumour burden reduction >= 50 % {?}"),
        (
            "I",
            "Eczema: EASI ≥ 16 and IGA ≥ 3, present for at least 1 year",
            "all(condition eczema; EASI >= 16 for [>= 1 a]; IGA >= 3 for [>= 1 a])",
        ),
        ("E", "Infection after biopsy", "all(condition infection; procedure biopsy)"),
        ("E", "HbA1c > 9% of unknown duration", 'all(HbA1c > 9 %; other "unknown duration")'),
        (
            "E",
            "Hives or angioedema during treatment with an ACE inhibitor",
            "all(any(condition urticaria; condition angioedema); drug_class ace inhibitor)",
        ),
        ("E", "Gout or asthma, with FEV1 < 50%", "all(any(condition gout; condition asthma); FEV1 < 50 % {?})"),
    ],
)  # fmt: skip
def test_in_part(kind: str, words: str, rule: str) -> None:
    assert read(kind, words) == ("partial", rule)
