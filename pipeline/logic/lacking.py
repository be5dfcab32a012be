"""Where "without" is said of one name on a list of what excludes: "heart block without a pacemaker, long QT"."""

import re
from itertools import pairwise

from ..parts import Cue, Part, Work

_WITHOUT = re.compile(r"without|no|absence\s+of|lack\s+of", re.IGNORECASE)
_BEHIND_NAME = re.compile(r"\s+(?:(?:but|and)\s+)?(?:with\s+|having\s+|in\s+the\s+)?", re.IGNORECASE)
_CLOSED = re.compile(r"\b(?:or|and|nor)\b", re.IGNORECASE)
_COMMA_OR = re.compile(r"\s*,\s*or\b", re.IGNORECASE)
_ENDS = re.compile(r"[;:()]|\.\s")


def by_one_alone(view: str, work: Work, part: Part, cue: Cue) -> bool:
    """Whether a part stands behind the comma at which the list of what excludes goes on.

    A list that is closed by "or" may be of what is lacking ("cirrhosis without ascites, varices or encephalopathy"),
    but a disease is not listed with what was given for another ("asthma without steroids, COPD or bronchiectasis").
    """
    head = _head(view, work, cue)
    if head is None or cue.end > part.start:
        return False
    listed = [*(p for p in work.parts if cue.end <= p.start and p.end <= part.start), part]
    if _ENDS.search(view, cue.end, part.start):
        return False
    joint = next(((a.end, b.start) for a, b in pairwise(listed) if "," in view[a.end : b.start]), None)
    if joint is None:
        return False
    if len(listed) == 2 and _COMMA_OR.match(view, *joint):
        return True
    if not _is_closed(view, work, joint[0]):
        return True
    given = listed[0].leaf["op"] == "exposure"
    return bool(given and head.leaf["op"] == "condition" == part.leaf["op"])


def in_doubt(view: str, work: Work) -> bool:
    """Whether "pregnancy, cirrhosis without ascites, varices or jaundice" leaves open where what is lacking ends."""
    for a, b in pairwise(work.parts):
        shared = a.end <= b.start and "," in view[a.end : b.start] and any(c in b.cues for c in a.denials)
        head = _head(view, work, a.denials[-1]) if shared else None
        before = next((p for p in reversed(work.parts) if head and p.end <= head.start), None)
        if before is not None and head is not None and "," in view[before.end : head.start]:
            return True
    return False


def _head(view: str, work: Work, cue: Cue) -> Part | None:
    """The name right before a "without" among exclusions."""
    if work.kind != "exclusion" or cue.category != "NEGATED" or not _WITHOUT.fullmatch(view, cue.start, cue.end):
        return None
    head = next((p for p in reversed(work.parts) if p.end <= cue.start), None)
    if head is None or not _BEHIND_NAME.fullmatch(view, head.end, cue.start):
        return None
    return head


def _is_closed(view: str, work: Work, start: int) -> bool:
    """Whether an "or" stands behind the first comma before the list is over."""
    ends = _ENDS.search(view, start, work.end)
    return _CLOSED.search(view, start, ends.start() if ends else work.end) is not None
