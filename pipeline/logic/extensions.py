"""Values that are let in beyond a limit: "BMI 18-25; those with BMI up to 28 will be included if waist < 96 cm"."""

import re
from typing import Any

from ...patterns.gate import Gated
from ..parts import Part
from .joints import whole
from .nodes import Rule, Words, at, in_order, join, leaves_of, nodes_of

_LET_IN = Gated(
    r"\b(?:is|are|(?:will|may|can)\s+be)\s+(?:also\s+)?"
    r"(?:eligible|included|accepted|acceptable|enrolled|considered|allowed|permitted|tolerated|sufficient)\s+"
    r"(?:(?:only\s+)?(?:if|when|for|in(?:\s+case\s+of)?)|provided(?:\s+that)?)\b",
    re.IGNORECASE,
)


def extended(w: Words, rule: Rule, start: int, end: int, parts: list[Part]) -> Rule | None:
    """The rule of a requirement with the sentence behind it that lets in more; None where the sentence does not.

    What it lets in is another range of a measure that the requirement limits once; it holds with what it is let in for.
    """
    m = _LET_IN.search(w.view, start, end) if w.kind == "inclusion" else None
    if m is None:
        return None
    parts = [p for p in parts if p.leaf["op"] != "other" or p.end > m.end() or p.start < m.start()]  # "allowed"
    let_in, proviso = [p for p in parts if at(p) < m.start()], [p for p in parts if at(p) >= m.end()]
    names = {p.leaf["measure"]["name"] for p in let_in if p.leaf["op"] == "threshold"}
    limits = [leaf for leaf in leaves_of(rule) if leaf["op"] == "threshold" and leaf["measure"]["name"] in names]
    if not proviso or len(limits) != 1 or len(let_in) + len(proviso) < len(parts):
        return None
    w.heard.append(m.span())
    both = join("all", [whole(w, nodes_of(w, in_order(p))) for p in (let_in, proviso)])
    return _put(rule, limits[0], join("any", [limits[0], both]))


def _put(rule: Rule, leaf: Rule, instead: Rule) -> Rule:
    """The rule with another in the place of one of its leaves."""
    if rule is leaf:
        return instead
    inner: Any = rule.get("of")
    if rule["op"] in ("all", "any", "at_least"):
        return {**rule, "of": [_put(part, leaf, instead) for part in inner]}
    return {**rule, "of": _put(inner, leaf, instead)} if rule["op"] == "not" else rule
