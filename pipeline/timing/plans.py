"""What is planned beside what was: "surgery within 6 months, or planned in the next 3 months", "during the study"."""

import re
from dataclasses import replace
from itertools import pairwise

from ...patterns.gate import Gated, Several
from ..parts import Cue, Part, Window
from .lists import listed
from .phrases import FLAGS

_PLANNED = re.compile(r"(?:planned|elective|scheduled|upcoming|anticipated|expected)\b", FLAGS)
_DURING = (
    r"(?:during|throughout)\s+(?:the\s+)?(?:entire\s+|whole\s+|(?:course|period)\s+of\s+the\s+)?(?:study|trial|treatment)\b"
    r"(?:\s+(?:period|participation|treatment|phase))?(?!\s*-)"
)
_TO_THE_END = (
    r"(?:until|to|through(?:out)?|till)\s+(?:the\s+)?(?:(?:end|completion|last\s+(?:day|visit))\s+of\s+(?:the\s+)?)?"
    r"(?:study|trial|treatment)\b(?:\s+(?:period|participation|treatment|phase|completion|visit))?"
)
_TO_NEED = (
    r"(?:likely|expected|anticipated|predicted|bound)\s+(?:to\s+(?:need|require|receive|start|undergo|be\s+(?:given|started\s+on|placed\s+on))|"
    r"(?:need|requirement)\s+(?:for|of))\s+(?:(?:either|any|one|both)(?:\s+of\s+(?:them|these|those|the\s+two))?|it|them|these|this)"
)
_EVENTS = (
    r"(?:screening|baseline|enrol?lment|inclusion|randomi[sz]ation|(?:the\s+)?first\s+dose|"
    r"study\s+(?:entry|start)|consent)"
)
_OR_PLANNED = re.compile(
    r"\s*,?\s*or\s+(?:(?:is|are)\s+)?(?P<plan>(?:planned|scheduled|anticipated|expected|intended)"
    rf"(?:\s+(?:to\s+be\s+(?:given|received)\s+)?(?:for\s+the\s+(?:study|trial)|{_DURING})|(?=\s*(?:[,.;:)]|\Z)|"
    r"\s+(?:or|and|before|prior|after|while|at|on|until|between|by|throughout|as)\b)))"
    rf"|\s*,?\s*(?:(?:and|or)\s+|to\s+be\s+(?:used|given|taken)\s+)(?P<during>{_DURING})"
    rf"|\s*,?\s*(?:and\s+)?(?P<through>{_TO_THE_END})"
    r"|\s*,?\s*or\s+(?P<them>(?:who\s+)?(?:requires?|needs?|(?:plan(?:ning)?|intend(?:ing)?|expect(?:ed|ing)?)s?\s+to\s+\w+)"
    rf"\s+(?:any\s+of\s+)?(?:these|those|them|it)\s+{_DURING})",
    FLAGS,
)
FROM_THEN = re.compile(rf"\b(?:from|between)\s+(?:{_EVENTS})\s+(?:until|to|and|through)\s+$", FLAGS)
"""Before a time behind a later event: "between screening and 30 days after the last dose"."""
_DURING_OR = re.compile(
    rf"\b(?:from|between)\s+(?P<from>{_EVENTS})\s+(?:until\s+|to\s+|and\s+|through\s+)?$"
    rf"|\b(?P<plan>{_DURING})\s*,?\s*(?:and|or)\s+(?:(?:up\s+to|until|for|within|in)\s+)*$",
    FLAGS,
)
_WITHIN = re.compile(
    rf"\b(?P<plan>{_TO_NEED}|(?:(?:is|are)\s+)?(?:planned|scheduled|anticipated|expected|intended|foreseen|due|planning)\b"
    r"(?:\s+to\s+(?:occur|start|begin|take\s+place|be\s+\w+|(?:have|undergo|receive)))?(?:\s+(?:it|one|this|them|another))?)"
    r"\s*(?:(?:for|in|during|within|over)\s*)?$",
    FLAGS,
)
_OR = re.compile(r"\bor\s+(?:(?:to\s+be|being|are|is|an?|who\s+are)\s+)?$", FLAGS)
_OR_TO_NEED = Gated(rf"\s*,?\s*or\s+(?:(?:is|are|an?)\s+)?(?P<plan>{_TO_NEED}\s+{_DURING})", FLAGS)
_OR_DURING = re.compile(r"\s*(?:before|prior\s+to)\s*(?:,\s*|,?\s*(?:or|and)\s+)(?P<plan>during\b)", FLAGS)
_WAS = (
    r"(?P<past>past|previous|prior|done|performed|received|given|administered|in\s+the\s+past)|"
    r"(?P<current>current|ongoing|existing|in\s+place)"
)
_PLAN = r"(?P<plan>planned|scheduled|anticipated|expected|intended|upcoming)"
_BEHIND = tuple(
    re.compile(rf"[\s,(]*(?:either\s+)?(?:{words})\b", FLAGS)
    for words in (rf"(?:{_WAS})\s*(?:or|and|/)\s*{_PLAN}", rf"{_PLAN}\s*(?:or|and|/)\s*(?:{_WAS})")
)
_AHEAD = tuple(
    re.compile(
        rf"(?<!or\s)(?<!,\s)(?<!/)\b(?:{words})\s+(?:(?:use|treatment|therapy|administration|receipt)\s+(?:of|with)\s+)?"
        r"(?:(?:an?|any|the)\s+)?$",
        FLAGS,
    )
    for words in (rf"(?:{_WAS})\s*(?:or|and|/)\s*{_PLAN}", rf"{_PLAN}\s*(?:or|and|/)\s*(?:{_WAS})")
)
_OR_AGAIN = re.compile(r"\s*,?\s*or\s+(?:(?:an?|any|major|other|another)\s+)*", FLAGS)
_PLANS = Several(Gated(rf"\b{_PLAN}\b", FLAGS), _OR_TO_NEED)
"""Where neither may stand, nothing is planned besides."""
_REACH = 60


def is_plan(view: str, part: Part) -> bool:
    """Whether a part's own words or status say that it is planned."""
    return part.leaf.get("status") == "planned" or bool(_PLANNED.match(view, part.start))


def too(view: str, start: int, end: int, found: list[Part], w: Window) -> list[Part]:
    """ "live vaccines within 28 days, or during the study": the same again, as a plan."""
    if m := _OR_DURING.match(view, w.quantity.end, w.end):
        return [_copy(p, m.start("plan"), w.end) for p in found if p.leaf["op"] == "exposure"]
    m = _OR_PLANNED.match(view, w.end, end)
    place = m.span(next(k for k in ("plan", "during", "through", "them") if m[k])) if m else None
    if m is None and found and found[-1].end <= w.start and (m := _DURING_OR.search(view, found[-1].end, w.start)):
        place = m.span("plan" if m["plan"] else "from")
    if place is None:
        return []
    later = [p for p in found if p.leaf["op"] == "exposure" or _later(p)]
    said = m is not None and m.re is _DURING_OR and m["from"] is not None  # once is enough of what is planned anyway
    return [_copy(p, *place) for p in later if not (said and p.leaf.get("status") == "planned")]


def besides(view: str, start: int, end: int, parts: list[Part]) -> list[Part]:
    """ "Dialysis (past or planned)", "ongoing or planned use of A or B": the same again, as a plan."""
    if _PLANS.absent(view, start, end):
        return []
    out: list[Part] = []
    said: re.Match[str] | None = None
    for i, part in enumerate(parts):
        shares = said is not None and i > 0 and parts[i - 1].end <= part.start
        ahead = said if shares and listed(view[parts[i - 1].end : part.start]) else None
        said = None
        carrying = part.leaf.get("condition", {}).get("name") in ("pregnancy", "breastfeeding")
        if not (carrying or part.leaf["op"] == "exposure") or "window" in part.leaf:
            continue
        floor = max(start, part.start - _REACH)
        said = next((m for p in _AHEAD if (m := p.search(view, floor, part.start))), ahead)
        if need := _OR_TO_NEED.match(view, part.end, end):
            out += _needed(view, parts[: i + 1], need.span("plan"))
        elif m := said or next((m for p in _BEHIND if (m := p.match(view, part.end, end))), None):
            out.append(_beside(part, m))
    return out


def _needed(view: str, parts: list[Part], place: tuple[int, int]) -> list[Part]:
    """ "Taking A or B, or likely to need them during the study": the plan is for the whole list."""
    first = len(parts) - 1
    while first and parts[first - 1].leaf["op"] == "exposure":
        if not listed(view[parts[first - 1].end : parts[first].start]):
            break
        first -= 1
    return [_copy(p, *place) for p in parts[first:]]


def _beside(part: Part, m: re.Match[str]) -> Part:
    was = "past" if m["past"] else "current"
    denied = part.denials
    part.leaf["status"] = was
    part.cues = [*denied, Cue(was.upper(), *m.span(was))]
    planned = Cue("PLANNED", *m.span("plan"))
    return replace(part, leaf={**part.leaf, "status": "planned"}, cues=[*denied, planned])


def within(view: str, start: int, parts: list[Part], found: list[Part], w: Window) -> list[Part]:
    """ "A or B within 6 months, or planned within 3 months": the plan is for all that the window before is for.

    Returns what the window is for: copies with the plan, which are added to ``parts``, or the parts themselves.
    """
    m = _WITHIN.search(view, max(start, w.start - 60), w.start)
    if m is None or not found or found[-1].end > m.start() or w.duration or found[-1].leaf["op"] == "threshold":
        return found
    before = found[-1].leaf.get("window")
    if before is None and _OR.search(view, found[-1].end, m.start()):
        if planned := [p for p in found if p.leaf.get("status") == "planned"]:
            return planned
        planned = [_copy(p, *m.span("plan")) for p in found]  # "on dialysis or expected to start it within 6 months"
        parts += planned
        return planned
    if before is None:
        for part in found:
            part.leaf["status"] = "planned"
            part.cues = [*part.cues, Cue("PLANNED", *m.span("plan"))]
        return found
    same = [p for p in parts if p.leaf["op"] != "threshold" and p.leaf.get("window", {}).get("span") == before["span"]]
    done = [p for p in same if p.leaf["op"] == "exposure"]  # nobody plans the stroke of "stroke or surgery"
    planned = [_copy(p, *m.span("plan")) for p in done or same]
    parts += planned
    return planned


def looking_back(view: str, parts: list[Part]) -> None:
    """ "Planned surgery, or major surgery within 4 weeks before": what was done before is not planned."""
    _apart_from_plans(view, parts)
    for p in parts:
        window, plans = p.leaf.get("window"), [c for c in p.cues if c.category == "PLANNED" and c.end <= p.start]
        if p.leaf.get("status") != "planned" or not plans or window is None or window["direction"] != "before":
            continue
        between = [q for q in parts if q is not p and plans[-1].end <= q.start and q.end <= p.start]
        if any(q.leaf.get("status") == "planned" and "window" not in q.leaf for q in between):
            p.cues = [c for c in p.cues if c not in plans]
            del p.leaf["status"]


def _apart_from_plans(view: str, parts: list[Part]) -> None:
    """ "Planned surgery or surgery within 4 weeks before", "planned or prior surgery within …": a time of the past."""
    for a, b in pairwise(parts):
        if (
            a.leaf["op"] != "exposure"
            or b.leaf["op"] != "exposure"
            or a.leaf["agent"]["name"] != b.leaf["agent"]["name"]
        ):
            continue
        window = b.leaf.get("window")
        if window is None or window["direction"] != "before" or a.leaf.get("window") != window:
            continue
        again = a.leaf.get("status") == b.leaf.get("status") == "planned"
        if again and _OR_AGAIN.fullmatch(view, a.end, b.start):
            del a.leaf["window"], b.leaf["status"]
            b.cues = [c for c in b.cues if c.category != "PLANNED"]
        elif a.focus == b.focus and {a.leaf.get("status"), b.leaf.get("status")} == {"past", "planned"}:
            del (a if a.leaf["status"] == "planned" else b).leaf["window"]


def _later(part: Part) -> bool:
    """Whether a condition comes after an event of the study ("pregnancy until 90 days after the last dose")."""
    window = part.leaf.get("window")
    return part.leaf["op"] == "condition" and window is not None and bool(window["direction"] == "after")


def _copy(part: Part, start: int, end: int) -> Part:
    return part.once_more(start, end, part.denials, status="planned")
