"""Where a list goes on behind what is excepted: "malignancy other than A, active infection, or pregnancy"."""

import re
from itertools import pairwise

from ..parts import Cue, Part
from . import brackets, kinds
from .nodes import CARRYING, Words, at, name_of

_ON_LIST = re.compile(
    r"\s*,\s*(?:(?:or|and)\s+)?(?:(?:an?|any|active|current|known|prior|previous|history\s+of)\s+)*", re.IGNORECASE
)
_ROLES = {"drug": 1, "drug_class": 1, "procedure": 2, "study": 3}
_STAGED = re.compile(r"stage|grade|gleason|category|PSA|specific antigen|score|size|diameter", re.IGNORECASE)
_OF_CANCERS = re.compile(
    r"cancer|malignan|carcino|tumou?r|neopla|dysplas|melanom|lymphom|leuk|sarcom|in situ|keratos|skin|polyp|metasta|"
    r"lesion|nevus|dcis|lcis|gammopathy"
)


def told(w: Words, m: "re.Match[str]", parts: list[Part]) -> bool:
    """Whether an exception has had its say already: what is left behind it stands beyond a comma."""
    first = min((at(p) for p in parts if at(p) >= m.end()), default=m.end())
    return m.span() in w.heard and "," in w.view[m.end() : first]


def further(w: Words, m: "re.Match[str]", parts: list[Part], inside: list[Part]) -> int | None:
    """Where what is excepted ends, for what stands behind it is none of its kinds; None where all of it may be."""
    before = [p for p in parts if at(p) < m.start() and p.leaf["op"] in ("condition", "exposure")]
    head = before[-1] if before and not brackets.level(w.view, before[-1].end, m.start()) else None
    if head is None or not inside or inside[0].leaf["op"] != head.leaf["op"]:
        return None
    cue = next(iter(head.denials), None)
    if w.kind != "exclusion" and cue is None:
        return None
    ends = (a.end for a, b in pairwise(inside) if "," in w.view[a.end : b.start] and _is_no_kind(head, inside[0], b))
    end = next(ends, None)
    if end is not None and cue is not None:
        _deny_on(w, parts, end, cue)
    return end


def _deny_on(w: Words, parts: list[Part], end: int, cue: Cue) -> None:
    """ "No malignancy other than A, infection, or pregnancy": what is listed behind the exception is denied, too."""
    for p in (p for p in parts if p.start >= end):
        if p.denials or _ON_LIST.fullmatch(w.view, end, p.start) is None:
            return
        p.cues = [*p.cues, cue]
        end = p.end


def _is_no_kind(head: Part, excepted: Part, p: Part) -> bool:
    """Whether what stands on a list behind what is excepted is something else than the thing with the exception."""
    if p.leaf["op"] == "threshold":
        return p.focus[0] <= p.start and _STAGED.search(p.leaf["measure"]["name"]) is None
    if p.leaf["op"] != head.leaf["op"]:
        return p.leaf["op"] in ("condition", "exposure")
    if p.leaf["op"] == "exposure":
        return (
            head.leaf["role"] in _ROLES
            and p.leaf["role"] in _ROLES
            and _ROLES[p.leaf["role"]] != _ROLES[head.leaf["role"]]
        )
    name = name_of(p)
    if kinds.ANY_CANCER.search(name_of(head)) and kinds.CANCER.search(name_of(excepted)):
        return _OF_CANCERS.search(name) is None
    own = p.leaf.get("status")
    return name in CARRYING or (own is not None and own != excepted.leaf.get("status"))
