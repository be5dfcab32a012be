"""Contradictions: found where nobody can meet the rules, and nowhere else."""

import json
from pathlib import Path

import pytest
import trialrules
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rule_strategies import trees
from test_ranges import decide, patients, rules
from trialrules.cli import main
from trialrules.models import Rule, parse
from trialrules.models.conflicts import possible, subjects

IMPOSSIBLE = [
    ("age >= 18 a", "age < 18 a"),
    ("age >= 18 a", "age < 24 mo {< 2 a}"),
    ("any(ECOG = 0; ECOG = 1)", "ECOG > 1"),
    ("platelet count >= 100 10*9/L", "platelet count < 75000 /mm3 {< 75 10*9/L}"),
    ("drug natalizumab [<= 1 mo before now]", "not(drug natalizumab [<= 2 mo before now])"),
    ("condition asthma current", "not(condition asthma)"),
    ("attribute sex = male", "attribute sex = female"),
    ("at_least 2(ECOG > 2; ECOG < 1; condition asthma)", "not(condition asthma)"),
]
POSSIBLE = [
    ("age >= 18 a", "age < 65 a"),
    ("age >= 18 a", "age < 18 ?"),
    ("ALT > 3 x ULN", "ALT <= 40 U/L"),
    ("grade >= 2 of nausea", "grade < 2 of diarrhea"),
    ("relapses >= 2 [<= 24 mo before now]", "relapses < 2 [<= 12 mo before now]"),
    ("drug natalizumab [<= 2 mo before now]", "not(drug natalizumab [<= 1 mo before now])"),
    ("drug natalizumab", "not(drug natalizumab current)"),
    ("condition malignancy", "not(condition malignancy except basal cell carcinoma)"),
    ("drug prednisone", "not(drug prednisone dose > 10 mg/d)"),
    ("attribute language = English", "attribute language = French"),
]


@pytest.mark.parametrize(("a", "b"), IMPOSSIBLE)
def test_rules_that_exclude_each_other(a: str, b: str) -> None:
    assert possible(parse(a))
    assert possible(parse(b))
    assert not possible(parse(a), parse(b))
    assert not possible(parse(b), parse(a))


@pytest.mark.parametrize(("a", "b"), POSSIBLE)
def test_rules_that_can_hold_together(a: str, b: str) -> None:
    assert possible(parse(a), parse(b))


@given(rules, trees(st.sampled_from(["BMI > 30", "BMI <= 20", "age < 18 a", "drug imatinib"]).map(parse)))
def test_rules_about_different_things_hold_together_where_each_can_hold(a: Rule, b: Rule) -> None:
    assert not {*subjects(a)} & {*subjects(b)}
    assert possible(a, b) == (possible(a) and possible(b))


@given(rules, patients)
def test_what_a_patient_meets_is_possible(rule: Rule, patient: dict[str, float]) -> None:
    if decide(rule, patient):
        assert possible(rule)


def codes(text: str) -> list[str]:
    return [w.code for w in trialrules.check(trialrules.extract(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Inclusion Criteria:\n- Age 18 to 65 years\n- Prior treatment with natalizumab\n\n"
        "Exclusion Criteria:\n- Treatment with natalizumab at any time\n",
        "Inclusion Criteria:\n- ECOG 0-1\n\nExclusion Criteria:\n- ECOG < 2\n",
        "Inclusion Criteria:\n- Females\n\nExclusion Criteria:\n- Women\n",
    ],
)
def test_a_trial_that_nobody_can_enter(text: str) -> None:
    assert codes(text) == ["contradiction"]


@pytest.mark.parametrize(
    "text",
    [
        "Inclusion Criteria:\n- Age 18 to 65 years\n\nExclusion Criteria:\n- Age < 18 or > 65 years\n",
        "Inclusion Criteria:\n- Platelets >= 100 x 10^9/L\n\nExclusion Criteria:\n- Platelets < 100,000/mm3\n",
        "Inclusion Criteria (Cohort A):\n- ECOG 0-1\n\nInclusion Criteria (Cohort B):\n- ECOG 2-3\n",
        "Inclusion Criteria:\n- Breast cancer\n\nExclusion Criteria:\n- Malignancy other than breast cancer\n",
    ],
)
def test_a_trial_without_contradiction(text: str) -> None:
    assert codes(text) == []


def test_all_contradictions_are_told_in_reading_order() -> None:
    ruleset = trialrules.extract(
        "Inclusion Criteria:\n- ECOG 0-1\n- BMI < 30\n- ECOG <= 1 and age >= 18 years\n- Gout\n\n"
        "Exclusion Criteria:\n- Age over 10 years\n- Asthma\n- BMI < 40\n- ECOG < 3\n"
    )
    said = [w.message.partition(" exclude")[0] for w in trialrules.check(ruleset)]
    assert said == ["I3 and E1", "I2 and E3", "I1 and E4", "I3 and E4"]


def test_a_rule_that_nobody_can_meet_is_not_claimed_to_be_read() -> None:
    (c,) = trialrules.extract("Inclusion Criteria:\n- Age < 18 years and age > 65 years\n").criteria
    assert c.coverage == "partial"
    ruleset = trialrules.extract("Inclusion Criteria:\n- Age < 18 years and age > 65 years\n")
    assert [w.code for w in ruleset.warnings] == ["senseless_rule"]


def written(tmp_path: Path, *texts: str) -> Path:
    path = tmp_path / "rules.jsonl"
    trialrules.write([trialrules.extract(text, id=f"T{n}") for n, text in enumerate(texts, 1)], path)
    return path


def test_the_command_names_the_trial_and_both_criteria(tmp_path: Path) -> None:
    path = written(tmp_path, "Inclusion: gout", "Inclusion: ECOG 0-1. Exclusion: ECOG < 2")
    done = CliRunner().invoke(main, ["check", str(path)])
    assert (done.exit_code, done.stderr) == (3, "")
    assert done.stdout == "T2: I1 and E1 exclude each other: no patient can be eligible (contradiction)\n"


def test_the_command_is_silent_where_all_is_well(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["check", "-"], input=written(tmp_path, "Inclusion: gout").read_text())
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")


def test_a_line_that_is_no_ruleset_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "Inclusion: gout")
    path.write_text(path.read_text() + json.dumps({"schema_version": "1"}) + "\n")
    done = CliRunner().invoke(main, ["check", str(path), str(tmp_path / "none.jsonl")])
    assert done.exit_code == 1
    assert f"{path}, line 2: no RuleSet of contract 1" in done.stderr
    assert "none.jsonl: No such file" in done.stderr


def test_a_bad_line_loses_no_other(tmp_path: Path) -> None:
    path = written(tmp_path, "Inclusion: ECOG 0-1. Exclusion: ECOG 0-2")
    path.write_text("{}\n" + path.read_text())
    done = CliRunner().invoke(main, ["check", str(path)])
    assert done.exit_code == 1
    assert f"{path}, line 1: no RuleSet" in done.stderr
    assert "exclude each other" in done.stdout
