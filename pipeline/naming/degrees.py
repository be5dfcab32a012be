"""Degrees that are told by an ordinal: "second- or third-degree heart block", "II-III degree AV block"."""

import re
from dataclasses import replace

from ..parts import Mention
from ..values.roman import ROMAN

_DEGREES = ("first", "second", "third", "fourth")
_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th|I{1,3}|IV|[\u2160-\u2163])"
_OF = re.compile(rf"(?:{_ORDINAL}[\s-]*)?degree[\s-]+", re.IGNORECASE)
_SAID = re.compile(
    rf"(?<![\w/-])(?<!type\s)(?P<one>(?P<first>{_ORDINAL})(?:[\s-]?degree)?)"
    rf"(?:[\s-]*(?P<joint>/|\b(?:or|and|to)\b|[-\u2013~])\s*(?P<last>{_ORDINAL}))?(?P<degree>[\s-]*degree[\s-]+)$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"(?:[\s,]*\s|\s*\()(?:of\s+)?(?:the\s+)?(?P<first>{_ORDINAL})(?:[\s-]?degree)?"
    rf"(?:[\s-]*(?:/|\b(?:or|and)\b)\s*(?P<last>{_ORDINAL}))?[\s-]*degree\b"
    r"(?:\s+(?:or|and)\s+(?P<more>higher|greater|more|worse|above|over))?(?!\s+(?:(?:[a-z]+\s+)?(?:relative|block|burn)|famil))",
    re.IGNORECASE,
)
_HAS_DEGREES = re.compile(r"(?:block|burn|tear|laceration|prolapse|hemorrhoid|frostbite)s?\Z")
_HIGHEST = {"block": 2, "burn": 3, "tear": 3, "laceration": 3}
""""Second degree or higher" ends there, counted from none."""
_MOBITZ = re.compile(r"\bmobitz(?:\s+type)?[\s-]+(?P<type>II?|[12])[\s,-]+\Z", re.IGNORECASE)
"""Before a degree it tells which block: "Mobitz type II second-degree AV block"."""
_REACH = 40
_RANGES = frozenset(("to", "-", "\u2013", "~"))


def read(view: str, m: Mention) -> list[Mention]:
    """A disease in each of the degrees before it; empty where none or no two neighbours are told."""
    if m.kind == "condition" and _HAS_DEGREES.search(m.name) and (found := _BEHIND.match(view, m.end)):
        return _told_behind(m, found)
    own = _OF.match(view, m.start, m.end) if m.kind == "condition" else None
    said = _SAID.search(view, max(0, m.start - _REACH), own.end()) if own is not None else None
    if own is None or said is None:
        return []
    degree, thing = said["degree"].lower(), _OF.sub("", m.name, count=1)
    first, last = _number(said["first"]), _number(said["last"] or said["first"])
    if said["last"] is None:
        return [_typed(view, _in(first, degree, thing, said.start(), m.end, m))]
    if last <= first or ((said["joint"] or "").lower() in _RANGES and last > first + 1):
        return []
    return [
        replace(_typed(view, _in(first, degree, thing, *said.span("one"), m)), hull=(said.start(), m.end)),
        _in(last, degree, thing, said.start("last"), m.end, m),
    ]


def _told_behind(m: Mention, found: re.Match[str]) -> list[Mention]:
    """ "Block of 2nd or 3rd degree", "burn, second degree or higher"."""
    first = last = _number(found["first"])
    if found["last"]:
        last = _number(found["last"])
    elif found["more"]:
        last = _HIGHEST.get(m.name.split(" ")[-1], -1)
    if "degree" in m.name or last < first or (found["more"] and found["last"]):
        return []
    if last > first + 1:
        return []
    which = "last" if found["last"] else "more"
    end = found.start(which) - 4 if last > first and which == "more" else found.end("first")
    one = _in(first, "-degree ", m.name, m.start, end if last > first else found.end(), m)
    if last == first:
        return [one]
    return [
        one,
        replace(_in(last, "-degree ", m.name, found.start(which), found.end(), m), hull=(m.start, found.end())),
    ]


def _typed(view: str, m: Mention) -> Mention:
    """The block with its type, where one stands before it."""
    mobitz = _MOBITZ.search(view, max(0, m.start - _REACH), m.start)
    if mobitz is None:
        return m
    return replace(m, start=mobitz.start(), name=f"mobitz type {'i' if mobitz['type'] in 'Ii1' else 'ii'} {m.name}")


def _in(number: int, degree: str, thing: str, start: int, end: int, m: Mention) -> Mention:
    return Mention(start, end, m.kind, f"{_DEGREES[number]}{degree}{thing}", (), m.pattern)


def _number(ordinal: str) -> int:
    """Which of ``_DEGREES`` an ordinal or a Roman number is."""
    key = ordinal.lower()
    if key in _DEGREES:
        return _DEGREES.index(key)
    return (int(key[0]) if key[0].isdecimal() else ROMAN[key.upper()]) - 1
