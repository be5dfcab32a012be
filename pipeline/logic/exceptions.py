"""Exceptions narrow a leaf where they name kinds of it; where they are circumstances, they are ``all[A, not B]``."""

import re
from itertools import islice, pairwise
from typing import Any

from ..parts import Part
from ..shapes import concept, span
from . import brackets
from .nodes import Words, at

_EXCEPT = re.compile(
    r"\b(?:(?P<kinds>except(?:ing|ions?)?(?:\s+(?:for|of|are|is|include|being|in))?:?|other\s+than|"
    r"with\s+(?:the\s+)?exceptions?\s+(?:of|for)|apart\s+from|aside\s+from|excluding|but\s+not(?!\s+limited))|"
    r"(?P<circumstance>unless|if\s+not))\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:or|and)\s+(?:any|(?:prior|previous|current|ongoing)?\s*(?:history|use|treatment|therapy|diagnosis)\s+(?:of|with))\b",
    re.IGNORECASE,
)
_OWN = frozenset(("window", "duration", "dose", "to", "status"))
_PARTED = re.compile(r"[,;]|\b(?:and|or)\b", re.IGNORECASE)


def find(w: Words, start: int, end: int, parts: list[Part]) -> tuple[bool, list[Part], list[Part], int, int] | None:
    """The first exception that has a head and a content.

    Returns whether it names kinds, the parts outside it, those inside, and where its words start and stop.
    """
    for m in _EXCEPT.finditer(w.view, start, end):
        if any(p.start < m.start() < p.end and p.leaf["op"] != "threshold" for p in parts):
            continue
        stop = _stop(w.view, start, m.end(), end)
        inside = [p for p in parts if m.end() <= at(p) < stop]
        if inside and any(at(p) < m.start() for p in parts):
            outside = [p for p in parts if not m.end() <= at(p) < stop]
            return bool(m["kinds"]), outside, inside, m.end(), stop
    return None


def count(view: str, start: int, end: int, limit: int) -> int:
    """How many words of exception a stretch holds; counting stops behind ``limit``."""
    return sum(1 for _ in islice(_EXCEPT.finditer(view, start, end), limit + 1))


def _stop(view: str, start: int, position: int, end: int) -> int:
    """An exception ends with the bracket that it stands in, at a semicolon, or where the next thing starts."""
    opened = brackets.level(view, start, position)
    level = opened
    for i in range(position, end):
        level += (view[i] in "([") - (view[i] in ")]")
        if level < opened or (level == opened and (view[i] == ";" or _NEXT.match(view, i))):
            return i
    return end


def are_kinds(main: Part, excepted: list[Part]) -> bool:
    """Plain kinds of the thing: no window, duration, status or threshold of their own."""
    op = main.leaf["op"]
    if op not in ("exposure", "condition"):
        return False
    named = [p for p in excepted if p.leaf["op"] == op]
    plain = all(p.leaf["op"] in (op, "other") and not _OWN & p.leaf.keys() for p in excepted)
    return bool(named) and plain


def exclude(w: Words, main: Part, excepted: list[Part]) -> None:
    """Sets ``excluding`` of the main leaf."""
    main.leaf["excluding"] = [_concept(w, group) for group in _grouped(w, excepted)]
    main.leaf["span"] = span(main.start, max(main.end, excepted[-1].end))


def _grouped(w: Words, parts: list[Part]) -> list[list[Part]]:
    """Unread words belong to the name beside them: "carcinoma" + "of the skin"."""
    groups = [[parts[0]]]
    for a, b in pairwise(parts):
        if "other" in (a.leaf["op"], b.leaf["op"]) and not _PARTED.search(w.view, a.end, b.start):
            groups[-1].append(b)
        else:
            groups.append([b])
    return groups


def _concept(w: Words, group: list[Part]) -> dict[str, Any]:
    if len(group) == 1:
        what: dict[str, Any] | None = group[0].leaf.get("agent") or group[0].leaf.get("condition")
        if what is not None:
            return what
    start, end = group[0].start, group[-1].end
    return concept(w.text, start, end, re.sub(r"\s+", " ", w.view[start:end]).lower())
