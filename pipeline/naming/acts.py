"""What is done to a disease, about it or with a device: "resection of brain metastases", "hepatitis screening"."""

import re
from dataclasses import replace
from itertools import takewhile

from ...patterns.gate import Gated
from ..parts import Cue, Mention
from .heads import normal

_ACT = Gated(
    r"\b(?P<act>ablation|banding|biops(?:y|ies)|clipping|closure|coagulation|coiling|curettage|debridement|debulking|decompression|"
    r"drainage|emboli[sz]ation|enucleation|excision|exploration|extraction|fixation|implantation|incision|insertion|ligation|"
    r"placement|reconstruction|removal|repair|replacement|resection|revision|sclerotherapy|stenting)\s+of\s+"
    r"(?:(?:an?|the|any|all|one|both|his|her|their)\s+)*\Z",
    re.IGNORECASE,
)
_OR = re.compile(r"\s*(?:/|\bor\b)\s*(?:of\s+)?(?:(?:the|an?|any)\s+)?", re.IGNORECASE)
_REACH = 50
_DONE = re.compile(r"\b(?:(?:has|have|had)\s+been|was|were)\b", re.IGNORECASE)
"""Inside a name: "the spleen has been removed"."""
_SCREENING = re.compile(
    r"[\s-]+(?:screening|screens?|(?P<therapy>prophyla(?:xis|ctic\s+(?:therapy|treatment|medication))|"
    r"prevention(?:\s+(?:therapy|treatment|medication|program(?:me)?))?|education(?:\s+program(?:me)?)?))\b"
    r"(?!\s+(?:visits?|period|phase|for\b|(?:(?:test|result|is|was|must|should|be)\s+)*(?:positiv|negativ|reactive|non-?reactive)))",
    re.IGNORECASE,
)
_RESULT = re.compile(r"\b(?:(?:sero)?(?:positive|negative)|reactive|(?:ab)?normal)\s+\Z", re.IGNORECASE)


def read(view: str, found: list[Mention]) -> list[Mention]:
    """The mentions, an act and the one disease or device that it is done to as one procedure."""
    out: list[Mention] = []
    acts = not _ACT.absent(view, 0, len(view))
    for m in found:
        screened = _SCREENING.match(view, m.end) if m.kind == "condition" else None
        if screened is not None and _RESULT.search(view, max(0, m.start - 20), m.start) is None:
            kind, said = "procedure", normal(view[m.start : screened.end()])
            if screened["therapy"] and m.name.endswith("pregnancy"):
                continue  # a "pregnancy prevention program" is for a person to sign
            if screened["therapy"]:
                kind, said = "therapy", f"{m.name} {normal(screened['therapy'])}"
            m = Mention(m.start, screened.end(), kind, said, (), m.pattern)
        if m.kind == "procedure" and _DONE.search(view, m.start, m.end):
            m = replace(m, cues=(*m.cues, Cue("PAST", m.start, m.end)))
        done_to = acts and m.kind in ("condition", "procedure")
        act = _ACT.search(view, max(0, m.start - _REACH), m.start) if done_to else None
        if act is None:
            out.append(_too(view, out[-1], m) if out else m)
            continue
        start, how = act.start("act"), act["act"].lower()
        if out and out[-1].end == act.end("act") and out[-1].kind == "procedure":
            before = out.pop()
            start, how = before.start, normal(view[before.start : act.end("act")])
            for i in sharing(out, before):  # "R0 or R1 resection of A"
                out[i] = replace(out[i], name=f"{m.name} {out[i].name}", codes=(), hull=(out[i].start, m.end))
        elif out and out[-1].end > start:
            out.append(m)
            continue
        placed = m.kind == "procedure" and how in ("insertion", "implantation", "placement")
        name = m.name if placed or m.name.endswith(how) else f"{m.name} {how}"
        out.append(replace(m, start=start, kind="procedure", name=name, codes=()))
    return out


def sharing(before: list[Mention], m: Mention) -> list[int]:
    """Which of the mentions right before one share its head, the nearest first: "acute, subacute or chronic"."""
    places = range(len(before) - 1, -1, -1)
    return list(takewhile(lambda i: before[i].shares and before[i].kind == m.kind, places))


def _too(view: str, before: Mention, m: Mention) -> Mention:
    """ "Ablation of atrial flutter or atrial fibrillation": what is done to the first disease is done to the next."""
    done, of, _ = view[before.start : before.end].partition(" of ")
    act = _ACT.search(f"{done} of ") if of and before.kind == "procedure" else None
    if act is None or m.kind != "condition" or not _OR.fullmatch(view, before.end, m.start):
        return m
    hull = (before.hull or (before.start, 0))[0], m.end
    return replace(m, kind="procedure", name=f"{m.name} {act['act'].lower()}", codes=(), hull=hull)
