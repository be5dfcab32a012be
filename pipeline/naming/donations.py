"""Donations whose amount stands before what is donated: "donation or loss of more than 450 mL of blood"."""

import re
from collections.abc import Iterator

from ...patterns.gate import Gated
from ...patterns.tables import mentions
from ..parts import Mention

_AMOUNT = (
    r"(?:(?:more\s+than|at\s+least|over|≥|>|approximately|about|a\s+unit|one\s+unit|or\s+more|"
    r"\d[\d.,]*|mL|L|of|whole)\s*)+"
)
_DONATION = Gated(
    rf"\b(?P<word>donat(?:ions?|ed|ing|es?))\b(?=\s*(?:,?\s*(?:or|and|/)\s*(?:significant\s+)?los(?:s|t)\s*(?:{_AMOUNT})?|\s{_AMOUNT})"
    r"\s*(?:of\s+)?(?P<what>blood|plasma|platelets)\b)",
    re.IGNORECASE,
)
PATTERNS = (_DONATION,)
"""Where none of them may match, nothing is named."""


def read(view: str, start: int, end: int) -> Iterator[Mention]:
    """The donations, over the word alone: the amount is that of a threshold."""
    for m in _DONATION.finditer(view, start, end):
        entry = mentions().entries[f"{m['what'].lower().removesuffix('s')} donation"]
        yield Mention(*m.span("word"), entry.kind, entry.name, entry.codes, entry.pattern)
