"""Criteria typed in capitals throughout, read as if they were not."""

import re
from collections.abc import Iterable

from ..patterns.words import silent_words

_WORD = re.compile(r"(?P<first>(?:^|[.!?]\s+))?(?P<word>[A-Z]+)")
_ROMAN = re.compile(r"[IVX]+")
_SHORT = 4
"""As many letters may be an abbreviation, whose capitals tell what it means."""
_FEW = 3
"""As many long words show that a criterion was typed in capitals."""


def in_small_letters(view: str, spans: Iterable[tuple[int, int]]) -> str:
    """The view, with the words of spans without any small letter in small letters; abbreviations and numbers stay.

    >>> in_small_letters("PATIENTS WITH HIV INFECTION. NYHA CLASS III OR MALIGNANCY.", [(0, 57)])
    'Patients with HIV infection. NYHA class III or malignancy.'
    """
    pieces, last = [], 0
    for start, end in sorted(spans):
        words = view[start:end]
        if start >= last and words.isupper() and sum(len(m["word"]) > _SHORT for m in _WORD.finditer(words)) >= _FEW:
            pieces += [view[last:start], _WORD.sub(_small, words)]
            last = end
    return "".join([*pieces, view[last:]])


def _small(found: re.Match[str]) -> str:
    word = found["word"]
    if len(word) <= _SHORT and (word.lower() not in silent_words() or _ROMAN.fullmatch(word)):
        return found.group()
    return f"{found['first']}{word.capitalize()}" if found["first"] is not None else word.lower()
