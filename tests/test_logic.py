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
        ("Infection requiring antibiotics, antifungals or antivirals",
         "all(condition infection; any(drug_class antibiotic; drug_class antifungal; drug_class antiviral))"),
        ("Uncontrolled hypertension: BP > 170/105",
         "any(condition uncontrolled hypertension; systolic blood pressure > 170 ?; diastolic blood pressure > 105 ?)"),
        ("Stroke within 3 months, or heart failure with NYHA class III",
         "any(condition stroke [<= 3 mo before now]; all(condition heart failure; NYHA = 3))"),
    ],
)  # fmt: skip
def test_lists_of_exclusions(words: str, notation: str) -> None:
    assert rule("Exclusion", words) == notation


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("EDSS 2-5, disease duration > 1 year and BMI < 35 kg/m2",
         "all(EDSS in [2, 5]; disease duration > 1 a; BMI < 35 kg/m2)"),
        ("Diabetes and either neuropathy or albuminuria",
         "all(condition diabetes mellitus; any(condition peripheral neuropathy; condition albuminuria))"),
        ("(EDSS < 4 or ECOG 0) and INR < 1.3", "all(any(EDSS < 4; ECOG = 0); INR < 1.3)"),
        ("INR < 1.3 and (EDSS < 4 or ECOG 0)", "all(INR < 1.3; any(EDSS < 4; ECOG = 0))"),
        ("No gout and BMI >= 27 kg/m2", "all(not(condition gout); BMI >= 27 kg/m2)"),
        ("Hypertension with or without statins", "condition hypertension"),
    ],
)  # fmt: skip
def test_lists_of_requirements(words: str, notation: str) -> None:
    assert rule("Inclusion", words) == notation


@pytest.mark.parametrize(
    ("kind", "words", "notation"),
    [
        ("Exclusion", "QTcF > 460 ms (females) or > 440 ms (males)",
         "any(all(attribute sex = female; QTcF > 460 ms); all(attribute sex = male; QTcF > 440 ms))"),
        ("Inclusion", "Hemoglobin >= 12 g/dL for men and >= 11 g/dL for women",
         "any(all(attribute sex = male; hemoglobin >= 12 g/dL); all(attribute sex = female; hemoglobin >= 11 g/dL))"),
        ("Inclusion", "ALT <= 3 x ULN (<= 6 x ULN if liver metastases are present)",
         "any(ALT <= 3 x ULN; all(condition liver metastasis; ALT <= 6 x ULN))"),
        ("Exclusion", "ALT > 3 x ULN (> 6 x ULN with liver metastases)",
         "any(all(not(condition liver metastasis); ALT > 3 x ULN); all(condition liver metastasis; ALT > 6 x ULN))"),
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
    ],
)  # fmt: skip
def test_exceptions(words: str, notation: str) -> None:
    assert rule("Exclusion", words) == notation


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
    ],
)  # fmt: skip
def test_counted_lists(words: str, notation: str) -> None:
    assert rule("Inclusion", words) == notation


def test_what_a_bracket_behind_a_denial_means_is_not_guessed() -> None:
    (criterion,) = trialrules.extract("Inclusion Criteria:\n- No anaemia (hemoglobin >= 12 g/dL)").criteria
    assert str(criterion.rule) == 'all(not(condition anemia); other "hemoglobin >= 12 g/dL")'
    assert criterion.coverage == "partial"
