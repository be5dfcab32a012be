"""Anchors that stand apart from the times they are of: behind them all, behind an exception, or before "or"."""

import re
from dataclasses import replace
from functools import cache

from ...patterns import anchors
from ..parts import Window
from .aims import Aim, aim, anchor_pattern, closing
from .phrases import FLAGS

_DETACHED = re.compile(r"\s*[,(]?\s*(?:unless|except|other\s+than|excluding|with\s+the\s+exception|without)\b", FLAGS)
_FOR_ALL = re.compile(
    r"[\s,;(]*\b(?:(?:all|each|both)\s+(?:of\s+(?:them|these|which)\s+|times?\s+|periods?\s+)?)?"
    r"(?:(?:are|is|being|as|if|when)\s+)?(?:(?:relative|with\s+(?:respect|reference|regard))\s+to|"
    r"(?:counted|calculated|measured|counting)\s+(?:back\s+|backwards?\s+)?from|(?<=all\s)(?:before|prior\s+to))\s+",
    FLAGS,
)
_CLOSES = re.compile(r"\s*\)?\s*(?:[.;]|$)")
_AT = re.compile(r"\b(?:at|on|during)\s+(?:the\s+)?(?:(?:time|moment|day|date)\s+of\s+)?", FLAGS)
_OR = re.compile(r"\s*,?\s*or\s+(?:at\s+any\s+time\s+)?$", FLAGS)
_BEFORE = re.compile(r"\b(?:before|prior|beforehand)(?:\s+(?:it|that|this))?$", FLAGS)
_IT = re.compile(r"it|this|that|then", FLAGS)
_BEHIND = re.compile(r"\s*\)\s*,?\s*(?:before|prior\s+to|preceding)\s+", FLAGS)
_OTHER_TIMES = re.compile(
    r"\s*\(\s*(?=[^()\d]{2,60}\d+(?:\.\d)?\s*-?\s*(?:days?|weeks?|months?|years?|hours?)\s*\)|"
    r"[^()\d]{0,20}\d+\s*-?\s*(?:days?|weeks?|months?|years?|hours?)\s+(?:for|if|in)\b)[^()]{3,100}\)",
    FLAGS,
)


def anchored(view: str, start: int, end: int, found: list[Window]) -> list[Window]:
    """Gives the times without an anchor the one that stands apart from them."""
    return _detached(view, end, _at_or_before(view, start, _for_all(view, end, found)))


def _for_all(view: str, end: int, found: list[Window]) -> list[Window]:
    """ "A within 7 days, B within 14 days, all relative to the first dose"."""
    last = found[-1] if found else None
    if last is None or last.duration:
        return found
    opened, m = -1, _FOR_ALL.match(view, last.end, end)
    if m is None and (m := _BEHIND.match(view, last.end, end)):  # "(A within 3 months; B within 7 days) before"
        opened = view.rfind("(", 0, last.start)
    a = anchor_pattern().match(view, m.end(), end) if m else None
    if m is None or a is None or not _CLOSES.match(view, a.end(), end):
        return found
    name = anchors.anchor_of(a["anchor"])
    out = [
        w if w.start < opened or w.duration or w.anchor != "now" or w.direction != "before"
        else replace(w, anchor=name, anchor_text=a["anchor"])
        for w in found
    ]  # fmt: skip
    return [*out[:-1], replace(out[-1], tail=(m.start(), a.end()))]


def beyond_bracket(view: str, pos: int, end: int) -> tuple[Aim, tuple[int, int]] | None:
    """ "In the 90 days (stroke: 180 days) before Visit 1": what the words behind a bracket with other times aim at."""
    m = _OTHER_TIMES.match(view, pos, end)
    a = aim(view, m.end(), end, True) if m else None
    if m is None or a is None or a.direction is None or a.text is None or a.anchor == "other":
        return None
    return a._replace(end=pos), (m.end(), a.end)


@cache
def _event() -> re.Pattern[str]:
    return re.compile(rf"{_AT.pattern}(?:the\s+)?(?P<anchor>{anchors.pattern()})(?={_OR.pattern})", FLAGS)


def _at_or_before(view: str, start: int, found: list[Window]) -> list[Window]:
    """ "Fever at the time of vaccination or within 3 days before": before that."""
    out = list(found)
    for i, w in enumerate(out):
        unnamed = w.anchor == "now" or (w.anchor == "other" and _IT.fullmatch(w.anchor_text or ""))
        if not unnamed or w.duration or w.tail or not _BEFORE.search(view, w.quantity.end, w.end):
            continue
        m = _event().search(view, max(start, w.start - 80), w.start) if _OR.search(view, start, w.start) else None
        if m is not None:
            out[i] = replace(w, anchor=anchors.anchor_of(m["anchor"]), anchor_text=m["anchor"], tail=m.span())
    return out


def _detached(view: str, end: int, found: list[Window]) -> list[Window]:
    """ "within 2 years unless …, prior to start of study medication": the anchor that closes the sentence."""
    out = list(found)
    for i, w in enumerate(out):
        aimed = w.anchor != "now" or w.duration or w.direction != "before" or w.ahead
        m = closing(view, w.end, end) if not aimed and _DETACHED.match(view, w.end, end) else None
        if m is None or any(o is not w and w.end <= o.start and o.end > m.start() for o in out):
            continue
        where = m.span("anchor")
        out[i] = replace(
            w, anchor=anchors.anchor_of(m["anchor"]), anchor_text=view[slice(*where)], tail=(m.start(), where[1])
        )
    return out
