"""Washout tables: what must be over for so long, under a title, a lead-in or an own "since"."""

import pytest
import trialrules
from readings import cases, read_plainly

FULL = [
    ("I", "At least 2 weeks since transfusion", "not(procedure blood transfusion [< 2 wk before now])"),
    ("I", "At least 6 months since liver transplantation", "procedure liver transplantation [>= 6 mo before now]"),
    (
        "I",
        "At least 4 weeks since surgery, 2 weeks since radiotherapy, and 1 week since transfusion",
        "all(not(procedure surgery [< 4 wk before now]); not(therapy radiotherapy [< 2 wk before now]); "
        "not(procedure blood transfusion [< 1 wk before now]))",
    ),
    (
        "E",
        "Less than 4 weeks from surgery, radiotherapy, or chemotherapy",
        "any(procedure surgery [< 4 wk before now]; therapy radiotherapy [< 4 wk before now]; "
        "drug_class chemotherapy [< 4 wk before now])",
    ),
    ("E", "Within 4 weeks of surgery, use of anticoagulants", "drug_class anticoagulant [<= 4 wk before surgery]"),
    (
        "I",
        "Growth hormone: at least 14 days since the completion of therapy with growth hormone",
        "not(drug_class growth hormone [< 14 d before now])",
    ),
    (
        "I",
        "At least 20 days since the completion of treatment with a biologic",
        "not(drug_class biologic [< 20 d before now])",
    ),
    (
        "I",
        "At least 4 weeks from completion of treatment with bevacizumab",
        "not(drug bevacizumab [< 4 wk before now])",
    ),
    ("I", "At least 8 weeks after completing rituximab", "not(drug rituximab [< 8 wk before now])"),
    ("I", "At least 4 weeks since any type of immunotherapy", "not(drug_class immunotherapy [< 4 wk before now])"),
    ("E", "Within 14 days after receiving a live vaccine", 'vaccine "live vaccine" [<= 14 d before now]'),
    (
        "I",
        "Prior hormonal therapy: at least 2 weeks from last administration",
        'not(drug_class "hormone therapy" [< 2 wk before now])',
    ),
    ("I", "Bevacizumab: at least 4 weeks from the last infusion", "not(drug bevacizumab [< 4 wk before now])"),
    ("I", "Rituximab: at least 6 months after rituximab", "not(drug rituximab [< 6 mo before now])"),
    (
        "I",
        "Steroids: at least 14 days since the last dose of systemic corticosteroid",
        "not(drug_class systemic corticosteroid [< 14 d before now])",
    ),
    (
        "I",
        "At least 3 weeks since chemotherapy, and at least 6 weeks if mitomycin was given",
        "all(not(drug_class chemotherapy [< 3 wk before now]); not(drug mitomycin [< 6 wk before now]))",
    ),
    (
        "I",
        "At least 21 days from last chemotherapy, 42 days if prior nitrosourea",
        "all(not(drug_class chemotherapy [< 21 d before now]); not(drug_class nitrosourea [< 42 d before now]))",
    ),
    (
        "I",
        "Time since prior therapy: chemotherapy 3 weeks; radiotherapy 4 weeks",
        "all(not(drug_class chemotherapy [< 3 wk before now]); not(therapy radiotherapy [< 4 wk before now]))",
    ),
    ("I", "Time elapsed since menopause: at least 2 years", "condition menopause [>= 2 a before now]"),
    ("I", "At least 6 months after stroke", "condition stroke [>= 6 mo before now]"),
]
PART = [
    (  # a kidney transplant may well be asked for
        "I",
        "Kidney transplantation: at least 6 months after kidney transplantation",
        "procedure kidney transplantation [>= 6 mo before now]",
    ),
    (
        "I",
        "At least 2 weeks since radiotherapy, and at least 6 weeks if the spine was irradiated",
        'all(not(therapy radiotherapy [< 2 wk before now]); other "at least 6 weeks"; other "spine was irradiated")',
    ),
    (
        "I",
        "At least 6 weeks after delivery and 3 months after completing breastfeeding",
        'all(procedure delivery [>= 6 wk before now]; other "completing"; '
        "condition breastfeeding [>= 3 mo before now])",
    ),
    (
        "I",
        "Contraception: for at least 90 days after the last dose",
        'all(attribute contraception = yes; other "at least 90 days after the last")',
    ),
    (
        "I",
        "At least 7 days since the last biologic agent, kinase inhibitor or metronomic non-cytotoxic regimen",
        "all(not(drug_class biologic [< 7 d before now]); not(drug_class kinase inhibitor [< 7 d before now]); "
        'not(other "metronomic non-cytotoxic regimen"))',
    ),
]


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), cases(FULL, PART))
def test_reading(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "Inclusion Criteria:\n- The following minimum intervals must have elapsed before enrolment:\n"
            "  - Radiotherapy: at least 4 weeks, or 12 weeks for craniospinal irradiation\n  - Surgery: 2 weeks",
            "all(all(not(therapy radiotherapy [< 4 wk before enrolment]); "
            "not(procedure craniospinal irradiation [< 12 wk before enrolment])); "
            "not(procedure surgery [< 2 wk before enrolment]))",
        ),
        (
            "Exclusion Criteria:\n- Not enough time has passed since:\n  - surgery (4 weeks)\n  - infection (2 weeks)",
            "any(procedure surgery [< 4 wk before now]; condition infection [< 2 wk before now])",
        ),
        (
            "Exclusion Criteria:\n- Use of these drugs within the indicated periods before screening:\n"
            "  - Methotrexate: 4 weeks\n  - Adalimumab: 10 weeks",
            "any(drug methotrexate [<= 4 wk before screening]; drug adalimumab [<= 10 wk before screening])",
        ),
    ],
)
def test_lead_ins_over_times_without(text: str, rule: str) -> None:
    lead = trialrules.extract(text).criteria[0]
    assert (str(lead.rule), lead.coverage) == (rule, "full")
