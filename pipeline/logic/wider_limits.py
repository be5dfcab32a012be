"""A wider limit that some may be included with: "eGFR ≥ 45; patients with diabetes may be included with ≥ 30"."""

import re

from ...patterns.gate import Gated
from ..parts import Part
from . import asked_of
from .clauses import clause, listed
from .limbs import is_sex
from .nodes import Rule, Words, at, join, leaves_of, negation

_FLAGS = re.IGNORECASE
_LET_IN = Gated(
    r"\b(?:(?:may|can|could|will)\s+(?:(?:also|still)\s+)?be\s+(?:included|enrol+ed|admitted|accepted|randomi[sz]ed)|"
    r"(?:are|is|remain)\s+(?:(?:also|still)\s+)?(?:eligible|allowed|accepted)|"
    r"(?:may|can)\s+(?:(?:also|still)\s+)?(?:participate|enrol+|take\s+part))\s+(?:with|at|if|when|provided(?:\s+that)?)\b",
    _FLAGS,
)
_SOME = re.compile(
    rf"\W*(?:(?:but|and|however,?)\s+)?{asked_of.PEOPLE}\s+(?:with|who\s+have|having|on|receiving)\s+", _FLAGS
)
_NARROWED = Gated(r"\b(?:only|unless|except|not|no|without)\b", _FLAGS)


def added(w: Words, rule: Rule, start: int, end: int, before: list[Part], inside: list[Part]) -> Rule | None:
    """The rule with the wider limit of a sentence or an item behind it, as another way to meet the limit for all."""
    m = _LET_IN.search(w.view, start, end) if w.kind == "inclusion" else None
    some = _SOME.match(w.view, start) if m else None
    if m is None or some is None or _NARROWED.search(w.view, start, end):
        return None
    whom = [p for p in inside if at(p) < m.start()]
    wider = [p for p in inside if at(p) >= m.end()]
    general = _general(rule, wider) if _are_told(whom) and len(whom) + len(wider) == len(inside) else None
    if general is None or any(negation(p) is not None for p in before if p.value is not None):
        return None
    w.heard.extend((some.span(), m.span()))
    own = [listed(w, m.end(), end, wider), clause(w, some.end(), m.start(), whom)]
    either = join("any", [general, join("all", own)])
    return either if general is rule else join("all", [either if each is general else each for each in rule["of"]])


def _are_told(whom: list[Part]) -> bool:
    """Whether those who are let in are told by what they have."""
    return bool(whom) and not any(p.leaf["op"] == "other" or is_sex(p) for p in whom)


def _general(rule: Rule, wider: list[Part]) -> Rule | None:
    """The only member of a rule that limits what the wider limit does, and nothing else."""
    names = {p.leaf["measure"]["name"] if p.value is not None else None for p in wider}
    if len(names) != 1 or None in names:
        return None
    members = [rule, *(rule["of"] if rule["op"] == "all" else [])]
    found = [each for each in members if {_measure(leaf) for leaf in leaves_of(each)} == names]
    return found[0] if found else None


def _measure(leaf: Rule) -> str | None:
    return str(leaf["measure"]["name"]) if leaf["op"] == "threshold" else None
