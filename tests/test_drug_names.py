"""Drugs and classes that no list knows: codes of drugs in development, classes by what they act on, shared heads."""

import pytest
from readings import read_item


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Use of mRNA-4157, BNT122 or HLX-02", "any(drug mrna-4157; drug bnt122; drug hlx-02)"),
        ("Prior treatment with BAY 94-9027", "drug bay 94-9027 past"),
        ("Prior treatment with CT-P13 or ARV-471", "any(drug ct-p13 past; drug arv-471 past)"),
        ("Treatment with SER-109", "drug ser-109"),
        ("SER-109 within 30 days before screening", "drug ser-109 [<= 30 d before screening]"),
        ("Prior S-1 or capecitabine", "any(drug tegafur/gimeracil/oteracil past; drug capecitabine past)"),
        ("CK-3773274 within 30 days before screening", "drug ck-3773274 [<= 30 d before screening]"),
        ("TNF antibodies (e.g., XYZ-101, JS016)", "any(drug_class tnf antibody; drug xyz-101; drug js016)"),
        ("Supplements such as calcium or zinc", "any(drug_class dietary supplement; drug calcium; drug zinc)"),
        ("Warfarin, H3B-6545 or bb2121", "any(drug warfarin; drug h3b-6545; drug bb2121)"),
    ],
)  # fmt: skip
def test_a_code_where_a_drug_stands_is_a_drug(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    "words",
    ["Use of UVB311", "Received a dose on C1D1", "Treatment with CD19 products", "Exposure to SARS-CoV-2"],
)
def test_what_else_is_written_in_letters_and_digits_is_no_drug(words: str) -> None:
    assert "drug " not in read_item(words)[0]


def test_a_hyphen_before_a_value_of_a_measure_is_of_no_code() -> None:
    expected = "any(systolic blood pressure = 160 mm[Hg]; BNP = 500 ?)"
    assert read_item("SBP-160 mmHg or BNP-500")[0] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Prior anti-PD-1/PD-L1/CTLA-4 therapy",
         "any(drug_class anti-pd-1 past; drug_class anti-pd-l1 past; drug_class anti-ctla-4 past)"),
        ("Anti-TNF or IL-6 agents", "any(drug_class anti-tnf; drug_class interleukin-6 inhibitor)"),
        ("Prior PD-1 or PD-L1 inhibitors", "any(drug_class anti-pd-1 past; drug_class anti-pd-l1 past)"),
        ("Use of IL-12/23 or IL-17 inhibitors",
         "any(drug_class interleukin-12/23 inhibitor; drug_class interleukin-17 inhibitor)"),
        ("JAK, TYK2, or BTK inhibitors",
         "any(drug_class jak inhibitor; drug_class tyk2 inhibitor; drug_class btk inhibitor)"),
        ("Prior FGFR- or MET-directed ADCs",
         "any(drug_class fgfr-directed adc past; drug_class met-directed adc past)"),
        ("Loop or thiazide diuretics", "any(drug_class loop diuretic; drug_class thiazide diuretic)"),
        ("Alpha or beta blockers", "any(drug_class alpha blocker; drug_class beta blocker)"),
        ("Use of sleep or anxiety medications", "any(drug_class hypnotic; drug_class anxiolytic)"),
        ("Oral or topical retinoids", "any(drug_class oral retinoid; drug_class topical retinoid)"),
        ("Prior PD-(L)1 inhibitors", "drug_class anti-pd-1/pd-l1 past"),
        ("5-HT1A agonists or B7-H3-targeted therapy",
         'any(drug_class 5-ht1a agonist; drug_class "b7-h3-targeted therapy")'),
    ],
)  # fmt: skip
def test_classes_share_their_head(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    "words",
    [
        "Methotrexate, cyclosporine (Neoral®), or azathioprine",
        "Adalimumab (Humira™), etanercept (Enbrel®), infliximab (or another anti-TNF), or rituximab",
        "Pimecrolimus cream, tacrolimus ointment, an estrogen patch or montelukast tablets",
        "Iron sucrose, ferric carboxymaltose (Ferinject(R)/Injectafer®), or ESAs",
    ],
)
def test_a_sign_or_form_behind_a_drug_parts_no_list(words: str) -> None:
    rule, _ = read_item(f"{words} within 4 weeks before screening")
    assert rule.count("[<= 4 wk before screening]") == rule.count("drug")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Use of an etonogestrel implant", "drug etonogestrel"),
        ("Buprenorphine implants or methadone", "any(drug buprenorphine; drug methadone)"),
        ("Prior dexamethasone intravitreal implant", "drug dexamethasone past"),
        ("Cochlear implant", "procedure cochlear implant"),
    ],
)
def test_an_implant_is_the_form_of_the_drug_before_it(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Methotrexate or JAK inhibitors", "any(drug methotrexate; drug_class jak inhibitor)"),
        ("HIV infection or on JAK inhibitors", "any(condition hiv infection; drug_class jak inhibitor current)"),
        ("Hypertension or diabetes medication", 'any(condition hypertension; drug_class "antidiabetic drug")'),
        ("Received BSC or PARP inhibitors", 'any(other "BSC"; drug_class parp inhibitor past)'),
        ("GLP-1/GIP agonists", 'any(other "GLP-1"; drug_class gip agonist)'),
    ],
)  # fmt: skip
def test_what_has_a_meaning_without_the_head_keeps_it(words: str, expected: str) -> None:
    assert read_item(words)[0] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Stimulant laxatives", "drug_class stimulant laxative"),
        ("Third generation cephalosporins", "drug_class third generation cephalosporin"),
        ("Long-acting injectable antipsychotics", "drug_class long-acting injectable antipsychotic"),
        ("Laxatives", "drug_class laxative"),
        ("Anti-CD20 antibodies", "drug_class anti-cd20 antibody"),
        ("Anti-CD20 therapy", "drug_class anti-cd20"),
        ("Factor VIII concentrates", "drug_class factor viii concentrate"),
    ],
)
def test_a_kind_of_a_class_is_not_the_class(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")
