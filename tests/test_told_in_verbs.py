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
    assert read("Exclusion", words) == ("full", notation)


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
