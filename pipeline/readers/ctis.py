"""The EU Clinical Trials Information System (CTIS): one trial as JSON."""

from collections.abc import Iterator
from typing import Any

from ...errors import ReadError
from .base import Trial, joined
from .containers import is_object, json_value, part, parts, words
from .dates import iso_date
from .english import is_english
from .one_line import line_starts
from .populations import age_limits, sex_of

_GROUPS = {"1": "unborn", "2": "minors", "3": "adults", "4": "elderly"}
_KINDS = ("principalInclusionCriteria", "principalExclusionCriteria")

# One kind of criteria: each by its number, in the languages that it is in (None: the record's own).
_Criteria = list[tuple[int, dict[Any, str]]]


def recognises(text: str) -> bool:
    """JSON with the names that only CTIS has."""
    return is_object(text) and '"ctNumber"' in text and '"eligibilityCriteria"' in text


def read(text: str) -> Trial:
    """Read one trial; where it is in several languages, the English text.

    Raises ReadError for broken JSON, a record without criteria, and one without English.
    """
    record = json_value(text)
    details = part(_authorised(record), "trialDetails")
    about = part(details, "trialInformation")
    criteria = [list(_criteria(part(about, "eligibilityCriteria"), kind)) for kind in _KINDS]
    if not any(criteria):
        raise ReadError("a CTIS record without eligibility criteria")
    text = joined(*(_numbered(found) for found in criteria))
    names = part(details, "clinicalTrialIdentifiers")
    population = part(about, "populationOfTrialSubjects")
    low, high = age_limits({_GROUPS.get(str(x.get("ageRangeCategory")), "") for x in parts(population, "ageRanges")})
    return Trial(
        text=text,
        id=words(record, "ctNumber"),
        title=words(names, "publicTitle") or words(names, "fullTitle"),
        registry="CTIS",
        updated=iso_date(words(record, "lastUpdated") or words(record, "publishDate")),
        minimum_age=low,
        maximum_age=high,
        sex=sex_of(population.get("isFemaleSubjects") is True, population.get("isMaleSubjects") is True),
        region=(0, len(text)),
        breaks=tuple(line_starts(text)),
    )


def _authorised(record: Any) -> dict[str, Any]:
    """The part of the application that holds the protocol, where the two forms of the record keep it."""
    return part(record, "authorizedPartI") or part(record, "authorizedApplication", "authorizedPartI")


def _criteria(section: dict[str, Any], kind: str) -> Iterator[tuple[int, dict[Any, str]]]:
    for at, item in enumerate(sorted(parts(section, kind), key=_number), 1):
        spoken = {None: words(item, kind)}
        spoken |= {x.get("language"): words(x, "attributeTranslation") for x in parts(item, f"{kind}Translations")}
        if said := {language: said for language, said in spoken.items() if said is not None}:
            yield _number(item) or at, said


def _number(item: dict[str, Any]) -> int:
    number = item.get("number")
    return number if isinstance(number, int) else 0


def _numbered(found: _Criteria) -> str:
    """One criterion a line, in English; a single one keeps its own form."""
    language = _english(found)
    if len(found) == 1:
        return found[0][1][language]
    return "\n".join(f"{number}. {_said(number, said, language)}" for number, said in found)


def _english(found: _Criteria) -> Any:
    """The language, as CTIS numbers it, in which the criteria as a whole are English; the record's own goes first."""
    for language in dict.fromkeys([None, *(name for _, said in found for name in said)]):
        whole = "\n".join(said[language] for _, said in found if language in said)
        if is_english(whole):
            return language
    raise ReadError("a CTIS record without English criteria")


def _said(number: int, said: dict[Any, str], language: Any) -> str:
    words = said.get(language) or said.get(None) or ""
    if language not in said and not is_english(words):
        raise ReadError(f"a CTIS record whose criterion {number} is not in English")
    return words
