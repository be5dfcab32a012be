"""The ISRCTN registry: one trial as its interface gives it, in XML."""

from xml.etree import ElementTree

from ...errors import ReadError
from .base import Trial, joined
from .containers import xml_root
from .dates import iso_date
from .isrctn_json import healthy

_SPACE = "http://www.67bricks.com/isrctn"


def recognises(text: str) -> bool:
    """XML in the registry's own namespace."""
    start = text[:4096].lstrip("\ufeff \t\r\n")
    return start.startswith("<") and _SPACE in start


def read(text: str) -> Trial:
    """Read one trial. Raises ReadError for broken XML, and for none, several, or one without criteria."""
    trials = list(xml_root(text).iter(f"{{{_SPACE}}}trial"))
    if len(trials) != 1:
        raise ReadError(f"{len(trials)} trials in one file, where one is read")
    (trial,) = trials
    criteria = joined(_field(trial, "participants/inclusion"), _field(trial, "participants/exclusion"))
    if not criteria:
        raise ReadError("an ISRCTN record without eligibility criteria (participants/inclusion, /exclusion)")
    number = _field(trial, "isrctn")
    types = [(x.text or "").strip() for x in trial.iter(f"{{{_SPACE}}}participantType")]
    return Trial(
        text=criteria,
        id=f"ISRCTN{number.strip()}" if number else None,
        title=_field(trial, "trialDescription/title") or _field(trial, "trialDescription/scientificTitle"),
        registry="ISRCTN",
        updated=iso_date(trial.get("lastUpdated")),
        sex=_field(trial, "participants/gender"),
        healthy_volunteers=healthy([x for x in types if x]),
        region=(0, len(criteria)),
    )


def _field(trial: ElementTree.Element, path: str) -> str | None:
    said = trial.findtext("/".join(f"{{{_SPACE}}}{name}" for name in path.split("/")))
    return said if said and said.strip() else None
