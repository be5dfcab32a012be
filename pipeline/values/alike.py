"""Two numbers of one kind before one noun: "≥ 2 moderate or ≥ 1 severe exacerbations"."""

import re
from dataclasses import replace
from itertools import pairwise

from ...patterns.fold import fold_phrase
from ...patterns.measures import lexicon, measures
from ..parts import Bounded, Quantity
from .again import OF_ONE_SEX, as_bounded

_ADJECTIVES = re.compile(r"\s+(?P<first>[a-z-]+(?:\s+[a-z-]+)?)?\s*\b(?:or|and)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:\([^()]{0,30}\)|\))?\s*(?:and|&|plus)\s+", re.IGNORECASE)
_SIDED = ("<", "<=", ">", ">=")


def counted_alike(view: str, quantities: list[Quantity], bounded: list[Bounded]) -> list[Bounded]:
    """With "≥ 2 moderate or ≥ 1 severe exacerbations", "≥ 6 tender and 6 swollen joints": what the first counts too.

    The second number without a sign has that of the first. "More than 14 (women) or 21 (men) units a week" is alike.
    """
    out = list(bounded)
    for a, b in pairwise(quantities):
        if not a.said or a.unit is not None or a.relative:
            continue
        m = _ADJECTIVES.fullmatch(view, a.end, b.start)
        if not m and not OF_ONE_SEX.fullmatch(view, a.end, b.start):
            continue
        if any(x.quantity.start < a.end and a.start < x.quantity.end for x in bounded):
            continue
        for i, x in enumerate(out):
            if x.quantity.number != b.number or x.words is None or x.words[0] < b.end:
                continue
            out.append(_named(view, replace(x, start=a.start, quantity=replace(a, unit=x.quantity.unit)), m))
            if not b.said and x.quantity.said is False and a.sign in _SIDED:
                out[i] = replace(x, quantity=as_bounded(x.quantity, a))
    return _as_many(view, sorted(out, key=lambda x: (x.start, x.end)))


def _named(view: str, first: Bounded, m: "re.Match[str] | None") -> Bounded:
    """With the adjective behind the first number, where a measure has that name: "tender joints"."""
    if m is None or m["first"] is None or first.words is None:
        return first
    head = view[slice(*first.words)].split()[-1]
    own = lexicon().get(fold_phrase(f"{m['first']} {head}"), "")
    if own is None or own.name == first.name:
        return first
    return replace(first, end=m.end("first"), name=own.name, words=m.span("first"), measure=measures()[own.name])


def _as_many(view: str, bounded: list[Bounded]) -> list[Bounded]:
    """ "At least 6 swollen joints (of 66) and 6 tender joints": the second number has the comparator of the first."""
    out = list(bounded)
    for i in range(1, len(out)):
        a, b = out[i - 1], out[i]
        counts = [
            x.words is not None and x.quantity.number[1] <= x.words[0] and (x.quantity.unit or "/")[0] == "/"
            for x in (a, b)
        ]
        if not all(counts) or b.quantity.said or a.quantity.sign not in _SIDED or b.quantity.start < a.end:
            continue
        joined = OF_ONE_SEX if a.name == b.name else _AND
        if joined.fullmatch(view, a.end, b.quantity.start):
            out[i] = replace(b, quantity=as_bounded(b.quantity, a.quantity))
    return out
