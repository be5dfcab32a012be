"""What values of one measure share: two bounds of a value outside a range, a scale's maximum, a value said twice."""

import re
from dataclasses import replace

from ...patterns.measures import measures
from ...patterns.tables import Match
from ...patterns.words import function_words
from ..parts import TIME, Bounded, Quantity

_FLAGS = re.IGNORECASE
_OUTSIDE = re.compile(r"\b(?:outside|out\s+of)\b", _FLAGS)
_OR_RANGE = re.compile(r"\s*(?:[a-z]+\s+){0,2}or\s+", _FLAGS)
_TO = re.compile(r"(?:\s+of\s+(?:age|life)|\s+old)?\s*(?:-|~|to|through|until|and)\s*", _FLAGS)
_BETWEEN = re.compile(r"\bbetween\s+$", _FLAGS)
_OVER = re.compile(
    r"\s*(?P<sign>/)\s*|\s*out\s+of\s+(?:an?\s+)?(?:possible\s+|maximum\s+|total\s+(?:of\s+)?)?|\s+of\s+", _FLAGS
)
_JOINTS = (28, 32, 44, 64, 66, 68, 76, 78)
"""How many joints are looked at."""
_OF_JOINTS = re.compile(r"\)?\s+(?:tender|swollen|painful)\b", _FLAGS)
_SCALE = re.compile(
    r"(?:\bon\s+(?:an?|the)|\(\s*(?:possible\s+|score\s+)?(?:range[ds]?|scale)\b\s*(?:of|from|:|=)?)\s*$", _FLAGS
)
_NAMED_SCALE = re.compile(r"[ -]*(?:point\s+)?(?:[a-z]+\s+){0,3}(?:scale|VAS|NRS)\b", _FLAGS)
_ON_SCALE = re.compile(r"\s?-?\s?(?:mm|cm|point)s?[\s-]+(?:[a-z]+\s+){0,3}(?:scale|VAS|NRS)\b", _FLAGS)
_ON_A_SCALE = re.compile(
    r"\s*,?\s*(?:points?\s+)?(?:on|using|by)\s+(?:(?:an?|the)\s+)?\(?(?:\d{1,3}\s*(?:-|–|to)\s*\d{1,3}|\d{1,3}[\s-]?(?:mm|cm|points?))\)?"
    r"[\s-]+(?:(?:numeric(?:al)?|pain|rating|visual|analog(?:ue)?|verbal|point|horizontal)[\s-]+){0,4}(?:scale|VAS|NRS|NPRS|VRS)\b"
    r"(?:\s*\((?:VAS|NRS|NPRS|VRS)\))?",
    _FLAGS,
)
_ON = re.compile(r"\b(?:on|at|in)\s+\Z", _FLAGS)
_OF_SO_MANY = re.compile(
    r"\s+(?:out\s+)?of\s+(?:(?:the|last|past|previous|prior|preceding|first|final)\s+){0,2}(?:\d+|two|three|four|five|six|seven)\s+"
    r"(?:(?:consecutive|screening|study|baseline)\s+)?(?:days|nights|visits|measurements|assessments|readings|occasions|weeks)\b",
    _FLAGS,
)
_NOUN = re.compile(r"\s+([a-z][a-z-]+)(?!\s?/)", _FLAGS)
_TIMES_OF_IT = re.compile(r"\s+(?:episodes?|events?|attacks?|days?|bouts?|spells?|crises|crisis)\b", _FLAGS)
""" "3 vomiting episodes"."""
_PARTICIPLE = re.compile(r"(?:ing|ed)$", _FLAGS)
_NO_NOUN = {"point", "points", "out"}
_PREDICTED = re.compile(
    r"(?:%|\bpercent(?:age)?)\s*-?\s*(?:of\s+)?(?:the\s+)?pred(?:icted)?\b|\bpred(?:icted)?\b|\bpp(?=FEV|FVC|DLCO)",
    _FLAGS,
)
_LUNG = (
    *("FEV1", "FVC", "DLCO", "KCO", "vital capacity", "total lung capacity", "residual volume", "PEF", "FEF25-75"),
    *("MIP", "MEP", "SNIP"),
)  # fmt: skip
_AND = re.compile(r"\s*,?\s*(?:or|and)?\s*(?:an?\s+|the\s+)?", _FLAGS)

_OF_THESE = re.compile(r"\b(?:of|among)\s+(?:which|these|those)\b", _FLAGS)

AGAIN = re.compile(
    r"(?:(?:\s*\([^()]{0,30}\))?\s+(?:at|on|by|in|for|during|if)\s+[^.;()<>≤≥=]{1,40}?"
    r"(?=\s*[,;(]|\s+(?:and|or|but|unless)\b)|\s*\([^()]{0,30}\)|\s*\[[^\[\]]{0,30}\])?"
    r"[\s,;/]*[(\[]?[\s,;]*(?:(?:and|or|but|unless|,)\s*)*"
    r"(?:(?:(?:patients|subjects|participants|those)\s+)?(?:if|for|in|with|on|when|where)\b(?:(?!\.\s)[^;()<>≤≥=]){0,50}|"
    r"(?:[^\W\d_][\w'’]*[\s-]+){0,4}"
    r"(?:syndrome|disease|disorder|metastas[ei]s|involvement|infiltration|cirrhosis|an[a]?emia|patients|subjects|(?:wo)?men|"
    r"(?:fe)?males|adults|children|adolescents|diabetics|smokers|donors|diabetes|fibrillation)\s*:\s*|"
    r"(?:[^\W\d_][\w'’]*[\s-]+){1,4}(?:patients|subjects|participants)\s+|(?:(?:fe)?males?|(?:wo)?m[ae]n)\s+)?"
    r"(?:(?:of|score|an?\s+(?:score|count|value|level|status|grade)s?\s+of)\s+)?",
    _FLAGS,
)
"""Between two bounds of one measure: "≤ 2.5 (≤ 5 with metastases)", "≥ 2 cm by MRI or ≥ 1 cm by CT"."""

Halves = dict[tuple[int, int], tuple[Quantity, Quantity]]


def united(view: str, quantities: list[Quantity], known: list[Match]) -> tuple[list[Quantity], Halves]:
    """Quantities as measures bind them, and the two halves of those that no single range can say."""
    halves: Halves = {}
    out: list[Quantity] = []
    for q in quantities:
        before = out[-1] if out else None
        if is_scale(view, q) or _of_so_many(view, q):
            continue
        if before is not None and _is_maximum(view, before, q, known):
            out[-1] = _of_maximum(before, q)
        elif before is not None and (pair := _lengths(view, before, q)) is not None:
            out[-1] = replace(before, end=q.end, upper=None, said=True, sign="..")
            halves[out[-1].start, out[-1].end] = pair
        else:
            out.append(q)
            if is_outside(view, q) or (before is not None and _also_outside(view, before, q, halves)):
                halves[q.start, q.end] = _either_side(q)
    return out, halves


def _either_side(q: Quantity) -> tuple[Quantity, Quantity]:
    return (
        replace(q, lower=None, upper=q.lower, upper_inclusive=not q.lower_inclusive, sign="<"),
        replace(q, upper=None, lower=q.upper, lower_inclusive=not q.upper_inclusive, sign=">"),
    )


def halved(bounded: list[Bounded], halves: Halves) -> list[Bounded]:
    """Two thresholds for a quantity of two halves; they share the words.

    In "outside 90-140/50-90 mmHg" the second range starts with the words of the first.
    """
    out = []
    starts = {start for start, _ in halves}
    for b in bounded:
        pair = halves.get((b.quantity.start, b.quantity.end))
        if pair is None and b.quantity.start in starts:
            pair = _either_side(b.quantity)
        out += [b] if pair is None else [replace(b, quantity=replace(q, start=b.quantity.start)) for q in pair]
    return out


def counts_noun(view: str, q: Quantity) -> bool:
    """Whether a value without a unit counts what follows it: "≥ 3 nights"."""
    m = counted(view, q)
    return (
        m is not None
        and m[1].lower() not in _NO_NOUN
        and m[1].lower() not in function_words()
        and (not _PARTICIPLE.search(m[1]) or _TIMES_OF_IT.match(view, m.end()) is not None)
    )


def counted(view: str, q: Quantity) -> "re.Match[str] | None":
    """The word behind a value without a unit."""
    return _NOUN.match(view, q.end) if q.unit is None and not q.relative else None


def is_outside(view: str, q: Quantity) -> bool:
    """ "outside the range 45-100"."""
    return q.sign == ".." and bool(_OUTSIDE.search(view, q.start, q.number[0]))


def _of_so_many(view: str, q: Quantity) -> bool:
    """ "NRS ≥ 4 on at least 4 of the last 7 days": how often the value was so high, and no second value."""
    return _ON.search(view, max(0, q.start - 4), q.start) is not None and _OF_SO_MANY.match(view, q.end) is not None


def is_scale(view: str, q: Quantity) -> bool:
    """Only how far a scale goes: "UAS7 score (range 0-42)", "on a 0-10 VAS"."""
    if not q.said and q.lower in (10, 11, 100) and _ON_SCALE.match(view, q.number[1]):  # "on the 100-mm VAS"
        return True
    if q.sign != ".." or q.lower not in (0, 1):
        return False
    if q.lower == 0 and q.upper in (10, 100) and view[q.start - 1 : q.start] + view[q.end : q.end + 1] == "()":
        return True
    named = bool(_NAMED_SCALE.match(view, q.end)) and (q.upper in (5, 10, 100) or view[q.start - 1 : q.start] == "(")
    return named or bool(_SCALE.search(view, max(0, q.start - 24), q.start))


def on_scale(view: str, b: Bounded) -> Bounded:
    """ "Pain of at least 40 mm on a 100-mm VAS": the scale behind the value says no more of it."""
    scale = _ON_A_SCALE.match(view, b.end) if b.measure is not None and b.measure.unit == "1" else None
    return replace(b, end=scale.end()) if scale is not None else b


def _also_outside(view: str, before: Quantity, q: Quantity, halves: Halves) -> bool:
    """ "outside 90-140 systolic or 50-90 diastolic"."""
    return (
        (before.start, before.end) in halves and q.sign == ".." and bool(_OR_RANGE.fullmatch(view, before.end, q.start))
    )


def _lengths(view: str, a: Quantity, b: Quantity) -> tuple[Quantity, Quantity] | None:
    """ "6 weeks to 12 months": two lengths of time that no one unit says exactly."""
    if a.said or b.said or a.unit == b.unit or a.unit not in TIME or b.unit not in TIME:
        return None
    if (to := _TO.fullmatch(view, a.end, b.start)) is None:
        return None
    if "and" in to.group() and not _BETWEEN.search(view, max(0, a.start - 12), a.start):
        return None
    return replace(a, upper=None, end=b.end, said=True, sign=">="), replace(b, lower=None, said=True, sign="<=")


def _is_maximum(view: str, a: Quantity, b: Quantity, known: list[Match]) -> bool:
    """Whether ``b`` only says how far the scale of ``a`` goes: "24/30", "4 of 11", "≥ 4 out of 10"."""
    over = _OVER.fullmatch(view, a.end, b.start)
    values = [v for v in (a.lower, a.upper) if v is not None]
    most = b.upper if b.lower is None else b.lower  # "41/56 or less"
    if over is None or most is None or b.sign == ".." or b.start != b.number[0] or max(values) > most:
        return False
    if a.unit is not None or a.relative or b.relative or b.is_time:
        return False
    if not over["sign"]:
        return most >= 3 and b.unit is None
    scale = next((measures()[m.entry.name] for m in reversed(known) if m.end <= a.number[0]), None)
    if scale is None:  # "≥ 6/68 tender joints"
        return a.said and (most == 10 or (most in _JOINTS and _OF_JOINTS.match(view, b.end) is not None))
    if scale.classes or scale.name == "visual acuity":
        return False
    points = scale.unit == "1" or (scale.unit == "%" and "1" in scale.units)
    return points and (most >= 10 or most == scale.plausible[1])


def _of_maximum(a: Quantity, b: Quantity) -> Quantity:
    """The value with its maximum: what is said after the maximum ("4/10 or higher") is said of the value."""
    if not a.said and b.said:
        a = replace(a, lower=a.lower if b.upper is None else None, upper=a.upper if b.upper is not None else None,
                    said=True, sign=b.sign)  # fmt: skip
    return replace(a, end=b.end, unit=b.unit)


def predicted(view: str, bounded: list[Bounded]) -> list[Bounded]:
    """ "FEV1 % predicted < 50", "DLCO ≤ 65 % or FEV1 ≤ 65 % of predicted": what is a share of the predicted value."""
    out = list(bounded)
    for i in reversed(range(len(out))):
        b, q = out[i], out[i].quantity
        after = out[i + 1] if i + 1 < len(out) else None
        if b.words is None or not _is_share(b):
            continue
        start = max(0, b.words[0] - 22, *(x.end for x in out[:i]))
        shared = after is not None and after.quantity.relative == "predicted" and after.words is not None
        if _PREDICTED.search(view, start, max(b.words[1], q.start)) or (
            shared
            and after is not None
            and after.words
            and _AND.fullmatch(view, b.end, min(after.start, after.words[0]))
        ):
            out[i] = replace(b, quantity=replace(q, unit="%", relative="predicted"))
    for i in range(1, len(out)):  # "FEV1 < 80 % predicted (< 90 % in adolescents)"
        a, b = out[i - 1], out[i]
        again = a.name == b.name and a.words == b.words and a.quantity.relative == "predicted"
        if again and _is_share(b) and b.quantity.unit == "%":
            out[i] = replace(b, quantity=replace(b.quantity, relative="predicted"))
    return out


def _is_share(b: Bounded) -> bool:
    """Whether a value has no unit or is a percentage, of a measure of the lung that has a predicted value."""
    return b.name in _LUNG and b.quantity.unit in (None, "%") and not b.quantity.relative


def of_these(view: str, bounded: list[Bounded]) -> list[Bounded]:
    """ "15 headache days a month, of which at least 8 are migraine days": as many a month, too."""
    out = list(bounded)
    for i in range(1, len(out)):
        a, b = out[i - 1].quantity, out[i].quantity
        rated = a.unit is not None and a.unit.startswith("/") and b.unit is None and not b.relative
        if rated and a.end <= b.start and _OF_THESE.search(view, a.end, b.start):
            out[i] = replace(out[i], quantity=replace(b, unit=a.unit))
    return out
