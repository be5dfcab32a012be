"""What is asked of one sex or of several sorts of people: nobody else is bound, and nobody needs to be both."""

import pytest
from readings import cases, read_plainly

_FERTILE = "attribute childbearing potential = yes"
_PILL = "attribute contraception = yes"
_MEN, _WOMEN = "attribute sex = male", "attribute sex = female"

_FULL = [
    (
        "I",
        "Healthy males or non-pregnant, non-lactating females",
        "all(attribute healthy volunteer = yes; any(attribute sex = male; "
        "all(not(condition pregnancy); not(condition breastfeeding); attribute sex = female)))",
    ),
    (
        "I",
        "Men and nonpregnant women with asthma",
        "all(any(attribute sex = male; all(not(condition pregnancy); attribute sex = female)); condition asthma)",
    ),
    (
        "I",
        "Males and postmenopausal or surgically sterile females",
        "any(attribute sex = male; all(any(attribute menopausal status = postmenopausal; "
        "procedure surgical sterilization); attribute sex = female))",
    ),
    ("I", "Male or female, non-pregnant", "not(condition pregnancy)"),
    # a bracket that names those of whom it is asked
    ("I", "Negative urine pregnancy test (women of childbearing potential only)",
     f"any(not({_FERTILE}); not(condition pregnancy))"),
    ("I", "Negative pregnancy test (if female of childbearing potential) within 7 days of dosing",
     f"any(not({_FERTILE}); not(condition pregnancy [<= 7 d before first_dose]))"),
    ("I", "ANC > 1.5 x 10^9/L, negative pregnancy test (WOCBP only)",
     f"all(neutrophil count > 1.5 10*9/L; any(not({_FERTILE}); not(condition pregnancy)))"),
    ("I", "No uncontrolled hypertension and negative pregnancy test for women of childbearing potential",
     f"all(not(condition uncontrolled hypertension); any(not({_FERTILE}); not(condition pregnancy)))"),
    ("I", "PSA < 4 ng/mL (men only)", f"any(not({_MEN}); PSA < 4 ng/mL)"),
    ("I", "Not pregnant or breastfeeding (females)",
     f"any(not({_WOMEN}); all(not(condition pregnancy); not(condition breastfeeding)))"),
    ("I", "Age 18 to 45 years (females only)", f"all(age in [18, 45] a; {_WOMEN})"),
    ("I", "Patients with asthma (women only)", f"all(condition asthma; {_WOMEN})"),
    ("I", "Haemoglobin >= 12 g/dL (women) or >= 13 g/dL (men)",
     f"any(all({_WOMEN}; hemoglobin >= 12 g/dL); all({_MEN}; hemoglobin >= 13 g/dL))"),
    ("E", "Positive pregnancy test (women of childbearing potential only)", f"all(condition pregnancy; {_FERTILE})"),
    # one test of two samples
    ("I", "Negative serum or urine pregnancy test", "not(condition pregnancy)"),
    ("E", "Positive urine and/or blood pregnancy test", "condition pregnancy"),
    ("I", "No gout and negative pregnancy test", "all(not(condition gout); not(condition pregnancy))"),
    ("I", "Negative HIV test and negative pregnancy test",
     "all(not(condition hiv infection); not(condition pregnancy))"),
    ("I", "CMV IgG positive, IgM negative",
     "all(condition positive cytomegalovirus igg; not(condition positive cytomegalovirus igm))"),
    # several sorts of people
    ("I", "Women of childbearing potential and men must use contraception",
     f"any(not(any({_FERTILE}; {_MEN})); {_PILL})"),
    ("E", "Women of childbearing potential and men who do not use contraception",
     f"all(any({_FERTILE}; {_MEN}); not({_PILL}))"),
    ("E", "Men and women of childbearing potential who are unwilling to use contraception",
     f"all({_FERTILE}; not({_PILL}))"),
    ("I", "Patients with gout and patients with psoriasis must have a BMI below 35 kg/m2",
     "any(not(any(condition gout; condition psoriasis)); BMI < 35 kg/m2)"),
    ("I", "Patients with gout and psoriasis must have a BMI below 35 kg/m2",
     "any(not(all(condition gout; condition psoriasis)); BMI < 35 kg/m2)"),
    ("I", "Pregnant women and smokers must have haemoglobin > 10 g/dL",
     "any(not(any(condition pregnancy; attribute smoking status = smoker)); hemoglobin > 10 g/dL)"),
    # a rule for each
    ("I", "Women of childbearing potential must have a negative pregnancy test and men must agree to use a condom",
     f"all(any(not({_FERTILE}); not(condition pregnancy)); any(not({_MEN}); {_PILL}))"),
    ("I", "Subjects must have ECOG 0-1, and women of childbearing potential should use contraception",
     f"all(ECOG in [0, 1]; any(not({_FERTILE}); {_PILL}))"),
    ("E", "Women of childbearing potential must use contraception and male patients must use a condom",
     f"any(all({_FERTILE}; not({_PILL})); all({_MEN}; not({_PILL})))"),
    ("I", "Women must not be pregnant and must use contraception",
     f"any(not({_WOMEN}); all(not(condition pregnancy); {_PILL}))"),
]  # fmt: skip
_PARTLY = [
    ("E", "Positive blood or urine culture", "any(condition positive blood culture; condition positive urine culture)"),
    ("I", "Patients with gout and their partners must speak English",
     'any(not(all(condition gout; other "partners")); attribute language = English)'),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(_FULL, _PARTLY))
def test_of_whom_it_is_asked(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
