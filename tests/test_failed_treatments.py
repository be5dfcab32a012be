"""Treatments that failed: what did not work is what somebody has, and no use of it."""

import pytest
import trialrules
from readings import criterion

FAILED = "condition treatment failure"


@pytest.mark.parametrize(
    "words",
    [
        "Inadequate response to methotrexate",
        "Insufficient clinical response to methotrexate",
        "Lack of efficacy of methotrexate",
        "Loss of response to methotrexate",
        "No response to methotrexate",
        "Non-response to methotrexate",
        "Primary non-responders to methotrexate",
        "Patients who did not respond to methotrexate",
        "Failure to respond adequately to methotrexate",
        "Failure of treatment with methotrexate",
        "Have failed methotrexate",
        "Refractory to methotrexate",
        "Unresponsive to methotrexate",
    ],
)
def test_many_words_say_that_a_treatment_failed(words: str) -> None:
    found = criterion(words, "Inclusion")
    assert (str(found.rule), found.coverage) == (f"{FAILED} to drug:methotrexate", "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Inadequate response or intolerance to at least one TNF inhibitor",
         f"any({FAILED} to drug_class:anti-tnf; condition intolerance to drug_class:anti-tnf)"),
        ("Have failed or are intolerant to hydroxyurea",
         f"any({FAILED} to drug:hydroxyurea; condition intolerance to drug:hydroxyurea)"),
        ("Inadequate response to, or intolerance of, aspirin, clopidogrel or heparin",
         "any(" + "; ".join(f"{what} to drug:{drug}" for drug in ("aspirin", "clopidogrel", "heparin")
                            for what in (FAILED, "condition intolerance")) + ")"),
        ("Failed one of the following: methotrexate, leflunomide, sulfasalazine",
         f"any({FAILED} to drug:methotrexate; {FAILED} to drug:leflunomide; {FAILED} to drug:sulfasalazine)"),
        ("Asthma refractory to inhaled corticosteroids",
         f"all(condition asthma; {FAILED} to drug_class:inhaled corticosteroid)"),
        ("Failure of standard treatment", f'{FAILED} to therapy:"standard therapy"'),
        ("Prior failure of adalimumab", f"{FAILED} past to drug:adalimumab"),
        ("No response to rituximab within the last 6 months", f"{FAILED} [<= 6 mo before now] to drug:rituximab"),
    ],
)  # fmt: skip
def test_what_failed_stands_in_lists_and_beside_other_things(words: str, rule: str) -> None:
    found = criterion(words, "Inclusion")
    assert (str(found.rule), found.coverage) == (rule, "full")


@pytest.mark.parametrize(
    "words",
    [
        "Failed at least two prior antidepressants",
        "Inadequate response to methotrexate for at least 12 weeks",
        "Inadequate response to prednisone ≥ 10 mg/day",
        "Partial response to sertraline",
        "Resistant to clopidogrel",
    ],
)
def test_a_count_a_time_and_another_response_are_not_guessed(words: str) -> None:
    assert criterion(words, "Inclusion").coverage == "partial"


@pytest.mark.parametrize(
    "words",
    [
        "Failed renal transplant",
        "Failed back surgery syndrome",
        "Failure to thrive",
        "Heart failure with digoxin toxicity",
        "Refractory seizures treated with phenobarbital",
        "Clinical response to infliximab",
        "Unresponsive to painful stimuli",
    ],
)
def test_other_failures_and_responses_are_none_of_a_treatment(words: str) -> None:
    assert FAILED not in str(criterion(words, "Exclusion").rule)


@pytest.mark.parametrize("kind", ["Inclusion", "Exclusion"])
def test_each_of_a_longer_list_is_what_allergy_and_intolerance_are_of(kind: str) -> None:
    found = criterion("Allergy or intolerance to aspirin, clopidogrel or heparin", kind)
    each = [f"condition {what} to drug:{drug}" for drug in ("aspirin", "clopidogrel", "heparin")
            for what in ("allergy", "intolerance")]  # fmt: skip
    assert (str(found.rule), found.coverage) == (f"any({'; '.join(each)})", "full")


def test_an_allergy_to_one_of_the_following_is_any_of_them() -> None:
    found = criterion("Allergy to one of the following: aspirin, heparin", "Inclusion")
    assert str(found.rule) == "any(condition allergy to drug:aspirin; condition allergy to drug:heparin)"
    assert found.coverage == "full"


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Refractory or intolerant to:\n  - aspirin\n  - heparin",
         f"any(any({FAILED} to drug:aspirin; condition intolerance to drug:aspirin); "
         f"any({FAILED} to drug:heparin; condition intolerance to drug:heparin))"),
        ("Intolerance to or contraindication for all of the following:\n  - aspirin\n  - heparin",
         "all(any(condition intolerance to drug:aspirin; condition contraindication to drug:aspirin); "
         "any(condition intolerance to drug:heparin; condition contraindication to drug:heparin))"),
        ("Failure (loss of response or intolerance) of at least one of:\n  - aspirin\n  - heparin",
         f"any({FAILED} to drug:aspirin; {FAILED} to drug:heparin)"),
        ("Failed treatment with at least two of the following:\n  - aspirin\n  - heparin\n  - warfarin",
         f"at_least 2({FAILED} to drug:aspirin; {FAILED} to drug:heparin; {FAILED} to drug:warfarin)"),
        ("Failure of any of:\n  - methotrexate >= 15 mg/week for at least 12 weeks\n  - heparin",
         f"any(all({FAILED} to drug:methotrexate; drug methotrexate for [>= 12 wk] dose >= 15 mg/wk); "
         f"{FAILED} to drug:heparin)"),
    ],
)  # fmt: skip
def test_what_the_items_of_a_lead_in_are_the_failures_of(words: str, rule: str) -> None:
    lead, *_ = trialrules.extract(f"Inclusion Criteria:\n\n* {words}\n").criteria
    assert (str(lead.rule), lead.coverage) == (rule, "full")
