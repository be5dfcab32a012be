"""Whether a disease is controlled or treated: "diabetes that is not controlled", "not adequately treated asthma"."""

import re
from dataclasses import replace

from ...patterns.gate import Gated
from ..parts import Mention
from .heads import behind_words

_THAT_IS = Gated(
    r"\s+(?:that|which)\s+(?:is|are|was|were|remains?|has\s+been|have\s+been)\s+(?:currently\s+)?"
    r"(?P<how>(?P<not>not\s+(?:yet\s+)?)?(?P<well>(?:adequately|sufficiently|properly|completely|fully|optimally|well)\s+)?"
    r"(?P<state>controlled|treated)|(?:poorly|inadequately|insufficiently)\s+controlled|uncontrolled|untreated|unstable|"
    r"symptomatic|asymptomatic|unresectable|inoperable)"
    r"(?=\s*(?:[,;.()]|\Z)|\s+(?:or|and|despite|in\s+spite|in\s+the\s+opinion)\b)",
    re.IGNORECASE,
)
_CANNOT_BE = Gated(
    r"\s+(?:that|which)\s+(?:can\s?not|can't|could\s+not)\s+be\s+(?:adequately\s+|sufficiently\s+|well\s+)?controlled"
    r"(?=\s*(?:[,;.()]|\Z)|\s+(?:or|and|despite|in\s+spite)\b)",
    re.IGNORECASE,
)
_WELL = r"(?:adequately|sufficiently|properly|appropriately|completely|fully|optimally|well)\s+"
_BEFORE = Gated(
    rf"(?<![\w-])(?:(?P<not>not|non)[\s-]+(?P<well>{_WELL})?"
    r"|(?P<ill>inadequately|insufficiently|incompletely|improperly|sub-?optimally|poorly)[\s-]+)"
    r"(?P<state>controlled|treated|managed)\s+$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?:controlled|treated|managed)\s+(?=\w)", re.IGNORECASE)
_NEAR = 50


def read(view: str, start: int, end: int, found: list[Mention]) -> list[Mention]:
    """The diseases with what is said of each, before it or by a clause behind it."""
    out = [_told(view, m, end) if m.kind == "condition" else m for m in found]
    if _BEFORE.absent(view, start, end):
        return out
    return [_in_state(view, m) if m.kind == "condition" else m for m in out]


def _in_state(view: str, m: Mention) -> Mention:
    """ "Not adequately treated asthma" denies no asthma."""
    own = _LEADING.match(view, m.start, m.end)
    first = own.end() if own else m.start
    said = _BEFORE.search(view[max(0, first - _NEAR) : first])
    if said is None:
        return m
    state = said["state"].lower()
    how = _denied(state, said["well"]) if said["not"] else f"{said['ill'].lower()} {state}"
    name = m.name.removeprefix(f"{state} ")
    return replace(m, start=first - len(said.group()), name=f"{how} {name}", codes=())


def _told(view: str, m: Mention, end: int) -> Mention:
    if (never := _CANNOT_BE.match(view, m.end, end)) is not None:
        name = behind_words(m.kind, view[m.start : m.end], m.name)
        return replace(m, end=never.end(), name=f"uncontrolled {name}", codes=())
    said = _THAT_IS.match(view, m.end, end)
    if said is None or (said["state"] and not (said["not"] or said["well"])):
        return m
    how = _denied(said["state"].lower(), said["well"]) if said["not"] else " ".join(said["how"].lower().split())
    name = behind_words(m.kind, view[m.start : m.end], m.name)
    return m if m.name.startswith(how) else replace(m, end=said.end(), name=f"{how} {name}", codes=())


def _denied(state: str, well: str | None) -> str:
    """ "Not well controlled" is uncontrolled, "not treated" is untreated, "not fully treated" is treated."""
    return f"inadequately {state}" if well and state != "controlled" else f"un{state}"
