"""Names for what no lexicon knows but a window limits."""

import re
from typing import Any

from ...patterns.tables import Word
from ...patterns.words import function_words, silent_words
from ..parts import Cue, Part, Window
from ..shapes import concept, span
from .exceptions import Reach
from .lists import listed
from .phrases import FLAGS

_TAKEN = re.compile(
    r"\b(?:us(?:e|ing)|treat(?:ment|ed)|therapy|receiv\w+|receipt|tak(?:en|ing)|administration|exposure)\s+(?:of|with|to|by)?"
    r"\s*(?:\w+\s+)?$",
    FLAGS,
)
SEPARATOR = re.compile(r"[,;:/]|\b(?:and|or)\b", FLAGS)
DONE = re.compile(
    r"(?:perform|complet|conduct|start|initiat|stop|discontinu|chang|schedul|plan|expect|anticipat|requir|occur|obtain|"
    r"administ|prescrib|giv|terminat|discharg|deceas|none$|episode|evolution|use$|use[dr]|ongoing|"
    r"constant|unchanged|steady|fixed|same$|oral|iv$|intravenous|topical|inhaled|systemic$|approx|time$|ended?|done|carried|withdrawn|untreated|resolved|remain|stable|last|most|likely|recent)",
    FLAGS,
)
_STABLE = re.compile(
    r"\s*(?:(?:the|their|his|her|they|it|patients?|subjects?|participants?|has|have|been|is|are|was|were|on|at|taken|taking|"
    r"receiving|a)\s+)*(?P<state>(?:stable|constant|unchanged|taken|used|received|given|established)(?:\s+(?:dose|dosage|regimen|treatment|therapy)s?)?)\s*",
    FLAGS,
)
_DENIED = re.compile(
    r"\b(?P<cue>no|not|without|never|absence\s+of|free\s+(?:of|from)|lack\s+of)\s+(?!(?:more|less|fewer|later|earlier|longer|older|younger|yet|only)\b)"
    r"[^,;.:()<>≤≥]*$",
    FLAGS,
)
_PLACE = re.compile(r"\b(?:in|by|at|to|from|on|into|during|after|before)\s+(?:(?:the|a|an|any)\s+)?$", FLAGS)


_AFTERWARDS = re.compile(r"\b(?:after|following)\s+[\w\s-]+\(\s*$", FLAGS)


def complement(view: str, last: Part, w: Window) -> bool:
    """ "surgery of the knee or the other knee": words behind a known name that only say where and which."""
    first = SEPARATOR.search(view, last.end, w.start)
    between = view[last.end : first.start()] if first else ""
    return bool(re.match(r"\s+(?:of|in|at|on|for|to)\s+\w", between, FLAGS))


def unknown(
    text: str, view: str, words: list[Word], w: Window, parts: list[Part], left: list[Part], within: Reach
) -> Part | None:
    """What no lexicon knows but a window limits: the noun phrase before the window, under its own words.

    Words that follow a known name without a comma or conjunction ("surgery at the treated site") still belong to it.
    """
    floor = max(within.floor, left[-1].end if left else within.floor)
    if any(floor <= b for _, b in within.kept_out if b <= w.start and b > floor):
        return None
    apart = left and (SEPARATOR.search(view, left[-1].end, w.start) or _AFTERWARDS.search(view, left[-1].end, w.start))
    if left and (not apart or complement(view, left[-1], w)):
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
    while run and DONE.match(run[0].key):
        run.pop(0)
    if run and left and _PLACE.search(view, max(floor, run[-1].start - 20), run[-1].start) and view[w.start - 1] != "(":
        return None
    short = run and len(run[0].key) < 3 and not (len(run) > 1 or view[run[0].start : run[0].end].isupper())
    if not run or short or (left and all(x.key in silent_words() for x in run)):
        return None
    part = named(text, view, run[-1].start, run[0].end)
    if left and left[-1].leaf["op"] == "exposure" and listed(view[left[-1].end : part.start]):
        return _as(part, left[-1].leaf["role"])
    return part


def _as(part: Part, role: str) -> Part:
    """On a list with drugs it is a drug."""
    what = part.leaf.get("condition") or part.leaf["agent"]
    part.leaf = {"op": "exposure", "role": role, "agent": what, "span": part.leaf["span"]}
    return part


def named(text: str, view: str, start: int, stop: int) -> Part:
    """A leaf under its own words: a therapy behind "use of", else a condition."""
    taken = bool(_TAKEN.search(view, max(0, start - 40), start))
    what = concept(text, start, stop, re.sub(r"\s+", " ", view[start:stop]).lower())
    leaf: dict[str, Any] = {"op": "condition", "condition": what, "span": span(start, stop)}
    if taken:
        leaf = {"op": "exposure", "role": "therapy", "agent": what, "span": span(start, stop)}
    denial = _DENIED.search(view, max(0, start - 40), start)
    cues = [Cue("NEGATED", *denial.span("cue"))] if denial else []
    return Part(start, stop, (start, stop), leaf, cues, pattern="patterns/anchors.toml")


def kept(view: str, w: Window, parts: list[Part], within: Reach) -> Part | None:
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
