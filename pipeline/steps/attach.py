"""Ties windows and durations to the leaves that the words tie them to."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ...patterns.tables import Word
from ...patterns.words import function_words
from ..parts import Part, Window
from ..shapes import concept, range_of, span, window

_FLAGS = re.IGNORECASE
_LIST = re.compile(
    r"(?:[\s,/&()\[\]:;\"']|\b(?:and|or|any|other|the|a|an|either|both|such\s+as|including|includes?|e\.?g\.?|i\.?e\.?|for\s+example|but\s+not\s+limited\s+to|not\s+limited\s+to|like|"
    r"treatment|therapy|use|with|of|history|prior|previous|any|systemic|chronic|another|to|all|non|agents?|drugs?|medications?|inhibitors?)\b|\.(?=\s*g\.))*",
    _FLAGS,
)
_EXAMPLES = re.compile(r"\b(?:such\s+as|includ(?:e|es|ing)|e\.?\s?g\b|i\.?\s?e\b|for\s+example|like|namely)", _FLAGS)
_SINCE = re.compile(r"\b(?:since|after)\s*$", _FLAGS)
_TAKEN = re.compile(
    r"\b(?:us(?:e|ing)|treat(?:ment|ed)|therapy|receiv\w+|receipt|tak(?:en|ing)|administration|exposure)\s+(?:of|with|to|by)?\s*(?:\w+\s+)?$",
    _FLAGS,
)
_CLAUSE = re.compile(r"[;]|\.\s+(?=[A-Z])")
_STOPPED = re.compile(
    r"\b(?:stop\w*|discontinu\w*|wash\s?-?out|withdrawn|cease\w*|off|elapsed|free\s+of|complet\w+|finished|end\w*|since|last)\b",
    _FLAGS,
)


def attach(
    text: str, view: str, start: int, end: int, words: list[Word], parts: list[Part], windows: list[Window]
) -> list[Window]:
    """Sets ``window``, ``duration`` and alternatives on the parts; returns the windows that found no target."""
    lost = []
    shared = _shared_anchors(view, windows)
    for i, w in enumerate(shared):
        floor = max([start, *(v.end for v in shared[:i] if not _same_clause(view, v, w, parts))])
        targets = _targets(view, floor, end, parts, w)
        if not targets and (named := _open_target(text, view, words, w, parts)) is not None:
            parts.append(named)
            targets = [named]
        if not targets:
            lost.append(w)
        for part in targets:
            _set(text, view, start, part, w)
    _examples_inherit(view, parts)
    return lost


def _examples_inherit(view: str, parts: list[Part]) -> None:
    """The examples of a class share its window: "… within 6 months. This includes natalizumab, fingolimod"."""
    source: Part | None = None
    for a, b in pairwise(sorted(parts, key=lambda p: p.start)):
        if a.end > b.start or b.leaf["op"] != "exposure" or not b.leaf.keys().isdisjoint(("window", "duration")):
            source = None
            continue
        gap = view[a.end : b.start]
        if a.leaf["op"] == "exposure" and len(gap) < 150 and _EXAMPLES.search(gap):
            source = a
        elif source is not None and not _lists(gap):
            source = None
        if source is not None:
            b.leaf.update({k: source.leaf[k] for k in ("window", "duration") if k in source.leaf})
            b.alternative, b.longer, b.stopped = source.alternative, source.longer, source.stopped


def _open_target(text: str, view: str, words: list[Word], w: Window, parts: list[Part]) -> Part | None:
    """What no lexicon knows but a window limits: the noun phrase before the window, under its own words."""
    run: list[Word] = []
    edge = w.start
    for word in reversed([x for x in words if x.end <= w.start]):
        gap = view[word.end : edge]
        if (
            not re.fullmatch(r"[\s(,\-]*" if not run else r"[\s\-/]*", gap)
            or word.key in function_words()
            or len(run) == 5
        ):
            break
        if any(p.start < word.end and word.start < p.end for p in parts):
            break
        run.append(word)
        edge = word.start
    if not run or len(run[0].key) < 3:
        return None
    start, stop = run[-1].start, run[0].end
    taken = bool(_TAKEN.search(view, max(0, start - 40), start))
    what = concept(text, start, stop, re.sub(r"\s+", " ", view[start:stop]).lower())
    leaf: dict[str, Any] = {"op": "condition", "condition": what, "span": span(start, stop)}
    if taken:
        leaf = {"op": "exposure", "role": "therapy", "agent": what, "span": span(start, stop)}
    return Part(start, stop, (start, stop), leaf, pattern="patterns/anchors.toml")


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
    if left and not _SINCE.search(view, w.start, w.end):
        return _chain(view, left)
    right = [p for p in parts if p.start >= w.end and _targetable(p)]
    if right and not _CLAUSE.search(view, w.end, right[0].start):
        return _chain_right(view, right)
    return _chain(view, left) if left else []


def _targetable(p: Part) -> bool:
    return p.leaf["op"] in ("threshold", "exposure", "condition") and not (
        p.leaf["op"] == "threshold" and p.leaf["measure"]["name"] == "age"
    )


def _lists(gap: str) -> bool:
    """Whether two names stand on one list; an item between them may be unknown if commas part it."""
    first, *between = gap.split(",")
    if not between:
        return bool(_LIST.fullmatch(gap))
    last = between.pop()
    known = all(_LIST.fullmatch(item) or len(item.split()) <= 4 for item in between)
    return known and bool(_LIST.fullmatch(first)) and bool(_LIST.fullmatch(last)) and not _CLAUSE.search(gap)


def _chain(view: str, left: list[Part]) -> list[Part]:
    """The last leaf before the window, and those listed with it."""
    chain = [left[-1]]
    for p in reversed(left[:-1]):
        if p.leaf["op"] != chain[0].leaf["op"] and not {p.leaf["op"], chain[0].leaf["op"]} <= {"exposure", "condition"}:
            break
        if p.end <= chain[0].start and not _lists(view[p.end : chain[0].start]):
            break
        if "window" in p.leaf:
            break
        chain.insert(0, p)
    return chain


def _chain_right(view: str, right: list[Part]) -> list[Part]:
    chain = [right[0]]
    for p in right[1:]:
        if not _lists(view[chain[-1].end : p.start]):
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
