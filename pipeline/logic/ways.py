"""Ways in which a drug may be given, where several are named: "methotrexate (oral or s.c.)", "p.o. or i.v."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns.gate import Gated

if TYPE_CHECKING:
    from ..parts import Work

_WAY = (
    r"(?:oral(?:ly)?|intravenous(?:ly)?|intramuscular(?:ly)?|subcutaneous(?:ly)?|parenteral(?:ly)?|rectal(?:ly)?|"
    r"(?:p\.\s?o|i\.\s?v|i\.\s?m|s\.\s?c)\.?|p\.?o\b|i\.?v\b|i\.?m\b|s\.?c\b)"
)
_WAYS = Gated(rf"(?<![\w.-]){_WAY}(?:\s*(?:,|/|,?\s*\b(?:or|and)\b)\s*{_WAY})+(?![\w-])", re.IGNORECASE)
_OPENS = re.compile(r"\s*(?:[^;:()]{0,30}\(\s*)?")
"""From the drug to its ways; in brackets they may stand behind its dose."""
_SHORT = re.compile(r"(?<![\w.])(?:p\.\s?o|i\.\s?v|i\.\s?m|s\.\s?c)\Z", re.IGNORECASE)


def silence(view: str, work: Work) -> list[tuple[int, int]]:
    """The words of several ways right beside a drug; of classes each makes a name of its own, and one way narrows."""
    drugs = [p for p in work.parts if p.leaf.get("role") == "drug"]
    out = []
    for m in _WAYS.finditer(view, work.start, work.end) if drugs else ():
        behind = any(p.end <= m.start() and _OPENS.fullmatch(view, p.end, m.start()) for p in drugs)
        if behind or any(m.end() <= p.start and not view[m.end() : p.start].strip(" .\n") for p in drugs):
            out.append(m.span())
    return out


def whole(view: str, floor: int, end: int, start: int) -> int:
    """Where the word begins that ends there: "i.v" is one, though its letters are read apart."""
    m = _SHORT.search(view, max(floor, start - 3), end)
    return m.start() if m is not None and m.start() < start else start
