"""Kinds of one infection and of one autoimmune disease: "HCV genotype 1 or 4", "seropositive rheumatoid arthritis"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ...patterns.gate import Gated
from ..parts import Mention

_FLAGS = re.IGNORECASE
_TYPES = frozenset(
    ("hepatitis b", "hepatitis c", "chronic hepatitis b", "chronic hepatitis c", "hepatitis d", "hepatitis e")
)
_ANY = Gated(r"\b(?:genotypes?|GT[\s-]?\d)", _FLAGS)
_KIND = r"\d[a-h]?(?![\w%.])"
_GENOTYPE = re.compile(
    rf"[\s,(]*(?:(?:infection|virus)\s+)*(?:(?:with|of|due\s+to)\s+)?(?:genotypes?|GT)[\s-]*(?P<first>{_KIND})"
    rf"(?P<more>(?:\s*(?:,|/|\bor\b|\band\b)+\s*(?:genotypes?\s*)?{_KIND})*)\)?",
    _FLAGS,
)
_NUMBER = re.compile(_KIND)
_SERO = Gated(r"\bsero-?(?:positive|negative)\b", _FLAGS)
_BEFORE = re.compile(r"(?<![\w-])(?P<sero>sero-?(?:positive|negative))[\s-]+\Z", _FLAGS)
_NEAR = 20


def read(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """The mentions with their kinds in their names; each of several genotypes is one."""
    if not _ANY.absent(view, start, len(view)):
        found = [kind for m in found for kind in _genotypes(view, m)]
    if not _SERO.absent(view, start, len(view)):
        found = [_with_serology(view, start, m) for m in found]
    return found


def _genotypes(view: str, m: Mention) -> Iterator[Mention]:
    kinds = _GENOTYPE.match(view, m.end) if m.kind == "condition" and m.name in _TYPES else None
    if kinds is None:
        yield m
        return
    places = [kinds.span("first"), *(n.span() for n in _NUMBER.finditer(view, *kinds.span("more")))]
    for i, (a, b) in enumerate(places):
        end = kinds.end() if i + 1 == len(places) else b
        name = f"{m.name} genotype {view[a:b].lower()}"
        yield replace(m, start=m.start if i == 0 else a, end=end, name=name, codes=())


def _with_serology(view: str, start: int, m: Mention) -> Mention:
    near = max(start, m.start - _NEAR)
    before = _BEFORE.search(view[near : m.start]) if m.kind == "condition" else None
    if before is None:
        return m
    name = f"{before['sero'].lower().replace('-', '')} {m.name}"
    return replace(m, start=near + before.start(), name=name, codes=())
