"""Names that are half of another: "marijuana card", "surgical risk", "ambulatory monitor", "platinum resistant"."""

import re
from dataclasses import replace

from ...patterns.gate import Gated
from ...patterns.words import function_words
from ..parts import Mention
from .allergies import FAILURE

_FLAGS = re.IGNORECASE
_NO_ACT = Gated(
    r"(?:\s*(?:,|/|\b(?:or|and)\b)\s*(?:operative|surgical|procedural|perioperative|an(?:a)?esthe\w+))?"
    r"\s+(?:risks?|cards?|licen[cs]es?|technicians?)\b",
    _FLAGS,
)
_MOVES = Gated(
    r"[\s-]+(?:(?:cardiac|rhythm|ECG|EKG|EEG|BP|event|blood\s+pressure|pH|glucose)\s+)?(?:monitor\w*|ECG|EKG|EEG|electro\w+|care|surger\w+|"
    r"clinics?|settings?|recording\w*|infusion\w*|blood\s+pressure|services?|centers?|centres?|units?|phlebectomy)\b",
    _FLAGS,
)
_QUALITY = Gated(
    r"(?:resistant|refractory|dependent|sensitive|threatening|intolerant|responsive|unresponsive|na[iï]ve)\s+(?!to\b)",
    _FLAGS,
)
_BEFORE = re.compile(r"(?<![\w-])(?P<what>(?:tyrosine\s+kinase\s+inhibitor|[A-Za-z][\w-]{2,}))[ \n]\Z", _FLAGS)
_DEGREES = frozenset(
    (
        *(
            "highly",
            "very",
            "severely",
            "multi",
            "treatment",
            "previously",
            "patients",
            "clinically",
            "truly",
            "partially",
        ),
        *(
            "known",
            "proven",
            "proved",
            "confirmed",
            "recurrent",
            "relapsed",
            "primary",
            "secondary",
            "acute",
            "chronic",
            "severe",
        ),
        *(
            "metastatic",
            "advanced",
            "documented",
            "currently",
            "newly",
            "all",
            "any",
            "moderately",
            "newly",
            "potentially",
        ),
        *("adult", "adults", "subjects", "participants", "women", "men", "children", "those", "persons", "individuals"),
    )
)


def is_half(view: str, m: Mention) -> bool:
    """Whether what is named is no fact: a risk or a card of it, a monitor and nobody who walks."""
    if m.kind in ("procedure", "drug", "drug_class"):
        return _NO_ACT.match(view, m.end) is not None
    return m.name == "ambulatory=yes" and _MOVES.match(view, m.end) is not None


def whole(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """The mentions, with the word before a quality that lacks its hyphen: "life threatening arrhythmia"."""
    out: list[Mention] = []
    for m in found:
        sick = m.kind == "condition" and m.name != FAILURE
        before = _BEFORE.search(view[start : m.start]) if sick and _QUALITY.match(view, m.start) else None
        word = before["what"].lower() if before is not None else ""
        if before is not None and word not in _DEGREES and word not in function_words() and not word.endswith("ly"):
            first = start + before.start("what")
            out = [o for o in out if o.end <= first]
            m = replace(m, start=first, name=f"{word} {m.name}", codes=())
        out.append(m)
    return out
