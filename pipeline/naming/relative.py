"""What a clause behind a disease says of it: "diabetes that is not controlled" is uncontrolled diabetes."""

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
    r"(?=\s*(?:[,;.()]|\Z)|\s+(?:or|and|despite|in\s+the\s+opinion)\b)",
    re.IGNORECASE,
)
_NOT = {"controlled": "uncontrolled", "treated": "untreated"}


def read(view: str, found: list[Mention], end: int) -> list[Mention]:
    """The diseases with what such a clause says of each."""
    return [_told(view, m, end) if m.kind == "condition" else m for m in found]


def _told(view: str, m: Mention, end: int) -> Mention:
    said = _THAT_IS.match(view, m.end, end)
    if said is None or (said["state"] and not (said["not"] or said["well"])):
        return m
    how = _NOT[said["state"].lower()] if said["not"] else " ".join(said["how"].lower().split())
    name = behind_words(m.kind, view[m.start : m.end], m.name)
    return m if m.name.startswith(how) else replace(m, end=said.end(), name=f"{how} {name}", codes=())
