"""The published JSON Schema and the classes say the same."""

import json
from importlib import resources

import jsonschema
import pytest
from contract_trees import TREES, ruleset_with
from trialrules.models.schema import schema_text

COMMITTED = (resources.files("trialrules.models") / "ruleset.schema.json").read_text(encoding="utf-8")
VALIDATOR = jsonschema.Draft202012Validator(json.loads(COMMITTED))


def test_the_committed_schema_is_what_the_classes_export() -> None:
    assert schema_text() == COMMITTED


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(COMMITTED))


@pytest.mark.parametrize("tree", TREES, ids=[t.notation for t in TREES])
def test_what_the_program_writes_is_valid(tree) -> None:
    VALIDATOR.validate(json.loads(ruleset_with(tree.rule).model_dump_json()))


@pytest.mark.parametrize(
    "damage",
    [
        {"schema_version": "2"},
        {"criteria": [{"id": "I1"}]},
        {"warnings": [{"code": "x", "message": "y", "place": 3}]},
        {"surplus": True},
    ],
    ids=lambda d: next(iter(d)),
)
def test_damage_is_seen(damage) -> None:
    ruleset = json.loads(ruleset_with(TREES[0].rule).model_dump_json())
    assert not VALIDATOR.is_valid({**ruleset, **damage})
