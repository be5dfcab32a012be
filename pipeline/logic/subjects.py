"""Of whom unread words are said: "a parent or legal guardian gives consent" is one thing that one of them does."""

import re

Span = tuple[int, int]

_ONE = (
    r"(?:parents?|mothers?|fathers?|guardians?|caregivers?|care\s?givers?|carers?|famil(?:y|ies)|spouses?|partners?|relatives?|"
    r"representatives?|surrogates?|proxy|proxies)"
)
_LEGAL = r"(?:(?:legal(?:ly)?|authori[sz]ed|acceptable|responsible|primary|biological|own)\s+)*"
_PERSON = re.compile(rf"{_LEGAL}{_ONE}", re.IGNORECASE)
_OR = re.compile(
    r"\s*\(?\s*(?:,|/|\band\s*/\s*or\b|,?\s*\b(?:or|and)\b)\s*(?:(?:the|an?|their|his|her|one|both|other)\s+)*",
    re.IGNORECASE,
)
_DOES = re.compile(rf"{_LEGAL}{_ONE}\)?\s+\w", re.IGNORECASE)


def with_verb(view: str, runs: list[Span]) -> list[Span]:
    """The runs of unread words, where one that only names a person is one with the next, which says what they do."""
    out: list[Span] = []
    for run in runs:
        while out and _PERSON.fullmatch(view, *out[-1]) and _OR.fullmatch(view, out[-1][1], run[0]):
            if not (_DOES.match(view, *run) or _PERSON.fullmatch(view, *run)):
                break
            run = (out.pop()[0], run[1])
        out.append(run)
    return out
