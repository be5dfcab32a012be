"""Patients' records as they come: FHIR Bundles of R4 and R5, JSON of our own, and the command that screens them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import trialrules
from click.testing import CliRunner
from trialrules.cli import main
from trialrules.models import Code, Concept, Condition, parse
from trialrules.models.patient import Patient
from trialrules.models.rules import Rule
from trialrules.models.ruleset import Criterion, RuleSet, Span, Trial

TODAY = date(2026, 3, 31)
PERSON = {"resourceType": "Patient", "id": "p1", "birthDate": "1980-05-17", "gender": "female"}
Resource = dict[str, Any]


def coded(text: str, system: str = "", code: str = "") -> Resource:
    return {"text": text, "coding": [{"system": system, "code": code, "display": text}] if code else []}


def status(word: str) -> Resource:
    return {"coding": [{"code": word}]}


def bundle(*resources: Resource) -> Resource:
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": r} for r in (PERSON, *resources)]}


def saved(tmp_path: Path, value: Any, name: str = "patient.json") -> Path:
    path = tmp_path / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def holds(tmp_path: Path, rule: str, *resources: Resource) -> str:
    (patient,) = trialrules.read_patients(saved(tmp_path, bundle(*resources)))
    return asked(parse(rule), patient)


def asked(rule: Rule, patient: Patient) -> str:
    c = Criterion(id="I1", kind="inclusion", span=Span(start=0, end=1), text="x", rule=rule, coverage="full")
    (result,) = trialrules.screen(RuleSet(trial=Trial(id="T"), text="x", criteria=(c,)), patient, on=TODAY).criteria
    return result.holds


R4 = {"resourceType": "MedicationStatement", "status": "active", "medicationCodeableConcept": coded("Tysabri")}
R5 = {"resourceType": "MedicationStatement", "status": "recorded", "medication": {"concept": coded("natalizumab")}}
GIVEN_UNTIL = {"effectivePeriod": {"start": "2024-01-01", "end": "2025-01-01"}}
GIVEN = {"resourceType": "MedicationAdministration", "medicationReference": {"reference": "#m"}}
MALIGNANCY = {"resourceType": "Condition", "code": coded("malignancy")}
SPLENECTOMY = {"resourceType": "Procedure", "code": coded("splenectomy")}
PRESSURE = {
    "resourceType": "Observation", "status": "final", "code": coded("blood pressure"),
    "effectiveDateTime": "2026-03-01T09:30:00+01:00",
    "component": [
        {"code": coded("systolic blood pressure"), "valueQuantity": {"value": 150, "unit": "mmHg", "code": "mm[Hg]"}},
        {"code": coded("diastolic blood pressure"), "valueQuantity": {"value": 80, "unit": "mmHg", "code": "mm[Hg]"}},
    ],
}  # fmt: skip
ALT = {
    "resourceType": "Observation", "status": "final", "code": coded("GPT", "http://loinc.org", "1742-6"),
    "effectiveDateTime": "2026-03-20", "valueQuantity": {"value": 120, "unit": "U/L"},
    "referenceRange": [{"low": {"value": 10}, "high": {"value": 35}}],
}  # fmt: skip


def measured(value: float, unit: str, text: str, code: str) -> Resource:
    """An observation of a laboratory that calls what it measured by a name of its own, and gives its LOINC code."""
    return {
        "resourceType": "Observation", "status": "final", "code": coded(text, "http://loinc.org", code),
        "valueQuantity": {"value": value, "unit": unit},
    }  # fmt: skip


def taken(text: str, system: str = "", code: str = "") -> Resource:
    return {**R4, "medicationCodeableConcept": coded(text, system, code)}


RXNORM, ATC = "http://www.nlm.nih.gov/research/umls/rxnorm", "http://www.whocc.no/atc"

CODED: list[tuple[str, list[Resource], str]] = [
    ("platelet count < 100 10*9/L", [measured(80, "10*9/L", "Trombozyten EDTA", "26515-7")], "true"),
    ("platelet count < 100 10*9/L", [measured(80, "10*9/L", "Trombozyten EDTA", "26515-8")], "unknown"),
    ("creatinine > 1.5 mg/dL", [measured(177, "umol/L", "KREA-S", "14682-9")], "true"),
    ("creatinine > 1.5 mg/dL", [measured(177, "umol/L", "KREA-U", "14683-7")], "unknown"),
    ("drug warfarin", [taken("Rx 4711", RXNORM, "11289")], "true"),
    ("drug warfarin", [taken("Rx 4711", RXNORM, "32968")], "unknown"),
    ("drug_class \"vitamin k antagonist\"", [taken("Rx 4711", RXNORM, "11289")], "true"),
    ("drug_class \"vitamin k antagonist\"", [taken("Rx 4711", RXNORM, "32968")], "unknown"),
    ("drug_class \"ace inhibitor\"", [taken("Ramipril-ratiopharm", ATC, "C09AA05")], "true"),
    ("drug_class \"ace inhibitor\"", [taken("ramipril")], "true"),
    ("drug_class \"ace inhibitor\"", [taken("Rx 4711", ATC, "C09BA05")], "true"),
    ("drug_class \"angiotensin receptor blocker\"", [taken("ramipril")], "unknown"),
    ("drug_class \"renin-angiotensin system inhibitor\"", [taken("ramipril")], "true"),
    ("drug_class \"non-steroidal anti-inflammatory drug\"", [taken("Rx 4711", ATC, "M01AH01")], "true"),
    ("drug_class \"non-steroidal anti-inflammatory drug\"", [taken("glucosamine", ATC, "M01AX05")], "unknown"),
    ("drug_class \"immunosuppressive drug\"", [taken("azathioprine")], "true"),
    ("drug_class \"immunosuppressive drug\"", [taken("pirfenidone", ATC, "L04AX05")], "unknown"),
    ("drug_class antipsychotic", [taken("lithium carbonate", ATC, "N05AN01")], "unknown"),
    ("drug_class \"jak inhibitor\"", [taken("Rx 4711", ATC, "L04AX01")], "unknown"),
    ("drug hydrochlorothiazide", [taken("lisinopril 20 MG / hydrochlorothiazide 12.5 MG Oral Tablet")], "true"),
    ("drug_class diuretic", [taken("lisinopril 20 MG / hydrochlorothiazide 12.5 MG Oral Tablet")], "true"),
    ("drug_class \"cdk4/6 inhibitor\"", [taken("Ibrance 125 MG Oral Capsule")], "true"),
    ("drug_class \"calcium channel blocker\"", [taken("amlodipine besylate 5 MG")], "true"),
    ("drug lisinopril", [taken("Zestril 10 MG Oral Tablet")], "true"),
    ("drug lisinopril", [{**MALIGNANCY, "code": coded("lisinopril 10 MG Oral Tablet")}], "unknown"),
]  # fmt: skip


def lab(display: str, unit: str = "mg/dL") -> Resource:
    """A value whose only name is that of its LOINC code, which rules do not know."""
    code = {"coding": [{"system": "http://loinc.org", "code": "0-0", "display": display}]}
    return {"resourceType": "Observation", "code": code, "valueQuantity": {"value": 3, "code": unit}}


def snomed(display: str, code: str = "0") -> Resource:
    return {"coding": [{"system": "http://snomed.info/sct", "code": code, "display": display}]}


def flu() -> Resource:
    display = "Influenza, seasonal, injectable"
    return {"coding": [{"system": "http://hl7.org/fhir/sid/cvx", "code": "0", "display": display}]}


def allergic(display: str, code: str) -> Resource:
    return {"resourceType": "AllergyIntolerance", "code": snomed(display, code), "clinicalStatus": status("active")}


def normal(high: float, unit: str = "U/L", **more: Any) -> Resource:
    return {"high": {"value": high, "unit": unit}, **more}


def of(limits: list[Resource], value: float = 120, unit: str = "U/L") -> Resource:
    return {**ALT, "referenceRange": limits, "valueQuantity": {"value": value, "unit": unit}}


AIM, WOMEN = {"type": status("treatment")}, {"appliesTo": [{"text": "women"}]}
CREATININE = {**ALT, "code": coded("Creatinine"), "valueQuantity": {"value": 2, "unit": "mg/dL"}}
IN_URINE = {"text": "Creatinine", "coding": [
    {"system": "http://loinc.org", "code": "0-0", "display": "Creatinine [Mass/volume] in Urine"},
    {"system": "urn:lab", "code": "CREA", "display": "creatinine"},
]}  # fmt: skip
LABORATORY: list[tuple[str, list[Resource], str]] = [
    # limits: of what is normal, in the value's unit, and one alone
    ("ALT > 3 x ULN", [of([normal(10, **AIM), normal(40, type=status("normal"))])], "false"),
    ("ALT > 3 x ULN", [of([normal(10, **AIM)])], "unknown"),
    ("ALT > 3 x ULN", [of([normal(40), normal(30, **WOMEN)])], "unknown"),
    ("ALT > 3 x ULN", [of([normal(39), normal(39)])], "true"),
    ("ALT > 3 x ULN", [of([normal(0.65, "ukat/L")])], "unknown"),
    ("albumin < 0.5 x ULN", [{**of([normal(5, "g/dL")], 24, "g/L"), "code": coded("albumin")}], "true"),
    # a unit's code of a system that is not known here
    ("creatinine > 1.5 mg/dL", [{**CREATININE, "valueQuantity": {"value": 2, "unit": "mg/dL", "code": "258797006"}}],
     "true"),
    # specimens: a plain name is that of the blood
    ("creatinine > 1.5 mg/dL", [CREATININE], "true"),
    ("creatinine > 1.5 mg/dL", [{**CREATININE, "specimen": {"display": "Serum"}}], "true"),
    ("creatinine > 1.5 mg/dL", [{**CREATININE, "specimen": {"display": "Random urine"}}], "unknown"),
    ("creatinine > 1.5 mg/dL", [{**CREATININE, "code": IN_URINE}], "unknown"),
    ("UACR > 1 mg/g", [{**CREATININE, "code": coded("albumin/creatinine ratio"), "specimen": {"display": "Urine"},
                        "valueQuantity": {"value": 2, "unit": "mg/g"}}], "true"),
]  # fmt: skip


BUNDLES: list[tuple[str, list[Resource], str]] = [
    ("age >= 45 a", [], "true"),
    ("attribute sex = female", [], "true"),
    ("ALT > 3 x ULN [<= 14 d before now]", [ALT], "true"),
    ("ALT > 3 x ULN [<= 7 d before now]", [ALT], "unknown"),
    ("ALT > 3 x ULN", [{**ALT, "status": "entered-in-error"}], "unknown"),
    ("ALT > 3 x ULN", [{**ALT, "referenceRange": []}], "unknown"),
    ("ALT < 200 U/L", [{**ALT, "valueQuantity": {"value": 120, "unit": "U/L", "comparator": "<"}}], "true"),
    ("ALT > 3 x ULN", [{**ALT, "valueQuantity": None, "valueString": "high"}], "unknown"),
    ("creatinine > 2 mg/dL", [lab("Creatinine [Mass/volume] in Serum or Plasma")], "true"),
    ("creatinine > 2 mg/dL", [lab("Creatinine [Mass/volume] in Urine")], "unknown"),
    ("creatinine > 2 mg/dL", [lab("Creatinine [Mass/volume] in Serum or Plasma --24 hours post dose")], "unknown"),
    ("systolic blood pressure > 140 mm[Hg]", [PRESSURE], "true"),
    ("diastolic blood pressure > 90 mm[Hg]", [PRESSURE], "false"),
    ("drug natalizumab current", [{**R4, "effectivePeriod": {"start": "2024-02"}}], "true"),
    ("drug natalizumab", [{**R4, "status": "not-taken"}], "false"),
    ("drug natalizumab", [{**R4, "status": "entered-in-error"}], "unknown"),
    ("drug natalizumab planned", [{**R4, "status": "intended"}], "true"),
    ("drug natalizumab [<= 2 mo before now]", [{**R5, "effectivePeriod": {"end": "2026-02-15"}}], "true"),
    ("drug natalizumab", [{**R5, "adherence": {"code": status("not-taking")}}], "false"),
    ("drug natalizumab current", [{**R5, "adherence": {"code": status("taking-as-directed")}}], "true"),
    ("drug natalizumab current", [R5], "unknown"),
    # not taken now; whether it was then, is not said
    ("drug natalizumab", [{**R5, "adherence": {"code": status("not-taking")}, **GIVEN_UNTIL}], "unknown"),
    ("drug natalizumab past", [{**R5, "adherence": {"code": status("stopped")}, **GIVEN_UNTIL}], "true"),
    (
        "drug natalizumab [<= 2 mo before now]",
        [
            {**GIVEN, "status": "completed", "effectiveDateTime": "2025-01-01",
             "contained": [{"resourceType": "Medication", "id": "m", "code": coded("natalizumab")}]},
        ],
        "false",
    ),
    (
        "drug prednisone dose > 10 mg/d",
        [
            {"resourceType": "MedicationRequest", "status": "active", "authoredOn": "2026-01-01",
             "medicationCodeableConcept": coded("prednisone"),
             "dosageInstruction": [{"timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}},
                                    "doseAndRate": [{"doseQuantity": {"value": 7.5, "unit": "mg"}}]}]},
        ],
        "true",
    ),
    ("condition malignancy current", [{**MALIGNANCY, "clinicalStatus": status("active")}], "true"),
    ("condition malignancy current", [{**MALIGNANCY, "clinicalStatus": status("resolved")}], "unknown"),
    (
        "condition malignancy current",
        [{**MALIGNANCY, "clinicalStatus": status("resolved"), "abatementDateTime": "2019-04"}],
        "false",
    ),
    ("condition malignancy", [{**MALIGNANCY, "verificationStatus": status("refuted")}], "false"),
    ("condition malignancy", [{**MALIGNANCY, "verificationStatus": status("provisional")}], "unknown"),
    ("condition malignancy [<= 5 a before now]", [{**MALIGNANCY, "onsetDateTime": "2026-13-40"}], "unknown"),
    (
        "condition allergy to drug:penicillin",
        [{"resourceType": "AllergyIntolerance", "code": coded("penicillin"), "clinicalStatus": status("active")}],
        "true",
    ),
    ("condition allergy to drug:penicillin", [allergic("Allergy to penicillin (finding)", "91936005")], "true"),
    ("condition allergy", [allergic("No known allergy (situation)", "716186003")], "false"),
    ("condition allergy", [allergic("No Known Allergies", "0")], "false"),
    ("condition allergy to drug:penicillin", [{**MALIGNANCY, "code": coded("Penicillin allergy")}], "true"),
    ("condition splenomegaly", [{**MALIGNANCY, "code": snomed("Splenomegaly (disorder)")}], "true"),
    (
        "procedure splenectomy [<= 6 mo before now]",
        [{**SPLENECTOMY, "status": "completed", "performedDateTime": "2026-01"}],
        "true",
    ),
    (
        "procedure splenectomy past",
        [{**SPLENECTOMY, "status": "not-done"}],
        "unknown",
    ),
    ("vaccine \"influenza vaccine\"", [{"resourceType": "Immunization", "vaccineCode": flu()}], "true"),
    ("HbA1c > 2 %", [lab("Hemoglobin A1c/Hemoglobin.total in Blood", "%")], "true"),
    ("condition hypersensitivity to drug:penicillin", [allergic("Allergy to penicillin (finding)", "0")], "true"),
    (
        "vaccine \"bcg vaccine\" [<= 4 wk before now]",
        [{"resourceType": "Immunization", "status": "completed", "vaccineCode": coded("BCG vaccine"),
          "occurrenceDateTime": "2026-03-15"}],
        "true",
    ),
]  # fmt: skip


def dosage(value: float, unit: str = "d", **more: Any) -> Resource:
    """So much every so often: twice in a ``unit`` of time."""
    repeat = {"frequency": 2, "period": 1, "periodUnit": unit}
    return {"timing": {"repeat": repeat}, "doseAndRate": [{"doseQuantity": {"value": value, "unit": "mg"}}], **more}


DOSES = [
    ([dosage(6)], "true"),
    ([dosage(5)], "false"),
    ([dosage(0.25, "h")], "true"),
    ([dosage(36, "wk")], "true"),
    ([dosage(35, "wk")], "false"),
    ([dosage(6, "mo")], "unknown"),
    ([dosage(6), dosage(5)], "unknown"),
    ([dosage(6, asNeededBoolean=True)], "unknown"),
    ([dosage(6, asNeededBoolean=False)], "true"),
]


@pytest.mark.parametrize(("dosages", "expected"), DOSES)
def test_the_dose_a_day_is_told_by_one_dosage(tmp_path: Path, dosages: list[Resource], expected: str) -> None:
    order = {"resourceType": "MedicationRequest", "status": "active", "authoredOn": "2026-01-01"}
    given = {**order, "medicationCodeableConcept": coded("prednisone"), "dosageInstruction": dosages}
    assert holds(tmp_path, "drug prednisone dose > 10 mg/d", given) == expected


@pytest.mark.parametrize(("rule", "resources", "expected"), [*BUNDLES, *CODED, *LABORATORY])
def test_fhir_bundles(tmp_path: Path, rule: str, resources: list[Resource], expected: str) -> None:
    assert holds(tmp_path, rule, *resources) == expected


def test_a_bundle_may_hold_several_patients(tmp_path: Path) -> None:
    def of(resource: Resource, subject: str) -> Resource:
        return {"resource": {**resource, "subject": {"reference": subject}}}

    people = [{"fullUrl": f"urn:uuid:{id}", "resource": {"resourceType": "Patient", "id": id}} for id in "abc"]
    entries = [*people, of(SPLENECTOMY, "Patient/a"), of(MALIGNANCY, "urn:uuid:b"), of(MALIGNANCY, "Patient/z")]
    path = saved(tmp_path, {"resourceType": "Bundle", "entry": entries})
    patients = list(trialrules.read_patients(path))
    assert [(p.id, len(p.treatments), len(p.conditions)) for p in patients] == [("a", 1, 0), ("b", 0, 1), ("c", 0, 0)]


def test_a_code_stands_for_what_is_below_it() -> None:
    def concept(system: str, code: str) -> Rule:
        return Condition(condition=Concept(name="x", codes=(Code(system=system, code=code),)))

    coding = {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "E11.65"}
    patient = Patient(id="p", conditions=[{"name": "E11.65", "codes": [coding]}])
    assert asked(concept("ICD-10-CM", "E11"), patient) == "true"
    assert asked(concept("ICD-10-CM", "E10"), patient) == "unknown"
    assert asked(concept("ICD-10-CM", "E11.651"), patient) == "unknown"


WRONG = [
    ("{", "no JSON"),
    ({"resourceType": "Bundle", "entry": []}, "a Bundle without a Patient"),
    ({"resourceType": "Bundle", "entry": [None]}, "a Bundle without a Patient"),
    ({"resourceType": "Patient", "id": "p"}, "a FHIR Patient by itself"),
    ([{"id": "p"}], "neither a FHIR Bundle nor"),
    ({"id": "p", "ages": 3}, "no patient: ages"),
    ('{"id": "a"}\n{"id": }\n', "line 2: no JSON"),
    ({"id": "p", "observations": [{"name": "ALT", "value": "high"}]}, "observations.0.value"),
]


@pytest.mark.parametrize(("content", "reason"), WRONG)
def test_a_record_that_cannot_be_read_is_named(tmp_path: Path, content: Any, reason: str) -> None:
    path = saved(tmp_path, content)
    with pytest.raises(trialrules.ReadError) as failed:
        list(trialrules.read_patients(path))
    assert str(path) in str(failed.value)
    assert reason in str(failed.value)


def test_a_folder_of_bundles_is_told_how_to_be_read(tmp_path: Path) -> None:
    saved(tmp_path, bundle())
    with pytest.raises(trialrules.ReadError, match=r"name the files: .*/\*\.json"):
        list(trialrules.read_patients(tmp_path))


TEXT = "Inclusion Criteria:\n- Age 18 years or older\n\nExclusion Criteria:\n- Natalizumab within the last 2 months\n"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.jsonl"
    trialrules.write(trialrules.extract(TEXT, id="T1"), path)
    return path


def run(*args: object) -> Any:
    return CliRunner().invoke(main, ["screen", *map(str, args), "--on", "2026-03-31"])


def test_the_command_tells_each_patient_and_why(tmp_path: Path, rules: Path) -> None:
    people = [
        {"id": "a", "birth_date": "1990", "complete": ["treatments"]},
        {"id": "b", "birth_date": "1990", "treatments": [{"name": "Tysabri", "ongoing": True, "start": "2020"}]},
        {"id": "c", "birth_date": "1990"},
    ]
    path = saved(tmp_path, "\n".join(map(json.dumps, people)))
    done = run(rules, path, "--format", "jsonl")
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert [(r["trial"], r["patient"], r["result"]) for r in results] == [
        ("T1", "a", "eligible"), ("T1", "b", "not_eligible"), ("T1", "c", "unknown"),
    ]  # fmt: skip
    assert results[1]["criteria"][1]["facts"][0]["name"] == "Tysabri"
    assert results[2]["criteria"][1]["missing"] == [
        {"what": "natalizumab", "window": "[<= 2 mo before now]", "reason": "not recorded"}
    ]
    table = run(rules, path, "--format", "table").stdout
    assert "not_eligible" in table
    assert "drug natalizumab [<= 2 mo" in table


def test_a_bulk_export_is_told_once(tmp_path: Path, rules: Path) -> None:
    lines = "\n".join(json.dumps({"resourceType": "Observation", "id": str(n)}) for n in range(3))
    done = run(rules, saved(tmp_path, lines))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.count("a FHIR Observation by itself") == 1


def test_one_bad_record_loses_no_other(tmp_path: Path, rules: Path) -> None:
    good, bad = saved(tmp_path, {"id": "a"}), saved(tmp_path, "{", "bad.json")
    strange = saved(tmp_path, bundle({"resourceType": "Condition", "code": {"coding": 3}}), "strange.json")
    done = run(rules, bad, strange, good, "--format", "jsonl")
    assert done.exit_code == 1
    assert [json.loads(line)["patient"] for line in done.stdout.splitlines()] == ["a"]
    assert "bad.json" in done.stderr
    assert "strange.json" in done.stderr


@pytest.mark.parametrize(
    ("args", "reason"),
    [(["--anchor", "birthday=2026-01-01"], "is none of"), (["--anchor", "surgery=tomorrow"], "is no date")],
)
def test_wrong_usage_is_told(tmp_path: Path, rules: Path, args: list[str], reason: str) -> None:
    done = run(rules, saved(tmp_path, {"id": "a"}), *args)
    assert done.exit_code == 2
    assert reason in done.stderr
