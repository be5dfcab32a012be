"""Vaccines that share the word: "MMR, varicella or yellow fever vaccines", "inactivated or mRNA vaccine"."""

import re
from dataclasses import replace

from ...patterns.fold import fold_phrase
from ...patterns.tables import Entry, mentions
from ..parts import Mention
from . import vaccine_kinds
from .heads import normal

_HEAD = re.compile(r"(?:vaccin|immuni[sz])\w*\Z", re.IGNORECASE)
_ITEM = re.compile(
    r"(?:^|[,;:/(]|\b(?:or|and|of|with|against|any|other|an?|the|received|receipt)\b)\s*(?:(?:an?|any|the|other)\s+)*(?P<item>[^\W_][^,;:/()]*?)\s*"
    r"(?:,\s*(?:or|and)?|/|\b(?:or|and))\s*(?:an?\s+|any\s+|other\s+)*\Z",
    re.IGNORECASE,
)
_PLATFORM = re.compile(
    r"(?:(?:live|attenuated|inactivated|killed|protein|subunit|recombinant|conjugated?|toxoid|mRNA|DNA|vectored|vector|viral|"
    r"adeno\w*|virus|adjuvanted|non-?live|replicating|polysaccharide|whole|cell)(?:[\s-]+|\Z))+",
    re.IGNORECASE,
)
"""What a vaccine is made of."""
_NEXT = re.compile(r"\s*(?:,|/|,?\s*\b(?:and|or)\b)\s*", re.IGNORECASE)
_ILL = re.compile(
    r"\b(?:active|acute|latent|known|suspected|confirmed|chronic|current|untreated|severe)\s+$", re.IGNORECASE
)
"""Before a disease; the vaccine behind it on the list is another thing."""
_OR_AGAINST = re.compile(r"\s*(?:/|,?\s(?:or|and))\s*(?:prior\s+|previous\s+)?", re.IGNORECASE)
_GERM = re.compile(r"infection|virus|\bCOVID|\bCoV", re.IGNORECASE)
_WORDS = 4
_LOOK_BACK = 60


def read(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """The mentions, and those of the vaccines listed before one that alone has the word."""
    out: list[Mention] = []
    for m in vaccine_kinds.read(view, found):
        if m.kind != "vaccine" or not _HEAD.search(view, m.start, m.end):
            out.append(m)
            continue
        if (of := _of_diseases(view, out, m)) is not None:
            out = of
            continue
        if more := _before(view, start, m):
            out = [o for o in out if o.end <= more[0].start]
        out += [*(replace(one, hull=(one.start, m.end)) for one in more), m]
    return out


def _of_diseases(view: str, before: list[Mention], m: Mention) -> list[Mention] | None:
    """The mentions with a bare "vaccination" against the disease named before it, or None.

    So it is in "hepatitis A or B vaccination", of both, and in "COVID-19 infection or vaccination".
    """
    disease = before[-1] if before else None
    entry = _against(disease) if m.name == "vaccine" and disease is not None else None
    if entry is None or disease is None:
        return None
    listed = len(before) > 1 and _NEXT.fullmatch(view, before[-2].end, disease.start)
    germ = not listed and _GERM.search(view, disease.start, disease.end)
    if germ and _OR_AGAINST.fullmatch(view, disease.end, m.start):
        return [*before, replace(m, name=entry.name, codes=entry.codes)]
    if view[disease.end : m.start].strip():
        return None
    out = [*before[:-1], Mention(disease.start, m.end, m.kind, entry.name, entry.codes, m.pattern)]
    for i in range(len(before) - 2, -1, -1):
        entry = _against(before[i])
        if entry is None or not _NEXT.fullmatch(view, before[i].end, before[i + 1].start):
            break
        first, hull = before[i], (before[i].start, m.end)
        out[i] = Mention(first.start, first.end, m.kind, entry.name, entry.codes, m.pattern, hull=hull)
    return out


def _against(m: Mention) -> Entry | None:
    """The vaccine against a disease."""
    if m.kind != "condition":
        return None
    entry = mentions().entries.get(fold_phrase(f"{m.name.removesuffix(' infection')} vaccine"))
    return entry if entry is not None and entry.kind == "vaccine" else None


def _before(view: str, start: int, m: Mention) -> list[Mention]:
    more: list[Mention] = []
    edge = m.start
    while (found := _ITEM.search(view[max(start, edge - _LOOK_BACK) : edge])) is not None:
        first = max(start, edge - _LOOK_BACK) + found.start("item")
        item = _vaccine(first, found["item"], m.pattern)
        if item is None:
            break
        more.insert(0, item)
        edge = item.start
    return more


def _vaccine(first: int, words: str, pattern: str) -> Mention | None:
    """The vaccine that the longest end of some words names: of "receipt of an influenza" the last alone."""
    for word in list(re.finditer(r"\S+", words))[-_WORDS:]:
        if _ILL.search(words[: word.start()]):
            break
        rest, at = words[word.start() :], first + word.start()
        entry = mentions().entries.get(fold_phrase(f"{rest} vaccine"))
        if _PLATFORM.fullmatch(rest):
            return Mention(at, at + len(rest), "vaccine", normal(f"{rest} vaccine"), (), pattern)
        if entry is not None and entry.kind == "vaccine":
            return Mention(at, at + len(rest), "vaccine", entry.name, entry.codes, entry.pattern)
    return None
