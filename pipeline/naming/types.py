"""Types that several names share or that stand behind one: "hepatitis B or C", "diabetes mellitus type 2"."""

import re
from collections.abc import Set
from dataclasses import replace

from ...patterns.fold import fold
from ...patterns.gate import Gated
from ...patterns.reordered import reordered
from ...patterns.tables import Entry, mentions
from ..parts import Mention
from ..values.roman import ROMAN
from .entries import named

_LETTER_AFTER = re.compile(r"\s*(?:,|/|or|and)\s*(?P<letter>[A-E]|[1-4])\b(?!\s*[%-])")
_NUMBER_AFTER = re.compile(r"\s*(?:,|/|&|or|and)+\s*(?:type\s*)?(?P<letter>[1-4]|I{1,3}|IV)\b(?!\s*[%./-])")
_TYPE = re.compile(
    r"\s*,?\s*(?P<open>\(\s*)?(?P<type>type)[\s-]*(?P<number>[1-9]|I{1,3}|IV|V|[A-D])\b(?![\s-]*\d|[./]\d)",
    re.IGNORECASE,
)
_STEM = re.compile(r"[\s,(]*type\Z", re.IGNORECASE)
_OPENED = re.compile(r"\s*\(\s*(?:types?\s*)?(?P<letter>[A-E])(?=\s*(?:,|/|\)|\b(?:or|and)\b))")
_OF_VIRUS = re.compile(r"\s+(?:virus(?:es)?\b(?:\s+infections?\b)?|infections?\b)", re.IGNORECASE)
_CLOSING = re.compile(r"\s*\)")
_DIABETES = Gated(
    r"\b(?P<degree>(?:un|(?:poorly|well|inadequately|insufficiently)[\s-])?controlled\s+)?(?:type|T)[\s-]*(?P<a>1|I|2|II)\s*(?:,|/|or|and|&)\s*(?P<own>(?:type|T)[\s-]*)?(?P<b>2|II|1|I)[\s-]+"
    r"(?:diabetes(?:\s+mellitus)?|diabetics?|DM)\b",
    re.IGNORECASE,
)
_SMOKING = dict.fromkeys(("former", "ex", "past", "previous", "prior"), "former smoker")
_SMOKING |= dict.fromkeys(("current", "active", "present"), "current smoker") | {"never": "never smoker"}
_SMOKERS = Gated(
    rf"\b(?P<a>{'|'.join(_SMOKING)})\s*(?:or|and|/)\s*(?P<b>{'|'.join(_SMOKING)})[\s-]+(?:cigarette\s+)?smokers?\b",
    re.IGNORECASE,
)
_BIPOLAR = Gated(
    r"\bbipolar\s+(?P<a>II|I)\s*(?:,|/|or|and|&)\s*(?P<own>bipolar\s+)?(?P<b>II|I)\s+(?P<noun>disorder|depression)s?\b",
    re.IGNORECASE,
)
PATTERNS = (_DIABETES, _SMOKERS, _BIPOLAR)
"""Where none of them may match, nothing is named."""


def both_types(view: str, start: int, end: int) -> list[Mention]:
    """ "type 1 or 2 diabetes": two diseases."""
    out: list[Mention] = []
    for m in _DIABETES.finditer(view, start, end):
        degree = " ".join((m["degree"] or "").lower().split())
        second = m.start("own") if m["own"] else m.start("b")
        for number, first, last in ((m["a"], m.start(), m.end("a")), (m["b"], second, m.end())):
            entry = mentions().entries[f"type {ROMAN.get(number.upper(), number)} diabete"]
            name, codes = (f"{degree} {entry.name}", ()) if degree else (entry.name, entry.codes)
            hull = m.span() if first == m.start() or degree or not m["own"] else None
            shares = first == m.start()
            out.append(Mention(first, last, entry.kind, name, codes, entry.pattern, shares=shares, hull=hull))
    return out


def both_bipolar(view: str, start: int, end: int) -> list[Mention]:
    """ "bipolar I or II disorder": two diseases."""
    out: list[Mention] = []
    for m in _BIPOLAR.finditer(view, start, end):
        second = m.start("own") if m["own"] else m.start("b")
        for number, first, last in ((m["a"], m.start(), m.end("a")), (m["b"], second, m.end())):
            known, noun = mentions().entries[f"bipolar {number.lower()} disorder"], m["noun"].lower()
            name = f"bipolar {number.lower()} {noun}"
            codes = known.codes if noun == "disorder" else ()
            hull = m.span() if first == m.start() or not m["own"] else None
            shares = first == m.start()
            out.append(Mention(first, last, known.kind, name, codes, known.pattern, shares=shares, hull=hull))
    return out


def both_smokers(view: str, start: int, end: int) -> list[Mention]:
    """ "current or former smokers": two sorts."""
    out: list[Mention] = []
    for m in _SMOKERS.finditer(view, start, end):
        for group, first, last in (("a", m.start(), m.end("a")), ("b", m.start("b"), m.end())):
            entry = mentions().entries[_SMOKING[m[group].lower()]]
            a = group == "a"
            hull = m.span() if a else None
            out.append(Mention(first, last, entry.kind, entry.name, entry.codes, entry.pattern, shares=a, hull=hull))
    return out


def typed(view: str, m: Mention, begun: Set[int] = frozenset()) -> Mention:
    """ "Diabetes mellitus type 2", "diabetes (type II)": the type that stands behind a disease is of its name.

    That of a suicidal ideation is the grade of a scale, and one with which a name has ``begun`` is of that name.
    """
    if m.name.endswith("hepatitis") and (letter := _OPENED.match(view, m.end)) is not None:  # "hepatitis (B or C)"
        return named(replace(m, end=letter.end(), name=f"{m.name} {letter['letter']}", codes=()))
    n = _TYPE.match(view, m.end) if m.kind == "condition" and not m.name.endswith("ideation") else None
    if n is None or n.start("type") in begun:
        return m
    closed = _CLOSING.match(view, n.end()) if n["open"] else None
    end = closed.end() if closed else n.end()
    if (known_type := _of_type(m.name, n["number"])) is None:
        return replace(m, end=end, name=f"{m.name} type {n['number']}", codes=())
    return _as(known_type, replace(m, end=end))


def _as(entry: Entry, m: Mention) -> Mention:
    return replace(m, name=entry.name, codes=entry.codes, pattern=entry.pattern)


def _of_type(name: str, number: str) -> Entry | None:
    return reordered(f"{name} type {ROMAN.get(number.upper(), number)}")


def after(view: str, m: Mention) -> list[Mention]:
    """ "hepatitis B or C", "diabetes type 1 or type 2": the letters and numbers share the name."""
    stem, _, written = view[m.start : m.end].replace("(", " ").rpartition(" ")
    stem = stem.rstrip()
    if m.kind != "condition" or not stem:
        return []
    of_type = fold(stem.split(" ")[-1]) == "type"
    if not (of_type and (written.isdigit() or written in ROMAN)) and len(written) != 1:
        return []
    out: list[Mention] = []
    end = m.end
    while (n := (_NUMBER_AFTER if of_type else _LETTER_AFTER).match(view, end)) is not None:
        where, hull = n.span("letter"), (m.start, n.end("letter"))
        other = Mention(*where, m.kind, f"{stem} {n['letter']}", (), m.pattern, hull=hull)
        known_type = _of_type(_STEM.sub("", stem), n["letter"]) if of_type else None
        out.append(named(other) if known_type is None else _as(known_type, other))
        end = n.end()
    if out and not of_type and (virus := _OF_VIRUS.match(view, end)) is not None:  # "hepatitis B or C virus infection"
        out[-1] = replace(out[-1], end=virus.end())
    return out
