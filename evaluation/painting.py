"""Which words of a criterion are what: for whoever shows them in colour."""

from typing import Any, NamedTuple

from ..models import Criterion, Span
from .items import about, leaves, spans


class Piece(NamedTuple):
    """A stretch of a criterion's words and the kind of thing that they are ("" for nothing)."""

    text: str
    kind: str


def painted(c: Criterion) -> list[tuple[Span, str]]:
    """The spans of a criterion's rule with what they are, the wider ones first, so that later ones lie on top.

    They are the kinds of leaves (``threshold``, ``exposure``…), ``time`` for windows and durations, and ``excluding``.
    """
    found: list[tuple[Span, str]] = []
    for x in leaves(c):
        leaf: Any = x.leaf
        concept = about(leaf)
        found.append((Span(start=x.start, end=x.end), leaf.op))
        found += [(span, leaf.op) for span in (spans(concept) if concept else ())]
        times = (getattr(leaf, "window", None), getattr(leaf, "duration", None))
        found += [(t.span, "time") for t in times if t is not None and t.span is not None]
        found += [(e.span, "excluding") for e in getattr(leaf, "excluding", ()) if e.span is not None]
    return sorted(found, key=lambda part: part[0].start - part[0].end)


def pieces(words: Criterion, rule: Criterion) -> list[Piece]:
    """The words of one criterion, coloured by the rule of one over the same text."""
    kinds = [""] * len(words.text)
    for span, kind in painted(rule):
        for k in range(max(span.start, words.span.start), min(span.end, words.span.end)):
            kinds[k - words.span.start] = kind
    out: list[Piece] = []
    for character, kind in zip(words.text, kinds, strict=True):
        if out and out[-1].kind == kind:
            out[-1] = Piece(out[-1].text + character, kind)
        else:
            out.append(Piece(character, kind))
    return out
