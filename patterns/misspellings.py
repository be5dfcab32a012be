"""Drug names with one letter wrong: "azatioprine", "zopiclon".

Only for ingredients and only for long words: a short word, or a brand, is too often one letter from a word of English.
"""

from functools import cache, lru_cache

from .fold import fold_phrase
from .keep import kept
from .tables import Entry, mentions

SHORTEST, LONGEST = 8, 40
"""Letters of a word that may be a misspelt name; every name lies in between."""
_NEAR = 3
"""So far apart at most two letters are swapped."""


def meant(key: str) -> Entry | None:
    """The one drug whose name is a letter more, less or other than a folded word, or has two near letters swapped.

    The first letter is never wrong (cystatin is no nystatin). None for a word that is short, that a table knows, or
    that could be two drugs.

    >>> entry = meant("azatioprine")
    >>> entry and entry.name
    'azathioprine'
    >>> meant("optimal") is meant("constant") is None
    True
    """
    if not SHORTEST <= len(key) <= LONGEST or not key.isascii() or not key.isalpha():
        return None
    return _nearest(key)


@lru_cache(maxsize=20_000)
def _nearest(key: str) -> Entry | None:
    if key in mentions().longest:
        return None
    near = [name for name in _sharing_a_rest(key) if name[0] == key[0] and _is_near(key, name)]
    return mentions().entries[near[0]] if len(near) == 1 else None


def _sharing_a_rest(word: str) -> set[str]:
    """The names that have the word's letters, are it (or a rest of it) with a letter more, or leave the same rest."""
    rests = _shorter(word)
    left = {name for rest in (word, *rests) for name in _by_rest().get(rest, ())}
    return left | {rest for rest in rests if rest in _names()} | set(_by_letters().get("".join(sorted(word)), ()))


def _is_near(word: str, name: str) -> bool:
    """Whether two words that have a rest in common are a letter, or a swap of two, apart."""
    if len(word) != len(name):
        return True
    differ = [i for i, (a, b) in enumerate(zip(word, name, strict=True)) if a != b]
    swapped = len(differ) == 2 and differ[1] - differ[0] <= _NEAR
    return len(differ) == 1 or (swapped and word[differ[0]] == name[differ[1]] and word[differ[1]] == name[differ[0]])


def _shorter(word: str) -> set[str]:
    """The word without one of its letters, each in turn."""
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


@cache
def _names() -> frozenset[str]:
    """The ingredients that a word may mean."""
    drugs = ((key, entry) for key, entry in mentions().entries.items() if entry.kind == "drug")
    words = ((key, entry) for key, entry in drugs if len(key) >= SHORTEST - 1 and key.isascii() and key.isalpha())
    return frozenset(key for key, entry in words if fold_phrase(entry.name) == key)


@cache
def _by_rest() -> dict[str, list[str]]:
    """What is left of a name without one of its letters → the names."""
    out: dict[str, list[str]] = {}
    with kept():
        for name in _names():
            for rest in _shorter(name):
                out.setdefault(rest, []).append(name)
    return out


@cache
def _by_letters() -> dict[str, list[str]]:
    """The letters of a name in order → the names: "clabridine" has those of cladribine."""
    out: dict[str, list[str]] = {}
    with kept():
        for name in _names():
            out.setdefault("".join(sorted(name)), []).append(name)
    return out
