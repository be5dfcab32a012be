"""Ranges as sets, and the normal form of rules: no range ever becomes empty, and nothing changes what a rule says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_strategies import plain_ranges, trees
from trialrules.models import All, Any, AtLeast, Bound, Not, PlainRange, Range, Rule, Threshold, parse
from trialrules.models.normal import normal
from trialrules.models.ranges import meet, outside, within

values = st.integers(-3, 9)


@st.composite
def small_ranges(draw: st.DrawFn) -> PlainRange:
    low, high = sorted((draw(values), draw(values)))
    if low == high:
        bound = Bound(value=low, inclusive=True)
        return PlainRange(lower=bound, upper=bound, unit="1")
    ends = draw(st.sampled_from(["lower", "upper", "both"]))
    lower = None if ends == "upper" else Bound(value=low, inclusive=draw(st.booleans()))
    upper = None if ends == "lower" else Bound(value=high, inclusive=draw(st.booleans()))
    return PlainRange(lower=lower, upper=upper, unit="1")


def holds(range: PlainRange, value: float) -> bool:
    low, high = range.lower, range.upper
    above = low is None or value > low.value or (low.inclusive and value == low.value)
    return above and (high is None or value < high.value or (high.inclusive and value == high.value))


MANY = [v / 2 for v in range(-10, 24)]
"""Values on and between all bounds of the small ranges, and beyond them."""


@given(plain_ranges())
def test_a_value_lies_in_a_range_or_outside(range: PlainRange) -> None:
    ends = [b.value for b in (range.lower, range.upper) if b]
    for value in (*ends, *(v + 1 for v in ends), *(v - 1 for v in ends)):
        assert holds(range, value) != any(holds(part, value) for part in outside(range))


@given(small_ranges(), small_ranges())
def test_what_two_ranges_share_and_hold(a: PlainRange, b: PlainRange) -> None:
    both = meet(a, b)
    assert [both is not None and holds(both, v) for v in MANY] == [holds(a, v) and holds(b, v) for v in MANY]
    assert within(a, b) == all(holds(b, v) for v in MANY if holds(a, v))


@st.composite
def thresholds(draw: st.DrawFn) -> Threshold:
    leaf = parse(f"{draw(st.sampled_from(['EDSS', 'ECOG']))} = 1")
    assert isinstance(leaf, Threshold)
    return leaf.model_copy(update={"range": Range(**dict(draw(small_ranges())))})


leaves = thresholds() | st.sampled_from("ab").map(lambda name: parse(f"condition {name}"))
rules = trees(leaves)
patients = st.fixed_dictionaries({"EDSS": values, "ECOG": values, "a": st.booleans(), "b": st.booleans()})


def decide(rule: Rule, patient: dict[str, float]) -> bool:
    match rule:
        case Not():
            return not decide(rule.of, patient)
        case All() | Any() | AtLeast():
            needed = {"all": len(rule.of), "any": 1}.get(rule.op) or rule.count  # type: ignore[union-attr]
            return sum(decide(part, patient) for part in rule.of) >= needed
        case Threshold():
            return holds(rule.range, patient[rule.measure.name])
    return bool(patient[rule.condition.name])  # type: ignore[union-attr]


@given(rules, patients)
def test_the_normal_form_says_the_same(rule: Rule, patient: dict[str, float]) -> None:
    assert decide(normal(rule), patient) == decide(rule, patient)
    assert decide(normal(rule, denied=True), patient) != decide(rule, patient)


def nots(rule: Rule) -> list[Rule]:
    below = [rule.of] if isinstance(rule, Not) else getattr(rule, "of", None) or ()
    parts = below if isinstance(below, list | tuple) else ()
    return ([rule.of] if isinstance(rule, Not) else []) + [n for part in parts for n in nots(part)]


@given(rules)
def test_not_stands_only_where_nothing_simpler_says_it(rule: Rule) -> None:
    assert all(denied.op == "condition" for denied in nots(normal(rule)))
    assert normal(normal(rule)) == normal(rule)


@pytest.mark.parametrize(
    ("rule", "opposite"),
    [
        ("age >= 18 a", "age < 18 a"),
        ("age in [18, 65] a", "any(age < 18 a; age > 65 a)"),
        ("any(age < 18 a; age > 65 a)", "all(age >= 18 a; age <= 65 a)"),
        ("LDH > 2 x ULN", "LDH <= 2 x ULN"),
        ("ECOG <= 1 for [>= 3 mo]", "not(ECOG <= 1 for [>= 3 mo])"),
        ("drug natalizumab [<= 2 mo before now]", "not(drug natalizumab [<= 2 mo before now])"),
    ],
)
def test_the_opposite_of_a_range(rule: str, opposite: str) -> None:
    assert str(normal(parse(rule), denied=True)) == opposite


def test_a_canonical_range_turns_with_its_own() -> None:
    (denied,) = (normal(parse("platelet count < 75000 /mm3 {< 75 10*9/L}"), denied=True),)
    assert str(denied) == "platelet count >= 75000 /mm3 {>= 75 10*9/L}"
