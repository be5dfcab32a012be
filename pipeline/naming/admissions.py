"""Admissions for a disease: "hospitalised for heart failure", "hospital admission due to asthma"."""

import re

from ..parts import Mention

_FOR = re.compile(
    r"\s+(?:for|due\s+to|because\s+of|secondary\s+to|with)\s+(?:(?:an?|the|any|acute|worsening|decompensated|exacerbated)\s+)*",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:,|/|\b(?:or|and)\b)", re.IGNORECASE)
_ADMISSIONS = ("hospitalization", "emergency department visit")
_NEAR = 60
"""Characters behind a disease within which the next one of a list starts."""


def read(view: str, found: list[Mention]) -> list[Mention]:
    """The mentions, an admission and the one disease that it was for as one condition.

    Where more diseases are listed, what the admission was for is left to the logic.
    """
    out: list[Mention] = []
    for i, m in enumerate(found):
        before = out[-1] if out else None
        if before is not None and before.name in _ADMISSIONS and _is_for(view, before, m, found[i + 1 : i + 3]):
            name = f"{before.name} for {m.name}"
            out[-1] = Mention(before.start, m.end, "condition", name, (), before.pattern, before.cues)
        else:
            out.append(m)
    return out


def _is_for(view: str, admission: Mention, m: Mention, following: list[Mention]) -> bool:
    more = any(x.kind == "condition" and x.start < m.end + _NEAR for x in following)
    listed = more and _GOES_ON.match(view, m.end)
    return m.kind == "condition" and not listed and _FOR.fullmatch(view, admission.end, m.start) is not None
