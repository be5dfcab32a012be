"""What a criterion says of its own words: how things are counted, what a word means, what the letters stand for."""

import re
from collections.abc import Iterator

from ...patterns.gate import Gated, Several

Span = tuple[int, int]

_FLAGS = re.IGNORECASE
_COUNTED = Gated(
    r"(?<=\()[^()]*\bcount(?:s|ed|ing)?\s+(?:together\s+)?as\b[^()]*(?=\))"
    r"|(?<=,\s)[^,;()]*\b(?:both|each|all|also|not)\s+count(?:ed|ing)\s+as\b[^;()]*?(?=[.;]?\s*$|;|\.\s)",
    _FLAGS,
)
""" "1 to 3 lines (induction and maintenance count as one line)", ", intolerance also counting as failure"."""
_MEANS = Gated(
    r"(?:(?<=\()|(?<=[.;]\s))(?P<what>[a-z][a-z-]+(?:\s[a-z-]+){0,2})\s*=\s*(?=[a-z])[^()=]*(?:=[^()=]*)?(?=\)|$)",
    _FLAGS,
)
""" "(failure = no benefit after 12 weeks)", "Moderate = NRS 4-6; severe = NRS 7-10": what a word before it means."""
_LETTERS = Gated(
    r"\b(?P<short>[A-Z]{4,9})\b(?:\s+(?:syndrome|disease|sequence|complex))?\s*\((?P<long>[^()]*,[^()]*,[^()]*)\)"
)
_ITEM = re.compile(r",\s*(?:and\s+)?|\s+and\s+", _FLAGS)
ANY = Several(_COUNTED, _MEANS, _LETTERS)


def told(view: str, start: int, end: int) -> list[Span]:
    """The words that a person must read: definitions that hold of each thing that is counted or named."""
    found = [m.span() for m in _COUNTED.finditer(view, start, end)]
    found += [m.span() for m in _MEANS.finditer(view, start, end) if _is_said_before(view, start, m)]
    return [(a, a + len(view[a:b].rstrip(" .;\n"))) for a, b in found]


def spelled_out(view: str, start: int, end: int) -> Iterator[Span]:
    """ "POEMS syndrome (polyneuropathy, organomegaly, …)": what the letters stand for is not had apart."""
    for m in _LETTERS.finditer(view, start, end):
        if _spells(m["short"].lower(), _ITEM.split(m["long"].lower())):
            yield m.span("long")


def _is_said_before(view: str, start: int, m: "re.Match[str]") -> bool:
    """Whether the words that are explained stand before their explanation."""
    before = view[start : m.start()].lower()
    return all(re.search(rf"\b{re.escape(word[:6])}", before) for word in m["what"].lower().split())


def _spells(short: str, items: list[str]) -> bool:
    """Whether the first letters of words give the letters, and each item at least one of them."""
    at = 0
    for item in items:
        begun = at
        for word in re.split(r"[\s-]+", item.strip()):
            if at < len(short) and word[:1] == short[at]:
                at += 1
        if at == begun:
            return False
    return at == len(short)
