"""The EU Clinical Trials Register (EudraCT) as JSON: the fields of the record by their number and name.

On the way into this form every sign but plain letters, digits and a few stops was dropped, ≥ and brackets too.
"""

from typing import Any

from ...errors import ReadError
from .base import Trial, joined, yes_no
from .containers import is_object, json_value, words
from .dates import iso_date
from .english import is_english
from .one_line import line_starts
from .populations import age_limits, sex_of

_INCLUSION, _EXCLUSION = "e3_principal_inclusion_criteria", "e4_principal_exclusion_criteria"
_GROUPS = {
    "f111_": "unborn", "f112_": "newborns", "f113_": "newborns", "f114_": "infants", "f115_": "children",
    "f116_": "adolescents", "f12_": "adults", "f13_": "elderly",
}  # fmt: skip


def recognises(text: str) -> bool:
    """JSON with the names that only this form has."""
    return is_object(text) and f'"{_INCLUSION}' in text


def read(text: str) -> Trial:
    """Read one member state's record; of several languages the English one.

    Raises ReadError for broken JSON, a record without criteria, and one without English.
    """
    record = json_value(text)
    criteria = [_spoken(record, name) for name in (_INCLUSION, _EXCLUSION)]
    if not any(criteria):
        raise ReadError("a EudraCT record without eligibility criteria")
    languages = [s for s in dict.fromkeys(s for said in criteria for s in said) if all(s in x for x in criteria if x)]
    whole = {s: joined(*(said.get(s) for said in criteria)) for s in languages}
    text = next((said for said in whole.values() if is_english(said)), "")
    if not text:
        raise ReadError("a EudraCT record without English criteria")
    low, high = age_limits(_groups(record))
    return Trial(
        text=text,
        id=words(record, "a2_eudract_number") or words(record, "eudractNumber"),
        title=words(record, "a3_full_title_of_the_trial"),
        registry="EudraCT",
        updated=iso_date(words(record, "x6_date_on_which_this_record_was_first_entered_in_the_eudract_database")),
        minimum_age=low,
        maximum_age=high,
        sex=sex_of(yes_no(words(record, "f21_female")), yes_no(words(record, "f22_male"))),
        healthy_volunteers=yes_no(words(record, "f31_healthy_volunteers")),
        region=(0, len(text)),
        signs="dropped",
        breaks=tuple(line_starts(text)),
    )


def _spoken(record: dict[str, Any], name: str) -> dict[str, str]:
    """A field in each language, by the ending of its name ("_es"); the register's own has none and goes first."""
    found = {key.removeprefix(name): words(record, key) for key in sorted(record) if key.startswith(name)}
    return {language: said for language, said in found.items() if said is not None}


def _groups(record: dict[str, Any]) -> set[str]:
    """The groups of ages that take part."""
    said = {name for prefix, name in _GROUPS.items() for key in record if key.startswith(prefix) and _yes(record, key)}
    under_18 = any(key.startswith("f11_trial") and _yes(record, key) for key in record)
    return said | ({"minors"} if under_18 and not said - {"adults", "elderly"} else set())


def _yes(record: dict[str, Any], key: str) -> bool:
    return yes_no(words(record, key)) is True
