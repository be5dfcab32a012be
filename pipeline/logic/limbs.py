"""A limit and those for whom it holds, and what two of them share."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ..parts import Part, is_sex
from .nodes import Words

_OTHER_AGE = re.compile(r"younger|older", re.IGNORECASE)
_IN_OTHERS = re.compile(
    r"[^,;()\d]{0,12}?(?:\b(?:in|for)\s+(?:(?:all|the)\s+)*(?:others?|rest|remaining)|\botherwise)\b", re.IGNORECASE
)
_WITH = re.compile(r"[^,;()]{0,12}?\bwith(?:out)?\b", re.IGNORECASE)
_EITHER_END = re.compile(r"[^,;()\d]{0,15}\bor\s+(?:(?:of|is|be)\s+)?", re.IGNORECASE)


@dataclass(slots=True)
class Limb:
    """Thresholds that share a value, and for whom they hold.

    ``allowed``: the words say that these may have it, too; ``rest``: it holds for all whom the others do not name.
    """

    value: tuple[int, int]
    limits: list[Part]
    whom: list[Part]
    allowed: bool = False
    rest: bool = False

    @property
    def measures(self) -> frozenset[str]:
        return frozenset(p.leaf["measure"]["name"] for p in self.limits)


def share(w: Words, run: list[Limb]) -> None:
    """ "Heart rate < 50 or > 100 in sinus rhythm": the two ends of one range hold for the same."""
    for limb, after in pairwise(run):
        if w.kind == "exclusion" and not limb.whom and after.whom and not is_sex(after.whom[0]):
            ends = _ends(limb), _ends(after)
            if set(ends) != {"lower", "upper"} or not _EITHER_END.fullmatch(w.view, limb.value[1], after.value[0]):
                continue
            if _WITH.match(w.view, after.value[1]):  # "blood pressure < 90 or > 180 with headache": in doubt
                w.unsure.append((limb.value[0], after.whom[-1].end))
            else:
                limb.whom = after.whom


def take_rest(w: Words, run: list[Limb]) -> None:
    """ "≥ 6 in patients with A, ≥ 10 in all others", "0-1 in patients of 70 years or more, 0-2 in younger ones"."""
    last, named = run[-1], [limb for limb in run[:-1] if limb.whom]
    aged = all(p.leaf["op"] == "threshold" and p.leaf["measure"]["name"] == "age" for limb in named for p in limb.whom)
    if last.whom and named and aged and [p.leaf["op"] for p in last.whom] == ["other"]:
        last.rest = _OTHER_AGE.fullmatch(last.whom[0].leaf["text"]) is not None
    elif named and len(named) == len(run) - 1 and not last.whom and (m := _IN_OTHERS.match(w.view, last.value[1])):
        last.rest = True
        w.heard.append(m.span())


def _ends(limb: Limb) -> str | None:
    """The one side on which a limb is bounded."""
    bounds = limb.limits[0].leaf["range"]
    return None if bounds["lower"] and bounds["upper"] else "lower" if bounds["lower"] else "upper"


def holds_all(wide: Limb, narrow: Limb) -> bool:
    """Whether every value of ``narrow`` lies in ``wide``; then the general limit needs no exemption."""
    a, b = wide.limits[0].leaf["range"], narrow.limits[0].leaf["range"]
    low = a["lower"] is None or (b["lower"] is not None and b["lower"]["value"] >= a["lower"]["value"])
    high = a["upper"] is None or (b["upper"] is not None and b["upper"]["value"] <= a["upper"]["value"])
    return low and high


def apart(a: Limb, b: Limb) -> bool:
    """Whether no value lies in both: "≥ 75 years, or 18 to 74 years with ..." are two ways in."""
    first, second = a.limits[0].leaf["range"], b.limits[0].leaf["range"]
    return _below(first, second) or _below(second, first)


def _below(low: dict[str, Any], high: dict[str, Any]) -> bool:
    if low["upper"] is None or high["lower"] is None or low["unit"] != high["unit"]:
        return False
    a, b = low["upper"], high["lower"]
    return bool(a["value"] <= b["value"])
