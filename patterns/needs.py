"""Which pieces of words a regular expression needs: whatever it matches holds at least one of them.

A piece is written in small letters, "0" for any digit, with a space where the word ends: ``" if "`` is the whole word,
``" un"`` how one starts. The expression is read with the standard library's own parser.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from re._casefix import _EXTRA_CASES  # type: ignore[import-not-found]
from typing import Any, TypeVar

_MOST = 48
"""As many writings of a stretch are told apart; of more, its parts are looked at."""
_SETS = 3
"""As many sets of pieces are kept, the rarest."""
_COMMON = frozenset(("a", "and", "be", "by", "for", "in", "is", "no", "not", "of", "on", "or", "the", "to", "with"))
_EDGE = " "

Need = TypeVar("Need")
Writings = frozenset[str]
_NOTHING: Writings = frozenset([""])
_ENDS: Writings = frozenset([_EDGE])


def needs(pattern: str, flags: int = 0) -> tuple[frozenset[str], ...]:
    """Sets of pieces, rarest first: every match holds at least one of each. None where no piece is sure.

    >>> [sorted(found) for found in needs(r"\\b(?:un(?:able|willing)|refus\\w+)\\s+to\\b", re.I)]
    [[' refus', ' unable ', ' unwilling '], [' to ']]
    >>> needs(r"\\w+|unless"), [sorted(found) for found in needs(r"with(?:out)?\\s*[<>]\\s*\\d+")]
    ((), [[' < ', ' > '], ['with'], ['0']])
    """
    return tuple(_rarest(_needed(list(_parser.parse(pattern, flags)))))


def _needed(items: Sequence[tuple[Any, Any]], before: str = "", after: str = "") -> list[frozenset[str]]:
    """The sets of pieces of which a sequence needs one each; ``before`` and ``after`` are the ends that words have."""
    out: list[frozenset[str]] = []
    run = frozenset([before])
    for i, (op, value) in enumerate(items):
        written = _writings(op, value)
        joined = None if written is None else _joined(run, written)
        if joined is not None:
            run = joined
        else:
            left = _EDGE if all(w.endswith(_EDGE) for w in run) else ""
            ends = after if i + 1 == len(items) else _EDGE if _writings(*items[i + 1]) == _ENDS else ""
            out += [*_pieces(run), *_inside(op, value, left, ends)]
            run = written or _NOTHING
        if op is sre.ASSERT and value[0] > 0:  # what stands ahead is needed, too
            ahead = _sequence(value[1])
            word = None if ahead is None else _joined(run, ahead)
            out += _needed(list(value[1])) if word is None else _pieces(word)
    run = _joined(run, frozenset([after])) or run
    return [*out, *_pieces(run)]


def _inside(op: Any, value: Any, before: str, after: str) -> list[frozenset[str]]:
    """What an item needs that can be written in too many ways."""
    if op is sre.SUBPATTERN:
        return _needed(list(value[-1]), before, after)
    if op is sre.ATOMIC_GROUP:
        return _needed(list(value), before, after)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and value[0] > 0:
        once = value[1] == 1
        return _needed(list(value[2]), before if once else "", after if once else "")
    if op is sre.BRANCH:
        return either([_rarest(_needed(list(branch), before, after)) for branch in value[1]])
    return []


def _writings(op: Any, value: Any) -> Writings | None:
    """All that an item may be written as, None where that is too much to say."""
    if op is sre.LITERAL:
        return _of_sign(chr(value))
    if op is sre.AT:
        return _ENDS if value is sre.AT_BOUNDARY else _NOTHING
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return _NOTHING
    if op is sre.IN:
        return _of_signs(value)
    if op is sre.SUBPATTERN:
        return _sequence(value[-1])
    if op is sre.BRANCH:
        each = [_sequence(branch) for branch in value[1]]
        return _limited(frozenset().union(*(w for w in each if w))) if all(w is not None for w in each) else None
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        return _repeated(*value)
    return None


def _sequence(items: Iterable[tuple[Any, Any]]) -> Writings | None:
    run: Writings | None = _NOTHING
    for op, value in items:
        written = _writings(op, value)
        run = None if run is None or written is None else _joined(run, written)
    return run


def _repeated(low: int, high: Any, items: Sequence[tuple[Any, Any]]) -> Writings | None:
    written = _sequence(items)
    if written == _ENDS and low > 0:  # "\s+"
        return written
    if written is None or high != 1:
        return None
    return written if low else _limited(written | _NOTHING)


def _joined(a: Writings, b: Writings) -> Writings | None:
    return frozenset(map("".join, product(a, b))) if len(a) * len(b) <= _MOST else None


def _limited(written: Writings) -> Writings | None:
    return written if len(written) <= _MOST else None


def _of_sign(sign: str) -> Writings | None:
    """A sign that parts words is written as the end of one, itself, and the start of another."""
    if sign.isspace():
        return _ENDS
    if sign.isdecimal():
        return frozenset("0")
    if sign.isalnum() or sign == "_":
        return frozenset([sign.lower()]) if sign.isascii() or ord(sign.lower()) not in _EXTRA_CASES else None
    return frozenset([f"{_EDGE}{sign}{_EDGE}"])


def _of_signs(members: Sequence[tuple[Any, Any]]) -> Writings | None:
    """A class of few signs; digits are one, and so is what parts words."""
    out: set[str] = set()
    for op, value in members:
        if op is sre.LITERAL and (one := _of_sign(chr(value))) is not None:
            out |= one
        elif op is sre.RANGE and value[1] - value[0] < _MOST:
            each = [_of_sign(chr(code)) for code in range(value[0], value[1] + 1)]
            if any(one is None for one in each):
                return None
            out = out.union(*(one for one in each if one))
        elif op is sre.CATEGORY and value is sre.CATEGORY_DIGIT:
            out.add("0")
        elif op is sre.CATEGORY and value in (sre.CATEGORY_SPACE, sre.CATEGORY_NOT_WORD):
            out.add(_EDGE)
        else:
            return None
    if _EDGE in out:  # a space among them: nothing is sure but that the word ends
        out = {_EDGE if sign.startswith(_EDGE) else sign for sign in out}
    return _limited(frozenset(out))


def either(each: Sequence[Sequence[frozenset[str]]]) -> list[frozenset[str]]:
    """What is needed where one of several needs is met; nothing where one of them is nothing."""
    return [frozenset().union(*row) for row in _rows(each)]


def _rows(each: Sequence[Sequence[Need]]) -> Iterator[list[Need]]:
    """The first, second … of each of several sequences, the last of one that is shorter; none where one is empty."""
    for i in range(max(map(len, each)) if all(each) else 0):
        yield [needs[min(i, len(needs) - 1)] for needs in each]


def _pieces(run: Writings) -> list[frozenset[str]]:
    """The rarest piece of each writing, the next … of each; none where some writing has none."""
    return either([[frozenset([piece]) for piece in _of_writing(written)] for written in run])


def _of_writing(written: str) -> list[str]:
    """The words and parts of words in a writing, with the ends that they surely have."""
    parts = re.split(" +", written)
    last = len(parts) - 1
    padded = (f"{_EDGE if i else ''}{part}{_EDGE if i < last else ''}" for i, part in enumerate(parts) if part)
    return sorted(padded, key=_commonness)


def _rarest(found: list[frozenset[str]]) -> list[frozenset[str]]:
    """The needs that are met least often, without those that are met wherever a rarer one is."""
    least = {frozenset(piece for piece in one if not any(other in piece for other in one - {piece})) for one in found}
    out: list[frozenset[str]] = []
    for one in sorted(least, key=lambda pieces: (sum(map(_commonness, pieces)), sorted(pieces))):
        if not any(all(any(piece in of for piece in one) for of in rarer) for rarer in out):
            out.append(one)
    return out[:_SETS]


def _commonness(piece: str) -> float:
    """In how many criteria a piece may stand: a guess that only tells rare ones from common ones."""
    core = piece.strip()
    if core in _COMMON:
        return 0.3
    if not core.isalnum():
        return 0.5 if core in ".,-" else 0.1
    return 0.4 if core.isdecimal() or len(piece) == 1 else 0.3 ** len(piece)
