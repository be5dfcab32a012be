"""Circe: cohort definitions that OHDSI's own tools accept, and whose SQL keeps those whom ``screen`` keeps."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import circe
import duckdb
import pytest
import trialrules
from circe.cohortdefinition import BuildExpressionQueryOptions
from click.testing import CliRunner
from duckcdm.circe import build_cohort_query
from duckcdm.sqlrender import render, translate
from omop_persons import CONCEPTS, INDEX, TABLES, cdm
from trialrules.cli import main
from trialrules.evaluation.corpus import home
from trialrules.evaluation.gold import read_gold
from trialrules.models import (
    Code,
    Concept,
    Condition,
    Criterion,
    Exposure,
    RuleSet,
    Span,
    Threshold,
    Trial,
    parse,
)
from trialrules.models.algebra import occurrences
from trialrules.models.notation import as_written
from trialrules.models.patient import Patient
from trialrules.pipeline.exports import export
from trialrules.pipeline.exports.base import Loss, deciding
from trialrules.pipeline.exports.circe.target import Target
from trialrules.pipeline.exports.circe.vocabulary import Vocabulary

PERSONS = 240
GOLD = [read_gold(path).ruleset for path in sorted(home().glob("*.gold.json"))]
EMPTY = {"Type": "ALL", "CriteriaList": [], "DemographicCriteriaList": [], "Groups": []}
QUITE = ""
INEXACT = (
    "an age is counted by the calendar year of birth",
    "a condition without an end counts as over on the next day",
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cdm(tmp_path_factory.mktemp("cdm") / "cdm.duckdb", PERSONS)


@pytest.fixture(scope="module")
def target(database: Path) -> Target:
    return Target(INDEX, {}, Vocabulary(database))


@pytest.fixture(scope="module")
def people(database: Path) -> list[Patient]:
    return list(trialrules.read_patients(database, complete=("treatments", "conditions")))


def ruleset(*rules: str, kind: Any = "inclusion", **more: Any) -> RuleSet:
    criteria = [
        Criterion(id=f"C{n}", kind=kind, span=Span(start=0, end=1), text="x", rule=parse(rule), coverage="full", **more)
        for n, rule in enumerate(rules, 1)
    ]
    return RuleSet(trial=Trial(id="T"), text="x", criteria=tuple(criteria))


def exported(rules: RuleSet, target: Target, folder: Path) -> tuple[Any, list[Loss]]:
    losses = export([rules], folder, "circe", target)
    return json.loads((folder / f"{rules.trial.id}.json").read_text(encoding="utf-8")), losses


def sql_of_circepy(cohort: Any) -> str:
    options = BuildExpressionQueryOptions()
    options.cdm_schema = options.vocabulary_schema = "main"
    options.target_table, options.cohort_id = "main.cohort", 1
    return circe.build_cohort_query(circe.cohort_expression_from_json(json.dumps(cohort)), options)


def sql_of_duckcdm(cohort: Any) -> str:
    return build_cohort_query(cohort, cdm_schema="main", target_table="main.cohort", cohort_id=1)


def kept_by(sql: str, database: Path) -> set[int]:
    with duckdb.connect() as rows:
        rows.execute(f"attach '{database}' as source (read_only)")
        rows.execute("copy from database source to memory")
        rows.execute(translate(render(sql), "duckdb"))
        return {person for (person,) in rows.execute("select subject_id from cohort").fetchall()}


TRIALS = {
    "who": "Inclusion Criteria:\n- Female\n- Age 18 to 55 years",
    "values": "Exclusion Criteria:\n- Platelets < 100 x 10^9/L\n- ALT >= 3 x ULN",
    "in a window": "Inclusion Criteria:\n- Platelets > 99 and < 250 x 10^9/L within 4 weeks before enrolment",
    "drugs": "Exclusion Criteria:\n- Natalizumab within 2 months before first dose\n- Current use of methotrexate",
    "kinds": "Exclusion Criteria:\n- Malignancy except basal cell carcinoma",
    "times": "Inclusion Criteria:\n- Splenectomy at least 3 months before screening\n"
    "Exclusion Criteria:\n- Lymphoma within the last 12 months",
    "counted": "Inclusion Criteria:\n- At least two of the following:\n  - Female\n  - Platelets >= 100 x 10^9/L\n"
    "  - History of hypertension\n  - Age > 50 years",
    "either": "Inclusion Criteria:\n- Platelets >= 101 x 10^9/L or history of hypertension",
}


@pytest.mark.parametrize("sql", [sql_of_circepy, sql_of_duckcdm])
@pytest.mark.parametrize("trial", TRIALS)
def test_the_cohort_is_whom_screening_keeps(
    trial: str, sql: Any, database: Path, people: list[Patient], target: Target, tmp_path: Path
) -> None:
    rules = trialrules.extract(TRIALS[trial], id="T")
    assert all(c.coverage == "full" for c in rules.criteria)
    assert len(people) == PERSONS
    kept = {int(p.id) for p in people if trialrules.screen(rules, p, on=INDEX).result == "eligible"}
    assert 5 < len(kept) < PERSONS - 5
    cohort, losses = exported(rules, target, tmp_path)
    assert {loss.reason for loss in losses} <= set(INEXACT)
    assert kept_by(sql(cohort), database) == kept


def names_of(rules: RuleSet) -> set[tuple[str, str]]:
    """Name and domain of every concept that a RuleSet asks for."""
    out = set()
    for leaf in (o.leaf for c in rules.criteria for o in occurrences(c.rule)):
        match leaf:
            case Threshold():
                out.add((leaf.measure.name, "Measurement"))
            case Exposure():
                domain = "Procedure" if leaf.role == "procedure" else "Drug"
                out |= {(c.name, domain) for c in (leaf.agent, *leaf.excluding)}
            case Condition():
                out |= {(c.name, "Condition") for c in (leaf.condition, *leaf.excluding)}
    return out


@pytest.fixture(scope="module")
def every_name(tmp_path_factory: pytest.TempPathFactory) -> Target:
    """A vocabulary that knows all names of the gold."""
    path = tmp_path_factory.mktemp("names") / "vocabulary.duckdb"
    names = sorted({name for g in GOLD for name in names_of(g)})
    with duckdb.connect(str(path)) as rows:
        for table in ("concept", "concept_relationship"):
            rows.execute(f"create table {table} ({TABLES[table]})")
        known = [(n, name, domain, "SNOMED", "Any", str(n)) for n, (name, domain) in enumerate(names, 1000)]
        units = [c for c in CONCEPTS if c[3] == "UCUM"]
        rows.executemany("insert into concept values (?, ?, ?, ?, ?, 'S', ?, null)", known + units)
    return Target(INDEX, {}, Vocabulary(path))


def test_each_criterion_of_the_gold_is_a_rule_and_each_of_its_leaves_is_said_or_lost(
    every_name: Target, tmp_path: Path
) -> None:
    for g in GOLD:
        cohort, losses = exported(g, every_name, tmp_path)
        circe.cohort_expression_from_json(json.dumps(cohort))
        rules = {rule["name"].split(":")[0]: rule["expression"] for rule in cohort["InclusionRules"]}
        wanted = [c for c in deciding(g) if c.group is None]
        assert rules.keys() - {"groups"} == {c.id for c in wanted}
        for c in wanted:
            doubts = {loss.what: loss.reason for loss in losses if loss.criterion == c.id}
            leaves = Counter(as_written(o.leaf) for o in occurrences(c.rule))
            said = {leaf for leaf in leaves if doubts.get(leaf, QUITE) in (*INEXACT, QUITE)}
            if leaves.total() > len(leaves) and not said:  # one that stands twice may be lost in one place alone
                continue
            assert bool(said and c.coverage == "full") == (rules[c.id] != EMPTY), (c.id, doubts)


def only(rules: RuleSet, target: Target, folder: Path) -> Any:
    cohort, losses = exported(rules, target, folder)
    assert losses == []
    return cohort["InclusionRules"][0]["expression"]


def test_a_washout_is_counted_in_calendar_days_and_touches_what_lasted_into_it(target: Target, tmp_path: Path) -> None:
    rule = ruleset("drug natalizumab [<= 2 mo before first_dose]", kind="exclusion")
    (denied,) = only(rule, target, tmp_path)["CriteriaList"]
    assert denied["Occurrence"] == {"Type": 0, "Count": 0, "IsDistinct": False}
    assert denied["StartWindow"]["End"] == {"Days": 0, "Coeff": 1}
    assert denied["EndWindow"]["Start"] == {"Days": (INDEX - date(2026, 10, 31)).days, "Coeff": -1}
    assert denied["EndWindow"]["UseEventEnd"] is True


def test_a_limit_has_every_unit_with_its_own_number(target: Target, tmp_path: Path) -> None:
    rules = trialrules.extract("Inclusion: platelets < 100 x 10^9/L", id="T")
    values = only(rules, target, tmp_path)["CriteriaList"]
    found = {
        (unit["CONCEPT_CODE"], m["ValueAsNumber"]["Value"], m["ValueAsNumber"]["Op"])
        for m in (value["Criteria"]["Measurement"] for value in values)
        for unit in m["Unit"]
    }
    assert found == {("10*9/L", 100, "lt"), ("10*3/uL", 100, "lt"), ("/uL", 100000, "lt")}


def test_an_exception_is_taken_out_of_the_concepts(target: Target, tmp_path: Path) -> None:
    rule = ruleset("condition malignancy except basal cell carcinoma")
    (found,) = exported(rule, target, tmp_path)[0]["ConceptSets"]
    items = [(i["concept"]["CONCEPT_NAME"], i["isExcluded"]) for i in found["expression"]["items"]]
    assert items == [("Malignancy", False), ("Basal cell carcinoma", True)]
    assert all(i["includeDescendants"] for i in found["expression"]["items"])


def test_what_cannot_be_said_binds_nobody_and_takes_with_it_what_it_may_stand_in_for(
    target: Target, tmp_path: Path
) -> None:
    both, losses = exported(ruleset('all(condition lymphoma; other "consent")'), target, tmp_path)
    assert [(x.what, x.reason) for x in losses] == [('other "consent"', "a person must judge it")]
    assert len(both["InclusionRules"][0]["expression"]["CriteriaList"]) == 1
    either, losses = exported(ruleset('any(condition lymphoma; other "consent")'), target, tmp_path)
    assert [x.what for x in losses] == ["condition lymphoma", 'other "consent"']
    assert either["InclusionRules"][0]["expression"] == EMPTY


def test_not_two_of_three_is_two_that_are_not(target: Target, tmp_path: Path) -> None:
    rule = "at_least 2(condition lymphoma; condition hypertension; drug natalizumab)"
    counted = only(ruleset(rule, kind="exclusion"), target, tmp_path)
    assert (counted["Type"], counted["Count"]) == ("AT_LEAST", 2)
    assert [c["Occurrence"]["Count"] for c in counted["CriteriaList"]] == [0, 0, 0]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("drug abatacept", "no standard concept for abatacept in the vocabulary"),
        ("condition lymphoma except gout", "no standard concept for gout in the vocabulary"),
        ("drug natalizumab planned", "plans are not recorded"),
        ("drug natalizumab dose > 10 mg/d", "how long or how much it was is not compared"),
        ("drug natalizumab [<= 5 {half-life} before now]", "cannot be told by days"),
        ("drug natalizumab [<= 4 wk before surgery]", "no date is known for surgery"),
    ],
)
def test_what_circe_cannot_say_is_a_loss(rule: str, reason: str, target: Target, tmp_path: Path) -> None:
    _lost(ruleset(rule), reason, target, tmp_path)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ALT > 5", "no unit is written"),
        ("platelets < 100 g/L", "no concept for g/L in the vocabulary"),
        ("Grade 3 neutropenia", "no column for what is graded or counted"),
    ],
)
def test_what_circe_cannot_say_of_a_value_is_a_loss(text: str, reason: str, target: Target, tmp_path: Path) -> None:
    _lost(trialrules.extract(f"Inclusion: {text}", id="T"), reason, target, tmp_path)


def _lost(rules: RuleSet, reason: str, target: Target, folder: Path) -> None:
    cohort, losses = exported(rules, target, folder)
    assert [reason in loss.reason for loss in losses] == [True], losses
    assert cohort["InclusionRules"][0]["expression"] == EMPTY


def test_groups_are_one_rule_that_any_of_them_meets(target: Target, tmp_path: Path) -> None:
    a, b = ruleset("condition lymphoma", group="A"), ruleset("condition hypertension", group="B")
    second = b.criteria[0].model_copy(update={"id": "C2"})
    cohort, _ = exported(a.model_copy(update={"criteria": (*a.criteria, second)}), target, tmp_path)
    (rule,) = cohort["InclusionRules"]
    assert (rule["name"], rule["expression"]["Type"], len(rule["expression"]["CriteriaList"])) == ("groups", "ANY", 2)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_vocabulary_of_files_maps_a_code_to_its_standard_concept(tmp_path: Path, ending: str) -> None:
    concepts = [
        "select 1 concept_id, 'Multiple sclerosis' concept_name, 'Condition' domain_id, 'ICD10CM' vocabulary_id, "
        "'3-char billing code' concept_class_id, null standard_concept, 'G35' concept_code, null invalid_reason",
        "select 2, 'Multiple sclerosis (disease)', 'Condition', 'SNOMED', 'Disorder', 'S', '100', null",
        "select 3, 'Disseminated sclerosis', 'Condition', 'SNOMED', 'Disorder', 'S', '101', 'D'",
    ]
    mapped = "select 1 concept_id_1, {} concept_id_2, 'Maps to' relationship_id, null::text invalid_reason"
    options = "(delimiter '\t')" if ending == "csv" else ""
    tables = {"CONCEPT": " union all ".join(concepts), "CONCEPT_RELATIONSHIP": mapped.format(2)}
    for table, rows in tables.items():
        duckdb.sql(f"copy ({rows}) to '{tmp_path / table}.{ending}' {options}")
    code = Code(system="ICD-10-CM", code="G35")
    found = Vocabulary(tmp_path).concepts(Concept(name="ms", codes=(code,)), ("Condition",))
    assert [row.id for row in found] == [2]


def test_the_command_needs_a_day_and_a_vocabulary(database: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules.jsonl"
    trialrules.write(ruleset("drug natalizumab"), rules)
    command = ["export", str(rules), "--to", "circe", "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(main, command)
    assert (done.exit_code, "needs --on" in done.stderr) == (2, True)
    whole = [*command, "--on", "2026-12-31", "--vocabulary"]
    done = CliRunner().invoke(main, [*whole, str(database)])
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "out" / "T.json").exists()
    done = CliRunner().invoke(main, [*whole, str(rules)])
    assert (done.exit_code, f"{rules}: neither a DuckDB database" in done.stderr) == (1, True)
    done = CliRunner().invoke(main, [*whole, str(tmp_path / "out")])
    assert (done.exit_code, "no table CONCEPT" in done.stderr) == (1, True)
