"""How much a measure changes is no value of the measure: "a reduction of ≥ 50% in MADRS"."""

import re
from dataclasses import replace

from ..parts import Bounded

_FLAGS = re.IGNORECASE
_NOUN = (
    r"(?P<noun>reductions?|decreases?|increases?|improvements?|worsening|declines?|drops?|rises?|falls?|changes?|"
    r"variations?|variability|fluctuations?)"
)
_BEFORE = re.compile(rf"\b{_NOUN}\s*(?:of|by|that\s+is|is|was|in|from)?\s*$", _FLAGS)
_AFTER = re.compile(rf"\s*(?:points?\s+)?(?:or\s+(?:more|greater)\s+)?{_NOUN}\b", _FLAGS)
_OF = re.compile(rf"\b{_NOUN}\s+(?:in|of|from)\s+(?:the\s+|an?\s+)?(?:baseline\s+|mean\s+|total\s+|serum\s+)?$", _FLAGS)
_IN = re.compile(r"\s+(?:in|of|on|from)\s+(?:the\s+|an?\s+)?(?:[a-z]+\s+)?$", _FLAGS)
_VERB = re.compile(
    r"\b(?P<noun>improved|worsened|decreased|increased|declined|changed|dropped|rose|fell|reduced)\s+by\s*$", _FLAGS
)


def of_change(view: str, b: Bounded) -> Bounded:
    """The threshold under the name of the change, where the words beside measure and value speak of one."""
    if b.words is None or b.measure is None or b.quantity.relative in ("ULN", "LLN", "predicted"):
        return b
    before, (first, last), q = view[max(0, b.start - 40) : b.start], b.words, b.quantity
    m = _VERB.search(view, last, max(last, q.start)) or _OF.search(before)
    if m is None and q.start < first and (told := _BEFORE.search(view, max(0, q.start - 24), q.start)):
        m = told
    if (
        m is None
        and q.end <= first
        and (told := _AFTER.match(view, q.end, first))
        and _IN.fullmatch(view, told.end(), first)
    ):
        m = told
    if m is None and last <= q.start and (told := re.compile(rf"\s+{_NOUN}\b", _FLAGS).match(view, last, q.start)):
        m = told
    return b if m is None else replace(b, name=f"{b.name} {m['noun'].lower().removesuffix('s')}", measure=None)
