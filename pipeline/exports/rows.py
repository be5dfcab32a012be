"""One row a leaf: a table of rules for whatever reads tables."""

from collections.abc import Iterator
from typing import Any

from ...models import Bound, Leaf, Range, RuleSet, Window
from ...models.algebra import Occurrence, occurrences
from ...models.notation import as_written

COLUMNS: dict[str, type] = {
    "trial": str, "criterion": str, "kind": str, "parent": str, "group": str, "coverage": str, "rule": str,
    "path": str, "negated": bool, "op": str, "name": str, "of": str, "role": str, "status": str, "value": str,
    "lower": float, "lower_inclusive": bool, "upper": float, "upper_inclusive": bool, "unit": str, "relative_to": str,
    "canonical_lower": float, "canonical_upper": float, "canonical_unit": str,
    "window_lower": float, "window_lower_inclusive": bool, "window_upper": float, "window_upper_inclusive": bool,
    "window_unit": str, "direction": str, "anchor": str,
    "duration_lower": float, "duration_lower_inclusive": bool, "duration_upper": float,
    "duration_upper_inclusive": bool, "duration_unit": str,
    "dose_lower": float, "dose_lower_inclusive": bool, "dose_upper": float, "dose_upper_inclusive": bool,
    "dose_unit": str,
    "excluding": str, "to": str, "to_role": str, "codes": str, "leaf": str, "start": int, "end": int, "words": str,
}  # fmt: skip
"""Column → its type; every one may be empty.

``path``: the operators above a leaf as they act, and which part it stands in ("any:0 all:1"); ``negated``: whether an
odd number of ``not`` stands above it; ``rule`` and ``leaf``: the notation of the whole rule and of the leaf. A
criterion without a rule has one row without a leaf.
"""


def rows(ruleset: RuleSet) -> Iterator[dict[str, Any]]:
    """The rows of a trial, in reading order."""
    for c in ruleset.criteria:
        about = {
            "trial": ruleset.trial.id, "criterion": c.id, "kind": c.kind, "parent": c.parent, "group": c.group,
            "coverage": c.coverage, "rule": None if c.rule is None else as_written(c.rule),
            "start": c.span.start, "end": c.span.end, "words": c.text,
        }  # fmt: skip
        found = [about | _leaf(o) for o in occurrences(c.rule)] or [about]
        for row in found:
            yield {column: row.get(column) for column in COLUMNS}


def _leaf(o: Occurrence) -> dict[str, Any]:
    leaf = o.leaf
    out: dict[str, Any] = {
        "path": " ".join(f"{op}:{k}" for op, k in o.path), "negated": o.negated,
        "op": leaf.op, "leaf": as_written(leaf),
    }  # fmt: skip
    if leaf.span is not None:
        out |= {"start": leaf.span.start, "end": leaf.span.end}
    return out | _named(leaf) | _limits(leaf)


def _named(leaf: Leaf) -> dict[str, Any]:
    match leaf.op:
        case "threshold":
            concept, more = leaf.measure, {"of": leaf.of and leaf.of.name, "relative_to": leaf.relative_to}
        case "exposure":
            concept, more = leaf.agent, {"role": leaf.role}
        case "condition":
            concept, more = leaf.condition, {"to": leaf.to and leaf.to.name, "to_role": leaf.to_role}
        case "attribute":
            return {"name": leaf.name, "value": leaf.value}
        case "other":
            return {"name": leaf.text}
    codes = " ".join(f"{code.system}:{code.code}" for code in concept.codes)
    excluding = "|".join(c.name for c in getattr(leaf, "excluding", ()))
    more |= {"status": getattr(leaf, "status", None), "excluding": excluding or None}
    return {"name": concept.name, "codes": codes or None, **more}


def _limits(leaf: Leaf) -> dict[str, Any]:
    range, window = getattr(leaf, "range", None), getattr(leaf, "window", None)
    out = _ends("", range) if range is not None else {}
    if range is not None and range.canonical is not None:
        out |= {f"canonical_{k}": v for k, v in _ends("", range.canonical).items() if not k.endswith("inclusive")}
    if isinstance(window, Window):
        out |= _ends("window_", window.range) | {"direction": window.direction, "anchor": window.anchor}
    for part in ("duration", "dose"):
        if (limit := getattr(leaf, part, None)) is not None:
            out |= _ends(f"{part}_", limit)
    return out


def _ends(prefix: str, range: Range) -> dict[str, Any]:
    out: dict[str, Any] = {f"{prefix}unit": range.unit}
    for end, bound in (("lower", range.lower), ("upper", range.upper)):
        if isinstance(bound, Bound):
            out |= {f"{prefix}{end}": float(bound.value), f"{prefix}{end}_inclusive": bound.inclusive}
    return out
