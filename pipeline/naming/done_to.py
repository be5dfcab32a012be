"""What was done to a disease, told in a verb behind it: "aneurysm that was not repaired", "unless resected"."""

import re
from itertools import pairwise

from ...patterns.alternation import one_of
from ...patterns.gate import Gated
from ..parts import Cue, Mention

VERB = "VERB"
"""The cue of what is told in a verb, of a disease that was named before."""

ACTS = {
    "ablated": "ablation",
    "amputated": "amputation",
    "banded": "banding",
    "biopsied": "biopsy",
    "clipped": "clipping",
    "coiled": "coiling",
    "debrided": "debridement",
    "drained": "drainage",
    "embolized": "embolization",
    "embolised": "embolization",
    "enucleated": "enucleation",
    "evacuated": "evacuation",
    "excised": "excision",
    "irradiated": "radiotherapy",
    "ligated": "ligation",
    "removed": "removal",
    "repaired": "repair",
    "resected": "resection",
    "revascularized": "revascularization",
    "revascularised": "revascularization",
    "stented": "stenting",
}
_ADVERBS = (
    r"(?:(?:previously|already|completely|fully|totally|entirely|curatively|radically|successfully|adequately|"
    r"definitively|effectively|endoscopically|locally|clinically|radiologically|radiographically|neurologically)\s+)*"
)
_HAS_BEEN = (
    r"(?:(?:has|have|had|is|are|was|were|must|should|remain(?:s|ed)?)\s+(?:not\s+(?:yet\s+)?|never\s+|already\s+)?"
    r"(?:have\s+)?(?:been\s+|remained\s+)?(?:not\s+)?)?"
)
_LEAD = Gated(
    r"(?:\s*,?\s*(?P<but>(?:(?:(?:is|are)\s+)?(?:allowed|permitted|eligible|acceptable)\s+)?(?:unless|except|if|provided(?:\s+that)?)\s+"
    r"(?:(?:if|when|they|it|these|this|those|that|which)\s+)*)|,?\s*(?:that|which)\s+(?=ha|is|are|w)|\s*[,(]?\s*(?:not\s+)?)"
    rf"{_HAS_BEEN}(?:(?:benign|small|single|solitary|locali[sz]ed)\s+and\s+)?",
    re.IGNORECASE,
)
_SAID = Gated(
    rf"{_ADVERBS}(?P<said>(?:(?:surgically|operatively)\s+)?(?P<act>{one_of(tuple(ACTS))})|(?P<treated>treated)(?!\s+(?:with|for(?!\s+(?:at\s+least|more\s+than|\d|[<>≤≥]))|by|in|at|on|as)\b)|"
    r"(?P<stable>stable)(?=\s+(?:for|over|since|during|within|in\s+the)\b))"
    r"(?=\s*(?:\Z|[,;.:)\]<>≥≤/]|\n)|\s+(?:and|or|within|in\s+the|at\s+least|more|less|for|over|before|prior|by|with|without|between|"
    r"earlier|during|since|after|ago|on|using|\d)(?!\w))",
    re.IGNORECASE,
)
"""An attribute stands before its noun, and says no more than which disease it is: "resected melanoma"."""
_JOINT = re.compile(rf"\s*(?:/|,?\s*(?:(?P<and>and|but)|or|and/or)\s+){_HAS_BEEN}", re.IGNORECASE)
_LISTED = re.compile(r"(?P<comma>\s*,)?\s*(?:/|\b(?:or|and|and/or)\b)\s*(?:(?:an?|any|other)\s+)*", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never)\b", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:previously|already)\b", re.IGNORECASE)


def read(view: str, taken: list[tuple[int, int]], found: list[Mention]) -> list[Mention]:
    """The mentions, and behind each disease what a verb says was done to it."""
    if _SAID.absent(view, 0, len(view)):
        return found
    out: list[Mention] = []
    for i, m in enumerate(found):
        out.append(m)
        if m.kind == "condition" and not _is_listed(view, found[: i + 1]):
            end = found[i + 1].start if i + 1 < len(found) else len(view)
            out += [d for d in _done(view, m, end) if not any(a < d.end and d.start < b for a, b in taken)]
    return out


def told(cues: list[Cue]) -> bool:
    """Whether a part is told in such a verb."""
    return any(c.category == VERB for c in cues)


def _is_listed(view: str, found: list[Mention]) -> bool:
    """ "Asthma or COPD unless stable": of which of several diseases it is said has no name."""
    before = [m for m in found if m.kind == "condition"][-3:]
    gaps = [view[a.end : b.start] for a, b in pairwise(before)]
    if not gaps or not (last := _LISTED.fullmatch(gaps[-1])):
        return False
    return not last["comma"] or (len(gaps) > 1 and gaps[0].strip() == ",")


def _done(view: str, m: Mention, end: int) -> list[Mention]:
    """What was done to one disease, in one verb or in several: "unless resected or irradiated and stable"."""
    lead = _LEAD.match(view, m.end, end)
    out: list[Mention] = []
    at = lead.end() if lead is not None else end
    while (said := _SAID.match(view, at)) is not None and said.end() <= end:
        if not (said["act"] or out or (lead is not None and lead["but"])):
            break
        cues = [Cue(VERB, *said.span("said"))]
        if (earlier := _EARLIER.search(view, at, said.start("said"))) is not None:
            cues.append(Cue("PAST", *earlier.span()))
        joint = _JOINT.match(view, said.end(), end)
        following = _SAID.match(view, joint.end()) if joint is not None else None
        if following is not None and lead is not None and joint is not None and joint["and"] and _NOT.search(lead[0]):
            return []  # "not drained and treated for 3 weeks": not both, or neither?
        shares = bool(said["act"] and following is not None and following["act"])
        out.append(_mention(m, said, tuple(cues), shares=shares))
        if joint is None:
            break
        at = joint.end()
    return out


def _mention(m: Mention, said: "re.Match[str]", cues: tuple[Cue, ...], *, shares: bool) -> Mention:
    start, end = said.span("said")
    if said["stable"]:
        return Mention(start, end, "condition", f"stable {m.name}", (), m.pattern, cues)
    if said["treated"]:
        return Mention(start, end, "therapy", f"{m.name} treatment", (), m.pattern, cues)
    act = ACTS[said["act"].lower()]
    kind = "therapy" if act == "radiotherapy" else "procedure"
    return Mention(start, end, kind, f"{m.name} {act}", (), m.pattern, cues, shares=shares)
