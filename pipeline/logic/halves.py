"""Words that share the other half of a name with what stands behind them, and that no leaf holds."""

import re

from ...patterns.gate import Gated, Several
from ..parts import Part, Work

_MEDICAL_TOO = Gated(r"\bmedical\s*(?:,|/|\b(?:and|or)\b)", re.IGNORECASE)
"""A medical disease is any: "medical or psychiatric disorders"."""
_DRUG_TOO = Gated(r"(?<![\w-])drug\s*(?:,|/|\b(?:or|and)\b)", re.IGNORECASE)
""" "Drug or radiation induced hepatitis": a word that says nothing alone shares the head of what stands behind it."""
_SUSPENDED = Gated(r"(?<![\w-])[a-z]{2,}-\s*(?:,|/|\b(?:or|and)\b)|\b(?:or|and)\s+-[a-z]{3,}", re.IGNORECASE)
"""Half of a word, which shares the other half with the next: "pre- or postmenopausal", "-requiring or -dependent"."""

_HALVES = Several(_MEDICAL_TOO, _DRUG_TOO, _SUSPENDED)


def left(view: str, work: Work) -> bool:
    """Whether such a word is none of any leaf's."""
    found = [*_HALVES.finditer(view, work.start, work.end)]
    if not found:
        return False
    said = [(p.start, p.end) for p in work.parts if not _is_half(view, p)]
    return any(not any(a <= m.start() < b for a, b in said) for m in found)


def _is_half(view: str, p: Part) -> bool:
    """ "Insulin- or diet-treated diabetes": a drug that is half of a word is no drug that is given.

    A name that is longer than its words has been completed: "anti-IL-6- or JAK inhibitors".
    """
    agent = p.leaf.get("agent")
    if agent is None or "-" not in view[p.end - 1 : p.end + 1]:
        return False
    return len(agent["name"]) <= p.end - p.start
