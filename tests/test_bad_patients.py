"""Bad patient data: an error that names the file and the field, or unknown with a reason; no answer rests on it."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import trialrules
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from trialrules.cli import main
from trialrules.models import Criterion, RuleSet, Span, Trial, parse
from trialrules.models.screening import CriterionResult

TODAY = date(2026, 3, 31)
Json = Any

ALT = {
    "resourceType": "Observation", "status": "final", "code": {"text": "ALT"}, "effectiveDateTime": "2026-03-25",
    "valueQuantity": {"value": 120, "unit": "U/L"},
    "referenceRange": [{"low": {"value": 10}, "high": {"value": 35}}],
}  # fmt: skip
TYSABRI = {
    "resourceType": "MedicationStatement", "status": "completed",
    "medicationCodeableConcept": {"text": "Tysabri", "coding": [{"system": "urn:x", "code": "1"}]},
    "effectivePeriod": {"start": "2024-01-01", "end": "2026-03-01"},
    "dosage": [{"timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}},
                "doseAndRate": [{"doseQuantity": {"value": 300, "unit": "mg"}}]}],
}  # fmt: skip
ASTHMA = {
    "resourceType": "Condition", "code": {"text": "asthma"}, "onsetDateTime": "2015-02",
    "clinicalStatus": {"coding": [{"code": "active"}]}, "verificationStatus": {"coding": [{"code": "confirmed"}]},
}  # fmt: skip
HIP = {
    "resourceType": "Procedure", "status": "completed", "code": {"text": "hip replacement"},
    "performedDateTime": "2026-01-05T08:00:00Z",
}  # fmt: skip
PERSON = {"resourceType": "Patient", "id": "p", "birthDate": "1980-05-17", "gender": "female"}
BUNDLE = {"resourceType": "Bundle", "entry": [{"resource": r} for r in (PERSON, ALT, TYSABRI, ASTHMA, HIP)]}
OWN = {
    "id": "p", "birth_date": "1980-05-17", "sex": "female", "attributes": {"contraception": "yes"},
    "observations": [{"name": "ALT", "value": 120, "unit": "U/L", "date": "2026-03-25", "low": 10, "high": 35}],
    "treatments": [{"name": "Tysabri", "kinds": ["antibody"], "start": "2024-01-01", "end": "2026-03-01", "dose": 300,
                    "dose_unit": "mg/d"}],
    "conditions": [{"name": "asthma", "start": "2015-02", "ongoing": True}],
    "complete": ["treatments"],
}  # fmt: skip
RULES = {
    "age": "age >= 18 a",
    "sex": "attribute sex = female",
    "value": "ALT > 100 U/L [<= 14 d before now]",
    "limit": "ALT > 3 x ULN [<= 14 d before now]",
    "drug": "drug natalizumab [<= 2 mo before now]",
    "dose": "drug natalizumab dose > 200 mg/d",
    "condition": "condition asthma current",
    "duration": "condition asthma for [>= 5 a]",
    "procedure": "procedure hip replacement [<= 3 mo before now]",
}


def ruleset(rules: dict[str, str] = RULES) -> RuleSet:
    criteria = tuple(
        Criterion(id=id, kind="inclusion", span=Span(start=0, end=1), text="x", rule=parse(rule), coverage="full")
        for id, rule in rules.items()
    )
    return RuleSet(trial=Trial(id="T"), text="x", criteria=criteria)


def told(path: Path, record: Json) -> dict[str, CriterionResult]:
    """What the rules give for a record that lies in a file."""
    path.write_text(record if isinstance(record, str) else json.dumps(record), encoding="utf-8")
    (patient,) = trialrules.read_patients(path)
    screened = trialrules.screen(ruleset(), patient, on=TODAY)
    assert json.loads(screened.model_dump_json())
    return {c.id: c for c in screened.criteria}


def places(value: Json) -> Iterator[tuple[Any, ...]]:
    """The paths of all parts of a JSON value."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (key,)
        yield from ((key, *path) for path in places(part))


def changed(value: Json, path: tuple[Any, ...], new: Json) -> Json:
    out = deepcopy(value)
    part = out
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = new
    return out


JUNK: list[Json] = [
    None, "", "unknown", "2023-02-30", "0000-01-01", "1e5", True, -5, 0, 10**30, 10**400, 1e300,
    float("nan"), float("inf"), [], {}, [[1]], [None], {"value": "x"}, "\ud800", "²",
]  # fmt: skip
junk = st.one_of(st.sampled_from(JUNK), st.text(max_size=8), st.floats(), st.integers())


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("patients") / "p.json"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=250)
@given(record=st.sampled_from([BUNDLE, OWN]), data=st.data())
def test_junk_anywhere_is_an_error_or_an_answer_with_a_reason(file: Path, record: Json, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        if paths := list(places(record)):
            record = changed(record, data.draw(st.sampled_from(paths)), data.draw(junk))
    error = ""
    results: dict[str, CriterionResult] = {}
    try:
        results = told(file, record)
    except trialrules.ReadError as failed:
        error = str(failed)
    assert results or str(file) in error
    assert all(c.missing for c in results.values() if c.holds == "unknown")


HANGS = [
    ("value", BUNDLE, ("entry", 1, "resource", "valueQuantity", "value")),
    ("value", BUNDLE, ("entry", 1, "resource", "valueQuantity", "unit")),
    ("value", BUNDLE, ("entry", 1, "resource", "effectiveDateTime")),
    ("value", BUNDLE, ("entry", 1, "resource", "code")),
    ("limit", BUNDLE, ("entry", 1, "resource", "referenceRange", 0, "high", "value")),
    ("drug", BUNDLE, ("entry", 2, "resource", "effectivePeriod", "end")),
    ("drug", BUNDLE, ("entry", 2, "resource", "effectivePeriod")),
    ("dose", BUNDLE, ("entry", 2, "resource", "dosage", 0, "doseAndRate", 0, "doseQuantity", "value")),
    ("dose", BUNDLE, ("entry", 2, "resource", "dosage", 0, "doseAndRate", 0, "doseQuantity", "unit")),
    ("duration", BUNDLE, ("entry", 3, "resource", "onsetDateTime")),
    ("procedure", BUNDLE, ("entry", 4, "resource", "performedDateTime")),
    ("age", BUNDLE, ("entry", 0, "resource", "birthDate")),
    ("sex", BUNDLE, ("entry", 0, "resource", "gender")),
    ("age", OWN, ("birth_date",)),
    ("sex", OWN, ("sex",)),
    ("value", OWN, ("observations", 0, "value")),
    ("value", OWN, ("observations", 0, "unit")),
    ("value", OWN, ("observations", 0, "date")),
    ("limit", OWN, ("observations", 0, "high")),
    ("drug", OWN, ("treatments", 0, "end")),
    ("dose", OWN, ("treatments", 0, "dose")),
    ("dose", OWN, ("treatments", 0, "dose_unit")),
    ("duration", OWN, ("conditions", 0, "start")),
]


@pytest.mark.parametrize(("rule", "record", "path"), HANGS)
def test_no_answer_rests_on_junk(file: Path, rule: str, record: Json, path: tuple[Any, ...]) -> None:
    assert told(file, record)[rule].holds == "true"
    for bad in JUNK:
        try:
            holds = told(file, changed(record, path, bad))[rule].holds
        except trialrules.ReadError:
            continue
        assert holds == "unknown", bad


@pytest.mark.parametrize(
    ("rule", "path", "bad"),
    [
        ("dose", ("entry", 2, "resource", "dosage", 0, "timing", "repeat", "period"), 1e-177),
        ("dose", ("entry", 2, "resource", "dosage", 0, "timing", "repeat", "frequency"), 1e100),
        ("limit", ("entry", 1, "resource", "referenceRange", 0, "high"), {"value": 1e99, "unit": "kU/L"}),
    ],
)
def test_what_comes_out_too_large_is_not_recorded(file: Path, rule: str, path: tuple[Any, ...], bad: Json) -> None:
    assert told(file, changed(BUNDLE, path, bad))[rule].holds == "unknown"


def one(**more: Json) -> Json:
    return {"id": "p", "birth_date": "1980-05-17", **more}


def drug(*treatments: Json) -> Json:
    return one(treatments=[{"name": "Tysabri", **t} for t in treatments])


def alt(**more: Json) -> Json:
    return one(observations=[{**OWN["observations"][0], **more}])


GOOD = {"start": "2024-01-01", "end": "2026-03-01"}
REASONS = [
    ("drug", drug({"start": "2026-03-01", "end": "2024-01-01"}), "before it starts"),
    ("drug", drug({"start": "0001-01-01", "end": "1900-01-01"}), "before the birth"),
    ("drug", drug({"start": "2018-01-01", "end": "2019-01-01", "ongoing": True}), "not exact enough"),
    ("drug", drug({**GOOD, "uncertain": True}), "uncertain"),
    ("drug", drug({**GOOD, "end": "2026-02-30"}, {**GOOD, "end": "soon"}), "'2026-02-30' is no date; 'soon' is"),
    ("dose", drug({"dose": -300, "dose_unit": "mg/d"}), "a dose of -300 mg/d"),
    ("age", {"id": "p", "birth_date": "1850-01-01"}, "130 years"),
    ("value", alt(date="2027-01-01"), "no value in this time"),
    ("value", alt(date="1900-01-01"), "before the birth"),
    ("value", alt(value=20_000), "not plausible"),
    ("value", alt(unit=None), "without a unit"),
    ("limit", alt(low=50, high=35), "lies above the upper"),
    ("limit", alt(high=None), "is not recorded"),
]


@pytest.mark.parametrize(("rule", "record", "reason"), REASONS)
def test_what_is_wrong_is_the_reason(file: Path, rule: str, record: Json, reason: str) -> None:
    result = told(file, record)[rule]
    assert result.holds == "unknown"
    assert reason in result.missing[0].reason


def test_a_good_fact_decides_beside_a_bad_one(file: Path) -> None:
    record = drug({"start": "2026-03-01", "end": "2024-01-01"}, GOOD)
    result = told(file, record)["drug"]
    assert (result.holds, len(result.facts)) == ("true", 1)


@pytest.mark.parametrize(
    ("value", "holds"),
    [("yes", "true"), ("No", "false"), ("unknown", "unknown"), ("n/a", "unknown"), ("maybe", "unknown")],
)
def test_an_attribute_of_yes_or_no_takes_nothing_else(value: str, holds: str) -> None:
    patient = trialrules.models.patient.Patient(id="p", attributes={"contraception": value})
    rules = ruleset({"I1": "attribute contraception = yes", "I2": 'attribute sex = "any"'})
    results = trialrules.screen(rules, patient, on=TODAY).criteria
    assert [c.holds for c in results] == [holds, "true"]


@pytest.mark.parametrize(
    ("path", "bad", "place"),
    [
        (("entry", 1, "resource", "status"), "banana", "entry 2, Observation.status"),
        (("entry", 1, "resource", "valueQuantity", "comparator"), "~", "entry 2, Observation.valueQuantity.comparator"),
        (("entry", 1, "resource", "valueQuantity", "value"), "high", "entry 2, Observation.valueQuantity.value"),
        (("entry", 2, "resource", "medicationCodeableConcept", "coding", 0), 7, "medicationCodeableConcept.coding[0]"),
        (("entry", 3, "resource", "clinicalStatus", "coding", 0, "code"), "banana", "4, Condition.clinicalStatus"),
        (("entry", 3, "resource", "verificationStatus", "coding", 0, "code"), "banana", "Condition.verificationStatus"),
        (("entry", 3), 3, "entry[3]"),
        (("entry",), {"resource": PERSON}, "Bundle.entry"),
    ],
)
def test_the_field_of_a_bundle_is_named(file: Path, path: tuple[Any, ...], bad: Json, place: str) -> None:
    with pytest.raises(trialrules.ReadError) as failed:
        told(file, changed(BUNDLE, path, bad))
    assert str(file) in str(failed.value)
    assert place in str(failed.value)


def test_whether_a_condition_lasts_may_be_unknown(file: Path) -> None:
    record = changed(BUNDLE, ("entry", 3, "resource", "clinicalStatus", "coding", 0, "code"), "unknown")
    assert [told(file, r)["condition"].holds for r in (BUNDLE, record)] == ["true", "unknown"]


@pytest.mark.parametrize("text", ["[" * 100_000, "1" * 5000, '{"id": "p"', "[]", "null", '"p"', ""])
def test_a_file_of_something_else_is_an_error(file: Path, text: str) -> None:
    with pytest.raises(trialrules.ReadError, match=r"no JSON|no patient"):
        told(file, text)


def test_a_bad_line_loses_no_other(tmp_path: Path) -> None:
    rules, people = tmp_path / "rules.jsonl", tmp_path / "people.jsonl"
    trialrules.write(trialrules.extract("Inclusion: age 18 years or older", id="T1"), rules)
    people.write_text('\ufeff{"id": "a"}\n{"id": 3}\n\n{"id": "c"\n{"id": "d"}\n', encoding="utf-8")
    done = CliRunner().invoke(main, ["screen", str(rules), str(people), "--on", "2026-03-31"])
    assert done.exit_code == 1
    assert [json.loads(line)["patient"] for line in done.stdout.splitlines()] == ["a", "d"]
    assert [line.split(", ")[1].split(":")[0] for line in done.stderr.splitlines()] == ["line 2", "line 4"]
