"""Joins the leaves of a criterion as its words join them, into the contract's boolean algebra."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ..parts import Part
from ..shapes import concept, span

_FLAGS = re.IGNORECASE
_SENTENCE = re.compile(r"(?<=[a-z0-9)\]%])[.]\s+(?=[A-Z\"(])|;\s+(?=[A-Z])")
_EXCEPT = re.compile(
    r"\b(?:(?P<kinds>except(?:ing|ions?)?(?:\s+(?:for|of|are|is|include|being))?:?|other\s+than|with\s+(?:the\s+)?exceptions?\s+(?:of|for)|apart\s+from|"
    r"aside\s+from|excluding|but\s+not(?!\s+limited))|(?P<circumstance>unless|if\s+not|without))\b",
    _FLAGS,
)
_OR = re.compile(r"\band\s*/\s*or\b|\bor\b|\bnor\b|/|\bversus\b", _FLAGS)
_AND = re.compile(r"\band\b|&|\bplus\b|\bas\s+well\s+as\b", _FLAGS)
_EXAMPLES = re.compile(
    r"\b(?:such\s+as|including|includes?|e\.?\s?g\b|i\.?\s?e\b|for\s+example|like|namely|for\s+instance|especially|examples?)\b",
    _FLAGS,
)
_TIGHT = re.compile(
    r"\b(?:with|who|whose|requiring|requires?|treated|despite|due\s+to|because|associated|defined|caused|secondary|for|that|which|in|on|while|when|if|by|where|causing|resulting|having|has|have|is|are|of)\b|\($|\(",
    _FLAGS,
)


_IF = re.compile(r"\W*(?:\d+[.)]\s*)?(?:if|in\s+case\s+of|when)\b", _FLAGS)
_MUST = re.compile(r"\b(?:must|should|shall|has\s+to|have\s+to|needs?\s+to|is\s+required|are\s+required)\b", _FLAGS)


@dataclass(frozen=True, slots=True)
class _Gap:
    """How two neighbours are joined: ``op`` and how closely (0 closest)."""

    op: str
    level: int


def build(text: str, view: str, start: int, end: int, kind: str, parts: list[Part]) -> dict[str, Any] | None:
    """The rule of one criterion, or None where nothing was read."""
    if not parts:
        return None
    edges = [start, *(m.end() for m in _SENTENCE.finditer(view, start, end) if not _inside(parts, m.start())), end]
    sentences = []
    for a, b in pairwise(edges):
        inside = [p for p in parts if a <= p.start < b]
        if inside:
            sentences.append(_clause(text, view, a, b, kind, inside))
    return _join("any" if kind == "exclusion" else "all", sentences)


def _inside(parts: list[Part], at: int) -> bool:
    return any(p.start < at < p.end for p in parts)


def _clause(text: str, view: str, start: int, end: int, kind: str, parts: list[Part]) -> dict[str, Any]:
    """A sentence: what it says, less its exceptions; "if A, B must hold" is B or not A."""
    if (rule := _conditional(text, view, start, end, kind, parts)) is not None:
        return rule
    for m in _EXCEPT.finditer(view, start, end):
        if _inside(parts, m.start()) or (m["circumstance"] or "").lower() == "without":
            continue
        stop = _scope_end(view, m.end(), end, view.count("(", start, m.start()) - view.count(")", start, m.start()))
        before = [p for p in parts if p.start < m.start()]
        excepted = [p for p in parts if m.end() <= p.start < stop]
        after = [p for p in parts if p.start >= stop]
        if not before or not excepted:
            continue
        if m["kinds"] and _kinds_of(before[-1], excepted):
            _exclude(text, view, before[-1], excepted, m.end(), stop)
            return _clause(text, view, start, end, kind, before + after) if after else _coordinate(view, kind, before)
        rest = before + after
        return _join(
            "all", [_coordinate(view, kind, rest), _negate(_clause(text, view, m.end(), stop, kind, excepted))]
        )
    return _coordinate(view, kind, parts)


def _conditional(text: str, view: str, start: int, end: int, kind: str, parts: list[Part]) -> dict[str, Any] | None:
    """A requirement among exclusions is kept as its violation: A and not B."""
    opening = _IF.match(view, start, end)
    must = _MUST.search(view, start, end) if opening else None
    if must is None:
        return None
    premise = [p for p in parts if p.end <= must.start()]
    consequence = [p for p in parts if p.end > must.start()]
    if not premise or not consequence:
        return None
    a, b = _coordinate(view, kind, premise), _coordinate(view, kind, consequence)
    return _join("all", [a, _negate(b)]) if kind == "exclusion" else _join("any", [_negate(a), b])


def _scope_end(view: str, start: int, end: int, depth: int) -> int:
    """An exception inside brackets ends with them."""
    if depth <= 0:
        return end
    level = 1
    for i in range(start, end):
        level += (view[i] == "(") - (view[i] == ")")
        if level == 0:
            return i
    return end


def _kinds_of(main: Part, excepted: list[Part]) -> bool:
    """Plain kinds of the thing: no window, duration, status or threshold of their own."""
    op = main.leaf["op"]
    if op not in ("exposure", "condition"):
        return False
    own = {"window", "duration", "dose", "to", "status"}
    return all(p.leaf["op"] in (op, "other") and not own & p.leaf.keys() for p in excepted)


def _exclude(text: str, view: str, main: Part, excepted: list[Part], start: int, stop: int) -> None:
    concepts = []
    for p in excepted:
        what = p.leaf.get("agent") or p.leaf.get("condition")
        concepts.append(what or concept(text, p.start, p.end, re.sub(r"\s+", " ", view[p.start : p.end]).lower()))
    main.leaf["excluding"] = concepts
    main.leaf["span"] = span(main.start, max(main.end, excepted[-1].end))


def _coordinate(view: str, kind: str, parts: list[Part]) -> dict[str, Any]:
    nodes = [_leaf(p, kind) for p in parts]
    gaps = _gaps(view, kind, parts)
    for level in range(4):
        i = 0
        while i < len(gaps):
            if gaps[i].level == level:
                nodes[i : i + 2] = [_join(gaps[i].op, nodes[i : i + 2])]
                del gaps[i]
            else:
                i += 1
    return nodes[0]


def _gaps(view: str, kind: str, parts: list[Part]) -> list[_Gap]:
    out: list[_Gap | None] = [_gap(view, kind, a, b) for a, b in pairwise(parts)]
    default = _Gap("any" if kind == "exclusion" else "all", 2)
    for i in range(len(out) - 1, -1, -1):
        if out[i] is None:  # a comma is what the next conjunction says
            following = out[i + 1] if i + 1 < len(out) else None
            out[i] = following if following is not None and following.level in (1, 2) else default
    return [g for g in out if g is not None]


def _gap(view: str, kind: str, a: Part, b: Part) -> _Gap | None:
    between = view[a.end : b.start] if a.end <= b.start else ""
    if a.end > b.start or (a.leaf["op"] == b.leaf["op"] == "threshold" and a.leaf["measure"] == b.leaf["measure"]):
        between = view[max(a.focus[1], a.start) : max(b.focus[0], a.focus[1])]
        if a.focus == b.focus:
            return _Gap("any" if kind == "exclusion" or _OR.search(view, a.end, max(a.end, b.end)) else "all", 0)
    negated = _negation(a) is not None and _negation(a) == _negation(b)
    if _EXAMPLES.search(between) or (
        "(" in between and a.leaf["op"] == b.leaf["op"] == "exposure" and ")" not in between
    ):
        return _Gap("any", 0) if not negated else _Gap("all", 0)
    if _OR.search(between):
        return _Gap("all" if negated else "any", 2)
    if _AND.search(between):
        alike = a.leaf["op"] == b.leaf["op"] or {a.leaf["op"], b.leaf["op"]} <= {"exposure", "condition"}
        return _Gap("any", 2) if kind == "exclusion" and alike and not negated else _Gap("all", 1)
    if re.fullmatch(r"[\s,;:]*(?:(?:any|the|a|an|other|known)\s*)*", between, _FLAGS):
        return None if not negated else _Gap("all", 2)
    if _TIGHT.search(between):
        return _Gap("all", 0)
    return None if re.search(r"[,;]", between) else _Gap("all", 0)


def _negation(part: Part) -> int | None:
    """Where the cue that negates the leaf stands; two negations cancel."""
    starts = [c.start for c in part.cues if c.category == "NEGATED"]
    return starts[0] if len(starts) % 2 else None


def _leaf(part: Part, kind: str) -> dict[str, Any]:
    leaf = node = part.leaf
    if part.alternative is not None:
        upper = leaf["window"]["range"]["upper"] is not None
        longer = part.longer is not False
        node = {"op": "any" if longer == upper else "all", "of": [leaf, {**leaf, "window": part.alternative}]}
    stopped = part.stopped and kind != "exclusion"
    return _negate(node) if stopped or _negation(part) is not None else node


def _negate(node: dict[str, Any]) -> dict[str, Any]:
    rule: dict[str, Any] = node["of"] if node["op"] == "not" else {"op": "not", "of": node}
    return rule


def _join(op: str, nodes: list[dict[str, Any]]) -> dict[str, Any]:
    if len(nodes) == 1:
        return nodes[0]
    flat: list[dict[str, Any]] = []
    for node in nodes:
        flat += node["of"] if node["op"] == op else [node]
    return {"op": op, "of": flat}
