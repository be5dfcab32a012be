"""Contract 1: what can be said, what is refused, and that nothing is lost on the way to text and back."""

import json
from typing import Any

import pytest
from contract_trees import TREES, ruleset_with
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from rule_strategies import rules, rulesets
from trialrules.models import NotationError, PlainRange, Rule, RuleSet, Span, Trial, Window, parse

ADAPTER: TypeAdapter[Rule] = TypeAdapter(Rule)
many = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
NOT_IN_NOTATION = ("span", "also", "codes", "anchor_text")


def bare(part: Any) -> Any:
    """A dumped rule without what the notation leaves out."""
    if isinstance(part, list):
        return [bare(p) for p in part]
    if not isinstance(part, dict):
        return part
    words_count = part.get("op") == "other"
    return {k: bare(v) for k, v in part.items() if k not in NOT_IN_NOTATION and (k != "text" or words_count)}


@pytest.mark.parametrize("tree", TREES, ids=[t.notation for t in TREES])
def test_a_tree_of_the_contract_has_its_notation(tree) -> None:
    rule = ADAPTER.validate_python(tree.rule)
    assert str(rule) == tree.notation
    assert bare(parse(tree.notation).model_dump(mode="json")) == bare(rule.model_dump(mode="json"))


@many
@given(rulesets())
def test_rulesets_survive_json(ruleset: RuleSet) -> None:
    assert RuleSet.model_validate_json(ruleset.model_dump_json()) == ruleset


@many
@given(rules(""))
def test_the_notation_parses_back(rule: Rule) -> None:
    assert bare(parse(str(rule)).model_dump(mode="json")) == bare(rule.model_dump(mode="json"))


@given(st.text(max_size=40))
def test_what_is_no_notation_is_refused_or_read_the_same_again(text: str) -> None:
    try:
        rule = parse(text)
    except (NotationError, ValidationError):
        return
    assert parse(str(rule)) == rule


@pytest.mark.parametrize(
    "words", ["", "any()", "EDSS", "EDSS >", "drug", "EDSS in [0, 5", "not(EDSS > 1; age > 2)", "EDSS > 1 nonsense ("]
)
def test_broken_notation_says_where(words: str) -> None:
    with pytest.raises(NotationError, match="expected"):
        parse(words)


@pytest.mark.parametrize(
    "bounds",
    [
        {},
        {"lower": {"value": 5, "inclusive": True}, "upper": {"value": 4, "inclusive": True}},
        {"lower": {"value": 5, "inclusive": True}, "upper": {"value": 5, "inclusive": False}},
        {"lower": {"value": float("nan"), "inclusive": True}},
        {"upper": {"value": float("inf"), "inclusive": True}},
        {"lower": {"value": 5}},
        {"lower": {"value": 5, "inclusive": True}, "unit": "two words"},
    ],
    ids=["no end", "upside down", "no member", "no number", "infinite", "inclusive unsaid", "no unit"],
)
def test_impossible_ranges_are_refused(bounds: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        PlainRange.model_validate(bounds)


def test_at_least_must_be_able_to_hold() -> None:
    with pytest.raises(ValidationError, match="can never hold"):
        parse("at_least 3(EDSS > 1; age > 18)")


def test_a_role_needs_its_object() -> None:
    with pytest.raises(ValidationError, match="to_role without to"):
        ADAPTER.validate_python({"op": "condition", "condition": {"name": "allergy"}, "to_role": "drug"})


def test_an_unknown_anchor_is_refused() -> None:
    with pytest.raises(ValidationError):
        Window.model_validate({"range": {"upper": {"value": 1, "inclusive": True}}, "anchor": "breakfast"})


def test_surplus_fields_are_refused() -> None:
    with pytest.raises(ValidationError, match="extra"):
        Trial.model_validate({"id": "T1", "sponsor": "nobody"})


def test_values_cannot_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Span(start=0, end=1).start = 5  # type: ignore[misc]


def _changed(**changes: Any) -> str:
    ruleset = json.loads(ruleset_with(TREES[1].rule).model_dump_json())
    ruleset["criteria"][0] |= changes
    return json.dumps(ruleset)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"text": "As the protocol said"}, "does not hold"),
        ({"span": {"start": 0, "end": 500}}, "does not hold"),
        ({"span": {"start": 5, "end": 3}}, "ends before it starts"),
        ({"parent": "E7"}, "does not stand before it"),
        ({"rule": {"op": "other", "text": "protocol", "span": {"start": 0, "end": 8}}}, "does not hold"),
    ],
    ids=["text", "beyond", "backwards", "parent", "leaf"],
)
def test_spans_and_ids_must_agree(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        RuleSet.model_validate_json(_changed(**changes))


def test_an_id_stands_once() -> None:
    ruleset = json.loads(_changed())
    ruleset["criteria"] *= 2
    with pytest.raises(ValidationError, match="stands twice"):
        RuleSet.model_validate(ruleset)
