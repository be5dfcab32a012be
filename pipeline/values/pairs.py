"""Joins neighbouring quantities into ranges: ``18-65 years``, ``>= 2 and < 10``, ``between 6 months and 5 years``."""

import re
from dataclasses import replace
from itertools import pairwise

from ..parts import Quantity
from ..view import ENDS_INCLUDED
from .numbered import NUMBERED

_JOIN = re.compile(r"\s*(?:-|~|to|through|and|until|up\s+to(?:\s+and\s+including)?|-\s*to|÷|\.\.\.?)\s*", re.IGNORECASE)
_SECOND = re.compile(
    r"\s*(?:,?\s*(?:and|but|to|&|or)\s*|,\s*|-\s*|;\s*)(?:is\s+|are\s+|be\s+|age\s+|aged\s+|also\s+)?", re.IGNORECASE
)
_BETWEEN = re.compile(
    r"(?:\bbetween|\bfrom|\bof|\brange(?:\s+of)?)\s*(?:the\s+ages?\s+of\s+|ages?\s+|the\s+)?$", re.IGNORECASE
)
_UP_TO = re.compile(r"up\s+to\b(?:\s+and\s+including\b)?", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|of)\s+$", re.IGNORECASE)
_ORDINAL = re.compile(r"^(?:st|nd|rd|th)\b|\bthe\s+$", re.IGNORECASE)
_OF_LIFE = re.compile(r"^\s+(?:of\s+(?:age|life)\b|old\b|\((?:in|ex)clusive\))", re.IGNORECASE)
_EITHER = re.compile(r"\s*,?\s*or\s+(?:if\s+|is\s+|are\s+)?", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:\b(?:outside|out\s+of)\s+(?:(?:of|the|an?|this|our|its|local|normal|reference|acceptable|accepted|allowed|target|"
    r"laborator(?:y|ies)|lab|institution(?:al)?|site|ranges?|limits?|intervals?|values?)(?:['’]s)?\s*)*(?:between\s+)?[(\[:]?\s*"
    r"|\bbetween\s+(?:the\s+)?(?:ages?\s+(?:of\s+)?)?)$",
    re.IGNORECASE,
)
_OPENED = re.compile(r"\s*[(\[]\s*(?:i\.?e\.?,?\s*|or\s+)?")
_CLOSED = re.compile(r"\s*(?:IFCC|DCCT|NGSP|SI\s+units?)?\s*[)\]]", re.IGNORECASE)
_LETTERS = re.compile(r"letters?\b", re.IGNORECASE)
_LETTER_SCORE = re.compile(r"\bletters?(?:\s+score)?\s*(?:of|between|from|:|is|=)?\s*$", re.IGNORECASE)
_SIZES = ({"a": 12, "mo": 1}, {"wk": 7, "d": 1})
_WEEKS_AND_DAYS = re.compile(r"\d\s?(?:\+\s?\d|[\s+]+\d/7|w(?!ork|hole))", re.IGNORECASE)
_MEASURED = re.compile(
    r"\b(?!(?:with|has|have|had|having|and|or|is|are|was|were|be|than|of|the|to|for|from|in|at|on|by|after|before|received|experienced|total)\b)[\w-]*[^\W\d_][\w-]*[\s)]*\Z",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s+(?!(?:points?|units?|lesions?|joints?|lines|in|on|at|of|for|with|within|by|as|per|over|during|from|to|if|and|or|has|was|is)\b)"
    r"(?:[a-z][a-z-]+\s)?[a-z-]{3,}s\b(?!\s?/)",
    re.IGNORECASE,
)
"""Behind a value: the things in the plural that it counts; lesions and joints may be the measure's own."""
_END = re.compile(r"\s*[(\[]\s*(?P<said>inclusive|exclusive)\s*[)\]]", re.IGNORECASE)
_INCLUSIVE = re.compile(
    rf"\s*,?\s*\(?\s*(?:both\s+)?inclusive(?:ly)?\b\)?|(?:\s*(?:years?|yrs?))?(?:\s+(?:old|of\s+age))?\s*{ENDS_INCLUDED}",
    re.IGNORECASE,
)


_OR = re.compile(r"\s*,?\s*or\s+", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")
_THINGS = re.compile(
    r"\s+(?!(?:or|and|of|in|to|on|at|for|with|if|is|by|from|as|per|times?|points?|hours?|days?|weeks?|months?|years?)\b)[a-z]"
)
"""Behind a number what it counts."""
_TO = re.compile(r"\s*(?:to|-)\s*", re.IGNORECASE)


def joined(view: str, atoms: list[Quantity]) -> list[Quantity]:
    """Ranges for the neighbours that make one; years of the calendar are none of ours."""
    out: list[Quantity] = []
    for atom in atoms:
        pair = _pair(view, out[-1], atom) if out else None
        over = _over_its_like(view, out[-2], out[-1], atom) if pair is None and len(out) > 1 else None
        if pair is not None:
            out[-1] = pair
        elif over is not None:
            out[-2:] = [over]
        elif out and _upside_down(view, out[-1], atom):
            out.pop()
        else:
            out.append(atom)
    out = _either(view, out)
    return _sharing_units(view, [_bounded(view, q) for q in out if not _is_calendar_year(view, q)])


def _over_its_like(view: str, a: Quantity, same: Quantity, b: Quantity) -> Quantity | None:
    """ "≥ 7 % (53 mmol/mol) and ≤ 10 %": the range around a bracket that says its first bound in another unit."""
    close = _CLOSED.match(view, same.end)
    if close is None or _OPENED.fullmatch(view, a.end, same.start) is None or a.relative or same.relative:
        return None
    if None in (a.unit, same.unit) or a.unit == same.unit or same.sign == ".." or a.is_time != same.is_time:
        return None
    return _pair(view, replace(a, end=close.end()), b)


def _either(view: str, quantities: list[Quantity]) -> list[Quantity]:
    """ "2 or 3 relapses", "1, 2 or 3 lesions": counts that follow each other are a range."""
    out: list[Quantity] = []
    for q in quantities:
        last = out[-1] if out else None
        if last is not None and _are_next(view, last, q):
            first = len(out) - 1
            while (
                first
                and _COMMA.fullmatch(view, out[first - 1].end, out[first].start)
                and _follow(*out[first - 1 : first + 1])
            ):
                first -= 1
            out[first:] = [_range(out[first], q)]
        else:
            out.append(q)
    return out


def _are_next(view: str, a: Quantity, b: Quantity) -> bool:
    joined = _OR.fullmatch(view, a.end, b.start) and _THINGS.match(view, b.end) and _follow(a, b)
    return bool(joined) and not NUMBERED.search(view, max(0, a.start - 16), a.start)


def _follow(a: Quantity, b: Quantity) -> bool:
    plain = all(not (q.said or q.unit or q.relative or q.roman) and q.lower == q.upper for q in (a, b))
    return plain and a.word == b.word and _value_of(b) == _value_of(a) + 1


def _is_calendar_year(view: str, q: Quantity) -> bool:
    values = [v for v in (q.lower, q.upper) if v is not None]
    if q.unit is not None or q.relative or not all(1900 <= v <= 2099 for v in values):
        return False
    told = q.sign in (None, "..") or view[q.start : q.start + 5].lower() == "until"
    return told and bool(re.fullmatch(r"\d{4}", view[slice(*q.number)]))


def _sharing_units(view: str, quantities: list[Quantity]) -> list[Quantity]:
    """ "< 130 or > 150 mmol/L": a unit written once is the unit of both."""
    out = list(quantities)
    for i, (a, b) in enumerate(pairwise(quantities)):
        dipstick = "+" in view[a.start : a.end + 1]
        if not (a.said and b.said and _EITHER.fullmatch(view, a.end, b.start)) or a.relative or b.relative or dipstick:
            continue
        if _apart(a, b) or _apart(b, a):
            out[i] = replace(out[i], unit=out[i].unit or b.unit)
            out[i + 1] = replace(b, unit=b.unit or out[i].unit)
    return out


def _apart(low: Quantity, high: Quantity) -> bool:
    if low.lower is not None or low.upper is None or high.lower is None or high.upper is not None:
        return False
    return low.upper <= high.lower


_OF_AGE = re.compile(r"\s*(?:of\s+age|old)\b", re.IGNORECASE)
_HOW_LONG = re.compile(
    r"\b(?:for|duration|lasting|history\s+of|expectancy|survival|since|after|interval)[\s(:]*\Z", re.IGNORECASE
)
"""Before a time that is no age: "symptoms for ≥ 12 months and < 65 years of age"."""


def _pair(view: str, a: Quantity, b: Quantity) -> Quantity | None:
    between = _OF_LIFE.sub("", view[a.end : b.start])
    if b.unit == "{percentile}":  # "5th to 85th percentile"
        between = _ORDINAL.sub("", between)
    if len(between) > 24 or (a.relative != b.relative and a.relative is not None):
        return None
    signs = a.sign in (">", ">=") and b.sign in ("<", "<=") and not view[a.start].isalpha()
    signs = signs and not (_OF_AGE.match(view, b.end) and _HOW_LONG.search(view, max(0, a.start - 24), a.start))
    same = _in_one_unit(_in_days(view, a, b), b, signs)  # ">= 6 months and < 18 years"
    if same is None or _counts_another(view, a, b):
        return None
    if _makes_range(view, *same, between):
        return _open_ended(view, a, b, _range(*same))
    if not (a.said and b.said and _SECOND.fullmatch(between)) or not _same_unit(a, b, between):
        return None
    if a.lower is not None and a.upper is None and b.upper is not None and b.lower is None and a.lower < b.upper:
        return _range(a, b)
    return None


def _counts_another(view: str, a: Quantity, b: Quantity) -> bool:
    """ "EDSS > 2 and less than 3 relapses": the first value has its measure before it, the second counts things."""
    if not (a.said and b.said) or a.unit or b.unit or a.relative or b.relative:
        return False
    return bool(_MEASURED.search(view, max(0, a.start - 30), a.start) and _COUNTED.match(view, b.end))


def _open_ended(view: str, a: Quantity, b: Quantity, both: Quantity) -> Quantity:
    """ "50 kg (inclusive) to 90 kg (exclusive)": what is said behind each bound."""
    first, last = _END.match(view, a.end), _END.match(view, b.end)
    if first is None or last is None:
        return both
    closed = [m["said"].lower() == "inclusive" for m in (first, last)]
    return replace(both, lower_inclusive=closed[0], upper_inclusive=closed[1], end=last.end())


def _same_unit(a: Quantity, b: Quantity, between: str) -> bool:
    return a.unit == b.unit or (None in (a.unit, b.unit) and not _EITHER.fullmatch(between))


def _in_days(view: str, a: Quantity, b: Quantity) -> Quantity:
    """ "24 to 33+6 weeks", which are read in days: the bare number is of weeks."""
    weeks = a.unit is None and b.unit == "d" and _WEEKS_AND_DAYS.search(view, b.start, b.end)
    return _scaled(a, _SIZES[1]["wk"], "d") or a if weeks else a


def _in_one_unit(a: Quantity, b: Quantity, signs: bool) -> tuple[Quantity, Quantity] | None:
    """Both as they are where one has no unit; two lengths of time in the shorter unit, where that is exact.

    ``signs`` bound them both.
    """
    if a.unit is None or b.unit is None or a.unit == b.unit:
        return a, b
    for sizes in _SIZES:
        if a.unit in sizes and b.unit in sizes and (signs or not b.said):
            return in_shorter_unit(a, b)
    return None


def in_shorter_unit(a: Quantity, b: Quantity) -> tuple[Quantity, Quantity] | None:
    """Two lengths of time in the shorter of their units, where that is exact: "6 months" and "5 years"."""
    sizes = next((sizes for sizes in _SIZES if a.unit in sizes and b.unit in sizes), None)
    if sizes is None or a.unit is None or b.unit is None:
        return None
    unit = min(a.unit, b.unit, key=sizes.__getitem__)
    first, second = (_scaled(q, sizes[q.unit or unit] // sizes[unit], unit) for q in (a, b))
    return (first, second) if first and second else None


def _scaled(q: Quantity, factor: int, unit: str) -> Quantity | None:
    bounds = [v if v is None else v * factor for v in (q.lower, q.upper)]
    if any(v is not None and v != int(v) for v in bounds) and factor != 1:
        return None
    lower, upper = (v if v is None or factor == 1 else int(v) for v in bounds)
    return replace(q, lower=lower, upper=upper, unit=unit)


def _makes_range(view: str, a: Quantity, b: Quantity, between: str) -> bool:
    """ "18 to 65", "between 18 and 65", "at least 18 to at most 65"."""
    up_to = (
        b.sign == "<="
        and not between.strip()
        and _UP_TO.match(view, b.start)
        and _FROM.search(view, max(0, a.start - 8), a.start)
    )
    if not (up_to or _JOIN.fullmatch(between)) or _both_ends(a):
        return False
    if (a.said and a.sign not in (">=", ">", "=")) or (b.said and b.sign not in ("<=", "<")):
        return False
    if re.search(r"\band\b", between):
        told = a.said or b.said or _BETWEEN.search(view, max(0, a.start - 30), a.start)
        if not told or a.word != b.word:
            return False
    low, high = _value_of(a), _value_of(b)
    return low < high or (not a.said and not b.said and ((high < 0 and high < low) or _of_sight(view, a, b)))


def _of_sight(view: str, a: Quantity, b: Quantity) -> bool:
    """ "78 to 25 letters", "20/40 to 20/320": sight is told from the better to the worse."""
    if "/" in view[slice(*a.number)] and "/" in view[slice(*b.number)]:
        return True
    return bool(_LETTERS.search(view, b.number[1], b.end) or _LETTER_SCORE.search(view, max(0, a.start - 30), a.start))


def _upside_down(view: str, a: Quantity, b: Quantity) -> bool:
    """ "65 to 18 years": what is meant cannot be told, so neither number is read."""
    between = view[a.end : b.start]
    plain = not (a.said or b.said or a.word or b.word or a.roman or b.roman) and a.unit is None
    return plain and bool(_TO.fullmatch(between)) and _value_of(a) > _value_of(b) >= 0


def _both_ends(q: Quantity) -> bool:
    return q.lower is not None and q.upper is not None and q.lower != q.upper


def _value_of(q: Quantity) -> float:
    value = q.lower if q.lower is not None else q.upper
    assert value is not None
    return value


def _range(a: Quantity, b: Quantity) -> Quantity:
    low, high = (b, a) if _value_of(b) < _value_of(a) else (a, b)  # "-1 to -6"
    return replace(
        a, end=b.end, lower=_value_of(low), lower_inclusive=low.lower_inclusive if low.said else True,
        upper=_value_of(high), upper_inclusive=high.upper_inclusive if high.said else True, unit=a.unit or b.unit,
        relative=b.relative or a.relative, said=True, repairs=a.repairs + b.repairs, sign="..",
        roman=a.roman or b.roman,
    )  # fmt: skip


def _bounded(view: str, q: Quantity) -> Quantity:
    """Takes in "between" or "outside" before a range and "inclusive" after it."""
    if q.sign != "..":
        return q
    start = q.start
    if m := _OPENS.search(view, max(0, start - 50), start):
        start = m.start()
    m = _INCLUSIVE.match(view, q.end)
    return replace(q, start=start, end=m.end() if m else q.end)
