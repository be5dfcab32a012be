"""Stages, categories and scores of tumours, and what stands before them and makes another disease of it."""

import pytest
from readings import cases, read_plainly

FULL = [
    ("I", "Unresectable stage III melanoma", "disease stage = 3 of unresectable melanoma"),
    (
        "I",
        "Locally advanced or metastatic stage IV NSCLC",
        "any(disease stage = 4 of locally advanced non-small cell lung cancer; "
        "disease stage = 4 of metastatic non-small cell lung cancer)",
    ),
    (
        "E",
        "No metastatic or unresectable stage III melanoma",
        "not(any(disease stage = 3 of metastatic melanoma; disease stage = 3 of unresectable melanoma))",
    ),
    ("I", "Non-metastatic stage III breast cancer", "disease stage = 3 of non-metastatic breast cancer"),
    ("I", "Low-grade stage I ovarian cancer", "disease stage = 1 of low-grade ovarian cancer"),
    ("I", "High-risk stage 4 neuroblastoma", "disease stage = 4 of high-risk neuroblastoma"),
    (
        "I",
        "Unresectable or metastatic stage III melanoma diagnosed within 6 weeks before enrollment",
        "any(disease stage = 3 of unresectable melanoma [<= 6 wk before enrolment]; "
        "disease stage = 3 of metastatic melanoma [<= 6 wk before enrolment])",
    ),
    ("E", "Active grade 3 infection", "CTCAE grade = 3 of infection"),
]
PART = [
    (
        "I",
        "Metastatic and unresectable stage IV colon cancer",
        'all(other "Metastatic"; other "unresectable"; disease stage = 4 of colon cancer)',
    ),
    ("I", "Not previously treated stage IV lymphoma", "not(disease stage = 4 of lymphoma)"),
]

TUMORS = cases(
    full=[
        ("I", "cT1-2N0 invasive carcinoma", "all(T category in [1, 2]; N category = 0 of invasive carcinoma)"),
        (
            "I", "cT2N0M0 esophageal carcinoma",
            "all(T category = 2; N category = 0; M category = 0 of esophageal carcinoma)",
        ),
        ("I", "cT3-4 and/or cN+ rectal cancer", "any(T category in [3, 4]; N category >= 1 of rectal cancer)"),
        ("I", "Stage III (N2) NSCLC", "all(disease stage = 3; N category = 2; condition non-small cell lung cancer)"),
        (
            "I", "Resectable esophageal cancer, cT1N1-3M0 or cT2-3N0-3M0",
            "all(condition resectable esophageal cancer; any(all(T category = 1; N category in [1, 3]; "
            "M category = 0); all(T category in [2, 3]; N category in [0, 3]; M category = 0)))",
        ),
        (
            "I", "cT1-2 N1 or cT3 N0-1 breast cancer",
            "any(all(T category in [1, 2]; N category = 1); "
            "all(T category = 3; N category in [0, 1] of breast cancer))",
        ),
        (
            "I", "Stage III-IVA nasopharyngeal carcinoma (AJCC 8th), excluding T3N0",
            "all(disease stage in [3, 4] of nasopharyngeal carcinoma; not(all(T category = 3; N category = 0)))",
        ),
        (
            "I", "T1-3 breast cancer, excluding T1N0",
            "all(T category in [1, 3] of breast cancer; not(all(T category = 1; N category = 0)))",
        ),
        ("I", "Grade 1-3 glioma, excluding grade 2", "all(tumor grade in [1, 3] of glioma; not(CTCAE grade = 2))"),
        ("I", "Bilirubin ≤ 1.5 x ULN (excluding Gilbert's syndrome)",
         "any(bilirubin <= 1.5 x ULN; condition gilbert's syndrome)"),
        ("I", "Melanoma or renal cell carcinoma, ECOG 0 or 1",
         "all(any(condition melanoma; condition renal cell carcinoma); ECOG in [0, 1])"),
        (
            "I", "Hemoglobin ≥ 9.0 g/dL without erythropoietin dependency",
            "all(hemoglobin >= 9.0 g/dL; not(condition erythropoietin dependence))",
        ),
        (
            "E", "Severe allergic reactions to chimeric or humanized antibodies or fusion proteins",
            "any(condition allergy to drug_class:chimeric antibody; "
            "condition allergy to drug_class:humanized antibody; condition allergy to drug_class:fusion protein)",
        ),
        ("I", "T4 or N2 disease", "any(T category = 4; N category = 2)"),
        ("I", "Metastatic (M1) prostate cancer", "all(condition metastatic prostate cancer; M category = 1)"),
        ("I", "M0 castration-resistant prostate cancer", "M category = 0 of castration-resistant prostate cancer"),
        (
            "I", "Low- or favourable intermediate-risk prostate cancer",
            "any(condition low-risk prostate cancer; condition favourable intermediate-risk prostate cancer)",
        ),
        ("I", "PD-L1 combined positive score (CPS) ≥ 10", "combined positive score >= 10"),
        ("I", "At least one measurable lesion (RECIST 1.1)", "measurable lesions >= 1"),
        (
            "E", "According to NYHA criteria, grade III-IV cardiac insufficiency",
            "NYHA in [3, 4] of cardiac insufficiency",
        ),
        ("E", "Grade III cardiac insufficiency", "grade = 3 of cardiac insufficiency"),
        (
            "I", "Bilirubin ≤ 1.5 x ULN (Gilbert's syndrome patients ≤ 3 x ULN)",
            "all(any(condition gilbert's syndrome; bilirubin <= 1.5 x ULN); "
            "any(not(condition gilbert's syndrome); bilirubin <= 3 x ULN))",
        ),
        (
            "E", "Patients with fertility who are unwilling to use contraception",
            "all(attribute childbearing potential = yes; not(attribute contraception = yes))",
        ),
    ],
    partly=[
        (
            "I", "Stage III breast cancer, excluding stage IIIC",
            "all(disease stage = 3 of breast cancer; not(disease stage = 3))",
        ),
        (
            "I", "Colon cancer or rectal cancer, prior oxaliplatin or irinotecan",
            "any(condition colon cancer; condition rectal cancer; drug oxaliplatin past; drug irinotecan past)",
        ),
        (
            "I", "HER2 IHC 3+ or IHC 2+ with FISH positive",
            "any(HER2 IHC = 3; all(condition positive fish; HER2 IHC = 2))",
        ),
        ("I", "c-Met overexpression (IHC 3+)", "all(condition met overexpression; IHC = 3)"),
        (
            "I", "Stage IB (tumor ≥ 4 cm), II or IIIA NSCLC",
            "any(all(disease stage = 1 of neoplasm; tumor size >= 4 cm); condition iiia non-small cell lung cancer)",
        ),
        (
            "I", "Aggressive tumour with M1 macrophages",
            'all(condition aggressive tumor; other "M1 macrophages")',
        ),
        ("I", "AML, FAB M0 or M1", 'all(condition acute myeloid leukemia; any(other "FAB M0"; other "M1"))'),
    ],
)  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), TUMORS)
def test_categories_and_scores_of_tumors(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(FULL, PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
