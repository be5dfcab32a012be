"""Doses of drugs: "≤ 10 mg/day", "5 mg twice daily", "the equivalent of 20 mg of prednisone a day"."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ..parts import Part, Quantity
from ..shapes import range_of, span
from ..timing import exceptions
from ..view import apart

_FLAGS = re.IGNORECASE
_UNITS = frozenset(
    (
        "mg/d",
        "g/d",
        "ug/d",
        "mg/wk",
        "mg/kg/d",
        "mg",
        "ug",
        "mg/kg",
        "g",
        "mg/m2",
        "mg/m2/d",
        "mg/kg/wk",
        "ug/kg/min",
        "ug/min",
        "U/min",
        "[IU]/min",
        "mL/kg",
        "U/kg",
        "U/d",
        "[IU]/d",
        "[IU]/kg",
    )
)
OF_RADIATION = frozenset(("Gy", "cGy"))
_RADIATION = re.compile(r"radio(?:therapy|surgery|embolization)|radiation|irradiation|brachytherapy")
_OF_ONE_DOSE = frozenset(("mg", "g", "ug", "mg/kg", "ug/kg", "U", "[IU]", "U/kg", "[IU]/kg"))
_DAY = r"(?:(?:\s+(?:a|per|each|every)\s+|\s*/\s*)d(?:ay)?\b|\s+daily\b)"
_ROUTE = r"(?:\s*,?\s*\(?(?:orally|by\s+mouth|p\.?o\.?|oral|intravenously|i\.?v\.?|subcutaneously|s\.?c\.?)(?!\w)\)?)?"
_ONCE = r"(?:once|one\s+time|1\s?x|qd|q\.d\.|od|o\.d\.)"
_TWICE = r"(?:twice|two\s+times|2\s+times|2\s?x|bid|b\.i\.d\.|bd|b\.d\.|q12h|every\s+12\s+h(?:ours)?)"
_THRICE = r"(?:thrice|three\s+times|3\s+times|3\s?x|tid|t\.i\.d\.|tds|q8h|every\s+8\s+h(?:ours)?)"
_FOUR = r"(?:four\s+times|4\s+times|4\s?x|qid|q\.i\.d\.|qds|q6h|every\s+6\s+h(?:ours)?)"
_WEEKLY = r"(?:(?:once|one\s+time)?\s*(?:weekly|(?:a|per|each|every)\s+week|/\s*w(?:ee)?k))"
_RATES: list[tuple[re.Pattern[str], float, str]] = [
    (re.compile(rf"{_ROUTE}\s*,?\s*{words}(?!\w)", _FLAGS), times, per)
    for words, times, per in (
        (_WEEKLY, 1, "wk"),
        (rf"{_ONCE}{_DAY}?", 1, "d"),
        (rf"{_TWICE}{_DAY}?", 2, "d"),
        (rf"{_THRICE}{_DAY}?", 3, "d"),
        (rf"{_FOUR}{_DAY}?", 4, "d"),
        (_DAY, 1, "d"),
    )
]
"""How often a dose is given, in the words of a prescription."""
_BY_ROUTE = re.compile(_ROUTE, _FLAGS)
_NOT_A_DAY = re.compile(r"\s*(?:a|per|each|every|/)?\s*(?:week|month|year)", _FLAGS)
_DAILY = re.compile(_DAY, _FLAGS)
_A_DAY = re.compile(rf"(?:\s+(?:of\s+)?(?:oral\s+)?[^\W\d_]+)?{_DAY}", _FLAGS)
_A_WEEK = re.compile(rf"\s+{_WEEKLY}(?!\w)", _FLAGS)
_RATED_BEFORE = re.compile(
    r"\b(?P<per>daily|weekly)\s+(?:(?:oral\s+|total\s+|[a-z]+oids?\s+|opiates?\s+)?"
    r"(?:dose|dosage|intake|use|consumption|requirement)s?\s+(?:of\s+)?)?$",
    _FLAGS,
)
_RATED = ("/d", "/wk")
_OF = re.compile(
    r"[\s(,:-]*(?:(?:at|in)\s+)?(?:(?:an?|the|its?|total|daily|maintenance|starting|current|dosage|oral|dose)\s+)*"
    r"(?:of\s+)?",
    _FLAGS,
)
_AT_A_DOSE = re.compile(
    r"[\s(,:-]*(?:(?:with|at|to|that\s+is|of|an?|the|total|cumulative|mean|dose|was)\b\s*)*", _FLAGS
)
_OF_THE_DRUG = re.compile(r"[^,;:.()]*\b(?:despite|with|while|after|without|on|and|or)\s[^,;:.()]*", _FLAGS)
_EQUIVALENT = re.compile(
    r"[\s-]*(?:(?:a|per)\s+day|/\s*d(?:ay)?|daily)?[\s,(]*(?:or\s+(?:its\s+|an?\s+|the\s+)?)?"
    r"equiv(?:alents?|\.)?(?!\w)",
    _FLAGS,
)
_EQUIVALENTS = re.compile(
    rf"{_DAY}?\s*(?:of\s+)?(?:(?:oral|an?)\s+)*(?:[^\W\d_]+[\s-]+){{1,2}}equivalents?(?!\w){_DAY}?", _FLAGS
)
"""Behind a value: "10 mg prednisone equivalent per day", "90 mg oral morphine equivalents"."""
_EQUIVALENT_AHEAD = re.compile(
    r"(?:\s+(?:use|treatment|therapy))?\s*\(\s*(?:[a-z]+[\s-]+){1,3}equivalents?(?:\s+dose)?(?:\s+of)?\s+", _FLAGS
)
""" "Corticosteroids (oral prednisolone equivalent > 7.5 mg/d)"."""
_EQUIVALENT_TO = re.compile(r"(?:[^.;\s]|\s{1,20}+){0,40}?\bequivalents?\s+(?:to|of)\b[^.;]{0,20}", _FLAGS)
_OUT = re.compile(r"[^()]*\)")
"""Behind a dose in a bracket: "opioids (morphine equivalent > 30 mg/d), gabapentin"."""
_IN_BRACKETS = re.compile(r"\s*\([^()]*")
_NEXT = re.compile(r"[,;]|\b(?:and|or)\b", _FLAGS)
"""Before the next drug: "prednisone at more than 10 mg a day, azathioprine"."""
_FAR = 30
_SAID_OF = re.compile(r"[^,;.()]{0,60}")


def give(view: str, parts: list[Part], quantities: list[Quantity]) -> list[Quantity]:
    """Gives doses to the drugs beside them; the quantities that were used."""
    used = []
    for q in quantities:
        rate = _rate(view, q)
        if (q.unit not in _UNITS | OF_RADIATION and rate is None) or not (q.said or rate is not None):
            continue
        near = [p for p in parts if _beside(view, p, q)]
        if near:
            part = _of_class(view, parts, q, min(near, key=lambda p: _distance(view, p, q)))
            if part.end <= q.start and exceptions.parted(view, part.end, q.start):
                if not exceptions.alone(view, part.end, q.start):
                    continue
                part = part.once_more(q.start, q.end, [])  # "aspirin, except ≤ 100 mg/day"
                parts.append(part)
                parts.sort(key=lambda p: (p.start, p.end))
            elif "dose" in part.leaf:  # "> 7.2 mg/kg IV or > 9 mg/kg orally": the second one stays unread
                continue
            _dose(view, part, q, rate)
            used.append(q)
    return used


def _distance(view: str, p: Part, q: Quantity) -> int:
    """How far a drug stands from a dose; the next of a list is further than whatever stands before the dose."""
    if p.end <= q.start:
        return apart(view, p.end, q.start)
    return apart(view, q.end, p.start) + (_FAR if _NEXT.search(view, q.end, p.start) else 0)


def _beside(view: str, p: Part, q: Quantity) -> bool:
    """Whether a drug stands near a dose; where nothing compares it ("apixaban 5 mg twice daily"), right before it."""
    if p.leaf["op"] != "exposure" or not _takes(p.leaf, q):
        return False
    if not q.said:
        return p.end <= q.start and "dose" not in p.leaf and _OF.fullmatch(view, p.end, q.start) is not None
    near = p.end <= q.start and (apart(view, p.end, q.start) < 30 or _EQUIVALENT_AHEAD.fullmatch(view, p.end, q.start))
    if near or q.number[1] <= p.start < q.end:
        return True
    near = q.end <= p.start and apart(view, q.end, p.start) < 15
    return near and not (_OUT.match(view, q.end, p.start) or _OF_THE_DRUG.fullmatch(view, q.end, p.start))


def _takes(leaf: dict[str, Any], q: Quantity) -> bool:
    """Whether a dose is one of the exposure: Gray are of radiation, all else of drugs."""
    if q.unit in OF_RADIATION:
        return is_radiation(leaf["agent"]["name"])
    return leaf["role"] in ("drug", "drug_class")


def is_radiation(name: str) -> bool:
    return _RADIATION.search(name) is not None


def _rate(view: str, q: Quantity) -> tuple[float, str, int] | None:
    """How often a dose is given, in which time, and where the words for it end."""
    if q.unit in _UNITS and q.unit.endswith(_RATED):
        return 1, q.unit.rpartition("/")[2], q.end
    if q.unit not in _OF_ONE_DOSE:
        return None
    for pattern, times, per in _RATES:
        if (m := pattern.match(view, q.end)) and (per == "wk" or not _NOT_A_DAY.match(view, m.end())):
            return times, per, m.end()
    before = _RATED_BEFORE.search(view, max(0, q.start - 30), q.start)
    return (1, "d" if before["per"].lower() == "daily" else "wk", q.end) if before else None


def _dose(view: str, part: Part, q: Quantity, rate: tuple[float, str, int] | None) -> None:
    unit, end = q.unit or "", q.end
    if rate is not None:
        times, per, end = rate
        unit = unit if unit.endswith(_RATED) else f"{unit}/{per}"
        q = replace(q, lower=_often(q.lower, times), upper=_often(q.upper, times))
    elif unit in _OF_ONE_DOSE and (daily := _DAILY.match(view, max(q.end, part.end)) or _A_DAY.match(view, q.end)):
        unit, end = f"{unit}/d", daily.end()  # "> 2 g of fish oil a day"
    elif unit in _OF_ONE_DOSE and (weekly := _A_WEEK.match(view, max(q.end, part.end))):
        unit, end = f"{unit}/wk", weekly.end()
    if q.start >= part.focus[1] and (same := _EQUIVALENTS.match(view, end)):
        unit = f"{unit}/d" if unit in _OF_ONE_DOSE and re.search(_DAY, same.group(), _FLAGS) else unit
        end = same.end()
    end = route.end() if (route := _BY_ROUTE.match(view, end)) else end
    part.leaf["dose"] = range_of(q, unit)
    part.guessed = part.guessed or q.unit in OF_RADIATION  # in total, or in a fraction?
    if q.unit in OF_RADIATION and q.start > part.end and not _AT_A_DOSE.fullmatch(view, part.end, q.start):
        return  # "radiotherapy to the lung > 30 Gy": the site stays unread
    before = _RATED_BEFORE.search(view, max(0, q.start - 30), q.start) if unit.endswith(_RATED) else None
    part.start, part.end = min(part.start, before.start() if before else q.start), max(part.end, end)
    part.leaf["span"] = span(part.start, part.end)


def _often(value: float | None, times: float) -> float | None:
    return value if value is None or times == 1 else round(value * times, 10)


def _of_class(view: str, parts: list[Part], q: Quantity, near: Part) -> Part:
    """ "corticosteroids (> 10 mg/day prednisone or equivalent)", "... equivalent to 10 mg prednisone": of the class."""
    for whole, drug in pairwise(parts):
        if near not in (whole, drug) or whole.leaf.get("role") != "drug_class":
            continue
        same = _EQUIVALENT.match(view, drug.end) or (q.start >= drug.end and _EQUIVALENT.match(view, q.end))
        to = _EQUIVALENT_TO.fullmatch(view, whole.end, min(max(whole.end, q.number[0]), drug.start))
        dosed = _IN_BRACKETS.fullmatch(view, whole.end, drug.start) or (
            whole.end <= q.number[0] < q.end <= drug.start and _SAID_OF.fullmatch(view, whole.end, drug.start)
        )
        if to or (same and dosed):
            parts.remove(drug)
            whole.end = max(drug.end, q.end)
            if daily := _DAILY.match(view, whole.end):
                whole.end = daily.end()
            return whole
    return near
