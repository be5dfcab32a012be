"""Where quoted words stand in a text."""

import re
from collections.abc import Iterator

from ..models import Span

Quote = str | tuple[str, int]
"""Words, or words and which of their occurrences is meant, from 1. ``" … "`` stands for words left out between."""


class NotFound(ValueError):
    """The words do not stand there, or stand there more than once."""


def locate(text: str, start: int, end: int, quote: Quote) -> Span:
    """The span of quoted words in ``text[start:end]``; of words torn apart, the hull.

    White space in the quote stands for any white space. Raises NotFound where the words are not there, or stand there
    several times and the quote does not say which is meant.

    >>> locate("Hepatitis B or hepatitis C", 0, 26, "B")
    Span(start=10, end=11)
    >>> locate("ALT or AST > 3 x ULN", 0, 20, "ALT … > 3 x ULN")
    Span(start=0, end=20)
    >>> locate("no relapse, no relapse", 0, 22, ("relapse", 2))
    Span(start=15, end=22)
    """
    words, nth = (quote, None) if isinstance(quote, str) else quote
    first, *later = words.split(" … ")
    places = list(places_of(text, start, end, first))
    if not places:
        raise NotFound(f"{first!r} does not stand there")
    if nth is None and len(places) > 1:
        raise NotFound(f'{first!r} stands there {len(places)} times: say which, as ["{first}", 1]')
    if nth is not None and not 1 <= nth <= len(places):
        raise NotFound(f"{first!r} stands there {len(places)} times, not {nth}")
    begin, reached = places[(nth or 1) - 1]
    for piece in later:
        after = next(places_of(text, reached, end, piece), None)
        if after is None:
            raise NotFound(f"{piece!r} does not stand behind {first!r}")
        reached = after[1]
    return Span(start=begin, end=reached)


def places_of(text: str, start: int, end: int, words: str) -> Iterator[tuple[int, int]]:
    """The places of words: those that are whole words, or else those inside longer ones."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    left = r"(?<![^\W_])" if words[:1].isalnum() else ""
    right = r"(?![^\W_])" if words[-1:].isalnum() else ""
    whole = [m.span() for m in re.compile(left + pattern + right).finditer(text, start, end)]
    yield from whole or (m.span() for m in re.compile(pattern).finditer(text, start, end))
