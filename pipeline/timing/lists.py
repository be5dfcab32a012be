"""Which names stand on one list, so that they share what is said of the list."""

import re

from ..parts import Part
from .phrases import FLAGS

CLAUSE = re.compile(r"[;]|\.\s+(?=[A-Z])")
EXAMPLES = re.compile(r"\b(?:such\s+as|includ(?:e|es|ing)|e\.?\s?g\b|i\.?\s?e\b|for\s+example|like|namely)", FLAGS)
_LATIN = re.compile(r"\b(?:e\.\s?g\.?|i\.\s?e\.?)", FLAGS)
_GLUE = re.compile(
    r"(?:[\s,/&()\[\]\"'–-]|\b(?:and|or|any|other|the|a|an|either|both|such\s+as|including|includes?|e\.?g|i\.?e|"
    r"for\s+example|but\s+not\s+limited\s+to|not\s+limited\s+to|like|namely|treatment|therapy|use|with|of|in|history|prior|"
    r"previous|any|systemic|chronic|another|to|all|non|agents?|drugs?|medications?|inhibitors?|procedures?|"
    r"injections?|received|receiving|taking|taken|for|active|acute|severe|known|current)\b)*",
    FLAGS,
)
_CONJUNCTION = re.compile(r"\b(?:and|or)\b|/", FLAGS)
_NEXT = re.compile(r"\s*\)?\s*,?\s*(?:(?:and\s*/\s*)?(?:or|and)\b|,)\s*[^\W\d_]", FLAGS)


def listed(gap: str, colon: bool = False) -> bool:
    """Whether two names stand on one list; an item between them may be unknown if commas part it."""
    gap = _LATIN.sub("like", gap)
    if colon:
        gap = gap.replace(":", " ").replace(";", ",")
    first, *between = gap.split(",")
    if not between:
        return bool(_GLUE.fullmatch(gap))
    last = between.pop()
    known = all(_GLUE.fullmatch(item) or len(item.split()) <= 4 for item in between)
    opening = bool(_GLUE.fullmatch(first)) or bool(re.fullmatch(r"\s*\([\w\s-]{1,30}", first))
    return known and opening and bool(_GLUE.fullmatch(last)) and not CLAUSE.search(gap)


def _alike(a: Part, b: Part) -> bool:
    kinds = {a.leaf["op"], b.leaf["op"]}
    return len(kinds) == 1 or kinds <= {"exposure", "condition"}


def before(view: str, left: list[Part], behind: str, alone: bool) -> list[Part]:
    """The last leaf before a window, and those listed with it.

    A list that goes on behind the window ("A, B within 6 months, and C") gave it to the leaf beside it alone, unless a
    conjunction closed the list before. ``behind`` are the words behind the window, ``alone``: no other window is there.
    """
    chain = [left[-1]]
    goes_on = alone and bool(_NEXT.match(behind))
    closed = False
    for p in reversed(left[:-1]):
        if p.end > chain[0].start:
            chain.insert(0, p)
            continue
        gap = view[p.end : chain[0].start]
        closed = closed or bool(_CONJUNCTION.search(gap))
        if not _alike(p, chain[-1]) or not listed(gap) or "window" in p.leaf or (goes_on and not closed):
            break
        chain.insert(0, p)
    return chain


def behind(view: str, right: list[Part], after_colon: bool) -> list[Part]:
    """The first leaf behind a window, and those listed with it; semicolons part the items where nothing else does."""
    chain = [right[0]]
    semicolons = False
    for p in right[1:]:
        gap = view[chain[-1].end : p.start]
        if ";" in gap:
            if not after_colon or (len(chain) > 1 and not semicolons):
                break
            semicolons = True
        if p.start >= chain[-1].end and not listed(gap, colon=semicolons):
            break
        chain.append(p)
    return chain
