"""Elements of FHIR that all parts of an EvidenceVariable use."""

from typing import Any

from ....models import Bound, Concept
from ....patterns.code_systems import URIS

Element = dict[str, Any]

UCUM = "http://unitsofmeasure.org"
OFFSET = "http://hl7.org/fhir/characteristic-offset"


def combined(code: str, parts: list[Element]) -> Element:
    """A combination of characteristics."""
    return {"definitionByCombination": {"code": code, "characteristic": parts}}


def denied(characteristic: Element) -> Element:
    """``exclude`` on a characteristic; one that has it is wrapped, for FHIR has no double negation."""
    inner = combined("all-of", [characteristic]) if characteristic.get("exclude") else characteristic
    return {**inner, "exclude": True}


def coded(concept: Concept) -> Element:
    """A concept's name, and its codes in the systems that FHIR knows."""
    known = [code for code in concept.codes if code.system in URIS]
    coding = [{"system": URIS[code.system], "code": code.code} for code in known]
    return {"text": concept.name, **({"coding": coding} if coding else {})}


def quantity(value: float, unit: str | None) -> Element:
    """A value in a UCUM unit."""
    return {"value": value, "unit": unit, "system": UCUM, "code": unit}


def limit(low: Bound | None, high: Bound | None, unit: str | None) -> Element:
    """A Quantity with a comparator for one end of a range; for both, one value that it must be."""
    bound = low or high
    assert bound is not None
    sign = {} if low and high else {"comparator": (">" if low else "<") + ("=" if bound.inclusive else "")}
    return {**quantity(bound.value, unit), **sign}


def extent(low: Bound | None, high: Bound | None, unit: str | None) -> Element:
    """A Range, which includes its ends."""
    ends = {"low": low, "high": high}
    return {end: quantity(bound.value, unit) for end, bound in ends.items() if bound is not None}
