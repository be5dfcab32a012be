"""ClinicalTrials.gov, the older XML: one `clinical_study`."""

import re
from functools import partial
from xml.etree import ElementTree

from ...errors import ReadError
from .base import Trial, yes_no
from .containers import xml_root
from .dates import iso_date

_START = re.compile(r"<\?xml|<!--|<clinical_study\b", re.IGNORECASE)
_HTML = re.compile(r"<html\b|<!doctype html", re.IGNORECASE)


def recognises(text: str) -> bool:
    """An XML document that is no HTML page."""
    start = text[:4096].lstrip("\ufeff \t\r\n")
    return bool(_START.match(start)) and not _HTML.search(start)


def read(text: str) -> Trial:
    """Read one study record; nothing outside the document is ever opened.

    Raises ReadError for broken XML (with its line), declared entities and documents without criteria.
    """
    study = xml_root(text)
    if study.tag != "clinical_study":
        raise ReadError(f"XML of an unknown kind (<{study.tag}>, expected <clinical_study>)")
    criteria = study.findtext("eligibility/criteria/textblock") or ""
    if not criteria.strip():
        raise ReadError("XML without eligibility criteria (eligibility/criteria/textblock)")
    field = partial(_field, study)
    return Trial(
        text=criteria,
        id=field("id_info/nct_id"),
        title=field("brief_title") or field("official_title"),
        registry="ClinicalTrials.gov",
        updated=iso_date(field("last_update_posted") or field("last_update_submitted")),
        minimum_age=field("eligibility/minimum_age"),
        maximum_age=field("eligibility/maximum_age"),
        sex=field("eligibility/gender"),
        healthy_volunteers=yes_no(field("eligibility/healthy_volunteers")),
        region=(0, len(criteria)),
    )


def _field(study: ElementTree.Element, path: str) -> str | None:
    return (study.findtext(path) or "").strip() or None
