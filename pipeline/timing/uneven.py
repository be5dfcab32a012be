"""Spans of time between lengths of which neither unit is a number of the other: "between 2 weeks and 6 months"."""

import re
from dataclasses import replace

from ...models.dates import DAYS_A_MONTH
from ..parts import Quantity
from .phrases import FLAGS

JOINT = r"(?:to|until|through|up\s+to|-|–)"
_TO = re.compile(rf"\s*{JOINT}\s*(?P<up>up\s+to\s+)?", FLAGS)
_AND = re.compile(r"\s*and\s*", FLAGS)
_OPENS = re.compile(r"\b(?:(?P<between>between)|from)\s+$", FLAGS)
DAYS = {"h": 1 / 24, "d": 1, "wk": 7, "mo": DAYS_A_MONTH, "a": 12 * DAYS_A_MONTH}


def spans(view: str, start: int, times: list[Quantity]) -> list[Quantity]:
    """Each of two such lengths as a bound of its own, for no unit holds both."""
    out: list[Quantity] = []
    for q in times:
        a = out[-1] if out else None
        opens = _OPENS.search(view, max(start, a.start - 12), a.start) if a is not None else None
        if a is None or not _makes_span(view, a, q, opens):
            out.append(q)
            continue
        first = opens.start() if opens else a.start
        out[-1] = replace(a, start=first, upper=None, lower_inclusive=True, said=True, sign=">=")
        out.append(replace(q, lower=None, upper_inclusive=True, said=True, sign="<="))
    return out


def _makes_span(view: str, a: Quantity, b: Quantity, opens: "re.Match[str] | None") -> bool:
    if a.said or b.said or a.unit == b.unit or a.unit not in DAYS or b.unit not in DAYS:
        return False
    if not _TO.fullmatch(view, a.end, b.start):
        if opens is None or not opens["between"] or not _AND.fullmatch(view, a.end, b.start):
            return False
    return (a.lower or 0) * DAYS[a.unit] < (b.upper or 0) * DAYS[b.unit]
