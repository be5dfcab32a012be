"""What each kind of leaf gives for a patient."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date

from ...models import Attribute, Condition, Exposure, Leaf, Other, Threshold, Window
from ...models.kleene import Truth, at_least, every
from ...models.notation import window_words
from ...models.patient import Observation, Part, PatientCondition, Recorded, Treatment
from ...models.ranges import apart
from ...models.ranges import within as inside
from ...models.screening import Missing
from ...patterns.fold import fold_phrase
from ..naming.allergies import FAILURE
from .amounts import dose_satisfied, satisfied
from .answers import Answer
from .record import BIRTH, Key, Record, keys_of, keys_of_fact
from .timing import BEFORE_EVERYTHING, Days, Unknown, age_at, days_of, extent_of, lasted, overlaps, period, within

_Lasting = Treatment | PatientCondition
_YES_OR_NO = ("yes", "no")


class Question:
    """A leaf with what is the same of it for every patient of a day: the keys of its facts, the days of its window.

    A record that holds nothing under the ``keys`` answers as an empty one does.
    """

    def __init__(self, leaf: Leaf, today: date, anchors: Mapping[str, date]) -> None:
        self.leaf, self.today = leaf, today
        self.keys = _keys(leaf)
        self.spared = keys_of(*leaf.__dict__.get("excluding", ()))
        window: Window | None = leaf.__dict__.get("window")
        self.anchor_day = today if window is None else anchors.get(window.anchor, today)
        self.window_words = None if window is None else window_words(window)
        self._days, self._no_days = Days(BEFORE_EVERYTHING, today), ""
        if window is not None:
            try:
                self._days = days_of(window, today, anchors)
            except Unknown as why:
                self._no_days = str(why)

    @property
    def days(self) -> Days:
        """The days of the window; without one, everything up to the index day. Raises :class:`Unknown`."""
        if self._no_days:
            raise Unknown(self._no_days)
        return self._days


def _keys(leaf: Leaf) -> frozenset[Key]:
    match leaf:
        case Threshold():
            return frozenset([BIRTH]) if _is_age(leaf) else keys_of(leaf.measure)
        case Exposure():
            return keys_of(leaf.agent)
        case Condition():
            return keys_of(leaf.condition)
        case Attribute():
            return frozenset([("", fold_phrase(leaf.name))])
        case Other():
            return frozenset()


def _is_age(leaf: Threshold) -> bool:
    return leaf.measure.name == "age" and leaf.of is None


def answer(asked: Question, record: Record) -> Answer:
    """What a leaf gives for a patient, with the facts that decide it or what is missing."""
    leaf = asked.leaf
    try:
        match leaf:
            case Threshold():
                return _age(leaf, asked, record) if _is_age(leaf) else _threshold(leaf, asked, record)
            case Exposure():
                given = record.treatments.of(asked.keys, but=asked.spared)
                return _ever(leaf, asked, given, record, "treatments")
            case Condition():
                had = record.conditions.of(asked.keys, but=asked.spared)
                return _ever(leaf, asked, _to_its_object(leaf, had), record, "conditions")
            case Attribute():
                return _attribute(leaf, asked, record)
            case Other():
                return Answer(None, missing=(Missing(what=leaf.text, reason="a person must judge it"),))
    except Unknown as why:
        return _unknown(asked, str(why))


def _unknown(asked: Question, reason: str, facts: Iterable[Recorded] = ()) -> Answer:
    return Answer(None, tuple(facts), (Missing(what=_subject(asked.leaf), window=asked.window_words, reason=reason),))


def _subject(leaf: Leaf) -> str:
    match leaf:
        case Threshold():
            return leaf.measure.name + (f" of {leaf.of.name}" if leaf.of else "")
        case Exposure():
            return leaf.agent.name
        case Condition():
            return leaf.condition.name + (f" to {leaf.to.name}" if leaf.to else "")
        case Attribute():
            return leaf.name
        case Other():
            return leaf.text


def _age(leaf: Threshold, asked: Question, record: Record) -> Answer:
    if leaf.range.unit is None:
        raise Unknown("the criterion names no unit")
    age = age_at(record.patient.birth_date, asked.anchor_day, leaf.range.unit)
    if inside(age, leaf.range):
        return Answer(True)
    return Answer(False) if apart(age, leaf.range) else _unknown(asked, "the birth date is not exact enough")


def _threshold(leaf: Threshold, asked: Question, record: Record) -> Answer:
    """By the latest value up to the index day, or in the window."""
    if leaf.duration is not None:
        raise Unknown("how long a value lasted is not recorded")
    of = None if leaf.of is None else fold_phrase(leaf.of.name)
    seen = [o for o in record.observations.of(asked.keys) if _what_was_graded(o) == of]
    if not seen:
        raise Unknown("not recorded")
    latest = _latest(seen, asked.days, record.born, dated=leaf.window is not None)
    truths = {satisfied(leaf, observation) for observation in latest}
    if len(truths) > 1:
        return _unknown(asked, "values of one day disagree", latest)
    (truth,) = truths
    return _unknown(asked, "the value is not exact enough", latest) if truth is None else Answer(truth, tuple(latest))


def _what_was_graded(seen: Observation) -> str | None:
    return None if seen.of is None else fold_phrase(seen.of)


def _latest(seen: list[Observation], days: Days, born: date, *, dated: bool) -> list[Observation]:
    """The observations of the last day inside a span. Raises :class:`Unknown` where that day cannot be told."""
    when = [(o, period(o.date)) for o in seen]
    if not dated and all(day is None for _, day in when):
        return seen
    if any(day is not None and day.last < born for _, day in when):
        raise Unknown("a value lies before the birth")
    lying = [(o, day, within(day, days)) for o, day in when if day is not None]
    if any(truth is None for *_, truth in lying) or len(lying) < len(when):
        raise Unknown("a date is missing or not exact enough")
    found = [(o, day) for o, day, truth in lying if truth]
    if not found:
        raise Unknown("no value in this time")
    last = max(day.first for _, day in found)
    return [o for o, day in found if day.last >= last]


def _to_its_object(leaf: Condition, had: list[PatientCondition]) -> list[PatientCondition]:
    if leaf.to is None:
        return had
    wanted = keys_of(leaf.to)
    denied = wanted | {("", "drug")} if leaf.to_role in ("drug", "drug_class") else wanted
    return [c for c in had if _is_to(c, denied if c.absent else wanted)]


def _is_to(had: PatientCondition, wanted: Set[Key]) -> bool:
    """Whether it has one of these objects; an allergy to nothing is absent for every object."""
    return had.absent if had.to is None else not wanted.isdisjoint(keys_of_fact(had.to))


def _ever(leaf: Exposure | Condition, asked: Question, facts: Sequence[_Lasting], record: Record, part: Part) -> Answer:
    """Whether any fact fits the leaf. One that is not in the record never was only where the record is complete."""
    fits = [(*_fit(leaf, asked, fact, record.born), fact) for fact in facts if not fact.absent]
    truth = at_least(1, [fit for fit, *_ in fits])
    if truth:
        return Answer(True, tuple(fact for fit, _, fact in fits if fit))
    if truth is None:
        reasons = dict.fromkeys(why for fit, why, _ in fits if fit is None)
        return _unknown(asked, "; ".join(reasons), [fact for fit, _, fact in fits if fit is None])
    if not facts and part not in record.patient.complete:
        raise Unknown("not recorded")
    if not facts and (doubt := _by_another_name(leaf, record, part)):
        raise Unknown(f"not recorded by this name, and {doubt}")
    return Answer(False, tuple(facts))


def _by_another_name(leaf: Exposure | Condition, record: Record, part: Part) -> str | None:
    """Why a complete record may hold it all the same; the object of an allergy may be a drug of a class."""
    if isinstance(leaf, Condition) and leaf.condition.name == FAILURE:
        return "that a treatment failed is seldom recorded"
    if isinstance(leaf, Exposure) and leaf.role == "drug":
        return "the record holds drugs that nothing names" if record.has_strange_drugs else None
    if isinstance(leaf, Exposure) and leaf.role == "drug_class" and record.has_unclassified_drugs:
        return "the record holds drugs whose classes nothing names"
    parts = {part, "treatments"} if isinstance(leaf, Condition) and leaf.to is not None else {part}
    classified = parts <= set(record.patient.classified)
    return None if classified else "the record does not name every class and group"


def _fit(leaf: Exposure | Condition, asked: Question, fact: _Lasting, born: date) -> tuple[Truth, str]:
    """Whether a fact fits, and why that would be unknown."""
    try:
        fits = _fits(leaf, asked, fact, born)
    except Unknown as why:
        return None, str(why)
    if fact.uncertain and fits is not False:
        return None, "recorded as uncertain"
    return fits, "dates or amounts are missing or not exact enough"


def _fits(leaf: Exposure | Condition, asked: Question, fact: _Lasting, born: date) -> Truth:
    """Raises :class:`Unknown` for dates that cannot be."""
    if fact.planned or leaf.status == "planned":
        return fact.planned and leaf.status == "planned" and leaf.window is None
    extent = extent_of(fact, asked.today, born)
    now = Days(asked.today, asked.today)
    return every(
        [
            overlaps(extent, asked.days),
            overlaps(extent, now) if leaf.status == "current" else True,
            lasted(extent, leaf.duration, asked.today) if leaf.duration else True,
            _dosed(leaf, fact),
        ]
    )


def _dosed(leaf: Exposure | Condition, fact: _Lasting) -> Truth:
    if not isinstance(leaf, Exposure) or leaf.dose is None:
        return True
    if not isinstance(fact, Treatment) or fact.dose is None:
        return None
    return dose_satisfied(leaf.dose, fact.dose, fact.dose_unit)


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
