"""Joins the rules of sub-items into their lead-in's, as its words say: any, all, or at least so many."""

import re
from typing import Any

from ..parts import Work
from ..shapes import span

_FLAGS = re.IGNORECASE
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5} | {str(i): i for i in range(1, 10)}
_SOME = re.compile(
    r"\b(?:at\s+least|any|minimum\s+of|≥|>=)\s*(?P<n>one|two|three|four|five|[1-9])\b|\b(?P<m>one|two|three|four|five|[1-9])\s+(?:or\s+more|of\b|out\s+of)",
    _FLAGS,
)
_ANY = re.compile(r"\b(?:any|either|one\s+of|or)\b", _FLAGS)
_ALL = re.compile(r"\b(?:all|each|both|following\s+criteria)\b", _FLAGS)


def join(text: str, view: str, criteria: list[Work]) -> None:
    """Sets the rule of every lead-in; a sub-item without a rule joins as an `other` leaf."""
    children: dict[int, list[Work]] = {}
    for work in criteria:
        if work.parent is not None:
            children.setdefault(work.parent, []).append(work)
    for index in sorted(children, reverse=True):
        lead = criteria[index]
        rules = [w.rule or _unread(text, w) for w in children[index]]
        joined = _joined(view[lead.start : lead.end], lead.kind, rules)
        lead.rule = joined if lead.rule is None else {"op": "all", "of": [lead.rule, joined]}
        worst = {w.coverage for w in children[index]} | ({lead.coverage} if lead.parts else set())
        lead.coverage = "full" if worst == {"full"} else "none" if worst == {"none"} else "partial"


def _unread(text: str, work: Work) -> dict[str, Any]:
    return {"op": "other", "text": text[work.start : work.end], "span": span(work.start, work.end)}


def _joined(words: str, kind: str, rules: list[dict[str, Any]]) -> dict[str, Any]:
    if len(rules) == 1:
        return rules[0]
    some = _SOME.search(words)
    count = _COUNTS[(some["n"] or some["m"]).lower()] if some else 0
    if 1 < count <= len(rules):
        return {"op": "at_least", "count": count, "of": rules}
    if count == 1 or _ANY.search(words):
        return {"op": "any", "of": rules}
    if _ALL.search(words) and kind != "exclusion":
        return {"op": "all", "of": rules}
    return {"op": "any" if kind == "exclusion" else "all", "of": rules}
