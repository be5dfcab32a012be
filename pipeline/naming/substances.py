"""The substance of an abuse or a dependence: "alcohol abuse", "dependence on opioids"."""

import re

from ...patterns.tables import Match, words_of
from ...patterns.tables import mentions as lexicon
from ..parts import Mention

_ABUSE = re.compile(
    r"\b(?:abuse\w*|misuse\w*|dependen\w+|addict\w*|use\s+disorders?|overuse|withdrawal|intoxication|consumption|drinking)\b",
    re.IGNORECASE,
)
_ON = re.compile(r"\s+(?:on|of|to)\s+", re.IGNORECASE)


def of(view: str, m: Mention) -> Match | None:
    """The drug or class inside the words of a condition that is an abuse of it, or right behind them."""
    if m.kind != "condition" or not _ABUSE.search(view, m.start, m.end):
        return None
    inside = lexicon().find(view, words_of(view, m.start, m.end), kinds=("drug", "drug_class"))
    return inside[0] if inside else None
