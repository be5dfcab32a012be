"""The five real pages of the folder TRIALRULES_REAL_TEXT: their facts.

None of the pages' sentences stand here: criteria are found by the leaves that they have.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import trialrules
from facts import decide, matching, parts, rule_with, says, wrong_spans
from trialrules.models import RuleSet

FOLDER = Path(os.environ.get("TRIALRULES_REAL_TEXT") or "no folder")
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="TRIALRULES_REAL_TEXT names no folder of real texts")
PAGES = ("ram-ms", "smart-ms-registry", "smart-ms-page", "ahsct-ms", "ms-society")
SMART = ("smart-ms-registry", "smart-ms-page")


def path(name: str) -> Path:
    return FOLDER / "seeds" / f"seed-{name}.txt"


@pytest.fixture(scope="module")
def pages() -> dict[str, RuleSet]:
    return {name: trialrules.extract(trialrules.read(path(name))) for name in PAGES}


RAM = [
    ("inclusion", "age in [18, 50] a"),
    ("inclusion", "EDSS in [0, 5.5]"),
    ("inclusion", "relapses >= 1"),
    ("inclusion", "gadolinium-enhancing lesions >= 1"),
    ("inclusion", "new or enlarging T2 lesions >= 3"),
    ("exclusion", "platelet count < 100 10*9/L"),
    ("exclusion", "white blood cell count < 1.5 10*9/L"),
    ("exclusion", "any(ALT > 2 x ULN; AST > 2 x ULN)"),
    ("exclusion", "bilirubin > 1 x ULN"),
    ("exclusion", "creatinine clearance < 60 mL/min"),
    ("exclusion", "creatinine > 200 umol/L"),
    ("exclusion", "any(systolic blood pressure > 180 ?; diastolic blood pressure > 110 ?)"),
    ("exclusion", "NYHA in [3, 4]"),
    (
        "exclusion",
        "any(drug natalizumab [<= 2 mo before first_dose]; drug fingolimod [<= 2 mo before first_dose];"
        " drug dimethyl fumarate [<= 1 mo before first_dose])",
    ),
    ("exclusion", "drug teriflunomide [<= 2 a before first_dose]"),
    (
        "exclusion",
        "any(drug_class glucocorticoid [<= 1 mo before first_dose]; drug corticotropin [<= 1 mo before first_dose])",
    ),
    ("exclusion", "study clinical trial [< 30 d before now]"),
]
SMART_FACTS = [
    ("inclusion", "EDSS in [4, 7]"),
    ("inclusion", "disease duration in [2, 15] a"),
    (
        "exclusion",
        "any(drug cladribine [<= 12 mo before enrolment]; drug ocrelizumab [<= 12 mo before enrolment];"
        " drug rituximab [<= 12 mo before enrolment]; drug alemtuzumab [<= 12 mo before enrolment])",
    ),
    (
        "exclusion",
        "any(drug_class glucocorticoid [<= 3 mo before enrolment]; drug corticotropin [<= 3 mo before enrolment])",
    ),
    ("exclusion", "eGFR < 60 mL/min/{1.73_m2}"),
    ("exclusion", "platelet count < 100 10*9/L"),
]
AHSCT = [
    ("inclusion", "age in [18, 60] a"),
    ("inclusion", "EDSS in [3, 6]"),
    ("inclusion", "any(EDSS cerebellar functional score >= 3; EDSS pyramidal functional score >= 3)"),
]
FACTS = [
    *(("ram-ms", *fact) for fact in RAM),
    *((page, *fact) for page in SMART for fact in SMART_FACTS),
    *(("ahsct-ms", *fact) for fact in AHSCT),
]


@pytest.mark.parametrize(("page", "kind", "fact"), FACTS, ids=lambda part: part)
def test_a_fact_of_a_page(pages: dict[str, RuleSet], page: str, kind: str, fact: str) -> None:
    assert says(pages[page], kind, fact)


PATTERNS = [
    ("ram-ms", r"condition .*relapse.* \[<= 1 mo before enrolment\]", 1),
    ("ram-ms", r"vaccine .*(varicella|zoster).* \[>= 6 wk before enrolment\]", 1),
    ("ram-ms", r".*plasma concentration < 0.02 ug/mL", 1),
    ("smart-ms-registry", r"condition .*relapse.* \[<= 2 a before enrolment\]", 1),
    ("smart-ms-registry", r"(therapy|procedure) .*hematopoietic.* \[<= 12 mo before enrolment\]", 1),
    ("smart-ms-registry", r"condition remission.* for \[> 1 a\]", 1),
    ("ahsct-ms", r"drug_class cytotoxic agent.* \[<= 1 mo before enrolment\]", 2),
    ("ahsct-ms", r"condition malignan.* \[<= 5 a before now\]", 1),
]


@pytest.mark.parametrize(("page", "pattern", "times"), PATTERNS)
def test_an_exclusion_leaf_of_a_page(pages: dict[str, RuleSet], page: str, pattern: str, times: int) -> None:
    assert len(matching(pages[page], "exclusion", pattern)) == times


def test_relapses_and_lesions_of_either_kind(pages: dict[str, RuleSet]) -> None:
    rule = rule_with(pages["ram-ms"], "gadolinium-enhancing lesions")
    for relapses, enhancing, new, answer in [(1, 1, 0, 1), (1, 0, 1, 1), (1, 0, 0, 0), (0, 1, 1, 0)]:
        facts = {"relapses": bool(relapses), "gadolinium": bool(enhancing), "new or enlarging": bool(new)}
        assert decide(rule, facts, others=True) is bool(answer), facts


def test_few_white_cells_unless_a_medication_explains_them(pages: dict[str, RuleSet]) -> None:
    rule = rule_with(pages["ram-ms"], "white blood cell count <")
    few = {"white blood cell count <": True}
    assert decide(rule, few, others=False)
    assert not decide(rule, {**few, "white blood cell count >": True}, others=True)
    assert decide(rule, {**few, "white blood cell count >": False}, others=True)


def test_white_cells_are_read_with_warnings(pages: dict[str, RuleSet]) -> None:
    assert {"decimal_comma", "lost_exponent"} <= {warning.code for warning in pages["ram-ms"].warnings}


def test_teriflunomide_unless_cleared(pages: dict[str, RuleSet]) -> None:
    rule = rule_with(pages["ram-ms"], "drug teriflunomide [")
    taken = {"drug teriflunomide [": True}
    assert decide(rule, taken, others=False)
    assert not decide(rule, taken, others=True)
    assert not decide(rule, {"drug teriflunomide [": False}, others=True)


def test_teriflunomide_is_not_cleared_while_it_is_in_the_plasma(pages: dict[str, RuleSet]) -> None:
    rule = rule_with(pages["ram-ms"], "drug teriflunomide [")
    still = {"drug teriflunomide [": True, "plasma concentration": False, "teriflunomide plasma": False}
    assert decide(rule, still, others=True)


def test_the_plasma_concentration_is_that_of_teriflunomide(pages: dict[str, RuleSet]) -> None:
    assert matching(pages["ram-ms"], "exclusion", "teriflunomide plasma concentration < 0.02 ug/mL")


def test_malignancy_with_its_three_exceptions(pages: dict[str, RuleSet]) -> None:
    (leaf,) = matching(pages["ram-ms"], "exclusion", "condition malignancy past except .*")
    names = leaf.partition(" except ")[2].split(", ")
    assert len(names) == 3
    assert all(word in name for word, name in zip(("basal cell", "squamous", "cervi"), names, strict=True))


NAMED = ("natalizumab", "fingolimod", "dimethyl fumarate", "glatiramer acetate", "teriflunomide", "siponimod")


@pytest.mark.parametrize("page", SMART)
def test_a_class_and_its_named_members_and_nothing_else(pages: dict[str, RuleSet], page: str) -> None:
    rule = rule_with(pages[page], "drug siponimod")
    assert rule.op == "any"
    window = " [<= 6 mo before enrolment]"
    assert {str(part).removesuffix(window) for part in parts(rule)} == {
        *(f"drug {name}" for name in NAMED),
        *("drug_class interferon beta", "drug_class immunomodulatory treatment"),
        'drug_class "immunosuppressive drug"',
    }


@pytest.mark.parametrize("page", SMART)
def test_a_carcinoma_in_situ_that_is_not_in_remission_excludes(pages: dict[str, RuleSet], page: str) -> None:
    rule = rule_with(pages[page], "condition remission")
    facts = {"condition malignancy": True, "condition basal": False, "other": False, "condition remission": False}
    assert decide(rule, facts, others=True)
    assert not decide(rule, {**facts, "condition remission": True}, others=True)


KINDS = ("inclusion", "exclusion", "unknown")


def test_two_layouts_of_one_trial_give_the_same_rules(pages: dict[str, RuleSet]) -> None:
    registry, page = (
        {kind: [(str(c.rule), c.coverage) for c in pages[name].criteria if c.kind == kind] for kind in KINDS}
        for name in SMART
    )
    assert registry == {kind: rules[1:] for kind, rules in page.items()}
    assert registry["unknown"] == []


def test_the_page_with_the_first_items_has_the_age(pages: dict[str, RuleSet]) -> None:
    assert says(pages["smart-ms-page"], "inclusion", "age in [18, 55] a")
    assert not matching(pages["smart-ms-registry"], "inclusion", "age .*")


def test_kinds_are_inferred_where_no_heading_says_them(pages: dict[str, RuleSet]) -> None:
    assert "kind_inferred" in {warning.code for warning in pages["ahsct-ms"].warnings}
    assert {c.kind for c in pages["ahsct-ms"].criteria} == {"inclusion", "exclusion"}


def test_an_article_gives_no_rules_a_warning_and_success() -> None:
    program = [sys.executable, "-m", "trialrules", "extract", str(path("ms-society"))]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    ruleset = RuleSet.model_validate_json(done.stdout)
    assert (ruleset.trial.id, ruleset.criteria) == ("seed-ms-society", ())
    assert [warning.code for warning in ruleset.warnings] == ["no_criteria"]


@pytest.mark.parametrize("name", PAGES)
def test_every_span_of_a_page_holds_its_words(pages: dict[str, RuleSet], name: str) -> None:
    assert pages[name].text == path(name).read_bytes().decode("utf-8")
    assert wrong_spans(pages[name]) == []
