"""Drug names with one letter wrong: "azatioprine", "zopiclon".

Only for ingredients and only for long words: a short word, or a brand, is too often one letter from a word of English.
"""

from collections.abc import Iterator
from functools import lru_cache
from string import ascii_lowercase

from .fold import fold_phrase
from .tables import Entry, mentions

SHORTEST = 8


@lru_cache(maxsize=20_000)
def meant(key: str) -> Entry | None:
    """The one drug whose name is a letter more, less or other than a folded word, or has two letters swapped.

    None for a word that is short, that a table knows, or that could be two drugs.

    >>> entry = meant("azatioprine")
    >>> entry and entry.name
    'azathioprine'
    >>> meant("optimal") is meant("constant") is None
    True
    """
    if len(key) < SHORTEST or not key.isascii() or not key.isalpha() or key in mentions().longest:
        return None
    found = {entry.name: entry for word in _near(key) if (entry := _ingredient(word)) is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def _ingredient(word: str) -> Entry | None:
    entry = mentions().entries.get(word)
    return entry if entry is not None and entry.kind == "drug" and fold_phrase(entry.name) == word else None


def _near(word: str) -> Iterator[str]:
    for i in range(len(word) + 1):
        a, b = word[:i], word[i:]
        if b:
            yield a + b[1:]
        if len(b) > 1:
            yield a + b[1] + b[0] + b[2:]
        for letter in ascii_lowercase:
            yield a + letter + b
            if b:
                yield a + letter + b[1:]
