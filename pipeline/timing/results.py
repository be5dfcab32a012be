"""Of when results are: "tests less than 15 days old at randomisation", "by the latest data within 14 days before".

In a lead-in they are those of its items, whatever else it names: "values within 14 days, without any transfusion:".
"""

import re
from dataclasses import replace

from ...patterns import anchors
from ...patterns.gate import Gated
from ..parts import Quantity, Window
from .aims import anchor_pattern

_FLAGS = re.IGNORECASE
RESULTS = (
    r"(?:(?:blood|lab(?:oratory)?|serum|safety|screening)\s+)?(?:tests?|results|values|data|parameters|bloods|labs|samples?|"
    r"findings|counts|chemistry|biochemistry|assessments|measurements|investigations|work-?up|panels?)"
)
_SEEN = (
    r"(?:obtained|taken|done|performed|drawn|collected|assessed|measured|tested|sampled|available|dated|recorded|evaluated|determined|"
    r"carried\s+out)"
)
_OF_RESULTS = Gated(
    rf"\b(?:{RESULTS}|functions?|reserve|h(?:a)?ematology|biology)\s*,?\s*[(\[]?\s*(?:(?:which|that|as)\s+)?(?:(?:were|was|are|is|must\s+be|to\s+be|all)\s+)*"
    rf"(?:{_SEEN}\s+)?(?:(?:from|not|no)\s+)?\Z",
    _FLAGS,
)
_THINGS = Gated(
    rf"\b(?:{RESULTS}|scans?|imaging|MRI|CT|biops(?:y|ies)|specimens?|tissue|blocks?|ECG|X-?rays?|mammogram|reports?)\b"
    r"[^.;:<>≤≥]{0,30}\Z",
    _FLAGS,
)
_OLD = re.compile(r"\s*-?\s*old\b", _FLAGS)
_AT = re.compile(r"\s+(?:at|on|before|by|prior\s+to)\s+(?:the\s+)?(?:time\s+of\s+)?(?:the\s+)?", _FLAGS)


def how_old(view: str, start: int, end: int, q: Quantity) -> Window | None:
    """ "Results less than 15 days old at randomisation": so long before it."""
    old = _OLD.match(view, q.end, end) if q.said and q.upper is not None else None
    if old is None or _THINGS.search(view, max(start, q.start - 60), q.start) is None:
        return None
    found = Window(q.start, old.end(), q, "before", "now", None, said=True)
    at = _AT.match(view, old.end(), end)
    day = anchor_pattern().match(view, at.end(), end) if at else None
    if day is None:
        return found
    return replace(found, end=day.end(), anchor=anchors.anchor_of(day["anchor"]), anchor_text=day["anchor"])


def of_items(view: str, start: int, hole: tuple[int, int], windows: list[Window]) -> list[Window]:
    """The windows of a lead-in that say when the results were had that its items bound."""
    return [
        w
        for w in windows
        if w.end <= hole[0]
        and w.direction == "before"
        and not (w.duration or w.ahead or w.off or w.alternative)
        and _OF_RESULTS.search(view, max(start, w.start - 60), w.start)
    ]
