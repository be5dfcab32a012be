"""Where a window aims: before or after which event."""

import re
from functools import cache
from typing import NamedTuple

from ...patterns import anchors
from .phrases import FLAGS

_BEFORE = (
    r"(?:immediately\s+|just\s+|directly\s+)?(?:prior\s+to|before|preceding|previous\s+to|"
    r"in\s+advance\s+of|ahead\s+of|leading\s+up\s+to|prior|pre)"
)
_AFTER = r"(?:after|following|post|subsequent\s+to|since|from\s+the|beyond)"
_DIRECTION = re.compile(
    rf"\s*,?\s*(?:respectively\s*,?\s*)?(?:\((?![^()]{{0,60}}\b(?:for|if)\b)[^()]{{0,60}}\)\s*)?(?:period\s+|time\s+|washout\s+|"
    rf"interval\s+|consecutively\s+|(?:(?:must|should)\s+)?(?:have|has|had)\s+(?:elapsed|passed)\s+)?"
    rf"(?:(?P<before>{_BEFORE})|(?P<after>{_AFTER})|(?P<of>of|from|to|at|until)|"
    rf"(?P<ago>ago(?:\s+or\s+(?P<less>less|more))?|earlier|previously))\b(?:\s*-(?=[a-z]))?\s*",
    FLAGS,
)
_ALSO = re.compile(
    r"(?:,?\s*(?:and\s*/\s*)?(?:or|and)\s+(?:during|at|on|after|following)\b(?:\s+the)?(?:\s+(?:time|date|day)\s+of)?)\s*,?\s*",
    FLAGS,
)
_ARTICLES = (
    r"(?:(?:the|their|his|her|a|an|any|this|that|current|time\s+of|date\s+of|day\s+of|start\s+of|planned|"
    r"scheduled|actual|expected|administration\s+of|initiation\s+of|receipt\s+of|receiving|your|patient's|"
    r"subject's|subject|patient|enrolment\s+or|or\s+at|being)\s+)*"
)
_OTHER = re.compile(
    r"(?!(?:and|or|unless|except|planned|with|within|any|one|either|each|these|following|the\s+following)\b)[^\s,;:.()]+"
    r"(?:[ \n]+(?!(?:and|or|unless|except|with|within|for|if|who|that|in|by|using|as|at|due)\b)[^\s,;:.()]+){0,6}",
    FLAGS,
)
_MORE = re.compile(
    r"(?:\s+of\s+(?:the\s+)?(?:study|trial|protocol|investigational)\s+(?:drug|treatment|medication|therapy|product|agent|"
    r"intervention)?(?:\s+administration)?|\s*\((?:day|visit|week|cycle)\s*-?\d+\)|\s+(?:into|in|to)\s+(?:the|this)\s+"
    r"(?:study|trial)\b)",
    FLAGS,
)
_EVENT = re.compile(
    r"(?:the\s+|hospital\s+|ICU\s+|intensive\s+care\s+unit\s+|emergency\s+department\s+|symptom\s+)*"
    r"(?:admission|birth|onset|injury|presentation|arrival|delivery|hospitali[sz]ation|symptoms?)\b",
    FLAGS,
)


class Aim(NamedTuple):
    """``direction`` is None where no word gives it; ``end``: where its words end; ``word``: the preposition."""

    direction: str | None
    anchor: str
    text: tuple[int, int] | None
    end: int
    word: str = ""
    less: bool | None = None


@cache
def anchor_pattern() -> re.Pattern[str]:
    """An anchor's words behind their articles."""
    return re.compile(rf"{_ARTICLES}(?P<anchor>{anchors.pattern()})", FLAGS)


@cache
def _closing() -> re.Pattern[str]:
    """An anchor that closes its sentence."""
    return re.compile(
        rf"\b(?:prior\s+to|before)\s+{_ARTICLES}(?P<anchor>{anchors.pattern()})\s*\)?\s*(?=[.;]|$)", FLAGS
    )


def closing(view: str, start: int, end: int) -> "re.Match[str] | None":
    """The words "prior to start of study medication" that close the sentence."""
    stop = re.compile(r"[.;]\s|$").search(view, start, end)
    edge = stop.start() if stop else end
    return _closing().search(view, start, edge) if edge > start else None


def from_event(view: str, pos: int, end: int) -> int | None:
    """Where the "from" of "4 weeks from major surgery" ends."""
    m = re.compile(r"\s+from\s+(?=[^\W\d_])", FLAGS).match(view, pos, end)
    return m.end() - 1 if m and not anchor_pattern().match(view, m.end(), end) else None


def aim(view: str, pos: int, end: int, within: bool) -> Aim:
    """What the words behind a length of time aim at; ``within``: the length stands behind "within"."""
    m = _DIRECTION.match(view, pos, end)
    if m is None:
        return Aim(None, "now", None, pos)
    if m["ago"]:
        return Aim("before", "now", None, m.end("ago"), "ago", None if not m["less"] else m["less"].lower() == "less")
    direction = "after" if m["after"] else "before"
    word = (m["after"] or m["before"] or m["of"]).lower()
    at = m.end()
    if also := _ALSO.match(view, m.end("before") if m["before"] else at, end):
        at = also.end()
    if a := anchor_pattern().match(view, at, end):
        where = (a.start("anchor"), a.end("anchor"))
        more = _MORE.match(view, where[1], end)
        return Aim(direction, anchors.anchor_of(a["anchor"]), where, more.end() if more else where[1], word)
    if word == "since":
        return Aim("before", "now", None, m.end("after"), word)
    if m["of"] and not (within and word in ("of", "from")):
        return Aim(None, "now", None, pos)
    other = _OTHER.match(view, at, end)
    if other is None:
        stop = m.start() + len(m.group().rstrip())
        return Aim(None, "now", None, pos) if m["of"] else Aim(direction, "now", None, stop, word)
    if m["of"] and (word == "from" or _EVENT.match(view, at, end)):
        direction = "after"
    return Aim(direction, "other", other.span(), other.end(), word)
