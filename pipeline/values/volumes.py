"""Cells that are counted in a volume: the measure stands between its value and its unit."""

import re
from dataclasses import replace

from ...patterns import units
from ...patterns.measures import measures
from ...patterns.tables import Match
from ..parts import Bounded, Quantity

_FIELD = "/[HPF]"
_NEXT = re.compile(r"\s+(?:(?P<million>million)\s+)?", re.IGNORECASE)
_PER = re.compile(
    r"\+?(?:\s+cells?)?\s*((?:/|\bper\b)\s*(?:high[\s-]power(?:ed)?\s+field|(?:cubic\s+)?[a-zµ]{1,12}(?:\^?[3³])?))(?![\w/])",
    re.IGNORECASE,
)


def of_volume(view: str, q: Quantity, end: int, known: list[Match]) -> Bounded | None:
    """ "< 100,000 platelets/mm3", "at least 200 CD4 cells per microliter"."""
    if q.unit is not None or q.relative:
        return None
    for m in known:
        behind = _NEXT.fullmatch(view, q.end, m.start) if m.start > q.end else None
        per = _PER.match(view, m.end, end) if behind else None
        if behind is None or per is None:
            continue
        measure, unit = measures()[m.entry.name], units.lookup(per[1])
        if unit is not None and behind["million"]:
            unit = f"10*6{unit}"
        if unit in (measure.unit, *measure.units):
            return Bounded(q.start, per.end(), replace(q, unit=unit), measure.name, (m.start, m.end), measure)
        if unit == _FIELD:  # in a tissue, where the blood's measure is another
            words = view[m.start : m.end].lower()
            return Bounded(q.start, per.end(), replace(q, unit=unit), words, (m.start, m.end), None)
    return None
