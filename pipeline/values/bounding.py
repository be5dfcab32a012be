"""Puts a measure and its value together: the two of a blood pressure, rates, limits before the measure."""

import re
from dataclasses import replace
from functools import cache

from ...patterns import comparators, units
from ...patterns.fold import fold_phrase
from ...patterns.gate import Gated
from ...patterns.measures import Measure, lexicon, measures
from ...patterns.tables import Match, mentions
from ..parts import Bounded, Quantity
from .ages import OLD
from .stages_of_life import in_time

_FLAGS = re.IGNORECASE
_LIMITING = re.compile(r"\b(?:min|max)(?:im(?:um|al))?\s*$", _FLAGS)
_RATE = re.compile(
    r"(?:\s+or\s+(?:the\s+)?equivalents?|\s*\(\s*or\s+(?:(?:the|an|its)\s+)?equivalents?[^()\d]{0,30}\)|"
    r"(?:\s*(?:,|/|\b(?:or|and)\b)\s*(?:(?:strong|black|green)\s+)?(?:coffee|tea|cola|soda|cigars?|cigarillos?|pipes?|caffeinated\s+(?:drinks?|beverages?))){1,3}|\s*\))?"
    r"\s*(?:/|\bper\b|\ba\b|\beach\b|\bevery\b|\b(?:in|during)\s+an?\b|\b(?:in|within|during)\s+(?:any|each|every)\b)\s*"
    r"(?P<time>day|week|month|year|wk|mo|yr)\b|\s+(?P<daily>daily|weekly)|"
    r"\s*(?:/|\bper\b)\s*(?:24|twenty[\s-]four)\s*-?\s*(?:h(?:ou)?rs?|h)\b",
    _FLAGS,
)
_RATE_BEFORE = re.compile(r"\b(?P<rate>daily|weekly)\s+(?:[a-z]+\s+){0,3}?(?:of\s+)?$", _FLAGS)
_RATE_INSIDE = re.compile(r"\b(?P<rate>daily|weekly)\b", _FLAGS)
_DRINKS = re.compile(r"\s*(?:standard\s+)?(?:units?|drinks?|glasses|cups?|beverages)\b", _FLAGS)
_UNIT = re.compile(r"[(\[]\s*([^()\[\]]{1,24}?)\s*[)\]]|,\s*([^\s(),;:]{1,16})(?=\s*:)")
_LOGMAR = re.compile(r"\blogMAR\b", _FLAGS)
_SLOWER = re.compile(r"\bslower\b", _FLAGS)
_QUALITY = re.compile(r"\b(?:better|worse)\b", _FLAGS)
_DAILY = re.compile(r"\b(?:daily|24[\s-]*h(?:our|r)?s?)\b", _FLAGS)
_LIVES = re.compile(r"\b(?:live|survive)$", _FLAGS)
_DIES = re.compile(r"\b(?:die|death)\b", _FLAGS)
_ABLE = re.compile(r"(?:able|ability|can|capable)\b", _FLAGS)
_MORE = re.compile(r"(?:more|greater|higher)\s+than\b|over\b|above\b|exceed|beyond\b|at\s+least\b", _FLAGS)
""" "Myopia of more than -8 D" is below it."""
_SCALES = ("VAS", "NRS")
_HER2 = Gated(r"\bHER-?2|\bERBB2", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w-])([a-z]+)[\s-]+$", _FLAGS)
TIMES_A = ("/d", "/wk")
TIMES = {"d": "d", "w": "wk", "m": "mo", "y": "a"}
"""The units of the times that a rate is told by, by their first letter."""


@cache
def _ahead() -> re.Pattern[str]:
    words = comparators.alternatives("before")
    return re.compile(rf"(?P<cmp>{words})\s*(?:an?\s+|the\s+)?$", _FLAGS)


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<cmp>{comparators.alternatives('after')})", _FLAGS)


def _on_the_side(q: Quantity, sign: str) -> Quantity:
    """A bare value with a comparator that stands apart."""
    side, inclusive = comparators.SIDES[sign]
    return replace(
        q, lower=q.lower if side == "lower" else None, upper=q.upper if side == "upper" else None, said=True,
        lower_inclusive=inclusive, upper_inclusive=inclusive, sign=sign,
    )  # fmt: skip


_OR_MORE = re.compile(
    r"\s*,?\s*\(?(?P<cmp>\bor\s+(?:more|greater|fewer|less)\b)\)?"
    r"(?=\s*(?:$|[,.;:)/]|\b(?:in|within|during|over|per|an?|each|every|of|before|prior|on|at|and|or|for|from|since|with|daily|weekly)\b))",
    _FLAGS,
)


def _or_more(view: str, b: Bounded) -> Bounded:
    """ "2 relapses or more in the last year": the comparator stands behind what is counted."""
    behind = b.words is not None and b.quantity.number[1] <= b.words[0] and b.quantity.unit in (None, "1")
    m = _OR_MORE.match(view, b.end) if behind and not b.quantity.said and b.quantity.sign != ".." else None
    if m is None:
        return b
    return replace(b, end=m.end(), quantity=_on_the_side(b.quantity, comparators.sign("after", m["cmp"])))


def rated(view: str, b: Bounded) -> Bounded:
    """ "8 micturitions per day": the time stands in the unit."""
    b = _or_more(view, b)
    m = _RATE.match(view, b.end)
    if b.quantity.unit not in (None, "1", "g", "mg", "mL", "min", "h"):
        return b
    if m is None:
        return _rated_before(view, b)
    q = replace(
        b.quantity,
        unit=(b.quantity.unit or "").removeprefix("1") + "/" + TIMES[(m["time"] or m["daily"] or "d")[0].lower()],
    )
    return Bounded(b.start, m.end(), q, b.name, b.words, b.measure)


def _rated_before(view: str, b: Bounded) -> Bounded:
    """ "Average daily smoking of more than 5 cigarettes": the time stands before what is counted."""
    if b.quantity.unit not in (None, "1") or b.measure is None or b.words is None or b.measure.unit not in TIMES_A:
        return b
    inside = _RATE_INSIDE.search(view, *b.words)
    m = inside or _RATE_BEFORE.search(view, max(0, b.start - 50), b.start)
    if m is None:
        return b
    q = replace(b.quantity, unit="/" + TIMES[m["rate"][0].lower()])
    return replace(b, start=min(b.start, m.start()), quantity=q)


def with_rate(view: str, b: Bounded) -> Bounded:
    """ "Alcohol > 14 units a week", "weekly alcohol intake of more than 14 units"."""
    if b.measure is None or b.measure.unit not in TIMES_A or b.quantity.unit is not None:
        return b
    counted = _DRINKS.match(view, b.end)
    return rated(view, replace(b, end=counted.end())) if counted else b


_DERIVED = re.compile(r"\s*-?\s*(z-?\s?score|SDS|SD\s+score|standard\s+deviation\s+score|Z\b)", _FLAGS)
"""What is counted from a measure and has other values than it."""


_DEVIATIONS = re.compile(
    r"\s*(?:SDs?|standard\s+deviations?|z-?\s?scores?|Z)\b(?!\s+(?:above|below|over|under|from))"
    r"(?:\s+of\s+the\s+(?:WHO\s+)?(?:(?:child\s+)?growth\s+standards?\s+)?(?:median|mean|reference))?",
    _FLAGS,
)
"""Behind a value that is counted in standard deviations: "height-for-age < -2 SD"."""


def bounded_by(view: str, q: Quantity, m: Match) -> Bounded:
    measure = measures()[m.entry.name]
    if limit := _LIMITING.search(view, max(0, m.start - 12), m.start):
        least = limit.group().lower().startswith("min")
        if not q.said:
            q = replace(q, lower=q.lower if least else None, upper=None if least else q.upper, said=True)
        if (q.lower if least else q.upper) is not None:
            q = replace(q, start=min(q.start, limit.start()))
    behind = not q.said and q.start >= m.end and measure.unit == "1"
    if behind and (limit := _ahead().search(view, max(0, m.start - 30), m.start)):
        sign = comparators.sign("before", limit["cmp"])  # "greater than NYHA 2"
        q = replace(_on_the_side(q, sign), start=limit.start())
    if not q.said and measure.name in ("age", "gestational age"):
        q = in_time(view, q, min(q.start, m.start), max(q.end, m.end), measure.name == "age")
    if not q.said and measure.name == "life expectancy":
        if _DIES.search(view, m.start, m.end):  # "expected to die within 24 hours"
            q = replace(q, lower=None, upper_inclusive=True, said=True, sign="<=")
        elif _LIVES.search(view, m.start, m.end):  # "expected to survive 3 months", "unlikely to survive 48 hours"
            q = _lived(q, view[m.start : m.end].lower().startswith("unlikely"))
    if not q.said and q.start >= m.end and _ABLE.match(view, m.start):  # "able to walk 100 m"
        q = replace(q, upper=None, lower_inclusive=True, said=True, sign=">=")
    q = _towards(view, _in_its_unit(view, q, m), measure)
    start, end = min(q.start, m.start), max(q.end, m.end)
    if measure.name == "age" and (old := OLD.match(view, end)):
        end = old.end()
    if q.unit is None and m.end <= q.start and (sd := _DEVIATIONS.match(view, q.end)):
        return _in_deviations(view, m, q, max(end, sd.end()))
    if derived := _DERIVED.match(view, m.end):
        return Bounded(start, end, q, f"{measure.name} {derived[1].lower()}", (m.start, m.end), None)
    if measure.name in _SCALES and (what := _symptom(view, m)) is not None:
        return Bounded(min(start, what[0]), end, q, f"{what[1]} {measure.name}", (what[0], m.end), measure)
    if q.unit == "{percentile}":
        name = measure.name if measure.name.endswith("percentile") else f"{measure.name} percentile"
        return Bounded(start, end, q, name, (m.start, m.end), measures().get(name))
    if q.unit is None and not q.relative and view[q.number[1] : q.number[1] + 1] == "+":
        measure = measures().get(f"dipstick {measure.name}", measure)  # "proteinuria 2+"
    if measure.name == "HER2 IHC" and q.start == q.number[0] and view[q.number[1] : q.number[1] + 1] == "+":
        q = replace(q, upper=q.lower, upper_inclusive=True, said=False, sign="=")  # 2+ is a class, and no more
    if measure.name == "HER2 IHC" and not _HER2.search(view, 0, end):  # of another protein
        return Bounded(start, end, q, "IHC", (m.start, m.end), None)
    if measure.classes and max(q.lower or 0, q.upper or 0) > len(measure.classes):  # "Child-Pugh > 6"
        measure = measures().get(f"{measure.name} score", measure)
    return Bounded(start, end, q, measure.name, (m.start, m.end), measure)


def _in_deviations(view: str, m: Match, q: Quantity, end: int) -> Bounded:
    """The z-score of a measure, which may have a name of its own."""
    name = m.entry.name if m.entry.name.endswith("z-score") else f"{m.entry.name} z-score"
    entry = lexicon().get(fold_phrase(name), name)
    if not q.said and (tail := _behind().match(view, end)):
        q, end = _on_the_side(q, comparators.sign("after", tail["cmp"])), tail.end()
    name = entry.name if entry is not None else name
    return Bounded(m.start, end, q, name, (m.start, m.end), measures().get(name))


def _symptom(view: str, m: Match) -> tuple[int, str] | None:
    """The symptom that stands before a scale, and where: "cough VAS", "fatigue NRS"."""
    before = _WORD.search(view, max(0, m.start - 24), m.start)
    named = mentions().entries.get(fold_phrase(before[1])) if before else None
    return (before.start(1), before[1].lower()) if before and named and named.kind == "condition" else None


def _lived(q: Quantity, unlikely: bool) -> Quantity:
    if unlikely:
        return replace(q, lower=None, upper_inclusive=False, said=True, sign="<")
    return replace(q, upper=None, lower_inclusive=True, said=True, sign=">=")


def _in_its_unit(view: str, q: Quantity, m: Match) -> Quantity:
    """ "Hemoglobin (g/dL) ≥ 9": the unit stands before the value."""
    if q.unit in ("g", "mg", "mL", "ug") and _DAILY.search(view, max(0, m.start - 6), m.end):
        return replace(q, unit=f"{q.unit}/d")
    if q.unit is not None or q.relative:
        return q
    measure = measures()[m.entry.name]
    if "{logMAR}" in measure.units and _LOGMAR.search(view, m.start, m.end):
        return replace(q, unit="{logMAR}")
    for found in _UNIT.finditer(view, m.end, max(m.end, q.number[0])):
        unit = units.lookup(found[1] or found[2])
        if unit in (measure.unit, *measure.units):
            return replace(q, unit=unit)
    return q


def _towards(view: str, q: Quantity, measure: Measure) -> Quantity:
    """ "NYHA II or better", "worse than 20/200": which side is meant is the measure's to say."""
    if measure.in_time and q.sign == "<=" and _SLOWER.search(view, q.number[1], q.end):  # "T25FW of 8 s or slower"
        return replace(q, lower=q.upper, upper=None, lower_inclusive=True, sign=">=")
    if measure.unit == "[diop]" and (q.lower or 0) < 0 and q.upper is None and _MORE.match(view, q.start):
        return replace(
            q, lower=None, upper=q.lower, upper_inclusive=q.lower_inclusive, sign=(q.sign or ">").replace(">", "<")
        )
    quality = _QUALITY.search(view, q.start, q.end)
    if quality is None or measure.better is None or q.sign is None or q.sign == "..":
        return q
    if q.sign in ("<", "<="):  # "Karnofsky no worse than 70"
        flipped = measure.better == "higher" and q.unit != "{logMAR}" and quality.group().lower() == "worse"
        return _on_the_side(replace(q, lower=q.upper), q.sign.replace("<", ">")) if flipped else q
    better = "lower" if q.unit == "{logMAR}" else measure.better
    if (quality.group().lower() == "better") == (better == "higher"):
        return q
    return replace(q, lower=None, upper=q.lower, upper_inclusive=q.lower_inclusive, sign=q.sign.replace(">", "<"))


def paired(view: str, b: Bounded) -> list[Bounded]:
    """A measure of two values ("BP > 180/110") is two thresholds."""
    if b.measure is None or not b.measure.pair:
        return [b]
    m = re.compile(
        r"\s*(?:mm\s?(?:of\s)?Hg\s*)?(?:/|over|or|and)\s*(?:[<>≤≥]=?\s*)?(\d{2,3})(?:\s*(?:-|to)\s*(?P<top>\d{2,3}))?(?:\s*mm\s?(?:of\s)?\[?Hg\]?)?",
        _FLAGS,
    ).match(view, b.quantity.end)
    if m is None:
        return [renamed(b, b.measure.pair[0], b.quantity, b.end)]
    value = int(m[1])
    unit = b.quantity.unit or ("mm[Hg]" if "hg" in m.group().lower() else None)
    q, end = b.quantity, m.end()
    if not q.said and (tail := _behind().match(view, end)):  # "140/90 mmHg or higher"
        q, end = _on_the_side(q, comparators.sign("after", tail["cmp"])), tail.end()
    top = replace(q, unit=unit)
    low = replace(
        q,
        unit=unit,
        lower=value if q.lower is not None else None,
        upper=int(m["top"] or value) if q.upper is not None else None,
        end=end,
    )
    return [renamed(b, b.measure.pair[0], top, b.end), renamed(b, b.measure.pair[1], low, end)]


def renamed(b: Bounded, name: str, q: Quantity, end: int) -> Bounded:
    return Bounded(b.start, end, q, name, b.words, measures().get(name, b.measure))
