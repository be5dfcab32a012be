"""Names that brackets interrupt: "central nervous system (CNS) metastases", "severe (FEV1 < 50 %) asthma"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ...patterns.gate import View
from ...patterns.tables import Word
from ...patterns.words import function_words
from ..parts import Cue, Mention
from .abbreviations import stands_for

_ASIDE = re.compile(
    r"(?<=\w)\s*\(\s*(?P<short>(?=[^()]*[A-Z][^()]*[A-Z])[A-Za-z][\w/-]{0,11}?)s?\s*\)(?=\s+(?P<next>\w+))"
)
_CHEMICAL = re.compile(r"\bpoly\s*(?P<open>\()\s*ADP[\s-]+ribose\s*(?P<close>\))(?=\s*polymerase)", re.IGNORECASE)
"""A name of which brackets are a part."""
_LIMITED = re.compile(r"(?<=[a-z])\s+\([^()]*\)(?=\s*,?\s*(?:(?:and|or|and\s*/\s*or)\s+)?(?P<next>[A-Za-z][\w-]+))")
"""A value in brackets behind an adjective: "moderate (MMSE 10-19) or severe (MMSE < 10) dementia"."""
_DIGIT = re.compile(r"\d")
_REACH = 80
"""Characters before the bracket, and behind it, that an abbreviation may take its letters from."""


def asides(view: View) -> list[tuple[int, int]]:
    """The brackets that hold an abbreviation of the words around them, where the name may go on behind."""
    if "(" not in view:
        return []
    signs = [m.span(sign) for m in _CHEMICAL.finditer(view) for sign in ("open", "close")]
    shown, _ = without(view, [], signs)
    found = (m for m in _ASIDE.finditer(shown) if m["next"].lower() not in function_words())
    return sorted(signs + [m.span() for m in found if _abbreviates(shown, m)])


def _abbreviates(view: str, m: re.Match[str]) -> bool:
    """Whether the letters are of the words before it, or of these and the next: "renal replacement (RRT) therapy"."""
    before = re.split(r"[,;:()]", view[max(0, m.start() - _REACH) : m.start()])[-1]
    return stands_for(m["short"], before) or stands_for(m["short"], f"{before} {m['next']}")


def without(view: View, words: list[Word], spans: list[tuple[int, int]]) -> tuple[View, list[Word]]:
    """The text with blanks in the place of the spans, and its words without theirs: what is parted there joins."""
    out: list[Word] = []
    for start, end in spans:
        view = View(view[:start] + " " * (end - start) + view[end:], view)  # the words that are left are all known
    for w in words:
        if any(start <= w.start < end for start, end in spans):
            continue
        joins = bool(out) and any(out[-1].end <= start and end <= w.start for start, end in spans)
        out.append(w._replace(soft=True) if joins else w)
    return view, out


def limits(view: View, taken: Sequence[tuple[int, int]], plain: Sequence[Mention]) -> list[tuple[int, int]]:
    """The brackets with a value that part no names, but an adjective from the name that it is of."""
    ends = {m.end for m in plain}
    found = (m for m in _LIMITED.finditer(view) if m["next"].lower() not in function_words())
    return [m.span() for m in found if m.start() not in ends and _holds_value(m, taken)]


def _holds_value(m: re.Match[str], taken: Sequence[tuple[int, int]]) -> bool:
    return _DIGIT.search(m.group()) is not None or any(m.start() < a < m.end() for a, _ in taken)


def joined(spans: Sequence[tuple[int, int]], found: Sequence[Mention], plain: Sequence[Mention]) -> list[Mention]:
    """The mentions that are named over the brackets, each with its words before them, and those inside them."""
    held = [m for m in plain if any(a < m.start and m.end < b for a, b in spans)]
    return sorted([*(_before(m, spans) for m in found), *held], key=lambda m: m.start)


def _before(m: Mention, spans: Sequence[tuple[int, int]]) -> Mention:
    inside = [s for s in spans if m.start < s[0] and s[1] < m.end]
    if not inside:
        return m
    cues = (*m.cues, Cue("NAME", inside[-1][1], m.end))
    return replace(m, end=inside[0][0], cues=cues, hull=(m.start, m.end))
