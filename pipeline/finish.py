"""From draft to RuleSet: ids, lead-ins, warnings, one validation."""

from typing import Any

from ..models import RuleSet
from .doubts import doubted
from .hulls import hulls_of, whole
from .parts import Draft, Work
from .stated import stated

_LETTER = {"inclusion": "I", "exclusion": "E", "unknown": "U"}


def ids(criteria: list[Work]) -> list[str]:
    """``I1``, ``E1``, ``U1`` by kind; sub-items ``E3.1``."""
    out: list[str] = []
    counts: dict[str, int] = {}
    for work in criteria:
        prefix = _LETTER[work.kind] if work.parent is None else f"{out[work.parent]}."
        counts[prefix] = counts.get(prefix, 0) + 1
        out.append(f"{prefix}{counts[prefix]}")
    return out


def ruleset_of(draft: Draft, trial: dict[str, Any] | None = None) -> RuleSet:
    """The validated RuleSet of a draft."""
    names, hulls = ids(draft.criteria), hulls_of(draft)
    criteria = [
        {
            "id": name, "kind": work.kind, "parent": None if work.parent is None else names[work.parent],
            "group": work.group, "span": {"start": work.start, "end": work.end},
            "text": draft.text[work.start : work.end], "coverage": work.coverage,
            "rule": whole(draft.text, work.rule, hulls),
        }
        for name, work in zip(names, draft.criteria, strict=True)
    ]  # fmt: skip
    warnings = [
        {"code": n.code, "message": n.message, "span": n.span and {"start": n.span[0], "end": n.span[1]}}
        for n in draft.notes
    ]
    trial = trial or {"id": "text", **stated(draft.text)}
    ruleset = RuleSet.model_validate({"trial": trial, "text": draft.text, "criteria": criteria, "warnings": warnings})
    return doubted(ruleset)
