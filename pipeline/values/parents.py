"""Whose a value is: "maternal temperature", "mother < 18 years" are no values of the participant's own."""

import re
from dataclasses import replace

from ...patterns.measures import measures
from ..parts import Bounded

_WHOSE = re.compile(
    r"\b(?:(?P<mother>maternal|mother(?:['’]s)?)|(?P<father>paternal|father(?:['’]s)?))\s+(?:(?:is|being)\s+)?(?:aged?\s+)?\Z",
    re.IGNORECASE,
)
"""Mothers in the plural may be those who take part."""
_REACH = 24


def of_parent(view: str, b: Bounded) -> Bounded:
    """The value under the name of the parent whose it is."""
    start = b.start if b.words is None else min(b.start, b.words[0])
    m = _WHOSE.search(view, max(0, start - _REACH), start)
    if m is None or b.name.startswith(("maternal", "paternal")):
        return b if m is None else replace(b, start=m.start())
    name = f"{'maternal' if m['mother'] else 'paternal'} {b.name}"
    return replace(b, start=m.start(), name=name, measure=measures().get(name))
