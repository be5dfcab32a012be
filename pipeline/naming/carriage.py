"""Germs that somebody carries: "MRSA carrier", "colonised with VRE", "nasal carriage of S. aureus"."""

import re
from collections.abc import Iterator
from functools import cache

from ...patterns.alternation import one_of
from ...patterns.fold import fold_phrase
from ...patterns.gate import Gated
from ...patterns.tables import mentions
from ..parts import Mention
from .heads import normal
from .marker_words import PATTERN, germs

_FLAGS = re.IGNORECASE
_SITES = r"(?:(?:nasal|rectal|nasopharyngeal|pharyngeal|vaginal|intestinal|skin|oral|airway|chronic|asymptomatic)\s+)*"
_WORDS = r"(?:carriers?(?!\s+(?:protein|frequency|screening|oil))|carriage|coloni[sz](?:ed|ation))"
_WORD = Gated(rf"\b{_WORDS}\b", _FLAGS)
_JOINED = re.compile(r"\s*(?:,|/|\band\b|\bor\b)+\s*", _FLAGS)
_OR = r"(?:/|and\s*/\s*or|and|or)"
_INFECTION = r"infections?"
_BEHIND = re.compile(
    rf"(?:\s*{_OR}\s*(?P<too>{_INFECTION}))?\s+(?:of|with|by|for)\s+(?:(?:an?|the|any|known)\s+)*", _FLAGS
)
_BEFORE = re.compile(rf"[\s-]+(?:(?P<too>{_INFECTION})\s*{_OR}\s*)?", _FLAGS)
_OR_INFECTION = re.compile(rf"\s*{_OR}\s*(?P<too>{_INFECTION})\b", _FLAGS)
_INFECTION_OR = re.compile(rf"\b(?P<too>{_INFECTION})\s*{_OR}\s*\Z", _FLAGS)
_NAMES = (("carri", "carrier"), ("colon", "colonization"))
_LONGEST = 80
PATTERNS = (_WORD,)
"""Where none of them may match, nothing is named."""


@cache
def _germ() -> re.Pattern[str]:
    listed = [re.escape(germ).replace(r"\ ", r"\s+") for germ in sorted(germs(), key=len, reverse=True)]
    return re.compile(rf"\b{one_of(listed)}(?!\w)", _FLAGS)


def read(view: str, start: int, end: int) -> Iterator[Mention]:
    """The germs that are carried; each of a list with what is said of the list.

    "MRSA colonization or infection" is both of the one germ.
    """
    for m in _WORD.finditer(view, start, end):
        name = next(name for stem, name in _NAMES if m.group().lower().startswith(stem))
        site = _site(view, start, m.start())
        behind = _BEHIND.match(view, m.end(), end)
        if behind and (found := list(_listed(view, behind.end(), end))):
            too = behind.span("too") if behind["too"] else _infection_before(view, start, m.start() - len(site))
            infected = (too[0], found[-1][1] if behind["too"] else too[1]) if too else None
            found[0] = (m.start() - len(site), m.end() if behind["too"] else found[0][1], found[0][2])
        elif found := _listed_before(view, start, m.start() - len(site)):
            before, after = _BEFORE.match(view, found[-1][1]), _OR_INFECTION.match(view, m.end(), end)
            infected = after.span("too") if after else None
            if before and before["too"]:
                infected = found[-1][0], before.end("too")
            found[-1] = (m.start() if before and before["too"] else found[-1][0], m.end(), found[-1][2])
        else:
            continue
        for a, b, germ in found:
            yield Mention(a, b, "condition", normal(f"{site}{germ} {name}"), (), PATTERN)
        if infected is not None:
            yield Mention(*infected, "condition", _infection(found[-1][2]), (), PATTERN)


def _infection(germ: str) -> str:
    words = f"{germ} infection"
    known = mentions().get(fold_phrase(words), words)
    return known.name if known is not None else normal(words)


def _infection_before(view: str, start: int, at: int) -> tuple[int, int] | None:
    near = max(start, at - _LONGEST)
    found = _INFECTION_OR.search(view[near:at])
    return (near + found.start("too"), near + found.end("too")) if found else None


def _listed(view: str, at: int, end: int) -> Iterator[tuple[int, int, str]]:
    m = _germ().match(view, at, end)
    while m is not None:
        yield (*m.span(), m.group())
        joint = _JOINED.match(view, m.end(), end)
        m = _germ().match(view, joint.end(), end) if joint else None


def _listed_before(view: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """The germs of a list that ends right before a word."""
    out: list[tuple[int, int, str]] = []
    for m in _germ().finditer(view, max(start, end - _LONGEST), end):
        if out and not _JOINED.fullmatch(view, out[-1][1], m.start()):
            out = []
        out.append((*m.span(), m.group()))
    return out if out and _BEFORE.fullmatch(view, out[-1][1], end) else []


def _site(view: str, start: int, at: int) -> str:
    """The words of a site right before a word: "nasal carriage"."""
    before = re.search(rf"\b{_SITES}\Z", view[max(start, at - _LONGEST) : at], _FLAGS)
    return before.group() if before else ""
