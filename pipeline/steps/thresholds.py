"""Ties quantities to the measures that they bound.

A value binds to the measure before it ("platelets < 100"), to all measures of a list that shares it ("ALT and/or
AST > 2 × ULN"), or to the one after it ("≥ 2 relapses"); years alone bind to age.
"""

import re
from dataclasses import replace
from itertools import pairwise

from ...patterns.fold import fold_phrase
from ...patterns.measures import lexicon, measures
from ...patterns.tables import Match
from ..parts import TIME, Bounded, Quantity
from ..values.ages import ELAPSED, OLD, age, at_event, is_age, of_a_thing, of_pregnancy
from ..values.alike import counted_alike
from ..values.beside import is_part, left_of, nearer_right, right_of
from ..values.bounding import bounded_by, paired, rated, renamed
from ..values.changes import of_change
from ..values.classes import with_classes, without_holes
from ..values.grades import graded
from ..values.items import of_item
from ..values.pressure import of_pressure
from ..values.shared import AGAIN, counted, counts_noun, halved, predicted, restated, united
from ..values.tnm import categories

_FLAGS = re.IGNORECASE
_JOINED = re.compile(r"[,/&;]|\b(?:and|or)\b", _FLAGS)
_SEX = r"(?:[MF]|(?:fe)?males?|(?:wo)?men|boys|girls)"
_OF_ONE_SEX = re.compile(
    rf"\s*,?\s*(?:\(\s*(?:(?:if|for|in)\s+)?{_SEX}\s*\)|(?:for|in|if)\s+{_SEX})"
    r"\s*(?:[,;/]\s*|\b(?:and|or|but)\s+)+",
    _FLAGS,
)
"""What stands between the values of the two sexes, of which the first alone has a comparator."""
_OF_A_PART = re.compile(
    r"\b(?:items?|questions?|domains?|components?|subscales?|subscores?)\b|\bwith\s+(?:an?\s+)?[A-Z]+\d+\s*$", _FLAGS
)
"""Before the value of a part of a scale: "HAM-D ≥ 18, with item 1 ≥ 2"."""
_OF_EACH = re.compile(
    r"\s*(?:points?\s+)?(?:(?:for|in|on|per)\s+(?:each|every|any|one|two|three|all)\b|(?:for|in|on|per)\s+"
    r"(?:the\s+)?(?:items?|questions?|domains?|components?|subscales?)\b)",
    _FLAGS,
)
_FOR_SOME = re.compile(r"\s*(?:in|for|if|with|when|where)\b", _FLAGS)
"""Behind a value in brackets that has the comparator of the one before: "≤ 9 cm (12 in men)"."""
_ONLY_JOINED = re.compile(r"\s*[,(]?\s*(?:(?:and|or)\s*)?(?:an?\s+|the\s+)?", _FLAGS)
_OR_SO_MANY = re.compile(r"[^.;]{0,60}(?:,|\bor)\s+", _FLAGS)
_OF_THEM = re.compile(
    r"\s+(?:(?:in|within|during|over)\s+(?:the\s+)?(?:last|past|previous|preceding|prior|\d)|(?:requiring|leading|resulting|needing)\b)",
    _FLAGS,
)
_OF_THESE = re.compile(r"\bof\s+(?:these|which|them|those|whom)\s*,?\s*(?:there\s+(?:is|are)\s+)?$", _FLAGS)
_OR_A = re.compile(r"\s*,?\s*(?:or|and)\s+[a-z]+\s+(?:class\s+)?", _FLAGS)
_OF = re.compile(r"[\s-]*(?:of\s+(?:the\s+)?)?", _FLAGS)
"""Before a measure that is named again: "smoking history > 10 pack-years"."""
_IN_A_DISEASE = re.compile(r"\s+(?:(?:use\s+)?disorder|poisoning)\b", _FLAGS)
"""Behind "alcohol" or "lead" it makes the name of a disease, in which nothing is measured."""
_WHOLE = frozenset(("ECOG", "WHO performance status", "mRS", "ASA"))
_SLASH = re.compile(r"\s*/\s*\d")
_WITH = re.compile(r"\bwith\b", _FLAGS)
_IN_TIME = re.compile(r"\b(?:within|during|last|past|previous|prior|before|ago)\b", _FLAGS)
_RATIO = re.compile(r"\s*[:/]\s*")
_IS_RATIO = re.compile(r"\s*(?:\([^()]{0,20}\)\s*)?-?\s*ratios?\b", _FLAGS)
_TO_ANOTHER = re.compile(r"\s*(?:/|:|-?to-?|-)\s*[\w+-]+(?:\s+[\w+-]+)?\s+ratios?\b", _FLAGS)
_OF_ANOTHER = re.compile(r"\w\s*(?:/|:|-|\bto\b)\s*$", _FLAGS)
_RATIO_OF = re.compile(r"\bratio\s+(?:of|between)\s+(?:the\s+)?(?:[\w+-]+\s+(?:to|and|over)\s+)?$", _FLAGS)
_ADJECTIVE = re.compile(r"\b([A-Za-z]+)\s*(?:/|,|&|\band\s*/\s*or\b|\b(?:and|or)\b)\s*$", _FLAGS)


def thresholds(view: str, start: int, end: int, found: list[Quantity], known: list[Match]) -> list[Bounded]:
    """The bounded measures, in reading order."""
    out: list[Bounded] = []
    known = [m for m in known if not _IN_A_DISEASE.match(view, m.end)]
    known = [_by_letter(view, m) for m in _elided(view, _ratios(view, known))]
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
    out = graded(view, start, end, counted_alike(view, quantities, out))
    out = [of_change(view, at_event(view, b)) for b in predicted(view, out)]
    out += [b for b in categories(view, start, end) if not any(x.start < b.end and b.start < x.end for x in out)]
    out = [of_item(view, part) for b in halved(out, halves) for part in without_holes(view, _listed(view, b))]
    return _in_one_unit(view, _both_sides(sorted(out, key=lambda b: (b.start, b.end))))


def _by_sex(view: str, quantities: list[Quantity]) -> list[Quantity]:
    """ "At most 14 drinks a week for men, 7 for women": the comparator of the one is that of the other."""
    out = list(quantities)
    for i, (a, b) in enumerate(pairwise(quantities)):
        alike = a.unit == b.unit or None in (a.unit, b.unit)
        if alike and a.said != b.said and ".." not in (a.sign, b.sign):
            if _OF_ONE_SEX.fullmatch(view, a.end, b.start):
                out[i : i + 2] = [_as_bounded(a, b), b] if b.said else [a, _as_bounded(b, a)]
    return out


def _listed(view: str, b: Bounded) -> Bounded:
    """ "ECOG 0,1": a scale without halves has no decimal comma."""
    digits = view[slice(*b.quantity.number)].split(",")
    if b.name not in _WHOLE or len(digits) != 2 or not digits[0].strip().isdigit() or not digits[1].strip().isdigit():
        return b
    low, high = int(digits[0]), int(digits[1])
    q = replace(b.quantity, lower=low, upper=high, lower_inclusive=True, upper_inclusive=True, sign="..", repairs=())
    return replace(b, quantity=replace(q, said=True)) if low < high and b.quantity.sign in (None, "=") else b


def _aside(view: str, start: int, time: Quantity, q: Quantity) -> bool:
    """ "HbA1c (within 3 months) < 8 %": a time in a bracket does not part a measure from its value."""
    opened = view.rfind("(", start, time.start)
    if not time.is_time or opened <= view.rfind(")", start, time.start) or view.find(")", time.end, q.start) < 0:
        return False
    return _IN_TIME.search(view, opened, time.end) is not None


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
        if b.words in units and b.quantity.unit is None and b.quantity.said and not b.quantity.relative
        and "+" not in view[b.quantity.start : b.quantity.end + 1]
        else b
        for b in bounded
    ]
    return [_with_unit_of(view, b, after) for b, after in zip(out, [*out, None][1:], strict=True)]


def _is_own_unit(b: Bounded) -> bool:
    """Whether a value has a unit of its measure: the "%" of "MADRS ≥ 24, improved by less than 20%" is none."""
    return b.measure is not None and b.quantity.unit in (b.measure.unit, *b.measure.units)


def _with_unit_of(view: str, b: Bounded, after: Bounded | None) -> Bounded:
    """ "SBP 140-180 and/or DBP 90-110 mmHg": a unit written last is that of its like before it."""
    if (
        after is None
        or b.measure is None
        or after.measure is None
        or b.measure.unit in ("1", "a")
        or b.quantity.relative
    ):
        return b
    alike = b.measure.unit == after.measure.unit and b.words != after.words and after.quantity.unit is not None
    if b.quantity.unit is not None or not alike or not _ONLY_JOINED.fullmatch(view, b.end, max(b.end, after.start)):
        return b
    return replace(b, quantity=replace(b.quantity, unit=after.quantity.unit))


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
        elif (ratio := _by_colon(view, m)) is not None:
            out.append(ratio)
        elif not _in_a_ratio(view, m):
            out.append(m)
    return out


def _by_colon(view: str, m: Match) -> Match | None:
    """ "CD4:CD8 ratio", which the lexicon knows with a slash."""
    over = _TO_ANOTHER.match(view, m.end)
    written = view[m.start : over.end()].replace(":", "/") if over else ""
    entry = lexicon().get(fold_phrase(written), written) if written else None
    return m._replace(end=over.end(), entry=entry) if over and entry is not None else None


def _in_a_ratio(view: str, m: Match) -> bool:
    """ "Zinc/copper ratio", "ratio of zinc to copper": what is measured is neither of the two."""
    over, ratio = _TO_ANOTHER.match(view, m.end), _IS_RATIO.match(view, m.end)
    second = ratio is not None and _OF_ANOTHER.search(view, max(0, m.start - 24), m.start)
    return bool(second or over or _RATIO_OF.search(view, max(0, m.start - 40), m.start))


def _elided(view: str, known: list[Match]) -> list[Match]:
    """ "Total and direct bilirubin": the first adjective is of the noun behind the second."""
    out: list[Match] = []
    for m in known:
        _, space, head = view[m.start : m.end].partition(" ")
        first = _ADJECTIVE.search(view, out[-1].end if out else max(0, m.start - 40), m.start) if space else None
        phrase = f"{first[1]} {head}" if first else ""
        entry = lexicon().get(fold_phrase(phrase), phrase)
        if first is not None and entry is not None and entry.name != m.entry.name:
            out.append(m._replace(start=first.start(1), end=first.end(1), entry=entry))
        out.append(m)
    return out


def _by_letter(view: str, m: Match) -> Match:
    """ "Child-Pugh score A" is a class and no score."""
    name = m.entry.name.removesuffix(" score")
    letters = measures()[name].classes if name != m.entry.name and name in measures() else ()
    if not letters or not re.compile(rf"[\s:=]*(?:of\s+|class\s+)?[<>≤≥]?\s*(?:{'|'.join(letters)})(?![\w-])").match(
        view, m.end
    ):
        return m
    return m._replace(entry=m.entry._replace(name=name))


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
    if pressure := of_pressure(view, q, known, done):
        return [pressure]
    left = left_of(view, q, floor, known)
    right = right_of(view, q, end, known)
    if right and done and (share := _share_of_weight(view, q, right, done)):
        return share
    old = q.unit in TIME and OLD.match(view, q.end, end)
    if old and of_a_thing(view, start, q):
        return []
    if old and not (left and measures()[left[-1].entry.name].in_time):
        return [age(view, q, right)]
    if right and not left and _JOINED.search(view[q.end : right.start]):  # "> 38 °C or < 36 °C or axillary ..."
        if again := _again(view, q, known, done):
            return again
    if right and (not left or not q.said or view[right.start - 1] in "- "):
        if not left or nearer_right(view, q, left[-1], right) or is_part(left[-1], right, done):
            return [rated(view, bounded_by(view, q, right))]
    if left and right and done and view[q.end : right.start].strip() == "" and _behind(done[-1], left[-1]):
        return [rated(view, bounded_by(view, q, right))]
    if left and done and _behind(done[-1], left[-1]) and counts_noun(view, q):
        return []  # "at least 2 falls or at least 1 fracture"
    if left:
        bounds = [b for m in _pairs(view, q, left) for b in paired(view, bounded_by(view, q, m))]
        if right and right.entry.name == left[-1].entry.name and _OF.fullmatch(view, q.end, right.start):
            return [replace(b, end=right.end) for b in bounds]
        return bounds
    if is_age(view, start, q) or of_pregnancy(view, q):
        return [age(view, q, right)]
    return _again(view, q, known, done)


def _share_of_weight(view: str, q: Quantity, right: Match, done: list[Bounded]) -> list[Bounded]:
    """ "Weight loss of more than 5 kg, or more than 5% of body weight": the share is lost, too."""
    if q.unit != "%" or right.entry.name != "body weight" or not done[-1].name.startswith("weight "):
        return []
    return [replace(b, end=right.end) for b in _again(view, q, [], done)]


def _pairs(view: str, q: Quantity, left: list[Match]) -> list[Match]:
    """ "systolic/diastolic BP > 160/95": the two of a pair that have a value each."""
    if _SLASH.match(view, q.end) and (both := [m for m in left if measures()[m.entry.name].pair]):
        return both[-1:]
    names = [x.entry.name for x in left[-2:]]
    whole = next((m for m in measures().values() if m.pair and list(m.pair) == names), None)
    if whole is None or not _SLASH.match(view, q.end):
        return left
    return [left[-1]._replace(start=left[0].start, entry=left[-1].entry._replace(name=whole.name))]


def _behind(last: Bounded, m: Match) -> bool:
    """ "≥ 6 tender joints and ≥ 6 swollen joints": whether a measure's words stand behind a value that has them."""
    return last.words == (m.start, m.end) and last.quantity.end <= m.start


def _again(view: str, q: Quantity, known: list[Match], done: list[Bounded]) -> list[Bounded]:
    """A second bound of the measures just bounded: "≤ 2.5 × ULN (≤ 5 × ULN with liver metastases)"."""
    if not done:
        return []
    last = done[-1]
    if _one_of(view, q, last):
        return [replace(last, start=q.start, end=q.end, quantity=q)]
    if not q.said and last.quantity.said and _FOR_SOME.match(view, q.end) and view[last.end : q.start].strip() == "(":
        q = _as_bounded(replace(q, unit=q.unit or last.quantity.unit), last.quantity)
    if (one_more := _one_more(view, q, last)) is not None:
        return [one_more]
    if not q.said or q.word:
        return []
    if q.unit is not None and last.quantity.unit != q.unit and not q.relative:  # "..., or < 10 years if EDSS <= 5"
        last = next((b for b in reversed(done[-2:]) if b.quantity.unit == q.unit), last)
    if q.unit is None and not q.relative and _needs_a_unit(last):  # "MMSE < 24 or, with 8 years of education, < 20"
        last = next((b for b in reversed(done[-2:]) if not _needs_a_unit(b)), last)
    if _OF_A_PART.search(view, max(last.end, q.start - 50), q.start) or _OF_EACH.match(view, q.end):
        return []
    if (noun := counted(view, q)) is not None and noun.group(1).lower() in view[last.start : last.end].lower().split():
        if AGAIN.fullmatch(view, last.quantity.end, q.start):  # "> 28 units a week (men) or > 21 units (women)"
            return [replace(last, start=q.start, end=noun.end(), quantity=replace(q, unit=last.quantity.unit))]
    if not _alike(q, last) or not AGAIN.fullmatch(view, done[-1].end, q.start) or counts_noun(view, q):
        return []
    if q.is_time and last.name == "age" and ELAPSED.match(view, q.end):  # "aged 40-60, ≥ 12 months since ..."
        return []
    if q.is_time and _WITH.search(view, done[-1].end, q.start):  # "20 years old, with a training of at least 3 years"
        return []
    if last.measure is not None and last.measure.classes:  # "Child-Pugh class A (5-6 points)"
        score = f"{last.name} score"
        return [renamed(replace(last, start=q.start), score, q, q.end)] if score in measures() else []
    group = [b for b in done if b.quantity is last.quantity or (b.words is not None and b.words == last.words)]
    words = dict.fromkeys(b.words for b in group)
    matches = [m for m in known if (m.start, m.end) in words]
    if last.words is not None and last.quantity.end <= last.words[0]:
        return [replace(last, start=q.start, end=q.end, quantity=q)]
    if not matches:
        return [replace(last, end=q.end, quantity=q)]
    return [replace(b, start=last.start) for m in matches for b in paired(view, bounded_by(view, q, m))]


def _needs_a_unit(b: Bounded) -> bool:
    return b.quantity.unit not in (None, "1") and b.measure is not None and b.measure.unit != "1"


def _one_more(view: str, q: Quantity, last: Bounded) -> Bounded | None:
    """ "At least 2 relapses in the past 2 years, or 3 in the past 3": the noun is left out, and the comparator."""
    counted = last.words is not None and last.quantity.end <= last.words[0] and last.quantity.unit in (None, "1")
    if not counted or q.unit is not None or q.relative or not _OF_THEM.match(view, q.end):
        return None
    if not _OR_SO_MANY.fullmatch(view, last.end, q.start):
        return None
    same = q if q.said else _as_bounded(q, last.quantity) if last.quantity.said else q
    return Bounded(q.start, q.end, same, last.name, last.words, last.measure)


def _as_bounded(q: Quantity, like: Quantity) -> Quantity:
    """A bare value with the comparator of another."""
    return replace(
        q, lower=q.lower if like.lower is not None else None, upper=q.upper if like.upper is not None else None,
        lower_inclusive=like.lower_inclusive, upper_inclusive=like.upper_inclusive, said=True, sign=like.sign,
    )  # fmt: skip


def _one_of(view: str, q: Quantity, last: Bounded) -> bool:
    """ "NYHA II, III or ambulatory IV"; "3 relapses, of these at least one in the last 6 months"."""
    if q.roman:
        return last.quantity.roman and bool(_OR_A.fullmatch(view, last.end, q.start))
    counted = last.words is not None and last.quantity.end <= last.words[0]
    return counted and q.said and q.unit is None and bool(_OF_THESE.search(view, last.end, q.start))


def _alike(q: Quantity, last: Bounded) -> bool:
    """Whether a value can be one more of the last measure, by its unit."""
    a, b = q.relative or q.unit, last.quantity.relative or last.quantity.unit
    if last.measure is not None:
        own = (last.measure.unit, *last.measure.units)
        if q.is_time and not last.measure.in_time:
            return False
        if last.measure.unit == "1" and q.unit not in (None, "1", *own) and not q.relative and a and a[0] != "/":
            return False
    if a == b or q.relative or None in (a, b) or (str(a)[0] == str(b)[0] == "/"):
        return True
    return last.measure is not None and q.unit in (last.measure.unit, *last.measure.units)
