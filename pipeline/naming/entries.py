"""Names that were put together, as the lexicon knows them."""

from dataclasses import replace

from ...patterns.fold import fold, fold_phrase
from ...patterns.tables import mentions
from ...patterns.words import quality_words
from ..parts import Mention
from .heads import behind_words, own_name, singular


def known(name: str, kind: str) -> bool:
    """Whether the lexicon has the name as one of that kind."""
    entry = mentions().entries.get(fold_phrase(name))
    return entry is not None and entry.kind == kind


def named(m: Mention) -> Mention:
    """A rebuilt name as the lexicon knows it, behind its words of degree."""
    name = " ".join(m.name.split()).lower()
    words = name.split(" ")
    for cut in range(len(words)):
        entry = mentions().entries.get(fold_phrase(" ".join(words[cut:])))
        if entry is not None and entry.kind == m.kind:
            codes = entry.codes if cut == 0 else ()
            rest = behind_words(m.kind, " ".join(words[cut:]), entry.name) if cut else entry.name
            listed = own_name(m.kind, name, entry.name) or " ".join([*words[:cut], rest])
            return replace(m, name=listed, codes=codes, pattern=entry.pattern)
        if fold(words[cut]) not in quality_words():
            break
    return replace(m, name=singular(name))
