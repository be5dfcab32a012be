"""Recovery from what treatment did: "not recovered from toxicities of prior therapy to grade 1 or baseline".

From what somebody recovered is no fact of today, and neither is what may be left of it: the words are for a person.
"""

import re

from ...patterns.gate import Gated
from ..parts import Cue, Part, Work
from .nodes import unread_part

_FLAGS = re.IGNORECASE
_RECOVERED = Gated(
    r"\b(?:recover(?:ed|y|ing)|resolv(?:ed|ing)|resolution|returned|improved)\b(?=[\s,(]*(?:\w+\s+){0,4}?[(,]?\s*(?:i\.?\s?e|from|to|of)\b)",
    _FLAGS,
)
_HARM = re.compile(
    r"\b(?:toxic\w*|adverse\s+(?:drug\s+)?(?:events?|effects?|reactions?)|side[\s-]?effects?|(?:acute|late|toxic|reversible)\s+effects?|AEs?|"
    r"effects\s+of)\b",
    _FLAGS,
)
_END = re.compile(
    r";|\.(?:\s|$)|,\s*(?:and|or)\s+(?!(?:to\s+)?(?:baseline|pre))|\b(?:and|or)\s+(?:who|patients|subjects|have|has|had|are|is)\b",
    _FLAGS,
)
_LACK = re.compile(r"\b(?:inadequate|incomplete|insufficient|lack\s+of|no)\s+$", _FLAGS)
_NOT = re.compile(
    r"\b(?P<cue>not|never|without)\s+(?:(?:yet|been|be|fully|completely|adequately|sufficiently)\s+)*$", _FLAGS
)
_WORDS = re.compile(
    r"(?!\s*[,(]?\s*(?:or\b|\)|$))(?<!\w)\w(?:.*?\w)?(?=(?:[\s,()]|\b(?:to|i\.?e\.?)\b)*\Z)", _FLAGS | re.DOTALL
)
"""The words of a stretch, without the "to" at its end; "or baseline" behind a grade goes without saying."""
_LATER = frozenset(("window", "duration", "dose"))
_REACH = 120


def join(text: str, view: str, work: Work) -> bool:
    """Makes one `other` part of a recovery and what it names; returns whether there is one.

    The grade that is asked for ("must have resolved to grade ≤ 1") stays, with the words on either side of it, and is
    denied with them.
    """
    m = next((m for m in _RECOVERED.finditer(view, work.start, work.end) if _is_of_harm(view, work, m)), None)
    if m is None:
        return False
    end = stop.start() if (stop := _END.search(view, m.end(), work.end)) else work.end
    start = _subject(view, work, m.start())
    inside = [p for p in work.parts if start <= p.start < end]
    if not inside or any(not _LATER.isdisjoint(p.leaf) for p in inside):
        return False
    denied = _denied(view, work, m.start())
    grade = next((p for p in inside if _is_asked_for(p)), None)
    if grade is not None and "(" in view[start : grade.start]:  # how a bracket goes on cannot be told
        return False
    pieces = [(start, end)] if grade is None else [(start, grade.start), (grade.end, end)]
    said = [unread_part(text, *words.span()) for a, b in pieces if (words := _WORDS.search(view, a, b))]
    kept = [p for p in work.parts if p is grade or not any(p is x for x in inside)]
    for p in kept:  # what is denied is the recovery, and nothing behind it
        p.cues = [c for c in p.cues if not any(c.start < d.end and d.start < c.end for d in denied)]
    for p in [*said, *([grade] if grade is not None else [])]:
        p.cues = list(denied)
    work.parts = sorted([*kept, *said], key=lambda p: p.start)
    return True


def _is_asked_for(p: Part) -> bool:
    """ "Grade ≤ 1", "grade 1"; no "grade > 2"."""
    if p.leaf["op"] != "threshold" or not p.leaf["measure"]["name"].endswith("grade"):
        return False
    return p.leaf["range"]["upper"] is not None


def _is_of_harm(view: str, work: Work, m: "re.Match[str]") -> bool:
    return _HARM.search(view, max(work.start, m.start() - _REACH), min(work.end, m.end() + _REACH)) is not None


def _subject(view: str, work: Work, position: int) -> int:
    """Where the words start: "toxicities of prior therapy must have resolved" starts with the toxicities."""
    floor = max(work.start, position - _REACH)
    harm = next(iter(_HARM.finditer(view, floor, position)), None)
    apart = harm is None or re.search(r"[;,]|\b(?:and|or)\b", view[harm.end() : position], _FLAGS)
    if harm is None or apart or any(harm.start() <= p.start < position and p.value is not None for p in work.parts):
        return position
    words = re.search(
        r"(?:\b(?:all|any|the|prior|previous|acute|clinically|significant|relevant|reversible|treatment-related|drug-related)\s+)+$",
        view[floor : harm.start()],
        _FLAGS,
    )
    return floor + words.start() if words else harm.start()


def _denied(view: str, work: Work, position: int) -> list[Cue]:
    for word in (_LACK, _NOT):
        if (m := word.search(view, max(work.start, position - 40), position)) is not None:
            return [Cue("NEGATED", *(m.span("cue") if word is _NOT else (m.start(), position - 1)))]
    return []
