"""The parts of a Circe cohort definition as JSON: groups, counted criteria, windows and ranges.

Their names and meaning are those of OHDSI's circe-be, github.com/OHDSI/circe-be.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ....models import PlainRange
from ...screening.timing import AFTER_EVERYTHING, BEFORE_EVERYTHING, Days

Element = dict[str, Any]

ALWAYS, NEVER = {"Type": 2, "Count": 1, "IsDistinct": False}, {"Type": 0, "Count": 0, "IsDistinct": False}
"""At least one occurrence, and exactly none."""
_SIGNS = {("lower", True): "gte", ("lower", False): "gt", ("upper", True): "lte", ("upper", False): "lt"}


def group(kind: str, parts: Iterable[Element] = (), count: int | None = None) -> Element:
    """All, any or at least ``count`` of the parts: counted criteria, demographic ones, and groups.

    A group in a group of its kind, or of one part, gives its parts to the group around it.
    """
    out: Element = {"Type": kind, "CriteriaList": [], "DemographicCriteriaList": [], "Groups": []}
    if count is not None:
        out["Count"] = count
    for part in parts:
        if "Criteria" in part:
            out["CriteriaList"].append(part)
        elif "Type" in part:
            _take(out, part)
        else:
            out["DemographicCriteriaList"].append(part)
    return out


def _take(out: Element, part: Element) -> None:
    lists = ("CriteriaList", "DemographicCriteriaList", "Groups")
    alone = "Count" not in part and sum(len(part[name]) for name in lists) == 1
    if alone or part["Type"] == out["Type"] != "AT_LEAST":
        for name in lists:
            out[name] += part[name]
    else:
        out["Groups"].append(part)


def counted(criteria: Element, occurrence: Element, start: Element, end: Element | None = None) -> Element:
    """So many of some records, which begin (and end) inside windows around the index event."""
    out = {"Criteria": criteria, "StartWindow": start, "Occurrence": occurrence, "IgnoreObservationPeriod": True}
    return out if end is None else {**out, "EndWindow": end}


def window(first: int | None, last: int | None, *, of_end: bool = False) -> Element:
    """From a day to a day, counted from the index event; None: without limit. ``of_end``: of the record's end."""
    limits = {"Start": _endpoint(first, -1), "End": _endpoint(last, 1)}
    return {**limits, "UseIndexEnd": False, "UseEventEnd": of_end}


def _endpoint(days: int | None, unlimited: int) -> Element:
    if days is None:
        return {"Coeff": unlimited}
    return {"Days": abs(days), "Coeff": -1 if days < 0 else 1}


def offsets(days: Days, index: date) -> tuple[int | None, int | None]:
    """A span of days, counted from the index day."""
    first = None if days.first == BEFORE_EVERYTHING else (days.first - index).days
    return first, None if days.last == AFTER_EVERYTHING else (days.last - index).days


def numeric(range: PlainRange) -> Element:
    """A range of numbers; of two ends, both belong to it (Circe has no other)."""
    if range.lower is not None and range.upper is not None:
        return {"Value": range.lower.value, "Extent": range.upper.value, "Op": "bt"}
    (end, bound), *_ = ((e, b) for e, b in (("lower", range.lower), ("upper", range.upper)) if b is not None)
    return {"Value": bound.value, "Op": _SIGNS[end, bound.inclusive]}
