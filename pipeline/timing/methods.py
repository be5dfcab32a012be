"""Methods between what is found and the time: "LVEF < 40% by echocardiography within 6 months" is of the LVEF."""

import re
from itertools import pairwise

from ..parts import Cue, Part, Window, is_sex
from .lists import before
from .phrases import FLAGS

_METHOD = re.compile(
    r"imaging|tomograph|ultras|sonograph|echo|graphy|gram\b|scop[yi]|biops|histolog|spirometr|radiograph|x-ray|densitom|scan|muga|\bmri\b|"
    r"test|heart catheteri|smear|assay|electrophores|cytometr|aspirat",
    FLAGS,
)
_BY = re.compile(
    r"[\s,()]*(?:(?:as|was|were|is|been)\s+)*"
    r"(?:(?:diagnosed|measured|assessed|determined|documented|demonstrated|evaluated|calculated|obtained|shown|"
    r"seen|detected)\s+)?"
    r"(?:by|on|using|via|with|through|per)\s+"
    r"(?:(?:an?|any|the|either|either\s+of|screening|baseline|triplicate|single|initial|standard)\s+)*",
    FLAGS,
)
_AT = re.compile(r"\s+at\s+(?:(?:an?|the)\s+)?", FLAGS)
""" "At least 1 lesion at an MRI scan"."""
_DIAGNOSED = re.compile(r"\bdiagnosed\b", FLAGS)
_DONE = re.compile(r"\s+(?:done|performed|obtained|taken|carried\s+out)\b", FLAGS)
_KIND = re.compile(r"\s+(?:methods?|techniques?|modalit(?:y|ies)|recordings?|assessments?|examinations?)\b", FLAGS)
_LISTED = re.compile(
    r"(?:\s*(?:,|/|\b(?:and|or)\b))+\s*(?:(?:an?|any|the|by|on)\s+)*"
    r"|\s*\(\s*(?:(?:e\.?g\b\.?|i\.?e\b\.?|such\s+as|like|including|either|by|with|using)[\s,:]*)*",
    FLAGS,
)
_KNOWN_BY = re.compile(
    r"[\s,(]*(?:(?:that|which|as|was|were|is|are|be|has|have|been|(?!un|in)\w+ly)\s+)*"
    r"(?:confirmed|verified|documented|demonstrated|diagnosed|shown|seen|proven|detected|established|identified|visible|"
    r"visuali[sz]ed|evidenced|observed|assessed|evaluated|ruled\s+out|"
    r"excluded)\s+(?:either\s+)?(?:by|on|in|with|via|using|through|upon)\s+"
    r"(?:(?:an?|any|the|either|standard|routine|conventional|of)\s+)*",
    FLAGS,
)
""" "A lesion ≥ 1 cm, as seen on": how a value is known."""
_TITLE = re.compile(r"\s*(?:\([\w\s-]{1,12}\)\s*)?(?:(?:findings|values|parameters|results)\s*)?:\s*", FLAGS)
_FINDING = re.compile(
    r"\s*(?:\([\w\s-]{1,12}\)\s*)?(?:(?:with|showing|demonstrating|revealing|indicating)\s+)(?:(?:an?|the)\s+)?", FLAGS
)


def found_by(view: str, parts: list[Part], found: list[Part], w: Window) -> list[Part]:
    """The value, or the findings, found by the methods that a window is said of; else ``found`` itself.

    The methods then are no leaves, and leave ``parts``.
    """
    if not found or not all(_is_method(p) for p in found):
        return found
    methods = [found[0]]
    left = sorted((p for p in parts if p.end <= found[0].start), key=lambda p: p.end)
    while left and _is_method(left[-1]) and _LISTED.fullmatch(view, left[-1].end, methods[0].start):
        methods.insert(0, left.pop())
    gap = (left[-1].end, methods[0].start) if left else (0, 0)
    valued = bool(left) and left[-1].leaf["op"] == "threshold"
    counted = valued and (_KNOWN_BY.fullmatch(view, *gap) or _AT.fullmatch(view, *gap))
    if not left or not (counted or _BY.fullmatch(view, *gap)):
        return found
    value = left[-1]
    if value.leaf["op"] != "threshold" and not _finds(view, value, methods[0], found[-1]):
        return found
    used = [*methods, *found[1:]]
    parts[:] = [p for p in parts if not any(p is u for u in used)]
    more = _KIND.match(view, found[-1].end)
    value.cues = [*value.cues, Cue("METHOD", methods[0].start, more.end() if more else found[-1].end)]
    return [value] if value.leaf["op"] == "threshold" else before(view, left, w, False)


def of_values(view: str, parts: list[Part]) -> None:
    """ "LVEF < 35 % by MRI or echocardiography": the methods behind a value are no leaves, and leave ``parts``."""
    ordered = sorted(parts, key=lambda p: p.start)
    value: Part | None = None
    behind = 0
    used: list[Part] = []
    last: Part | None = None
    for p in ordered:
        listed = bool(used) and used[-1] is last
        if value is not None and "window" not in p.leaf and _is_method(p) and _told_by(view, behind, p, listed):
            more = _KIND.match(view, p.end)
            behind = more.end() if more else p.end
            value.cues = [*value.cues, Cue("METHOD", p.start, behind)]
            used.append(p)
        else:  # "body fat > 25 % (men) or > 35 % (women) by DXA"
            of_one_sex = is_sex(p)
            value = p if p.leaf["op"] == "threshold" else value if of_one_sex else None
            behind = p.end
        last = p
    parts[:] = [p for p in parts if not any(p is u for u in used)]


def _told_by(view: str, behind: int, method: Part, listed: bool) -> bool:
    """Whether a method, the first or one of a ``listed`` several, tells how a value is known."""
    joints = (_LISTED,) if listed else (_BY, _KNOWN_BY)
    return any(joint.fullmatch(view, behind, method.start) for joint in joints)


def ahead(view: str, start: int, parts: list[Part]) -> None:
    """ "ECG: QTcF > 450 ms", "an MRI within 6 months showing 3 lesions": the method before what it finds is no leaf."""
    for method, found in pairwise(sorted(parts, key=lambda p: p.start)):
        if not _is_method(method) or not {"status", "duration"}.isdisjoint(method.leaf) or method.end > found.start:
            continue
        window = method.leaf.get("window")
        seen = found.leaf["op"] == "threshold" and "window" not in found.leaf
        seen = seen and (window is None or found.leaf["range"]["unit"] == "1")
        behind = window["span"]["end"] if window is not None else method.end
        title = window is None and not method.denials and not view[start : method.start].strip()
        if title and _TITLE.match(view, method.end, found.start):
            found.cues = [*found.cues, Cue("TITLE", method.start, method.end)]
        elif seen and _FINDING.fullmatch(view, behind, found.start):
            if window is not None:
                found.leaf["window"] = window
            found.cues = [*found.cues, *method.denials, Cue("METHOD", method.start, found.start)]
        else:
            continue
        parts[:] = [p for p in parts if p is not method]


def _finds(view: str, what: Part, first: Part, last: Part) -> bool:
    """ "colitis, diagnosed by endoscopy", "no lesion on any MRI done": the time is that of the finding."""
    if what.leaf["op"] != "condition":
        return False
    return bool(_DIAGNOSED.search(view, what.end, first.start) or _DONE.match(view, last.end))


def _is_method(part: Part) -> bool:
    leaf = part.leaf
    procedure = leaf["op"] == "exposure" and leaf["role"] == "procedure"
    return procedure and _METHOD.search(leaf["agent"]["name"]) is not None
