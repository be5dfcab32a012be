"""Patterns that are tried only where the words stand without which they cannot match.

Reading takes hundreds of patterns, and a stretch of text holds the words of few of them. So the words of a stretch are
looked up once, and a pattern that needs others is not tried there: one comparison of two numbers in place of a search.
What a pattern needs is derived from it, never written beside it.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import chain
from operator import or_

from .needs import needs
from .opening import sought

_TOKEN = re.compile(r"\w+|[^\w\s]")
_LOOKALIKES = {"İ": "i", "ı": "i", "ſ": "s"}
"""Letters that match another's without case, and whose small letter is not that one."""
_LONGEST, _MOST = 80, 100_000


class _Pieces(dict[str, int]):
    """Word in small letters → the ``known`` pieces of words that it holds, as bits.

    A space in a piece is an end of the word.
    """

    def __init__(self, known: dict[str, int]) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, word: str) -> int:
        if len(word) > _LONGEST:  # no word of a language: taken to hold every piece
            return (1 << len(self.known)) - 1
        if len(self) >= _MOST:
            self.clear()
        padded = f" {''.join('0' if c.isdecimal() else c for c in word)} "
        size, held, known = len(padded), 0, self.known
        for start in range(size - 1):
            for end in range(start + 1, size + 1):
                held |= known.get(padded[start:end], 0)
        self[word] = held
        return held


_pieces = _Pieces({})


def words_in(text: str) -> int:
    """The known pieces that the words of a text hold, as bits."""
    if not text.isascii():
        for sign, letter in _LOOKALIKES.items():
            text = text.replace(sign, letter)
    pieces = _pieces
    return reduce(or_, map(pieces.__getitem__, set(_TOKEN.findall(text.lower()))), 0)


def _bits(needed: frozenset[str]) -> int:
    """The bits of the pieces of which a match holds one."""
    global _pieces
    known = dict(_pieces.known)
    for piece in sorted(needed):
        known.setdefault(piece, 1 << len(known))
    if len(known) > len(_pieces.known):
        _pieces = _Pieces(known)
    return reduce(or_, map(known.__getitem__, needed))


class View(str):
    """A text of which is known what words some of its stretches hold.

    >>> other_than, unless = Gated(r"\\bother\\s+than\\b"), Gated(r"\\bunless\\b")
    >>> view = View("No insulin, unless stable")
    >>> view.learn(0, 25)
    >>> other_than.absent(view, 0, 25), unless.absent(view, 0, 25)
    (True, False)
    """

    __slots__ = ("held",)
    held: dict[int, tuple[int, int, int]]

    def __new__(cls, text: str, like: "View | None" = None) -> "View":
        """Nothing is known yet, or what is known of a view that has the same words in the same places."""
        view = super().__new__(cls, text)
        view.held = dict(like.held) if like is not None else {}
        return view

    def learn(self, start: int, end: int, first: int | None = None) -> None:
        """Looks up the words of a stretch; patterns that search it from its start, or its first word, use them."""
        known = self.held.get(start)
        if known is None or known[0] < end:
            known = self.held[start] = end, words_in(self[start:end]), len(_pieces.known)
        if first is not None:
            self.held[first] = known


def cut(view: str, start: int, end: int) -> View:
    """The text of a stretch alone, with what is known of it."""
    out = View(view[start:end])
    known = view.held.get(start) if isinstance(view, View) else None
    if known is not None and end <= known[0]:
        out.held[0] = end - start, *known[1:]
    return out


class _Tried:
    """What is not tried in a stretch of a :class:`View` that lacks the words it needs.

    ``ways`` are the bits of pieces of words, one of each of which stands in every match of one of the expressions;
    ``first``: those of which one stands in any match; ``known``: as many pieces were known when it was made.
    """

    __slots__ = ("first", "known", "ways")

    def __init__(self, ways: Sequence[tuple[int, ...]]) -> None:
        self.ways = ways
        self.first = reduce(or_, (way[0] for way in ways)) if all(ways) else 0
        self.known = len(_pieces.known) if all(ways) else sys.maxsize

    def absent(self, view: str, start: int, end: int) -> bool:
        """Whether it surely matches nothing in ``view[start:end]``."""
        if type(view) is not View or (known := view.held.get(start)) is None:
            return False
        stop, words, size = known
        if words & self.first:
            for way in self.ways:
                for needed in way:
                    if not words & needed:
                        break
                else:
                    return False
        if self.known > size:  # it was made after the words were looked up
            return False
        return end == stop or (not _cuts_a_word(view, end) if end < stop else stop == len(view))


class Gated(_Tried):
    """A regular expression that is not tried in a stretch of a :class:`View` that lacks the words it needs.

    In any other string, or from any other place, it is an expression like others.
    """

    __slots__ = ("_find", "_fullmatch", "_match", "_search", "regex", "sub")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.regex = sought(pattern, flags)
        super().__init__([tuple(map(_bits, needs(pattern, flags)))])
        self._search, self._find = self.regex.search, self.regex.finditer
        self._match, self._fullmatch, self.sub = self.regex.match, self.regex.fullmatch, self.regex.sub

    def search(self, view: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As :meth:`re.Pattern.search`."""
        if type(view) is View and (known := view.held.get(start)) is not None:
            if known[0] == end and not known[1] & self.first and self.known <= known[2]:
                return None  # as ``absent`` has it, without a call
            if self.absent(view, start, end):
                return None
        return self._search(view, start, end)

    def match(self, view: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As :meth:`re.Pattern.match`."""
        return None if self.absent(view, start, end) else self._match(view, start, end)

    def fullmatch(self, view: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As :meth:`re.Pattern.fullmatch`."""
        return None if self.absent(view, start, end) else self._fullmatch(view, start, end)

    def finditer(self, view: str, start: int = 0, end: int = sys.maxsize) -> Iterable[re.Match[str]]:
        """As :meth:`re.Pattern.finditer`."""
        if type(view) is View and (known := view.held.get(start)) is not None:
            if known[0] == end and not known[1] & self.first and self.known <= known[2]:
                return ()  # as ``absent`` has it, without a call
            if self.absent(view, start, end):
                return ()
        return self._find(view, start, end)


class Several(_Tried):
    """Expressions that are tried one after another where the words of any of them stand.

    >>> ends = Several(Gated(r"\\bunless\\b"), Gated(r"\\bexcept\\b"))
    >>> [m.group() for m in ends.finditer("gout, except if mild, unless old", 0, 32)]
    ['unless', 'except']
    """

    __slots__ = ("patterns",)

    def __init__(self, *patterns: Gated) -> None:
        self.patterns = patterns
        super().__init__([way for p in patterns for way in p.ways])

    def found(self, view: str, start: int, end: int) -> bool:
        """Whether any of them matches somewhere."""
        return not self.absent(view, start, end) and any(p.search(view, start, end) for p in self.patterns)

    def finditer(self, view: str, start: int, end: int) -> Iterable[re.Match[str]]:
        """What each of them finds, one after another."""
        if self.absent(view, start, end):
            return ()
        return chain.from_iterable(p.finditer(view, start, end) for p in self.patterns)


def _cuts_a_word(view: str, end: int) -> bool:
    """Whether a word goes on behind a place, so that an expression that stops there sees another word."""
    return view[end - 1 : end + 1].replace("_", "a").isalnum()
