"""Which names are no leaves beside the measure that holds them: what is only counted or measured."""

import re

from ..parts import Bounded, Mention
from .changes import is_change
from .dimensions import is_concentration
from .either_kind import OR_KIND
from .frequencies import of_what

_AN_INSTRUMENT = re.compile(r"\b(?:scores?|subscores?|scale|index|inventory|questionnaire)\Z")
_IS = re.compile(r"\s*[:,]?\s*(?:(?:is|are|was|were|of|be|that|which)\s+)*")
"""Between a finding and how much of it there is; a bracket narrows what stands before it."""


def uncounted(view: str, mentions: list[Mention], counted: list[Bounded]) -> list[Mention]:
    """The mentions without those that are only counted or measured.

    "No more than 3 biologics" requires none of them, and "digoxin > 2 ng/mL" is no use of it.
    """
    if not counted:
        return mentions
    mentions = of_what(counted, mentions)
    named = [b.words for b in counted if b.words is not None and b.measure is None and _names_more(b.name)]
    mentions = [m for m in mentions if not any(a <= m.start and m.end <= b for a, b in named)]
    much = [b.words for b in counted if b.words is not None and _is_so_much(view, b)]
    counts = [b.words for b in counted if b.words is not None and b.measure is None and b.quantity.unit is None]
    events = [b.words for b in counted if b.words is not None and b.known]
    changed = [b.words for b in counted if b.words is not None and b.measure is None and is_change(b.name)]
    levels = [b.words for b in counted if b.words is not None and b.measure is None and is_concentration(b.quantity)]
    return [
        m for m in mentions
        if not (m.kind in ("condition", "procedure") and any(a <= m.start and m.end <= b for a, b in changed))
        and not (m.kind == "condition" and any(a <= m.start and m.end == b for a, b in much))
        and (m.start, m.end) not in events
        and not (m.kind == "drug_class" and any(a < m.end and m.start < b for a, b in counts))
        and not (m.kind in ("drug", "drug_class") and any(a <= m.start and m.end <= b for a, b in levels))
    ]  # fmt: skip


def _is_so_much(view: str, b: Bounded) -> bool:
    """Whether a finding is bounded by its own size or share: "interstitial fibrosis > 50 %", "effusion ≥ 4 mm"."""
    if b.words is None or b.measure is not None or b.quantity.unit is None:
        return False
    own = re.sub(r"\s+", " ", view[slice(*b.words)]).lower() == b.name
    return own and _IS.fullmatch(view, b.words[1], b.quantity.start) is not None


def _names_more(name: str) -> bool:
    """Whether a measure's own name holds what else is a thing: "fatigue severity index", "mild or severe flares"."""
    either = OR_KIND.search(name) is not None and "/" not in name
    return either or _AN_INSTRUMENT.search(name) is not None or name.startswith("distance ")
