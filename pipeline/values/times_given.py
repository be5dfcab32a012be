"""How often something was given: "more than 7 doses of rifampicin"."""

import re

from ..parts import Bounded, Mention, Quantity
from ..timing.lists import listed

_FLAGS = re.IGNORECASE
_ROUTES = (
    r"(?:oral|intravenous|iv|intramuscular|im|subcutaneous|sc|intravitreal|intrathecal|intra-?articular|intralesional|epidural|"
    r"inhaled|topical|systemic)"
)
_WHICH = r"(?:full|complete|completed|prior|previous|past|earlier|consecutive|separate|additional)"
_NOUN = r"(?P<noun>dose|cycle|course|infusion|injection|administration|round|vaccination|transfusion)s?"
_OF = r"\s+of\s+(?:(?:the|an?|any|prior|previous|past|earlier)\s+)*"
_GIVEN = re.compile(
    rf"[\s-]*(?:or\s+more\s+)?(?P<how>(?:{_WHICH}\s+)?(?P<route>{_ROUTES}\s+)?(?:{_WHICH}\s+)?){_NOUN}{_OF}", _FLAGS
)
_KINDS = ("drug", "drug_class", "vaccine", "therapy")
NOUNS = tuple(f" {noun}s" for noun in ("dose", "cycle", "course", "infusion", "injection", "administration", "round"))
_REACH = 60


def counted(view: str, q: Quantity, mentions: list[Mention]) -> Bounded | None:
    """The doses or courses of what is named behind them, where a number that is no unit's counts them."""
    if q.unit not in (None, "1") or _once(q):
        return None
    for m in mentions:
        if m.kind in _KINDS and q.end <= m.start <= q.end + _REACH:
            given = _GIVEN.fullmatch(view, q.end, m.start)
            if given is not None and not _more(view, m, mentions):
                route = (given["route"] or "").lower() if m.kind == "drug_class" else ""
                name = f"{route}{m.name} {given['noun'].lower()}s"
                return Bounded(q.start, m.end, q, name, (given.start("how"), m.end), None, m.pattern)
    return None


def _once(q: Quantity) -> bool:
    """Whether what is counted needs to have been given but once."""
    return q.lower == 1 and q.lower_inclusive and q.upper is None


def _more(view: str, m: Mention, mentions: list[Mention]) -> bool:
    """Whether another name follows in the same list, so that the doses are of either."""
    behind = next((x for x in mentions if x.start >= m.end), None)
    return behind is not None and behind.kind in _KINDS and listed(view[m.end : behind.start])
