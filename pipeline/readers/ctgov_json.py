"""ClinicalTrials.gov, API version 2: one study as JSON."""

import re

from ...errors import ReadError
from .base import Trial
from .containers import json_value, part, words
from .dates import iso_date

_OPENS = re.compile(r"[\ufeff\s]{0,64}(?:\{|\[\s{0,99}(?:[\[\]{\"]|$))")


def recognises(text: str) -> bool:
    """A JSON object or list, by its first signs; "[Inclusion criteria]" opens none."""
    return bool(_OPENS.match(text))


def read(text: str) -> Trial:
    """Read one study record.

    Raises ReadError for broken JSON (with line and column) and for JSON without eligibility criteria.
    """
    protocol = part(json_value(text), "protocolSection")
    eligibility = part(protocol, "eligibilityModule")
    criteria = words(eligibility, "eligibilityCriteria")
    if criteria is None:
        raise ReadError("JSON without eligibility criteria (protocolSection.eligibilityModule.eligibilityCriteria)")
    names = part(protocol, "identificationModule")
    healthy = eligibility.get("healthyVolunteers")
    return Trial(
        text=criteria,
        id=words(names, "nctId"),
        title=words(names, "briefTitle") or words(names, "officialTitle"),
        registry="ClinicalTrials.gov",
        updated=iso_date(words(part(protocol, "statusModule", "lastUpdatePostDateStruct"), "date")),
        minimum_age=words(eligibility, "minimumAge"),
        maximum_age=words(eligibility, "maximumAge"),
        sex=words(eligibility, "sex"),
        healthy_volunteers=healthy if isinstance(healthy, bool) else None,
        region=(0, len(criteria)),
    )
