"""Who is let in beside what a criterion asks: "HBsAg negative (carriers are eligible if HBV DNA is undetectable)".

A bracket that says so is of what stands before it alone. Among inclusions it is another way in; among exclusions those
who are let in are taken out of what excludes.
"""

import re
from dataclasses import replace

from ...patterns.gate import Gated
from ..parts import Part
from . import allowances, brackets, kinds, permissions
from .nodes import EXPOSED, Reading, Rule, Words, at, in_order, join, leaf, negate, negation, other, settled

_LET_IN = Gated(
    r"\b(?:(?:(?:is|are|remains?)\s+|(?:may|can|could|might|will|would)\s+(?:also\s+|still\s+)?be\s+)(?:also\s+|still\s+)*"
    r"(?:eligible|included|enroll?ed|accepted|acceptable|allowed|permitted|permissible|admitted|recruited)|"
    r"(?:may|can|could|might|will)\s+(?:also\s+|still\s+)?be\s+considered(?=\s*(?:[).;]|for\b|on\b|after\b|if\b|by\b|at\b|"
    r"individually|case\b|eligible|with\b|when\b|provided|following|in\s+(?:the|consult|discuss|agree)))|"
    r"(?:may|can)\s+(?:also\s+|still\s+)?(?:participate|take\s+part|enrol+|join)|"
    r"(?<!not\s)(?:eligible|allowed|permitted|acceptable)(?=\s+(?:for\s+\w+\s+)?(?:if|when|provided|as\s+long\s+as)\b))\b"
    r"(?:\s+(?:eligible|to\s+(?:participate|enrol+|take\s+part)|for\s+(?:inclusion|enrol+ment|the\s+(?:study|trial))))?"
    r"(?P<if>\s+(?:if|when|provided(?:\s+that)?|as\s+long\s+as)\b)?",
    re.IGNORECASE,
)
_NARROWED = Gated(
    r"\b(?:only|unless|except|but\s+(?:only|not)|not\s+(?:be\s+)?(?:eligible|allowed|permitted|acceptable))\b",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\balso\b", re.IGNORECASE)
_FOR_A_PERSON = Gated(
    r"\bconsider|\bdiscretion\b|\bdiscuss|\bagree|\bapprov|\bcase\b|\bindividual\s+basis", re.IGNORECASE
)


def read(w: Words, start: int, end: int, parts: list[Part], clause: Reading, listed: Reading) -> Rule | None:
    """The rule of a clause in which a bracket lets somebody in."""
    for m in _LET_IN.finditer(w.view, start, end):
        for a, b in brackets.spans(w.view, start, end):
            if a < m.start() < b:
                head, inside = _head(parts, a), [p for p in parts if a < at(p) < b]
                if head and inside and not _NARROWED.search(w.view, a, b):
                    return _read(w, (start, end), (a, b), parts, head, inside, m, clause, listed)
    return None


def _head(parts: list[Part], bracket: int) -> list[Part]:
    """What stands right before a bracket: the last part, with those that share its denial or its value."""
    before = [p for p in parts if p.end <= bracket]
    first = len(before) - 1
    while first > 0 and _share(before[first - 1], before[-1]):
        first -= 1
    return before[max(first, 0) :]


def _share(a: Part, b: Part) -> bool:
    denied = negation(b)
    return (denied is not None and negation(a) == denied) or (b.value is not None and a.value == b.value)


def _read(
    w: Words,
    where: tuple[int, int],
    bracket: tuple[int, int],
    parts: list[Part],
    head: list[Part],
    inside: list[Part],
    m: "re.Match[str]",
    clause: Reading,
    listed: Reading,
) -> Rule | None:
    both = [*head, *inside]
    if w.kind == "exclusion" and len(both) < len(parts) and not _is_kind(w, inside, head):
        return None  # "effusion or ascites (those who need no drainage may be enrolled)"
    if len(both) < len(parts):
        alone = clause(w, min(p.start for p in head), bracket[1], both)
        rest = [p for p in parts if not any(p is q for q in both)]
        return clause(w, *where, in_order([*rest, settled(both, alone)]))
    if _said_otherwise(w, where, bracket, head, inside):
        return None
    w.heard.append(m.span())
    if w.kind != "exclusion" and _is_had(head[-1]) and not _ALSO.search(w.view, *m.span()):
        w.unsure.append(m.span())  # "lung cancer (treated brain metastases are allowed)": beside it, or in its place
        return clause(w, where[0], bracket[0], head)
    a, b = bracket
    rule = clause(w, where[0], a, head)
    inside = [_for_itself(p, a) for p in inside]
    named = permissions.without(w, inside, m)
    if w.kind != "exclusion":
        return _another_way(w, (a, b), head, named, m, rule, listed)
    if all(p.leaf["op"] == "other" for p in named):
        return join("all", [rule, negate(other(w, a + 1, b))])
    return join("all", [rule, negate(listed(w._replace(kind="inclusion"), a + 1, b, named))])


def _another_way(
    w: Words,
    bracket: tuple[int, int],
    head: list[Part],
    named: list[Part],
    m: "re.Match[str]",
    rule: Rule,
    listed: Reading,
) -> Rule:
    """What is asked, or what is let in; that somebody must agree to it is for a person to judge."""
    a, b = bracket
    before, after = ([x for p in parts for x in kinds.names(w, p)] for parts in (head, named))
    if not named or any(p.leaf["op"] == "other" for p in named):
        return join("any", [rule, other(w, a + 1, b)])
    plain = m["if"] is None and all(negation(p) is None for p in named) and not set(before) & set(after)
    if plain and negation(head[-1]) is not None and allowances.narrowed(w, head, named):
        return leaf(head[-1], w.kind) if len(head) == 1 else join("all", [leaf(p, w.kind) for p in head])
    if any(x.endswith(y) for x in after for y in before):  # "no brain metastases (treated ones are eligible)"
        return join("any", [rule, other(w, a + 1, b)])
    more = listed(w, a + 1, b, named)
    if _FOR_A_PERSON.search(w.view, a, b):
        if any(p.end > m.start() for p in named):
            return join("any", [rule, other(w, a + 1, b)])
        more = join("all", [more, other(w, m.start(), b)])
    return join("any", [rule, more])


def _said_otherwise(
    w: Words, where: tuple[int, int], bracket: tuple[int, int], head: list[Part], inside: list[Part]
) -> bool:
    """Whether it is a permission that is read as one: help that binds nothing, a kind that narrows what is asked."""
    a, b = bracket
    m = next(permissions.found(w, a, b), None)
    if m is None:
        return False
    named = permissions.without(w, inside, m)
    if w.kind == "exclusion" or not named:
        return True
    free = permissions.binds_nothing(w, a + 1, b, m.span(), named, head)
    return free or (permissions.without_limits(w, a + 1, b, m.span()) and allowances.settled(w, head, named))


def _is_kind(w: Words, inside: list[Part], head: list[Part]) -> bool:
    return any(kinds.words_shared(w, p, h) for p in inside for h in head)


def _is_had(p: Part) -> bool:
    """A disease or a treatment that is asked for, as it stands."""
    return p.leaf["op"] in EXPOSED and negation(p) is None and not p.stopped


def _for_itself(p: Part, bracket: int) -> Part:
    """A part without what is said of those before its bracket: "no prior A (B is allowed)"."""
    own = [c for c in p.cues if c.start > bracket]
    told = any(c.category == "PAST" for c in p.cues) and not any(c.category == "PAST" for c in own)
    leaf = {k: v for k, v in p.leaf.items() if not (told and k == "status" and v == "past")}
    return replace(p, cues=own, leaf=leaf)
