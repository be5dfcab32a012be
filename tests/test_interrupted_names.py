"""Names that a value in brackets parts from their adjective: "severe (FEV1 < 50 %) asthma"."""

import pytest
from readings import criterion

INCLUSION = [
    (
        "Locally advanced (stage IIIB) or metastatic (stage IV) non-small cell lung cancer",
        "any(all(condition locally advanced non-small cell lung cancer; disease stage = 3); "
        "all(condition metastatic non-small cell lung cancer; disease stage = 4))",
    ),
    (
        "Mild (MMSE 20-26) or moderate (MMSE 10-19) Alzheimer's disease",
        "any(all(condition mild alzheimer's disease; MMSE in [20, 26]); "
        "all(condition moderate alzheimer's disease; MMSE in [10, 19]))",
    ),
    (
        "Moderate to severe (PASI >= 12) plaque psoriasis",
        'all(condition "moderate to severe plaque psoriasis"; PASI >= 12)',
    ),
    (
        "Acute (< 6 weeks) or chronic (> 12 weeks) low back pain",
        "any(condition acute low back pain for [< 6 wk]; condition chronic low back pain for [> 12 wk])",
    ),
    ("Persistent (> 7 days) atrial fibrillation", "condition persistent atrial fibrillation for [> 7 d]"),
    (
        "Gastric cancer (stage III), lung cancer (stage IV) or melanoma",
        "any(all(condition gastric cancer; disease stage = 3); all(condition lung cancer; disease stage = 4); "
        "condition melanoma)",
    ),
    (
        "Severe (Child-Pugh C) liver cirrhosis, diagnosed by ultrasound",
        "all(condition severe liver cirrhosis; Child-Pugh = 3)",
    ),
]
EXCLUSION = [
    (
        "Uncontrolled (systolic blood pressure > 160 mmHg) or malignant hypertension",
        "any(all(condition uncontrolled hypertension; systolic blood pressure > 160 mm[Hg]); "
        "condition malignant hypertension)",
    ),
    (
        "Hepatic (ALT > 3 x ULN), renal (creatinine > 2 mg/dL) or cardiac (LVEF < 40 %) dysfunction",
        "any(all(condition hepatic dysfunction; ALT > 3 x ULN); "
        "all(condition renal dysfunction; creatinine > 2 mg/dL); all(condition cardiac dysfunction; LVEF < 40 %))",
    ),
    (
        "Major (within 4 weeks) or minor (within 1 week) surgery",
        "any(procedure major surgery [<= 4 wk before now]; procedure minor surgery [<= 1 wk before now])",
    ),
    (
        "Acute (within 14 days), chronic, or recurrent sinusitis",
        "any(condition acute sinusitis [<= 14 d before now]; condition chronic sinusitis; "
        "condition recurrent sinusitis)",
    ),
    (
        "Chronic (> 3 months) neck or back pain",
        "any(condition chronic neck pain for [> 3 mo]; condition chronic back pain for [> 3 mo])",
    ),
]


@pytest.mark.parametrize(("words", "expected"), INCLUSION)
def test_required(words: str, expected: str) -> None:
    assert str(criterion(words, "Inclusion").rule) == expected


@pytest.mark.parametrize(("words", "expected"), EXCLUSION)
def test_excluded(words: str, expected: str) -> None:
    assert str(criterion(words, "Exclusion").rule) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Sensory or motor neuropathy (grade 3)",
            "all(any(condition sensory neuropathy; condition motor neuropathy);",
        ),  # behind the name it is of both
        ("Hypertension (BP > 160/100 mmHg) or diabetes", "all(condition hypertension;"),
        ("History of asthma (FEV1 < 60 %) and current pneumonia", "all(condition asthma past;"),
    ],
)
def test_a_name_that_is_whole_before_the_bracket_stays_whole(words: str, expected: str) -> None:
    assert expected in str(criterion(words, "Exclusion").rule)


def test_the_words_of_both_sides_are_the_names() -> None:
    rule = criterion("Severe (FEV1 < 50 %) asthma", "Inclusion").rule
    assert rule is not None
    names = [leaf.condition.text for leaf in rule.of if leaf.op == "condition"]  # type: ignore[union-attr]
    assert names == ["Severe (FEV1 < 50 %) asthma"]
