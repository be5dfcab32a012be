"""A history of one's own or of the family: "personal or family history of thrombosis" is the one or the other."""

import re
from dataclasses import replace
from itertools import pairwise

from ...patterns.gate import Gated
from ..parts import Cue, Mention

_OR = r"\s*(?:/|\band\s*/\s*or\b|\b(?:and|or)\b)\s*"
_FAMILY = r"(?:(?:first[\s-]degree\s+)?family)"
_OWN = r"(?:personal(?:\s+(?:medical\s+)?history)?|(?:medical\s+)?history)(?:\s+of)?\s*,?"
_HISTORY = Gated(
    rf"\b(?:(?P<mine>{_OWN}){_OR}(?:an?\s+)?(?P<theirs>{_FAMILY})|(?P<family>{_FAMILY}){_OR}(?P<own>personal))"
    r"\s+(?:medical\s+)?history\s+(?:of|for)\s*,?\s+(?:(?:an?|any|the)\s+)*",
    re.IGNORECASE,
)
_MORE = re.compile(r"\)?\s*(?:,|/|\b(?:or|and)\b)\s*(?:(?:or|and|of|an?)\b\s*)*", re.IGNORECASE)


def read(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """The mentions, each disease behind such words as two; longer lists than of two stay as they are."""
    if _HISTORY.absent(view, start, len(view)):
        return found
    out = list(found)
    for m in _HISTORY.finditer(view, start):
        i = next((i for i, f in enumerate(out) if f.start == m.end() and f.kind == "condition"), len(out))
        listed = out[i : i + 1]
        for f in out[i + 1 :]:
            if not (f.kind == "condition" and (_is_short(view, f) or _MORE.fullmatch(view, listed[-1].end, f.start))):
                break
            listed.append(f)
        ends = [b.end if _is_short(view, b) else a.end for a, b in pairwise([*listed, *listed[-1:]])]
        diseases = [replace(f, end=end) for f, end in zip(listed, ends, strict=True) if not _is_short(view, f)]
        if 0 < len(diseases) < 3:
            out[i : i + len(listed)] = _of_both(m, diseases)
    return out


def _is_short(view: str, f: Mention) -> bool:
    """The abbreviation in a bracket of its own."""
    return view[f.start - 1 : f.start] == "(" and view[f.end : f.end + 1] == ")"


def _of_both(m: "re.Match[str]", diseases: list[Mention]) -> list[Mention]:
    """Each disease as one's own and as the family's; each has words of its own, that none may overlap."""
    first, second = ("mine", "theirs") if m["mine"] else ("family", "own")
    mine = [replace(d, cues=(*d.cues, Cue("PAST", *m.span("mine" if m["mine"] else "own")))) for d in diseases]
    theirs = [replace(d, name=f"family history of {d.name}", codes=()) for d in diseases]
    pairs = [mine[0], *theirs] if len(diseases) == 1 else [*mine, *theirs]
    if m["own"] and len(diseases) == 1:
        pairs.reverse()
    words = [m.span(first), (m.start(second), diseases[0].end)]
    if len(diseases) > 1:
        named = m.start(second) + len(m.group()[m.start(second) - m.start() :].rstrip())
        words = [m.span(first), (m.start(second), named), *((d.start, d.end) for d in diseases)]
    out = [replace(d, start=a, end=b, shares=True) for d, (a, b) in zip(pairs, words, strict=True)]
    return [*out[:-1], replace(out[-1], shares=False)]
