"""Since when somebody smokes no more: "ex-smokers who stopped at least 6 months before Visit 1"."""

import re

from ...patterns.gate import Gated
from ..parts import Part, Window
from ..shapes import concept, span
from .lengths import CESSATION
from .phrases import FLAGS

_QUIT = Gated(
    r"\b(?P<it>(?:quit(?:ting|ted)?|(?:stop|ceas|giv|gav|discontinu)\w*(?:\s+up)?)(?:\s+(?:smoking|tobacco(?:\s+(?:use|smoking))?|cigarettes?))?"
    r")\s*[,(:]?\s*$",
    FLAGS,
)
_SMOKES = re.compile(r"\bsmok|\btobacco\b|\bcigarette", FLAGS)


def stopped_smoking(text: str, view: str, start: int, parts: list[Part], w: Window) -> Part | None:
    """The end of smoking as an event of its own, in place of the smoking that is over."""
    m = _QUIT.search(view, start, w.start)
    if m is None or not _SMOKES.search(view, start, w.start) or _drug_stopped(parts, m.start()):
        return None
    where = m.span("it")
    inside = [p for p in parts if where[0] <= p.start and p.end <= where[1]]
    parts[:] = [p for p in parts if not any(p is q for q in inside)]
    leaf = {"op": "condition", "condition": concept(text, *where, CESSATION), "span": span(*where)}
    part = Part(*where, where, leaf, [c for p in inside for c in p.denials], pattern="patterns/anchors.toml")
    parts.append(part)
    return part


def _drug_stopped(parts: list[Part], position: int) -> bool:
    """ "Smokers on theophylline who stopped it": the drug is nearer."""
    before = [p for p in parts if p.end <= position]
    return bool(before) and before[-1].leaf["op"] == "exposure"
