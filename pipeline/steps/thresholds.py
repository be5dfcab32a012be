"""Ties quantities to the measures that they bound.

A value binds to the measure before it ("platelets < 100"), to all measures of a list that shares it ("ALT and/or
AST > 2 × ULN"), or to the one after it ("≥ 2 relapses"); years alone bind to age.
"""

import re
from dataclasses import replace
from itertools import pairwise

from ...patterns.measures import measures
from ...patterns.tables import Match
from ..parts import TIME, Bounded, Quantity
from ..values import age_spans, painful
from ..values.again import OF_ONE_SEX, as_bounded, on_another, once_more
from ..values.ages import OLD, age, at_event, is_age, of_a_thing, of_pregnancy
from ..values.alike import counted_alike
from ..values.beside import graded_by, is_part, left_of, nearer_right, panel_of, right_of, shared_behind
from ..values.bounding import bounded_by, paired, rated, with_rate
from ..values.changes import is_difference, of_change
from ..values.classes import with_classes, without_holes
from ..values.dimensions import with_dimension
from ..values.distances import of_distance
from ..values.grades import graded
from ..values.items import of_item
from ..values.known import as_named
from ..values.of_others import at_birth, of_another, of_parent
from ..values.pressure import of_pressure
from ..values.said_twice import once, restated
from ..values.shared import counts_noun, halved, on_scale, predicted, united
from ..values.timed import scored_at, timed
from ..values.tnm import categories
from ..values.viruses import of_virus
from ..values.volumes import of_volume

_FLAGS = re.IGNORECASE
_JOINED = re.compile(r"[,/&;]|\b(?:and|or)\b", _FLAGS)
_AND = re.compile(r"\s*(?:,|,?\s*\b(?:and|or)\b)\s*", _FLAGS)
_ONLY_JOINED = re.compile(r"\s*[,(]?\s*(?:(?:and|or)\s*)?(?:an?\s+|the\s+)?", _FLAGS)
_OF = re.compile(r"[\s-]*(?:of\s+(?:the\s+)?)?", _FLAGS)
"""Before a measure that is named again: "smoking history > 10 pack-years"."""
_IN_A_NAME = re.compile(
    r"\s+(?:(?:use\s+)?disorder|poisoning|phase|crisis)\b"
    r"|[\s-]+(?:TKIs?|inhibitors?|antibod(?:y|ies)|(?:ant)?agonists?|blockers?|targeted|directed)\b",
    _FLAGS,
)
"""Behind "alcohol", "blast" or "EGFR" it makes the name of a disease or a drug, in which nothing is measured."""
_ABUSE = re.compile(r"\s+(?:abuse|misuse|dependen\w+|addiction|overuse)\b", _FLAGS)
_TIMES = re.compile(r"\s*times(?=\s*(?:,|\bor\b|\band\b))", _FLAGS)
_THEN = re.compile(r"\s*(?:,|\bor\b|\band\b)", _FLAGS)
_SLASH = re.compile(r"\s*/\s*\d")
_SEVERAL = re.compile(
    r"\s+(?P<apart>(?:consecutive|successive|separate|repeated?|independent)\s+)?(?:[a-z]+\s+){0,2}?", _FLAGS
)
_VALUES = re.compile(r"^[\w\s-]*\s(?:values|levels|measurements|readings|results|determinations)\b", _FLAGS)
_OF_SEVERAL = re.compile(
    r"\(\s*(?:two|three|[2-5]|several|repeated|duplicate|triplicate)\s+(?:consecutive\s+)?(?:reading|measurement|sample|test|"
    r"occasion|ECG|visit)s?\s*\)|\(\s*(?:(?:the|as|an?)\s+)*(?:(?:mean|average|median|highest|lowest|best|worst|confirmed)\b|(?:in|on|from)\s+(?:at\s+least\s+)?\w+\s+"
    r"(?:measure|read|sample|test|occasion|ECG|visit|consecutive|separate))",
    _FLAGS,
)
_COLLECTED = re.compile(
    r"\(\s*(?:(?:by|from|in|on|using|an?|the)\s+)*\d+[\s-]*h(?:ours?|rs?)?\.?[\s-]+(?:urine|urinary)\b[^()]*\)",
    _FLAGS,
)
""" "Creatinine clearance (24-hour urine)": how it was collected."""
_IN_TIME = re.compile(r"\b(?:within|during|last|past|previous|prior|before|ago)\b", _FLAGS)


def thresholds(view: str, start: int, end: int, found: list[Quantity], known: list[Match]) -> list[Bounded]:
    """The bounded measures, in reading order."""
    out: list[Bounded] = []
    known = [m for m in known if not _IN_A_NAME.match(view, m.end)]
    known = as_named(view, painful.apart(view, known))
    quantities, halves = united(view, with_classes(view, end, found, known), known)
    quantities = _by_sex(view, quantities)
    if not quantities:
        return _in_one_unit(view, _both_sides(categories(view, start, end)))
    for i, q in enumerate(quantities):
        if out and out[-1].quantity.start < q.start and q.end <= out[-1].quantity.end:  # the second value of a pair
            continue
        floor = max((p.end for p in quantities[:i] if not _aside(view, start, p, q)), default=start)
        if out and (again := restated(view, out[-1], q)) is not None:
            out = [_also(b, out[-1], again) for b in out]
            continue
        out += _bind(view, start, end, q, floor, known, out)
    out = graded(view, start, end, counted_alike(view, quantities, [b for b in out if not _of_anaesthesia(view, b)]))
    out = [_told(view, start, b) for b in predicted(view, scored_at(view, out)) if not is_difference(view, b)]
    out = age_spans.joined(view, quantities, out)
    out += [b for b in categories(view, start, end) if not any(x.start < b.end and b.start < x.end for x in out)]
    out = [of_item(view, on_scale(view, p)) for b in halved(out, halves) for p in without_holes(view, _listed(view, b))]
    out = [_of_its_abuse(view, b) for b in out]
    return _in_one_unit(view, _both_sides(once(view, sorted(out, key=lambda b: (b.start, b.end)))))


def _of_anaesthesia(view: str, b: Bounded) -> bool:
    """ "Surgery under GA < 2 hours": what is short for gestational age is counted in weeks."""
    named = b.name == "gestational age" and b.words is not None and view[slice(*b.words)] == "GA"
    return named and b.quantity.unit not in ("wk", "d", None)


def _told(view: str, start: int, b: Bounded) -> Bounded:
    """The value under the name that words around it give it: when, whose, and of what change or distance it is."""
    b = of_virus(view, start, at_event(view, of_another(view, start, at_birth(view, b))))
    return with_dimension(view, of_parent(view, of_distance(view, of_change(view, b))))


def _of_its_abuse(view: str, b: Bounded) -> Bounded:
    """ "Alcohol abuse (> 60 g/d)": the word is the abuse's, and the value is told without it."""
    own = b.name == "alcohol intake" and b.words is not None and _ABUSE.match(view, b.words[1]) is not None
    return replace(b, start=b.quantity.start, words=None) if own else b


def _by_sex(view: str, quantities: list[Quantity]) -> list[Quantity]:
    """ "At most 14 drinks a week for men, 7 for women": the comparator of the one is that of the other."""
    out = list(quantities)
    for i, (a, b) in enumerate(pairwise(quantities)):
        alike = a.unit == b.unit or None in (a.unit, b.unit)
        if alike and a.said != b.said and ".." not in (a.sign, b.sign):
            if OF_ONE_SEX.fullmatch(view, a.end, b.start):
                out[i : i + 2] = [as_bounded(a, b), b] if b.said else [a, as_bounded(b, a)]
    return out


def _listed(view: str, b: Bounded) -> Bounded:
    """ "ECOG 0,1": a scale without halves has no decimal comma."""
    digits = view[slice(*b.quantity.number)].split(",")
    if (
        b.measure is None
        or not b.measure.whole
        or len(digits) != 2
        or not digits[0].strip().isdigit()
        or not digits[1].strip().isdigit()
    ):
        return b
    low, high = int(digits[0]), int(digits[1])
    if b.quantity.sign == ".." and low < high <= (b.quantity.upper or 0):  # "ASA 1,2 or 3"
        return replace(b, quantity=replace(b.quantity, lower=low, repairs=()))
    q = replace(b.quantity, lower=low, upper=high, lower_inclusive=True, upper_inclusive=True, sign="..", repairs=())
    return replace(b, quantity=replace(q, said=True)) if low < high and b.quantity.sign in (None, "=") else b


def _aside(view: str, start: int, time: Quantity, q: Quantity) -> bool:
    """ "HbA1c (within 3 months) < 8 %", "QTcF (mean of 3 ECGs) > 470 ms": a bracket parts no measure from its value."""
    opened = view.rfind("(", start, time.start)
    if opened <= view.rfind(")", start, time.start) or view.find(")", time.end, q.start) < 0:
        return False
    if time.unit is None and not time.relative:
        return _OF_SEVERAL.match(view, opened) is not None
    if _COLLECTED.match(view, opened) is not None:
        return True
    return time.is_time and _IN_TIME.search(view, opened, time.end) is not None


def titled(view: str, start: int, found: list[Quantity], title: list[Match]) -> list[Bounded]:
    """The bound that opens a criterion whose measure the title above it names: "Age:", and below it "18 and over"."""
    if len(title) != 1 or not found or not found[0].said or re.search(r"\w", view[start : found[0].start]):
        return []
    q, measure = found[0], measures()[title[0].entry.name]
    if measure.in_time != q.is_time and not (measure.name == "age" and q.unit in (None, "a", "mo", "wk", "d")):
        return []
    return [Bounded(q.start, q.end, q, measure.name, None, measure)]


def _in_one_unit(view: str, bounded: list[Bounded]) -> list[Bounded]:
    """ "BP < 90/60 or > 160/100 mmHg": a unit that any bound of the same words has is the unit of all."""
    units = {
        b.words: b.quantity.unit
        for b in bounded
        if b.words and b.quantity.unit and not b.quantity.relative and (b.measure is None or _is_own_unit(b))
    }
    out = [
        replace(b, quantity=replace(b.quantity, unit=units[b.words]))
        if b.words in units
        and b.quantity.unit is None
        and b.quantity.said
        and not b.quantity.relative
        and "+" not in view[b.quantity.start : b.quantity.end + 1]
        else b
        for b in bounded
    ]
    for i in reversed(range(len(out) - 1)):
        out[i] = _with_unit_of(view, _with_limit_of(view, out[i], out[i + 1]), out[i + 1])
    return out


def _with_limit_of(view: str, b: Bounded, after: Bounded) -> Bounded:
    """ "ALT > 3 times or ALP > 2 times ULN": the limit written last is that of its like before it."""
    q, last = b.quantity, after.quantity
    if q.unit is not None or q.relative is not None or last.relative not in ("ULN", "LLN"):
        return b
    if b.measure is None or after.measure is None or b.measure.unit in ("1", "a") or not q.said:
        return b
    said = _TIMES.match(view, q.end) or (b.measure.unit == after.measure.unit and _THEN.match(view, q.end))
    if (q.start, q.end) != (last.start, last.end) and not said:
        return b
    return replace(b, quantity=replace(q, unit="1", relative=last.relative))


def _is_own_unit(b: Bounded) -> bool:
    """Whether a value has a unit of its measure: the "%" of "MADRS ≥ 24, improved by less than 20%" is none."""
    return b.measure is not None and b.quantity.unit in (b.measure.unit, *b.measure.units)


def _with_unit_of(view: str, b: Bounded, after: Bounded) -> Bounded:
    """ "SBP 140-180 and/or DBP 90-110 mmHg": a unit written last is that of its like before it."""
    if b.measure is None or after.measure is None or b.measure.unit in ("1", "a") or b.quantity.relative:
        return b
    alike = b.measure.unit == after.measure.unit and b.words != after.words and after.quantity.unit is not None
    if b.quantity.unit is not None or not alike or not _ONLY_JOINED.fullmatch(view, b.end, max(b.end, after.start)):
        return b
    return replace(b, quantity=replace(b.quantity, unit=after.quantity.unit))


def _also(b: Bounded, last: Bounded, again: Bounded) -> Bounded:
    """``again`` for the measures that share the last one's value."""
    return replace(again, start=b.start, name=b.name, words=b.words, measure=b.measure) if b.end == last.end else b


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
    ages = a.name == b.name == "age" and b.words is not None and b.words[0] == a.quantity.end
    words = b.words if ages else a.words  # "18 years old ≤ age ≤ 75 years old"
    if words is None or words != b.words or a.quantity.end > words[0] or b.quantity.start < words[1]:
        return False
    low, high = a.quantity, b.quantity
    if low.lower is None or high.upper is None or low.upper is not None or high.lower is not None:
        return False
    return low.unit in (None, high.unit) and low.lower <= high.upper


def _bind(
    view: str, start: int, end: int, q: Quantity, floor: int, known: list[Match], done: list[Bounded]
) -> list[Bounded]:
    if pressure := of_pressure(view, q, known, done):
        return [pressure]
    if counted := of_volume(view, q, end, known) or (q.is_time and timed(view, q)) or None:
        return [counted]
    left = left_of(view, q, floor, known)
    left = [m for m in left[:-1] if not any(_behind(b, m) for b in done)] + left[-1:]
    if (scale := graded_by(view, q, end, left, known)) is not None:
        return [bounded_by(view, q, scale)]
    right = right_of(view, q, end, known)
    if right and done and (share := _share_of_weight(view, q, right, done)):
        return share
    if right and _of_several(view, q, right):
        return []
    old = q.unit in TIME and OLD.match(view, q.end, end)
    if old and of_a_thing(view, start, q):
        return []
    if old and not (left and measures()[left[-1].entry.name].in_time):
        return [age(view, q, right)]
    if right and not left and _JOINED.search(view[q.end : right.start]):  # "> 38 °C or < 36 °C or axillary ..."
        if again := once_more(view, q, known, done):
            return again
    if right and (not left or not q.said or view[right.start - 1] in "- "):
        if not left or nearer_right(view, q, left[-1], right) or is_part(left[-1], right, done):
            return [
                rated(view, painful.scored(view, bounded_by(view, q, m), left))
                for m in shared_behind(view, q, right, end, known)
            ]
    if left and right and done and view[q.end : right.start].strip() == "" and _behind(done[-1], left[-1]):
        return [rated(view, bounded_by(view, q, right))]
    if left and done and _behind(done[-1], left[-1]) and (counts_noun(view, q) or on_another(view, q)):
        return []  # "at least 2 falls or at least 1 fracture", "> 10 on the AUDIT or > 24 on the DUDIT"
    if left and q.said and counts_noun(view, q) and _counted_before(view, left[-1], q):
        return []  # "20-50 inflamed lesions and at most 2 nodules"
    if left:
        bounds = [with_rate(view, b) for m in _pairs(view, q, left) for b in paired(view, bounded_by(view, q, m))]
        if right and right.entry.name == left[-1].entry.name and _OF.fullmatch(view, q.end, right.start):
            return [replace(b, end=right.end) for b in bounds]
        if bounds and (panel := panel_of(view, left[0], known)) is not None:
            bounds[0] = replace(bounds[0], start=panel.start)
        return bounds
    if is_age(view, start, q) or of_pregnancy(view, q):
        return [age(view, q, right)]
    return once_more(view, q, known, done)


def _counted_before(view: str, m: Match, q: Quantity) -> bool:
    """Whether a measure is a count of things in the plural, from which "and" parts the count that follows."""
    plural = measures()[m.entry.name].unit == "1" and view[m.end - 1] == "s"
    return plural and _AND.fullmatch(view, m.end, q.start) is not None


def _of_several(view: str, q: Quantity, right: Match) -> bool:
    """ "2 consecutive HbA1c values > 9 %": so many values, none of which is the number."""
    plain = q.unit is None and not q.relative and measures()[right.entry.name].unit != "1"
    times = _SEVERAL.fullmatch(view, q.end, right.start) if plain else None
    return times is not None and bool(times["apart"] or _VALUES.search(view, right.start, right.end + 14))


def _share_of_weight(view: str, q: Quantity, right: Match, done: list[Bounded]) -> list[Bounded]:
    """ "Weight loss of more than 5 kg, or more than 5% of body weight": the share is lost, too."""
    if q.unit != "%" or right.entry.name != "body weight" or not done[-1].name.startswith("weight "):
        return []
    return [replace(b, end=right.end) for b in once_more(view, q, [], done)]


def _pairs(view: str, q: Quantity, left: list[Match]) -> list[Match]:
    """ "systolic/diastolic BP > 160/95": the two of a pair that have a value each."""
    if _SLASH.match(view, q.end) is None:
        return left
    if both := [m for m in left if measures()[m.entry.name].pair]:
        return both[-1:]
    names = [x.entry.name for x in left[-2:]]
    whole = next((m for m in measures().values() if m.pair and list(m.pair) == names), None)
    if whole is None:
        return left
    return [left[-1]._replace(start=left[0].start, entry=left[-1].entry._replace(name=whole.name))]


def _behind(last: Bounded, m: Match) -> bool:
    """ "≥ 6 tender joints and ≥ 6 swollen joints": whether a measure's words stand behind a value that has them."""
    return last.words == (m.start, m.end) and last.quantity.end <= m.start
