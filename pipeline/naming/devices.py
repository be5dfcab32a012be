"""Devices that are named by what they stand for or drain: "artificial urinary sphincter", "nephrostomy tube"."""

import re
from collections.abc import Iterator
from typing import Any

from ...patterns.adjuncts import adjuncts
from ...patterns.fold import fold_phrase
from ...patterns.gate import Gated
from ...patterns.tables import mentions
from ..parts import Mention
from .heads import heads_of, named_by

_MADE = r"(?:artificial|prosthetic|bioprosthetic|mechanical|implant(?:ed|able))"
_PART = (
    r"(?:valves?|joints?|sphincters?|lens(?:es)?|iris|limbs?|eyes?|dis[ck]s?|hearts?|hips?|knees?|shoulders?|ankles?)"
)
_LEADING = (
    r"(?:abdominal|biliary|bladder|chest|cystostomy|drainage|external|gastrojejunostomy|jejunostomy|lumbar|nephrostomy|percutaneous|"
    r"pericardial|pleural|surgical|suprapubic|thoracic|ureterostomy|ventricular|wound)"
)
_ENDS = (
    r"(?=\s*(?:[,.;:()/]|\Z|(?:and|at|for|if|in|is|on|or|that|was|which|will|with|within|from|who|due|as|less|more)\b))"
)
_OF = r"(?!(?:or|and)\b)[a-z-]+\s+"
_DEVICE = Gated(
    rf"\b(?:{_MADE}\s+(?:{_OF}){{0,2}}?{_PART}|implant(?:ed|able)\s+(?:{_OF}){{1,2}}?devices?|"
    rf"(?:{_LEADING}\s+){{1,3}}(?:tubes?|drains?)){_ENDS}",
    re.IGNORECASE,
)
"""Nothing may go on behind the name: "artificial joint infection" is no device."""
_DEVICES = re.compile(r"\s+devices?\Z", re.IGNORECASE)
PATTERNS = (_DEVICE,)
_FROM_OUTSIDE = re.compile(
    r"(?!.*\b(?:deep\s+brain|(?:spinal\s+)?cord|vag(?:us|al)|sacral|hypoglossal|phrenic|gastric|implant\w*)\b).*stimulation\Z|"
    r".*\btrans(?:cranial|cutaneous)\b",
    re.IGNORECASE,
)
"""Stimulation with nothing in the body: "transcranial magnetic stimulation", "ovarian stimulation"."""
_ACT = re.compile(r"(?:implantation|insertion|placement|stenting)\Z", re.IGNORECASE)


def read(view: str, start: int, end: int) -> Iterator[Mention]:
    """The devices that no table lists."""
    for m in _DEVICE.finditer(view, start, end):
        bare = _DEVICES.sub("", m.group())  # "implanted neurostimulator device" is the neurostimulator
        if fold_phrase(m.group()) not in mentions().entries and not (bare != m.group() and adjuncts().put.search(bare)):
            yield Mention(*m.span(), "procedure", named_by(m.group()), (), heads_of("procedure").pattern)


def is_device(named: dict[str, Any]) -> bool:
    """Whether what is named, by a concept, is placed in a body; its placement is an act.

    >>> is_device({"text": "ICD", "name": "implantable cardioverter-defibrillator"})
    True
    >>> is_device({"text": "pacemaker implantation", "name": "pacemaker"})
    False
    >>> is_device({"text": "DBS", "name": "deep brain stimulation"})
    True
    >>> is_device({"text": "TMS", "name": "transcranial magnetic stimulation"})
    False
    """
    if _FROM_OUTSIDE.match(named["name"]):
        return False
    return adjuncts().put.search(named["name"]) is not None and not _ACT.search(named["text"])


def is_had(leaf: dict[str, Any]) -> bool:
    """Whether a leaf says what somebody has: a condition, or a device in the body."""
    return leaf["op"] == "condition" or (leaf.get("role") == "procedure" and is_device(leaf["agent"]))
