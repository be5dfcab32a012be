"""Another measure for each age: "Karnofsky ≥ 50 for patients > 16 years, and Lansky ≥ 50 for patients ≤ 16 years"."""

import re
from itertools import pairwise
from typing import Any

from ...models.dates import YEARS
from ..parts import Part
from .nodes import Words, in_order, join, negation, settled

_FLAGS = re.IGNORECASE
_WHO = (
    r"(?:(?:the|those|all|any|patients?|subjects?|participants?|children|adolescents?|adults?|infants?|recipients?|who|are|is|aged?|age|of|"
    r"with|between|from)\s+)*"
)
_FOR = re.compile(
    rf"[\s%]*(?:points?\s*)?(?:[,(\[]\s*(?:(?:for|in|if|when|among)\s+)?{_WHO}|,?\s*(?:for|in|if|when|among)\s+{_WHO})",
    _FLAGS,
)
_MUST = re.compile(
    r"[\s)\]]*(?:years?\b\s*)?(?:(?:of\s+age|old)\b\s*)?(?:[:,=]|-\s|\b(?:must|should|need\s+to)\s+have\b|\b(?:have|having|with)\b)\s*"
    r"(?:(?:an?|the|must|have|be|with|of)\s+)*",
    _FLAGS,
)
_NEXT = re.compile(
    r"[\s%)\].]*[,;]?\s*(?:(?:and|or)\b[\s,]*)?(?:(?:for|in|if|when|among)\s+)?(?:(?:an?|the)\s+)?" + _WHO, _FLAGS
)


def fold(w: Words, parts: list[Part]) -> list[Part]:
    """The parts, where limits of different measures, each for an age of its own, are one: any of them holds."""
    if w.kind != "inclusion" or sum(map(_is_age, parts)) < 2:
        return parts
    parts = in_order(parts)
    for behind in (True, False):
        run = _run(w, parts, behind)
        if run is not None:
            first, count, groups = run
            rule = join("any", [_asked(g) for g in groups])
            return [*parts[:first], settled(parts[first : first + count], rule), *parts[first + count :]]
    return parts


def _asked(group: tuple[list[Part], Part]) -> dict[str, Any]:
    values, age = group
    return join("all", [join("any", [v.leaf for v in values]), age.leaf])


def _run(w: Words, parts: list[Part], behind: bool) -> tuple[int, int, list[tuple[list[Part], Part]]] | None:
    """Where the first run of two or more such limits stands; ``behind``: the age stands behind its limit."""
    for first in range(len(parts)):
        groups: list[tuple[list[Part], Part]] = []
        at = first
        while (group := _group(w, parts, at, behind)) is not None and _follows(w, parts, at, groups, behind):
            groups.append(group)
            at += len(group[0]) + 1
        if len(groups) > 1 and _are_apart([age for _, age in groups]) and _differ(groups):
            return first, at - first, groups
    return None


def _group(w: Words, parts: list[Part], at: int, behind: bool) -> tuple[list[Part], Part] | None:
    """The limits that share a value from here on, with the age for which they hold."""
    start = at if behind else at + 1
    values = [p for p in parts[start : start + 1] if _is_limit(p)]
    while values and start + len(values) < len(parts):
        following = parts[start + len(values)]
        if not (_is_limit(following) and following.value == values[0].value):
            break
        values.append(following)
    where = start + len(values) if behind else at
    if not values or where >= len(parts) or not _is_age(parts[where]):
        return None
    age = parts[where]
    gap = (max(v.end for v in values), age.start) if behind else (age.end, min(v.start for v in values))
    return (values, age) if (_FOR if behind else _MUST).fullmatch(w.view, *gap) else None


def _follows(w: Words, parts: list[Part], at: int, groups: list[tuple[list[Part], Part]], behind: bool) -> bool:
    if not groups:
        return True
    values, age = groups[-1]
    end = age.end if behind else max(v.end for v in values)
    return _NEXT.fullmatch(w.view, end, parts[at].start) is not None


def _is_limit(p: Part) -> bool:
    plain = p.rule is None and negation(p) is None
    return plain and p.leaf["op"] == "threshold" and p.value is not None and p.leaf["measure"]["name"] != "age"


def _is_age(p: Part) -> bool:
    return p.rule is None and p.leaf["op"] == "threshold" and p.leaf["measure"]["name"] == "age" and negation(p) is None


def _differ(groups: list[tuple[list[Part], Part]]) -> bool:
    return len({v.leaf["measure"]["name"] for values, _ in groups for v in values}) > 1


def _are_apart(ages: list[Part]) -> bool:
    """Whether nobody is of two of these ages."""
    spans = sorted(_span(p.leaf["range"]) for p in ages)
    return all(a[2] < b[0] or (a[2] == b[0] and (a[3] or b[1])) for a, b in pairwise(spans))


def _span(said: dict[str, Any]) -> tuple[float, bool, float, bool]:
    """The ends of an age in years, and whether each is left out."""
    scale = YEARS.get(said["unit"], 1.0)
    low, high = said["lower"], said["upper"]
    return (
        low["value"] * scale if low else 0.0,
        bool(low) and not low["inclusive"],
        high["value"] * scale if high else float("inf"),
        bool(high) and not high["inclusive"],
    )
