"""The JSON Schema of a RuleSet. The committed `ruleset.schema.json` is this function's output."""

import json
from typing import Any

from .ruleset import RuleSet


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of contract 1."""
    schema = RuleSet.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_text() -> str:
    """The schema as it is committed and printed."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
