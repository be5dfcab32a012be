"""A counted noun that two words of kind share: "two measurable or evaluable lesions"."""

import re

from ...patterns.fold import fold_phrase
from ...patterns.tables import Word, mentions
from ...patterns.words import function_words

_KIND = re.compile(
    r"(?<![\w-])[\w-]*(?:[a-z](?:able|ible|ed|ful|ing|al|ic|ive|ous|ary)|target|tender|swollen|recurrent|persistent|severe|moderate|mild|major|minor|new)\Z",
    re.IGNORECASE,
)
OR_KIND = re.compile(r"\s+(?:and\s*/\s*or|or|and)\s+|\s?/\s?", re.IGNORECASE)


def of_either_kind(
    view: str, words: list[Word], phrase: tuple[int, int], no_measure: frozenset[str]
) -> tuple[int, int]:
    """ "2 measurable or evaluable lesions": the noun that both words of kind share."""
    kind = _KIND.search(view, *phrase)
    known = mentions().entries.get(fold_phrase(kind.group())) if kind else None
    joint = OR_KIND.match(view, phrase[1]) if kind and (known is None or known.name != kind.group().lower()) else None
    run: list[Word] = []
    for word in (w for w in words if joint is not None and w.start >= joint.end()):
        grammar = word.key in function_words() and word.key != "non"
        if grammar or word.key[0].isdigit() or len(run) == 3 or (run and not word.soft and run[-1].key != "non"):
            break
        run.append(word)
    if joint is None or not run or run[0].start != joint.end() or run[-1].key in no_measure:
        return phrase
    return phrase if _KIND.fullmatch(view, run[-1].start, run[-1].end) else (phrase[0], run[-1].end)
