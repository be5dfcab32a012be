"""Plain text: the whole input is the text, and the page's own fields are read where it labels them."""

import re

from .base import Trial, yes_no
from .dates import iso_date

_NUMBERS = {
    "ClinicalTrials.gov": r"NCT\d{8}",
    "ISRCTN": r"ISRCTN\d{8}",
    "CTIS": r"20\d\d-5\d{5}-\d\d-\d\d",
    "EudraCT": r"(?:19|20)\d\d-\d{6}-\d\d",
}
_NUMBER = re.compile("|".join(f"(?P<r{i}>{number})" for i, number in enumerate(_NUMBERS.values())))
_LABEL = re.compile(
    r"(?:\b(?:NCT|ISRCTN|EudraCT|CTIS|Trial|Study|Registry|Registration)\s?(?:Number|No\.?|ID\b)|Identifier)[\s:#-]{0,9}",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:Last\s+(?:Updated?|Modified)(?:\s+Posted)?|^\s{0,9}Updated)(?:\s+on)?[\s:-]{0,6}([^\n]{4,40})",
    re.IGNORECASE | re.MULTILINE,
)
_AGE = r"(\d{1,3}\s(?:Years?|Months?|Weeks?|Days?)|N/A)"
_MINIMUM = re.compile(rf"(?:Minimum\s+age|Age\s+minimum)[\s:-]{{0,9}}{_AGE}", re.IGNORECASE)
_MAXIMUM = re.compile(rf"(?:Maximum\s+age|Age\s+maximum)[\s:-]{{0,9}}{_AGE}", re.IGNORECASE)
_AGES = re.compile(
    r"^\W{0,9}(?:Ages?(?:\s+Eligible\s+for\s+Study|\s+range)?[\s:-]{1,9})?"
    r"(\d{1,3})\s{0,2}(years?|months?)?\s{0,2}(?:to|-|–)\s{0,2}(\d{1,3})\s(years?|months?)(?:\s+old|\s*\(.{0,40}\))?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_BLOCK = re.compile(rf"^{_AGE}\n{_AGE}\n(ALL|MALE|FEMALE)\n(Yes|No)$", re.MULTILINE)
_SEX = re.compile(
    r"^\W{0,9}(?:Sex(?:es)?|Genders?)(?:\s+Eligible\s+for\s+Study)?[\s:-]{1,9}(All|Both|Male|Female)\b",
    re.IGNORECASE | re.MULTILINE,
)
_HEALTHY = re.compile(r"Accepts\s+Healthy\s+Volunteers[\s:?-]{1,9}(Yes|No)\b", re.IGNORECASE)
_HEALTHY_LINE = re.compile(r"^\W{0,9}(No|Accepts)\s+Healthy\s+Volunteers\s*$", re.IGNORECASE | re.MULTILINE)


def recognises(text: str) -> bool:
    """Any text."""
    return True


def read(text: str) -> Trial:
    """Read a text; what it does not state stays None."""
    registry, number = _own_number(text)
    updated = _UPDATED.search(text)
    minimum, maximum = _ages(text)
    block = _BLOCK.search(text)
    sex = block.group(3) if block else _first(_SEX, text)
    healthy = block.group(4) if block else _first(_HEALTHY, text) or _first(_HEALTHY_LINE, text)
    return Trial(
        text=text,
        id=number,
        title=_title(text) if number else None,
        registry=registry,
        updated=iso_date(updated.group(1)) if updated else None,
        minimum_age=minimum,
        maximum_age=maximum,
        sex=sex,
        healthy_volunteers=yes_no(healthy),
    )


def _own_number(text: str) -> tuple[str | None, str | None]:
    """The number behind a label; without a label the only number, where it stands on a line of its own."""
    for label in _LABEL.finditer(text):
        if found := _NUMBER.match(text, label.end()):
            return _named(found)
    numbers = {found.group(): found for found in _NUMBER.finditer(text)}
    if len(numbers) == 1:
        found = next(iter(numbers.values()))
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.end())
        alone = text[start : end if end >= 0 else len(text)].strip(" \t\r-•()") == found.group()
        if alone or ("\n" not in text[: found.start()].strip() and len(text) > found.end() + 200):
            return _named(found)
    return None, None


def _named(found: re.Match[str]) -> tuple[str, str]:
    index = next(i for i in range(len(_NUMBERS)) if found.group(f"r{i}"))
    return list(_NUMBERS)[index], found.group()


def _title(text: str) -> str | None:
    first = text.lstrip("\ufeff \t\r\n")[:400].split("\n", 1)[0].strip()
    return first if 0 < len(first) < 400 else None


def _ages(text: str) -> tuple[str | None, str | None]:
    if block := _BLOCK.search(text):
        return block.group(1), block.group(2)
    if ages := _AGES.search(text):
        low, low_unit, high, high_unit = ages.groups()
        return f"{low} {(low_unit or high_unit).title()}", f"{high} {high_unit.title()}"
    return _first(_MINIMUM, text), _first(_MAXIMUM, text)


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return found.group(1) if found else None
