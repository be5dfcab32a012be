"""Drugs on a list that ends with "allergy": "penicillin or cephalosporin allergy" is no use of penicillin."""

import re

from ..parts import Part
from .heads import DRUGS
from .listed import is_taken

_JOINT = re.compile(r"\s*(?:,\s*(?:and\s*/\s*or|and|or)?|/|\b(?:and\s*/\s*or|and|or)\b)\s*", re.IGNORECASE)
_USED = re.compile(
    r"\b(?:concomitant|concurrent|concurrently|chronic|regular|daily|ongoing|long-term|recent|currently|taking|on)\s+\Z",
    re.IGNORECASE,
)


def before(view: str, parts: list[Part]) -> list[int]:
    """The places of the drugs that are listed before the last of ``parts``; none where their use is told."""
    at = len(parts) - 1
    while at and _JOINT.fullmatch(view, parts[at - 1].end, parts[at].start) and _is_bare(parts[at - 1]):
        at -= 1
    first = parts[at].start
    if is_taken(view, max(0, first - 80), first) or _USED.search(view, max(0, first - 20), first):
        return []
    return list(range(at, len(parts) - 1))


def _is_bare(part: Part) -> bool:
    return part.leaf.get("role") in DRUGS and not any(c.category in ("CURRENT", "PLANNED") for c in part.cues)
