"""The ISRCTN registry: one trial as JSON."""

from typing import Any

from ...errors import ReadError
from .base import Trial, joined
from .containers import is_object, json_value, part, words
from .dates import iso_date


def recognises(text: str) -> bool:
    """JSON with the names that only ISRCTN has."""
    return is_object(text) and '"isrctn"' in text and '"participants"' in text


def read(text: str) -> Trial:
    """Read one trial. Raises ReadError for broken JSON and a record without criteria."""
    record = json_value(text)
    who, about = part(record, "participants"), part(record, "trialDescription")
    criteria = joined(words(who, "inclusion"), words(who, "exclusion"))
    if not criteria:
        raise ReadError("an ISRCTN record without eligibility criteria (participants.inclusion, .exclusion)")
    number = words(record, "isrctn")
    return Trial(
        text=criteria,
        id=f"ISRCTN{number.removeprefix('ISRCTN')}" if number else None,
        title=words(about, "title") or words(about, "scientificTitle"),
        registry="ISRCTN",
        updated=iso_date(words(record, "lastUpdated")),
        sex=words(who, "gender"),
        healthy_volunteers=healthy(_types(part(who, "participantTypes").get("participantType"))),
        region=(0, len(criteria)),
    )


def _types(value: Any) -> list[str]:
    return [x for x in (value if isinstance(value, list) else [value]) if isinstance(x, str)]


def healthy(types: list[str]) -> bool | None:
    """Whether healthy volunteers are among the types of participants; None where none is told.

    >>> healthy(["Patient", "Healthy volunteer"]), healthy(["Carer"]), healthy([])
    (True, False, None)
    """
    return any("healthy" in x.lower() for x in types) if types else None
