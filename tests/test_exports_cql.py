"""CQL: libraries that a parser reads and an engine runs, with the answers of `trialrules.screen`.

The engine is ms-cql-sdk (MIT): it parses a part of CQL and runs it over FHIR Bundles. It knows no start and end of a
Period, which `engine` lends it; no comparator of a Quantity, no age in months, weeks or days, and no date that is
known to the month or year. Of these the tests hold what is written.
"""

from datetime import date, datetime
from functools import cache
from typing import Any

import pytest
import trialrules
from cql_sdk.api import create_context, invoke, load_library_from_cql_text
from cql_sdk.elm.models.library import Library
from cql_sdk.fhir.retrieve import BundleDataSource
from cql_sdk.runtime.intervals import Interval
from pydantic import TypeAdapter
from test_exports import GOLD
from trialrules.models import Criterion, Rule, RuleSet, Span, Trial, parse
from trialrules.models.algebra import occurrences
from trialrules.patterns.code_systems import URIS
from trialrules.pipeline.exports import cql
from trialrules.pipeline.screening.patients.fhir import patients_of

TODAY = date(2024, 2, 29)
CODES = {
    "platelet count": ("LOINC", "777-3"), "ALT": ("LOINC", "1742-6"), "systolic blood pressure": ("LOINC", "8480-6"),
    "natalizumab": ("RxNorm", "354770"), "penicillin": ("RxNorm", "70618"), "infliximab": ("ATC", "L04AB02"),
    "immunosuppressant": ("ATC", "L04"), "malignancy": ("ICD-10-CM", "C80"), "skin cancer": ("ICD-10-CM", "C80.1"),
    "diabetes": ("ICD-10-CM", "E11"), "pregnancy": ("SNOMED", "77386006"),
    "appendectomy": ("SNOMED", "80146002"), "influenza": ("ATC", "J07BB"),
}  # fmt: skip
"""Codes for the tests; which code it is does not matter to them."""
Resource = dict[str, Any]


def coded(rule: str) -> Any:
    """A rule whose concepts carry codes."""

    def with_codes(value: Any) -> Any:
        if isinstance(value, list):
            return [with_codes(part) for part in value]
        if not isinstance(value, dict):
            return value
        known = CODES.get(value.get("name", "")) if "codes" in value else None
        more = {"codes": [{"system": known[0], "code": known[1]}]} if known else {}
        return {key: with_codes(part) for key, part in value.items()} | more

    return TypeAdapter(Rule).validate_python(with_codes(parse(rule).model_dump(mode="json")))


def criterion(id: str, rule: str | None, kind: Any = "inclusion", **more: Any) -> Criterion:
    tree = None if rule is None else coded(rule)
    return Criterion(id=id, kind=kind, span=Span(start=0, end=1), text="x", rule=tree, **{"coverage": "full"} | more)


def ruleset(*criteria: Criterion) -> RuleSet:
    return RuleSet(trial=Trial(id="NCT-1"), text="x", criteria=criteria)


@cache
def library(text: str) -> Library:
    return load_library_from_cql_text(text)


def engine(rules: RuleSet, bundle: Resource, name: str, **parameters: Any) -> Any:
    """What the engine gives for a definition."""
    Interval.start, Interval.end = property(lambda i: i.low), property(lambda i: i.high)  # type: ignore[attr-defined]
    source = BundleDataSource(bundle)
    days = {"Index": TODAY, **parameters}
    given = {key: datetime(*day.timetuple()[:3]) if isinstance(day, date) else day for key, day in days.items()}
    context = create_context(data_source=source, subject=source.subject)
    return invoke(library(cql.document(rules)), definition=name, parameters=given, context=context)


def bundle(*resources: Resource) -> Resource:
    patient = {"resourceType": "Patient", "id": "p", "birthDate": "1984-02-29", "gender": "female"}
    return {"resourceType": "Bundle", "entry": [{"resource": r} for r in (patient, *resources)]}


def concept(name: str, code: str | None = None) -> Resource:
    system, own = CODES[name]
    return {"coding": [{"system": URIS[system], "code": code or own}]}


def lab(name: str, value: float, unit: str, day: str | None = "2024-02-01", **more: Any) -> Resource:
    when = {"effectiveDateTime": day} if day else {}
    quantity = {"valueQuantity": {"value": value, "code": unit}}
    return {"resourceType": "Observation", "status": "final", "code": concept(name), **quantity, **when, **more}


def drug(name: str, code: str | None = None, **more: Any) -> Resource:
    about = {"medicationCodeableConcept": concept(name, code)}
    return {"resourceType": "MedicationStatement", "status": "completed", **about, **more}


def had(name: str, code: str | None = None, **more: Any) -> Resource:
    return {"resourceType": "Condition", "code": concept(name, code), **more}


def operation(status: str, **more: Any) -> Resource:
    return {"resourceType": "Procedure", "status": status, "code": concept("appendectomy"), **more}


def on(day: str) -> Resource:
    return {"effectiveDateTime": day}


def during(start: str | None, end: str | None) -> Resource:
    days = {"start": start, "end": end}
    return {"effectivePeriod": {key: day for key, day in days.items() if day}}


def limits(high: float) -> Resource:
    return {"referenceRange": [{"high": {"value": high, "code": "U/L"}}]}


def aim(high: float) -> Resource:
    """A range that a treatment aims at."""
    return {"type": {"coding": [{"code": "treatment"}]}, "high": {"value": high, "code": "U/L"}}


BLOOD_PRESSURE = {
    "resourceType": "Observation", "status": "final", "effectiveDateTime": "2024-02-01T08:00:00+01:00",
    "code": {"coding": [{"system": URIS["LOINC"], "code": "85354-9"}]},
    "component": [{"code": concept("systolic blood pressure"), "valueQuantity": {"value": 150, "code": "mm[Hg]"}}],
}  # fmt: skip
LOW, TWO_WEEKS = "platelet count < 100 10*9/L", "platelet count < 100 10*9/L [<= 14 d before now]"
YEAR, SHORT = "drug natalizumab [<= 12 mo before now]", "drug natalizumab [< 12 mo before now]"
STABLE = "drug natalizumab current for [>= 3 mo]"
OVER = {"onsetDateTime": "2010-01-01", "abatementDateTime": "2011-01-01"}
ACTIVE = {"clinicalStatus": {"coding": [{"code": "active"}]}}
SINCE = "condition diabetes [in [1, 10] a before now]"
REFUTED = {"verificationStatus": {"coding": [{"code": "refuted"}]}}
CANCER = "condition malignancy except skin cancer"

ANSWERS: list[tuple[str, list[Resource], bool | None]] = [
    # values, in every unit of the family
    (LOW, [lab("platelet count", 99.9, "10*9/L")], True),
    (LOW, [lab("platelet count", 100, "10*9/L")], False),
    (LOW, [lab("platelet count", 99999, "/uL")], True),
    (LOW, [lab("platelet count", 100000, "/mm3")], False),
    (LOW, [lab("platelet count", 99, "g/L")], None),
    (LOW, [lab("platelet count", 99, "/uL")], None),
    (LOW, [], None),
    (LOW, [lab("ALT", 9, "U/L")], None),
    (LOW, [lab("platelet count", 99, "10*9/L", status="entered-in-error")], None),
    ("platelet count in [100, 450) 10*9/L", [lab("platelet count", 100, "10*9/L")], True),
    ("platelet count in [100, 450) 10*9/L", [lab("platelet count", 450000, "/uL")], False),
    ("systolic blood pressure > 140 mm[Hg]", [BLOOD_PRESSURE], True),
    ("systolic blood pressure > 140 mm[Hg]",
     [BLOOD_PRESSURE, lab("systolic blood pressure", 139, "mm[Hg]", "2024-02-02")], False),
    # the latest value decides, up to the index day or in the window
    (LOW, [lab("platelet count", 90, "10*9/L", "2024-01-01"), lab("platelet count", 110, "10*9/L")], False),
    (LOW, [lab("platelet count", 110, "10*9/L"), lab("platelet count", 90, "10*9/L", "2024-03-01")], False),
    (LOW, [lab("platelet count", 90, "10*9/L"), lab("platelet count", 110, "10*9/L")], None),
    (LOW, [lab("platelet count", 90, "10*9/L", None)], True),
    (LOW, [lab("platelet count", 90, "10*9/L", None), lab("platelet count", 90, "10*9/L")], None),
    (LOW, [lab("platelet count", 90, "10*9/L", "2024-02-30")], None),
    (TWO_WEEKS, [lab("platelet count", 90, "10*9/L", "2024-02-15")], True),
    (TWO_WEEKS, [lab("platelet count", 90, "10*9/L", "2024-02-14")], None),
    (TWO_WEEKS, [lab("platelet count", 90, "10*9/L", None)], None),
    # limits of the laboratory
    ("ALT > 3 x ULN", [lab("ALT", 121, "U/L", **limits(40))], True),
    ("ALT > 3 x ULN", [lab("ALT", 120, "U/L", **limits(40))], False),
    ("ALT > 3 x ULN", [lab("ALT", 121, "U/L")], None),
    ("ALT > 3 x ULN", [lab("ALT", 121, "U/L", **limits(0))], None),
    ("ALT > 3 x ULN", [lab("ALT", 120, "U/L", referenceRange=[aim(10), *limits(40)["referenceRange"]])], False),
    ("ALT > 3 x ULN", [lab("ALT", 120, "U/L", referenceRange=[aim(10)])], None),
    ("ALT > 3 x ULN", [lab("ALT", 120, "U/L", referenceRange=[{"high": {"value": x}} for x in (40, 30)])], None),
    # age and sex
    ("age >= 40 a", [], True),
    ("age > 40 a", [], False),
    ("attribute sex = female", [], True),
    ("attribute sex = male", [], False),
    # windows go by the calendar: 12 months before the 29th of February end on the 28th
    (YEAR, [drug("natalizumab", **on("2023-02-28"))], True),
    (YEAR, [drug("natalizumab", **on("2023-02-27"))], False),
    (SHORT, [drug("natalizumab", **on("2023-02-28"))], False),
    (SHORT, [drug("natalizumab", **on("2023-03-01"))], True),
    ("drug natalizumab [<= 360 d before now]", [drug("natalizumab", **on("2023-03-06"))], True),
    ("drug natalizumab [<= 360 d before now]", [drug("natalizumab", **on("2023-03-05"))], False),
    ("drug natalizumab [in [1, 2] mo before now]", [drug("natalizumab", **on("2024-01-30"))], False),
    ("drug natalizumab [in [1, 2] mo before now]", [drug("natalizumab", **during("2022-01-01", "2023-12-29"))], True),
    (YEAR, [drug("natalizumab", **during("2020-01-01", "2023-03-01"))], True),
    (YEAR, [drug("natalizumab", **during("2020-01-01", None))], None),
    (YEAR, [drug("natalizumab", status="active", **during("2020-01-01", None))], True),
    (YEAR, [drug("natalizumab", **during("2024-01-01", None))], True),
    (YEAR, [drug("natalizumab", **during("2024-01-01", "2023-01-01"))], None),
    (YEAR, [drug("natalizumab")], None),
    (YEAR, [drug("natalizumab", status="not-taken", **on("2024-01-01"))], False),
    (YEAR, [drug("natalizumab", status="intended", **on("2024-01-01"))], None),
    (YEAR, [drug("natalizumab", status="entered-in-error", **on("2024-01-01"))], None),
    (YEAR, [], None),
    (YEAR, [drug("infliximab", **on("2024-01-01"))], None),
    # other resources, and a Medication that is referred to
    (YEAR, [drug("natalizumab", resourceType="MedicationAdministration", **on("2024-01-01"))], True),
    (YEAR, [drug("natalizumab", resourceType="MedicationRequest", authoredOn="2024-01-01")], True),
    (YEAR, [drug("natalizumab", resourceType="MedicationRequest", authoredOn="2024-01-01", intent="plan")], None),
    (YEAR, [
        {"resourceType": "Medication", "id": "m", "code": concept("natalizumab")},
        {"resourceType": "MedicationStatement", "status": "completed", **on("2024-01-01"),
         "medicationReference": {"reference": "Medication/m"}},
    ], True),
    ("procedure appendectomy past", [operation("completed", performedDateTime="2020-01-01")], True),
    ("procedure appendectomy planned", [operation("preparation")], True),
    ("vaccine influenza [<= 30 d before now]",
     [{"resourceType": "Immunization", "status": "completed", "vaccineCode": concept("influenza", "J07BB02"),
       "occurrenceDateTime": "2024-01-30"}], True),
    # status and duration
    ("drug natalizumab current", [drug("natalizumab", status="active", **during("2024-01-01", None))], True),
    ("drug natalizumab current", [drug("natalizumab", **during("2024-01-01", "2024-02-28"))], False),
    ("drug natalizumab current", [drug("natalizumab", **during("2024-01-01", "2024-02-29"))], True),
    (STABLE, [drug("natalizumab", status="active", **during("2023-11-29", None))], True),
    (STABLE, [drug("natalizumab", status="active", **during("2023-12-01", None))], False),
    ("drug natalizumab past for [<= 3 mo]", [drug("natalizumab", **during("2023-01-31", "2023-04-30"))], True),
    ("drug natalizumab past for [< 3 mo]", [drug("natalizumab", **during("2023-01-31", "2023-04-30"))], False),
    ("drug natalizumab for [<= 3 mo]", [drug("natalizumab", **during("2023-01-31", "2023-04-30"))], None),
    ("drug natalizumab for [>= 3 mo]", [drug("natalizumab", status="active", **during("2023-11-29", None))], True),
    # plans, and what lies ahead
    ("drug natalizumab planned", [drug("natalizumab", **on("2024-01-01"))], None),
    ("drug natalizumab planned", [drug("natalizumab", status="intended")], True),
    (YEAR, [drug("natalizumab", status="intended", **on("2024-03-05"))], None),
    (YEAR, [drug("natalizumab", **during("2024-03-05", None))], None),
    ("drug natalizumab [<= 1 mo after now]", [drug("natalizumab", **on("2024-01-01"))], None),
    ("drug natalizumab [<= 1 mo after now]", [drug("natalizumab", status="intended", **on("2024-03-05"))], True),
    # what was at another time, or never, says so of itself and of no other kind
    ("drug_class immunosuppressant [<= 1 mo before now]", [drug("infliximab", **on("2023-01-01"))], None),
    ("drug infliximab [<= 1 mo before now]", [drug("infliximab", **on("2023-01-01"))], False),
    ("condition diabetes [<= 1 a before now]", [had("diabetes", "E11.9", **OVER)], None),
    ("condition diabetes [<= 1 a before now]", [had("diabetes", **OVER)], False),
    ("condition diabetes", [had("diabetes", "E11.9", **REFUTED)], None),
    (SINCE, [had("diabetes", onsetDateTime="2020-01-01", **ACTIVE)], True),
    (SINCE, [had("diabetes", onsetDateTime="2010-01-01", **ACTIVE)], None),
    (SINCE, [had("diabetes", onsetDateTime="2023-12-01", **ACTIVE)], False),
    (SINCE, [had("diabetes", **OVER)], False),
    ("condition pregnancy", [had("pregnancy", **OVER)], None),
    ("condition pregnancy", [had("pregnancy", **REFUTED)], False),
    ("condition pregnancy", [had("pregnancy", clinicalStatus={"coding": [{"code": "active"}]})], True),
    ("condition pregnancy past", [had("pregnancy", **OVER)], True),
    # codes below a code, and exceptions to a kind: who has both still has the other
    ("drug_class immunosuppressant", [drug("infliximab", **on("2024-01-01"))], True),
    ("drug_class immunosuppressant except infliximab", [drug("infliximab", **on("2024-01-01"))], None),
    ("condition diabetes", [had("diabetes", "E11.9", onsetDateTime="2020-01-01")], True),
    ("condition diabetes", [had("diabetes", "E13", onsetDateTime="2020-01-01")], None),
    (CANCER, [had("malignancy", "C80.1")], None),
    (CANCER, [had("malignancy", "C80.0")], True),
    (CANCER, [had("malignancy", "C80.1"), had("malignancy", "C80.0")], True),
    ("condition diabetes", [had("diabetes", verificationStatus={"coding": [{"code": "refuted"}]})], False),
    ("condition diabetes", [had("diabetes", verificationStatus={"coding": [{"code": "provisional"}]})], None),
    ("condition diabetes", [had("diabetes", verificationStatus={"coding": [{"code": "entered-in-error"}]})], None),
    ("condition diabetes current", [had("diabetes", clinicalStatus={"coding": [{"code": "active"}]})], True),
    ("condition diabetes current", [had("diabetes", abatementDateTime="2024-02-28")], False),
    ("condition allergy to drug:penicillin", [had("penicillin", resourceType="AllergyIntolerance")], True),
    ("condition allergy to drug:penicillin", [had("penicillin")], None),
    # logic
    ("not(condition diabetes)", [had("diabetes")], False),
    ("any(condition diabetes; platelet count < 100 10*9/L)", [had("diabetes")], True),
    ("all(condition diabetes; platelet count < 100 10*9/L)", [had("diabetes")], None),
    ("at_least 2(condition diabetes; age >= 40 a; platelet count < 100 10*9/L)", [had("diabetes")], True),
    ("at_least 2(condition diabetes; age > 40 a; platelet count < 100 10*9/L)", [had("diabetes")], None),
    ("at_least 2(condition diabetes; age > 40 a; attribute sex = male)", [had("diabetes")], False),
    ('all(condition diabetes; other "consent")', [had("diabetes")], None),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "resources", "answer"), ANSWERS)
def test_the_engine_answers_as_screen_does(rule: str, resources: list[Resource], answer: bool | None) -> None:
    rules = ruleset(criterion("I1", rule))
    (patient,) = patients_of(bundle(*resources))
    (screened,) = trialrules.screen(rules, patient, on=TODAY).criteria
    assert {"true": True, "false": False, "unknown": None}[screened.holds] is answer
    assert engine(rules, bundle(*resources), "I1") is answer


def test_what_is_not_recorded_never_was_in_a_complete_record() -> None:
    rules = ruleset(criterion("E1", YEAR, "exclusion"))
    answers = [engine(rules, bundle(), name, **{"Complete record": True}) for name in ("E1", "Eligible")]
    assert answers == [False, True]
    assert engine(rules, bundle(), "Eligible") is None


def test_anchors_have_a_day_of_their_own_and_most_fall_on_the_index() -> None:
    rules = ruleset(
        criterion("I1", "drug natalizumab [<= 1 mo before first_dose]"),
        criterion("I2", "drug natalizumab [<= 1 mo before surgery]"),
    )
    given = bundle(drug("natalizumab", **on("2024-01-20")))
    assert [engine(rules, given, id) for id in ("I1", "I2")] == [False, None]
    later = {"First dose": date(2024, 2, 20), "Surgery": date(2024, 2, 21)}
    assert [engine(rules, given, id, **later) for id in ("I1", "I2")] == [True, False]


def test_who_is_eligible_is_decided_in_each_group_and_by_what_was_read() -> None:
    diabetes = bundle(had("diabetes"))
    both = ruleset(
        criterion("I1", "age >= 18 a"),
        criterion("I2", "condition diabetes", group="A"),
        criterion("E3", "condition diabetes", "exclusion", group="B"),
    )
    assert [engine(both, diabetes, name) for name in ("Eligible: A", "Eligible: B", "Eligible")] == [True, False, True]
    partial, nobody = criterion("I3", "age > 99 a", coverage="partial"), criterion("U4", YEAR, "unknown")
    for more in (criterion("I2", None), partial, nobody):
        assert engine(ruleset(criterion("I1", "age >= 18 a"), more), diabetes, "Eligible") is None
        assert engine(ruleset(criterion("I1", "age < 18 a"), more), diabetes, "Eligible") is False
    assert engine(ruleset(), diabetes, "Eligible") is True


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ('other "investigator"', "a person must judge it"),
        ("condition asthma", "no verified code for asthma"),
        ("condition malignancy except moles", "no verified code for moles"),
        ("drug natalizumab [<= 5 {half-life} before now]", "a time in {half-life}"),
        ("drug natalizumab dose > 10 mg/d", "a dose a day"),
        ("drug natalizumab planned [<= 2 mo after now]", "for when something is planned"),
        ("study natalizumab", "no resource"),
        ("creatinine > 1.5 ?", "no unit is written"),
        ("platelet count < 100 10*9/L for [>= 2 wk]", "how long a value lasted"),
        ("ALT > 2 x baseline", "baseline"),
        ("age > 30 min", "an age in min"),
        ("attribute language = English", "no element"),
    ],
)
def test_what_cql_cannot_say_is_a_loss_and_is_null_with_its_words(rule: str, reason: str) -> None:
    rules = ruleset(criterion("I1", rule))
    (loss,) = cql.losses(rules)
    assert reason in loss.reason
    null = 'define "I1 leaf 1":\n  null as Boolean\n'
    assert f"// {loss.what}\n// not said: {loss.reason}\n{null}" in cql.document(rules)
    assert engine(rules, bundle(), "Eligible") is None


def test_every_unit_of_a_measure_is_one_of_or() -> None:
    text = cql.document(ruleset(criterion("I1", LOW)))
    assert "= '10*9/L' and Q.value < 100.0)\n        or (" in text
    assert "= '/uL' and Q.value < 100000.0)" in text
    assert "if Q.value is null or not" in text


def test_a_result_beyond_what_can_be_measured_decides_in_one_direction_only() -> None:
    text = cql.document(ruleset(criterion("I1", LOW)))
    assert "when true then (if Q.comparator in {'>', '>='} then 'unknown' else 'yes')" in text
    assert "when false then (if Q.comparator in {'<', '<='} then 'unknown' else 'no')" in text


def test_codes_are_declared_with_their_system() -> None:
    text = cql.document(ruleset(criterion("I1", YEAR)))
    assert f'codesystem "RxNorm": \'{URIS["RxNorm"]}\'\ncode "RxNorm 354770": \'354770\' from "RxNorm"' in text


def test_words_cannot_break_out_of_their_line() -> None:
    rule = coded("drug natalizumab [<= 1 mo before other]")
    window = rule.window.model_copy(update={"anchor_text": 'the "first"\nvisit */ \\\''})
    c = criterion("I1", None).model_copy(update={"rule": rule.model_copy(update={"window": window})})
    rules = ruleset(c).model_copy(update={"trial": Trial(id='1\\"', title="a\ndefine x: y")})
    given = {"Event the 'first' visit */ /'": TODAY}
    assert engine(rules, bundle(drug("natalizumab", **on("2024-02-01"))), "I1", **given) is True


def test_each_leaf_of_the_gold_is_a_definition_and_each_null_a_loss() -> None:
    whole = ("not read", "not read in full", "neither inclusion nor exclusion")
    for g in GOLD:
        parsed = library(cql.document(g)).definitions
        deciding = [c for c in g.criteria if c.parent is None and c.kind != "unknown" and c.rule is not None]
        leaves = [f"{c.id} leaf {k}" for c in deciding for k, _ in enumerate(occurrences(c.rule), 1)]
        assert {*leaves, *(c.id for c in deciding), "Eligible"} <= set(parsed)
        nulls = [name for name in leaves if parsed[name].expression.get("operand") == {"type": "Null"}]
        assert len(nulls) == len([loss for loss in cql.losses(g) if loss.reason not in whole])
