"""Names of places, people and plans: in "the stroke unit" and "a diabetes registry" nobody has the disease."""

import re

from ..parts import Mention

_OF_A_PLACE = re.compile(
    r"[\s-]+(?:(?:in|out)-?patients?\s+|speciali[sz]ed\s+|specialist\s+|referral\s+)?(?:"
    r"wards?|departments?|clinics?|teams?|services?|cent(?:er|re)s?|hospitals?(?!\s+(?:admi|stay|visit|discharge))|"
    r"registr(?:y|ies)|databases?|networks?|associations?|societ(?:y|ies)|foundations?|guidelines?|insurance|endemic|"
    r"specialists?|nurses?|physicians?|surgeons?|coordinators?|(?P<unit>units?)|"
    r"mimics?|precautions|work-?ups?|protocols?|pathways?|action\s+plans?|awareness|knowledge|control\s+measures?)\b",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"\s+plans?\b(?=\s*(?:[,.;)]|$|includ|for\b|of\b|with\b|that\b|which\b|consist|compris))", re.IGNORECASE
)
_MACHINE = re.compile(
    r"[\s-]+(?:imaging\s+|scan(?:ning)?\s+)?(?:tables?|scanners?|gantry|bore|couch|machines?|equipment|suites?|beds?)\b",
    re.IGNORECASE,
)
""" "The weight limit of the PET table": nobody has had a PET."""
_STUDY = re.compile(
    r"[\s-]+(?:(?:clinical|research|cohort|registry|randomi[sz]ed|observational)\s+)*(?:study|trial|cohort)\b(?!\s+(?:entry|drug|med|treat|product|"
    r"procedure|visit|day|site|partner|team|staff|protocol|intervention|device|start))",
    re.IGNORECASE,
)
_ITS_NAME = re.compile(
    r"(?:[A-Z][\w]*-|\b(?:[A-Z]{3,}|another|other|same|this|present|parent|previous|prior|any|an?|the)\s+)\Z"
)
""" "The ACT-COPD trial", "another asthma study": what a study is about nobody has."""
_VISIT = re.compile(r"[\s-]+(?:visits?|evaluations?|appointments?)\b", re.IGNORECASE)
_AT_THE = re.compile(r"\b(?:at|on|during)\s+(?:the|each|every|any)\s+(?:(?:pre|post|peri)[\s-]*)?\Z", re.IGNORECASE)
""" "At the pre-leukapheresis visit" says when something is measured."""
_COUNTED = re.compile(r"blood|transfusion|platelet|plasma", re.IGNORECASE)
"""What is counted in units, as drugs are."""
_NURSES = re.compile(
    r"(?:[\s-]+|/)(?:care|homes?|facilit(?:y|ies)|staff|students?|personnel|assistants?|education|schools?|colleges?|profession(?:als?)?|"
    r"interventions?|records?|notes?|charts?|teams?|services?|diagnos[ei]s|degrees?|programs?|curriculum|units?|visits?)\b",
    re.IGNORECASE,
)
"""What nurses do and where: no breastfeeding."""
_KINDS = ("condition", "procedure", "therapy", "drug", "drug_class")


def is_place(view: str, m: Mention) -> bool:
    """Whether what follows makes the name one of a place, people or a plan; "intensive care unit" gives that care."""
    if m.name.endswith("breastfeeding") and _NURSES.match(view, m.end):
        return True
    if m.kind.startswith("drug") and _PLAN.match(view, m.end):
        return True
    if m.kind == "procedure" and _MACHINE.match(view, m.end):
        return True
    if m.kind == "procedure" and _VISIT.match(view, m.end) and _AT_THE.search(view, max(0, m.start - 30), m.start):
        return True
    if m.kind == "condition" and _STUDY.match(view, m.end) and _ITS_NAME.search(view, max(0, m.start - 20), m.start):
        return True
    found = _OF_A_PLACE.match(view, m.end) if m.kind in _KINDS and not m.name.endswith("care") else None
    return found is not None and not (found["unit"] and (m.kind.startswith("drug") or _COUNTED.search(m.name)))
