"""Drugs told by what they act on: in "drugs that affect dopamine" nobody is given dopamine."""

import re

from ...patterns.gate import Gated
from ..naming.heads import DRUGS
from ..parts import Part, Work
from .nodes import unread_part

_FLAGS = re.IGNORECASE
_ACTING = Gated(
    r"\b(?:drugs?|medications?|medicines?|agents?|substances?|supplements?|products?|compounds?|treatments?|therap(?:y|ies)|conditions?|"
    r"diseases?|disorders?)\s+(?:(?:that|which)\s+(?:are\s+)?)?(?:(?:(?:known|likely|expected|reported|shown)\s+to|may|might|can|could|would)\s+)?"
    r"(?:\w+ly\s+)?(?:affect|alter|modulat|influenc|interact|interfer|block|increas|decreas|rais|lower|deplet|impair|antagoni|elevat|reduc|"
    r"suppress|stimulat|mimic|potentiat|enhanc|act)\w*(?:\s+(?:with|on|upon))?\s+(?=[^\W\d])",
    _FLAGS,
)
_STOP = re.compile(
    r"[,;:()\[\]]|\.(?:\s|$)|\b(?:such\s+as|including|e\.?\s?g\b|like|within|during|in\s+the\s+(?:last|past)|or|and|for|prior|before|unless|except)\b",
    _FLAGS,
)


def read(text: str, view: str, work: Work) -> bool:
    """Makes words of the drugs that are told by what they act on; returns whether there are any."""
    found = False
    for m in _ACTING.finditer(view, work.start, work.end):
        stop = _STOP.search(view, m.end(), work.end)
        end = stop.start() if stop is not None else work.end
        inside = [p for p in work.parts if m.start() <= p.start < end]
        acted_on = [p for p in inside if p.start >= m.end() and p.leaf.get("role") in DRUGS]
        if not acted_on or any(p.start < m.end() < p.end or _decides(p) for p in inside):
            continue
        said = unread_part(text, m.start(), m.start() + len(view[m.start() : end].rstrip()))
        said.cues = acted_on[0].cues
        work.parts = sorted([*(p for p in work.parts if p not in inside), said], key=lambda p: (p.start, p.end))
        found = True
    return found


def _decides(p: Part) -> bool:
    return p.leaf["op"] in ("threshold", "attribute") or "to" in p.leaf
