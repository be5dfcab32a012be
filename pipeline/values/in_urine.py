"""White cells that are counted in urine: "pyuria (≥ 10 white cells per mm3)" is no count of the blood."""

import re
from dataclasses import replace

from ...patterns.gate import Gated
from ...patterns.measures import measures
from ..parts import Bounded

_URINE = Gated(
    r"\b(?:urin(?:e|ary|alysis)|pyuria|dipsticks?|(?:light\s+|urine\s+)?microscopy|sediment|high[\s-]power)\b",
    re.IGNORECASE,
)
_A_VOLUME = frozenset(("/uL", "/mm3", "10*6/L"))
_MOST = 200
"""White cells per microlitre: with fewer in the blood nobody takes part in a trial that looks at urine."""


def counted(view: str, start: int, end: int, bounded: list[Bounded]) -> list[Bounded]:
    """The bounded measures of a criterion, so few white cells beside words for urine being those of the urine."""
    if not any(_is_few(b) for b in bounded) or _URINE.search(view, start, end) is None:
        return bounded
    urine = measures()["urine white blood cell count"]
    return [replace(b, name=urine.name, measure=urine) if _is_few(b) else b for b in bounded]


def _is_few(b: Bounded) -> bool:
    ends = [x for x in (b.quantity.lower, b.quantity.upper) if x is not None]
    return b.name == "white blood cell count" and b.quantity.unit in _A_VOLUME and max(ends, default=_MOST) < _MOST
