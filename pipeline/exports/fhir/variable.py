"""A RuleSet as an EvidenceVariable, and as the eligibility of a ResearchStudy."""

import json
from collections.abc import Iterator

from ....models import All, AtLeast, Criterion, Not, Rule, RuleSet
from ....models import Any as AnyOf
from ..base import Loss, deciding, leaves, lost, unread
from .elements import Element, combined, denied
from .leaves import characteristic, unsayable


def said(ruleset: RuleSet, _: object = None) -> tuple[str, Iterator[Loss]]:
    """The Bundle of a trial as JSON, and what it says in words alone."""
    return document(ruleset), losses(ruleset)


def document(ruleset: RuleSet) -> str:
    """The Bundle of a trial as JSON."""
    study = {
        "resourceType": "ResearchStudy", "id": "study", "status": "active",
        "identifier": [{"value": ruleset.trial.id}],
        "recruitment": {"eligibility": {"reference": "EvidenceVariable/eligibility"}},
    }  # fmt: skip
    if ruleset.trial.title:
        study["title"] = ruleset.trial.title
    entries = [{"resource": study}, {"resource": evidence_variable(ruleset)}]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}, ensure_ascii=False, indent=1)


def evidence_variable(ruleset: RuleSet) -> Element:
    """The EvidenceVariable: every criterion a characteristic, those of exclusion with ``exclude``.

    What binds a group only stands together with the group's other criteria, and one group is enough.
    """
    criteria = deciding(ruleset)
    out: Element = {"resourceType": "EvidenceVariable", "id": "eligibility", "status": "active"}
    parts = [_criterion(c) for c in criteria if c.group is None]
    groups = dict.fromkeys(c.group for c in criteria if c.group is not None)
    if groups:
        parts.append(combined("any-of", [_group(group, criteria) for group in groups]))
    if parts:
        out["characteristic"] = [combined("all-of", parts)]
    return out


def losses(ruleset: RuleSet) -> Iterator[Loss]:
    """What the Bundle says in words alone."""
    yield from unread(ruleset)
    for c in deciding(ruleset):
        yield from (lost(ruleset, c, leaf, reason) for leaf in leaves(c) if (reason := unsayable(leaf)))


def _group(group: str, criteria: list[Criterion]) -> Element:
    return {**combined("all-of", [_criterion(c) for c in criteria if c.group == group]), "description": group}


def _criterion(c: Criterion) -> Element:
    assert c.rule is not None
    out = _rule(c.rule)
    if c.kind == "exclusion":
        out = denied(out)
    return {**out, "linkId": c.id, "description": f"{c.kind}: {' '.join(c.text.split())}"}


def _rule(rule: Rule) -> Element:
    match rule:
        case Not():
            return denied(_rule(rule.of))
        case All() | AnyOf() | AtLeast():
            code = {"all": "all-of", "any": "any-of"}.get(rule.op, "at-least")
            out = combined(code, [_rule(part) for part in rule.of])
            if isinstance(rule, AtLeast):
                out["definitionByCombination"]["threshold"] = rule.count
            return out
    return characteristic(rule)
