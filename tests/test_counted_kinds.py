"""Counts and values that two words share, limits before a measure, and amounts donated."""

import pytest
from readings import cases, read_plainly

FULL = [
    ("I", "With a minimum life expectancy of 3 months", "life expectancy >= 3 mo"),
    ("I", "A maximum INR of 1.5", "INR <= 1.5"),
    ("I", "A minimum BMI of 18 kg/m2 and a maximum of 30 kg/m2", "BMI in [18, 30] kg/m2"),
    ("I", "(IPI) 2 or 3", "IPI in [2, 3]"),
    ("E", "NYHA grade III-IV", "NYHA in [3, 4]"),
    (
        "E",
        "Skin tumors or stage 0 cervical carcinoma",
        "any(condition skin tumor; disease stage = 0 of cervical carcinoma)",
    ),
    (
        "E",
        "Donation of blood or blood products more than 350 mL in the last 2 months",
        "all(procedure blood donation [<= 2 mo before now]; donated volume > 350 mL [<= 2 mo before now])",
    ),
    (
        "E",
        "Donated blood, plasma or platelets in the last month",
        "any(procedure blood donation [<= 1 mo before now]; procedure plasma donation [<= 1 mo before now]; "
        "procedure platelet donation [<= 1 mo before now])",
    ),
    (
        "E",
        "Prior blood or plasma donation within 8 weeks",
        "any(procedure blood donation past [<= 8 wk before now]; procedure plasma donation past [<= 8 wk before now])",
    ),
    (
        "E",
        "Donation of 450 mL or more of blood within 8 weeks or of plasma within 2 weeks",
        "any(all(procedure blood donation [<= 8 wk before now]; donated volume >= 450 mL [<= 8 wk before now]); "
        "procedure plasma donation [<= 2 wk before now])",
    ),
    (
        "E",
        "Donated blood within 3 months or plasma or platelets within 2 weeks",
        "any(procedure blood donation [<= 3 mo before now]; procedure plasma donation [<= 2 wk before now]; "
        "procedure platelet donation [<= 2 wk before now])",
    ),
    ("I", "2 relapses or more in the last 2 years", "relapses >= 2 [<= 2 a before now]"),
    ("I", "3 lesions or less", "lesions <= 3"),
    ("I", "5 headache days or fewer a month, gout", "all(headache days <= 5 /mo; condition gout)"),
    ("I", "3 or more stools in 24 hours", "bowel movements >= 3 [<= 24 h before now]"),
    ("E", "More than 3 migraine attacks in a month", "migraine attacks > 3 /mo"),
    (
        "I",
        ">= 8 micturitions/24 h, >= 3 urgency episodes in 72 h",
        "all(micturitions >= 8 /d; urgency episodes >= 3 [<= 72 h before now])",
    ),
    ("E", "Pulmonary vascular resistance > 5 WU on RHC", "pulmonary vascular resistance > 5 [wood'U]"),
]
PART = [
    (
        "E",
        "Hb < 7 g/dL or more than 3 vomiting episodes in 24 h",
        "any(hemoglobin < 7 g/dL; vomiting episodes > 3 [<= 24 h before now])",
    ),
    ("E", "Weight loss > 5 kg in a month", "weight loss > 5 kg"),
    (
        "I",
        "Asthma (<= 3 weeks of prior steroids), ACQ >= 1.5, omalizumab",
        "all(condition asthma; drug_class corticosteroid past for [<= 3 wk]; ACQ >= 1.5; drug omalizumab)",
    ),
    ("E", "MR spectroscopy demonstrating lipid content < 2%", "lipid content < 2 %"),
    ("I", "At least two measurable or evaluable lesions", "measurable or evaluable lesions >= 2"),
    ("I", "At least 1 target or non-target lesion", "target or non-target lesion >= 1"),
    (
        "E",
        "Two or more clinical or radiological relapses in the past year",
        "clinical or radiological relapses >= 2 [<= 1 a before now]",
    ),
    (
        "I",
        "At least one stroke or heart attack",
        "any(all(stroke >= 1; condition stroke); condition myocardial infarction)",
    ),
    (
        "I",
        "Cough of more than 8 weeks' duration, with at least 2 points on the scale",
        'all(condition cough for [> 8 wk]; other "at least 2 points")',
    ),
    (
        "I",
        "Ratio of the axes of the tumor should not exceed 1.5",
        'all(other "Ratio of the axes"; condition neoplasm; other "should not exceed 1.5")',
    ),
]


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(FULL, PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


def test_platelets_may_be_donated_by_the_unit() -> None:
    rule, _ = read_plainly("E", "Donation of a unit of platelets within 4 weeks")
    assert "procedure platelet donation [<= 4 wk before now]" in rule
