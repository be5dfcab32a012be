"""Reads windows and durations: times between an event and an anchor, and how long something lasts.

``within the last 2 months``, ``at least 6 weeks prior to inclusion``, ``less than 30 days since``, ``for at least
3 months``, ``5 half-lives``. Which drug, condition or study a window limits is the assembly's business.
"""

import re
from dataclasses import replace
from functools import cache
from itertools import zip_longest

from ...patterns import anchors
from ..parts import Quantity, Window

_FLAGS = re.IGNORECASE
_RECENT = re.compile(
    r"(?:\b(?:with\s?in|in|during|over|for|throughout|at\s+any\s+time\s+(?:with)?in|"
    r"from)\s+)?(?:(?:the|their|his|her)\s+)?"
    r"\b(?:last|past|previous|preceding|prior|recent|most\s+recent|immediate(?:ly)?\s+(?:past|"
    r"preceding))\s*(?:\(\s*)?$",
    _FLAGS,
)
_WITHIN = re.compile(
    r"\b(?:with\s?-?in|during|inside(?:\s+of)?|in|over|throughout)\s+(?:(?:the|a|an)\s+)?(?:first\s+|period\s+of\s+)?$",
    _FLAGS,
)
_FOR = re.compile(
    r"\b(?:for|lasting|of|last(?:s|ed)|duration(?:\s+of)?(?:\s+is)?|during|over|persist(?:s|ing|"
    r"ed)?(?:\s+for)?|x)\s+(?:(?:the|a|an|a\s+period\s+of)\s+)?$",
    _FLAGS,
)
_STATE = re.compile(
    r"\b(?:stable|unchanged|constant|persist\w+|maintained|duration|continuous\w*|consecutive\w*|"
    r"lasting|for)\b[^.;,]{0,40}$",
    _FLAGS,
)
_BEFORE = (
    r"(?:immediately\s+|just\s+|directly\s+)?(?:prior\s+to|before|preceding|previous\s+to|"
    r"in\s+advance\s+of|ahead\s+of|leading\s+up\s+to|prior|pre)"
)
_AFTER = r"(?:after|following|post|subsequent\s+to|since|from\s+the|beyond)"
_DIRECTION = re.compile(
    rf"\s*,?\s*(?:\([^()]{{0,60}}\)\s*)?(?:period\s+|time\s+|washout\s+|"
    rf"interval\s+)?(?:(?P<before>{_BEFORE})|(?P<after>{_AFTER})|(?P<of>of|from|to|at|until)|"
    rf"(?P<ago>ago|earlier|previously))\b\s*",
    _FLAGS,
)
_ARTICLES = (
    r"(?:(?:the|their|his|her|a|an|any|this|that|current|time\s+of|date\s+of|day\s+of|start\s+of|planned|"
    r"scheduled|actual|expected|administration\s+of|initiation\s+of|receipt\s+of|receiving|your|patient's|"
    r"subject's|subject|patient|enrolment\s+or|or\s+at|being)\s+)*"
)
_UNNAMED = re.compile(
    r"(?:last|past|previous|preceding|prior)\s+(?P<unit>year|month|week|day|24\s+hours)\b(?!s)", _FLAGS
)
_HALF = re.compile(r"\s*\(?\s*,?\s*(?:or|and|/)\s*(?:with\s?in\s+|for\s+|at\s+least\s+|less\s+than\s+|<\s*)?$", _FLAGS)
_LONGER = re.compile(
    r"[\s,;(\[]*(?:of\s+the\s+\w+\s*,?\s*)?which\s?(?:ever)?\s+(?:period\s+|time\s+|one\s+|"
    r"of\s+(?:these|the\s+two)\s+)?(?:is|was|of\s+\w+\s+is)?\s*(?:the\s+)?(?P<which>longer|longest|"
    r"greater|later|shorter|shortest|less|sooner|earlier)\b[^\S\n]*\)?",
    _FLAGS,
)
_UNIT = {"year": "a", "month": "mo", "week": "wk", "day": "d"}
_HISTORY = re.compile(r"\s*-?\s*(?:history|duration|course)\b(?:\s+of)?", _FLAGS)


@cache
def _anchor() -> re.Pattern[str]:
    return re.compile(rf"{_ARTICLES}(?P<anchor>{anchors.pattern()})", _FLAGS)


def windows(view: str, start: int, end: int, quantities: list[Quantity]) -> list[Window]:
    """The windows among the times of ``view[start:end]`` and those without a number ("in the past year")."""
    out: list[Window] = []
    skip = False
    for q, following in zip_longest(quantities, quantities[1:]):
        if skip or not q.is_time:
            skip = False
            continue
        other = (
            following
            if following is not None and following.is_time and _HALF.fullmatch(view, q.end, following.start)
            else None
        )
        window = _window(view, start, end, q, other)
        if window is not None:
            out.append(window)
            skip = window.alternative is not None
    out += _unnamed(view, start, end, out)
    return sorted(out, key=lambda w: w.start)


def _window(view: str, start: int, end: int, q: Quantity, other: Quantity | None) -> Window | None:
    last = other or q
    lead = max(start, q.start - 40)
    pos, longer = last.end, None
    if m := _LONGER.match(view, pos, end):
        pos, longer = m.end(), m["which"].lower() in ("longer", "longest", "greater", "later")
    direction, anchor, anchor_text, stop = _aim(view, pos, end)
    if longer is None and (m := _LONGER.match(view, stop, end)):
        stop, longer = m.end(), m["which"].lower() in ("longer", "longest", "greater", "later")
    base = Window(q.start, stop, q, direction or "before", anchor, anchor_text, False, other, longer)
    if m := _RECENT.search(view, lead, q.start):
        return replace(base, start=m.start(), quantity=_upto(q), direction="before")
    if m := _WITHIN.search(view, lead, q.start):
        if direction is None and m.group().split()[0].lower() in ("over", "during", "throughout", "in"):
            return None
        return replace(base, start=m.start(), quantity=_upto(q))
    if _HISTORY.match(view, q.end, end) or (
        direction is None and (_FOR.search(view, lead, q.start) or _STATE.search(view, lead, q.start))
    ):
        return _duration(view, lead, end, q, base)
    if direction is None:
        return _duration(view, lead, end, q, base) if q.said and _follows_words(view, start, q) else None
    return _anchored(view, lead, q, base)


def _follows_words(view: str, start: int, q: Quantity) -> bool:
    """ "ankle sprain less than 3 months", "user of a processor (≥ 6 months)": how long what is named has lasted."""
    return bool(re.search(r"[^\W\d_]{3,}[\s(,]*$", view[max(start, q.start - 40) : q.start]))


def _anchored(view: str, lead: int, q: Quantity, base: Window) -> Window:
    """ "at least 6 weeks before x", "3 months prior to x", "for 6 weeks prior to x"."""
    m = re.compile(r"\bfor\s+(?:the\s+|a\s+)?$", _FLAGS).search(view, lead, q.start)
    if m:
        quantity = q if q.said else replace(q, upper=None, lower_inclusive=True)
        return replace(base, start=m.start(), duration=base.direction == "before", quantity=quantity)
    if not q.said:
        return replace(base, quantity=replace(q, lower=None, upper_inclusive=True) if base.direction == "before" else q)
    return base


def _duration(view: str, lead: int, end: int, q: Quantity, base: Window) -> Window:
    m = re.compile(r"\b(?:for|lasting)\s+(?:the\s+|a\s+)?$", _FLAGS).search(view, lead, q.start)
    history = _HISTORY.match(view, q.end, end)
    quantity = q if q.said else replace(q, upper=None, lower_inclusive=True)
    return replace(
        base, start=m.start() if m else q.start, end=history.end() if history else base.end, quantity=quantity,
        duration=True, direction="before", anchor="now", anchor_text=None,
    )  # fmt: skip


def _upto(q: Quantity) -> Quantity:
    """ "within 2 months" bounds above, inclusively; "within the last 2 to 5 years" and "> 2 years" stay."""
    return q if q.said and q.sign not in ("=",) else replace(q, lower=None, upper_inclusive=True)


def _aim(view: str, pos: int, end: int) -> tuple[str | None, str, str | None, int]:
    """(direction, anchor, its words, where the window's words end)"""
    m = _DIRECTION.match(view, pos, end)
    if m is None:
        return None, "now", None, pos
    if m["ago"]:
        return "before", "now", None, m.end("ago")
    direction = "after" if m["after"] else "before"
    since = (m["after"] or "").lower() == "since"
    if a := _anchor().match(view, m.end(), end):
        name = anchors.anchor_of(a["anchor"])
        return direction, name, view[a.start("anchor") : a.end("anchor")], a.end("anchor")
    if since:
        return "before", "now", None, m.end("after")
    if m["of"]:
        return None, "now", None, pos
    other = re.compile(
        r"[^\s,;.()]+(?:[ \n]+(?!(?:and|or|unless|except|with|for|if|who|that)\b)[^\s,;.()]+){0,4}"
    ).match(view, m.end(), end)
    if other is None:
        return direction, "now", None, m.start() + len(m.group().rstrip())
    return direction, "other", other.group(), other.end()


def _unnamed(view: str, start: int, end: int, known: list[Window]) -> list[Window]:
    """ "in the past year", "within the last month": one of the unit."""
    out = []
    for m in _UNNAMED.finditer(view, start, end):
        if any(w.start < m.end() and m.start() < w.end for w in known):
            continue
        lead = _RECENT.search(view, max(start, m.start() - 30), m.start() + len(m.group().split()[0]))
        unit = _UNIT.get(m["unit"].lower())
        q = Quantity(m.start("unit"), m.end(), None, False, 1 if unit else 24, True, unit or "h", number=m.span("unit"))
        _, anchor, text, stop = _aim(view, m.end(), end)
        if anchor == "other":
            anchor, text, stop = "now", None, m.end()
        out.append(Window(lead.start() if lead else m.start(), stop, q, "before", anchor, text))
    return out
