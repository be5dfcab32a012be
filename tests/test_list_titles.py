"""What a list's own title names is no member of the list; what it says of them, all of them have."""

import pytest
import trialrules
from readings import cases, read_plainly

_FULL = [
    ("E", "Concurrent use of any of the following medications: anticoagulants, lithium, or digoxin",
     "any(drug_class anticoagulant current; drug lithium current; drug digoxin current)"),
    ("I", "No use of the following medications within 30 days: opioids, benzodiazepines",
     "all(not(drug_class opioid [<= 30 d before now]); not(drug_class benzodiazepine [<= 30 d before now]))"),
    ("E", "Treatment with the following medicines within 4 weeks: methotrexate, leflunomide",
     "any(drug methotrexate [<= 4 wk before now]; drug leflunomide [<= 4 wk before now])"),
    ("E", "Use of the following prohibited medications: warfarin, phenytoin", "any(drug warfarin; drug phenytoin)"),
    ("E", "Ongoing treatment with any of the following immunosuppressants: azathioprine, ciclosporin",
     "any(drug azathioprine current; drug cyclosporine current)"),
    ("E", "History of the following surgeries: bariatric surgery, gastrectomy",
     "any(procedure bariatric surgery past; procedure gastrectomy past)"),
    ("I", "Treatment with one of the following disease-modifying therapies for at least 6 months: "
     "interferon beta, glatiramer acetate",
     "any(drug_class interferon beta for [>= 6 mo]; drug glatiramer acetate for [>= 6 mo])"),
    ("E", "Concurrent medication: warfarin, lithium", "any(drug warfarin current; drug lithium current)"),
    ("E", "Any of the following cardiac conditions: angina, stroke",
     "any(condition angina pectoris; condition stroke)"),
    # a class with examples, and what comes after something
    ("E", "Any concomitant medication, e.g. warfarin", "any(therapy medication; drug warfarin)"),
    ("E", "Corticosteroids (including prednisone)", "any(drug_class corticosteroid; drug prednisone)"),
]  # fmt: skip
_PARTLY = [
    ("E", "Any of the following severe diseases: asthma, gout",
     "all(condition severe disease; any(condition asthma; condition gout))"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(_FULL, _PARTLY))
def test_the_title_of_a_list(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(
    ("kind", "words", "rule"),
    [
        ("I", "Endocrine therapy: no concurrent steroids", "not(drug_class corticosteroid current)"),
        ("I", "Biologic therapy: no prior interferon", "not(drug_class interferon past)"),
        ("E", "Prior surgery: knee replacement", "procedure knee replacement past"),
        ("E", "Anticoagulants: warfarin, heparin", "any(drug warfarin; drug heparin)"),
        ("E", "Infections: HIV, HBV", "any(condition hiv infection; condition hepatitis b)"),
        ("E", "Anticoagulants: stopped less than 5 days before", "drug_class anticoagulant [< 5 d before now]"),
        (
            "I",
            "Myelosuppressive chemotherapy: at least 2 weeks since chemotherapy",
            'not(drug_class "myelosuppressive therapy" [< 2 wk before now])',
        ),
    ],
)
def test_a_title_that_opens_a_criterion_is_no_thing_beside_those_of_its_sort(kind: str, words: str, rule: str) -> None:
    assert read_plainly(kind, words) == (rule, "full")


def test_a_title_of_what_an_exception_narrows_stays() -> None:
    assert "condition malignancy" in read_plainly("E", "Malignancy: except basal cell carcinoma")[0]


def test_a_topic_of_which_nothing_is_specified_is_no_criterion() -> None:
    text = "Inclusion criteria\n- Menopausal status: not specified\n- Renal: Not specified\n- Gout"
    assert [c.text for c in trialrules.extract(text).criteria] == ["Gout"]
