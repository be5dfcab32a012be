"""By which of several things a disease is known: "unstable liver disease, defined by ascites or jaundice"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...patterns.gate import Gated
from ..parts import Part
from .nodes import Words, at, negation

_BY = Gated(
    r"[\s,(]*\b(?:as\s+)?(?:(?:defined|evidenced|manifested|indicated|characteri[sz]ed|shown|demonstrated)\s+by|"
    r"(?:defined|manifest(?:ed|ing)|presenting)\s+as)\s+(?:(?:the\s+)?(?:presence|occurrence|existence)\s+of\s+|having\s+)?"
    r"(?:(?:either|any|one|at\s+least\s+one)(?:\s+or\s+more)?(?:\s+of(?:\s+the\s+following)?)?\s*:?\s+)?",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"\s*(?:,?\s*(?:as\s+)?(?:per|by|according\s+to|in)\s+(?:the\s+)?(?:investigator|physician|clinician|local)[\w'’\s]{0,30})?\s*",
    re.IGNORECASE,
)
_STOP = re.compile(r"[;)]|\.\s|\b(?:unless|except|but|who|which|with(?:in|out)?|despite|requiring)\b", re.IGNORECASE)
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_AND = re.compile(r"\band\b(?!\s*/)|\bplus\b|\b(?:two|three|four|[2-9])\b[^,;.]{0,30}\bof\b", re.IGNORECASE)
"""What joins otherwise, or counts."""
_TOLD = frozenset(("condition", "threshold", "exposure", "other"))


class Known(NamedTuple):
    """``heads``: what is defined; ``inside``: by which of them; ``words``: the words that say so; ``stop``: its end;
    ``denied``: all of it is denied.
    """

    heads: list[Part]
    inside: list[Part]
    words: tuple[int, int]
    stop: int
    denied: bool


def find(w: Words, start: int, end: int, parts: Sequence[Part]) -> Known | None:
    """The disease and the two or more things any of which defines it, joined by "or" alone."""
    for m in _BY.finditer(w.view, start, end):
        before = [p for p in parts if p.end <= m.start()]
        if (
            not before
            or not _JUDGED.fullmatch(w.view, before[-1].end, m.start())
            or before[-1].leaf["op"] != "condition"
        ):
            continue
        ended = _STOP.search(w.view, m.end(), end)
        stop = ended.start() if ended else end
        inside = [p for p in parts if m.end() <= at(p) < stop]
        heads = _heads(before)
        cues = {negation(p) for p in [*heads, *inside]}
        denied = next(iter(cues)) if len(cues) == 1 else None
        if len(inside) < 2 or any(p.leaf["op"] not in _TOLD for p in inside) or cues - {denied}:
            continue
        words = w.view[inside[0].start : stop]
        if not _OR.search(words) or _AND.search(words) or (denied is not None and denied > heads[0].start):
            continue
        return Known(heads, inside, m.span(), stop, denied is not None)
    return None


def _heads(before: list[Part]) -> list[Part]:
    """The last name, with those that share its head: "unstable liver or biliary disease"."""
    first = len(before) - 1
    while first and before[first - 1].shares:
        first -= 1
    return before[first:]
