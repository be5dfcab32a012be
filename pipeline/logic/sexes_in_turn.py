""" "Males or non-pregnant, non-lactating females": what stands before the second sex is said of it alone."""

import re
from itertools import pairwise

from ..parts import Part
from .nodes import CARRYING, Rule, Words, join, leaf, negation, settled

_OR = re.compile(r"\s*,?\s*(?:or|and|and/or)\s+", re.IGNORECASE)
_BESIDE = re.compile(r"[\s-]*(?:,\s*(?:and\s+)?|\band\s+)", re.IGNORECASE)
_EITHER = re.compile(r"\s*(?:,\s*)?(?:or\s+|/\s*)", re.IGNORECASE)
_OF_WOMEN = frozenset(("menopausal status", "childbearing potential"))


def fold(w: Words, parts: list[Part]) -> list[Part]:
    """The parts, where men and those women that the words tell of are one."""
    out = list(parts)
    for last in range(len(parts) - 1, 1, -1):
        if not _is(parts[last], "female"):
            continue
        first = last
        while first and _of_women(parts[first - 1]):
            first -= 1
        if 0 < first < last and _is(parts[first - 1], "male"):
            rule = _women(w, parts[first:last], parts[last])
            if rule is not None and _OR.fullmatch(w.view, parts[first - 1].end, _from(parts[first])):
                told = parts[first - 1 : last + 1]
                out[first - 1 : last + 1] = [settled(told, join("any", [parts[first - 1].leaf, rule]))]
    return out


def _women(w: Words, said: list[Part], woman: Part) -> Rule | None:
    """The rule of women and what is said before them; None where words join it otherwise than as a plain list."""
    gaps = [(a.end, _from(b)) for a, b in pairwise(said)]
    if w.view[said[-1].end : woman.start].strip():
        return None
    told = [leaf(p, w.kind) for p in said]
    if gaps and all(_EITHER.fullmatch(w.view, *gap) for gap in gaps):
        told = [join("any", told)]
    elif not all(_BESIDE.fullmatch(w.view, *gap) for gap in gaps):
        return None
    return join("all", [*told, woman.leaf])


def _from(p: Part) -> int:
    """Where the words of a part begin, a "non-" before it among them."""
    return min([p.start, *(c.start for c in p.denials)])


def _is(p: Part, sex: str) -> bool:
    return p.rule is None and not p.denials and p.leaf.get("name") == "sex" and p.leaf.get("value") == sex


def _of_women(p: Part) -> bool:
    """What nobody says of men: no pregnancy, the menopause."""
    if p.rule is not None:
        return False
    if p.leaf["op"] == "condition":
        return negation(p) is not None and p.leaf["condition"]["name"] in CARRYING
    sterile = p.leaf["op"] == "exposure" and p.leaf["agent"]["name"] == "surgical sterilization"
    return sterile or p.leaf.get("name") in _OF_WOMEN
