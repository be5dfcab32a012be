"""A criterion's rule as one Circe group."""

from collections.abc import Sequence

from ....models import All, Any, AtLeast, Leaf, Not, Rule
from ....models.algebra import occurrences
from ..base import Unsayable
from .criteria import inexact, said
from .elements import Element, group
from .target import ConceptSets


class Saying:
    """Says rules, and gathers why leaves are not said, or not quite."""

    def __init__(self, sets: ConceptSets) -> None:
        self._sets = sets
        self._unsaid: dict[Leaf, str] = {}
        self._inexact: dict[Leaf, str] = {}

    @property
    def doubts(self) -> dict[Leaf, str]:
        """Why leaves are not said, or in what they are said otherwise than they are meant."""
        return self._inexact | self._unsaid

    def rule(self, rule: Rule, *, denied: bool) -> Element | None:
        """A group that holds at least where the rule does (``denied``: where it does not); None: it always holds."""
        match rule:
            case Not():
                return self.rule(rule.of, denied=not denied)
            case All() | Any() | AtLeast():
                return self._joined(_needed(rule, denied), rule.of, denied)
        try:
            out = said(rule, self._sets, denied=denied)
        except Unsayable as why:
            self._unsaid[rule] = str(why)
            return None
        if reason := inexact(rule):
            self._inexact[rule] = reason
        return out

    def _joined(self, needed: int, rules: Sequence[Rule], denied: bool) -> Element | None:
        """So many of the rules; those that cannot be said count as met."""
        parts = [part for rule in rules if (part := self.rule(rule, denied=denied)) is not None]
        needed -= len(rules) - len(parts)
        if needed <= 0:
            for o in (o for rule in rules for o in occurrences(rule)):
                self._unsaid.setdefault(o.leaf, "what it may stand in for cannot be said")
            return None
        if needed == len(parts):
            return group("ALL", parts)
        return group("ANY", parts) if needed == 1 else group("AT_LEAST", parts, needed)


def _needed(rule: All | Any | AtLeast, denied: bool) -> int:
    """How many parts must hold; denied, how many must not."""
    count = rule.count if isinstance(rule, AtLeast) else len(rule.of) if isinstance(rule, All) else 1
    return len(rule.of) - count + 1 if denied else count
