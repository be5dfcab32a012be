"""What each kind of leaf gives for a patient."""

from datetime import date

from ...models import Attribute, Condition, Exposure, Other, Threshold
from ...models.patient import Observation, PatientCondition, Treatment
from ...models.ranges import apart
from ...models.ranges import within as inside
from ...models.screening import Missing
from ...patterns.fold import fold_phrase
from .amounts import satisfied
from .answers import Answer
from .lasting import ever, to_its_object
from .question import Question, is_age
from .record import Record
from .timing import Unknown, age_at, period

OF_ONE_DISEASE = (
    "NYHA", "CCS class", "Killip class", "Child-Pugh", "GOLD stage", "GOLD group", "Hoehn and Yahr", "EDSS",
)  # fmt: skip
"""Scales that grade one disease alone: a record of a class need not say of what."""
_YES_OR_NO = ("yes", "no")


def answer(asked: Question, record: Record) -> Answer:
    """What a leaf gives for a patient, with the facts that decide it or what is missing."""
    leaf = asked.leaf
    try:
        match leaf:
            case Threshold():
                return _age(leaf, asked, record) if is_age(leaf) else _threshold(leaf, asked, record)
            case Exposure():
                given: list[Treatment | PatientCondition] = [*record.treatments.of(asked.keys, but=asked.spared)]
                if leaf.role == "procedure":  # "pacemaker": some records hold it as a finding
                    given += record.conditions.of(asked.keys, but=asked.spared)
                return ever(leaf, asked, given, record, "treatments")
            case Condition():
                had = record.conditions.of(asked.keys, but=asked.spared)
                return ever(leaf, asked, to_its_object(leaf, had), record, "conditions")
            case Attribute():
                return _attribute(leaf, asked, record)
            case Other():
                return Answer(None, missing=(Missing(what=leaf.text, reason="a person must judge it"),))
    except Unknown as why:
        return asked.unknown(str(why))


def _age(leaf: Threshold, asked: Question, record: Record) -> Answer:
    if leaf.range.unit is None:
        raise Unknown("the criterion names no unit")
    age = age_at(record.patient.birth_date, asked.anchor_day, leaf.range.unit)
    if inside(age, leaf.range):
        return Answer(True)
    return Answer(False) if apart(age, leaf.range) else asked.unknown("the birth date is not exact enough")


def _threshold(leaf: Threshold, asked: Question, record: Record) -> Answer:
    """By the latest value up to the index day, or in the window."""
    if leaf.duration is not None:
        raise Unknown("how long a value lasted is not recorded")
    of = {None if leaf.of is None else fold_phrase(leaf.of.name)}
    if leaf.measure.name in OF_ONE_DISEASE:
        of.add(None)
    seen = [o for o in record.observations.of(asked.keys) if _what_was_graded(o) in of]
    if not seen:
        raise Unknown("not recorded")
    latest = _latest(seen, asked, record.born)
    truths = {satisfied(leaf, observation) for observation in latest}
    if len(truths) > 1:
        return asked.unknown("values of one day disagree", latest)
    (truth,) = truths
    return asked.unknown("the value is not exact enough", latest) if truth is None else Answer(truth, tuple(latest))


def _what_was_graded(seen: Observation) -> str | None:
    return None if seen.of is None else fold_phrase(seen.of)


def _latest(seen: list[Observation], asked: Question, born: date) -> list[Observation]:
    """The observations of the last day in the window. Raises :class:`Unknown` where that day cannot be told."""
    when = [(o, period(o.date)) for o in seen]
    if asked.window_words is None and all(day is None for _, day in when):
        return seen
    if any(day is not None and day.last < born for _, day in when):
        raise Unknown("a value lies before the birth")
    lying = [(o, day, asked.holds(day)) for o, day in when if day is not None]
    if any(truth is None for *_, truth in lying) or len(lying) < len(when):
        raise Unknown("a date is missing or not exact enough")
    found = [(o, day) for o, day, truth in lying if truth]
    if not found:
        raise Unknown("no value in this time")
    last = max(day.first for _, day in found)
    return [o for o, day in found if day.last >= last]


def _attribute(leaf: Attribute, asked: Question, record: Record) -> Answer:
    (key,) = asked.keys
    value = record.attributes.get(key)
    if leaf.value == "any":
        return Answer(True)
    if value is None:
        raise Unknown("not recorded")
    if leaf.value in _YES_OR_NO and fold_phrase(value) not in _YES_OR_NO:
        raise Unknown(f"{value!r} is neither yes nor no")
    return Answer(fold_phrase(value) == fold_phrase(leaf.value))
