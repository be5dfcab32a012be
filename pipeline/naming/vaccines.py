"""Vaccines that share the word: "MMR, varicella or yellow fever vaccines", "inactivated or mRNA vaccine"."""

import re

from ...patterns.fold import fold_phrase
from ...patterns.tables import mentions
from ..parts import Mention
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
_KINDS = re.compile(
    r"[^.;:()]{0,40}[\s,(]+(?:except(?:ing)?(?:\s+for)?|other\s+than|excluding|apart\s+from|such\s+as|including|e\.g\.,?)\s+"
    r"(?:(?:the|an?|any|seasonal|annual|inactivated)\s+)*",
    re.IGNORECASE,
)
"""Between vaccines and what they are told to be against or not against."""
_NEXT = re.compile(r"\s*(?:,|/|,?\s*\b(?:and|or)\b)\s*", re.IGNORECASE)
_WORDS = 4
_LOOK_BACK = 60


def read(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """The mentions, and those of the vaccines listed before one that alone has the word."""
    out: list[Mention] = []
    for m in _kinds(view, found):
        more = _before(view, start, m) if m.kind == "vaccine" and _HEAD.search(view, m.start, m.end) else []
        if more:
            out = [o for o in out if o.end <= more[0].start]
        out += [*more, m]
    return out


def _kinds(view: str, found: list[Mention]) -> list[Mention]:
    """ "Vaccines other than influenza": what a disease's name is behind them are the vaccines against it."""
    out: list[Mention] = []
    told = False
    for m in found:
        before = out[-1] if out and out[-1].kind == "vaccine" and m.kind == "condition" else None
        told = before is not None and (_NEXT if told else _KINDS).fullmatch(view, before.end, m.start) is not None
        entry = mentions().entries.get(fold_phrase(f"{m.name} vaccine")) if told else None
        told = entry is not None and entry.kind == "vaccine"
        if entry is not None and told:
            m = Mention(m.start, m.end, "vaccine", entry.name, entry.codes, entry.pattern)
        out.append(m)
    return out


def _before(view: str, start: int, m: Mention) -> list[Mention]:
    more: list[Mention] = []
    edge = m.start
    while (item := _ITEM.search(view[max(start, edge - _LOOK_BACK) : edge])) is not None:
        first = max(start, edge - _LOOK_BACK) + item.start("item")
        words = item["item"]
        entry = mentions().entries.get(fold_phrase(f"{words} vaccine"))
        if len(words.split()) > _WORDS:
            break
        if _PLATFORM.fullmatch(words):
            more.insert(0, Mention(first, first + len(words), "vaccine", normal(f"{words} vaccine"), (), m.pattern))
        elif entry is not None and entry.kind == "vaccine":
            more.insert(0, Mention(first, first + len(words), "vaccine", entry.name, entry.codes, entry.pattern))
        else:
            break
        edge = first
    return more
