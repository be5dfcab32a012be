"""What the finished rules themselves give reason to doubt."""

from ..models import RuleSet
from .check import senseless
from .registry_fields import registry_contradictions


def doubted(ruleset: RuleSet) -> RuleSet:
    """The RuleSet with a warning for each rule that makes no sense, and each contradiction to the registry's fields.

    A rule that no patient can meet, or none can fail to, or that asks again what it has settled was not read in full.
    """
    wrong = {c.id: doubt for c in ruleset.criteria if (doubt := senseless(c))}
    new = (*wrong.values(), *registry_contradictions(ruleset))
    if not new:
        return ruleset
    criteria = tuple(c.model_copy(update={"coverage": "partial"}) if c.id in wrong else c for c in ruleset.criteria)
    return ruleset.model_copy(update={"criteria": criteria, "warnings": (*ruleset.warnings, *new)})
