"""Whether what a bracket lists are examples, or all that is meant."""

import re

from .neighbours import EXAMPLES
from .nodes import Node, Words, at

_GOES_ON = re.compile(
    r"\s*,?\s*\b(?:and\s+)?(?:etc|et\s+cetera|so\s+(?:on|forth)|the\s+like|among(?:st)?\s+others)\b", re.IGNORECASE
)
"""The reading view leaves these words out, for they join nothing."""


def are_examples(w: Words, a: int, content: list[Node]) -> bool:
    """ "(e.g. lupus, psoriasis)", "(lupus, psoriasis etc.)": ``a`` is the place of the opening sign."""
    if EXAMPLES.search(w.view, a, at(content[0].parts[0])):
        return True
    return _GOES_ON.match(w.text, content[-1].end) is not None
