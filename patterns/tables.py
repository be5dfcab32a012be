"""Reads the lexicon's tables (TSV) and looks phrases up in them."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from operator import attrgetter
from typing import NamedTuple

from .fold import WORD, fold, fold_phrase
from .keep import kept

COLUMNS = ["name", "words", "codes", "source", "example"]
TABLES = {
    "patterns/drugs/own.tsv": "drug",
    "patterns/drugs/classes.tsv": "drug_class",
    "patterns/drugs/vaccines.tsv": "vaccine",
    "patterns/studies.tsv": "study",
    "patterns/therapies.tsv": "therapy",
    "patterns/attributes.tsv": "attribute",
    "patterns/judgement.tsv": "judgement",
    "patterns/conditions/own.tsv": "condition",
    "patterns/procedures/own.tsv": "procedure",
    "patterns/drugs/bulk.tsv": "drug",
    "patterns/conditions/bulk.tsv": "condition",
    "patterns/procedures/bulk.tsv": "procedure",
}
"""Table → kind of its entries. A word that two tables own belongs to the first: hand-made before built."""

BULK = "/bulk.tsv"
"""How the tables end that a script built from a source: thousands of rows, so without examples."""
CODE = re.compile(r"[A-Za-z][\w.-]*:\S")
"""A code with its system before it."""


class TableError(ValueError):
    """A table of the lexicon breaks its format; the message names file, line and reason."""


class Entry(NamedTuple):
    """One concept of the lexicon; ``pattern`` is the file that holds it."""

    kind: str
    name: str
    codes: tuple[str, ...]
    pattern: str


class Row(NamedTuple):
    """One line of a table."""

    name: str
    words: tuple[str, ...]
    codes: tuple[str, ...]
    source: str
    example: str
    line: int


class Word(NamedTuple):
    """A word of the text, folded; ``soft``: only spaces, hyphens or slashes part it from the word before."""

    key: str
    start: int
    end: int
    soft: bool


_END = attrgetter("end")
word_at: Callable[[tuple[str, int, int, bool]], Word] = partial(tuple.__new__, Word)
"""A word of its fields, without a call of Python: a text holds thousands."""


def words_before(words: list[Word], place: int) -> list[Word]:
    """Those of the words, in reading order, that end at a place or before it.

    >>> [w.key for w in words_before(words_of("new onset gout", 0, 14), 9)]
    ['new', 'onset']
    """
    return words[: bisect_right(words, place, key=_END)]


class Match(NamedTuple):
    """A phrase of the text that a lexicon knows."""

    start: int
    end: int
    entry: Entry
    first: int
    last: int


_SOFT = re.compile(r"[\s\-/'.&]*|:")
_WORDS = re.compile(f"({WORD.pattern})")
_MEDIA = frozenset(("nd", "er", "ho", "tm", "yb"))
"""What the crystals of lasers are doped with: "Nd:YAG laser"."""


def rows(path: str, home: Traversable | None = None) -> Iterator[Row]:
    """The rows of a table of the package, or of the same folders under ``home``.

    Raises :class:`TableError` for a line that breaks the format.
    """
    resource = (home or files("trialrules")).joinpath(path)
    if not resource.is_file():
        return
    lines = resource.read_text(encoding="utf-8").splitlines()
    if not lines or lines[0].split("\t") != COLUMNS:
        raise TableError(f"{path}:1: the header must be {' '.join(COLUMNS)}")
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS) or not cells[0]:
            raise TableError(f"{path}:{number}: {len(cells)} cells where {len(COLUMNS)} belong, the name first")
        name, words, codes, source, example = cells
        row = Row(name, _split(words), _split(codes), source, example, number)
        if not all(CODE.match(code) for code in row.codes):
            raise TableError(f"{path}:{number}: codes must be SYSTEM:CODE, not {codes!r}")
        if not example and not path.endswith(BULK):
            raise TableError(f"{path}:{number}: an example is missing")
        yield row


def _split(cell: str) -> tuple[str, ...]:
    return tuple(w for w in cell.split("|") if w)


@dataclass(slots=True)
class Lexicon:
    """Phrases by their folded words, with how many words follow each first one at most, and which second ones may."""

    entries: dict[str, Entry] = field(default_factory=dict)
    written: dict[str, dict[str, Entry]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    pairs: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, Entry]]) -> "Lexicon":
        """From (word as listed, entry) pairs; the first owner of a key keeps it."""
        lexicon = cls()
        for word, entry in pairs:
            lexicon.add(word, entry)
        return lexicon

    def add(self, word: str, entry: Entry) -> Entry | None:
        """The entry that owns the word, this one or an earlier; None for a word that folds to nothing."""
        key = fold_phrase(word)
        if not key:
            return None
        parts = key.split(" ")
        if self.longest.get(parts[0], 0) < len(parts):
            self.longest[parts[0]] = len(parts)
        if len(parts) > 1:
            self.pairs.add(f"{parts[0]} {parts[1]}")
        if word.lower() != word:
            return self.written.setdefault(key, {}).setdefault(word, entry)
        return self.entries.setdefault(key, entry)

    def get(self, key: str, written: str) -> Entry | None:
        """The entry of a folded phrase: a form listed with capitals counts only as written, or with a plural s."""
        if (exact := self.written.get(key)) is not None:
            written = " ".join(written.split())
            plain = written.replace("-", " ") if " " in key else written  # "HIV-RNA"
            for form in (written, f"{written[:1].lower()}{written[1:]}", plain):  # "Hepatitis C RNA" opens a sentence
                if found := exact.get(form) or exact.get(form.removesuffix("s")):
                    return found
        return self.entries.get(key)

    def find(self, view: str, words: list[Word]) -> list[Match]:
        """The longest phrases, left to right, without overlap."""
        out: list[Match] = []
        free, longest = 0, self.longest
        for i, (key, *_) in enumerate(words):
            if i >= free and key in longest and (match := self._longest_at(view, words, i)) is not None:
                out.append(match)
                free = match.last + 1
        return out

    def _longest_at(self, view: str, words: list[Word], i: int) -> Match | None:
        first, start, end, _ = words[i]
        phrases = [(first, end)]
        following = words[i + 1] if i + 1 < len(words) else None
        if following is not None and following.soft and (key := f"{first} {following.key}") in self.pairs:
            phrases.append((key, following.end))
            for word, _, end, soft in words[i + 2 : i + self.longest[first]]:
                if not soft:
                    break
                phrases.append((key := f"{key} {word}", end))
        while phrases:
            key, end = phrases.pop()
            known = key in self.entries or key in self.written
            if known and (entry := self.get(key, view[start:end])) is not None:
                return Match(start, end, entry, i, i + len(phrases))
        return None


def words_of(view: str, start: int, end: int) -> list[Word]:
    """The words of ``view[start:end]`` as the lexicon sees them."""
    out: list[Word] = []
    pieces = _WORDS.split(view[start:end])
    for gap, word in zip(pieces[::2], pieces[1::2], strict=False):
        start += len(gap)
        soft, dot = (True, False) if gap == " " else _gap(gap)
        soft = soft and bool(out) and (not dot or _goes_on(view, out[-1], start))
        out.append(word_at((fold(word), start, start := start + len(word), soft)))
    return out


def _goes_on(view: str, before: Word, following: int) -> bool:
    """ "St. John's wort"; "H. pylori": a capital letter for a genus, and its species; "Nd:YAG", "Er:YAG"."""
    if view[before.end] == ":":
        return before.key in _MEDIA
    genus = len(before.key) == 1 and view[before.start].isupper() and view[following].islower()
    return genus or before.key == "st"


@lru_cache(maxsize=1_000)
def _gap(signs: str) -> tuple[bool, bool]:
    """Of the signs between two words: whether they may part no name, and whether they are a full stop or a colon."""
    return bool(_SOFT.fullmatch(signs)), signs.strip() in (".", ":")


def read_tables(home: Traversable | None = None) -> Lexicon:
    """The lexicon of all tables, of the package or under ``home``; raises :class:`TableError` as :func:`rows` does.

    A name that two tables of a kind have, the one for more of its words, has the codes of the first everywhere.
    """
    lexicon = Lexicon()
    codes: dict[tuple[str, str], tuple[str, ...]] = {}
    for path, kind in TABLES.items():
        for row in rows(path, home):
            entry = Entry(kind, row.name, codes.setdefault((kind, row.name), row.codes) or row.codes, path)
            for word in (row.name, *row.words):
                owner = lexicon.add(word, entry)
                if owner is None:
                    raise TableError(f"{path}:{row.line}: {word!r} holds no letter or digit")
                if owner is not entry and owner.pattern == path:
                    raise TableError(f"{path}:{row.line}: {word!r} belongs to {owner.name} already")
    return lexicon


@cache
def mentions() -> Lexicon:
    """Drugs, classes, vaccines, conditions and procedures."""
    with kept():
        return read_tables()
