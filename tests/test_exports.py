"""Exports: what other programs accept and read back, with nothing dropped in silence."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import trialrules
from click.testing import CliRunner
from fhir.resources.bundle import Bundle
from fhir.resources.evidencevariable import EvidenceVariable
from trialrules.cli import main
from trialrules.evaluation.corpus import home
from trialrules.evaluation.gold import read_gold
from trialrules.models import Criterion, Rule, RuleSet, Span, Trial, parse
from trialrules.models.algebra import occurrences
from trialrules.pipeline.exports import EXPORTS, export, fhir
from trialrules.pipeline.exports.base import in_every_unit

GOLD = [read_gold(path).ruleset for path in sorted(home().glob("*.gold.json"))]


def ruleset(rule: str, kind: Any = "inclusion") -> RuleSet:
    c = Criterion(id="C1", kind=kind, span=Span(start=0, end=1), text="x", rule=parse(rule), coverage="full")
    return RuleSet(trial=Trial(id="T/1"), text="x", criteria=(c,))


def only(rule: str, kind: Any = "inclusion") -> Any:
    """The characteristic of one rule."""
    made = fhir.evidence_variable(ruleset(rule, kind))
    EvidenceVariable.model_validate(made)
    (characteristic,) = made["characteristic"][0]["definitionByCombination"]["characteristic"]
    return characteristic


def leaves(rule: Rule | None) -> int:
    return len(list(occurrences(rule)))


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_a_table_has_a_row_for_each_leaf_of_the_gold(tmp_path: Path, format: str) -> None:
    assert export(GOLD, tmp_path, format) == []
    file = tmp_path / f"rules.{format}"
    found = duckdb.sql(f"select trial, count(op), count(distinct criterion) from '{file}' group by trial").fetchall()
    wanted = {(g.trial.id, sum(leaves(c.rule) for c in g.criteria), len(g.criteria)) for g in GOLD if g.criteria}
    assert set(found) == wanted


def test_a_table_can_be_asked(tmp_path: Path) -> None:
    text = "Exclusion: platelets < 100 x 10^9/L or natalizumab within the last 2 months"
    export([trialrules.extract(text, id="T")], tmp_path, "parquet")
    ask = "select name, upper, upper_inclusive, window_upper, window_unit, path from '{}' order by start"
    assert duckdb.sql(ask.format(tmp_path / "rules.parquet")).fetchall() == [
        ("platelet count", 100, False, None, None, "any:0"),
        ("natalizumab", None, None, 2, "mo", "any:1"),
    ]


def test_a_row_holds_the_notation_that_parses_back(tmp_path: Path) -> None:
    export(GOLD[:5], tmp_path, "csv")
    with (tmp_path / "rules.csv").open(encoding="utf-8", newline="") as file:
        found = [row["leaf"] for row in csv.DictReader(file) if row["op"]]
    assert found
    assert all(parse(leaf).op for leaf in found)


def test_every_bundle_of_the_gold_is_valid_and_holds_each_deciding_criterion(tmp_path: Path) -> None:
    losses = export(GOLD, tmp_path, "fhir")
    for g in GOLD:
        bundle = json.loads((tmp_path / f"{g.trial.id}.json").read_text(encoding="utf-8"))
        Bundle.model_validate(bundle)
        study, variable = (entry["resource"] for entry in bundle["entry"])
        assert study["recruitment"]["eligibility"]["reference"] == f"EvidenceVariable/{variable['id']}"
        said = set(_links(variable))
        unsaid = {loss.criterion for loss in losses if loss.trial == g.trial.id}
        assert {c.id for c in g.criteria if c.parent is None} <= said | unsaid


def _links(element: Any) -> Iterator[str]:
    if isinstance(element, dict):
        yield from ([element["linkId"]] if "linkId" in element else ())
    parts = element.values() if isinstance(element, dict) else element if isinstance(element, list) else ()
    for part in parts:
        yield from _links(part)


def test_each_leaf_of_the_gold_is_said_in_elements_or_is_a_loss() -> None:
    for g in GOLD:
        words = json.dumps(fhir.evidence_variable(g)).count('"definitionCodeableConcept"')
        whole = ("not read", "not read in full", "neither inclusion nor exclusion")
        leaves = [x for x in fhir.losses(g) if x.reason not in whole]
        assert words == len(leaves)


FHIR = [
    (
        "creatinine > 1.5 ?",
        {"definitionCodeableConcept": {"text": "creatinine > 1.5 ?"}},
    ),
    (
        "ALT > 3 x ULN",
        {"definitionByTypeAndValue": {
            "type": {"text": "ALT"},
            "valueQuantity": {"value": 3, "comparator": ">", "unit": "1", "system": fhir.UCUM, "code": "1"},
            "offset": {"coding": [{"system": fhir.OFFSET, "code": "UNL"}]},
        }},
    ),
    (
        "drug natalizumab [<= 12 mo before randomization]",
        {
            "definitionByTypeAndValue": {
                "type": {"text": "drug"}, "valueCodeableConcept": {"text": "natalizumab"},
            },
            "timeFromEvent": [{
                "eventCodeableConcept": {"text": "randomization"},
                "range": {"low": {"value": -12, "unit": "mo", "system": fhir.UCUM, "code": "mo"},
                          "high": {"value": 0, "unit": "mo", "system": fhir.UCUM, "code": "mo"}},
            }],
        },
    ),
    (
        "condition allergy current to drug:penicillin",
        {"definitionByTypeAndValue": {
            "type": {"text": "allergy to, current"}, "valueCodeableConcept": {"text": "penicillin"},
        }},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "element"), FHIR)
def test_leaves_in_fhir(rule: str, element: dict[str, Any]) -> None:
    said = {key: value for key, value in only(rule).items() if key not in ("linkId", "description")}
    assert said == element


def test_a_limit_goes_out_in_every_unit_of_its_measure() -> None:
    parts = only("platelet count < 100 10*9/L")["definitionByCombination"]
    assert parts["code"] == "any-of"
    values = [p["definitionByTypeAndValue"]["valueQuantity"] for p in parts["characteristic"]]
    found = {(v["code"], v["value"], v["comparator"]) for v in values}
    assert found >= {("10*9/L", 100, "<"), ("10*6/mL", 100, "<"), ("/uL", 100000, "<"), ("{cells}/uL", 100000, "<")}


def test_a_molar_unit_is_one_of_the_family() -> None:
    rule = trialrules.extract("Exclusion: creatinine > 1.5 mg/dL").criteria[0].rule
    assert rule is not None
    found = {range.unit: range.lower.value for range in in_every_unit(rule) if range.lower}  # type: ignore[arg-type]
    assert found["umol/L"] == pytest.approx(132.6, abs=0.1)


DRUG = "drug natalizumab"


def quantity(value: float, unit: str, comparator: str | None = None) -> dict[str, Any]:
    sign = {"comparator": comparator} if comparator else {}
    return {"value": value, "unit": unit, "system": fhir.UCUM, "code": unit, **sign}


@pytest.mark.parametrize(
    ("rule", "element"),
    [
        (f"{DRUG} [< 4 wk before now]", {"range": {"low": quantity(-27, "d"), "high": quantity(0, "d")}}),
        (f"{DRUG} [in (1.5, 2] wk before now]", {"range": {"low": quantity(-14, "d"), "high": quantity(-11, "d")}}),
        (f"{DRUG} [< 3 d after now]", {"range": {"low": quantity(0, "d"), "high": quantity(2, "d")}}),
        (f"{DRUG} [> 12 mo before now]", {"quantity": quantity(-12, "mo", "<")}),
        (f"{DRUG} [> 12 mo after now]", {"quantity": quantity(12, "mo", ">")}),
        (f"{DRUG} [>= 12 mo before now]", {"range": {"high": quantity(-12, "mo")}}),
    ],
)
def test_times_whose_end_does_not_belong_to_them(rule: str, element: dict[str, Any]) -> None:
    (time,) = only(rule)["timeFromEvent"]
    assert time == {"eventCodeableConcept": {"text": "now"}, **element}


def test_a_length_without_its_end_is_a_quantity() -> None:
    assert only("drug natalizumab for [> 3 mo]")["durationQuantity"] == quantity(3, "mo", ">")
    assert only("drug natalizumab for [>= 3 mo]")["durationRange"] == {"low": quantity(3, "mo")}


def test_a_dose_stands_beside_its_drug_in_the_same_time() -> None:
    combination = only("drug prednisone current [<= 2 wk before now] dose > 10 mg/d")["definitionByCombination"]
    drug, dose = combination["characteristic"]
    assert combination["code"] == "all-of"
    assert drug["definitionByTypeAndValue"]["valueCodeableConcept"] == {"text": "prednisone"}
    assert dose["definitionByTypeAndValue"] == {
        "type": {"text": "dose of prednisone, current"}, "valueQuantity": quantity(10, "mg/d", ">"),
    }  # fmt: skip
    assert drug["timeFromEvent"] == dose["timeFromEvent"]


def test_what_is_graded_and_what_a_share_is_of_are_told_by_the_type() -> None:
    graded = only("CTCAE grade >= 2 of diarrhea")["definitionByTypeAndValue"]
    assert graded["type"] == {"text": "CTCAE grade of diarrhea"}
    share = only("FEV1 < 60 % x predicted")["definitionByTypeAndValue"]
    assert share["type"] == {"text": "FEV1, relative to predicted"}


def test_criteria_of_a_group_stand_together_and_one_group_is_enough() -> None:
    doubtful = ruleset("condition asthma").criteria[0]
    bound = [doubtful.model_copy(update={"id": id, "group": g}) for id, g in (("C2", "A"), ("C3", "B"), ("C4", "A"))]
    made = fhir.evidence_variable(ruleset("condition asthma").model_copy(update={"criteria": (doubtful, *bound)}))
    EvidenceVariable.model_validate(made)
    common, groups = made["characteristic"][0]["definitionByCombination"]["characteristic"]
    assert common["linkId"] == "C1"
    assert groups["definitionByCombination"]["code"] == "any-of"
    told = {g["description"]: list(_links(g)) for g in groups["definitionByCombination"]["characteristic"]}
    assert told == {"A": ["C2", "C4"], "B": ["C3"]}


def test_exclusion_and_negation_exclude() -> None:
    assert only("condition asthma", "exclusion")["exclude"] is True
    assert only("not(condition asthma)")["exclude"] is True
    twice = only("not(condition asthma)", "exclusion")
    assert twice["exclude"] is True
    assert twice["definitionByCombination"]["characteristic"][0]["exclude"] is True


def test_counted_lists_and_half_open_ranges() -> None:
    counted = only("at_least 2(condition a; condition b; condition c)")["definitionByCombination"]
    assert (counted["code"], counted["threshold"], len(counted["characteristic"])) == ("at-least", 2, 3)
    ends = only("ECOG in (0, 2]")["definitionByCombination"]["characteristic"]
    assert [p["definitionByTypeAndValue"]["valueQuantity"]["comparator"] for p in ends] == [">", "<="]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ('other "investigator"', "a person must judge it"),
        ("condition malignancy except basal cell carcinoma", "an exception to a kind"),
        ("drug natalizumab [< 2 mo before now]", "includes its ends"),
        ("drug natalizumab [in (1, 2] mo before now]", "includes its ends"),
        ("drug natalizumab for [in [1, 2) mo]", "includes its ends"),
        ("drug natalizumab [<= 5 {half-life} before now]", "no time in"),
        ("creatinine > 1.5 ?", "no unit"),
    ],
)
def test_what_fhir_cannot_say_is_a_loss_and_stays_as_words(rule: str, reason: str) -> None:
    (loss,) = fhir.losses(ruleset(rule))
    assert reason in loss.reason
    assert only(rule)["definitionCodeableConcept"]["text"] == loss.what


def test_criteria_that_were_not_read_are_losses() -> None:
    doubtful = ruleset("condition asthma")
    partial = doubtful.criteria[0].model_copy(update={"coverage": "partial"})
    nothing = doubtful.criteria[0].model_copy(update={"id": "C2", "rule": None, "coverage": "none"})
    nobody = doubtful.criteria[0].model_copy(update={"id": "C3", "kind": "unknown"})
    losses = fhir.losses(doubtful.model_copy(update={"criteria": (partial, nothing, nobody)}))
    assert [(x.criterion, x.reason) for x in losses] == [
        ("C1", "not read in full"), ("C2", "not read"), ("C3", "neither inclusion nor exclusion"),
    ]  # fmt: skip


def test_the_command_writes_and_tells_its_losses(tmp_path: Path) -> None:
    rules = tmp_path / "rules.jsonl"
    trialrules.write([ruleset("condition asthma"), ruleset('other "consent"')], rules)
    done = CliRunner().invoke(main, ["export", str(rules), "--to", "fhir", "--out", str(tmp_path / "out")])
    assert done.exit_code == 0
    assert "1 rules or parts of them could not be said" in done.stderr
    with (tmp_path / "out" / "losses.csv").open() as file:
        assert [row["reason"] for row in csv.DictReader(file)] == ["a person must judge it"]


def test_trials_of_one_id_have_a_file_each(tmp_path: Path) -> None:
    export([ruleset("condition asthma"), ruleset("condition gout")], tmp_path, "fhir")
    assert sorted(path.name for path in tmp_path.glob("*.json")) == ["T_1-2.json", "T_1.json"]


def test_wrong_usage_is_told(tmp_path: Path) -> None:
    rules = tmp_path / "rules.jsonl"
    trialrules.write(ruleset("condition asthma"), rules)
    done = CliRunner().invoke(main, ["export", str(rules), "--to", "excel", "--out", str(tmp_path)])
    assert done.exit_code == 2
    assert all(format in done.stderr for format in EXPORTS)
    rules.write_text("{}\n")
    done = CliRunner().invoke(main, ["export", str(rules), "--to", "csv", "--out", str(tmp_path / "new")])
    assert done.exit_code == 1
    assert "line 1: no RuleSet" in done.stderr
