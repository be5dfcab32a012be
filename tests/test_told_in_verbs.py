"""What a verb says was done to a disease that was named before, and what is allowed on a condition."""

import pytest
import trialrules


def read(kind: str, words: str) -> tuple[str, str]:
    (criterion,) = trialrules.extract(f"{kind} Criteria:\n- {words}").criteria
    return criterion.coverage, str(criterion.rule)


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Pheochromocytoma that has not been resected",
         "all(condition pheochromocytoma; not(procedure pheochromocytoma resection))"),
        ("Kidney stones unless removed at least 6 months before screening",
         "all(condition kidney stone; not(procedure kidney stone removal [>= 6 mo before screening]))"),
        ("Intracranial aneurysm, unless clipped or coiled",
         "all(condition intracranial aneurysm; not(any(procedure intracranial aneurysm clipping; "
         "procedure intracranial aneurysm coiling)))"),
        ("Brain metastases, unless resected or irradiated and stable for at least 4 weeks",
         "all(condition brain metastasis; not(all(any(procedure brain metastasis resection; "
         "therapy brain metastasis radiotherapy); condition stable brain metastasis for [>= 4 wk])))"),
        ("Hypothyroidism, unless treated and stable for at least 3 months",
         "all(condition hypothyroidism; not(all(therapy hypothyroidism treatment; "
         "condition stable hypothyroidism for [>= 3 mo])))"),
        ("Rotator cuff tear not repaired",
         "all(condition rotator cuff tear; not(procedure rotator cuff tear repair))"),
        ("Latent tuberculosis unless treated with isoniazid",
         "all(condition latent tuberculosis; not(drug isoniazid))"),
    ],
)  # fmt: skip
def test_a_verb_behind_a_disease_is_what_was_done_to_it(words: str, notation: str) -> None:
    assert read("Exclusion", words)[1] == notation


@pytest.mark.parametrize(
    "words",
    ["Gallstones that cannot be removed", "Tumour that can be resected", "Completely resected stage III melanoma"],
)
def test_what_may_be_done_or_only_says_which_disease_is_nothing_done(words: str) -> None:
    coverage, rule = read("Exclusion", words)
    assert coverage == "partial"
    assert "procedure" not in rule


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Diabetes is allowed if HbA1c < 8%", "any(not(condition diabetes mellitus); HbA1c < 8 %)"),
        ("Brain metastases are allowed if resected",
         "any(not(condition brain metastasis); procedure brain metastasis resection)"),
        ("Asthma is permitted if no exacerbation occurred within 6 months",
         "any(not(condition asthma); not(condition exacerbation [<= 6 mo before now]))"),
    ],
)  # fmt: skip
def test_what_is_allowed_on_a_condition_is_asked_of_no_one(words: str, notation: str) -> None:
    assert read("Inclusion", words)[1] == notation


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Liver steatosis ≥ 8 %", "liver steatosis >= 8 %"),
        ("Interstitial fibrosis > 50% on biopsy", "interstitial fibrosis > 50 %"),
        ("Mechanical ventilation for more than 22 hours per day", "mechanical ventilation > 22 h/d"),
        ("Cervical lymphadenopathy (> 1.5 cm diameter)",
         "all(condition cervical lymphadenopathy; cervical lymphadenopathy diameter > 1.5 cm)"),
        ("Hypertension treated with at least two drugs", "all(condition hypertension; drugs >= 2)"),
    ],
)  # fmt: skip
def test_what_is_bounded_by_its_own_amount_is_no_leaf_beside_it(words: str, notation: str) -> None:
    assert read("Inclusion", words)[1].replace(" {?}", "") == notation


@pytest.mark.parametrize(
    "words",
    [
        "18 years of age or older on the day of the first vaccination",
        "≥ 18 years of age at the time of first study drug administration",
        "18 years or older at first dosing",
    ],
)
def test_the_moment_of_the_study_bounds_no_age(words: str) -> None:
    assert read("Inclusion", words) == ("full", "age >= 18 a")


def test_cohorts_in_brackets_bound_no_age() -> None:
    words = "Aged 18 to 49 years (Cohort 1) or 60 to 75 years (Cohort 2) at the time of first injection"
    assert read("Inclusion", words) == ("full", "any(age in [18, 49] a; age in [60, 75] a)")


@pytest.mark.parametrize(
    "words",
    ["Vaccination at the time of the first dose of chemotherapy", "Use of antipyretics on the day of vaccination"],
)
def test_a_moment_of_another_treatment_is_not_passed_over(words: str) -> None:
    assert read("Exclusion", words)[0] == "partial"


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Arrhythmia, or any conduction disorder unless a pacemaker is in place",
         "any(condition arrhythmia; all(condition conduction disorder; not(procedure pacemaker)))"),
        ("Active malignancy, or prior history of malignancy except basal cell carcinoma",
         "any(condition malignancy current; condition malignancy past except basal cell carcinoma)"),
        ("Cirrhosis with ascites or Child-Pugh B or C",
         "all(condition cirrhosis; any(condition ascites; Child-Pugh in [2, 3]))"),
        ("Cirrhosis with ascites, or Child-Pugh C",
         "any(all(condition cirrhosis; condition ascites); Child-Pugh = 3)"),
    ],
)  # fmt: skip
def test_a_comma_says_how_far_words_reach(words: str, notation: str) -> None:
    assert read("Exclusion", words) == ("full", notation)


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Treatment with a TNF inhibitor (adalimumab, etanercept or infliximab)",
         "any(drug adalimumab; drug etanercept; drug infliximab)"),
        ("Treatment with a TNF inhibitor (e.g. adalimumab, etanercept or infliximab)",
         "any(drug_class anti-tnf; drug adalimumab; drug etanercept; drug infliximab)"),
    ],
)  # fmt: skip
def test_a_class_that_is_required_is_its_members_in_brackets(words: str, notation: str) -> None:
    assert read("Inclusion", words) == ("full", notation)


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Treatment with i.v. immunoglobulins within 3 months",
         "drug intravenous immunoglobulin [<= 3 mo before now]"),
        ("*C. difficile* infection within 60 days",
         "condition clostridioides difficile infection [<= 60 d before now]"),
        ("MC4R deficiency or ADA2 deficiency", "any(condition mc4r deficiency; condition ada2 deficiency)"),
        ("Post-bronchodilator (post-BD) FEV1 < 30 % predicted", "FEV1 < 30 % x predicted"),
        ("A first or recurrent stroke within 3 months", "condition stroke [<= 3 mo before now]"),
    ],
)  # fmt: skip
def test_signs_that_part_nothing(words: str, notation: str) -> None:
    assert read("Exclusion", words) == ("full", notation)
