"""Drugs beside substances of abuse are illicit: "alcohol or drugs", "cocaine, heroin or other drugs"."""

import re
from itertools import zip_longest

from ...patterns.gate import Gated
from ...patterns.tables import mentions
from ..parts import Mention

_ABUSED = frozenset(
    (
        *("alcohol", "cannabis", "cocaine", "heroin", "amphetamine", "methamphetamine", "tobacco product", "nicotine"),
        *("lysergic acid diethylamide", "hallucinogen", "ecstasy", "phencyclidine", "illicit drug"),
    )
)
_ABUSED_CLASSES = frozenset(("opioid", "benzodiazepine", "stimulant", "barbiturate", "sedative", "narcotic"))
"""Also prescribed: of abuse only behind one of the others."""
_DRUGS = Gated(
    r"\s*(?:,\s*(?:(?:and\s*/\s*or|and|or)\b)?|/|\b(?:and\s*/\s*or|and|or)\b)\s*(?:any\s+)?"
    r"(?P<drugs>(?:other\s+)?(?:drugs|substances)|other\s+(?:drug|substance)(?=\s+use\b))\b(?=\s*(?:[,;.)]|$|use\b|\b(?:within|in\s+the|during|or|and|at|for)\b))",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*(?:,\s*(?:(?:and|or)\b)?|/|\b(?:and|or)\b)\s*", re.IGNORECASE)


def read(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """The mentions, with the drugs that a list of such substances ends with as illicit ones."""
    if not found or _DRUGS.absent(view, start, len(view)):
        return found
    known = mentions().entries["illicit drug"]
    out = list(found)
    abused = False
    for a, following in zip_longest(found, found[1:]):
        listed = a.kind in ("drug", "drug_class") and (a.name in _ABUSED or (abused and a.name in _ABUSED_CLASSES))
        drugs = _DRUGS.match(view, a.end) if listed else None
        abused = listed and following is not None and _LISTED.fullmatch(view, a.end, following.start) is not None
        if drugs is None:
            continue
        first, last = drugs.span("drugs")
        if following is not None and following.start < last:
            if following.name != "medication" or following.end > last:
                continue
            out.remove(following)
        out.append(Mention(first, last, known.kind, known.name, known.codes, known.pattern))
    return sorted(out, key=lambda m: m.start)
