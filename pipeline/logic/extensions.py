"""Values that are let in beyond a limit, by the sentence or the item behind it.

"BMI 18-25; those with BMI up to 28 will be included if waist < 96 cm", "eGFR ≥ 45; patients with diabetes may be
included with ≥ 30": the value, or those for whom it holds, stand first.
"""

import re
from typing import Any

from ...patterns.gate import Gated
from ..parts import Part, is_sex
from . import asked_of
from .clauses import clause, listed
from .joints import whole
from .nodes import Rule, Words, at, in_order, join, leaves_of, measured, members, negation, nodes_of

_LET_IN = Gated(
    r"\b(?:is|are|(?:will|may|can)\s+be)\s+(?:also\s+)?"
    r"(?:eligible|included|accepted|acceptable|enrolled|considered|allowed|permitted|tolerated|sufficient)\s+"
    r"(?:(?:only\s+)?(?:if|when|for|in(?:\s+case\s+of)?)|provided(?:\s+that)?)\b",
    re.IGNORECASE,
)
_SOME_LET_IN = Gated(
    r"\b(?:(?:may|can|could|will)\s+(?:(?:also|still)\s+)?be\s+(?:included|enrol+ed|admitted|accepted|randomi[sz]ed)|"
    r"(?:are|is|remain)\s+(?:(?:also|still)\s+)?(?:eligible|allowed|accepted)|"
    r"(?:may|can)\s+(?:(?:also|still)\s+)?(?:participate|enrol+|take\s+part))\s+(?:with|at|if|when|provided(?:\s+that)?)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    rf"\W*(?:(?:but|and|however,?)\s+)?{asked_of.PEOPLE}\s+(?:with|who\s+have|having|on|receiving)\s+", re.IGNORECASE
)
_NARROWED = Gated(r"\b(?:only|unless|except|not|no|without)\b", re.IGNORECASE)


def extended(w: Words, rule: Rule, start: int, end: int, before: list[Part], inside: list[Part]) -> Rule | None:
    """The rule of a requirement with the sentence behind it that lets in more; None where the sentence does not.

    ``before`` are the parts of the requirement, ``inside`` those of the sentence.
    """
    if w.kind != "inclusion":
        return None
    return _for_some(w, rule, start, end, before, inside) or _on_terms(w, rule, start, end, inside)


def _for_some(w: Words, rule: Rule, start: int, end: int, before: list[Part], inside: list[Part]) -> Rule | None:
    """ "Patients with diabetes may be included with ≥ 30": another way to meet the limit for all."""
    m = _SOME_LET_IN.search(w.view, start, end)
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
    found = (each for each in (rule, *members(rule)) if {measured(leaf) for leaf in leaves_of(each)} == names)
    return next(found, None)


def _on_terms(w: Words, rule: Rule, start: int, end: int, parts: list[Part]) -> Rule | None:
    """ "Those with BMI up to 28 will be included if waist < 96 cm".

    What it lets in is another range of a measure that the requirement limits once; it holds with what it is let in for.
    """
    m = _LET_IN.search(w.view, start, end)
    if m is None:
        return None
    parts = [p for p in parts if p.leaf["op"] != "other" or p.end > m.end() or p.start < m.start()]  # "allowed"
    let_in, proviso = [p for p in parts if at(p) < m.start()], [p for p in parts if at(p) >= m.end()]
    names = {measured(p.leaf) for p in let_in} - {None}
    limits = [leaf for leaf in leaves_of(rule) if measured(leaf) in names]
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
