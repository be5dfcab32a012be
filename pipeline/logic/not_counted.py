"""What is not considered to be such a thing: "Port placement is not considered major surgery"."""

import re

from ...patterns.gate import Gated
from ..parts import Part
from . import holes, kinds
from .joints import whole
from .nodes import EXPOSED, Rule, Words, join, negate, negation, nodes_of

NOT_SUCH = Gated(
    r"\b(?:is|are|will)\s+not\s+(?:be\s+)?(?:considered|regarded|deemed|counted|classified|viewed)\s+(?:to\s+be\s+|as\s+)?"
    r"(?:(?:an?|any)\s+)?(?:(?:form|type|kind|part)\s+of\s+)?(?!exclusionary|clinically|relevant|significant|eligible)(?=\w)",
    re.IGNORECASE,
)


def spared(w: Words, rule: Rule, start: int, end: int, before: list[Part], inside: list[Part]) -> Rule | None:
    """The rule without what a further sentence says is no kind of what it is of; None where none does."""
    m = NOT_SUCH.search(w.view, start, end)
    if m is None:
        return None
    things = [p for p in inside if p.end <= m.start()]
    such = [p for p in inside if p.start >= m.end()]
    heads = [p for p in before if any(kinds.names(w, p)[:1] == kinds.names(w, q)[:1] != [] for q in such)]
    main = next((p for p in heads if p.leaf["op"] in EXPOSED), None)
    if main is None or not things:
        return None
    w.heard.append(m.span())
    if all(holes.is_items(p.leaf) for p in things) or kinds.are_kinds(w, main, things):
        kinds.exclude(w, main, things)
        return rule
    w.unsure.append(m.span())
    free = w.kind == "exclusion" and negation(main) is None
    return join("all", [rule, negate(whole(w, nodes_of(w, things)))]) if free else rule
