"""What shortens somebody's life: "a disease limiting life expectancy to < 1 year" goes with a life of so long."""

import re

from ..parts import Part

MEASURE = "life expectancy"

_LIMITING = re.compile(
    r"(?:[\s,]*\b(?:that|which|who))?[\s,]*"
    r"(?P<said>\b(?:(?:would|may|might|could|can|will|is|are|likely|expected|to|also|further|\w+ly)\s+)*"
    r"(?:limit|reduc|shorten|decreas|restrict|curtail|lower|diminish)(?:ing|e?s|ed?)?\s+"
    r"(?:(?:the|their|his|her|(?:patient|subject)['’]s)\s+)*)$",
    re.IGNORECASE,
)
_REACH = 80


def limited(view: str, floor: int, part: Part) -> "re.Match[str] | None":
    """The words from ``floor`` on that say that a life expectancy is limited so, if these lead to it."""
    if part.leaf.get("measure", {}).get("name") != MEASURE:
        return None
    return _LIMITING.search(view, max(floor, part.start - _REACH), part.start)
