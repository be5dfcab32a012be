"""Which names stand on one list, so that they share what is said of the list."""

import re

from ..parts import Part, Window
from .phrases import FLAGS

CLAUSE = re.compile(r"[;]|(?<!\bSt)(?<!\bvs)\.\s+(?=[A-Z])")
EXAMPLES = re.compile(r"\b(?:such\s+as|includ(?:e|es|ing)|e\.?\s?g\b|i\.?\s?e\b|for\s+example|like|namely)", FLAGS)
_LATIN = re.compile(r"\b(?:e\.\s?g\.?|i\.\s?e\.?)", FLAGS)
_GLUE = re.compile(
    r"(?:[\s,/&()\[\]\"'–-]|\b(?:and|or|any|other|the|a|an|either|both|such\s+as|including|includes?|e\.?g|i\.?e|"
    r"for\s+example|but\s+not\s+limited\s+to|not\s+limited\s+to|like|namely|treatment|therapy|use|with|of|in|history|prior|"
    r"previous|any|systemic|chronic|another|to|all|non|agents?|drugs?|medications?|inhibitors?|procedures?|"
    r"injections?|received|receiving|taking|taken|for|active|acute|severe|known|current)\b)*",
    FLAGS,
)
_OWN_TIME = re.compile(r"\bat\s+(?:the\s+)?(?:screening|baseline|visit|randomi[sz]ation|entry|enrol)", FLAGS)
_CONJUNCTION = re.compile(r"\b(?:and|or)\b|/", FLAGS)
_SEPARATES = re.compile(r"[,/&(:\[;–]|\s-\s|\b(?:and|or)\b", FLAGS)
_ABBREVIATION = re.compile(r"\(\s*[A-Z][\w/-]{1,9}\s*\)")
_PURPOSE = re.compile(
    r"[ \n]+(?:therapy[ \n]+|treatment[ \n]+|use[ \n]+)?(?:for|due[ \n]+to|because[ \n]+of|to[ \n]+treat)[ \n]+"
    r"(?:(?:the|a|an|treatment|management|of|any|worsening|acute)[ \n]+)*(?:[^\W\d_]+[ \n]+)?",
    FLAGS,
)
_HEADED = re.compile(
    r"\b(?:treatment|therapy|use|history|receipt|administration|exposure|treated|in)\s+(?:with|of|to)?\s*$", FLAGS
)
_NEXT = re.compile(r"\s*\)?\s*,?\s*(?:(?:or|and)\b|,)\s*[^\W\d_]", FLAGS)


def listed(gap: str, colon: bool = False) -> bool:
    """Whether two names stand on one list; an item between them may be unknown if commas part it."""
    gap = _LATIN.sub("like", _ABBREVIATION.sub(" ", gap))
    if gap.strip() and not _SEPARATES.search(gap) and not EXAMPLES.search(gap):
        return False
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


def head(view: str, left: list[Part]) -> list[Part]:
    """ "surgery for cancer within 6 months": what was done has the window, not what it was done for."""
    while len(left) > 1 and left[-1].leaf["op"] == "condition" and left[-2].leaf["op"] == "exposure":
        if left[-2].end > left[-1].start or not _PURPOSE.fullmatch(view, left[-2].end, left[-1].start):
            break
        left = left[:-1]
    return left


def before(view: str, left: list[Part], w: Window, goes_on: bool) -> list[Part]:
    """The last leaf before a window, and those listed with it.

    A list that goes on behind the window ("A, B within 6 months, and C") gave it to the leaf beside it alone, unless a
    conjunction closed the list before.
    """
    left = head(view, left)
    chain = [left[-1]]
    closed = bool(_CONJUNCTION.search(view, chain[0].end, w.start))
    for p in reversed(left[:-1]):
        if p.end > chain[0].start:
            if _timed_itself(view, p, chain[0]):
                break
            chain.insert(0, p)
            continue
        gap = view[p.end : chain[0].start]
        closed = closed or bool(_CONJUNCTION.search(gap))
        if not _alike(p, chain[-1]) or not listed(gap) or "window" in p.leaf or (goes_on and not closed):
            break
        if p.leaf["op"] != chain[0].leaf["op"] and _HEADED.search(gap):
            break
        chain.insert(0, p)
    return chain


def _timed_itself(view: str, a: Part, b: Part) -> bool:
    """ "≥ 300 at screening or ≥ 150 in the past year": of two values, the first has a time of its own."""
    return a.value is not None and b.value is not None and bool(_OWN_TIME.search(view, a.value[1], b.value[0]))


def goes_on(view: str, w: Window, right: list[Part]) -> bool:
    """Whether the list that a window stands in goes on behind it; brackets bind it to the name before them."""
    if view[w.start - 1 : w.start] == "(":
        return True
    return bool(right) and right[0].start - w.end < 40 and bool(_NEXT.match(view, w.end))


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
