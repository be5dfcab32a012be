"""Words behind a name that limit it, and what they deny: no other thing of the list, and nothing that they name."""

import pytest
from readings import read_item

FAILED = "condition treatment failure"


@pytest.mark.parametrize(
    ("words", "rule", "coverage"),
    [
        ("Infection, not requiring antibiotics", "all(condition infection; not(drug_class antibiotic))", "full"),
        ("Cancer, not in remission", "all(condition cancer; not(condition remission))", "full"),
        ("Asthma, not controlled", 'all(condition asthma; not(other "controlled"))', "partial"),
        ("Cirrhosis, not due to alcohol", 'all(condition cirrhosis; not(other "due to alcohol"))', "partial"),
        ("Hypertension, not well controlled, or diabetes",
         'any(all(condition hypertension; not(other "controlled")); condition diabetes mellitus)', "partial"),
        ("Hypothyroidism that does not need replacement, or gout",
         "any(all(condition hypothyroidism; not(procedure replacement)); condition gout)", "full"),
        ("Pregnant, breastfeeding, unwilling to use contraception",
         "any(condition pregnancy; condition breastfeeding; not(attribute contraception = yes))", "full"),
        ("Women of childbearing potential, not using contraception",
         "all(attribute childbearing potential = yes; not(attribute contraception = yes))", "full"),
        ("Dementia, unable to read English", "any(condition dementia; not(attribute language = English))", "full"),
    ],
)  # fmt: skip
def test_what_a_comma_parts_from_a_name_may_limit_it(words: str, rule: str, coverage: str) -> None:
    assert read_item(words) == (rule, coverage)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Bleeding not correctable with platelet transfusion",
         'all(condition bleeding; other "not correctable with platelet transfusion")'),
        ("Coagulopathy that cannot be corrected by vitamin K or plasma",
         'all(condition coagulopathy; other "cannot be corrected by vitamin K or plasma")'),
        ("Influenza vaccine within 3 months to reduce the risk of infection",
         'all(vaccine "influenza vaccine" [<= 3 mo before now]; other "to reduce the risk of infection")'),
        ("Depression even when treated with sertraline",
         'all(condition depression; other "even when treated with sertraline")'),
    ],
)  # fmt: skip
def test_what_a_circumstance_names_is_no_leaf(words: str, rule: str) -> None:
    assert read_item(words)[0] == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Hypertension not controlled by diuretics",
         f"all(condition hypertension; {FAILED} to drug_class:diuretic)"),
        ("Diabetes not adequately controlled on metformin",
         f"all(condition diabetes mellitus; {FAILED} current to drug:metformin)"),
        ("Asthma refractory to theophylline or omalizumab",
         f"all(condition asthma; any({FAILED} to drug:theophylline; {FAILED} to drug:omalizumab))"),
        ("Asthma with allergy to aspirin or ibuprofen",
         "all(condition asthma; any(condition allergy to drug:aspirin; condition allergy to drug:ibuprofen))"),
    ],
)  # fmt: skip
def test_the_words_before_an_object_are_of_its_whole_list(words: str, rule: str) -> None:
    assert read_item(words) == (rule, "full")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Free of any disease other than asthma", 'other "Free of any disease other than asthma"'),
        ("No disease other than gout", 'other "No disease other than gout"'),
        ("Otherwise healthy apart from asthma", 'other "Otherwise healthy apart from asthma"'),
        ("In good general health, with no clinically relevant disease other than psoriasis",
         'all(attribute healthy volunteer = yes; other "no clinically relevant disease other than psoriasis")'),
        ("No serious illness except hypertension", "not(condition serious illness except hypertension)"),
    ],
)  # fmt: skip
def test_what_may_be_there_beside_health_is_neither_denied_nor_asked_for(words: str, rule: str) -> None:
    assert read_item(words, "Inclusion")[0] == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Ischemic stroke (ICD 10: I63)", "condition ischemic stroke"),
        ("Heart failure, ICD-9 428.x", "condition heart failure"),
        ("Type 2 diabetes with ICD-10-CM code E11.9", "condition type 2 diabetes"),
        ("An ICD or a pacemaker",
         "any(condition implantable cardioverter-defibrillator; condition pacemaker)"),
        ("Measurable disease by Response Evaluation Criteria in Solid Tumor (RECIST) version 1.1",
         "condition measurable disease"),
        ("Moderately severe depression", "condition moderately severe depression"),
        ("Thermal ablation of the liver", "procedure liver thermal ablation"),
        ("PLS", "condition primary lateral sclerosis"),
    ],
)  # fmt: skip
def test_codes_and_criteria_name_nothing_more(words: str, rule: str) -> None:
    assert read_item(words) == (rule, "full")
