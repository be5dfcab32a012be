"""Ties windows and durations to the leaves that the words tie them to."""

import re
from dataclasses import replace
from typing import Any

from ..parts import Part, Window
from ..shapes import range_of, span, window

_FLAGS = re.IGNORECASE
_LIST = re.compile(
    r"(?:[\s,/&()\[\]:;\"']|\b(?:and|or|any|other|the|a|an|either|both|such\s+as|including|includes?|e\.?g\.?|i\.?e\.?|for\s+example|but\s+not\s+limited\s+to|not\s+limited\s+to|like|"
    r"treatment|therapy|use|with|of|history|prior|previous|any|systemic|chronic|another|to|all|non|agents?|drugs?|medications?|inhibitors?)\b|\.(?=\s*g\.))*",
    _FLAGS,
)
_CLAUSE = re.compile(r"[;]|\.\s+(?=[A-Z])")
_STOPPED = re.compile(
    r"\b(?:stop\w*|discontinu\w*|wash\s?-?out|withdrawn|cease\w*|off|elapsed|free\s+of|complet\w+|finished|end\w*|since|last)\b",
    _FLAGS,
)


def attach(text: str, view: str, start: int, end: int, parts: list[Part], windows: list[Window]) -> list[Window]:
    """Sets ``window``, ``duration`` and alternatives on the parts; returns the windows that found no target."""
    lost = []
    shared = _shared_anchors(view, windows)
    for i, w in enumerate(shared):
        floor = max([start, *(v.end for v in shared[:i] if not _same_clause(view, v, w, parts))])
        targets = _targets(view, floor, end, parts, w)
        if not targets:
            lost.append(w)
        for part in targets:
            _set(text, view, start, part, w)
    return lost


def _shared_anchors(view: str, windows: list[Window]) -> list[Window]:
    """ "X within 2 months, and Y within the last month prior to Z": both end at Z."""
    out = list(windows)
    for i in range(len(out) - 2, -1, -1):
        a, b = out[i], out[i + 1]
        gap = view[a.end : b.start]
        if (
            a.anchor == "now"
            and b.anchor != "now"
            and not a.duration
            and not b.duration
            and len(gap) < 120
            and not _CLAUSE.search(gap)
        ):
            if re.search(r"\b(?:and|or)\b|,", gap) and b.direction == "before":
                out[i] = replace(a, anchor=b.anchor, anchor_text=b.anchor_text)
    return out


def _same_clause(view: str, a: Window, b: Window, parts: list[Part]) -> bool:
    """Two windows with nothing named between them limit the same leaves."""
    return not any(a.end <= p.start < b.start for p in parts)


def _targets(view: str, floor: int, end: int, parts: list[Part], w: Window) -> list[Part]:
    left = [p for p in parts if floor <= p.start and p.end <= w.start + 1 and _targetable(p)]
    clause = [m.end() for m in _CLAUSE.finditer(view, floor, w.start)]
    if clause:
        left = [p for p in left if p.start >= clause[-1]]
    inside = [p for p in parts if p.start < w.start and w.end <= p.end and _targetable(p)]
    if inside:
        return inside[-1:]
    if left:
        return _chain(view, left)
    right = [p for p in parts if p.start >= w.end and _targetable(p)]
    if right and not _CLAUSE.search(view, w.end, right[0].start):
        return _chain_right(view, right)
    return []


def _targetable(p: Part) -> bool:
    return p.leaf["op"] in ("threshold", "exposure", "condition") and not (
        p.leaf["op"] == "threshold" and p.leaf["measure"]["name"] == "age"
    )


def _chain(view: str, left: list[Part]) -> list[Part]:
    """The last leaf before the window, and those listed with it."""
    chain = [left[-1]]
    for p in reversed(left[:-1]):
        if p.leaf["op"] != chain[0].leaf["op"] and not {p.leaf["op"], chain[0].leaf["op"]} <= {"exposure", "condition"}:
            break
        if p.end <= chain[0].start and not _LIST.fullmatch(view, p.end, chain[0].start):
            break
        if "window" in p.leaf:
            break
        chain.insert(0, p)
    return chain


def _chain_right(view: str, right: list[Part]) -> list[Part]:
    chain = [right[0]]
    for p in right[1:]:
        if not _LIST.fullmatch(view, chain[-1].end, p.start):
            break
        chain.append(p)
    return chain


def _set(text: str, view: str, start: int, part: Part, w: Window) -> None:
    leaf = part.leaf
    if w.duration:
        leaf.setdefault("duration", {**range_of(w.quantity, w.quantity.unit), "span": span(w.start, w.end)})
        return
    if "window" in leaf:
        return
    quantity = w.quantity
    if leaf["op"] == "exposure" and quantity.upper is None and w.direction == "before" and _stopped(view, start, w):
        quantity = replace(quantity, lower=None, upper=quantity.lower, upper_inclusive=not quantity.lower_inclusive)
        part.stopped = True
    leaf["window"] = window(text, w, quantity)
    if w.alternative is not None:
        part.alternative, part.longer = window(text, w, _like(w.alternative, quantity)), w.longer


def _stopped(view: str, start: int, w: Window) -> bool:
    clause = [m.end() for m in _CLAUSE.finditer(view, start, w.start)]
    return bool(_STOPPED.search(view, clause[-1] if clause else start, w.start))


def _like(q: Any, model: Any) -> Any:
    """The second length bounds on the side of the first."""
    value = q.lower if q.lower is not None else q.upper
    if model.lower is None:
        return replace(q, lower=None, upper=value, upper_inclusive=model.upper_inclusive)
    return replace(q, upper=None, lower=value, lower_inclusive=model.lower_inclusive)
