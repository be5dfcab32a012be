"""A trial as the WHO's search portal (ICTRP) hands it on: one row of fields, from whichever registry it came.

The portal's export turns ≥ and ≤ into "=" or "?", marks line ends with `<br>` and `_x000D_`, and cuts long fields of
some registries off.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ...errors import ReadError
from .base import Trial, joined, whole
from .dates import iso_date
from .english import is_english
from .populations import age_limits, sex_of

_REGISTRIES = {
    "EU Clinical Trials Register": "EudraCT", "Clinical Trials Information System": "CTIS", "JPRN": "JPRN",
}  # fmt: skip
_AGE = re.compile(
    r"(?:[<>]?=?\s{0,3})(\d{1,3}(?:\.\d{1,2})?)\s{0,3}(?:(y|m|w|d)[a-z]{0,5}(?:\(s\))?\b.*|age\s?old|years?-old)?",
    re.IGNORECASE | re.DOTALL,
)
_UNITS = {"y": "Years", "m": "Months", "w": "Weeks", "d": "Days"}
_FEMALE = re.compile(r"\b(?:f|females?|women|both|all)\b", re.IGNORECASE)
_MALE = re.compile(r"\b(?:m|males?|men|both|all)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(fe)?male:\s{0,3}no\b", re.IGNORECASE)
_POPULATION = re.compile(r"(?:<br>\s{0,9}|\n\s{0,9}){0,3}Are the trial subjects under 18\?", re.IGNORECASE)
_GROUP = re.compile(r"(F\.1\.2 Adults|F\.1\.3 Elderly|Are the trial subjects under 18\?)[^<\n]{0,30}?\byes\b", re.I)
_CUT_AT = 255
"""Where the portal cuts fields of some registries, a line end counted as one sign."""


def trial_of(row: Mapping[str, Any]) -> Trial:
    """The trial of one row; its names may be written with spaces, underscores and in any case.

    Raises ReadError for a row without criteria, or without English ones.
    """
    fields = {_name(key): value for key, value in row.items() if isinstance(value, str) and value.strip()}
    inclusion, exclusion = fields.get("inclusion_criteria"), fields.get("exclusion_criteria")
    text = joined(inclusion, exclusion)
    if not text:
        raise ReadError("an ICTRP row without eligibility criteria (Inclusion_Criteria, Exclusion_Criteria)")
    if not is_english(text):
        raise ReadError("an ICTRP row without English criteria")
    source = fields.get("source_register")
    aside = _population(text, inclusion or "")
    groups = age_limits({_group(m[1]) for m in _GROUP.finditer(text, *aside)}) if aside else (None, None)
    gender = _DENIED.sub(" ", fields.get("inclusion_gender", ""))
    return Trial(
        text=text,
        id=fields.get("trialid", "").strip() or None,
        title=_bare(fields.get("public_title")) or _bare(fields.get("scientific_title")),
        registry=_REGISTRIES.get(source, source) if source else None,
        updated=iso_date(fields.get("last_refreshed_on")),
        minimum_age=_age(fields.get("inclusion_agemin")) or groups[0],
        maximum_age=_age(fields.get("inclusion_agemax")) or groups[1],
        sex=sex_of(bool(_FEMALE.search(gender)), bool(_MALE.search(gender))),
        region=(0, len(text)),
        asides=(aside,) if aside else (),
        signs="turned",
        cut=tuple(text.index(said) + len(said.rstrip()) for said in (inclusion, exclusion) if said and _is_cut(said)),
    )


def is_row(names: Iterable[str]) -> bool:
    """Whether the columns of a table are those of the portal's export."""
    return {"trialid", "inclusion_criteria"} <= {_name(name) for name in names}


def _name(key: str) -> str:
    return "_".join(key.lower().split())


def _bare(words: str | None) -> str | None:
    return whole(" ".join(words.split())) if words else None


def _age(words: str | None) -> str | None:
    """An age as a registry gives it ("18", ">= 18age old", "18.00 Year(s)", "6M"); None for "no limit", and for none.

    >>> [_age(x) for x in ("18", ">= 18age old", "18.00 Year(s)", "6 Months", "20years-old", "No limit", "0", None)]
    ['18 Years', '18 Years', '18 Years', '6 Months', '20 Years', None, None, None]
    """
    found = _AGE.fullmatch((words or "").strip())
    if found is None or not float(found[1]):
        return None
    return f"{float(found[1]):g} {_UNITS[(found[2] or 'y').lower()]}"


def _population(text: str, inclusion: str) -> tuple[int, int] | None:
    """Where a European row names groups of ages behind its inclusion criteria."""
    found = _POPULATION.search(inclusion)
    if found is None:
        return None
    start = text.index(inclusion)
    return start + found.start(), start + len(inclusion)


def _group(words: str) -> str:
    return "minors" if words[0] in "aA" else "adults" if "2" in words else "elderly"


def _is_cut(field: str) -> bool:
    return len(field.replace("_x000D_", "\r")) == _CUT_AT
