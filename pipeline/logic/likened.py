""" "Chronic diseases like asthma or gout": "like" says such as between a sort of things and one of them."""

import re

from ...patterns.gate import Gated
from ..parts import Work

_LIKE = Gated(r"(?<=[\w),])\s+like\b\s*:?", re.IGNORECASE)
_SORT = re.compile(
    r"\b(?:diseases?|illness(?:es)?|disorders?|conditions?|(?:co-?)?morbidit(?:y|ies)|complications?|problems?|symptoms?|infections?|"
    r"drugs?|medications?|medicines?|agents?|substances?|therap(?:y|ies)|treatments?|supplements?)[\s,(]*\Z",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(r"\s*(?:(?:an?|the|any|severe|uncontrolled|active|chronic|acute)\s+){0,2}", re.IGNORECASE)
_LONGEST = 20


def spans(view: str, work: Work) -> list[tuple[int, int]]:
    """Where "like" stands so, as "such as" does."""
    found = []
    for m in _LIKE.finditer(view, work.start, work.end):
        named = any(p.end <= m.start() and not view[p.end : m.start()].strip(" ,(") for p in work.parts)
        named = named or _SORT.search(view, max(work.start, m.start() - _LONGEST), m.start()) is not None
        begins = _BEFORE_NAME.match(view, m.end(), work.end)
        if named and begins and any(m.end() <= p.start <= begins.end() for p in work.parts):
            found.append(m.span())
    return found
