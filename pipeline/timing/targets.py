"""Which leaves a window limits."""

import re
from typing import Any

from ...patterns.tables import Word
from ...patterns.words import function_words, silent_words
from ..parts import Part, Window
from ..shapes import concept, span
from . import lists
from .exceptions import Reach, reach
from .lists import CLAUSE
from .phrases import FLAGS

_TAKEN = re.compile(
    r"\b(?:us(?:e|ing)|treat(?:ment|ed)|therapy|receiv\w+|receipt|tak(?:en|ing)|administration|exposure)\s+(?:of|with|to|by)?"
    r"\s*(?:\w+\s+)?$",
    FLAGS,
)
_SEPARATOR = re.compile(r"[,;:/]|\b(?:and|or)\b", FLAGS)
_DONE = re.compile(
    r"(?:perform|complet|conduct|start|initiat|stop|discontinu|chang|schedul|plan|expect|anticipat|requir|occur|obtain|"
    r"administ|prescrib|giv|terminat|discharg|deceas|none$|episode|evolution|use$|use[dr]|ongoing|"
    r"approx|time$|ended?|done|carried|withdrawn|untreated|resolved|remain|stable|last|most|likely|recent)",
    FLAGS,
)
_STABLE = re.compile(
    r"\s*(?:(?:the|their|his|her|they|it|patients?|subjects?|participants?|has|have|been|is|are|was|were|on|at|taken|taking|"
    r"receiving|a)\s+)*(?P<state>(?:stable|constant|unchanged)(?:\s+(?:dose|dosage|regimen|treatment|therapy)s?)?)\s*",
    FLAGS,
)
_PLACE = re.compile(r"\b(?:in|by|at|to|from|on|into|during|after|before)\s+(?:(?:the|a|an|any)\s+)?$", FLAGS)
_OTHERS = re.compile(r"\b(?:all\s+)?others\s*,?\s*$", FLAGS)


def targets(text: str, view: str, end: int, words: list[Word], parts: list[Part], windows: list[Window], i: int,
            start: int) -> list[Part]:  # fmt: skip
    """The leaves that the ``i``-th window limits; a noun phrase that no lexicon knows becomes one, and is added."""
    w = windows[i]
    floor = max([start, *(v.end for v in windows[:i] if v.end <= w.start and not _same_clause(v, w, parts))])
    if w.scope is not None:
        inside = [p for p in parts if w.scope[0] <= p.start and p.end <= w.scope[1] and targetable(p)]
        return inside
    around = [p for p in parts if p.start < w.start and w.end <= p.end and targetable(p)]
    if around:
        return around[-1:]
    if w.ahead:
        return _ahead(text, view, end, words, parts, w)
    within = reach(view, _clause_start(view, floor, w.start), w, parts)
    if _OTHERS.search(view, within.floor, w.start):
        return _heads(view, start, parts, w)
    left = [p for p in parts if p.end <= w.start + 1 and targetable(p) and within.holds(p)]
    right = [p for p in parts if p.start >= w.end and targetable(p)]
    headed = not left and bool(right) and bool(re.match(r"\s*\)?\s*:", view[w.end : right[0].start]))
    kept = _kept(view, w, parts, within) if not left else None
    named = kept or (None if headed else _unknown(text, view, words, w, parts, left, within))
    if named is not None:
        parts.append(named)
        left.append(named)
    if left and not _unread_value(view, left[-1], w):
        nxt = next((v.start for v in windows[i + 1 :] if v.start >= w.end), None)
        stop = CLAUSE.search(view, w.end, end)
        alone = nxt is None or (stop is not None and stop.start() < nxt)
        found = lists.before(view, left, w, alone and lists.goes_on(view, w, right))
        if right and re.match(r"\s*\)?\s*:", view[w.end : right[0].start]) and _generic(found[-1]):
            found += lists.behind(view, right, True)
        return found
    if left or within.circumstance is not None or _beside_attribute(view, parts, w):
        return []
    if right and not CLAUSE.search(view, w.end, right[0].start) and right[0].start - w.end < 150:
        return lists.behind(view, right, ":" in view[w.end : right[0].start])
    return []


def targetable(p: Part) -> bool:
    """Whether a window can limit a leaf."""
    return p.leaf["op"] in ("threshold", "exposure", "condition") and not (
        p.leaf["op"] == "threshold" and p.leaf["measure"]["name"] == "age"
    )


def _same_clause(a: Window, b: Window, parts: list[Part]) -> bool:
    """Two windows with nothing named between them limit the same leaves."""
    return not any(a.end <= p.start < b.start for p in parts)


def _clause_start(view: str, floor: int, position: int) -> int:
    ends = [m.end() for m in CLAUSE.finditer(view, floor, position)]
    return ends[-1] if ends else floor


def _ahead(text: str, view: str, end: int, words: list[Word], parts: list[Part], w: Window) -> list[Part]:
    """ "since X, Y or Z": what stands behind the window."""
    right = [p for p in parts if p.start >= w.end and targetable(p)]
    first = next((x for x in words if x.start >= w.end and x.key not in function_words()), None)
    if first is None:
        return []
    beside = right and (right[0].start <= first.start or not _SEPARATOR.search(view, w.end, right[0].start))
    if beside and right[0].start - w.end < 60:
        return lists.behind(view, right, False)
    run = [first]
    for word in (x for x in words if x.start > first.start):
        gap = view[run[-1].end : word.start]
        if word.key in function_words() or len(run) == 5 or not re.fullmatch(r"[\s\-]*", gap):
            break
        run.append(word)
    if any(p.start < run[-1].end and run[0].start < p.end for p in parts) or len(first.key) < 3:
        return []
    named = _named(text, view, run[0].start, run[-1].end)
    parts.append(named)
    return [named]


def _heads(view: str, start: int, parts: list[Part], w: Window) -> list[Part]:
    """ "Biologics: infliximab within 8 weeks, others within 5 half-lives": the class whose members come first."""
    colon = view.find(":", start, w.start)
    return [p for p in parts if start <= p.start and p.end <= colon and targetable(p)][-1:]


def _kept(view: str, w: Window, parts: list[Part], within: Reach) -> Part | None:
    """ "statins, unless stable for 3 months": the drug named before, for that long."""
    if within.circumstance is None or not w.duration:
        return None
    m = _STABLE.fullmatch(view, within.circumstance, w.start)
    before = [p for p in parts if p.end <= within.circumstance and p.leaf["op"] == "exposure"]
    if m is None or not before:
        return None
    of = before[-1].leaf
    leaf = {"op": "exposure", "role": of["role"], "agent": {"name": of["agent"]["name"], "codes": of["agent"]["codes"]}}
    start = m.start("state")
    return Part(start, w.end, (start, w.end), {**leaf, "span": span(start, w.end)}, pattern=before[-1].pattern)


def _beside_attribute(view: str, parts: list[Part], w: Window) -> bool:
    """ "a daily smoker for at least one year": an attribute has no window, and nothing else has this one."""
    gaps = [view[p.end : w.start] for p in parts if p.leaf["op"] == "attribute" and p.end <= w.start]
    return bool(gaps) and not re.search(r"[,;:.]|\b(?:who|with|and|or)\b", gaps[-1], FLAGS)


def _generic(p: Part) -> bool:
    """ "medications within 2 weeks: warfarin, heparin": a name that the list spells out."""
    return p.leaf["op"] == "exposure" and p.leaf["role"] in ("therapy", "drug_class", "procedure")


def _unread_value(view: str, p: Part, w: Window) -> bool:
    """Whether a value that nothing has read stands between a threshold and the window: the window is that value's."""
    return p.leaf["op"] == "threshold" and bool(re.search(r"[<>≤≥]\s*\d", view[p.end : w.start]))


def _unknown(
    text: str, view: str, words: list[Word], w: Window, parts: list[Part], left: list[Part], within: Reach
) -> Part | None:
    """What no lexicon knows but a window limits: the noun phrase before the window, under its own words.

    Words that follow a known name without a comma or conjunction ("surgery at the treated site") still belong to it.
    """
    floor = max(within.floor, left[-1].end if left else within.floor)
    if any(floor <= b for _, b in within.kept_out if b <= w.start and b > floor):
        return None
    if left and not _SEPARATOR.search(view, left[-1].end, w.start):
        return None
    run: list[Word] = []
    edge = w.start
    for word in reversed([x for x in words if floor <= x.start and x.end <= w.start]):
        gap = view[word.end : edge]
        joins = re.fullmatch(r"[\s(),\-]*" if not run else r"[\s\-/']*", gap)
        if not joins and run and len(word.key) <= 2 and re.fullmatch(r"\.\s", gap):
            joins = re.fullmatch(r"\.\s", gap)
        if not joins or word.key in function_words() or len(run) == 5 or word.key[:1].isdigit():
            break
        if any(p.start < word.end and word.start < p.end for p in parts):
            break
        run.append(word)
        edge = word.start
    while run and _DONE.match(run[0].key):
        run.pop(0)
    if run and left and _PLACE.search(view, max(floor, run[-1].start - 20), run[-1].start):
        return None
    short = run and len(run[0].key) < 3 and not (len(run) > 1 or view[run[0].start : run[0].end].isupper())
    if not run or short or (left and all(x.key in silent_words() for x in run)):
        return None
    return _named(text, view, run[-1].start, run[0].end)


def _named(text: str, view: str, start: int, stop: int) -> Part:
    taken = bool(_TAKEN.search(view, max(0, start - 40), start))
    what = concept(text, start, stop, re.sub(r"\s+", " ", view[start:stop]).lower())
    leaf: dict[str, Any] = {"op": "condition", "condition": what, "span": span(start, stop)}
    if taken:
        leaf = {"op": "exposure", "role": "therapy", "agent": what, "span": span(start, stop)}
    return Part(start, stop, (start, stop), leaf, pattern="patterns/anchors.toml")
