"""Abbreviations of several meanings, which the words beside them tell: "prior TBI or craniospinal radiation"."""

import re
from dataclasses import replace

from ...patterns.fold import fold_phrase
from ...patterns.tables import mentions
from ...patterns.words import beside, instead
from ..parts import Mention

_ABBREVIATION = re.compile(r"[A-Z]{2,}(?=s?\Z)")
_NEAR = 60
"""Characters within which a word tells what an abbreviation means."""


def settled(view: str, start: int, end: int, named: list[Mention]) -> list[Mention]:
    """The mentions, where a word that means another thing there names that, or nothing where nobody knows it."""
    out: list[Mention] = []
    for m in named:
        if not _means_else(view, start, end, m):
            out.append(m)
        elif (phrase := instead().get(_written(view, m))) is not None:
            known = mentions().entries[fold_phrase(phrase)]
            out.append(replace(m, kind=known.kind, name=known.name, codes=known.codes, pattern=known.pattern))
    return out


def _written(view: str, m: Mention) -> str:
    short = _ABBREVIATION.search(view[m.start : m.end])
    return short.group() if short else view[m.start : m.end].lower()


def _means_else(view: str, start: int, end: int, m: Mention) -> bool:
    """Whether a word stands beside others that give it another meaning ("ICH GCP", "incarcerated … hernia")."""
    other = beside().get(_written(view, m))
    if other is None:
        return False
    return bool(
        other.search(view[m.end : min(end, m.end + _NEAR)]) or other.search(view[max(start, m.start - _NEAR) : m.start])
    )
