"""What changed between two readings of a trial: in its rules, in its words alone, or in how fully it was read."""

from typing import Literal

from .base import Frozen
from .ruleset import Kind, Warning

What = Literal[
    "added", "removed", "bound", "window", "duration", "dose", "status", "role", "measure", "agent", "condition", "of",
    "to", "value", "words", "exception", "polarity", "rule", "logic", "kind", "group", "coverage", "unit", "field",
]  # fmt: skip
"""What a change is in. ``unit``: the same range in another unit. ``logic``: how the same leaves are joined."""

Coverage = Literal["full", "partial", "none"]
Status = Literal["added", "removed", "changed", "doubtful", "reworded", "reread"]
Effect = Literal["tightens", "loosens"]


class Change(Frozen):
    """Of ``what`` of the ``subject``, from ``old`` to ``new``, both in the notation; None where there is none."""

    what: What
    subject: str
    old: str | None = None
    new: str | None = None


class Side(Frozen):
    """A criterion in one of two readings; ``words`` are its own and its sub-items', ``rule`` is in the notation."""

    id: str
    kind: Kind
    group: str | None
    words: str
    rule: str | None
    coverage: Coverage


class CriterionDiff(Frozen):
    """A criterion that is not what it was.

    ``reworded``: other words for the same rule. ``doubtful``: other words, of which not all were read, so that the rule
    may be another. ``reread``: the same words, read more or less fully. ``effect`` is None where none is certain.
    """

    status: Status
    old: Side | None = None
    new: Side | None = None
    changes: tuple[Change, ...] = ()
    effect: Effect | None = None


class RuleSetDiff(Frozen):
    """Two readings of one trial. ``unchanged`` counts the criteria (of the new one) that are not listed."""

    trial: str
    title: str | None = None
    status: Literal["same", "reworded", "changed", "added", "removed"]
    old_updated: str | None = None
    new_updated: str | None = None
    unchanged: int = 0
    criteria: tuple[CriterionDiff, ...] = ()
    fields: tuple[Change, ...] = ()
    new_warnings: tuple[Warning, ...] = ()
    gone_warnings: tuple[Warning, ...] = ()

    @property
    def rules_changed(self) -> bool:
        """Whether the rules are, or may be, others than they were."""
        return self.status not in ("same", "reworded")
