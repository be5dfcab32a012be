"""What goes on a measure's name behind it: an item ("PHQ-9 item 9 > 0"), a scale's length, how a QT was corrected."""

import re
from dataclasses import replace

from ...patterns.measures import lexicon, measures
from ...patterns.tables import Match
from ..parts import Bounded

_FLAGS = re.IGNORECASE
_ITEM = re.compile(
    r"\s*,?\s*(?:items?|questions?)\s*#?\s*(?P<which>\d{1,2}(?:\.\d)?[a-z]?)(?:\s+scores?)?(?![\w.])", _FLAGS
)
_ITEM_OF = re.compile(
    r"\b(?:items?|questions?)\s*(?:#|no\.?|number)?\s*(?P<which>\d{1,2}(?:\.\d)?[a-z]?)\s+(?:of|on|in|from)\s+(?:the\s+)?\Z",
    _FLAGS,
)
_WORD = re.compile(r"\s+items?$", _FLAGS)
_OF_DEGREES = frozenset(("C-SSRS",))
"""Scales whose items are their degrees."""
_NAMED = re.compile(
    r"\b(?:items?|questions?)\s*#?\s*(?P<which>\d[\w.]*)(?:\s+scores?)?$"
    r"|\A(?:items?|questions?)\s*(?:#|no\.?|number)?\s*(?P<first>\d[\w.]*)\s+(?:of|on|in|from)\b",
    _FLAGS,
)
_LENGTH = re.compile(
    r"\s*\(\s*\d{1,2}[\s-]+(?:items?|questions?)(?:\s+(?:version|form|scale))?\s*\)(?:\s+total)?(?:\s+scores?)?", _FLAGS
)
_PART = re.compile(
    r"\s+(?P<part>(?:(?!(?:and|or|with|on|of|in|for|by|from|the|is|are|at|any|each|both|all|single|total|overall|scales?|scores?|rating|index|"
    r"inventory|questionnaire|version|form)\b)[a-z][a-z/-]*\s+){1,3}(?:items?|subscales?|subscores?|domains?))"
    r"(?:\s*\(?#?(?P<which>\d{1,2}[a-z]?)\)?)?(?:\s+(?:total\s+)?scores?)?(?=\s)",
    _FLAGS,
)
""" "NIHSS language item", "PANSS positive subscale score": a part of a scale by its name."""
_CORRECTED = re.compile(
    r"(?:\s+(?:interval|value))?\s*\(?\s*(?:(?:corrected|calculated|determined)\s+)?(?:by|using|with|per|via|according\s+to)?\s*(?:the\s+)?"
    r"(?:(?P<F>fridericia)|(?P<B>bazett))(?:['’]?s)?(?:\s+(?:formula|method|correction|equation))?(?:\s*\(?QTc[FB]\)?)?\s*\)?",
    _FLAGS,
)


def with_items(view: str, known: list[Match]) -> list[Match]:
    """The measures, each with what goes on its name behind it, whose numbers are then no values."""
    return [_corrected(view, m) or _item_of(view, m) or _longer(view, m) for m in known]


def _item_of(view: str, m: Match) -> Match | None:
    """ "Item 3 of the HAMD-17"."""
    plain = measures()[m.entry.name].unit == "1" and m.entry.name not in _OF_DEGREES
    before = _ITEM_OF.search(view, max(0, m.start - 32), m.start) if plain else None
    return m._replace(start=before.start()) if before is not None else None


def _longer(view: str, m: Match) -> Match:
    scale = measures()[m.entry.name].unit == "1"
    behind = _item(view, m) or ((_PART.match(view, m.end) or _LENGTH.match(view, m.end)) if scale else None)
    return m._replace(end=behind.end()) if behind else m


def _corrected(view: str, m: Match) -> Match | None:
    """ "QTc (Fridericia)", "QTc interval by Bazett's formula": a measure of its own."""
    behind = _CORRECTED.match(view, m.end) if m.entry.name == "QTc" else None
    entry = lexicon().entries["qtcf" if behind["F"] else "qtcb"] if behind else None
    return m._replace(end=behind.end(), entry=entry) if behind and entry else None


def _item(view: str, m: Match) -> "re.Match[str] | None":
    measure = measures()[m.entry.name]
    if measure.unit != "1" or measure.name in _OF_DEGREES:
        return None
    word = _WORD.search(view, m.start, m.end)  # "PHQ-9 item" is also "PHQ 9-item"
    return _ITEM.match(view, word.start() if word else m.end)


def _part(b: Bounded, words: str) -> str | None:
    """The name of a part of a scale, which is not in the scale's own name."""
    m = _PART.search(f"{words} ")
    name = m["part"].lower() if m is not None else None
    own = b.measure.words if b.measure is not None else ()
    return None if name is None or any(name in word.lower() for word in own) else name


def of_item(view: str, b: Bounded) -> Bounded:
    """The threshold of an item under a name of its own; its scale's codes are not its codes."""
    words = view[slice(*b.words)] if b.words is not None else ""
    item = _NAMED.search(words)
    of_it = _part(b, words) or (f"item {item['which'] or item['first']}" if item is not None else None)
    if of_it is None:
        return b
    q = replace(b.quantity, unit=b.quantity.unit or "1")
    return replace(
        b,
        name=f"{b.name} {of_it}",
        quantity=q,
        measure=None,
        known=b.measure.pattern if b.measure else b.known,
    )
