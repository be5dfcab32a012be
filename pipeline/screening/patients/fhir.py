"""Patients from FHIR Bundles, R4 and R5.

The resources and their status codes are those of hl7.org/fhir/R4 and hl7.org/fhir/R5. What was entered in error is
left out; a value that is no number is no observation here.
"""

from collections.abc import Callable, Iterator
from typing import Any

from ....errors import ReadError
from ....models.patient import Fact, Observation, Patient, PatientCondition, Treatment

Resource = dict[str, Any]

UNSAID = ("entered-in-error", "cancelled", "draft", "unknown", "not-done")
"""Statuses of resources that say nothing of the patient."""
PLANNED = ("intended", "preparation", "planned")
ENDED = ("completed", "stopped", "ended")
ACTIVE = ("active", "recurrence", "relapse")
"""Clinical statuses of a condition that lasts."""
UNSURE = ("unconfirmed", "provisional", "differential")
"""Verification statuses of a condition that may have been."""


def patient_of(bundle: Resource) -> Patient:
    """The one patient of a Bundle. Raises :class:`trialrules.ReadError` where there is none, or more than one."""
    entries = [entry for entry in bundle.get("entry") or () if isinstance(entry.get("resource"), dict)]
    resources = [entry["resource"] for entry in entries]
    people = [r for r in resources if r.get("resourceType") == "Patient"]
    if len(people) != 1:
        raise ReadError(f"a Bundle with {len(people)} Patient resources; one is needed")
    (person,) = people
    known = {entry["fullUrl"]: entry["resource"] for entry in entries if entry.get("fullUrl")}
    known |= {f"{r.get('resourceType')}/{r.get('id')}": r for r in resources}
    facts = [fact for r in resources for fact in _facts(r, known)]
    return Patient(
        id=str(person.get("id") or "patient"),
        birth_date=person.get("birthDate"),
        sex=person["gender"] if person.get("gender") in ("male", "female") else None,
        observations=tuple(f for f in facts if isinstance(f, Observation)),
        treatments=tuple(f for f in facts if isinstance(f, Treatment)),
        conditions=tuple(f for f in facts if isinstance(f, PatientCondition)),
        classified=(),
    )


def _facts(resource: Resource, known: dict[str, Resource]) -> Iterator[Fact]:
    reader = _READERS.get(resource.get("resourceType", ""))
    if reader is not None and resource.get("status") not in UNSAID:
        yield from reader(resource, known)


def _observations(resource: Resource, _: dict[str, Resource]) -> Iterator[Observation]:
    """The value of an observation and of each of its components (of a blood pressure, both)."""
    when = _day(resource, "effectiveDateTime", "effectiveInstant") or _day(resource.get("effectivePeriod") or {}, "end")
    for part in (resource, *(resource.get("component") or ())):
        quantity = part.get("valueQuantity") or {"value": part.get("valueInteger")}
        named = _named(part.get("code"))
        if named is None or not isinstance(quantity.get("value"), int | float):
            continue
        limits = (part.get("referenceRange") or [{}])[0]
        yield Observation(
            **named, value=quantity["value"], comparator=_comparator(quantity), date=when,
            unit=quantity.get("code") or quantity.get("unit"),
            low=(limits.get("low") or {}).get("value"), high=(limits.get("high") or {}).get("value"),
        )  # fmt: skip


def _comparator(quantity: Resource) -> Any:
    sign = quantity.get("comparator")
    return sign if sign in ("<", "<=", ">=", ">") else None


def _medication(resource: Resource, known: dict[str, Resource]) -> Iterator[Treatment]:
    named = _named(_medicine(resource, known))
    if named is None:
        return
    period = resource.get("effectivePeriod") or resource.get("occurrencePeriod") or {}
    moment = _day(resource, "effectiveDateTime", "occurrenceDateTime")
    start = _day(period, "start") or moment or _day(resource, "authoredOn")
    status = resource.get("status")
    refused = status == "not-taken" or resource.get("doNotPerform") is True or _codes_of(resource, "adherence") & _NOT
    yield Treatment(
        **named, role="drug", start=start, end=_day(period, "end") or moment, **_dose(resource),
        ongoing=True if status == "active" else False if status in ENDED else None,
        planned=status in PLANNED or resource.get("intent") in ("proposal", "plan"), absent=bool(refused),
    )  # fmt: skip


_NOT = {"not-taking"}


def _codes_of(resource: Resource, key: str) -> set[str]:
    concept = (resource.get(key) or {}).get("code") or {}
    return {coding.get("code", "") for coding in concept.get("coding") or ()}


def _medicine(resource: Resource, known: dict[str, Resource]) -> Resource | None:
    """The CodeableConcept of what was given, in R4 or R5, by itself or through a Medication resource."""
    r5 = resource.get("medication") or {}
    concept = resource.get("medicationCodeableConcept") or r5.get("concept")
    if concept:
        return dict(concept)
    reference = (resource.get("medicationReference") or r5.get("reference") or {}).get("reference", "")
    contained = {f"#{r.get('id')}": r for r in resource.get("contained") or ()}
    return (contained.get(reference) or known.get(reference) or {}).get("code")


def _dose(resource: Resource) -> dict[str, Any]:
    """The dose a day where the timing tells it."""
    dosage = resource.get("dosage") or resource.get("dosageInstruction") or [{}]
    first = dosage[0] if isinstance(dosage, list) else dosage
    amount = ((first.get("doseAndRate") or [{}])[0]).get("doseQuantity") or {}
    repeat = (first.get("timing") or {}).get("repeat") or {}
    value, unit = amount.get("value"), amount.get("code") or amount.get("unit")
    if not isinstance(value, int | float) or not unit or repeat.get("periodUnit") != "d" or not repeat.get("period"):
        return {}
    return {"dose": value * repeat.get("frequency", 1) / repeat["period"], "dose_unit": f"{unit}/d"}


def _condition(resource: Resource, _: dict[str, Resource]) -> Iterator[PatientCondition]:
    named = _named(resource.get("code"))
    if named is not None and (state := _state(resource)) is not None:
        yield PatientCondition(**named, **state)


def _allergy(resource: Resource, _: dict[str, Resource]) -> Iterator[PatientCondition]:
    named = _named(resource.get("code"))
    if named is not None and (state := _state(resource)) is not None:
        yield PatientCondition(name="allergy", to=Fact(**named), **state)


def _state(resource: Resource) -> dict[str, Any] | None:
    """When a condition was, whether it lasts, and how sure it is; None for one that was entered in error."""
    verified = {c.get("code") for c in (resource.get("verificationStatus") or {}).get("coding") or ()}
    clinical = {c.get("code") for c in (resource.get("clinicalStatus") or {}).get("coding") or ()}
    if "entered-in-error" in verified:
        return None
    onset, abated = resource.get("onsetPeriod") or {}, resource.get("abatementPeriod") or {}
    return {
        "start": _day(resource, "onsetDateTime") or _day(onset, "start"),
        "end": _day(resource, "abatementDateTime") or _day(abated, "end"),
        "ongoing": True if not clinical.isdisjoint(ACTIVE) else False if clinical else None,
        "absent": "refuted" in verified,
        "uncertain": not verified.isdisjoint(UNSURE),
    }


def _procedure(resource: Resource, _: dict[str, Resource]) -> Iterator[Treatment]:
    named = _named(resource.get("code"))
    if named is not None:
        yield Treatment(**named, role="procedure", **_when(resource, "performed", "occurrence"))


def _immunization(resource: Resource, _: dict[str, Resource]) -> Iterator[Treatment]:
    named = _named(resource.get("vaccineCode"))
    if named is not None:
        yield Treatment(**named, role="vaccine", **_when(resource, "occurrence"))


def _when(resource: Resource, *keys: str) -> dict[str, Any]:
    day = _day(resource, *(f"{key}DateTime" for key in keys))
    period: Resource = next((resource[f"{key}Period"] for key in keys if resource.get(f"{key}Period")), {})
    status = resource.get("status")
    return {
        "start": day or _day(period, "start"), "end": day or _day(period, "end"),
        "ongoing": True if status == "in-progress" else False if status in ENDED else None,
        "planned": status in PLANNED,
    }  # fmt: skip


def _day(resource: Resource, *keys: str) -> str | None:
    """The date of the first of these fields that is there, without its time."""
    return next((str(resource[key])[:10] for key in keys if resource.get(key)), None)


def _named(concept: Any) -> dict[str, Any] | None:
    """Name and codes of a CodeableConcept."""
    if not isinstance(concept, dict):
        return None
    codings = [c for c in concept.get("coding") or () if c.get("code")]
    names = [concept.get("text"), *(c.get("display") for c in codings), *(c["code"] for c in codings)]
    name = next((n for n in names if n), None)
    codes = [{"system": str(c.get("system", "")), "code": c["code"], "display": c.get("display")} for c in codings]
    return None if name is None else {"name": name, "codes": codes}


_READERS: dict[str, Callable[[Resource, dict[str, Resource]], Iterator[Fact]]] = {
    "Observation": _observations,
    "MedicationStatement": _medication,
    "MedicationRequest": _medication,
    "MedicationAdministration": _medication,
    "Condition": _condition,
    "AllergyIntolerance": _allergy,
    "Procedure": _procedure,
    "Immunization": _immunization,
}
