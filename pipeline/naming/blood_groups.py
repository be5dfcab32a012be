"""Blood groups: "blood group O", "blood type A or B", "RhD-negative"."""

import re
from collections.abc import Iterator

from ...patterns.gate import Gated
from ..parts import Mention
from .marker_words import PATTERN

_GROUP = r"(?:AB|A|B|O)(?![\w+-]|\s*(?:\+|pos|neg))"
_GROUPS = Gated(
    rf"\b[Bb]lood[\s-]+(?:[Gg]roup|[Tt]ype)s?\s*(?:is|of|:|=)?\s*(?P<groups>{_GROUP}(?:\s*(?:,|/|\bor\b|\band\b)+\s*{_GROUP})*)"
)
_RHESUS = Gated(
    r"\b(?:Rh|RhD|Rh\s?\(D\)|Rhesus|Rhesus\s+D|rhesus|rhesus\s+D)[\s-]*(?:factor\s+|status\s+)?(?:is\s+|must\s+be\s+)?"
    r"(?P<result>[Pp]ositive|[Nn]egative|\+|-(?=\s|[,;.)]|$))(?![\s-]*(?:f(?:o)?etus|bab(?:y|ies)|infants?|child|donors?|blood\s|partners?|fathers?|red\s))"
)
PATTERNS = (_GROUPS, _RHESUS)
"""Where none of them may match, nothing is named."""


def read(view: str, start: int, end: int) -> Iterator[Mention]:
    """The groups and the rhesus factor that somebody has, as attributes."""
    for m in _GROUPS.finditer(view, start, end):
        for i, g in enumerate(re.finditer(r"AB|A|B|O", m["groups"])):
            at = m.start("groups") + g.start()
            yield _attribute(m.start() if i == 0 else at, at + len(g.group()), f"blood group={g.group()}")
    for m in _RHESUS.finditer(view, start, end):
        said = "positive" if m["result"].lower() in ("positive", "+") else "negative"
        yield _attribute(*m.span(), f"rhesus factor={said}")


def _attribute(start: int, end: int, name: str) -> Mention:
    return Mention(start, end, "attribute", name, (), PATTERN)
