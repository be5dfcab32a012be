"""What a relative clause says of people who have one of several things: "patients with A or B who take C"."""

import re

from ...patterns.gate import Gated
from ..parts import Part
from .asked_of import PEOPLE
from .nodes import Words, at, negation

_FLAGS = re.IGNORECASE
_HEAD = re.compile(
    rf"\W*(?:(?!with\b|no\b)[\w-]+\s+){{0,3}}?(?:{PEOPLE}|carriers)\s+(?:with|of|having|diagnosed\s+with|suffering\s+from|who\s+ha(?:ve|s)|"
    r"on|using|taking|receiving|treated\s+with)\s",
    _FLAGS,
)
_WHO = Gated(r",?\s+who\s+(?!\b(?:is|are)\s+(?:excluded|eligible|included)\b)", _FLAGS)
_OR = re.compile(r"\bor\b|/", _FLAGS)
_OTHERS = re.compile(
    rf"[;:]|\.\s|\b(?:{PEOPLE}|parents?|partners?|relatives?|famil(?:y|ies)|child|spouses?|caregivers?|carers?|physicians?|investigators?)\b",
    _FLAGS,
)
_NEXT = re.compile(r",\s*(?:or|and)\b|\bor\s+who\b", _FLAGS)


def parted(w: Words, start: int, end: int, parts: list[Part]) -> tuple[int, list[Part], list[Part]] | None:
    """Where the clause begins that is said of all, with what stands before and behind, or None.

    It is no such clause where it may be of somebody else, or where the list goes on behind it.
    """
    head = _HEAD.match(w.view, start, end) if not _WHO.absent(w.view, start, end) else None
    who = _WHO.search(w.view, head.end(), end) if head is not None else None
    if head is None or who is None or _OTHERS.search(w.view, head.end(), who.start()):
        return None
    before, behind = [p for p in parts if at(p) < who.start()], [p for p in parts if at(p) >= who.start()]
    members = [p for p in before if p.end > head.end()]
    listed = len(members) > 1 and all(p.leaf["op"] in ("condition", "exposure") for p in members)
    if not listed or not behind or any(negation(p) is not None for p in members):
        return None
    joined = _OR.search(w.view, members[-2].end, members[-1].start) is not None and members[-1].end == who.start()
    if not joined or _OTHERS.search(w.view, who.end(), end) or _NEXT.search(w.view, who.end(), end):
        return None
    return who.start(), before, behind
