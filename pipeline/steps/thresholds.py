"""Ties quantities to the measures that they bound.

A value binds to the measure before it ("platelets < 100"), to all measures of a list that shares it ("ALT and/or
AST > 2 × ULN"), or to the one after it ("≥ 2 relapses"); years alone bind to age.
"""

import re
from dataclasses import replace
from functools import cache

from ...patterns import comparators
from ...patterns.measures import measures
from ...patterns.tables import Match
from ..parts import TIME, Bounded, Quantity
from .classes import with_classes
from .grades import graded
from .shared import counted_alike, counts_noun, halved, restated, united

_FLAGS = re.IGNORECASE
_LIST = re.compile(
    r"\s*(?:\([^()]{0,60}\)\s*)?(?:,|/|&|;|\band\b\s*/?\s*|\bor\b|\beither\b|\bthe\b|\bserum\b|\btotal\b|\bplasma\b|\bboth\b|\s|\))*",
    _FLAGS,
)
_APPOSED = re.compile(r"[\s\-:]*(?:\([^()]{0,60}\)|[(\[)\]])?[\s\-:]*")
_JOINED = re.compile(r"[,/&;]|\b(?:and|or)\b", _FLAGS)
_AGAIN = re.compile(
    r"(?:\s*\([^()]{0,30}\)|\s*\[[^\[\]]{0,30}\])?[\s,;]*[(\[]?[\s,;]*(?:(?:and|or|but|unless|,)\s*)*(?:(?:if|for|in|with|when|where)\b(?:(?!\.\s)[^;()<>≤≥=]){0,50})?",
    _FLAGS,
)
_STOP = re.compile(r"[;]|\.\s|\b(?:and|or|unless|except|if|who|which|treated|receiving|treatment)\b", _FLAGS)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_RATIO = re.compile(r"\s*[:/]\s*")
_MEASURED = ("mg/g", "g/dL", "mg/dL", "mmol/L", "U/L", "10*9/L", "%", "kg/m2", "kg", "ng/mL")
_THING = re.compile(
    r"\b(?:diagnos[ie]s|lesions?|disease|injur(?:y|ies)|scans?|MRI|CT|biops(?:y|ies)|samples?|specimens?|tissue|fractures?|"
    r"ulcers?|wounds?|infarct\w*|strokes?|implants?|scars?|results?|images?)\s+(?:(?:is|are|was|were|be|not|no)\s+)*$",
    _FLAGS,
)
_COUNTED = ("metastatic sites", "lesions", "tumors", "relapses")
_ADULTS = re.compile(
    r"\b(?:adults?|adolescents?|elderly|children|men|women|patients|subjects)\s*\(\s*(?:aged?\s*)?$", _FLAGS
)
_ENDS = re.compile(r"\s*(?:$|[(),;\n]|to\b)")
_ADJUSTED = re.compile(r"adjusted\s+(?:to|for|by)\s+$", _FLAGS)
_ITEM = re.compile(r"\.[A-Z]|(?<=-\d)-[a-z]{3}")
_ON = re.compile(r"\s+(?:points?\s+)?on\s+(?:the|an?)\s+", _FLAGS)
_WITHIN = re.compile(r"\b(?:within|during|in)\s+(?:the\s+)?(?:first\s+)$|\bby\s+$", _FLAGS)
_BEFORE = re.compile(r"\bbefore\s+(?:the\s+)?$", _FLAGS)
_OLD = re.compile(r"\s*(?:-|\s)?(?:of\s+age|old|of\s+life|in\s+age)\b", _FLAGS)
_NEXT = re.compile(
    r"'?\s*(?:-\s*)?(?:(?:points?|adjusted|corrected|of|in|on|for|the|a|an|any|new|or|more|less|documented|clinical(?:ly)?|confirmed|reported|prior|previous|"
    r"separate|different|distinct|total|baseline|score|consecutive|at|least|by|according|to|multiple|sclerosis|MS|T1|\([^()]{0,30}\))\s*){0,6}$",
    _FLAGS,
)
_LIMITING = re.compile(r"\b(?:min|max)(?:im(?:um|al))?\s*$", _FLAGS)
_BARE = re.compile(
    r"[\s:=,()\-]*(?:(?:physical|of|is|was|at|score|class|classification|grade|stage|status|functional|performance|scale|equal|to|level|value|a|be|must|"
    r"category|PS|in|are|with|has|have|than)[\s:=,()\-]*)*",
    _FLAGS,
)
_RATE = re.compile(
    r"\s*(?:/|\bper\b|\ba\b|\beach\b|\bevery\b)\s*(?P<time>day|week|month|year)\b|\s+(?P<daily>daily|weekly)", _FLAGS
)
_TIMES = {"d": "d", "w": "wk", "m": "mo", "y": "a"}
_NUMBERED = re.compile(
    r"\b(?:day|week|month|version|v|ver|visit|phase|part|cohort|section|appendix|type|cycle|arm|protocol|step|amendment|table)\.?\s*$",
    _FLAGS,
)
_AGE_SHORT = re.compile(
    r"[\s\-•*:(]*(?:(?:older|over|healthy|adults?|males?|females?|men|women|patients?|subjects?|participants?|children|volunteers?|people|persons?|individuals?|and|or|/|both|sex(?:es)?|gender|of|any|either|all|who|are|is|must\s+be|be|have|the|,|aged?|ages|between|a|an|girls?|boys?|adolescents?|inclusive|pediatric|elderly|pregnant|postmenopausal|non-pregnant|with)\s*)*$",
    _FLAGS,
)


@cache
def _ahead() -> re.Pattern[str]:
    words = comparators.alternatives("before")
    return re.compile(rf"(?P<cmp>{words})\s*(?:an?\s+|the\s+)?$", _FLAGS)


def thresholds(view: str, start: int, end: int, found: list[Quantity], known: list[Match]) -> list[Bounded]:
    """The bounded measures, in reading order."""
    out: list[Bounded] = []
    known = _ratios(view, known)
    quantities, halves = united(view, with_classes(view, end, found, known), known)
    for i, q in enumerate(quantities):
        floor = max((p.end for p in quantities[:i]), default=start)
        if out and (again := restated(view, out[-1], q)) is not None:
            out = [_also(b, out[-1], again) for b in out]
            continue
        out += _bind(view, start, end, q, floor, known, out)
    out = graded(view, start, end, out + counted_alike(view, quantities, out))
    return _in_one_unit(_both_sides(sorted(halved(out, halves), key=lambda b: (b.start, b.end))))


def _in_one_unit(bounded: list[Bounded]) -> list[Bounded]:
    """ "BP < 90/60 or > 160/100 mmHg": a unit that any bound of the same words has is the unit of all."""
    units = {b.words: b.quantity.unit for b in bounded if b.words and b.quantity.unit and not b.quantity.relative}
    return [
        replace(b, quantity=replace(b.quantity, unit=units[b.words]))
        if b.words in units and b.quantity.unit is None and b.quantity.said and not b.quantity.relative
        else b
        for b in bounded
    ]


def _also(b: Bounded, last: Bounded, again: Bounded) -> Bounded:
    """``again`` for the measures that share the last one's value."""
    return replace(again, start=b.start, name=b.name, words=b.words, measure=b.measure) if b.end == last.end else b


def _ratios(view: str, known: list[Match]) -> list[Match]:
    """ "PaO2:FiO2" is the measure PaO2/FiO2."""
    out: list[Match] = []
    for m in known:
        name = f"{out[-1].entry.name}/{m.entry.name}" if out else ""
        if name in measures() and _RATIO.fullmatch(view, out[-1].end, m.start):
            out[-1] = out[-1]._replace(end=m.end, entry=m.entry._replace(name=name), last=m.last)
        else:
            out.append(m)
    return out


def _both_sides(bounded: list[Bounded]) -> list[Bounded]:
    """ "18 ≤ age ≤ 65": two bounds around one measure are one range."""
    out: list[Bounded] = []
    for b in bounded:
        if out and _around(out[-1], b):
            low, high = out[-1].quantity, b.quantity
            q = replace(
                low, end=high.end, upper=high.upper, upper_inclusive=high.upper_inclusive, unit=high.unit, sign=".."
            )
            out[-1] = replace(out[-1], end=b.end, quantity=q)
        else:
            out.append(b)
    return out


def _around(a: Bounded, b: Bounded) -> bool:
    """Whether ``a`` bounds the same words from the left as ``b`` does from the right, below it."""
    if a.words is None or a.words != b.words or a.quantity.end > a.words[0] or b.quantity.start < a.words[1]:
        return False
    low, high = a.quantity, b.quantity
    if low.lower is None or high.upper is None or low.upper is not None or high.lower is not None:
        return False
    return low.unit in (None, high.unit) and low.lower <= high.upper


def _bind(
    view: str, start: int, end: int, q: Quantity, floor: int, known: list[Match], done: list[Bounded]
) -> list[Bounded]:
    left = _left(view, q, floor, known)
    right = _right(view, q, end, known)
    if q.unit in TIME and _OLD.match(view, q.end, end) and not (left and measures()[left[-1].entry.name].in_time):
        return [_age(view, q, right)]
    if right and not left and _JOINED.search(view[q.end : right.start]):  # "> 38 °C or < 36 °C or axillary ..."
        if again := _again(view, q, known, done):
            return again
    if right and (not left or not q.said or view[right.start - 1] in "- "):
        if not left or _nearer_right(view, q, left[-1], right) or _is_part(left[-1], right, done):
            return [_rated(view, _bounded(view, q, right))]
    if left:
        return [b for m in left for b in paired(view, _bounded(view, q, m))]
    if _is_age(view, start, q):
        return [_age(view, q, right)]
    return _again(view, q, known, done)


def _nearer_right(view: str, q: Quantity, left: Match, right: Match) -> bool:
    """ "ECOG 0-1, 2 relapses": the value belongs to the nearer one, an adjoining left one first."""
    gap = _BRACKETS.sub("", view[left.end : q.start])
    on = _ON.fullmatch(view, q.end, right.start)  # "pain of ≥ 5 on the numeric rating scale"
    return bool(on) or (len(gap.strip(" :-,")) > 12 and right.start - q.end <= 4)


def _is_part(left: Match, right: Match, done: list[Bounded]) -> bool:
    """ "BP 90-140 systolic or 50-90 diastolic": the word behind the value says which of the two it is."""
    parts = measures()[left.entry.name].pair or tuple(b.name for b in done[-1:] if b.words == (left.start, left.end))
    pairs = [m.pair for m in measures().values() if m.pair]
    return any(right.entry.name in pair and set(parts) <= set(pair) for pair in pairs if parts)


def _fits(q: Quantity, m: Match) -> bool:
    """Whether a value can be one of a measure, by its unit; "K" alone is potassium only before a unit of it."""
    measure = measures()[m.entry.name]
    if m.end - m.start == 1 or (measure.name in _COUNTED and q.unit in ("cm", "mm", "%")):
        return q.unit in (measure.unit, *measure.units)
    if q.relative:
        return measure.unit not in ("a", "mo", "wk", "d", "h") and measure.name not in _COUNTED
    if q.unit in TIME:
        return measure.in_time or q.unit in (measure.unit, *measure.units)
    if measure.in_time:
        return q.unit is None or q.unit in ("ms", "s", "min", measure.unit, *measure.units)
    if q.unit in ("mg/d", "mg", "g", "mL", "L", "m", "km", "Gy"):
        return q.unit in (measure.unit, *measure.units)
    return True


def _left(view: str, q: Quantity, floor: int, known: list[Match]) -> list[Match]:
    """The measures before a value, a shared list whole, in reading order."""
    before = [
        m
        for m in known
        if m.end <= q.number[0] and m.start >= floor - 1 and not _ADJUSTED.search(view, max(0, m.start - 14), m.start)
    ]
    if not before or not _fits(q, before[-1]):
        return []
    last = before[-1]
    gap = _BRACKETS.sub(" ", view[last.end : max(last.end, q.start)])
    if gap.count("(") > gap.count(")"):
        gap = gap.replace("(", " ")
    if len(re.findall(r"\w+", gap)) > 7 or (_STOP.search(gap) and not _JOINED.fullmatch(gap.strip())):
        return []
    chain = [last]
    for m in reversed(before[:-1]):
        between = view[m.end : chain[0].start]
        if _APPOSED.fullmatch(between):  # "ECOG performance status", "neutrophil count (ANC)": one measure
            chain[0] = m
            continue
        if not _LIST.fullmatch(between):
            break
        chain.insert(0, m)
    if not q.said and not _adjoins(view, last, q):
        return []
    return _distinct([m for m in chain if _fits(q, m)])


def _adjoins(view: str, m: Match, q: Quantity) -> bool:
    """A bare value is a measure's only right beside it, and never a version, a visit or a chapter."""
    gap = _BRACKETS.sub(" ", view[m.end : max(m.end, q.start)])
    if (")" in gap and "(" in gap) or _ITEM.match(
        view, q.end
    ):  # "... (GDS) (3) alcoholism", "2.Brain metastasis 3.With"
        return False
    if q.word and not q.relative and measures()[m.entry.name].unit != "1":  # "bilirubin twice higher than normal"
        return False
    return bool(_BARE.fullmatch(gap)) and not _NUMBERED.search(view, max(0, q.start - 16), q.start)


def _distinct(chain: list[Match]) -> list[Match]:
    """A measure named twice is one: the one beside the value."""
    return list({m.entry.name: m for m in chain}.values())


def _right(view: str, q: Quantity, end: int, known: list[Match]) -> Match | None:
    for m in known:
        if q.number[1] <= m.start < q.end and _fits(q, m):  # "8 years of education"
            return m
        if m.start >= q.end:
            if m.start > end or not _NEXT.fullmatch(view, q.end, m.start) or not _fits(q, m):
                return None
            if m.entry.name == "age" and q.unit not in TIME:
                return None
            if measures()[m.entry.name].unit in _MEASURED and q.unit is None and not q.relative:
                return None
            if not q.said and (view[q.end] == "-" or _NUMBERED.search(view, max(0, q.start - 16), q.start)):
                return None
            return m
    return None


def _is_age(view: str, start: int, q: Quantity) -> bool:
    """ "18-65 years" that opens a criterion, or "years or older": what is so old is a person."""
    if q.relative or q.unit not in (None, "a", "mo", "wk", "d") or _THING.search(view, max(0, q.start - 40), q.start):
        return False
    if q.unit is None and q.said and _ADULTS.search(view, max(0, q.start - 24), q.start):
        return view[q.end : q.end + 1] in ("", ")", ",", ";", "\n") and max(q.lower or 0, q.upper or 0) <= 100
    if re.search(r"old|young|elder|y/o|\byo\b|y\.o", view[q.start : q.end].lower()):
        return True
    if not q.said or q.unit is None or not (person := _AGE_SHORT.fullmatch(view, start, q.start)):
        return False
    return q.unit == "a" or (len(person.group()) > 6 and bool(_ENDS.match(view, q.end)))


def _age(view: str, q: Quantity, right: Match | None) -> Bounded:
    end = q.end
    if not q.said and (m := _WITHIN.search(view, max(0, q.start - 30), q.start)):
        q = replace(q, start=m.start(), lower=None, said=True, sign="<=")
    if m := _OLD.match(view, q.end):
        end = m.end()
    words = (right.start, right.end) if right is not None and right.entry.name == "age" else None
    if words is not None:
        end = max(end, words[1])
    return Bounded(q.start, end, q, "age", words, measures().get("age"))


def _rated(view: str, b: Bounded) -> Bounded:
    """ "8 micturitions per day": the time stands in the unit."""
    m = _RATE.match(view, b.end)
    if m is None or b.quantity.unit not in (None, "1"):
        return b
    q = replace(b.quantity, unit="/" + _TIMES[(m["time"] or m["daily"])[0].lower()])
    return Bounded(b.start, m.end(), q, b.name, b.words, b.measure)


def _bounded(view: str, q: Quantity, m: Match) -> Bounded:
    measure = measures()[m.entry.name]
    if not q.said and (limit := _LIMITING.search(view, max(0, m.start - 12), m.start)):
        least = limit.group().lower().startswith("min")
        q = replace(q, lower=q.lower if least else None, upper=None if least else q.upper, said=True)
    if not q.said and measure.unit == "1" and (limit := _ahead().search(view, max(0, m.start - 30), m.start)):
        sign = comparators.sign("before", limit["cmp"])  # "greater than NYHA 2"
        side, inclusive = comparators.SIDES[sign]
        q = replace(
            q, lower=q.lower if side == "lower" else None, upper=q.upper if side == "upper" else None, said=True,
            lower_inclusive=inclusive, upper_inclusive=inclusive, start=limit.start(), sign=sign,
        )  # fmt: skip
    if not q.said and measure.name in ("age", "gestational age"):
        if _BEFORE.search(view, max(0, q.start - 12), q.start):
            q = replace(q, lower=None, upper_inclusive=False, said=True, sign="<")
    return Bounded(min(q.start, m.start), max(q.end, m.end), q, measure.name, (m.start, m.end), measure)


def paired(view: str, b: Bounded) -> list[Bounded]:
    """A measure of two values ("BP > 180/110") is two thresholds."""
    if b.measure is None or not b.measure.pair:
        return [b]
    m = re.compile(
        r"\s*(?:mm\s?Hg\s*)?(?:/|over|and\s*/\s*or|or|and)\s*(?:[<>≤≥]=?\s*)?(\d{2,3})(?:\s*mm\s?\[?Hg\]?)?", _FLAGS
    ).match(view, b.quantity.end)
    if m is None:
        return [_renamed(b, b.measure.pair[0], b.quantity, b.end)]
    value = int(m[1])
    unit = b.quantity.unit or ("mm[Hg]" if "hg" in m.group().lower() else None)
    q = b.quantity
    top = replace(q, unit=unit)
    low = replace(
        q,
        unit=unit,
        lower=value if q.lower is not None else None,
        upper=value if q.upper is not None else None,
        end=m.end(),
    )
    return [_renamed(b, b.measure.pair[0], top, b.end), _renamed(b, b.measure.pair[1], low, m.end())]


def _renamed(b: Bounded, name: str, q: Quantity, end: int) -> Bounded:
    return Bounded(b.start, end, q, name, b.words, measures().get(name, b.measure))


def _again(view: str, q: Quantity, known: list[Match], done: list[Bounded]) -> list[Bounded]:
    """A second bound of the measures just bounded: "≤ 2.5 × ULN (≤ 5 × ULN with liver metastases)"."""
    if not done or not q.said or q.word:
        return []
    last = done[-1]
    if q.unit is not None and last.quantity.unit != q.unit and not q.relative:  # "..., or < 10 years if EDSS <= 5"
        last = next((b for b in reversed(done[-2:]) if b.quantity.unit == q.unit), last)
    if not _alike(q, last) or not _AGAIN.fullmatch(view, done[-1].quantity.end, q.start) or counts_noun(view, q):
        return []
    if last.measure is not None and last.measure.classes:  # "Child-Pugh class A (5-6 points)"
        score = f"{last.name} score"
        return [_renamed(replace(last, start=q.start), score, q, q.end)] if score in measures() else []
    group = [b for b in done if b.quantity is last.quantity or (b.words is not None and b.words == last.words)]
    words = dict.fromkeys(b.words for b in group)
    matches = [m for m in known if (m.start, m.end) in words]
    if not matches:
        return [replace(last, end=q.end, quantity=q)]
    return [replace(b, start=last.start, end=q.end) for m in matches for b in paired(view, _bounded(view, q, m))]


def _alike(q: Quantity, last: Bounded) -> bool:
    """Whether a value can be one more of the last measure, by its unit."""
    a, b = q.relative or q.unit, last.quantity.relative or last.quantity.unit
    if q.is_time and last.measure is not None and not last.measure.in_time:
        return False
    if a == b or q.relative or None in (a, b):
        return True
    return last.measure is not None and q.unit in (last.measure.unit, *last.measure.units)
