"""What is measured and counted: sizes, what is told of a place, helpings, items of scales."""

import pytest
from readings import cases, read_plainly

IN_FULL = [
    ("I", "Less than 5000 steps per day", "steps < 5000 /d"),
    ("I", "Lesions of at least 2 cm in diameter", "lesion diameter >= 2 cm"),
    ("E", "Tumor ≤ 4 cm in greatest dimension", "all(condition neoplasm; tumor size <= 4 cm)"),
    ("I", "LogMAR visual acuity of 0.3 or better", "visual acuity <= 0.3 {logMAR}"),
    ("I", "Schirmer I test < 10 mm / 5 minutes", "Schirmer test < 10 mm"),
    ("E", "More than 3 cups of coffee or strong tea a day", "caffeine intake > 3 /d"),
    ("I", "Knee osteoarthritis (Kellgren-Lawrence grade 2 to 4), pain score of at least 4 in the past week",
     "all(condition knee osteoarthritis; Kellgren-Lawrence grade in [2, 4]; pain score >= 4 [<= 1 wk before now])"),
    ("E", "Loss of consciousness (> 30 minutes)", 'condition "loss of consciousness" for [> 30 min]'),
    ("E", "Item 3 of the HAMD-17 ≥ 3", "HAM-D item 3 >= 3"),
    ("E", "NIHSS language item > 1", "NIHSS language item > 1"),
    ("I", "NIHSS consciousness item 1a of 0 or 1", "NIHSS consciousness item in [0, 1]"),
    ("E", "MADRS suicidality item score of at least 4", "MADRS suicidality item >= 4"),
    ("E", "A score of 2 or more on item 9 of the PHQ-9", "PHQ-9 item 9 >= 2"),
    ("E", "Took ibuprofen within 2 weeks", "drug ibuprofen [<= 2 wk before now]"),
    ("E", "Has taken part in another trial in the last 6 months", "study clinical trial [<= 6 mo before now]"),
]  # fmt: skip
IN_PART = [
    ("I", "Abstinent from alcohol for at least 7 days but no more than 30 days",
     "not(drug alcohol [< 7 d before now])"),
    ("E", "Vitiligo involving > 10% BSA, hair loss SALT score >= 50%",
     'any(all(condition vitiligo; other "involving"; BSA involvement > 10 %); hair loss >= 50 %)'),
    ("E", "Those who live > 2.5 hours' drive away", 'all(other "live"; travel time > 2.5 h; other "away")'),
    ("I", "Lives within a 2 hour drive of the clinic", 'all(other "Lives"; travel time <= 2 h; other "clinic")'),
    ("E", "Reduced salivary flow (> 60 sec)", "salivary flow > 60 s"),
    ("E", "Blood loss of 1000 ml or more in a previous delivery",
     "all(blood loss >= 1000 mL; procedure delivery past)"),
    ("E", "Fetal heart rate below 110 beats per minute", "fetal heart rate < 110 /min"),
    ("I", "Endometrial thickness ≥ 7 mm on the day of embryo transfer",
     "all(endometrial thickness >= 7 mm; procedure embryo transfer)"),
    ("I", "Hemoglobin > 8 g/dL prior to surgery", "all(hemoglobin > 8 g/dL; procedure surgery)"),
    ("E", "Partner's age over 50 years", "partner age > 50 a"),
    ("E", "Use of illicit drugs on more than 3 days in the last month", '"illicit drug days" > 3 [<= 1 mo before now]'),
    ("I", "Width of the attached gingiva < 2 mm", "attached gingiva width < 2 mm"),
    ("I", "Axial deformity of the lower limbs ≤ 5°",
     "all(condition lower limb axial deformity; lower limbs axial deformity <= 5 deg)"),
    ("E", "Curvature measured in the spine < 10 degrees or > 40 degrees",
     "any(spine curvature < 10 deg; spine curvature > 40 deg)"),
    ("E", "Thrombus in the left atrium > 1 cm",
     "all(condition left atrium thrombosis; left atrium thrombosis size > 1 cm)"),
    ("I", "Pocket of ≥ 5 mm in depth", "pocket depth >= 5 mm"),
    ("I", "Fewer than 3 portions of fruit and vegetables a day", '"portions of fruit and vegetables" < 3 /d'),
    ("I", "At least 2 sugary drinks daily", "sugary drinks >= 2 /d"),
    ("I", "Stable weight (change of less than 3 kg in the last 3 months)",
     'all(other "Stable"; weight change < 3 kg [<= 3 mo before now])'),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(IN_FULL, IN_PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
