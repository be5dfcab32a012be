"""Names that an abbreviation in brackets interrupts: "central nervous system (CNS) metastases"."""

import re

from ...patterns.gate import View
from ...patterns.tables import Word
from ...patterns.words import function_words
from .abbreviations import stands_for

_ASIDE = re.compile(
    r"(?<=\w)\s*\(\s*(?P<short>(?=[^()]*[A-Z][^()]*[A-Z])[A-Za-z][\w/-]{0,11}?)s?\s*\)(?=\s+(?P<next>\w+))"
)
_CHEMICAL = re.compile(r"\bpoly\s*(?P<open>\()\s*ADP[\s-]+ribose\s*(?P<close>\))(?=\s*polymerase)", re.IGNORECASE)
"""A name of which brackets are a part."""
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
