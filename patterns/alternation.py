"""Many phrases as one expression that reads their common beginnings once.

Python's expressions try each of a hundred alternatives at each place of a text. Parted by their next sign they are a
tree, of which only one branch is tried. The order in which alternatives are tried stays what it was.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

_ATOM = re.compile(r"(?:\\.|\[(?:\\.|[^\]\\])*\]|[^\\\[\](){}|^$.*+?])(?:[*+?]\??|\{\d+,?\d*\}\??)?")
_SIGN = re.compile(r"\\?[^\w\s\\]|\\ |[^\W_]|_")
"""An atom that is one sign as it is written."""
_AS_WRITTEN = "(?-i:"
"""How an expression starts that regards case."""

Atoms = tuple[str, ...]
Same = Callable[[str], str]
"""What two signs are alike by: small letters, or the signs themselves."""


def one_of(phrases: Sequence[str]) -> str:
    """An expression, to be tried without regard to case, for what the first of several expressions matches.

    >>> one_of([r"more\\s+than", "more", "most", "less"])
    '(?:mo(?:re(?:\\\\s+than|)|st)|less)'
    """
    return _tree([_atoms(phrase) for phrase in phrases], str.lower)


def _atoms(phrase: str) -> Atoms:
    """The phrase in the pieces that it may be parted between; what is no plain sequence stays whole."""
    out: list[str] = []
    at = 0
    while at < len(phrase):
        found = _ATOM.match(phrase, at)
        stop = found.end() if found else _end_of_group(phrase, at)
        out.append(phrase[at:stop])
        at = stop
    return tuple(out)


def _end_of_group(phrase: str, at: int) -> int:
    """Where a bracket that opens at a place ends, its repetition included."""
    depth = 0
    for m in re.finditer(r"\\.|\[(?:\\.|[^\]\\])*\]|[()]", phrase[at:]):
        depth += (m.group() == "(") - (m.group() == ")")
        if depth == 0:
            repeated = re.compile(r"(?:[*+?]\??|\{\d+,?\d*\}\??)?").match(phrase, at + m.end())
            return repeated.end() if repeated else at + m.end()
    raise ValueError(f"{phrase!r} is no sequence")


def _tree(phrases: Sequence[Atoms], same: Same) -> str:
    branches = list(_branches(phrases, same))
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _branches(phrases: Sequence[Atoms], same: Same) -> Iterator[str]:
    """One expression for each next sign; phrases that go on with different signs never match at one place."""
    for known, run in groupby(phrases, key=lambda atoms: _sign(atoms, same) is not None):
        by_sign: dict[str | None, list[Atoms]] = {}
        for atoms in run:
            by_sign.setdefault(_sign(atoms, same), []).append(atoms)
        bounded = [sign for sign, alike in by_sign.items() if known and all(atoms[0] == r"\b" for atoms in alike)]
        if bounded:
            yield r"\b" + _tree([atoms[1:] for sign in bounded for atoms in by_sign.pop(sign)], same)
        for alike in by_sign.values():
            yield from _in_order(alike, same)


def _sign(atoms: Atoms, same: Same) -> str | None:
    """The sign that a phrase starts with, if it surely starts with one."""
    first = next((atom for atom in atoms if atom != r"\b"), "")
    found = _SIGN.match(first.removeprefix(_AS_WRITTEN)) if first.startswith(_AS_WRITTEN) else _SIGN.fullmatch(first)
    return same(found.group()) if found else None


def _in_order(phrases: Sequence[Atoms], same: Same) -> Iterator[str]:
    """Neighbours that start with the same atom, together."""
    for first, alike in groupby(phrases, key=lambda atoms: _first(atoms, same)):
        if first == _AS_WRITTEN:
            yield first + _tree([_atoms(atoms[0].removeprefix(first)[:-1]) for atoms in alike], str) + ")"
        else:
            yield first + _tree([atoms[1:] for atoms in alike], same) if first else ""


def _first(atoms: Atoms, same: Same) -> str:
    if len(atoms) == 1 and atoms[0].startswith(_AS_WRITTEN) and atoms[0].endswith(")"):
        return _AS_WRITTEN
    return same(atoms[0]) if atoms and _SIGN.fullmatch(atoms[0]) else "".join(atoms[:1])
