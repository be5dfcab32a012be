"""The rows of a table of limits by age and sex, read from its words: "13 to < 16 years: 1.5 (male), 1.4 (female)"."""

import re
from collections.abc import Callable
from typing import NamedTuple

from ..parts import Quantity

_FLAGS = re.IGNORECASE
_NUMBER = r"\d{1,3}(?:\.\d+)?"
_TIME = r"(?:years?\b|yrs?\b\.?|y\b|months?\b|mos?\b\.?)"
_LESS = r"(?:<\s?=|≤|<|less\s+than\b|under\b|below\b)"
_MORE = r"(?:>\s?=|≥|>|at\s+least\b|older\s+than\b|over\b)"
_OLD = r"(?:[\s-]*(?:of\s+age\b|old\b|inclusive\b|\(inclusive\)))?"
_WHO = (
    r"(?:(?:for|in|ages?|aged|of|those|patients?|subjects?|participants?|children|infants?|adolescents?|who|are|is|"
    r"between|from|the)\b[\s:=-]*){0,5}"
)
_BAND = re.compile(
    rf"{_WHO}(?:"
    rf"(?P<above>{_MORE})?\s*(?P<from>{_NUMBER})\s*(?P<from_unit>{_TIME})?{_OLD}\s*(?:to|-|until|through|and(?=\s*[<≤]))\s*"
    rf"(?P<below>{_LESS})?\s*(?P<to>{_NUMBER})(?![\d.]*\d)\s*(?P<to_unit>{_TIME})?{_OLD}"
    rf"|(?P<least>{_NUMBER})\s*(?P<least_unit>{_TIME})?\s*(?P<least_sign><\s?=|≤|<)\s*ages?\s*(?P<most_sign><\s?=|≤|<)\s*"
    rf"(?P<most>{_NUMBER})(?![\d.]*\d)\s*(?P<most_unit>{_TIME})?{_OLD}"
    rf"|(?P<sign>{_MORE}|{_LESS})\s*(?P<one>{_NUMBER})(?![\d.]*\d)\s*(?P<one_unit>{_TIME})?{_OLD}"
    rf"|(?P<bare>{_NUMBER})\s*(?P<bare_unit>{_TIME}){_OLD}\s*(?:and|or)\s+(?:(?P<up>older|over|above|more|up)|younger|under|below|less)\b"
    r")",
    _FLAGS,
)
_TO = re.compile(
    r"\s*\)?\s*(?:[:;,|=-]|\bis\b)?\s*(?:(?:the\s+)?(?:maximum|max\.?)\s+(?:serum\s+)?(?:creatinine\s*)?"
    r"(?:\(\s*(?P<unit>mg\s?/\s?dL|[µu]mol\s?/\s?L)\s*\)\s*)?(?:of\s+|is\s+|[:=]\s*)?)?",
    _FLAGS,
)
_SEX = r"(?:females?|males?|boys?|girls?|women|men|m|f)\b"
_JOINED = r"\s*(?:and|or|/|&|,)\s*"
_VALUE = (
    r"(?:<\s?=|≤|=)?\s*(?P<{0}>\d{{1,3}}(?:\.\d+)?)(?![\d.]*\d)"
    r"(?:\s*(?P<{0}_unit>mg\s?/\s?dL|[µu]mol\s?/\s?L)(?![\w/]))?"
)
_A, _B = _VALUE.format("a"), _VALUE.format("b")
_GAP = r"[\s,;/|)-]*(?:(?:and|or)\s+)?"
_FOR = r"[\s(:=-]*(?:(?:for|in|if)\s+)?"
_OF_BOTH = re.compile(rf"(?:both(?:\s+sexes)?|(?P<x>{_SEX}){_JOINED}(?P<y>{_SEX}))[\s:=-]*{_A}", _FLAGS)
_BOTH_BEHIND = re.compile(
    rf"{_A}{_FOR}(?:both(?:\s+sexes)?\b|either\s+sex\b|(?P<x>{_SEX}){_JOINED}(?P<y>{_SEX})(?!\s*[:=]?\s*\d))\s*\)?",
    _FLAGS,
)
_SEX_FIRST = re.compile(rf"\(?(?P<x>{_SEX})[\s:=,-]*{_A}{_GAP}(?P<y>{_SEX})[\s:=,-]*{_B}\s*\)?", _FLAGS)
_SEX_BEHIND = re.compile(rf"{_A}{_FOR}(?P<x>{_SEX})\s*\)?{_GAP}{_B}{_FOR}(?P<y>{_SEX})\s*\)?", _FLAGS)
_COLUMNS = re.compile(rf"{_A}\s*[,;/|]?\s*{_B}", _FLAGS)
_ALONE = re.compile(_A, _FLAGS)
_AGE_BEHIND = re.compile(r"\s*,?\s*\(?\s*(?:if\s+)?", _FLAGS)
_BETWEEN = re.compile(r"(?:\s|[,;.|•*]|-(?=\s))*(?:(?:and|or)\b\s*)?")
_GOES_ON = re.compile(rf"\s*[(:]?\s*(?:\d|[<>≤≥=]|{_SEX})", _FLAGS)
"""Behind the last row, these say that the table was not read to its end."""
_ROW_WORDS = re.compile(
    rf"(?:[\s,;:.|()<>≤≥=*-]|\d|{_TIME}|{_SEX}|mg\s?/\s?dL|[µu]mol\s?/\s?L|(?:and|or|to|for|in|ages?|aged|of|old|older|younger|"
    r"over|under|maximum|max|serum|creatinine|patients?|children)\b)",
    _FLAGS,
)
_AGES = re.compile(rf"\d\s*{_TIME}", _FLAGS)


class Limit(NamedTuple):
    """A value with those of whom it holds: ``sex`` None for both; ``sex_at`` where that is written."""

    value: float
    unit: str | None
    start: int
    end: int
    sex: str | None = None
    sex_at: tuple[int, int] | None = None


class Row(NamedTuple):
    """An age, as one quantity or as two in different units, and its limits."""

    ages: list[Quantity]
    limits: list[Limit]
    start: int
    end: int


def sex_of(word: str) -> str:
    """The sex that a word names."""
    return "female" if word[0] in "fFgGwW" else "male"


def rows(view: str, start: int, end: int, columns: list[tuple[int, int]], least: int) -> list[Row]:
    """The rows of a table whose first stands at ``start``; none where it is not read to its end in one layout.

    ``columns``: where the head names the sexes of two columns.
    """

    def in_columns(view: str, at: int, end: int) -> Row | None:
        return _in_columns(view, at, end, columns)

    for read in (in_columns, _labelled, _value_first):
        found = _in_layout(view, start, end, read)
        if len(found) >= least and not _goes_on(view, found[-1].end, end):
            return found
    return []


def last_of(view: str, start: int, end: int) -> int:
    """Where the last of the ages ends that may be rows from here on, whose layout is none; the start where none is."""
    at = start
    while (m := _ROW_WORDS.match(view, at, end)) is not None and m.end() > at:
        at = m.end()
    return at if len(_AGES.findall(view, start, at)) > 1 else start


def _goes_on(view: str, at: int, end: int) -> bool:
    """Whether the words behind a row are of a further one."""
    gap = _BETWEEN.match(view, at, end)
    further = _BAND.match(view, gap.end(), end) if gap is not None else None
    return (further is not None and further.group().strip() != "") or _GOES_ON.match(view, at, end) is not None


def _in_layout(view: str, at: int, end: int, read: Callable[[str, int, int], Row | None]) -> list[Row]:
    out: list[Row] = []
    while (row := read(view, at, end)) is not None:
        out.append(row)
        gap = _BETWEEN.match(view, row.end, end)
        at = gap.end() if gap is not None else row.end
    return out


def _in_columns(view: str, at: int, end: int, columns: list[tuple[int, int]]) -> Row | None:
    """ "13 to < 16 years 1.5 1.4" under "Male Female"."""
    band = _BAND.match(view, at, end)
    to = _TO.match(view, band.end(), end) if band else None
    m = _COLUMNS.match(view, to.end(), end) if to else None
    if band is None or to is None or m is None or (ages := _ages(band)) is None:
        return None
    if float(m["a"]) == float(m["b"]):
        return Row(ages, [_limit(m, "a", None, to["unit"])], at, m.end())
    if len(columns) != 2:
        return None
    sexes = _of_sexes(view, columns)
    return Row(ages, [_limit(m, name, sex, to["unit"]) for name, sex in zip("ab", sexes, strict=True)], at, m.end())


def _labelled(view: str, at: int, end: int) -> Row | None:
    """ "1.5 (male), 1.4 (female)", "male: 1.5; female: 1.4", "1.5 (male and female)", or one value of all."""
    band = _BAND.match(view, at, end)
    to = _TO.match(view, band.end(), end) if band else None
    if band is None or to is None or (ages := _ages(band)) is None:
        return None
    for pattern in (_OF_BOTH, _BOTH_BEHIND, _SEX_FIRST, _SEX_BEHIND, _ALONE):
        m = pattern.match(view, to.end(), end)
        if m is None:
            continue
        said = m.groupdict()
        if said.get("x") and sex_of(m["x"]) == sex_of(m["y"]):
            return None
        if "b" not in said or float(m["a"]) == float(m["b"]):
            return Row(ages, [_limit(m, "a", None, to["unit"])], at, m.end())
        sexes = _of_sexes(view, [m.span("x"), m.span("y")])
        return Row(ages, [_limit(m, name, sex, to["unit"]) for name, sex in zip("ab", sexes, strict=True)], at, m.end())
    return None


def _value_first(view: str, at: int, end: int) -> Row | None:
    """ "0.8 mg/dL (≤ 5 years of age), 1.0 mg/dL (6-10 years)"."""
    m = _ALONE.match(view, at, end)
    to = _AGE_BEHIND.match(view, m.end(), end) if m else None
    band = _BAND.match(view, to.end(), end) if to and to.group() else None
    if m is None or band is None or (ages := _ages(band)) is None or not _has_unit(band):
        return None
    close = band.end() + 1 if view[band.end() : band.end() + 1] == ")" else band.end()
    return Row(ages, [_limit(m, "a", None)], at, close)


def _has_unit(band: "re.Match[str]") -> bool:
    return any(band[name] for name in ("from_unit", "to_unit", "least_unit", "most_unit", "one_unit", "bare_unit"))


def _of_sexes(view: str, places: list[tuple[int, int]]) -> list[tuple[str, tuple[int, int]]]:
    return [(sex_of(view[slice(*place)]), place) for place in places]


def unit_of(words: str | None) -> str | None:
    """The unit that words like "mg / dl" write."""
    return None if not words else "mg/dL" if words[0] in "mM" else "umol/L"


def _limit(m: "re.Match[str]", name: str, sex: tuple[str, tuple[int, int]] | None, unit: str | None = None) -> Limit:
    """``unit``: the one in front of the value."""
    start, end = m.span(name)
    end = max(end, m.end(f"{name}_unit"))
    return Limit(float(m[name]), unit_of(m[f"{name}_unit"] or unit), start, end, *(sex or (None, None)))


def _ages(m: "re.Match[str]") -> list[Quantity] | None:
    """The ages of a band; None where the lower end lies above the upper."""
    if m["one"]:
        return [_bound(m, "one", m["sign"], m["one_unit"], m.span())]
    if m["bare"]:
        sign = ">=" if m["up"] else "<="
        return [_bound(m, "bare", sign, m["bare_unit"], m.span())]
    low, high, low_sign, high_sign = (
        ("from", "to", m["above"] or ">=", m["below"] or "<=")
        if m["from"]
        else ("least", "most", (m["least_sign"] or "").replace("<", ">").replace("≤", "≥"), m["most_sign"])
    )
    first, last = _unit(m[f"{low}_unit"]), _unit(m[f"{high}_unit"])
    if first is not None and last is not None and first != last:
        a = _bound(m, low, low_sign, m[f"{low}_unit"], (m.start(low), m.end(f"{low}_unit")))
        return [a, _bound(m, high, high_sign, m[f"{high}_unit"], (m.start(high), m.end()))]
    a = _bound(m, low, low_sign, m[f"{low}_unit"], m.span())
    b = _bound(m, high, high_sign, m[f"{high}_unit"] or m[f"{low}_unit"], m.span())
    if (a.lower or 0) > (b.upper or 0):
        return None
    unit = last or first or "a"
    both = Quantity(
        m.start(low), m.end(), a.lower, a.lower_inclusive, b.upper, b.upper_inclusive, unit,
        number=m.span(low), sign="..",
    )  # fmt: skip
    return [both]


def _unit(word: str | None) -> str | None:
    return None if word is None else "mo" if word[:2].lower() == "mo" else "a"


def _bound(m: "re.Match[str]", name: str, sign: str, unit: str | None, where: tuple[int, int]) -> Quantity:
    """One end of a band: "or older", "at least" and "or younger" hold of the age itself."""
    value = float(m[name])
    number = int(value) if value.is_integer() else value
    below = re.match(_LESS, sign, _FLAGS) is not None
    inclusive = "=" in sign or sign in ("≤", "≥") or sign.lower().startswith("at")
    lower, upper = (None, number) if below else (number, None)
    return Quantity(
        *where, lower, inclusive, upper, inclusive, _unit(unit) or "a", number=m.span(name), sign="<" if below else ">"
    )
