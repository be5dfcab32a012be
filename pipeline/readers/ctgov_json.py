"""ClinicalTrials.gov, API version 2: one study as JSON."""

import json
from typing import Any

from ...errors import ReadError
from .base import Trial
from .dates import iso_date


def recognises(text: str) -> bool:
    """A JSON object or list, by its first sign."""
    return text[:64].lstrip("\ufeff \t\r\n").startswith(("{", "["))


def read(text: str) -> Trial:
    """Read one study record.

    Raises ReadError for broken JSON (with line and column) and for JSON without eligibility criteria.
    """
    try:
        record = json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as broken:
        raise ReadError(f"broken JSON: {broken.msg} at line {broken.lineno}, column {broken.colno}") from broken
    except ValueError as broken:
        raise ReadError("broken JSON: a number of thousands of digits") from broken
    except RecursionError as broken:
        raise ReadError("broken JSON: nested too deeply") from broken
    protocol = _part(record, "protocolSection")
    eligibility = _part(protocol, "eligibilityModule")
    criteria = eligibility.get("eligibilityCriteria")
    if not isinstance(criteria, str) or not criteria.strip():
        raise ReadError("JSON without eligibility criteria (protocolSection.eligibilityModule.eligibilityCriteria)")
    names = _part(protocol, "identificationModule")
    posted = _part(_part(protocol, "statusModule"), "lastUpdatePostDateStruct")
    healthy = eligibility.get("healthyVolunteers")
    return Trial(
        text=criteria,
        id=_words(names, "nctId"),
        title=_words(names, "briefTitle") or _words(names, "officialTitle"),
        registry="ClinicalTrials.gov",
        updated=iso_date(_words(posted, "date")),
        minimum_age=_words(eligibility, "minimumAge"),
        maximum_age=_words(eligibility, "maximumAge"),
        sex=_words(eligibility, "sex"),
        healthy_volunteers=healthy if isinstance(healthy, bool) else None,
        region=(0, len(criteria)),
    )


def _part(record: Any, name: str) -> dict[str, Any]:
    part = record.get(name) if isinstance(record, dict) else None
    return part if isinstance(part, dict) else {}


def _words(record: dict[str, Any], name: str) -> str | None:
    value = record.get(name)
    return value if isinstance(value, str) and value else None
