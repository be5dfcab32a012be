"""What the mother of a participant has: "infants born to HIV-positive mothers", "whose mothers had preeclampsia"."""

import re
from dataclasses import replace

from ...patterns.gate import Gated
from ..parts import Mention

_FLAGS = re.IGNORECASE
_TOLD = Gated(r"\b(?:born|delivered|infants?|neonates?|newborns?|bab(?:y|ies)|children|offspring|whose)\b", _FLAGS)
_MOTHERS = r"(?:mothers?|women|woman|parturients?)"
_HAS = (
    r"(?:(?:with|who|ha(?:s|ve|d|ving)|are|is|was|were|been|being|diagnosed|known|infected|suffer(?:s|ing|ed)?|from|to|as|an?|the|any|"
    r"a\s+history\s+of|positive\s+for)\s+)+"
)
_CHILD_OF = (
    r"(?:\b(?P<lead>born|delivered)\s+(?:to|of|by|from)|(?:infants?|neonates?|newborns?|bab(?:y|ies)|children|offspring)\s+(?P<of>of|from))"
    r"\s+(?:an?\s+|the\s+)?"
)
_BEFORE = re.compile(rf"(?:{_CHILD_OF}{_MOTHERS}|\b(?P<whose>whose)\s+mothers?)\s+{_HAS}\Z", _FLAGS)
_BORN_TO = re.compile(rf"{_CHILD_OF}\Z", _FLAGS)
_BEHIND = re.compile(rf"[\s-]*(?:(?:sero)?positive|infected|affected)?[\s-]*{_MOTHERS}\b", _FLAGS)
_NEXT = re.compile(r"\s*(?:,|/|\b(?:or|and)\b)+\s*(?:(?:or|and|with|an?)\s+)*", _FLAGS)
_REACH = 70


def read(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """The mentions, those diseases that the mother has under names of their own: "maternal hiv infection"."""
    if _TOLD.absent(view, start, len(view)):
        return found
    out: list[Mention] = []
    last: Mention | None = None
    for m in found:
        hers = _hers(view, start, m) if m.kind == "condition" else None
        if hers is None and last is not None and m.kind == "condition" and _NEXT.fullmatch(view, last.end, m.start):
            hers = m.start, m.end
        if hers is not None:
            m = replace(m, start=hers[0], end=hers[1], codes=(), name=f"maternal {m.name.removeprefix('maternal ')}")
        last = m if hers is not None else None
        out.append(m)
    return out


def _hers(view: str, start: int, m: Mention) -> tuple[int, int] | None:
    """From the words that lead to the mother to the last of the disease's."""
    if (lead := _BEFORE.search(view, max(start, m.start - _REACH), m.start)) is not None:
        return lead.start(lead.lastgroup or 0), m.end
    lead, behind = _BORN_TO.search(view, max(start, m.start - 30), m.start), _BEHIND.match(view, m.end)
    if lead is None or behind is None:
        return None
    return lead.start(lead.lastgroup or 0), behind.end()
