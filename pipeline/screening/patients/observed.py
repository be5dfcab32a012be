"""Values of FHIR's Observations, with the laboratory's limits of normal in the value's own unit."""

import re
from collections.abc import Iterator
from typing import Any

from ....errors import ReadError
from ....models.patient import Observation, recordable
from ....patterns import units
from ....patterns.fold import fold_phrase
from ....patterns.measures import lexicon, measures
from .coded import called, day_of
from .element import Element

_COMPARATORS = ("<", "<=", ">=", ">")
_ELSEWHERE = re.compile(
    r"\b(?:urine|csf|cerebral spinal fluid|cerebrospinal fluid|stool|f(?:a?)eces|saliva|sputum|sweat|semen|dialysate|"
    r"(?:body|pleural|peritoneal|ascitic|synovial|amniotic) fluid)\b",
    re.IGNORECASE,
)
"""Specimens other than blood, as LOINC's names and laboratories say them."""


def observations(resource: Element, _: dict[str, Element]) -> Iterator[Observation]:
    """The value of an observation and of each of its components (of a blood pressure, both)."""
    when = day_of(resource, "effectiveDateTime", "effectiveInstant") or day_of(resource.part("effectivePeriod"), "end")
    specimen = resource.part("specimen").word("display") or ""
    for part in (resource, *resource.parts("component")):
        quantity = part.part("valueQuantity")
        value = part.number("valueInteger") if not quantity.fields else quantity.number("value")
        said = called(part.part("code"))
        if said is None or value is None:
            continue
        yield Observation(
            **_of_its_specimen(said, specimen), value=value, comparator=_comparator(quantity), date=when,
            unit=_unit(quantity), **_limits(part, quantity),
        )  # fmt: skip


def _unit(quantity: Element) -> str | None:
    """Its code where that is one of UCUM, or the words beside it: a code may be of a system that is not known here."""
    said = [words for name in ("code", "unit") if (words := quantity.word(name))]
    return next((words for words in said if units.is_unit(units.recorded(words))), next(iter(said), None))


def _comparator(quantity: Element) -> Any:
    sign = quantity.word("comparator")
    if sign not in (None, *_COMPARATORS):
        raise ReadError(f"{quantity.path}.comparator: none of {', '.join(_COMPARATORS)}: {sign}")
    return sign


def _of_its_specimen(said: dict[str, Any], specimen: str) -> dict[str, Any]:
    """A plain "creatinine" is what is measured in blood: where the value is of the urine, its name says so."""
    displays = [code["display"] for code in said["codes"] if code["display"]]
    found = next((m for words in (specimen, *displays) if (m := _ELSEWHERE.search(words))), None)
    if found is None:
        return said
    place = found.group().lower()
    codes = [
        {**code, "display": None if _is_of_blood(code["display"], place) else code["display"]} for code in said["codes"]
    ]
    name = f"{said['name']} in {place}" if _is_of_blood(said["name"], place) else said["name"]
    return {"name": name, "codes": codes, "kinds": tuple(k for k in said["kinds"] if not _is_of_blood(k, place))}


def _is_of_blood(name: str | None, place: str) -> bool:
    """Whether a name is that of a measure which no word of its own places in such a specimen."""
    entry = lexicon().get(fold_phrase(name), name) if name else None
    known = measures().get(entry.name) if entry else None
    return known is not None and not any(place[:4] in word.lower() for word in known.words)


def _limits(part: Element, quantity: Element) -> dict[str, Any]:
    """Of what is normal, and not what a treatment aims at; none where several differ, as those of men and women."""
    ranges = [r for r in part.parts("referenceRange") if _is_normal(r)]
    found = {tuple(_limit(r.part(end), quantity) for end in ("low", "high")) for r in ranges}
    low, high = found.pop() if len(found) == 1 else (None, None)
    return {"low": low, "high": high}


def _is_normal(limits: Element) -> bool:
    kinds = {code for c in limits.part("type").parts("coding") if (code := c.word("code"))}
    return not kinds or "normal" in kinds


def _limit(limit: Element, quantity: Element) -> float | None:
    """In the value's unit, in which a limit without one stands; None where it does not convert."""
    value, unit, own = limit.number("value"), _unit(limit), _unit(quantity)
    if value is None or unit is None or own is None or unit == own:
        return value
    factor = units.factor(units.recorded(unit), units.recorded(own))
    return None if factor is None else recordable(value * factor)
