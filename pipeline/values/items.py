"""Single items of a scale: "PHQ-9 item 9 > 0" bounds the item and not the scale."""

import re
from dataclasses import replace

from ...patterns.measures import measures
from ...patterns.tables import Match
from ..parts import Bounded

_FLAGS = re.IGNORECASE
_ITEM = re.compile(
    r"\s*,?\s*(?:items?|questions?)\s*#?\s*(?P<which>\d{1,2}(?:\.\d)?[a-z]?)(?:\s+scores?)?(?![\w.])", _FLAGS
)
_WORD = re.compile(r"\s+items?$", _FLAGS)
_OF_DEGREES = frozenset(("C-SSRS",))
"""Scales whose items are their degrees."""
_NAMED = re.compile(r"\b(?:items?|questions?)\s*#?\s*(?P<which>\d[\w.]*)(?:\s+scores?)?$", _FLAGS)


def with_items(view: str, known: list[Match]) -> list[Match]:
    """The measures, each with the item of it that is named behind it, whose number is then no value."""
    return [m._replace(end=item.end()) if (item := _item(view, m)) else m for m in known]


def _item(view: str, m: Match) -> "re.Match[str] | None":
    measure = measures()[m.entry.name]
    if measure.unit != "1" or measure.name in _OF_DEGREES:
        return None
    word = _WORD.search(view, m.start, m.end)  # "PHQ-9 item" is also "PHQ 9-item"
    return _ITEM.match(view, word.start() if word else m.end)


def of_item(view: str, b: Bounded) -> Bounded:
    """The threshold of an item under a name of its own; its scale's codes are not its codes."""
    item = _NAMED.search(view[slice(*b.words)]) if b.words is not None else None
    if item is None:
        return b
    q = replace(b.quantity, unit=b.quantity.unit or "1")
    return replace(b, name=f"{b.name} item {item['which']}", quantity=q, measure=None)
