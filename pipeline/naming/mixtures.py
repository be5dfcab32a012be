"""One thing of two: "mixed anxiety and depression", "combined liver and kidney transplantation"."""

import re
from dataclasses import replace

from ..parts import Mention
from .entries import known
from .heads import normal

_MIXED = re.compile(r"(?:mixed|combined|simultaneous)\s+(?=\w)", re.IGNORECASE)
_WHOLE = re.compile(
    r".*\b(?:(?:dys|hyper)lipid\w+|hypercholesterol\w+|dementia|incontinence|apn(?:o?e)a|immunodeficiency|tumou?rs?|"
    r"disease|cryoglobulin\w+|episodes?|states?|features|gliomas?|acidosis|(?:hearing\s+)?loss|headaches?|infections?|pathology|"
    r"deficiency|disorders?|cataracts?|contracepti\w+)",
    re.IGNORECASE | re.DOTALL,
)
"""What is mixed by itself: "mixed dyslipidemia", "mixed sleep apnea"."""
_WITH = re.compile(r"\s*(?:/|&|\band\b)\s*", re.IGNORECASE)


def read(view: str, found: list[Mention]) -> list[Mention]:
    """The mentions, a mixture and what stands behind its "and" as one; "mixed dyslipidemia" is whole by itself."""
    out: list[Mention] = []
    for m in found:
        before = out[-1] if out else None
        if before is not None and _is_mixed(view, before) and _goes_on(view, before, m):
            name = f"{normal(view[before.start : before.end])} and {m.name}"
            out[-1] = replace(m, start=before.start, name=name, codes=(), cues=before.cues)
        else:
            out.append(m)
    return out


def _is_mixed(view: str, m: Mention) -> bool:
    """Whether a name needs another to be whole: the lexicon has no such mixture."""
    if m.kind not in ("condition", "procedure") or _MIXED.match(view, m.start, m.end) is None:
        return False
    if m.shares:
        return True
    return not (known(view[m.start : m.end], m.kind) or _WHOLE.fullmatch(view, m.start, m.end))


def _goes_on(view: str, mixed: Mention, m: Mention) -> bool:
    return m.kind == mixed.kind and _WITH.fullmatch(view, mixed.end, m.start) is not None
