"""Patients from the rows of an OMOP CDM, version 5.3 or 5.4.

Tables, columns and conventions: ohdsi.github.io/CommonDataModel/cdm54.html and ohdsi.github.io/Themis. Read are PERSON,
MEASUREMENT (rows with a number), OBSERVATION (numbers, allergies, history of conditions), DRUG_EXPOSURE (where there is
none, DRUG_ERA), PROCEDURE_OCCURRENCE X"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from ....errors import ReadError
from ....models.patient import Fact, Observation, Part, Patient, PatientCondition, Treatment, recordable
from ....models.rules import Role
from ....patterns import omop
from ...cdm import Row, Tables, opened
from .rows import TABLES, rows_of
from .vocabulary import Named, Vocabulary

_SEXES = {id: sex for sex, id in omop.SEXES.items()}
_SIGNS = {id: None if sign == "=" else sign for sign, id in omop.OPERATORS.items()}


def read_omop(path: Path, complete: tuple[Part, ...] = ()) -> Iterator[Patient]:
    """The persons of a CDM by their ids. One at a time is in memory, with the names of all concepts that are used.

    Raises :class:`trialrules.ReadError` for a table or column that is missing, or that a ``complete`` part needs.
    """
    with opened(path, TABLES, "person") as cdm:
        for table in [table for part in complete for table in _NEEDED_FOR[part] if table not in cdm.tables]:
            raise ReadError(f"{path}: nothing is complete without table {table.upper()}")
        vocabulary = Vocabulary(cdm)
        feeds = [_Feed(read(cdm, vocabulary)) for read in _readers(cdm)]
        last = None
        for id, *person in rows_of(cdm, "person", *_PERSON):
            if id == last:
                raise ReadError(f"{cdm.tables['person'].file}: table PERSON has more than one row of person_id {id}")
            last = id
            facts = [fact for feed in feeds for fact in feed.of(id)]
            yield _patient(id, person, facts, complete, vocabulary.has_classes)


_NEEDED_FOR: dict[Part, tuple[str, ...]] = {
    "treatments": ("drug_exposure", "procedure_occurrence"),
    "conditions": ("condition_occurrence",),
}
_PERSON = (
    ["year_of_birth", "gender_concept_id"],
    ["month_of_birth", "day_of_birth", "birth_datetime"],
)


def _patient(id: int, person: list[Any], facts: list[Fact], complete: tuple[Part, ...], has_classes: bool) -> Patient:
    """Conditions are classified where there are classes, and all of them are concepts."""
    year, sex, month, day, moment = person
    conditions = tuple(f for f in facts if isinstance(f, PatientCondition))
    return Patient(
        id=str(id),
        birth_date=_birth(year, month, day, moment),
        sex=_SEXES.get(sex),
        observations=tuple(f for f in facts if isinstance(f, Observation)),
        treatments=tuple(f for f in facts if isinstance(f, Treatment)),
        conditions=conditions,
        complete=complete,
        classified=("conditions",) if has_classes and all(c.codes for c in conditions) else (),
    )


def _birth(year: float | None, month: float | None, day: float | None, moment: str | None) -> str | None:
    """As exact as year, month and day say: in ``birth_datetime`` what is missing may have been filled in."""
    if year is None:
        return moment
    parts = [f"{year:04.0f}"]
    for part in (month, day):
        if part is None:
            break
        parts.append(f"{part:02.0f}")
    return "-".join(parts)


class _Found(NamedTuple):
    person: int
    fact: Fact


class _Feed:
    """Facts sorted by person, given out as the persons pass; those of no person are passed over."""

    def __init__(self, found: Iterator[_Found]) -> None:
        self._groups = groupby(found, key=lambda f: f.person)
        self._next: tuple[int, list[Fact]] | None = None
        self._advance()

    def of(self, person: int) -> list[Fact]:
        while self._next is not None and self._next[0] < person:
            self._advance()
        return self._next[1] if self._next is not None and self._next[0] == person else []

    def _advance(self) -> None:
        group = next(self._groups, None)
        self._next = None if group is None else (group[0], [f.fact for f in group[1]])


_Reader = Callable[[Tables, Vocabulary], Iterator[_Found]]


def _readers(cdm: Tables) -> list[_Reader]:
    wanted = {
        "measurement": _measurements, "observation": _observations, "drug_exposure": _drugs,
        "procedure_occurrence": _procedures, "condition_occurrence": _conditions,
    }  # fmt: skip
    if "drug_exposure" not in cdm.tables:
        wanted["drug_era"] = _eras
    return [read for table, read in wanted.items() if table in cdm.tables]


def _measurements(cdm: Tables, vocabulary: Vocabulary) -> Iterator[_Found]:
    """A value with an operator that nobody knows is left out: it may lie on either side."""
    for row in _seen(cdm, vocabulary, "measurement", ["operator_concept_id", "range_low", "range_high"]):
        operator, low, high = row.more
        if row.seen["value"] is not None and (not operator or operator in _SIGNS):
            value = Observation(**row.seen, comparator=_SIGNS.get(operator), low=low, high=high)
            yield _Found(row.person, value)


def _observations(cdm: Tables, vocabulary: Vocabulary) -> Iterator[_Found]:
    """Values, allergies, and what somebody once had. Others say nothing of the person: a family's history, a survey."""
    for row in _seen(cdm, vocabulary, "observation", ["value_as_concept_id"]):
        (about,) = row.more
        if row.seen["value"] is not None:
            yield _Found(row.person, Observation(**row.seen))
        elif row.named.allergy is not None:
            yield _Found(row.person, _ill(row.named, about=vocabulary.named(about, None, None), start=row.seen["date"]))
        elif row.concept == omop.HISTORY and vocabulary.is_condition(about):
            yield from (_Found(row.person, _ill(had)) for had in [vocabulary.named(about, None, None)] if had)


class _Seen(NamedTuple):
    person: int
    concept: int | None
    named: Named
    seen: dict[str, Any]
    more: list[Any]


def _seen(cdm: Tables, vocabulary: Vocabulary, table: str, more: list[str]) -> Iterator[_Seen]:
    needed = [f"{table}_date", f"{table}_concept_id", "value_as_number"]
    optional = [f"{table}_source_concept_id", f"{table}_source_value", "unit_concept_id", "unit_source_value", *more]
    for person, day, concept, value, source, words, unit, unit_words, *rest in rows_of(cdm, table, needed, optional):
        named = vocabulary.named(concept, source, words)
        if named is not None:
            seen = {"name": named.name, "codes": named.codes, "kinds": named.kinds, "value": value, "date": day}
            yield _Seen(person, concept, named, {**seen, "unit": vocabulary.unit(unit, unit_words)}, rest)


def _ill(named: Named, about: Named | None = None, **when: Any) -> PatientCondition:
    """A condition; an allergy is one to ``about``, or to what its own name says."""
    if named.allergy is None:
        return PatientCondition(name=named.name, codes=named.codes, kinds=named.kinds, **when)
    to = Fact(name=about.name, codes=about.codes, kinds=about.kinds) if about else named.allergy.to
    kinds = ("hypersensitivity", named.name, *named.kinds)
    return PatientCondition(name="allergy", codes=named.codes, kinds=kinds, to=to, absent=named.allergy.absent, **when)


def _drugs(cdm: Tables, vocabulary: Vocabulary) -> Iterator[_Found]:
    """An end that is missing follows from the days supplied: ohdsi.github.io/Themis/drug_end_date_not_in_data.html."""
    needed = ["drug_exposure_start_date", "drug_concept_id"]
    optional = [
        "drug_source_concept_id", "drug_source_value", "verbatim_end_date", "drug_exposure_end_date", "days_supply",
        "quantity",
    ]  # fmt: skip
    exposures = rows_of(cdm, "drug_exposure", needed, optional)
    for person, start, concept, source, words, said, end, days, pieces in exposures:
        until = said or end or _last(start, days)
        dose = _dose(vocabulary.strength(concept), pieces, start, until)
        yield from _treated(vocabulary, "drug", (person, start, until, concept, source, words), **dose)


def _last(start: str | None, days: float | None) -> str | None:
    try:
        return None if not start or not days else (date.fromisoformat(start) + timedelta(days=days - 1)).isoformat()
    except (ValueError, OverflowError):
        return None


def _dose(
    strength: tuple[float, str] | None, pieces: float | None, start: str | None, end: str | None
) -> dict[str, Any]:
    """The dose a day of tablets and the like: ohdsi.github.io/CommonDataModel/drug_dose.html, the first case."""
    if strength is None or not pieces or not start or not end:
        return {}
    try:
        days = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
    except ValueError:
        return {}
    amount, unit = strength
    dose = recordable(pieces * amount / days) if days > 0 else None
    return {} if dose is None else {"dose": dose, "dose_unit": f"{unit}/d"}


def _eras(cdm: Tables, vocabulary: Vocabulary) -> Iterator[_Found]:
    for person, start, end, concept in rows_of(
        cdm, "drug_era", ["drug_era_start_date", "drug_era_end_date", "drug_concept_id"]
    ):
        yield from _treated(vocabulary, "drug", (person, start, end, concept, None, None))


def _procedures(cdm: Tables, vocabulary: Vocabulary) -> Iterator[_Found]:
    """A procedure without an end is over on the day it was done."""
    needed = ["procedure_date", "procedure_concept_id"]
    optional = ["procedure_source_concept_id", "procedure_source_value", "procedure_end_date"]
    for person, day, concept, source, words, end in rows_of(cdm, "procedure_occurrence", needed, optional):
        yield from _treated(vocabulary, "procedure", (person, day, end or day, concept, source, words))


def _treated(vocabulary: Vocabulary, role: Role, row: Row, **dose: Any) -> Iterator[_Found]:
    person, start, end, concept, source, words = row
    named = vocabulary.named(concept, source, words) or Named(f"{role} without a name", (), (), None)
    fact = Treatment(name=named.name, codes=named.codes, kinds=named.kinds, role=role, start=start, end=end, **dose)
    yield _Found(person, fact)


def _conditions(cdm: Tables, vocabulary: Vocabulary) -> Iterator[_Found]:
    """An end on the day of the start, or of the visit's end, is the date of a record; nobody knows when it ended.

    A source with one date may give it as start and end: ohdsi.github.io/CommonDataModel/cdm54.html.
    """
    needed = ["condition_start_date", "condition_concept_id"]
    optional = [
        "condition_source_concept_id", "condition_source_value", "condition_end_date", "condition_status_concept_id",
    ]  # fmt: skip
    rows = rows_of(cdm, "condition_occurrence", needed, optional, of_visit=["visit_end_date"])
    for person, start, concept, source, words, end, status, visit_end in rows:
        named = vocabulary.named(concept, source, words) or Named("condition without a name", (), (), None)
        ended, state = None if end in (start, visit_end) else end, False if status == omop.RESOLVED else None
        yield _Found(person, _ill(named, start=start, end=ended, ongoing=state, uncertain=status in omop.UNCERTAIN))
