"""The EU Clinical Trials Register (EudraCT) as printed: one member state's record, its fields under their numbers."""

import re

from ...errors import ReadError
from .base import Trial, yes_no
from .dates import iso_date
from .english import is_english
from .populations import age_limits, sex_of

_START = re.compile(r"^[ \t]{0,9}EudraCT Number:[ \t]{0,9}(\d{4}-\d{6}-\d{2})", re.MULTILINE)
_CRITERIA = re.compile(r"^[ \t]{0,9}E\.3[ \t]{1,9}Principal inclusion criteria[^:\n]{0,40}:", re.MULTILINE)
_BEHIND = re.compile(r"^[ \t]{0,9}(?:E\.[5-9]|[F-Z]\.)[ \t\d]", re.MULTILINE)
_FIELD = re.compile(r"^[ \t]{0,9}([A-Z]\.[\d.]{1,12})[ \t]{1,9}([^:\n]{0,300}):[ \t]{0,9}([^\n]*)$", re.MULTILINE)
_ENTERED = re.compile(r"^[ \t]{0,9}Date on which this record was first entered[^:\n]{0,60}:([^\n]*)$", re.MULTILINE)
_GROUPS = {
    "F.1.1.1": "unborn", "F.1.1.2": "newborns", "F.1.1.3": "newborns", "F.1.1.4": "infants", "F.1.1.5": "children",
    "F.1.1.6": "adolescents", "F.1.2": "adults", "F.1.3": "elderly",
}  # fmt: skip


def recognises(text: str) -> bool:
    """A text with the record's own first line, and its field of inclusion criteria."""
    return bool(_START.search(text[:4096]) and _CRITERIA.search(text))


def read(text: str) -> Trial:
    """Read the record; the text is the whole of it. Raises ReadError where its criteria are not in English."""
    number, criteria = _START.search(text), _CRITERIA.search(text)
    assert number is not None
    assert criteria is not None
    behind = _BEHIND.search(text, criteria.end())
    region = (criteria.start(), behind.start() if behind else len(text))
    if not is_english(text[slice(*region)]):
        raise ReadError("a EudraCT record without English criteria")
    fields = {field[1]: field[3].strip() for field in _FIELD.finditer(text)}
    low, high = age_limits({group for name, group in _GROUPS.items() if yes_no(fields.get(name))})
    entered = _ENTERED.search(text)
    return Trial(
        text=text,
        id=number[1],
        title=fields.get("A.3") or None,
        registry="EudraCT",
        updated=iso_date(entered[1]) if entered else None,
        minimum_age=low,
        maximum_age=high,
        sex=sex_of(yes_no(fields.get("F.2.1")), yes_no(fields.get("F.2.2"))),
        healthy_volunteers=yes_no(fields.get("F.3.1")),
        region=region,
    )
