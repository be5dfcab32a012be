"""A further value of the measure just bounded: "≤ 2.5 × ULN (≤ 5 × ULN with liver metastases)"."""

import re
from dataclasses import replace

from ...patterns.measures import measures
from ...patterns.tables import Match
from ..parts import Bounded, Quantity
from .ages import ELAPSED, OF_SOMETHING
from .bounding import bounded_by, paired, renamed
from .shared import AGAIN, counted, counts_noun

_FLAGS = re.IGNORECASE
_SEX = r"(?:[MF]|(?:fe)?males?|(?:wo)?men|boys|girls)"
_OF_A_PART = re.compile(
    r"\b(?:items?|questions?|domains?|components?|subscales?|subscores?)\b|\bwith\s+(?:an?\s+)?[A-Z]+\d+\s*$", _FLAGS
)
"""Before the value of a part of a scale: "HAM-D ≥ 18, with item 1 ≥ 2"."""
_OF_EACH = re.compile(
    r"\s*(?:points?\s+)?(?:(?:for|in|on|per)\s+(?:each|every|any|one|two|three|all(?!\s+(?:the\s+)?(?:others|other\s+(?:patients|subjects|participants)|remaining)\b))\b"
    r"(?!\s+(?:(?:or\s+more|consecutive|separate|different|repeated|independent|successive)\s+)*"
    r"(?:readings|measurements|occasions|visits|ECGs|samples|tests|determinations)\b)|(?:for|in|on|per)\s+"
    r"(?:the\s+)?(?:items?|questions?|domains?|components?|subscales?)\b)",
    _FLAGS,
)
_FOR_SOME = re.compile(
    r"\s*(?:in|for|if|with|when|where|(?:(?:is|are|will\s+be|may\s+be)\s+)?(?:also\s+)?"
    r"(?:allowed|permitted|acceptable|accepted|sufficient)\s+(?:if|in|for|when|where|with))\b",
    _FLAGS,
)
_LABELLED = re.compile(r"(?:\s+years?)?\s*\(\s*[^\W\d_][\w\s-]{2,30}:\s*", _FLAGS)
_OPENED = re.compile(r"\s*\(\s*(?:an?\s+(?:score|count|value|level|status|grade|class)s?\s+of\s+)?", _FLAGS)
"""Behind a value in brackets that has the comparator of the one before: "≤ 9 cm (12 in men)"."""
_NEXT_LET_IN = re.compile(r"\s*[.;]\s+(?:an?\s+(?:score|count|value|level|status|grade|class)s?\s+of\s+)?", _FLAGS)
_IS_LET_IN = re.compile(
    r"\s*(?:is|are|(?:will|may|can)\s+be)\s+(?:also\s+)?(?:allowed|permitted|acceptable|accepted|sufficient|tolerated)\s+"
    r"(?:only\s+)?(?:if|in|for|when|where|with|provided)\b",
    _FLAGS,
)
"""A bare value that a sentence of its own lets in: "ECOG 0-1. 2 is acceptable if due to pain"."""
OF_ONE_SEX = re.compile(
    rf"\s*,?\s*(?:\(\s*(?:(?:if|for|in)\s+)?{_SEX}\s*\)|(?:for|in|if)\s+{_SEX})"
    r"\s*(?:[,;/]\s*|\b(?:and|or|but)\s+)+",
    _FLAGS,
)
"""What stands between the values of the two sexes, of which the first alone has a comparator."""
_OR_SO_MANY = re.compile(r"[^.;]{0,60}(?:,|\bor)\s+", _FLAGS)
_OF_THEM = re.compile(
    r"\s+(?:(?:in|within|during|over)\s+(?:the\s+)?(?:last|past|previous|preceding|prior|\d)|(?:requiring|leading|resulting|needing)\b)",
    _FLAGS,
)
_OF_THESE = re.compile(r"\bof\s+(?:these|which|them|those|whom)\s*,?\s*(?:there\s+(?:is|are)\s+)?$", _FLAGS)
_OR_A = re.compile(r"\s*,?\s*(?:or|and)\s+[a-z]+\s+(?:class\s+)?", _FLAGS)
_IN_THAT_CASE = re.compile(
    r"[^.;]{0,150}\bin\s+(?:which|that|this)\s+case,?\s+(?:(?:it|they|levels?|values?|the\s+(?:limit|level|value))\s+)?"
    r"(?:(?:(?:must|should|may|can)\s+be|is|are|of)\s+)*",
    _FLAGS,
)
""" "Bilirubin ≤ 1.5 × ULN unless A, in which case it must be ≤ 3 × ULN"."""
_ON_ANOTHER = re.compile(r"\s+(?:points?\s+)?on\s+(?:the\s+)?(?=[A-Z])")
_TIMES = re.compile(r"\s*(?:[x×*✕]|times|-?\s?fold)(?=\s*(?:$|[),;.]|if\b|for\b|in\b|with\b|when\b|where\b))", _FLAGS)
_AND = re.compile(r"\s*(?:and|&|plus)\s*(?:(?:also|an?|absolute|of)\s+)*", _FLAGS)
_SO_LONG = re.compile(r"\w\s+(?:for|within|over|during|lasting)\s+(?:the\s+)?\Z", _FLAGS)
"""Before a time that is no second age: "aged 4 to 7 years, on stable steroids for at least 3 months"."""
_WITH = re.compile(r"\bwith\b", _FLAGS)


def once_more(view: str, q: Quantity, known: list[Match], done: list[Bounded]) -> list[Bounded]:
    """A second bound of the measures just bounded: "≤ 2.5 × ULN (≤ 5 × ULN with liver metastases)"."""
    if not done or on_another(view, q):
        return []
    last = done[-1]
    if _one_of(view, q, last):
        return [replace(last, start=q.start, end=q.end, quantity=q)]
    q = _of_both(view, _of_the_limit(view, q, last), last)
    bare = not q.said and last.quantity.said
    if bare and _IS_LET_IN.match(view, q.end) and _NEXT_LET_IN.fullmatch(view, last.end, q.start):
        return [replace(last, start=q.start, end=q.end, quantity=as_bounded(q, last.quantity))]
    if bare and _FOR_SOME.match(view, q.end) and _OPENED.fullmatch(view, last.end, q.start):
        q = as_bounded(replace(q, unit=q.unit or last.quantity.unit), last.quantity)
    q = _of_the_range(view, q, last)
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
    if (
        counts_noun(view, q)
        and (noun := counted(view, q)) is not None
        and noun.group(1).lower() in view[last.start : last.end].lower().split()
    ):
        if AGAIN.fullmatch(view, last.quantity.end, q.start):  # "> 28 units a week (men) or > 21 units (women)"
            return [replace(last, start=q.start, end=noun.end(), quantity=replace(q, unit=last.quantity.unit))]
    again = AGAIN.fullmatch(view, done[-1].end, q.start)
    if not again and not _IN_THAT_CASE.fullmatch(view, done[-1].end, q.start):
        return []
    if not _alike(q, _undipped(last)) or counts_noun(view, q):
        return []
    if q.is_time and last.name == "age" and ELAPSED.match(view, q.end):  # "aged 40-60, ≥ 12 months since ..."
        return []
    if q.is_time and last.name.startswith("age") and _SO_LONG.search(view, done[-1].end, q.start):
        return []
    if q.is_time and last.name.startswith("age") and OF_SOMETHING.match(view, q.end):  # "1-year history"
        return []
    if q.is_time and _WITH.search(view, done[-1].end, q.start):  # "20 years old, with a training of at least 3 years"
        return []
    scored = view[q.number[0]].isdigit() or not q.said  # "B" behind "Child-Pugh A, or" is another class
    if last.measure is not None and last.measure.classes and scored:  # "Child-Pugh class A (5-6 points)"
        score = f"{last.name} score"
        return [renamed(replace(last, start=q.start), score, q, q.end)] if score in measures() else []
    group = [b for b in done if b.quantity is last.quantity or (b.words is not None and b.words == last.words)]
    words = dict.fromkeys(b.words for b in group)
    matches = [m for m in known if (m.start, m.end) in words]
    if last.words is not None and last.quantity.end <= last.words[0]:
        return [replace(last, start=q.start, end=q.end, quantity=q)]
    if not matches:
        return [replace(last, end=q.end, quantity=q)]
    start = last.start if again else q.start
    found = [replace(b, start=start) for m in matches for b in paired(view, bounded_by(view, q, m))]
    return [_as_told(b, group) for b in found]


def _as_told(b: Bounded, group: list[Bounded]) -> Bounded:
    """ "Corrected QT (QTcF) > 450 ms, or > 480 ms": the short name behind the words told of which kind both are."""
    kind = next((x for x in group if x.words == b.words and x.name != b.name and x.name.startswith(b.name)), None)
    return b if kind is None else replace(b, name=kind.name, measure=kind.measure)


def _of_the_limit(view: str, q: Quantity, last: Bounded) -> Quantity:
    """ "≤ 2.5 x ULN (5 times, or ≤ 5, if liver metastases)": multiples of the limit that is said once."""
    if q.unit is not None or q.relative or last.quantity.relative not in ("ULN", "LLN"):
        return q
    if times := _TIMES.match(view, q.number[1]):
        return replace(q, end=max(q.end, times.end()), unit="1", relative=last.quantity.relative)
    ratio = last.measure is None or last.measure.unit == "1"  # "INR ≤ 1.5 x ULN (≤ 3 if on warfarin)"
    if ratio or not _FOR_SOME.match(view, q.end) or view[last.end : q.start].strip() != "(":
        return q
    return replace(q, unit="1", relative=last.quantity.relative)


def _of_the_range(view: str, q: Quantity, last: Bounded) -> Quantity:
    """ "BMI 18 to 30 (up to 35 with lymphoedema)": the other bound stays as it is."""
    whole = last.quantity.lower is not None and last.quantity.upper is not None and last.quantity.sign == ".."
    half = q.said and (q.lower is None) != (q.upper is None) and q.unit in (None, last.quantity.unit)
    opened = _OPENED.fullmatch(view, last.end, q.start) and _FOR_SOME.match(view, q.end)
    if not whole or not half or not (opened or _LABELLED.fullmatch(view, last.end, q.start)):
        return q
    if q.lower is None:
        return replace(q, lower=last.quantity.lower, lower_inclusive=last.quantity.lower_inclusive)
    return replace(q, upper=last.quantity.upper, upper_inclusive=last.quantity.upper_inclusive)


def _of_both(view: str, q: Quantity, last: Bounded) -> Quantity:
    """ "Reversibility of at least 12 % and 200 mL": a value in another unit of the measure is bounded alike."""
    if q.said or q.unit is None or last.measure is None or not last.quantity.said or last.quantity.sign == "..":
        return q
    other = q.unit != last.quantity.unit and q.unit in (last.measure.unit, *last.measure.units)
    return as_bounded(q, last.quantity) if other and _AND.fullmatch(view, last.end, q.start) else q


def on_another(view: str, q: Quantity) -> bool:
    """Whether a value names its own scale behind it: the second of "> 10 on the AUDIT or > 24 on the DUDIT"."""
    return q.unit in (None, "1") and _ON_ANOTHER.match(view, q.end) is not None


def _undipped(b: Bounded) -> Bounded:
    """ "Proteinuria ≥ 2+ or > 1 g/24 h": only the first value is the dipstick's."""
    whole = measures().get(b.name.removeprefix("dipstick "))
    return replace(b, measure=whole) if whole is not None else b


def _needs_a_unit(b: Bounded) -> bool:
    return b.quantity.unit not in (None, "1") and b.measure is not None and b.measure.unit != "1"


def _one_more(view: str, q: Quantity, last: Bounded) -> Bounded | None:
    """ "At least 2 relapses in the past 2 years, or 3 in the past 3": the noun is left out, and the comparator."""
    counted = last.words is not None and last.quantity.end <= last.words[0] and last.quantity.unit in (None, "1")
    if not counted or q.unit is not None or q.relative or not _OF_THEM.match(view, q.end):
        return None
    if not _OR_SO_MANY.fullmatch(view, last.end, q.start):
        return None
    same = q if q.said else as_bounded(q, last.quantity) if last.quantity.said else q
    return Bounded(q.start, q.end, same, last.name, last.words, last.measure)


def as_bounded(q: Quantity, like: Quantity) -> Quantity:
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
