"""What FHIR's data types say: the name and codes of a CodeableConcept, the day of a date with a time."""

from typing import Any

from ....patterns.code_systems import NAMES
from .displays import plain
from .element import Element


def day_of(resource: Element, *keys: str) -> str | None:
    """The date of the first of these fields that is there, without its time."""
    words = resource.word(*keys)
    return None if words is None else words.partition("T")[0]


def called(concept: Element) -> dict[str, Any] | None:
    """Name and codes of a CodeableConcept, and the plain names in those of its codes."""
    codings = [c for c in concept.parts("coding") if c.word("code")]
    names = [concept.word("text"), *(c.word("display") for c in codings), *(c.word("code") for c in codings)]
    name = next((n for n in names if n), None)
    codes = [{"system": c.word("system") or "", "code": c.word("code"), "display": c.word("display")} for c in codings]
    said = [(NAMES.get(c.word("system") or "", ""), c.word("display") or "") for c in codings]
    kinds = dict.fromkeys(other for system, display in said if (other := plain(system, display)))
    return None if name is None else {"name": name, "codes": codes, "kinds": tuple(kinds)}
