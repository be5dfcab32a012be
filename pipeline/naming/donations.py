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
    rf"\b(?P<word>donat(?:ions?|ed|ing|es?))\b(?=\s*(?:,?\s*(?:or|and|/)\s*(?:significant\s+)?los(?:s|t)\s*(?:{_AMOUNT})?|\s(?!of\s+(?:whole\s+)?(?:blood|plasma|platelets)\b){_AMOUNT})"
    r"\s*(?:of\s+)?(?P<what>blood|plasma|platelets)\b)",
    re.IGNORECASE,
)
_OF_SEVERAL = Gated(
    r"\bdonat(?:ions?|ed|ing|es?)\s+(?:of\s+)?(?:whole\s+)?(?:blood|plasma|platelets)\b"
    r"(?P<more>(?:\s*(?:,|/|\b(?:and|or)\b)+\s*(?:blood|plasma|platelets)\b(?!\s+(?:products?|components?|loss)))+)",
    re.IGNORECASE,
)
_BEFORE = Gated(
    r"\b(?P<more>(?:(?:blood|plasma|platelets?)\b\s*(?:,|/|\b(?:and|or)\b)+\s*)+)(?=(?:blood|plasma|platelets?)\s+donat)",
    re.IGNORECASE,
)
_LATER = Gated(
    r"(?:,|\b(?:or|and)\b)\s*(?:of\s+)?(?:whole\s+)?"
    r"(?P<more>(?:(?:blood|plasma|platelets)\s*(?:,|/|\b(?:and|or)\b)+\s*)*(?:blood|plasma|platelets))\s+"
    r"(?=(?:with\s?in|in\s+the|during|over\s+the|less\s+than)\b|[<≤])",
    re.IGNORECASE,
)
""" "Donation of blood within 8 weeks **or plasma** within 2 weeks"."""
_DONATED = re.compile(r"\bdonat(?:ions?|ed|ing|es?)\b[^.;:]*\Z", re.IGNORECASE)
_FLUID = re.compile(r"blood|plasma|platelets", re.IGNORECASE)
PATTERNS = (_DONATION, _OF_SEVERAL, _BEFORE, _LATER)
"""Where none of them may match, nothing is named."""


def read(view: str, start: int, end: int) -> Iterator[Mention]:
    """The donations, over the word alone: the amount is that of a threshold."""
    for m in _DONATION.finditer(view, start, end):
        entry = mentions().entries[f"{m['what'].lower().removesuffix('s')} donation"]
        yield Mention(*m.span("word"), entry.kind, entry.name, entry.codes, entry.pattern)
    listed = [*_OF_SEVERAL.finditer(view, start, end), *_BEFORE.finditer(view, start, end)]
    listed += [m for m in _LATER.finditer(view, start, end) if _DONATED.search(view, start, m.start())]
    fluids = {fluid.span(): fluid for m in listed for fluid in _FLUID.finditer(view, *m.span("more"))}
    for fluid in fluids.values():  # "donated blood or plasma", "blood or plasma donation"
        entry = mentions().entries[f"{fluid.group().lower().removesuffix('s')} donation"]
        yield Mention(*fluid.span(), entry.kind, entry.name, entry.codes, entry.pattern)
