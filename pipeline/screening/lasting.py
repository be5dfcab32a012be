"""What treatments and conditions give for a leaf: whether any was there in its time, for as long, in its dose.

One that was there at another time, or never, says so of itself alone: who once had a lymphoma may have had another
malignancy since.
"""

from collections.abc import Iterator, Sequence, Set
from datetime import date

from ...models import Condition, Exposure, PlainRange
from ...models.kleene import Truth, at_least, every
from ...models.patient import Part, PatientCondition, Treatment
from ..naming.allergies import FAILURE
from .amounts import dose_satisfied
from .answers import Answer
from .question import Question
from .record import Key, Record, keys_of, keys_of_fact, own_keys_of
from .timing import Days, Extent, Unknown, extent_of, lasted, overlaps, period, starts_after

Lasting = Treatment | PatientCondition
PASSING = ("pregnancy", "breastfeeding")
"""States that come and go: a leaf without a time asks for one now, and one that is over denies no other."""


def to_its_object(leaf: Condition, had: list[PatientCondition]) -> list[PatientCondition]:
    """The conditions that are to what the leaf asks for; all of them where it asks for nothing."""
    if leaf.to is None:
        return had
    wanted = keys_of(leaf.to)
    denied = wanted | {("", "drug")} if leaf.to_role in ("drug", "drug_class") else wanted
    return [c for c in had if (_denies_object(c, denied) if c.absent else _is_to(c, wanted))]


def _is_to(had: PatientCondition, wanted: Set[Key]) -> bool:
    return had.to is not None and not wanted.isdisjoint(keys_of_fact(had.to))


def _denies_object(absent: PatientCondition, denied: Set[Key]) -> bool:
    """An allergy to nothing is absent for every object; one to a drug, not for the drug's class."""
    return absent.to is None or not denied.isdisjoint(own_keys_of(absent.to))


def ever(leaf: Exposure | Condition, asked: Question, facts: Sequence[Lasting], record: Record, part: Part) -> Answer:
    """Whether any fact fits the leaf. One that is not in the record never was only where the record is complete."""
    speaking = [fact for fact in facts if _speaks(leaf, asked, fact)]
    fits = [(*_fit(leaf, asked, fact, record), fact) for fact in speaking if not fact.absent]
    truth = at_least(1, [fit for fit, *_ in fits])
    if truth:
        return Answer(True, tuple(fact for fit, _, fact in fits if fit))
    if truth is None:
        reasons = dict.fromkeys(why for fit, why, _ in fits if fit is None)
        return asked.unknown("; ".join(reasons), [fact for fit, _, fact in fits if fit is None])
    denied = any(_is_itself(leaf, asked, fact) for fact in speaking)
    if doubt := next(_doubts(leaf, asked, bool(speaking), denied, record, part), None):
        raise Unknown(doubt)
    return Answer(False, tuple(speaking))


def is_of_now(leaf: Exposure | Condition) -> bool:
    """Whether it asks for what lasts on the index day."""
    if leaf.status is None and leaf.window is None and isinstance(leaf, Condition):
        return leaf.condition.name in PASSING
    return leaf.status == "current"


def is_of_beginning(leaf: Exposure | Condition) -> bool:
    """Whether it asks when a disease began, as a window with two ends does: "diagnosed 1 to 10 years ago".

    One that began before may last into the window, and does not answer.
    """
    range = None if leaf.window is None or isinstance(leaf, Exposure) else leaf.window.range
    return range is not None and range.lower is not None and range.upper is not None


def _speaks(leaf: Exposure | Condition, asked: Question, fact: Lasting) -> bool:
    """A plan says nothing of what was, nor the past of a plan; what begins after the index day says nothing yet."""
    if leaf.status == "planned":
        return fact.planned
    try:
        ahead = asked.last > asked.today
        return ahead or not (fact.planned or starts_after(fact, asked.today))
    except Unknown:
        return not fact.planned


def _is_itself(leaf: Exposure | Condition, asked: Question, fact: Lasting) -> bool:
    """Whether a fact is what is asked for, and not one kind of it among others."""
    if isinstance(leaf, Exposure) and leaf.role == "drug":
        return True
    if isinstance(fact, PatientCondition) and fact.name == "allergy":
        return True
    if isinstance(leaf, Condition) and leaf.condition.name in PASSING and not fact.absent:
        return False
    return not asked.keys.isdisjoint(own_keys_of(fact))


def _doubts(
    leaf: Exposure | Condition, asked: Question, some: bool, denied: bool, record: Record, part: Part
) -> Iterator[str]:
    """Why what no fact fits may be true all the same."""
    if leaf.status == "planned":
        if not denied:
            yield "what is planned is not recorded"
        return
    if leaf.window is not None and leaf.window.direction == "after" and asked.today < asked.last < date.max:
        yield "the time is not over yet"
    if denied:
        return
    if part not in record.patient.complete:
        yield "only kinds of it are recorded, and there may be others" if some else "not recorded"
    elif doubt := _by_another_name(leaf, record, part):
        yield f"not recorded by this name, and {doubt}"


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


def _fit(leaf: Exposure | Condition, asked: Question, fact: Lasting, record: Record) -> tuple[Truth, str]:
    """Whether a fact fits, and why that would be unknown."""
    try:
        fits = _fits(leaf, asked, fact, record)
    except Unknown as why:
        return None, str(why)
    if fact.uncertain and fits is not False:
        return None, "recorded as uncertain"
    start = period(fact.start) if fits is None and is_of_beginning(leaf) else None
    if start is not None and start.last < asked.span.possibly.first:
        return None, "it began before that time"
    return fits, "dates or amounts are missing or not exact enough"


def _fits(leaf: Exposure | Condition, asked: Question, fact: Lasting, record: Record) -> Truth:
    """Raises :class:`Unknown` for dates that cannot be."""
    extent = extent_of(fact, asked.today, record.born)
    now = Days(asked.today, asked.today)
    return every(
        [
            asked.touched(extent) if leaf.window or not fact.planned else True,
            None if is_of_beginning(leaf) and extent.start.first < asked.span.possibly.first else True,
            overlaps(extent, now) if is_of_now(leaf) else True,
            _long_enough(leaf.duration, leaf, asked, extent) if leaf.duration else True,
            _dosed(leaf, asked, fact),
        ]
    )


def _long_enough(duration: PlainRange, leaf: Exposure | Condition, asked: Question, extent: Extent) -> Truth:
    """Raises :class:`Unknown` for a plan, and for what has ended where the words do not say that it may have."""
    if leaf.status == "planned":
        raise Unknown("how long a plan lasts is not recorded")
    long = lasted(extent, duration, asked.today)
    lasts = overlaps(extent, Days(asked.today, asked.today))
    if long and leaf.window is None and leaf.status is None and not lasts:
        raise Unknown(
            "whether it lasts still is not known" if lasts is None else "it has ended, and may have to last still"
        )
    return long


def _dosed(leaf: Exposure | Condition, asked: Question, fact: Lasting) -> Truth:
    """Raises :class:`Unknown` for the dose of a class, which is told in equivalents of one of its drugs."""
    if not isinstance(leaf, Exposure) or leaf.dose is None:
        return True
    if not isinstance(fact, Treatment) or fact.dose is None:
        return None
    if leaf.role == "drug_class" and not _is_itself(leaf, asked, fact):
        raise Unknown(f"a dose of {fact.name} is not one of {leaf.agent.name}")
    return dose_satisfied(leaf.dose, fact.dose, fact.dose_unit)
