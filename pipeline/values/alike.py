"""Two numbers of one kind before one noun: "≥ 2 moderate or ≥ 1 severe exacerbations"."""

import re
from dataclasses import replace
from itertools import pairwise

from ...patterns.fold import fold_phrase
from ...patterns.measures import lexicon, measures
from ..parts import Bounded, Quantity

_ADJECTIVES = re.compile(r"\s+(?P<first>[a-z-]+(?:\s+[a-z-]+)?)?\s*\b(?:or|and)\s+", re.IGNORECASE)
_SIDED = ("<", "<=", ">", ">=")


def counted_alike(view: str, quantities: list[Quantity], bounded: list[Bounded]) -> list[Bounded]:
    """With "≥ 2 moderate or ≥ 1 severe exacerbations", "≥ 6 tender and 6 swollen joints": what the first counts too.

    The second number without a sign has that of the first.
    """
    out = list(bounded)
    for a, b in pairwise(quantities):
        if not a.said or a.unit is not None or a.relative or not (m := _ADJECTIVES.fullmatch(view, a.end, b.start)):
            continue
        if any(x.quantity.start < a.end and a.start < x.quantity.end for x in bounded):
            continue
        for i, x in enumerate(out):
            if x.quantity.number != b.number or x.words is None or x.words[0] < b.end:
                continue
            first = replace(x, start=a.start, quantity=replace(a, unit=x.quantity.unit))
            head = view[slice(*x.words)].split()[-1]
            own = lexicon().get(fold_phrase(f"{m['first']} {head}"), "") if m["first"] else None
            if own is not None and own.name != x.name:
                named = measures()[own.name]
                first = replace(first, end=m.end("first"), name=own.name, words=m.span("first"), measure=named)
            out.append(first)
            if not b.said and x.quantity.said is False and a.sign in _SIDED:
                out[i] = replace(x, quantity=_of_sign(x.quantity, a))
    return out


def _of_sign(q: Quantity, a: Quantity) -> Quantity:
    """A bare value bounded on the side on which another is."""
    return replace(
        q, lower=None if a.lower is None else q.lower, upper=None if a.upper is None else q.upper, said=True,
        lower_inclusive=a.lower_inclusive, upper_inclusive=a.upper_inclusive, sign=a.sign,
    )  # fmt: skip
