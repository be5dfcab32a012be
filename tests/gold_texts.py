"""Small RuleSets for tests of the scorers, written in the gold format."""

from typing import Any

from trialrules.evaluation.annotation import GoldTrial
from trialrules.evaluation.gold import ruleset_of
from trialrules.models import RuleSet

HEAD = {
    "id": "t", "title": "t", "area": "testing", "layout": "text", "split": "dev",
    "passes": [{"annotator": "A", "date": "2026-11-21", "kind": "first"}],
}  # fmt: skip


def rules(text: str, *criteria: dict[str, Any]) -> RuleSet:
    """The RuleSet of gold criteria over a text."""
    return ruleset_of(GoldTrial.model_validate({**HEAD, "criteria": criteria}), text)


def one(text: str, rule: Any, kind: str = "exclusion", **leaves: dict[str, Any]) -> RuleSet:
    """A RuleSet with one criterion over the whole text."""
    return rules(text, {"id": f"{kind[0].upper()}1", "kind": kind, "text": text, "leaves": leaves, "rule": rule})


def leaf(says: str, words: Any, **parts: Any) -> dict[str, Any]:
    """A leaf of the gold format."""
    return {"says": says, "words": words, **parts}
