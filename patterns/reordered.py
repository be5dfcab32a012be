"""Conditions by their words in any order: a terminology's "carcinoma of breast" is a criterion's "breast carcinoma"."""

from functools import cache

from .fold import fold_phrase
from .tables import Entry, mentions

_SMALL = ("of", "the")


def reordered(phrase: str) -> Entry | None:
    """The one condition of the lexicon that has just these words.

    >>> [entry and entry.name for entry in map(reordered, ["Diabetes mellitus type 2", "Diabetes mellitus type 3"])]
    ['type 2 diabetes', None]
    """
    return _by_words().get(_words(fold_phrase(phrase)))


def _words(key: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in key.split() if word not in _SMALL))


@cache
def _by_words() -> dict[tuple[str, ...], Entry | None]:
    """Entries by their sorted words; None where two have the same."""
    found: dict[tuple[str, ...], Entry | None] = {}
    for key, entry in mentions().entries.items():
        if entry.kind == "condition" and len(words := _words(key)) > 1:
            found[words] = entry if found.get(words, entry) == entry else None
    return found
