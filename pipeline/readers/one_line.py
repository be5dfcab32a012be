"""Lists whose line ends became spaces: where each line of them began."""

import re
from collections.abc import Iterator

_NUMBER = re.compile(r"(?<=\s)(\d{1,2})[.)]\s{1,9}(?=[A-Z])")
_DASH = re.compile(r"(?<=\s)-\s{1,9}(?=[A-Z\d])")
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"(?<=\s)[•●▪]\s{0,9}(?=[\w<>≥≤])")
_DASHES = 3
"""As many make a list; one or two may stand between words."""
_TITLE = re.compile(r"(?:(?<=[.;]\s)|(?<=\s\s))[A-Z][\w ,&/-]{2,40}:\s{1,9}(?=-\s|\d{1,2}[.)]\s)")


def line_starts(text: str) -> list[int]:
    """The offsets of the spaces where lines ended, in every line of a text.

    >>> text = "Adults. Before surgery: 1. Gout 2. Consent"
    >>> [text[at + 1 :] for at in line_starts(text)]
    ['Before surgery: 1. Gout 2. Consent', '1. Gout 2. Consent', '2. Consent']
    """
    return [at for line in _LINE.finditer(text) for at in _starts(text, *line.span())]


def _starts(text: str, start: int, end: int) -> list[int]:
    dashes = [found.start() for found in _DASH.finditer(text, start, end)]
    bullets = [found.start() for found in _BULLET.finditer(text, start, end)]
    items = [*_counted(text, start, end), *bullets, *(dashes if len(dashes) >= _DASHES else [])]
    titles = [found.start() for found in _TITLE.finditer(text, start, end)] if items else []
    return sorted({at - 1 for at in (*items, *titles) if at > start})


def _counted(text: str, start: int, end: int) -> Iterator[int]:
    """Where the numbers of a list stand that counts up from 1, and may start anew."""
    due = 1
    starts: list[int] = []
    for found in _NUMBER.finditer(text, start, end):
        number = int(found[1])
        if number == due or number == 1:
            starts.append(found.start())
            due = number + 1
    if len(starts) > 1:
        yield from starts
