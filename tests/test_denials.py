"""Unread words keep the sign that their sentence gives them."""

import pytest
from readings import criterion, read_item, read_plainly


@pytest.mark.parametrize(
    ("kind", "words", "rule"),
    [
        ("Inclusion", "Prostate cancer without neuroendocrine component",
         'all(condition prostate cancer; not(other "neuroendocrine component"))'),
        ("Inclusion", "Stable angina with no angiographic progression",
         'all(condition stable angina; not(other "angiographic progression"))'),
        ("Inclusion", "Patients with gout who have not been on a purine-free plan",
         'all(condition gout; not(other "purine-free"))'),
        ("Exclusion", "Epilepsy and does not have a caregiver", 'all(condition epilepsy; not(other "caregiver"))'),
        ("Inclusion", "No diabetes or nightly waking",
         'all(not(condition diabetes mellitus); not(other "nightly waking"))'),
        ("Inclusion", "No diabetes, nightly waking or weird gait",
         'all(not(condition diabetes mellitus); not(other "nightly waking"); not(other "weird gait"))'),
        ("Inclusion", "Patients without nightly waking or diabetes",
         'all(not(other "nightly waking"); not(condition diabetes mellitus))'),
    ],
)  # fmt: skip
def test_what_is_denied_and_unread_stays_denied(kind: str, words: str, rule: str) -> None:
    found = criterion(words, kind)
    assert (str(found.rule), found.coverage) == (rule, "partial")


@pytest.mark.parametrize(
    ("kind", "words", "rule"),
    [
        ("Inclusion", "Diabetes and able to walk without assistance",
         'all(condition diabetes mellitus; other "able to walk without assistance")'),
        ("Inclusion", "Free of diabetes and nightly waking",
         'all(not(condition diabetes mellitus); other "nightly waking")'),
        ("Exclusion", "Asthma with or without nightly waking", "condition asthma"),
        ("Inclusion", "Diabetes without glove-like numbness",
         'all(condition diabetes mellitus; not(all(other "glove-like"; condition numbness)))'),
        ("Inclusion", "Melanoma with no more than 3 tattoos", "all(condition melanoma; tattoos <= 3)"),
    ],
)  # fmt: skip
def test_what_is_not_denied_is_not(kind: str, words: str, rule: str) -> None:
    assert str(criterion(words, kind).rule) == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("No exposure to occupational dust, LVEF > 60 %", 'all(not(other "occupational dust"); LVEF > 60 %)'),
        ("Patients with no limb-sparing option and ECOG 0-1", 'all(not(other "limb-sparing option"); ECOG in [0, 1])'),
        ("No occupational dust or LVEF < 40 %", 'all(not(other "occupational dust"); not(LVEF < 40 %))'),
    ],
)
def test_a_value_is_not_denied_with_the_unread_words_before_it(words: str, rule: str) -> None:
    assert str(criterion(words, "Inclusion").rule) == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Patients without asthma and patients with gout", "any(not(condition asthma); condition gout)"),
        ("Patients without asthma, with gout", "all(not(condition asthma); condition gout)"),
        ("Not pregnant and with gout", "all(not(condition pregnancy); condition gout)"),
        ("Patients without asthma or angina", "all(not(condition asthma); not(condition angina pectoris))"),
        ("Not treated with rituximab or with ocrelizumab", "all(not(drug rituximab); not(drug ocrelizumab))"),
        ("No gout in patients with melanoma", "any(not(condition melanoma); not(condition gout))"),
        ("ALT < 2 x ULN in patients without liver metastasis and < 5 x ULN in patients with liver metastasis",
         "any(all(not(condition liver metastasis); ALT < 2 x ULN); all(condition liver metastasis; ALT < 5 x ULN))"),
    ],
)  # fmt: skip
def test_a_denial_ends_where_something_is_there(words: str, rule: str) -> None:
    kind = "Exclusion" if "and patients with" in words else "Inclusion"
    found = criterion(words, kind)
    assert (str(found.rule), found.coverage) == (rule, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Not adequately treated sleep apnea", "condition inadequately treated sleep apnea"),
        ("Non treated hypothyroidism", "condition untreated hypothyroidism"),
        ("Not well controlled asthma", "condition uncontrolled asthma"),
        ("Asthma that is not fully treated", "condition inadequately treated asthma"),
        ("Insufficiently controlled hypertension", "condition insufficiently controlled hypertension"),
        ("No inadequately treated hypothyroidism", "not(condition inadequately treated hypothyroidism)"),
        ("Not treated with rituximab", "not(drug rituximab)"),
    ],
)
def test_a_disease_that_is_not_treated_is_there(words: str, rule: str) -> None:
    found = criterion(words)
    assert (str(found.rule), found.coverage) == (rule, "full")


@pytest.mark.parametrize(
    ("words", "rule", "coverage"),
    [
        ("Aortic stenosis, without valve replacement",
         "all(condition aortic stenosis; not(procedure valve replacement))", "full"),
        ("Chronic kidney disease, not on dialysis",
         "all(condition chronic kidney disease; not(procedure dialysis))", "full"),
        ("Gout, psoriasis or stroke, without antivirals",
         "all(any(condition gout; condition psoriasis; condition stroke); not(drug_class antiviral))", "partial"),
        ("Asthma, no inhaled corticosteroids",
         "any(condition asthma; not(drug_class inhaled corticosteroid))", "partial"),
        ("Gout, without psoriasis, or seizure",
         "all(condition gout; not(condition psoriasis); not(condition seizure))", "partial"),
        ("Pregnant, breastfeeding, without contraception",
         "any(condition pregnancy; condition breastfeeding; not(attribute contraception = yes))", "full"),
    ],
)  # fmt: skip
def test_what_is_lacking_behind_a_comma_limits_what_stands_before_it(words: str, rule: str, coverage: str) -> None:
    found = criterion(words)
    assert (str(found.rule), found.coverage) == (rule, coverage)


@pytest.mark.parametrize(
    ("kind", "words", "rule"),
    [
        ("I", "No diabetes, and at least one of the following: hypertension, obesity",
         "all(not(condition diabetes mellitus); any(condition hypertension; condition obesity))"),
        ("I", "Without heart failure and any of the following: age > 65 years, smoking",
         "all(not(condition heart failure); any(age > 65 a; condition smoking))"),
        ("E", "No prior statin use and at least one of: LDL > 190 mg/dL, diabetes",
         "all(not(drug_class statin past); any(LDL cholesterol > 190 mg/dL; condition diabetes mellitus))"),
        ("I", "Not a WOCBP or a WOCBP using contraception",
         "any(not(attribute childbearing potential = yes);"
         " all(attribute childbearing potential = yes; attribute contraception = yes))"),
        ("I", "No gout or psoriasis", "all(not(condition gout); not(condition psoriasis))"),
    ],
)  # fmt: skip
def test_a_denial_ends_where_something_is_asked_for(kind: str, words: str, rule: str) -> None:
    assert read_plainly(kind, words) == (rule, "full")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Lack of informed consent, pregnancy, breastfeeding",
            ('any(not(other "informed consent"); condition pregnancy; condition breastfeeding)', "full"),
        ),
        (
            "No cooperation, dementia or stroke",
            ('any(not(other "cooperation"); condition dementia; condition stroke)', "full"),
        ),
        (
            "Not affiliated to a social security scheme, under guardianship, or pregnant",
            (
                'any(not(other "affiliated to a social security scheme"); other "under guardianship"; '
                "condition pregnancy)",
                "full",
            ),
        ),
        (
            "Not fluent in English, or cognitive impairment",
            ("any(not(attribute language = English); condition cognitive impairment)", "full"),
        ),
        ("Lack of appetite, nausea", ('any(not(other "appetite"); condition nausea)', "partial")),
        (
            "Fever without odd symptoms, rash or cough",
            ('all(condition fever; not(other "odd symptoms"); not(condition rash); not(condition cough))', "partial"),
        ),
        (
            "Lack of dementia, stroke or gout",
            ("all(not(condition dementia); not(condition stroke); not(condition gout))", "full"),
        ),
    ],
)
def test_the_lack_of_consent_is_of_nothing_behind_it(words: str, expected: tuple[str, str]) -> None:
    assert read_item(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Women preparing for pregnancy", "all(attribute sex = female; condition pregnancy planned)"),
        ("Patients with pregnancy intention", "condition pregnancy planned"),
        ("Use of TCM within 2 weeks", "drug_class traditional chinese medicine [<= 2 wk before now]"),
    ],
)
def test_what_is_wished_is_planned(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


def test_a_syndrome_of_chinese_medicine_is_no_use_of_it() -> None:
    assert "drug_class" not in read_item("TCM syndrome of qi deficiency", "Inclusion")[0]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (
            "Not on a stable dose of metformin for 8 weeks, or insulin within 3 months",
            "any(not(drug metformin for [>= 8 wk]); drug_class insulin [<= 3 mo before now])",
        ),
        (
            "Without a statin for 6 weeks, or fibrates within 4 weeks",
            "any(not(drug_class statin [< 6 wk before now]); drug_class fibrate [<= 4 wk before now])",
        ),
        (
            "Not on statins or intolerant to statins",
            "any(not(drug_class statin current); condition intolerance to drug_class:statin)",
        ),
        (
            "Not receiving insulin or HbA1c > 9 %",
            "any(not(drug_class insulin current); HbA1c > 9 %)",
        ),
        ("Not on metformin or insulin", "all(not(drug metformin current); not(drug_class insulin current))"),
        (
            "Not on metformin or insulin within 3 months",
            "all(not(drug metformin [<= 3 mo before now]); not(drug_class insulin [<= 3 mo before now]))",
        ),
        (
            "Prednisone > 10 mg/day or not at a stable dose for at least 4 weeks",
            "any(drug prednisone dose > 10 mg/d; all(drug prednisone; not(drug prednisone for [>= 4 wk])))",
        ),
    ],
)
def test_what_is_not_taken_or_another_thing_that_excludes(words: str, rule: str) -> None:
    assert read_item(words) == (rule, "full")


@pytest.mark.parametrize(
    "words", ["Not on statins, or fibrates within 3 months", "Not receiving metformin or on insulin within 3 months"]
)
def test_neither_or_one_of_two_is_in_doubt(words: str) -> None:
    assert read_item(words)[1] == "partial"


def test_within_a_cycle_is_no_number_of_cycles() -> None:
    assert "cycles" not in read_item("Chemotherapy within 2 cycles")[0].split('"')[0]


@pytest.mark.parametrize(
    ("words", "rule", "coverage"),
    [
        ("Absence of asthma or FEV1 > 80 %", "any(not(condition asthma); FEV1 > 80 % {?})", "full"),
        ("Not pregnant or BMI < 18 kg/m2", "any(not(condition pregnancy); BMI < 18 kg/m2)", "full"),
        ("No diabetes or HbA1c < 6.5 %", "all(not(condition diabetes mellitus); not(HbA1c < 6.5 %))", "partial"),
    ],
)
def test_a_value_behind_a_denial_among_exclusions(words: str, rule: str, coverage: str) -> None:
    assert read_item(words) == (rule, coverage)
