"""Causes that are named as examples: "unable to swallow, e.g. due to stroke" asks for no stroke.

Behind a disease ("anemia, e.g. due to thalassemia") they are kept, in doubt.
"""

import re

from ...patterns.gate import Gated
from ..parts import Part, Work
from .brackets import spans

_FOR_EXAMPLE = Gated(
    r"(?:e\.?\s?g\b\.?|for\s+example|for\s+instance)\s*,?\s*(?:due\s+to|because\s+of|caused\s+by|owing\s+to|secondary\s+to|"
    r"as\s+a\s+(?:result|consequence)\s+of|resulting\s+from)\s",
    re.IGNORECASE,
)
_END = re.compile(r"[;:(]|(?<!\betc)\.(?=\s)|\b(?:unless|except|but|who|that|which|within|during|for)\b", re.IGNORECASE)


def silence(view: str, work: Work) -> tuple[list[tuple[int, int]], bool]:
    """Takes such causes from the parts; returns where their words stand, and whether any were left.

    In a bracket they end with it; else only a list that ends the criterion is sure to be of causes alone. What is named
    before them may be meant as a class of which they are members.
    """
    out: list[tuple[int, int]] = []
    left = False
    for m in _FOR_EXAMPLE.finditer(view, work.start, work.end):
        bracket = next((b for a, b in spans(view, work.start, work.end) if a < m.start() < b), None)
        end = work.end if bracket is None else bracket
        inside = [p for p in work.parts if m.end() <= p.start < end]
        judged = not any(p.end <= m.start() for p in work.parts)
        if not judged or (bracket is None and _END.search(view, m.end(), end)) or not all(map(_is_bare, inside)):
            left = True
            continue
        work.parts = [p for p in work.parts if p not in inside]
        out.append((m.start(), end))
    return out, left


def _is_bare(part: Part) -> bool:
    return part.leaf["op"] in ("condition", "exposure") and part.leaf.keys().isdisjoint(
        ("window", "duration", "status")
    )
