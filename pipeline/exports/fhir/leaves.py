"""Leaves as characteristics: a type and a value, with their time."""

from ....models import Attribute, Concept, Condition, Exposure, Leaf, Other, PlainRange, Threshold
from ....models.notation import as_written
from ....patterns.unwritten import understood
from ..base import in_every_unit
from .elements import OFFSET, Element, coded, combined, extent, limit
from .times import timed, untimed

OFFSETS = {"ULN": "UNL", "LLN": "LNL"}
"""The reference point of a relative limit: hl7.org/fhir/R5/codesystem-characteristic-offset.html."""


def unsayable(leaf: Leaf) -> str | None:
    """Why a leaf goes out as words; None where FHIR can say it."""
    match leaf:
        case Other():
            return "a person must judge it"
        case Threshold() if understood(leaf).range.unit is None:
            return "no unit is written"
        case Exposure() | Condition() if leaf.excluding:
            return "an exception to a kind cannot be said of a patient who has both"
        case Exposure() if leaf.dose is not None and leaf.dose.unit is None:
            return "no unit is written"
    return untimed(getattr(leaf, "window", None), getattr(leaf, "duration", None))


def characteristic(leaf: Leaf) -> Element:
    """The characteristic of a leaf, or its words."""
    if unsayable(leaf):
        return {"description": as_written(leaf), "definitionCodeableConcept": {"text": as_written(leaf)}}
    time = timed(getattr(leaf, "window", None), getattr(leaf, "duration", None))
    return {**_joined([{**part, **time} for part in _parts(leaf)], "all-of"), "description": as_written(leaf)}


def _joined(parts: list[Element], code: str) -> Element:
    return parts[0] if len(parts) == 1 else combined(code, parts)


def _parts(leaf: Leaf) -> list[Element]:
    """What must hold at the same time; all but a dose are one thing."""
    match leaf:
        case Threshold():
            ranges = in_every_unit(understood(leaf))
            family = [_quantified(_measured(leaf), range, leaf.relative_to) for range in ranges]
            return [_joined(family, "any-of")]
        case Exposure() if leaf.dose is not None:
            dose = {"text": _said(f"dose of {leaf.agent.name}", leaf.status)}
            return [_typed(leaf.role, leaf.status, leaf.agent), _quantified(dose, leaf.dose)]
        case Exposure():
            return [_typed(leaf.role, leaf.status, leaf.agent)]
        case Condition() if leaf.to is not None:
            return [_typed(f"{leaf.condition.name} to", leaf.status, leaf.to)]
        case Condition():
            return [_typed("condition", leaf.status, leaf.condition)]
        case Attribute():
            value = {"valueCodeableConcept": {"text": leaf.value}}
            return [{"definitionByTypeAndValue": {"type": {"text": leaf.name}, **value}}]
    return []


def _typed(type_: str, status: str | None, concept: Concept) -> Element:
    """Of a type that says the status too ("drug, past"), for no element does."""
    value = {"type": {"text": _said(type_, status)}, "valueCodeableConcept": coded(concept)}
    return {"definitionByTypeAndValue": value}


def _said(*words: str | None) -> str:
    return ", ".join(filter(None, words))


def _measured(leaf: Threshold) -> Element:
    """What is measured; the measure's codes do not say what it is a grade of, or a share of what."""
    if leaf.of is None and leaf.relative_to in (None, *OFFSETS):
        return coded(leaf.measure)
    of = f" of {leaf.of.name}" if leaf.of else ""
    relative = f"relative to {leaf.relative_to}" if leaf.relative_to not in (None, *OFFSETS) else None
    return {"text": _said(leaf.measure.name + of, relative)}


def _quantified(type_: Element, range: PlainRange, relative_to: str | None = None) -> Element:
    """One comparison, or both ends: as a Range where both belong to it."""
    low, high = range.lower, range.upper
    if low is not None and high is not None and not (low.inclusive and high.inclusive):
        ends = (PlainRange(lower=low, unit=range.unit), PlainRange(upper=high, unit=range.unit))
        return combined("all-of", [_compared(type_, end, relative_to) for end in ends])
    return _compared(type_, range, relative_to)


def _compared(type_: Element, range: PlainRange, relative_to: str | None) -> Element:
    low, high = range.lower, range.upper
    value: Element
    if low is not None and high is not None and low.value != high.value:
        value = {"valueRange": extent(low, high, range.unit)}
    else:
        value = {"valueQuantity": limit(low, high, range.unit)}
    if relative_to in OFFSETS:
        value["offset"] = {"coding": [{"system": OFFSET, "code": OFFSETS[relative_to]}]}
    return {"definitionByTypeAndValue": {"type": type_, **value}}
