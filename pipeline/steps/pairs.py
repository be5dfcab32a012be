"""Joins neighbouring quantities into ranges: ``18-65 years``, ``>= 2 and < 10``, ``between 6 months and 5 years``."""

import re
from dataclasses import replace

from ..parts import Quantity

_JOIN = re.compile(r"\s*(?:-|~|to|through|and|until|up\s+to|-\s*to|÷|\.\.\.?)\s*", re.IGNORECASE)
_SECOND = re.compile(
    r"\s*(?:,?\s*(?:and|but|to|&|or)\s*|,\s*|-\s*|;\s*)(?:is\s+|are\s+|be\s+|age\s+|aged\s+|also\s+)?", re.IGNORECASE
)
_BETWEEN = re.compile(
    r"(?:\bbetween|\bfrom|\bof|\brange(?:\s+of)?)\s*(?:the\s+ages?\s+of\s+|ages?\s+)?$", re.IGNORECASE
)
_INCLUSIVE = re.compile(r"\s*,?\s*\(?\s*(?:both\s+)?inclusive(?:ly)?\b\)?", re.IGNORECASE)


def joined(view: str, atoms: list[Quantity]) -> list[Quantity]:
    out: list[Quantity] = []
    for atom in atoms:
        pair = _pair(view, out[-1], atom) if out else None
        if pair is not None:
            out[-1] = pair
        else:
            out.append(atom)
    return [_bounded(view, q) for q in out]


def _pair(view: str, a: Quantity, b: Quantity) -> Quantity | None:
    between = view[a.end : b.start]
    if a.roman:
        between = between.lstrip("abcABC")
    if len(between) > 24 or (a.relative != b.relative and a.relative is not None):
        return None
    unit = b.unit if a.unit is None else a.unit
    if a.unit is not None and b.unit is not None and a.unit != b.unit:
        return None
    if (
        _JOIN.fullmatch(between)
        and not _both_ends(a)
        and (not a.said or a.sign in (">=", ">"))
        and (not b.said or b.sign in ("<=", "<"))
    ):
        if (
            re.search(r"\band\b", between)
            and not a.said
            and not b.said
            and not _BETWEEN.search(view, max(0, a.start - 30), a.start)
        ):
            return None
        if _value_of(a) >= _value_of(b) or (a.word != b.word and "and" in between):
            return None
        low_inc = a.lower_inclusive if a.said else True
        return _range(a, b, unit, low_inc, b.upper_inclusive if b.said else True)
    if not (a.said and b.said and _SECOND.fullmatch(between)):
        return None
    if a.lower is not None and a.upper is None and b.upper is not None and b.lower is None and a.lower < b.upper:
        return _range(a, b, unit, a.lower_inclusive, b.upper_inclusive)
    return None


def _both_ends(q: Quantity) -> bool:
    return q.lower is not None and q.upper is not None and q.lower != q.upper


def _value_of(q: Quantity) -> float:
    value = q.lower if q.lower is not None else q.upper
    assert value is not None
    return value


def _range(a: Quantity, b: Quantity, unit: str | None, low: bool, high: bool) -> Quantity:
    return replace(
        a, end=b.end, lower=_value_of(a), lower_inclusive=low, upper=_value_of(b), upper_inclusive=high, unit=unit,
        relative=b.relative or a.relative, said=True, repairs=a.repairs + b.repairs, sign="..",
        roman=a.roman or b.roman,
    )  # fmt: skip


def _bounded(view: str, q: Quantity) -> Quantity:
    """Takes in "between" before a range and "inclusive" after it."""
    if q.sign != "..":
        return q
    start = q.start
    if m := re.compile(r"\bbetween\s+(?:the\s+)?(?:ages?\s+(?:of\s+)?)?$", re.IGNORECASE).search(
        view, max(0, start - 30), start
    ):
        start = m.start()
    m = _INCLUSIVE.match(view, q.end)
    return replace(q, start=start, end=m.end() if m else q.end)
