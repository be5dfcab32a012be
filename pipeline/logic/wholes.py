"""Words that stay in one leaf: what a partner is, what must go on for a thing to be allowed, and circumstances."""

import re

from ...patterns.gate import Gated, Several
from ..parts import Part, Work
from .circumstances import DESPITE, JUDGED, UNSTOPPABLE
from .partners import PARTNERS

Span = tuple[int, int]

_AS_LONG_AS = Gated(r"\bas\s+long\s+as\b[^.;)\d]*(?<!\s)", re.IGNORECASE)
""" "Unless on anticoagulants, as long as the PT or aPTT is within the therapeutic range"."""
_ALL = Several(PARTNERS, _AS_LONG_AS, DESPITE, UNSTOPPABLE, JUDGED)


def take(view: str, work: Work) -> list[Span]:
    """Where such words stand; no leaf is left in them, for none is taken where one has a value, a time, or goes on."""
    found = [m.span() for m in _ALL.finditer(view, work.start, work.end)]
    out = [(a, b) for a, b in found if not any(p.start < b and a < p.end and _holds(p, b) for p in work.parts)]
    out = [
        x
        for x in out
        if not (DESPITE.match(view, *x) and any(x[0] <= p.start < x[1] and _given(p) for p in work.parts))
    ]
    work.parts = [p for p in work.parts if not any(a <= p.start < b for a, b in out)]
    return out


def _given(p: Part) -> bool:
    """Whether a leaf names a drug, which was taken: "despite insulin"."""
    return p.leaf.get("role") in ("drug", "drug_class")


def _holds(p: Part, end: int) -> bool:
    """Whether a leaf stands on its own there, or is what somebody does against a pregnancy."""
    own = p.leaf.get("name") == "contraception" or p.leaf["op"] == "threshold" or p.end > end
    return own or not p.leaf.keys().isdisjoint(("window", "duration", "dose"))


def joined(runs: list[Span], wholes: list[Span]) -> list[Span]:
    """The runs of unread words, one for each whole with the unread words right before it."""
    out = [r for r in runs if not any(a < r[1] and r[0] < b for a, b in wholes)]
    return sorted([*out, *((min([a, *(r[0] for r in runs if r[0] < a < r[1])]), b) for a, b in wholes)])
