"""Words that are drugs among drugs and something else alone: "calcium" beside vitamin D, "ASA" beside clopidogrel."""

import re
from functools import cache

from ...patterns.fold import fold_phrase
from ...patterns.tables import Entry, Lexicon, Word, mentions, rows
from ..parts import Mention

PATTERN = "patterns/drugs/listed.tsv"
_DRUGS = ("drug", "drug_class")
_BETWEEN = re.compile(
    r"\s*(?:,\s*(?:and|or)?|/|\+|\b(?:and|or|plus)\b|[(,]?\s*(?:e\.\s?g\.,?|such\s+as|including))\s*", re.IGNORECASE
)
_TAKEN = re.compile(
    r"\b(?:treatment|therapy|treated|supplement(?:s|ation|ed)?|us(?:e|ing|ed)|taking|takes?|took|receiv\w+|receipt|intake|infusions?|exposure|exposed|"
    r"ingest\w+|doses?)\s+(?:(?:of|with|to)\s+)?(?:(?:oral|intravenous|iv|i\.v\.|regular|daily|chronic|high|low|any|the)[\s-]+)*\Z",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"[\s-]*(?:supplement\w*|tablets?|infusions?|preparations?|therap(?:y|ies)|treatment|use)\b", re.IGNORECASE
)
_LOOK_BACK = 60


@cache
def _lexicon() -> Lexicon:
    lexicon = Lexicon()
    for row in rows(PATTERN):
        known = mentions().entries.get(fold_phrase(row.name))
        kind, codes = (known.kind, known.codes) if known is not None else ("drug", row.codes)
        for word in row.words or (row.name,):
            lexicon.add(word, Entry(kind, row.name, codes, PATTERN))
    return lexicon


def read(view: str, start: int, words: list[Word], found: list[Mention]) -> list[Mention]:
    """The mentions, and the words beside drugs or behind "treatment with" that are drugs there."""
    lexicon = _lexicon()
    free = [
        (w, entry)
        for w in words
        if w.key in lexicon.longest
        and (entry := lexicon.get(w.key, view[w.start : w.end])) is not None
        and not any(m.start < w.end and w.start < m.end for m in found)
    ]
    out = list(found)
    grown = bool(free)
    while grown:
        left = [(w, entry) for w, entry in free if not beside_drugs(view, start, w, out)]
        out += [Mention(w.start, w.end, e.kind, e.name, e.codes, e.pattern) for w, e in free if (w, e) not in left]
        grown, free = 0 < len(left) < len(free), left
    return sorted(out, key=lambda m: m.start) if len(out) > len(found) else out


def beside_drugs(view: str, start: int, word: Word, found: list[Mention]) -> bool:
    """Whether a word stands where a drug does."""
    if is_taken(view, start, word.start) or _GIVEN.match(view, word.end):
        return True
    gaps = [(m.end, word.start) if m.end <= word.start else (word.end, m.start) for m in found if m.kind in _DRUGS]
    return any(0 < b - a < 14 and _BETWEEN.fullmatch(view, a, b) for a, b in gaps)


def is_taken(view: str, start: int, at: int) -> bool:
    """Whether "treatment with", "received" and the like stand before what starts there."""
    return _TAKEN.search(view[max(start, at - _LOOK_BACK) : at]) is not None


def is_listed_word(written: str) -> bool:
    """Whether a word is a drug among drugs ("ASA")."""
    return _lexicon().get(fold_phrase(written), written) is not None
