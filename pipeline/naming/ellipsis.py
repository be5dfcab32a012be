"""Names that share a word: "cardiac, renal or hepatic impairment", "hepatitis B or C", "alcohol or drug abuse"."""

import re

from ...patterns.fold import fold
from ...patterns.tables import Word
from ...patterns.words import function_words, silent_words, status_words
from ..parts import Mention
from .heads import ADJECTIVE, NAMES_MORE, heads_of, normal

_LIST_BEFORE = re.compile(r"\s*(?:,\s*(?:or|and)?|/|\b(?:or|and|and/or))\s*(?:other\s*)?", re.IGNORECASE)
_LETTER_AFTER = re.compile(r"\s*(?:,|/|or|and|and/or)\s*(?P<letter>[A-E]|[1-4])\b(?!\s*[%-])")


def before(view: str, words: list[Word], m: Mention) -> list[Mention]:
    """ "cardiac, renal or hepatic impairment": each adjective shares the head."""
    first, _, tail = view[m.start : m.end].partition(" ")
    if m.kind not in NAMES_MORE or not tail:
        return []
    heads = heads_of(m.kind)
    if fold(first) not in heads.modifiers and not ADJECTIVE.match(fold(first)):
        return []
    out: list[Mention] = []
    edge = m.start
    for word in reversed([w for w in words if w.end <= m.start and w.key not in function_words()]):
        shares = word.key in heads.modifiers or ADJECTIVE.match(word.key)
        if (
            not shares
            or word.key in silent_words() | status_words()
            or not _LIST_BEFORE.fullmatch(view, word.end, edge)
        ):
            break
        name = normal(f"{view[word.start : word.end]} {tail}")
        out.insert(0, Mention(word.start, word.end, m.kind, name, (), heads.pattern))
        edge = word.start
    return out


def after(view: str, m: Mention) -> list[Mention]:
    """ "hepatitis B or C": the letters share the name."""
    stem, _, written = view[m.start : m.end].rpartition(" ")
    if m.kind != "condition" or len(written) != 1 or not stem:
        return []
    out: list[Mention] = []
    end = m.end
    while (n := _LETTER_AFTER.match(view, end)) is not None:
        name = normal(f"{stem} {n['letter']}")
        out.append(Mention(n.start("letter"), n.end("letter"), m.kind, name, (), m.pattern))
        end = n.end()
    return out
