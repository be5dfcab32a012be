"""Thresholds of recorded values, and of age.

The latest value in the window decides. No engine is trusted to convert units: every unit of the measure has a
comparison of its own; a value in another unit, or one that nobody has, is unknown.
"""

from ....models import Concept, PlainRange, Threshold
from ....patterns.unwritten import understood
from ...screening.patients.fhir import UNSAID
from ..base import Unsayable, in_every_unit, plausible_in
from .codes import matches
from .times import day_or_index, days_of
from .times import inside as lies_inside
from .words import Definition, identifier, number, text, texts, within

AGES = {"a": "AgeInYearsAt", "mo": "AgeInMonthsAt", "wk": "AgeInWeeksAt", "d": "AgeInDaysAt"}
DAY = (
    "Coalesce(date from (O.effective as FHIR.dateTime), date from (O.effective as FHIR.instant), "
    'date from (O.effective as FHIR.Period)."end")'
)
"""The day of an observation, O."""
LIMITS = {"ULN": "high", "LLN": "low"}


def age(leaf: Threshold, name: str) -> list[Definition]:
    """Whether the completed years (months, weeks, days) at the anchor lie in the range."""
    function = AGES.get(leaf.range.unit or "")
    if function is None:
        raise Unsayable(f"an age in {leaf.range.unit or 'no unit'} cannot be told by days")
    day = day_or_index(leaf.window)
    unborn = f"exists ([Patient] P where P.birthDate > {day})"
    return [Definition(name, f"if {unborn} then null else {within(f'{function}({day})', leaf.range)}")]


def threshold(leaf: Threshold, name: str) -> list[Definition]:
    """The observations, their days, the last of these in the window, the values of that day, what they answer."""
    if leaf.duration is not None:
        raise Unsayable("how long a value lasted is not recorded")
    if leaf.of is not None:
        raise Unsayable("what is graded or counted has no element of its own")
    leaf = understood(leaf)
    if leaf.range.unit is None:
        raise Unsayable("no unit is written")
    if leaf.relative_to not in (None, *LIMITS):
        raise Unsayable(f"no record says a value's {leaf.relative_to}")
    parts = ("records", "days", "last", "latest", "answers")
    records, days, last, latest, answers = (identifier(f"{name} {part}") for part in parts)
    span = days_of(leaf.window)
    later = f"exists ({days} L where {lies_inside('L', span)} and L > D)"
    undated = "" if leaf.window else f" or not exists {days}"
    return [
        Definition(f"{name} records", f"[Observation] O\n    where {_recorded(leaf.measure)}"),
        Definition(f"{name} days", f"{records} O\n    where {DAY} is not null\n    return {DAY}"),
        Definition(f"{name} last", f"{days} D\n    where {lies_inside('D', span)}\n      and not {later}"),
        Definition(f"{name} latest", f"{records} O\n    where {DAY} in {last}{undated}"),
        *(_relative(leaf, latest, name) if leaf.relative_to else _absolute(leaf, latest, name)),
        Definition(name, f"""case
    when exists ({records} O where {DAY} is null){"" if leaf.window else f" and exists {days}"} then null // no date
    when exists ({days} D where ({lies_inside("D", span)}) is null) then null // not exact enough
    when 'unknown' in {answers} or ('yes' in {answers} and 'no' in {answers}) then null
    when 'yes' in {answers} then true
    when 'no' in {answers} then false
    else null // no value in this time
  end"""),
    ]  # fmt: skip


def _recorded(measure: Concept) -> str:
    """Of a value, or of one in a component (of a blood pressure, both)."""
    said = f"(O.status is null or not (O.status in {texts(UNSAID)}))"
    own = f"(({matches('O.code', measure)}) and (O.value as FHIR.Quantity).value is not null)"
    component = f"({matches('C.code', measure)}) and (C.value as FHIR.Quantity).value is not null"
    return f"{said}\n      and ({own}\n        or exists (O.component C where {component}))"


def _absolute(leaf: Threshold, latest: str, name: str) -> list[Definition]:
    component = f"First(O.component C where {matches('C.code', leaf.measure)} return (C.value as FHIR.Quantity))"
    value = f"(if {matches('O.code', leaf.measure)} then (O.value as FHIR.Quantity) else {component})"
    return [
        Definition(f"{name} values", f"{latest} O\n    return {value}"),
        Definition(
            f"{name} answers",
            f"{identifier(f'{name} values')} Q\n    return {_answer(_in_some_unit(leaf), leaf.range, 'Q')}",
        ),
    ]


def _in_some_unit(leaf: Threshold) -> str:
    unit = "Coalesce(Q.code, Q.unit, '1')"
    family = {range.unit or "": within("Q.value", range) for range in in_every_unit(leaf)}
    known = {code: within("Q.value", range) for code in family if (range := plausible_in(leaf, code)) is not None}
    strange = "".join(f"\n        or ({unit} = {text(code)} and not ({test}))" for code, test in known.items())
    each = "\n        or ".join(f"({unit} = {text(code)} and {test})" for code, test in family.items())
    return f"if Q.value is null or not ({unit} in {texts(tuple(family))}){strange} then null\n        else {each}"


def _relative(leaf: Threshold, latest: str, name: str) -> list[Definition]:
    """Against the laboratory's own limit of normal, where there is one alone, and it is in the value's unit."""
    value = "(O.value as FHIR.Quantity)"
    normal = "(O.referenceRange R where R.type is null or exists (R.type.coding S where S.code = 'normal'))"
    limit = f"First({normal}).{LIMITS[leaf.relative_to or '']}"
    share = 100 if leaf.range.unit == "%" else 1
    ends = ((leaf.range.lower, ">"), (leaf.range.upper, "<"))
    tests = [
        f"{value}.value {sign}{'=' if end.inclusive else ''} {number(end.value / share)} * {limit}.value"
        for end, sign in ends
        if end
    ]
    same = f"Coalesce({limit}.code, {limit}.unit, {value}.code, {value}.unit) = Coalesce({value}.code, {value}.unit)"
    unusable = (
        f"{value}.value is null or Count({normal}) > 1 or {limit}.value is null or {limit}.value <= 0.0 or not ({same})"
    )
    truth = f"if {unusable} then null\n        else {' and '.join(tests)}"
    return [Definition(f"{name} answers", f"{latest} O\n    return {_answer(truth, leaf.range, value)}")]


def _answer(truth: str, range: PlainRange, quantity: str) -> str:
    """As a word; "< 0.2" and "> 60" decide only in the direction in which every such value gives the same."""
    less, more = ("<", "<="), (">", ">=")
    against_yes = (*(less if range.lower else ()), *(more if range.upper else ()))
    against_no = (*(more if range.lower else ()), *(less if range.upper else ()))
    yes, no = (
        f"(if {quantity}.comparator in {texts(signs)} then 'unknown' else '{word}')"
        for signs, word in ((against_yes, "yes"), (against_no, "no"))
    )
    return f"(case ({truth})\n      when true then {yes} when false then {no} else 'unknown' end)"
