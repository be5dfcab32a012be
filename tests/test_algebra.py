"""The form of a rule: equal for rules that say the same, and for no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_strategies import trees
from trialrules.models import All, Any, AtLeast, Condition, Not, Rule, parse
from trialrules.models.algebra import form, joined, occurrences

NAMES = "abcd"
leaves = st.sampled_from(NAMES).map(lambda name: parse(f"condition {name}"))
rules = trees(leaves)


def holds(rule: Rule, facts: frozenset[str]) -> bool:
    """What a rule says of a patient who has just these conditions."""
    match rule:
        case Not():
            return not holds(rule.of, facts)
        case All():
            return all(holds(x, facts) for x in rule.of)
        case Any():
            return any(holds(x, facts) for x in rule.of)
        case AtLeast():
            return sum(holds(x, facts) for x in rule.of) >= rule.count
        case Condition():
            return rule.condition.name in facts
    raise AssertionError(rule)


@given(rules, rules, st.frozensets(st.sampled_from(NAMES)))
def test_rules_of_one_form_hold_of_the_same_patients(a: Rule, b: Rule, facts: frozenset[str]) -> None:
    if form(a, str) == form(b, str):
        assert holds(a, facts) == holds(b, facts)


@given(rules)
def test_denying_twice_changes_no_form(rule: Rule) -> None:
    assert form(Not(of=Not(of=rule)), str) == form(rule, str)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("any(condition a; condition b)", "any(condition b; condition a)"),
        ("all(condition a; all(condition b; condition c))", "all(condition a; condition b; condition c)"),
        ("not(any(condition a; condition b))", "all(not(condition a); not(condition b))"),
        ("at_least 1(condition a; condition b)", "any(condition a; condition b)"),
        ("not(at_least 2(condition a; condition b; condition c))",
         "at_least 2(not(condition a); not(condition b); not(condition c))"),
        ("any(condition a; condition a)", "condition a"),
    ],
)  # fmt: skip
def test_the_same_in_other_words(a: str, b: str) -> None:
    assert form(parse(a), str) == form(parse(b), str)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("any(condition a; condition b)", "all(condition a; condition b)"),
        ("condition a", "not(condition a)"),
        ("any(condition a; all(condition b; condition c))", "all(any(condition a; condition b); condition c)"),
        ("at_least 2(condition a; condition b; condition c)", "any(condition a; condition b; condition c)"),
        ("at_least 2(condition a; condition a; condition b)", "at_least 2(condition a; condition b; condition b)"),
    ],
)
def test_what_is_not_the_same(a: str, b: str) -> None:
    assert form(parse(a), str) != form(parse(b), str)


def test_where_leaves_stand() -> None:
    rule = parse("all(condition a; not(any(condition b; condition c)))")
    a, b, c = occurrences(rule)
    assert [o.negated for o in (a, b, c)] == [False, True, True]
    assert (joined(a, b), joined(b, c), joined(a, a)) == ("all", "all", None)
    assert list(occurrences(None)) == []
