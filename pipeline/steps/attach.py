"""Ties windows and durations to the leaves that the words tie them to."""

import re
from dataclasses import replace
from itertools import pairwise

from ...patterns.tables import Word
from ..parts import Cue, Part, Window
from ..shapes import concept, span
from ..timing import absence, anchoring, current, exceptions, heads, last, lengths, methods, plans
from ..timing.hang import SINCE, hang, is_stopped, stopped_so_long
from ..timing.lists import EXAMPLES, listed
from ..timing.steady import again, steady
from ..timing.targets import targets

_FLAGS = re.IGNORECASE
_LEFT_OPEN = re.compile(r"\bafter\W*$", _FLAGS)
_OR_BEHIND = re.compile(r"\s*,?\s*or\s+", _FLAGS)
_WITH_A = re.compile(r"\s+(?:with|having|causing|leaving)\s+(?:(?:an?|any|some|persistent|significant)\s+)*", _FLAGS)
_FREE_PERIOD = re.compile(r"\s*-?\s*free\s+(?:period|interval)", _FLAGS)
_OR_KEPT = re.compile(
    r"\bor\s+(?:(?:if\s+(?:so|taken|used)|on|taking|receiving|with|at|in|an?|the|have|has|been|are|is|be|must|should)"
    r"\s+)*$",
    _FLAGS,
)
_WITHIN = re.compile(r"with\s?-?in\b", _FLAGS)
_OR_WHEN = re.compile(r"\s*,?\s*or\s+(?:(?:any|use|used|taken|given|received)\s+)*", _FLAGS)
_SINCE_ANY = re.compile(r"\bsince\s+(?:any|(?:the\s+|their\s+)?(?:previous|prior))\b", _FLAGS)
_ANY_DOSE = re.compile(r"\bany\s+(?:other\s+)?(?:dose|amount|use)\b", _FLAGS)
_OR = re.compile(r"\bor\b", _FLAGS)
_TIMED = frozenset(("exposure", "condition"))
_OPENING = re.compile(
    rf"\s*[,.]?\s*(?:[(:]|(?:this|these)?\s*{EXAMPLES.pattern})[\s:,.(]*(?:(?:an?|any|the)\s+)?", _FLAGS
)
"""Between a window and the examples of what it limits."""
_SAYING = re.compile(
    r"\b(?:is|are|was|were|not|no|except\w*|exclud\w*|allowed|permitted|only|unless|if|within|started)\b", _FLAGS
)
"""In a bracket it says something of what stands there: "(vitamins excepted)", "(palliative radiation is allowed)"."""


def attach(
    text: str,
    view: str,
    start: int,
    end: int,
    kind: str,
    words: list[Word],
    parts: list[Part],
    windows: list[Window],
) -> list[Window]:
    """Sets ``window``, ``duration`` and alternatives on the parts; returns the windows that found no target."""
    lost: list[Window] = []
    windows, shared = anchoring.both_ways(windows, anchoring.shared(view, windows))
    requires = kind != "exclusion"
    shared = [stopped_so_long(view, w, requires) for w in shared]
    split: list[Part] = []
    found: list[Part] = []
    for i, w in enumerate(shared):
        if not _goes_with(shared, i):
            given = last.given(view, start, parts, w, requires) or last.unless_stopped(view, start, parts, w, requires)
            given = given or last.since_last(view, start, parts, w, requires)
            given = given or last.of_counted(text, view, start, parts, w, requires)
            given = given or exceptions.of_itself(view, start, parts, w)
            found = given or targets(text, view, end, words, parts, shared, i, start)
        if w.kind is not None:
            split += found[-1:]
            carried = [_kind(text, view, start, parts, part, w, requires) for part in found[-1:]]
        else:
            found, carried = _limit(text, view, start, end, parts, found, shared, i, requires)
        if not any(carried):
            lost.append(windows[i])
    if split:
        parts[:] = [p for p in parts if not any(p is whole for whole in split)]
    if len(parts) > 1:  # what one says of another
        methods.of_values(view, parts)
        methods.ahead(view, start, parts)
        _examples_inherit(view, parts)
        heads.share(view, start, parts)
        plans.looking_back(view, parts)
    return lost


def _limit(
    text: str,
    view: str,
    start: int,
    end: int,
    parts: list[Part],
    found: list[Part],
    windows: list[Window],
    i: int,
    requires: bool,
) -> tuple[list[Part], list[bool]]:
    """Gives the ``i``-th window to what it limits; returns the parts that it is for and whether each could take it."""
    if any(p.denials and _FREE_PERIOD.match(view, p.end, windows[i].start) for p in found[-1:]):
        return found, []  # "no seizure-free period of more than 3 weeks"
    if _LEFT_OPEN.search(view, windows[i].start, windows[i].end) and windows[i].direction == "after":
        return found, []  # "for the duration of the study and 30 days after"
    if windows[i].direction == "after" and any(p.leaf.get("status") == "planned" for p in found):
        found = [p for p in found if p.leaf.get("status") != "current"]  # "current, or planned within 12 months"
    if (first := _of_the_first(view, parts, found, windows[i])) is not None:
        parts.append(first)
        found = [first]
    found = lengths.alike(view, methods.found_by(view, parts, found, windows[i]), windows[i], requires)
    w = lengths.meant(view, found, windows[i], requires)
    past = [v.end for v in windows[:i] if v.end <= w.start]
    same = steady(view, max([start, *past]), end, found, w)
    if same is not None:
        w = _kept_up(view, w)
        for p in found:  # "no stable dose of statins" is not none
            p.guessed = p.guessed or any(0 <= same.cue.start - c.end <= 5 for c in p.denials)
        if w.duration and not same.denied and all("duration" in p.leaf for p in found):
            inside = "(" in view[found[-1].end : same.cue.start]
            found = [
                p.once_more(same.cue.start, w.end, []) for p in found
            ]  # "for 3 months, at a stable dose for 6 weeks"
            for p in found:
                p.leaf.pop("dose", None)
                p.guessed = inside or len(found) > 1  # each of several drugs for so long, and unchanged for so long
            parts += found
        elif same.denied:
            found = [again(p, same.cue.start, w.end) for p in found]
            parts += found
        elif requires:
            found = _or_kept(view, parts, found, same.cue, w)
    if (since := absence.not_stopped(view, found, w)) is not None:
        w = since
        for p in found:  # few ask for those who went on
            p.guessed = p.guessed or requires
    free = absence.absent(view, start, found, w)
    if (
        free is not None and w.quantity.lower is not None and w.quantity.upper is not None
    ):  # "opioid-free for 7 to 10 days"
        w = replace(w, quantity=replace(w.quantity, upper=None))
        for p in found:
            p.guessed = True
    if free is not None:
        absence.deny(found, free, w.quantity.upper is None)
    found = plans.within(view, start, parts, found, w)
    place = _too(view, windows[i - 1], w) if i else None
    if (place is not None and all(_timed(p, w) for p in found)) or (i and _or_so_long(view, windows[i - 1], w, found)):
        place = place or (w.start, w.end)
        found = [p.once_more(*place, p.cues) for p in found]
        parts += found
    either = _either(view, windows, i)
    if w.scope is not None and any(p.stopped and p.end <= w.start for p in parts):
        w = replace(w, off=True)  # "stopped anti-androgens at least 6 weeks before (4 weeks for flutamide)"
    if any(p.leaf.get("role") not in (None, "procedure") and is_stopped(view, start, w, p) for p in found):
        w = replace(w, off=True)  # "> 4 weeks since chemotherapy or surgery": of one kind on the list, of all
    if requires and w.ahead and w.quantity.upper is None and _of_none(view, found, w):
        w = replace(w, off=True)
    carried = [hang(text, view, start, part, w, either, free is not None) for part in _part_of(found, w)]
    parts += plans.too(view, start, end, found, w) + current.now_too(view, start, end, found, w)
    current.only_then(view, found)
    if same is not None and any(carried):
        for part in found:
            part.cues = [*part.cues, same.cue]
    return found, carried


def _or_kept(view: str, parts: list[Part], found: list[Part], kept: Cue, w: Window) -> list[Part]:
    """ "No statins, or a stable dose for 3 months": what is denied may be taken if it is kept; that has the length."""
    names = {p.leaf["agent"]["name"] for p in found}
    same = [p for p in parts if p.leaf["op"] == "exposure" and p.leaf["agent"]["name"] in names]
    denied = list({p.leaf["agent"]["name"]: p for p in reversed(same) if p.focus[1] <= kept.start}.values())[::-1]
    named = [p for p in same if denied and p.start > denied[-1].start]
    if not denied or not all(p.denials and p.denials[0].start < p.start for p in denied):
        return found
    joined = _OR_KEPT.search(view, denied[-1].focus[1], min([kept.start, *(p.start for p in named)]))
    if joined is None:
        return found
    for p in named:
        p.again, p.cues = True, [c for c in p.cues if c.category != "NEGATED" or c.start > joined.start()]
    if not named:
        named = [again(p, kept.start, w.end) for p in denied]
        parts += named
    return named


def _of_the_first(view: str, parts: list[Part], found: list[Part], w: Window) -> Part | None:
    """ "Stroke with a deficit or within 6 months": the window behind "or" is of the stroke, again."""
    if not found or w.ahead or w.duration or not _OR_BEHIND.fullmatch(view, found[-1].end, max(found[-1].end, w.start)):
        return None
    heads = [p for p in parts if p.end <= found[-1].start and p.leaf["op"] in ("condition", "exposure")]
    if not heads or not _WITH_A.fullmatch(view, heads[-1].end, found[-1].start) or "window" in heads[-1].leaf:
        return None
    return heads[-1].once_more(w.start, w.end, list(heads[-1].cues))


def _of_none(view: str, found: list[Part], w: Window) -> bool:
    """ "> 3 months since stroke or infarction", "since any infection": so long without any, not so long after one."""
    if not found or not SINCE.search(view, w.start, w.end):
        return False
    either = len(found) > 1 and _OR.search(view, found[-2].end, found[-1].start)
    return bool(either or _SINCE_ANY.search(view, w.start, found[0].start))


def to_items(text: str, view: str, start: int, items: Part, lost: list[Window]) -> list[Window]:
    """Gives the windows of a lead-in that limit nothing else to what stands for its items; returns those still lost."""
    return [w for w in lost if not hang(text, view, start, items, w, False, False)]


def _kept_up(view: str, w: Window) -> Window:
    """ "A stable dose in the last 4 weeks" is a length."""
    q = w.quantity
    if w.duration or q.upper is None or _WITHIN.match(view, w.start):
        return w
    return replace(w, duration=True, quantity=replace(q, lower=q.upper, lower_inclusive=True, upper=None))


def _goes_with(windows: list[Window], i: int) -> bool:
    """Whether a window limits what the one before it limits: one of several lengths, or of two ways, of one phrase."""
    w = windows[i]
    if i == 0 or (w.share and w.share[0]):
        return i > 0
    before = windows[i - 1]
    both_ways = (before.start, before.end) == (w.start, w.end) and before.direction != w.direction
    return both_ways or (w.kind is not None and before.kind is not None)


def _part_of(found: list[Part], w: Window) -> list[Part]:
    if w.share is None:
        return found
    nth, total = w.share
    return found[nth : nth + 1] if len(found) == total else []


def _either(view: str, windows: list[Window], i: int) -> bool:
    """ "before or after x": whether a window is the other of two, either of which counts."""
    if i == 0:
        return False
    a, b = windows[i - 1], windows[i]
    joins = r"\bor\b" if a.direction == b.direction else r"\b(?:or|and|until|to|through)\b"
    between = view[a.start : b.quantity.number[0]]
    if _ANY_DOSE.search(between):
        return False
    return (a.start, a.end) == (b.start, b.end) or bool(re.search(joins, between))


def _too(view: str, a: Window, b: Window) -> tuple[int, int] | None:
    """ "Within 3 years of, and at least 2 weeks before": where the second window stands that one event must meet."""
    m = anchoring.AND_TOO.fullmatch(view, a.end, b.start) if a.direction == b.direction else None
    return (m.start("again") if m["again"] else b.start, b.end) if m else None


def _or_so_long(view: str, a: Window, b: Window, found: list[Part]) -> bool:
    """ "For more than 3 years, or within the last 12 months": a length, or else a time."""
    if a.duration == b.duration or not _OR_WHEN.fullmatch(view, a.end, b.start):
        return False
    return bool(found) and all(_timed(p, a) and p.leaf["op"] != "threshold" for p in found)


def _timed(part: Part, w: Window) -> bool:
    return ("duration" if w.duration else "window") in part.leaf


def _kind(text: str, view: str, start: int, parts: list[Part], whole: Part, w: Window, requires: bool) -> bool:
    """ "vaccine within 28 days (live)": a leaf for that kind alone."""
    key = "agent" if "agent" in whole.leaf else "condition"
    if w.kind is None or key not in whole.leaf:
        return False
    words = " ".join(view[slice(*w.kind)].split()).lower()
    what = concept(text, *w.kind, f"{words} {whole.leaf[key]['name']}")
    leaf = {**whole.leaf, key: what, "span": span(*w.kind)}
    first = all(p.start != whole.start or p is whole for p in parts)  # the words of the whole stand with its first kind
    of_kind = Part(whole.start if first else w.kind[0], w.kind[1], w.kind, leaf, whole.cues, pattern=whole.pattern)
    parts.append(of_kind)
    return hang(text, view, start, of_kind, lengths.meant(view, [whole], w, requires), False, False)


def _examples_inherit(view: str, parts: list[Part]) -> None:
    """The examples of a class share its window: "… within 6 months. This includes natalizumab, fingolimod".

    So do those behind a colon or in a bracket: "cardiac events within 6 months (stroke or angina)".
    """
    source: Part | None = None
    level = 0
    for a, b in pairwise(sorted(parts, key=lambda p: p.start)):
        if source is not None and b.leaf["op"] == "threshold" and a.end <= b.start:
            continue  # "heart failure (NYHA III-IV), angina"
        if a.end > b.start or b.leaf["op"] not in _TIMED or not b.leaf.keys().isdisjoint(("window", "duration")):
            source = None
            continue
        if _is_class_of(view, a, b):
            source, level = a, _open(view[a.end : b.start])
        elif source is not None and not (listed(view[a.end : b.start]) and _open(view[source.end : b.start]) >= level):
            source = None
        if source is not None:
            b.leaf.update({k: source.leaf[k] for k in ("window", "duration") if k in source.leaf})
            b.alternative, b.longer, b.stopped = source.alternative, source.longer, source.stopped


def _open(between: str) -> int:
    """How many brackets are open behind these words."""
    return between.count("(") - between.count(")")


def _is_class_of(view: str, a: Part, b: Part) -> bool:
    """Whether the words between say that the second is an example of the first."""
    gap = view[a.end : b.start]
    if len(gap) >= 150 or a.leaf["op"] not in _TIMED:
        return False
    if a.leaf["op"] == "condition" and ("window" not in a.leaf or a.denials != b.denials):
        return False
    if a.leaf["op"] == "exposure" == b.leaf["op"] and EXAMPLES.search(gap):
        return True
    where = (a.leaf.get("window") or {}).get("span")
    if where is None or where["start"] >= b.start or (a.leaf["op"], b.leaf["op"]) == ("exposure", "condition"):
        return False
    opening = _OPENING.fullmatch(view, max(a.end, where["end"]), b.start)
    if opening is None or opening.group().strip() != "(":
        return opening is not None
    closed = view.find(")", b.start)
    return a.leaf["op"] == b.leaf["op"] and closed >= 0 and not _SAYING.search(view, b.end, closed)
