"""Many trials against many patients by one plan: the same answers as from single calls, and a benchmark of both."""

import re
from datetime import date

import trialrules
from click.testing import CliRunner
from trialrules.cli import main
from trialrules.evaluation.benchmark.patients import INDEX, patients
from trialrules.evaluation.benchmark.trials import trials
from trialrules.models.patient import Patient

ANCHORS = {"surgery": date(2026, 5, 1)}


def test_a_plan_answers_as_single_calls_do() -> None:
    """Whoever was screened before: nothing of one patient stays for the next."""
    rulesets, people = list(trials(20)), list(patients(8))
    plan = trialrules.Plan(rulesets, on=INDEX, anchors=ANCHORS)
    for patient in (*people, *reversed(people)):
        single = [trialrules.screen(ruleset, patient, on=INDEX, anchors=ANCHORS) for ruleset in rulesets]
        assert list(plan.screen(patient)) == single


def test_words_in_other_places_ask_the_same_and_other_limits_do_not() -> None:
    texts = ["Inclusion: ECOG 0-1", "Inclusion: known asthma; ECOG 0-1", "Inclusion: ECOG 0-2", "Exclusion: ECOG 0-1"]
    plan = trialrules.Plan([trialrules.extract(text) for text in texts], on=INDEX)
    patient = Patient(id="p", observations=[{"name": "ECOG", "value": 2}])
    told = [[(c.id, c.met) for c in result.criteria] for result in plan.screen(patient)]
    assert told[0] == [("I1", "false")]
    assert told[1][-1][1] == "false"
    assert told[2:] == [[("I1", "true")], [("E1", "true")]]


def test_what_the_record_says_is_complete_holds_for_its_patient_alone() -> None:
    plan = trialrules.Plan([trialrules.extract("Exclusion: natalizumab")], on=INDEX)
    told = [next(plan.screen(Patient(id="p", complete=parts))).result for parts in ((), ("treatments",), ())]
    assert told == ["unknown", "eligible", "unknown"]


def test_a_drug_that_nothing_names_may_be_any_drug_of_its_patient_alone() -> None:
    plan = trialrules.Plan([trialrules.extract("Exclusion: natalizumab")], on=INDEX)
    strange = {"name": "Compound 7"}
    told = [
        next(plan.screen(Patient(id="p", complete=["treatments"], classified=[], treatments=[treatment]))).result
        for treatment in ({"name": "aspirin"}, strange, {"name": "aspirin"}, {**strange, "absent": True})
    ]
    assert told == ["eligible", "unknown", "eligible", "eligible"]


def test_generated_trials_and_patients_are_the_same_each_time() -> None:
    assert list(patients(3)) == list(patients(5))[:3]
    assert list(patients(3, seed=1)) != list(patients(3))
    few, more = list(trials(80)), list(trials(82))
    assert few == more[:80]
    assert len({ruleset.trial.id for ruleset in more}) == 82


def test_generated_patients_have_gaps_and_several_units() -> None:
    seen = [o for patient in patients(60) for o in patient.observations if o.name == "hemoglobin"]
    assert {o.unit for o in seen} >= {"g/dL", "g/L", "mmol/L"}
    assert any(o.unit is None for o in seen)
    assert any(o.high is None for o in seen)


def test_the_benchmark_shows_both_ways_side_by_side() -> None:
    done = CliRunner().invoke(main, ["benchmark", "screen", "--trials", "4", "--patients", "4", "--rounds", "1"])
    assert done.exit_code == 0
    rows = [[cell.strip() for cell in re.split("[│┃]", line)[1:-1]] for line in done.stdout.splitlines() if "│" in line]
    assert [row[:4] for row in rows] == [
        ["single calls", "4", "4", "16"],
        ["a plan", "4", "1", "4"],
        ["a plan", "4", "4", "16"],
    ]
    assert rows[0][-1] == "1.0"


def test_a_benchmark_of_nothing_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["benchmark", "screen", "--patients", "0"]).exit_code == 2
