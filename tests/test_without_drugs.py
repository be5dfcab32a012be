"""Trials of exercise, nursing, teaching and habits: what their criteria say in words of their own."""

import pytest
from readings import cases, read_plainly

IN_FULL = [
    (
        "E",
        "History of any neurological, psychiatric or orthopedic disorder",
        "any(condition neurological disorder past; condition psychiatric disorder past;"
        " condition orthopedic disorder past)",
    ),
    (
        "E",
        "Use of medication for pain or inflammation in the last week",
        'any(drug_class analgesic [<= 1 wk before now]; drug_class "anti-inflammatory drug" [<= 1 wk before now])',
    ),
    (
        "E",
        "Taking drugs for hypertension or diabetes",
        'any(drug_class "antihypertensive drug" current; drug_class "antidiabetic drug" current)',
    ),
    (
        "E",
        "Medication for ADHD, depression, or anxiety",
        "any(drug_class stimulant; drug_class antidepressant; drug_class anxiolytic)",
    ),
    (
        "E",
        "Medication for hypertension, pregnancy, or breastfeeding",
        'any(drug_class "antihypertensive drug"; condition pregnancy; condition breastfeeding)',
    ),
    (
        "E",
        "Having hypertension and taking medication for it",
        "all(condition hypertension; therapy medication current)",
    ),
    (
        "E",
        "Having anxiety and receiving psychotherapy for this",
        "all(condition anxiety; therapy psychotherapy current)",
    ),
    (
        "I",
        "Patients with grade I and II spasticity according to the modified Ashworth scale",
        "all(modified Ashworth scale in [1, 2]; condition spasticity)",
    ),
    (
        "I",
        "Grade II-III knee osteoarthritis according to Kellgren and Lawrence",
        "all(Kellgren-Lawrence grade in [2, 3]; condition knee osteoarthritis)",
    ),
    ("I", "Grade III hemorrhoids according to the Goligher classification", "grade = 3 of hemorrhoid"),
    ("I", "Alcohol use (AUDIT score of 8 or more)", "all(drug alcohol; AUDIT >= 8)"),
    ("E", "Being under 18 or over 65 years of age", "any(age < 18 a; age > 65 a)"),
    ("I", "Being 65 and over", "age >= 65 a"),
    (
        "E",
        "Alcohol and cigarette addiction",
        "any(condition substance abuse to drug:alcohol; condition nicotine dependence)",
    ),
    ("I", "Patients aged 18-65 who accepted to participate in the study", 'all(age in [18, 65] a; other "accepted")'),
    ("E", "Not attending the sessions regularly", 'other "Not attending the sessions regularly"'),
    ("I", "Falls Efficacy Scale score of 28 or more", "FES-I >= 28"),
    ("I", "A pain intensity of 3 or more on the Visual Analogue Scale (VAS)", "pain VAS >= 3"),
    ("I", "Knee pain of at least 4 on the VAS", "all(condition knee pain; VAS >= 4)"),
    ("I", "NDI score of at least 15/50", "neck disability index >= 15 ?"),
    ("I", "Berg Balance Scale score of 41/56 or less", "Berg balance scale <= 41"),
    ("I", "Muscle strength of at least 3/5 on manual muscle testing", "MRC muscle grade >= 3"),
    ("I", "Grade 3 or less on manual muscle testing", "MRC muscle grade <= 3"),
    (
        "E",
        "Traumatic injury, fracture, or surgery of the upper limb in the last six months",
        "any(condition upper limb traumatic injury [<= 6 mo before now];"
        " condition upper limb fracture [<= 6 mo before now]; procedure upper limb surgery [<= 6 mo before now])",
    ),
    (
        "E",
        "Pilates or reflexology in the past 6 months",
        "any(therapy Pilates [<= 6 mo before now]; therapy reflexology [<= 6 mo before now])",
    ),
    ("E", "Internet addiction or burnout", "any(condition internet addiction; condition burnout)"),
]
IN_PART = [
    ("E", "Diagnosed with depression and receiving treatment for it", "condition depression"),
    (
        "E",
        "ACT or CBT in the past 6 months",
        'any(other "ACT"; therapy "cognitive behavioral therapy" [<= 6 mo before now])',
    ),
    (
        "I",
        "Having a menstrual cycle length of 21-35 days and a duration of 3-8 days",
        "menstrual cycle length in [21, 35] d for [in [3, 8] d]",
    ),
    (
        "I",
        "Meets criteria for PTSD on the CAPS-5, or PCL-5 score of 33 or above",
        'any(all(condition post-traumatic stress disorder; other "CAPS-5"); PCL-5 >= 33)',
    ),
    (
        "I",
        "Carpal tunnel syndrome, mild or moderate",
        'all(condition carpal tunnel syndrome; any(other "mild"; other "moderate"))',
    ),
    (
        "I",
        "Lumbar disc herniation at L4-L5 or L5-S1 confirmed by MRI",
        'all(condition lumbar herniated disc; any(other "L4-L5"; other "L5-S1"); procedure magnetic resonance imaging)',
    ),
    (
        "E",
        "Unless medically cleared, cardiovascular disease",
        'all(condition cardiovascular disease; not(other "medically cleared"))',
    ),
    ("I", "IQ of 70 or above, verbal age of at least 4 years", 'all(IQ >= 70; other "verbal age of at least 4 years")'),
]


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(IN_FULL, IN_PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
