"""Topics before colons in a row: "Renal: creatinine <= 1.5 mg/dL; Hepatic: ALT <= 3 x ULN"."""

import re

from ...patterns.gate import Gated
from ..parts import Part, Work
from ..segment.headings import is_topic
from .nodes import name_of

_NAMED = r"(?P<label>[^\W\d_][\w/&-]*(?:[ ][\w/&-]+){0,3})\s?:(?=\s)"
_FIRST = re.compile(_NAMED)
_LABEL = Gated(rf"(?:(?<=[;.:(])|(?<=[;.:(]\s)|^)(?:and\s+)?{_NAMED}", re.MULTILINE)

_UNSPECIFIC = re.compile(
    r"(?:(?:severe|acute|chronic|significant|major|uncontrolled|serious|unstable) )*(?:ulcer|metastas[ie]s|failure|"
    r"insufficiency|disease|disorder|dysfunction|infection|cancer|tumor|neoplasm|malignancy|surgery|transplant(?:ation)?|bleeding|hemorrhage|pain|edema|thrombosis|stenosis|trauma|injury|involvement|toxicity|symptom)",
    re.IGNORECASE,
)


def silence(view: str, work: Work) -> list[tuple[int, int]]:
    """The words of topics in a row; a name that is only a topic leaves the parts.

    So is "surgery" in "Surgery: major surgery within 4 weeks", and what stands before a row of topics ("Organ
    dysfunction: Cardiac: NYHA III; Hepatic: ascites").
    """
    if view.find(":", work.start, work.end) < 0:
        return []
    first = _FIRST.match(view, work.start, work.end)
    found = [m for m in [first, *_LABEL.finditer(view, work.start + 1, work.end)] if m is not None]
    topics = [m for m in found if is_topic(m["label"], over_items=True)]
    inner = [m for m in topics if m.start("label") > work.start]
    if not inner:
        return []
    heads = [m for m in found if any(0 < t.start("label") - m.end() <= 1 for t in inner)]
    above = [p for m in heads for p in work.parts if m.start() <= p.start and p.end <= m.end() and _is_bare(p)]
    again = {m.start(): _told_again(work.parts, m) for m in inner}
    dropped = [p for told in again.values() for p in told] + above
    work.parts = [p for p in work.parts if not any(p is q for q in dropped)]
    for m in topics:
        if not again.get(m.start()):
            _doubt_site(work.parts, m)
    spans = [(m.start("label"), m.end()) for m in inner] + [(p.start, p.end + (view[p.end] == ":")) for p in above]
    return [s for s in spans if not any(p.start < s[1] and s[0] < p.end for p in work.parts)]


def may_be_topic(view: str, work: Work) -> bool:
    """ "Infection: no antibiotics within 7 days" asks for no infection; "brain metastases: irradiated" may not, too.

    So of "Stem cell infusion without irradiation: no graft-versus-host disease".
    """
    if len(work.parts) < 2 or work.kind != "inclusion":
        return False
    label = next((i for i, p in enumerate(work.parts, 1) if view[p.end : p.end + 1] == ":"), 0)
    given = all(p.leaf["op"] == "exposure" and "window" not in p.leaf for p in work.parts[:label])
    if label and given and work.parts[0].start == work.start:
        return any(p.leaf["op"] != "exposure" for p in work.parts[label:])
    first, *others = work.parts
    if first.start != work.start or not _is_bare(first):
        return False
    told = all(p.leaf["op"] == "exposure" for p in others)
    return told and first.leaf["op"] == "condition" and view[first.end : first.end + 1] == ":"


def _doubt_site(parts: list[Part], m: "re.Match[str]") -> None:
    """ "Lung: metastases; skin: ulcers": what is found there is of the site that the topic names."""
    behind = next((p for p in parts if p.start >= m.end()), None)
    if behind is not None and _UNSPECIFIC.fullmatch(name_of(behind)):
        behind.guessed = True


def _told_again(parts: list[Part], m: "re.Match[str]") -> list[Part]:
    """The part that is a topic's whole name, where the next is of its kind."""
    own = [p for p in parts if m.start("label") <= p.start and p.end <= m.end()]
    behind = next((p for p in parts if p.start >= m.end()), None)
    if len(own) != 1 or behind is None or not _is_bare(own[0]):
        return []
    names = [name_of(own[0]), name_of(behind)]
    return (
        own if names[0] and own[0].leaf["op"] == behind.leaf["op"] and f" {names[1]}".endswith(f" {names[0]}") else []
    )


def _is_bare(p: Part) -> bool:
    said = p.leaf.keys() & {"window", "duration", "dose", "status", "excluding", "to"}
    return p.leaf["op"] in ("condition", "exposure") and not said and not p.cues
