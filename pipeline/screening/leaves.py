"""What each kind of leaf gives for a patient."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from ...models import Attribute, Concept, Condition, Exposure, Leaf, Other, Threshold, Window
from ...models.kleene import Truth, at_least, every
from ...models.notation import window_words
from ...models.patient import Observation, Part, PatientCondition, Recorded, Treatment
from ...models.ranges import meet
from ...models.ranges import within as inside
from ...models.screening import Missing
from ...patterns.fold import fold_phrase
from .amounts import dose_satisfied, satisfied
from .answers import Answer
from .record import Record, answers_to
from .timing import BEFORE_EVERYTHING, Days, Unknown, age_at, days_of, extent_of, lasted, overlaps, period, within

_Lasting = Treatment | PatientCondition
_F = TypeVar("_F", Treatment, PatientCondition)


class Setting(NamedTuple):
    """Of whom a rule is asked, and when: the index day, and the days of other anchors."""

    record: Record
    today: date
    anchors: Mapping[str, date]

    def days(self, window: Window | None) -> Days:
        """The days of a window; without one, everything up to the index day."""
        return Days(BEFORE_EVERYTHING, self.today) if window is None else days_of(window, self.today, self.anchors)


def answer(leaf: Leaf, setting: Setting) -> Answer:
    """What a leaf gives, with the facts that decide it or what is missing."""
    try:
        match leaf:
            case Threshold() if leaf.measure.name == "age" and leaf.of is None:
                return _age(leaf, setting)
            case Threshold():
                return _threshold(leaf, setting)
            case Exposure():
                return _exposure(leaf, setting)
            case Condition():
                return _condition(leaf, setting)
            case Attribute():
                return _attribute(leaf, setting)
            case Other():
                return Answer(None, missing=(Missing(what=leaf.text, reason="a person must judge it"),))
    except Unknown as why:
        return _unknown(leaf, str(why))


def _unknown(leaf: Leaf, reason: str, facts: Iterable[Recorded] = ()) -> Answer:
    window = getattr(leaf, "window", None)
    words = None if window is None else window_words(window)
    return Answer(None, tuple(facts), (Missing(what=_subject(leaf), window=words, reason=reason),))


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


def _age(leaf: Threshold, setting: Setting) -> Answer:
    if leaf.range.unit is None:
        raise Unknown("the criterion names no unit")
    on = setting.today if leaf.window is None else setting.anchors.get(leaf.window.anchor, setting.today)
    age = age_at(setting.record.patient.birth_date, on, leaf.range.unit)
    if inside(age, leaf.range):
        return Answer(True)
    return Answer(False) if meet(age, leaf.range) is None else _unknown(leaf, "the birth date is not exact enough")


def _threshold(leaf: Threshold, setting: Setting) -> Answer:
    """By the latest value up to the index day, or in the window."""
    if leaf.duration is not None:
        raise Unknown("how long a value lasted is not recorded")
    of = None if leaf.of is None else fold_phrase(leaf.of.name)
    seen = [o for o in setting.record.observations.of(leaf.measure) if _what_was_graded(o) == of]
    if not seen:
        raise Unknown("not recorded")
    latest = _latest(seen, setting.days(leaf.window), dated=leaf.window is not None)
    truths = {satisfied(leaf, observation) for observation in latest}
    if len(truths) > 1:
        return _unknown(leaf, "values of one day disagree", latest)
    (truth,) = truths
    return _unknown(leaf, "the value is not exact enough", latest) if truth is None else Answer(truth, tuple(latest))


def _what_was_graded(seen: Observation) -> str | None:
    return None if seen.of is None else fold_phrase(seen.of)


def _latest(seen: list[Observation], days: Days, *, dated: bool) -> list[Observation]:
    """The observations of the last day inside a span. Raises :class:`Unknown` where that day cannot be told."""
    when = [(o, period(o.date)) for o in seen]
    if not dated and all(day is None for _, day in when):
        return seen
    lying = [(o, day, within(day, days)) for o, day in when if day is not None]
    if any(truth is None for *_, truth in lying) or len(lying) < len(when):
        raise Unknown("a date is missing or not exact enough")
    found = [(o, day) for o, day, truth in lying if truth]
    if not found:
        raise Unknown("no value in this time")
    last = max(day.first for _, day in found)
    return [o for o, day in found if day.last >= last]


def _exposure(leaf: Exposure, setting: Setting) -> Answer:
    given = _not_spared(setting.record.treatments.of(leaf.agent), leaf.excluding)
    return _ever(leaf, given, setting, "treatments")


def _condition(leaf: Condition, setting: Setting) -> Answer:
    had = _not_spared(setting.record.conditions.of(leaf.condition), leaf.excluding)
    had = [c for c in had if _same_object(leaf.to, c)]
    return _ever(leaf, had, setting, "conditions")


def _same_object(to: Concept | None, had: PatientCondition) -> bool:
    return to is None or (had.to is not None and answers_to(had.to, to))


def _not_spared(facts: list[_F], excluding: Iterable[Concept]) -> list[_F]:
    return [fact for fact in facts if not any(answers_to(fact, concept) for concept in excluding)]


def _ever(leaf: Exposure | Condition, facts: Sequence[_Lasting], setting: Setting, part: Part) -> Answer:
    """Whether any fact fits the leaf. One that is not in the record never was only where the record is complete."""
    there = [fact for fact in facts if not fact.absent]
    fits = [(_fits(leaf, fact, setting), fact) for fact in there]
    truth = at_least(1, [fit for fit, _ in fits])
    if truth:
        return Answer(True, tuple(fact for fit, fact in fits if fit))
    if truth is None:
        return _unknown(leaf, "dates or amounts are missing or not exact enough", (f for fit, f in fits if fit is None))
    if not facts and part not in setting.record.patient.complete:
        raise Unknown("not recorded")
    if not facts and part not in setting.record.patient.classified and getattr(leaf, "role", None) != "drug":
        raise Unknown("not recorded by this name, and the record does not name every class and group")
    return Answer(False, tuple(facts))


def _fits(leaf: Exposure | Condition, fact: _Lasting, setting: Setting) -> Truth:
    """Raises :class:`Unknown` for dates that cannot be."""
    if fact.planned or leaf.status == "planned":
        return fact.planned and leaf.status == "planned" and leaf.window is None
    extent = extent_of(fact, setting.today)
    now = Days(setting.today, setting.today)
    return every(
        [
            overlaps(extent, setting.days(leaf.window)),
            overlaps(extent, now) if leaf.status == "current" else True,
            lasted(extent, leaf.duration, setting.today) if leaf.duration else True,
            _dosed(leaf, fact),
            None if fact.uncertain else True,
        ]
    )


def _dosed(leaf: Exposure | Condition, fact: _Lasting) -> Truth:
    if not isinstance(leaf, Exposure) or leaf.dose is None:
        return True
    if not isinstance(fact, Treatment) or fact.dose is None:
        return None
    return dose_satisfied(leaf.dose, fact.dose, fact.dose_unit)


def _attribute(leaf: Attribute, setting: Setting) -> Answer:
    value = setting.record.attributes.get(fold_phrase(leaf.name))
    if value is None:
        raise Unknown("not recorded")
    return Answer(fold_phrase(value) == fold_phrase(leaf.value))
