"""OHDSI Circe: a cohort definition for each trial, of the persons whom its rules keep on one index day.

Circe has two truth values. What a rule asks must be in the records: a value that is missing keeps nobody, and drugs,
procedures and conditions that are not recorded never were. What Circe cannot say binds nobody: the cohort then holds
those too whom a person must still look at, and the losses say for which criteria.
"""

import json
from collections.abc import Iterator

from ....models import Criterion, RuleSet
from ..base import Loss, deciding, leaves, lost, unread
from .elements import Element, group
from .rules import Saying
from .target import ConceptSets, Target

_FIRST = {"Type": "First"}


def said(ruleset: RuleSet, target: Target | None) -> tuple[str, list[Loss]]:
    """The cohort definition as JSON, and what it does not say. Raises ``ValueError`` without a target."""
    if target is None:
        raise ValueError("a cohort is of an index day and a vocabulary: target is missing")
    cohort = Cohort(ruleset, target)
    return cohort.document(), cohort.losses


class Cohort:
    """The cohort definition of one trial; ``losses``: what it does not say, or not quite."""

    def __init__(self, ruleset: RuleSet, target: Target) -> None:
        self._ruleset, self._on = ruleset, target.on
        self._sets = ConceptSets(target)
        self.losses = list(unread(ruleset))
        self.rules = list(self._rules())

    def document(self) -> str:
        """As JSON."""
        day = self._on.isoformat()
        index = {"ObservationPeriod": {"UserDefinedPeriod": {"StartDate": day, "EndDate": day}}}
        cohort = {
            "Title": self._ruleset.trial.id,
            "ConceptSets": list(self._sets.elements()),
            "PrimaryCriteria": {
                "CriteriaList": [index],
                "ObservationWindow": {"PriorDays": 0, "PostDays": 0},
                "PrimaryCriteriaLimit": _FIRST,
            },
            "QualifiedLimit": _FIRST,
            "ExpressionLimit": _FIRST,
            "InclusionRules": self.rules,
            "EndStrategy": {"DateOffset": {"DateField": "StartDate", "Offset": 0}},
            "CensoringCriteria": [],
            "CollapseSettings": {"CollapseType": "ERA", "EraPad": 0},
            "CensorWindow": {},
            "cdmVersionRange": ">=5.0.0",
        }
        return json.dumps(cohort, ensure_ascii=False, indent=1)

    def _rules(self) -> Iterator[Element]:
        """An inclusion rule for each criterion of all, and one for all groups together: any of them will do."""
        criteria = deciding(self._ruleset)
        for c in criteria:
            if c.group is None:
                yield _named(f"{c.id}: {c.kind}", c.text, self._criterion(c))
        groups = list(dict.fromkeys(c.group for c in criteria if c.group is not None))
        parts = [group("ALL", filter(None, [self._criterion(c) for c in criteria if c.group == g])) for g in groups]
        if parts:
            yield _named("groups", "; ".join(groups), group("ANY", parts))

    def _criterion(self, c: Criterion) -> Element | None:
        """What an eligible person is; None where it cannot be said."""
        assert c.rule is not None
        if c.coverage != "full":
            return None
        saying = Saying(self._sets)
        out = saying.rule(c.rule, denied=c.kind == "exclusion")
        doubted = [leaf for leaf in leaves(c) if leaf in saying.doubts]
        self.losses += (lost(self._ruleset, c, leaf, saying.doubts[leaf]) for leaf in doubted)
        return out


def _named(name: str, words: str, expression: Element | None) -> Element:
    return {"name": name, "description": " ".join(words.split()), "expression": expression or group("ALL")}
