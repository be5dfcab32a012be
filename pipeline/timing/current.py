"""What goes on now beside what was: "currently or within 6 months", "ongoing or recent (≤ 14 days)"."""

import re

from ..parts import Cue, Part, Window
from .phrases import FLAGS

_NOW = r"(?:active(?:ly)?|current(?:ly)?|ongoing|now|presently|at\s+present|concomitant(?:ly)?|concurrent(?:ly)?)"
_SAYS_NOW = re.compile(rf"\b{_NOW}\b", FLAGS)
_OR_HAVE = re.compile(r"\bor\s+(?:have|has|had|were|was)\b", FLAGS)
_NOW_OR = re.compile(
    rf"\b(?:(?P<now>{_NOW})|(?P<plan>planned|scheduled|elective|anticipated))(?:\s+(?:taking|using|receiving|treated|on|use|(?:enroll?(?:ment|ed)|participat(?:ion|ing))(?:\s+in)?)(?:\s+of)?)?\s*,?\s*or\s+(?:(?:use|treatment|having|have|has|had|taken|used|received|"
    r"been|discontinu(?:ation|ed)|complet(?:ion|ed)|recent(?:ly)?|previous(?:ly)?|prior|past|treated|with|at\s+any\s+time)\s*[,(]?\s*)*$",
    FLAGS,
)
_OR = re.compile(
    r"\s*,?\s*or\s*(?:(?:(?:the\s+)?(?:use|intake|treatment|exposure|receipt)\s+(?:of|with|to)\s+)?(?:any\s+of\s+)?"
    r"(?:these|those|them|such)(?:\s+(?:drugs?|medications?|agents?|treatments?|therap(?:y|ies)))?\s*"
    r"|(?:(?:has|have|had|was|were|been|recently)\s+)*(?:stopped|discontinued|ceased|ended|used|taken|received)\s+(?:(?:it|them)\s+)?"
    r"|(?:(?:their|its|prior|previous|past|recent)\s+)+(?:use|intake|treatment|exposure)\s+)?",
    FLAGS,
)
_OR_LATELY = re.compile(
    r"\s*(?:,\s*)?(?:or|and\s*/\s*or)\s+recent(?:ly)?\s+"
    r"(?:(?:use|treatment|therapy|intake|exposure)\s+(?:of|with|to)\s+)?",
    FLAGS,
)
_TOPIC = re.compile(r"\s+(?:medications?|medicines?|drugs?|treatments?|therap(?:y|ies))\s*:", FLAGS)
_END = re.compile(r"\s*(?:$|[,.;)\n]|(?:use|treatment|receiving|taking)\b)", FLAGS)
_OR_NOW = re.compile(rf"\s*[,)]*\s*or\s+(?:are\s+|is\s+)?(?P<now>{_NOW})\b", FLAGS)


def now_too(view: str, start: int, end: int, found: list[Part], w: Window) -> list[Part]:
    """The same again as going on, where an "or" parts it from the window; what has the window is not current."""
    if w.duration or w.direction != "before":
        return []
    also = [p for p in found if p.leaf.get("status") == "current"]
    also = also if also and _OR.fullmatch(view, also[-1].end, max(also[-1].end, w.start)) else []
    if also:  # "current participation in another trial, or within 30 days"
        return [_before(p, w.start, w.end) for p in also]
    lately = [p for p in found if any(_or_lately(view, p, c) for c in p.cues)]
    if lately:  # "active or recent infection within 30 days"
        return [_before(p, p.start, p.end) for p in lately]
    m = _NOW_OR.search(view, max(start, w.start - 70), w.start) or _OR_NOW.match(view, w.end, end)
    if m is None or (m.re is _OR_NOW and not _ends(view, m.end(), found)):
        return []
    again = []
    for p in found:
        if p.leaf["op"] not in ("exposure", "condition"):
            continue
        said = "planned" if m.groupdict().get("plan") else "current"
        cue = Cue(said.upper(), *m.span("plan" if said == "planned" else "now"))
        again.append(p.once_more(cue.start, cue.end, [*p.denials, cue], status=said))
        p.leaf.pop("status", None)
        p.cues = [c for c in p.cues if c.category != cue.category]
    return again


def only_then(view: str, found: list[Part]) -> None:
    """ "Taking antivirals in the last 3 months" tells of that time, and not of today; "current" tells of both.

    What shares its status with the one before it in a list follows it.
    """
    freed = False
    for p in found:
        then = p.leaf.get("window")
        if then is None or then["direction"] != "before" or then["range"]["upper"] is None:
            continue
        now = [c for c in p.cues if c.category == "CURRENT"]
        if p.leaf["op"] != "exposure" or p.leaf.get("status") != "current" or not (now or freed):
            freed = False
            continue
        meant = [c for c in now if not _OR_HAVE.search(view, c.end, max(c.end, p.focus[0]))]
        meant = [c for c in meant if not _TOPIC.match(view, c.end)]  # "concomitant medications: A within 7 days"
        freed = not any(_SAYS_NOW.search(view, c.start, c.end) for c in meant)
        if freed:
            p.leaf.pop("status")


def _before(p: Part, start: int, end: int) -> Part:
    """What is current once more as it was before: with its window and the second length ("30 days or 5 half-lives")."""
    again = p.once_more(start, end, list(p.denials))
    again.leaf["window"] = p.leaf.pop("window")
    again.alternative, again.longer = p.alternative, p.longer
    p.alternative = p.longer = None
    again.leaf.pop("status", None)
    return again


def _or_lately(view: str, p: Part, cue: Cue) -> bool:
    current = cue.category == "CURRENT" and p.leaf.get("status") == "current" and cue.end <= p.focus[0]
    return current and _OR_LATELY.fullmatch(view, cue.end, p.focus[0]) is not None


def _ends(view: str, position: int, found: list[Part]) -> bool:
    """Whether nothing else is named behind "or current"."""
    return bool(_END.match(view, position)) or any(0 <= p.start - position < 3 for p in found)
