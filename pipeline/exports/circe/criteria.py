"""Each kind of leaf as a group of Circe criteria around the index day, or why Circe cannot say it."""

from ....models import Attribute, Concept, Condition, Exposure, Leaf, Other, PlainRange, Threshold
from ....patterns.omop import SEXES
from ...screening.timing import Days, Unknown
from ..base import Unsayable, whole
from .elements import ALWAYS, NEVER, Element, counted, group, numeric, offsets, window
from .target import ConceptSets
from .values import beyond, threshold

_TABLES = {"Drug": "DrugExposure", "Procedure": "ProcedureOccurrence", "Condition": "ConditionOccurrence"}
_DOMAINS = {
    "drug": ("Drug",), "drug_class": ("Drug",), "vaccine": ("Drug",), "procedure": ("Procedure",),
    "therapy": ("Drug", "Procedure"), "study": (),
}  # fmt: skip
"""Role of an exposure → domains of its concepts."""


def said(leaf: Leaf, sets: ConceptSets, *, denied: bool) -> Element:
    """A group that holds where a leaf does (or, ``denied``, where it does not). Raises :class:`Unsayable`."""
    try:
        match leaf:
            case Threshold() if leaf.duration is not None:
                raise Unsayable("how long a value lasted is not recorded")
            case Threshold() if denied:
                return group("ANY", [said(part, sets, denied=False) for part in beyond(leaf)])
            case Threshold() if _is_age(leaf):
                return _age(leaf)
            case Threshold():
                return threshold(leaf, sets)
            case Exposure():
                return _lasting(leaf, leaf.agent, _DOMAINS[leaf.role], sets, denied)
            case Condition() if leaf.to is None:
                return _lasting(leaf, leaf.condition, ("Condition",), sets, denied)
            case Condition():
                raise Unsayable("no column for what an allergy or a contraindication is to")
            case Attribute():
                return _attribute(leaf, denied)
            case Other():
                raise Unsayable("a person must judge it")
    except Unknown as why:
        raise Unsayable(str(why)) from why


def inexact(leaf: Leaf) -> str | None:
    """In what Circe says a leaf otherwise than it is meant; None where it does not."""
    if isinstance(leaf, Threshold) and _is_age(leaf):
        return "an age is counted by the calendar year of birth"
    if isinstance(leaf, Condition) and (leaf.window is not None or leaf.status == "current"):
        return "a condition without an end counts as over on the next day"
    return None


def _is_age(leaf: Threshold) -> bool:
    return leaf.measure.name == "age" and leaf.of is None


def _lasting(
    leaf: Exposure | Condition, concept: Concept, domains: tuple[str, ...], sets: ConceptSets, denied: bool
) -> Element:
    """Records that touch the days of the window, in each table that has such concepts."""
    if leaf.status == "planned":
        raise Unsayable("plans are not recorded")
    if leaf.duration is not None or (isinstance(leaf, Exposure) and leaf.dose is not None):
        raise Unsayable("how long or how much it was is not compared")
    found = sets.found(concept, domains)
    spared = frozenset(row for kind in leaf.excluding for row in sets.found(kind, domains))
    days = sets.target.days(leaf.window)
    today = sets.target.on
    if leaf.status == "current":
        days = Days(max(days.first, today), min(days.last, today))
    first, last = offsets(days, today)
    parts = []
    for domain in sorted({row.domain for row in found}):
        rows = frozenset(row for row in found if row.domain == domain)
        criteria = {_TABLES[domain]: {"CodesetId": sets.id(concept.name, rows, spared)}}
        one_day = domain == "Procedure"
        spans = (window(first, last), None) if one_day else (window(None, last), window(first, None, of_end=True))
        parts.append(counted(criteria, NEVER if denied else ALWAYS, *spans))
    return group("ALL" if denied else "ANY", parts)


def _age(leaf: Threshold) -> Element:
    if leaf.range.unit != "a" or leaf.window is not None:
        raise Unsayable("an age is counted in years, on the index day")
    first, last = whole(leaf.range)
    return group("ALL", [{"Age": numeric(PlainRange(lower=first, upper=last))}])


def _attribute(leaf: Attribute, denied: bool) -> Element:
    if leaf.name != "sex" or leaf.value not in SEXES:
        raise Unsayable("no column for it")
    (sex,) = [sex for sex in SEXES if (sex == leaf.value) != denied]
    return group("ALL", [{"Gender": [{"CONCEPT_ID": SEXES[sex], "CONCEPT_NAME": sex.upper()}]}])
