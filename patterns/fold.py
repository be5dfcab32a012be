"""How words are compared: the one place where case, plural and hyphen are folded away."""

import re
from functools import lru_cache

WORD = re.compile(
    r"25 ?\(OH\) ?D\d?|[Ll](?:p|ipoprotein) ?\(a\)|[Nn]ucleos\(t\)ide|[^\W_]+(?:['’][^\W\d_]+)?|[+]+(?=\W|$)"
)
"""A lexicon word: letters and digits with an inner apostrophe. Hyphens, slashes and spaces only separate."""

_KEEP_S = ("ss", "us", "is", "'s")


@lru_cache(maxsize=65_536)  # the lexicon and the words of many texts; a server meets new ones without end
def fold(word: str) -> str:
    """The form under which a single word is looked up: lower case, singular.

    >>> fold("Beta"), fold("blockers"), fold("therapies"), fold("diabetes"), fold("virus")
    ('beta', 'blocker', 'therapy', 'diabete', 'virus')
    """
    word = word.lower().replace("’", "'")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("'s"):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(_KEEP_S):
        return word[:-1]
    return word


@lru_cache(maxsize=50_000)
def fold_phrase(phrase: str) -> str:
    """The look-up key of a phrase: its folded words, joined by single spaces.

    >>> fold_phrase("Beta-blockers"), fold_phrase("COVID-19")
    ('beta blocker', 'covid 19')
    """
    return " ".join(fold(m.group()) for m in WORD.finditer(phrase))
