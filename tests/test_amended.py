"""Items that amend what stands above them: alternatives, exceptions, wider limits for some."""

import pytest
import trialrules
from leaves import plain

CLEARED = "any(creatinine <= 1.5 mg/dL; creatinine clearance >= 60 mL/min)"
GILBERT = "any(bilirubin <= 1.5 x ULN; all(condition gilbert's syndrome; bilirubin <= 3 x ULN))"


def read(kind: str, lead: str, items: list[str], indent: str = "    ") -> tuple[str, str]:
    """The rule and coverage of a criterion that stands second, with the items below it."""
    listed = "".join(f"{indent}* {item}\n" for item in items)
    title = {"I": "Inclusion", "E": "Exclusion"}[kind]
    found = trialrules.extract(f"{title} Criteria:\n\n* Asthma\n* {lead}\n{listed}").criteria
    return plain(str(found[1].rule)), found[1].coverage


@pytest.mark.parametrize(
    ("kind", "lead", "items", "rule", "coverage"),
    [
        ("I", "Creatinine ≤ 1.5 mg/dL", ["OR creatinine clearance ≥ 60 mL/min"], CLEARED, "full"),
        ("I", "Creatinine ≤ 1.5 mg/dL, or", ["creatinine clearance ≥ 60 mL/min"], CLEARED, "full"),
        ("I", "Creatinine ≤ 1.5 mg/dL", ["AND creatinine clearance ≥ 60 mL/min"],
         "all(creatinine <= 1.5 mg/dL; creatinine clearance >= 60 mL/min)", "full"),
        ("I", "Adequate organ function:",
         ["Platelets ≥ 100,000/uL", "Creatinine ≤ 1.5 mg/dL", "OR creatinine clearance ≥ 60 mL/min"],
         f"all(platelet count >= 100000 /uL; {CLEARED})", "full"),
        # limits that are wider for some: each with those for whom it holds
        ("I", "AST and ALP ≤ 2.5 × ULN, with the following exceptions:",
         ["Patients with liver metastases: AST ≤ 5 × ULN", "Patients with bone metastases: ALP ≤ 5 × ULN"],
         "all(any(AST <= 2.5 x ULN; all(condition liver metastasis; AST <= 5 x ULN)); "
         "any(ALP <= 2.5 x ULN; all(condition bone metastasis; ALP <= 5 x ULN)))", "full"),
        ("I", "HbA1c 7-10 %, with the following exceptions:", ["Patients on insulin: HbA1c 6-11 %", "Age > 75 years"],
         "any(HbA1c in [7, 10] %; all(drug_class insulin current; HbA1c in [6, 11] %); age > 75 a)", "full"),
        ("I", "One of the following:", ["Patients with gout: uric acid < 6 mg/dL", "No asthma, or FEV1 > 2 L"],
         "any(all(condition gout; uric acid < 6 mg/dL); any(not(condition asthma); FEV1 > 2 L))", "full"),
        ("E", "AST > 2.5 × ULN, with the following exceptions:", ["Patients with liver metastases: AST > 5 × ULN"],
         "all(AST > 2.5 x ULN; not(all(condition liver metastasis; AST > 5 x ULN)))", "partial"),
        ("I", "Iron deficiency, including but not limited to:", ["Ferritin < 30 ng/mL", "TSAT < 20 %"],
         "any(condition iron deficiency; all(ferritin < 30 ng/mL; transferrin saturation < 20 %))", "partial"),
        ("I", "One of the following:", ["Gout", "or psoriasis", "or lupus nephritis"],
         "any(condition gout; condition psoriasis; condition lupus nephritis)", "full"),
        ("I", "Two or more of the following:", ["Gout", "or psoriasis", "lupus nephritis"],
         "at_least 2(any(condition gout; condition psoriasis); condition lupus nephritis)", "full"),
        ("I", "Bilirubin ≤ 1.5 x ULN",
         ["Except subjects with Gilbert's syndrome, who must have bilirubin ≤ 3 x ULN"], GILBERT, "partial"),
        ("I", "Bilirubin ≤ 1.5 x ULN",
         ["Patients with Gilbert's syndrome are eligible if bilirubin ≤ 3 x ULN"], GILBERT, "partial"),
        ("E", "Active malignancy", ["Except basal cell carcinoma"],
         "condition malignancy current except basal cell carcinoma", "partial"),
        ("I", "No malignancy", ["Exception: basal cell carcinoma"],
         "not(condition malignancy except basal cell carcinoma)", "partial"),
        ("E", "Prior allogeneic transplant", ["or dialysis within 6 months"],
         "any(procedure allogeneic stem cell transplantation past; procedure dialysis [<= 6 mo before now])", "full"),
        ("E", "Any of the following:", ["Gout", "LVEF < 40%", "except in patients with a pacemaker"],
         "any(condition gout; all(LVEF < 40 %; not(procedure pacemaker)))", "partial"),
        ("I", "No prior therapy", ["Except hydroxyurea"],
         'any(other "No prior therapy"; drug hydroxyurea)', "partial"),
        ("E", "Prior nivolumab", ["Unless stopped more than 12 months ago"],
         "all(drug nivolumab past; not(other \"Unless stopped more than 12 months ago\"))", "partial"),
    ],
)  # fmt: skip
def test_items(kind: str, lead: str, items: list[str], rule: str, coverage: str) -> None:
    assert read(kind, lead, items) == (rule, coverage)


@pytest.mark.parametrize(
    ("kind", "above", "below"),
    [
        ("I", "Creatinine ≤ 1.5 mg/dL", "OR creatinine clearance ≥ 60 mL/min"),
        ("I", "Bilirubin ≤ 1.5 x ULN", "Except in Gilbert's syndrome"),
        ("E", "Active malignancy", "Exceptions: basal cell carcinoma"),
    ],
)
def test_beside_it(kind: str, above: str, below: str) -> None:
    """Criteria of their own stay apart, and neither is read in full."""
    assert read(kind, above, [below], indent="")[1] == "partial"


def test_or_among_exclusions() -> None:
    assert read("E", "Asthma attack", ["or pneumonia"], indent="") == ("condition asthma attack", "full")


@pytest.mark.parametrize(
    ("kind", "words", "rule"),
    [
        (
            "Inclusion",
            "Bilirubin <= 1.5 x ULN; for patients with Gilbert's syndrome, bilirubin <= 3 x ULN",
            "all(any(condition gilbert's syndrome; bilirubin <= 1.5 x ULN); "
            "any(not(condition gilbert's syndrome); bilirubin <= 3 x ULN))",
        ),
        (
            "Exclusion",
            "Bilirubin > 1.5 x ULN; for patients with Gilbert's syndrome, bilirubin > 3 x ULN",
            "any(all(not(condition gilbert's syndrome); bilirubin > 1.5 x ULN); "
            "all(condition gilbert's syndrome; bilirubin > 3 x ULN))",
        ),
        (  # narrower for some: the other limit holds of them, too
            "Inclusion",
            "SBP < 140 mmHg; for patients with diabetes, SBP < 130 mmHg",
            "all(systolic blood pressure < 140 mm[Hg]; "
            "any(not(condition diabetes mellitus); systolic blood pressure < 130 mm[Hg]))",
        ),
    ],
)
def test_a_limit_told_again_of_some_leaves_the_first_to_the_others(kind: str, words: str, rule: str) -> None:
    (criterion,) = trialrules.extract(f"{kind}: {words}").criteria
    assert (str(criterion.rule).replace(" {?}", ""), criterion.coverage) == (rule, "full")
