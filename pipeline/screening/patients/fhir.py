"""Patients from FHIR Bundles, R4 and R5.

The resources and their status codes are those of hl7.org/fhir/R4 and hl7.org/fhir/R5. What was entered in error is
left out; a value that is no number is no observation here.
"""

from collections.abc import Callable, Iterator
from typing import Any, Literal

from ....errors import ReadError
from ....models.patient import Fact, Observation, Patient, PatientCondition, Treatment, recordable
from .coded import called, day_of
from .displays import Allergy, allergy
from .element import Element
from .observed import observations

UNSAID = ("entered-in-error", "cancelled", "draft", "unknown", "not-done")
"""Statuses of resources that say nothing of the patient."""
_SEXES: dict[str, Literal["male", "female"]] = {"male": "male", "female": "female"}
PLANNED = ("intended", "preparation", "planned")
ENDED = ("completed", "stopped", "ended")
TAKING = {"taking", "taking-as-directed", "taking-not-as-directed"}
"""What R5 says of an adherence that lasts: hl7.org/fhir/R5/valueset-medication-statement-adherence.html."""
STOPPED = {"stopped", "stopped-as-directed", "stopped-not-as-directed"}
ACTIVE = ("active", "recurrence", "relapse")
"""Clinical statuses of a condition that lasts."""
OVER = ("inactive", "remission", "resolved")
UNSURE = ("unconfirmed", "provisional", "differential")
"""Verification statuses of a condition that may have been."""
_OTHER = (
    "active", "on-hold", "recorded", "not-taken", "in-progress", "registered", "preliminary", "final", "amended",
    "corrected", "appended",
)  # fmt: skip


def patients_of(bundle: dict[str, Any]) -> Iterator[Patient]:
    """The patients of a Bundle: of several, each with the resources that name them as subject.

    Raises :class:`trialrules.ReadError` where there is none, and for what is not of FHIR's form.
    """
    entries = Element(bundle, "Bundle").parts("entry")
    found = [(entry.word("fullUrl"), _resource(entry, n)) for n, entry in enumerate(entries)]
    resources = [(url, r) for url, r in found if r.fields]
    people = [r for _, r in resources if r.word("resourceType") == "Patient"]
    if not people:
        raise ReadError("a Bundle without a Patient")
    known = {url: r for url, r in resources if url}
    known |= {f"{r.word('resourceType')}/{r.word('id')}": r for _, r in resources}
    facts: dict[str, list[Fact]] = {person.path: [] for person in people}
    for _, resource in resources:
        whose = people[0] if len(people) == 1 else known.get(_subject(resource))
        if whose is not None and whose.path in facts:
            facts[whose.path] += _facts(resource, known)
    for person in people:
        yield _patient(person, facts[person.path])


def _subject(resource: Element) -> str:
    return resource.part("subject").word("reference") or resource.part("patient").word("reference") or ""


def _patient(person: Element, facts: list[Fact]) -> Patient:
    return Patient(
        id=person.word("id") or "patient",
        birth_date=person.word("birthDate"),
        sex=_SEXES.get(person.word("gender") or ""),
        observations=tuple(f for f in facts if isinstance(f, Observation)),
        treatments=tuple(f for f in facts if isinstance(f, Treatment)),
        conditions=tuple(f for f in facts if isinstance(f, PatientCondition)),
        classified=(),
    )


def _resource(entry: Element, number: int) -> Element:
    resource = entry.part("resource")
    return Element(resource.fields, f"entry {number + 1}, {resource.word('resourceType')}")


def _facts(resource: Element, known: dict[str, Element]) -> Iterator[Fact]:
    reader = _READERS.get(resource.word("resourceType") or "")
    if reader is None or _status(resource) in UNSAID:
        return
    yield from reader(resource, known)


def _status(resource: Element) -> str | None:
    status = resource.word("status")
    if status not in (None, *UNSAID, *PLANNED, *ENDED, *_OTHER):
        raise ReadError(f"{resource.path}.status: no status: {status}")
    return status


def _medication(resource: Element, known: dict[str, Element]) -> Iterator[Treatment]:
    named = called(_medicine(resource, known))
    if named is None:
        return
    given = resource.part("effectivePeriod")
    period = given if given.fields else resource.part("occurrencePeriod")
    moment = day_of(resource, "effectiveDateTime", "occurrenceDateTime")
    start = day_of(period, "start") or moment or day_of(resource, "authoredOn")
    status = resource.word("status")
    adherence = _codes(resource.part("adherence"), "code")
    dated = start is not None or day_of(period, "end") is not None
    refused = status == "not-taken" or resource.flag("doNotPerform") or ("not-taking" in adherence and not dated)
    stopped = status in ENDED or not adherence.isdisjoint(STOPPED)
    planned = status in PLANNED or resource.word("intent") in ("proposal", "plan")
    yield Treatment(
        **named, role="drug", start=start, end=day_of(period, "end") or moment, **_dose(resource),
        ongoing=True if status == "active" or adherence & TAKING else False if stopped else None,
        planned=planned, absent=refused, uncertain="not-taking" in adherence and dated,
    )  # fmt: skip


def _codes(resource: Element, name: str, known: tuple[str, ...] = ()) -> set[str]:
    """The codes of a CodeableConcept. Raises ReadError for one that is not ``known``, if any are."""
    codes = {code for coding in resource.part(name).parts("coding") if (code := coding.word("code"))}
    if known and (strange := codes - set(known)):
        raise ReadError(f"{resource.path}.{name}: no status: {', '.join(sorted(strange))}")
    return codes


def _medicine(resource: Element, known: dict[str, Element]) -> Element:
    """The CodeableConcept of what was given, in R4 or R5, by itself or through a Medication resource."""
    r5 = resource.part("medication")
    for concept in (resource.part("medicationCodeableConcept"), r5.part("concept")):
        if concept.fields:
            return concept
    reference = resource.part("medicationReference").word("reference") or r5.part("reference").word("reference") or ""
    contained = {f"#{r.word('id')}": r for r in resource.parts("contained")}
    return (contained.get(reference) or known.get(reference) or Element({}, "")).part("code")


_A_DAY = {"h": 24, "d": 1, "wk": 1 / 7}
"""UCUM time → how often it passes in a day."""


def _dose(resource: Element) -> dict[str, Any]:
    """The dose a day where a single dosage tells it, and it is not taken as needed."""
    dosages = [*_listed(resource, "dosage"), *_listed(resource, "dosageInstruction")]
    dosages = [dosage for dosage in dosages if dosage.fields]
    if len(dosages) != 1 or {"asNeededBoolean", "asNeeded", "asNeededFor", "asNeededCodeableConcept"} & _true(
        dosages[0]
    ):
        return {}
    rate = next(iter(dosages[0].parts("doseAndRate")), Element({}, ""))
    amount = rate.part("doseQuantity")
    repeat = dosages[0].part("timing").part("repeat")
    value, unit = amount.number("value"), amount.word("code", "unit")
    every, often = repeat.number("period"), repeat.number("frequency") or 1
    times = _A_DAY.get(repeat.word("periodUnit") or "")
    if value is None or unit is None or times is None or not every or {"periodMax", "frequencyMax"} & _true(repeat):
        return {}
    dose = recordable(value * often * times / every)
    return {} if dose is None else {"dose": dose, "dose_unit": f"{unit}/d"}


def _true(resource: Element) -> set[str]:
    """The names of the fields that say something."""
    return {name for name, value in resource.fields.items() if value}


def _listed(resource: Element, name: str) -> list[Element]:
    """Dosages; a MedicationAdministration has a single one, not in a list."""
    return resource.parts(name) if isinstance(resource.fields.get(name), list | None) else [resource.part(name)]


def _condition(resource: Element, _: dict[str, Element]) -> Iterator[PatientCondition]:
    named = called(resource.part("code"))
    if named is None or (state := _state(resource)) is None:
        return
    said = allergy(Fact(**named))
    yield PatientCondition(**named, **state) if said is None else _allergic(named, said, state)


def _allergy(resource: Element, _: dict[str, Element]) -> Iterator[PatientCondition]:
    named = called(resource.part("code"))
    if named is not None and (state := _state(resource)) is not None:
        yield _allergic(named, allergy(Fact(**named)) or Allergy(Fact(**named)), state)


def _allergic(named: dict[str, Any], said: Allergy, state: dict[str, Any]) -> PatientCondition:
    kinds = ("hypersensitivity", named["name"], *named["kinds"])
    state = {**state, "absent": said.absent or state["absent"]}
    return PatientCondition(name="allergy", to=said.to, codes=named["codes"], kinds=kinds, **state)


def _state(resource: Element) -> dict[str, Any] | None:
    """When a condition was, whether it lasts, and how sure it is; None for one that was entered in error."""
    clinical = _codes(resource, "clinicalStatus", (*ACTIVE, *OVER, "unknown"))
    verified = _codes(resource, "verificationStatus", (*UNSURE, "confirmed", "presumed", "refuted", "entered-in-error"))
    if "entered-in-error" in verified:
        return None
    onset, abated = resource.part("onsetPeriod"), resource.part("abatementPeriod")
    lasts, over = (not clinical.isdisjoint(some) for some in (ACTIVE, OVER))
    return {
        "start": day_of(resource, "onsetDateTime") or day_of(onset, "start"),
        "end": day_of(resource, "abatementDateTime") or day_of(abated, "end"),
        "ongoing": lasts if lasts != over else None,
        "absent": "refuted" in verified,
        "uncertain": not verified.isdisjoint((*UNSURE, "presumed")),
    }


def _procedure(resource: Element, _: dict[str, Element]) -> Iterator[Treatment]:
    named = called(resource.part("code"))
    if named is not None:
        yield Treatment(**named, role="procedure", **_when(resource, "performed", "occurrence"))


def _immunization(resource: Element, _: dict[str, Element]) -> Iterator[Treatment]:
    named = called(resource.part("vaccineCode"))
    if named is not None:
        yield Treatment(**named, role="vaccine", **_when(resource, "occurrence"))


def _when(resource: Element, *keys: str) -> dict[str, Any]:
    day = day_of(resource, *(f"{key}DateTime" for key in keys))
    periods = (resource.part(f"{key}Period") for key in keys)
    period = next((p for p in periods if p.fields), Element({}, ""))
    status = resource.word("status")
    return {
        "start": day or day_of(period, "start"), "end": day or day_of(period, "end"),
        "ongoing": True if status == "in-progress" else False if status in ENDED else None,
        "planned": status in PLANNED,
    }  # fmt: skip


_READERS: dict[str, Callable[[Element, dict[str, Element]], Iterator[Fact]]] = {
    "Observation": observations,
    "MedicationStatement": _medication,
    "MedicationRequest": _medication,
    "MedicationAdministration": _medication,
    "Condition": _condition,
    "AllergyIntolerance": _allergy,
    "Procedure": _procedure,
    "Immunization": _immunization,
}
