"""What a rule is: contract 1 as frozen Pydantic classes, the notation, and the JSON Schema."""

from .base import Span
from .notation import notation
from .parsing import NotationError, parse
from .quantities import Bound, Duration, PlainRange, Range, Window
from .rules import (
    All,
    Any,
    AtLeast,
    Attribute,
    Code,
    Concept,
    Condition,
    Exposure,
    Leaf,
    Mention,
    Not,
    Other,
    Rule,
    Threshold,
)
from .ruleset import SCHEMA_VERSION, Criterion, RuleSet, Trial, Warning
from .schema import json_schema

__all__ = [
    "SCHEMA_VERSION", "All", "Any", "AtLeast", "Attribute", "Bound", "Code", "Concept", "Condition", "Criterion",
    "Duration", "Exposure", "Leaf", "Mention", "Not", "NotationError", "Other", "PlainRange", "Range", "Rule",
    "RuleSet", "Span", "Threshold", "Trial", "Warning", "Window", "json_schema", "notation", "parse",
]  # fmt: skip
