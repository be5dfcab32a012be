"""RuleSets from annotations that have leaves but no criteria or no logic."""

from collections.abc import Sequence

from ...models import Any, Bound, Concept, Criterion, Exposure, Leaf, Not, Range, Rule, RuleSet, Span, Trial


def one_criterion(id: str, text: str, leaves: Sequence[Rule]) -> RuleSet:
    """A RuleSet with one criterion over a whole text, which holds all leaves."""
    return RuleSet(trial=Trial(id=id), text=text, criteria=(criterion("U1", "unknown", text, 0, leaves),))


def criterion(id: str, kind: str, text: str, start: int, leaves: Sequence[Rule]) -> Criterion:
    """A criterion with leaves whose logic nobody annotated."""
    span = Span(start=start, end=start + len(text))
    rule = Any(of=tuple(leaves)) if leaves else None
    return Criterion.model_validate(
        {"id": id, "kind": kind, "span": span, "text": text, "rule": rule, "coverage": "partial"}
    )


def concept(name: str, span: Span | None = None) -> Concept:
    """A concept by name."""
    return Concept(name=name or "?", span=span)


def between(
    lower: float | None, lower_in: bool | None, upper: float | None, upper_in: bool | None, unit: str | None
) -> Range:
    """A range from its bounds. Raises a validation error for one that is empty."""
    return Range(
        lower=None if lower is None else Bound(value=lower, inclusive=bool(lower_in)),
        upper=None if upper is None else Bound(value=upper, inclusive=bool(upper_in)),
        unit=unit,
    )


def exposure(name: str, span: Span, role: str) -> Exposure:
    """An exposure to an agent by name."""
    return Exposure.model_validate({"agent": concept(name, span), "role": role, "span": span})


def denied(leaf: Leaf, negated: bool) -> Rule:
    """A leaf, under a ``not`` where the words deny it."""
    return Not(of=leaf) if negated else leaf
