"""When a length is a time since, and when a time since is a length."""

import re
from dataclasses import replace

from ..naming.heads import DRUGS
from ..parts import Part, Window
from .lists import EVENT
from .phrases import FLAGS

_LAST_DOSE = re.compile(
    r"\b(?:last|latest|most\s+recent|final)\s+(?:[\w-]+\s+){0,2}?(?:dose|administration|treatment|use|intake|injection|"
    r"infusion|course|cycle|exposure)\s*[:,(]?\s*$",
    FLAGS,
)
SINCE_ONSET = re.compile(
    r"[,;(]\s*(?:with\s+|the\s+)?(?P<it>(?:(?:symptoms?|disease)\s+)?(?:onset|diagnosis)|onset\s+of\s+symptoms)\s*[:,]?\s*$",
    FLAGS,
)
"""Behind a disease, what it is so long ago since."""
_LASTS = re.compile(
    r"dialysis|ventilation|oxygen|nutrition|catheter|feeding|airway|support|monitoring|stimulation", FLAGS
)
_INSTANT = re.compile(r"(?:puncture|injection|biopsy|vaccination|donation|cardioversion|extraction)$", FLAGS)
_COMMA = re.compile(r"\s*[,;]\s*")
_COMMA_OR = re.compile(r"\s*,\s*(?:or|and/or)\s+", FLAGS)
_LASTING = re.compile(r"\b(?:for|lasting)\b", FLAGS)
_SINCE = re.compile(r"\bsince\s+(?:a\s+minimum\s+of\s+)?$", FLAGS)
_ENDED = re.compile(
    r"\b(?:stop\w*|discontinu\w*|withdrawn|ceas\w*|off|ended|completed|finished|last|elapsed|passed)\b", FLAGS
)
_FOR_THE_LAST = re.compile(r"for\s+(?:at\s+least\s+)?(?:the\s+)?(?:last|past|previous|preceding)\b", FLAGS)


def since(view: str, start: int, w: Window) -> Window | None:
    """ "Treated since at least 3 months before screening": so long, and not so long ago, if nothing has ended."""
    m = _SINCE.search(view, max(start, w.quantity.start - 40), w.quantity.start)
    if m is None or w.direction != "before" or w.quantity.lower is None:
        return None
    clause = view[start : m.start()].rpartition(",")[2].rpartition(";")[2]
    return None if _ENDED.search(clause) else replace(w, start=m.start(), duration=True)


_DURATION = re.compile(r"\s+duration\b", re.IGNORECASE)


def _is_kind_of(a: Part, b: Part) -> bool:
    """ "Permanent atrial fibrillation or AF duration > 3 years": any atrial fibrillation of that length."""
    names = [(p.leaf.get("condition") or {}).get("name", "") for p in (a, b)]
    return bool(names[1]) and names[0] != names[1] and str(names[0]).endswith(f" {names[1]}")


def alike(view: str, found: list[Part], w: Window, requires: bool) -> list[Part]:
    """Those of a list whose length it is.

    "Aphakia, capsulotomy < 30 days": a bare length is how long ago the one happened, and of no state before it. Where
    all are states ("gout, asthma, cough > 3 weeks"), it may be of the last alone. Values behind commas have one each.
    """
    if len(found) < 2 or not w.duration:
        return found
    if _DURATION.match(view, found[-1].end) and _is_kind_of(found[-2], found[-1]):
        return found[-1:]
    if not _bare(view, w):
        a, b = found[-2:]
        ill = len(found) == 2 and a.leaf["op"] == b.leaf["op"] == "condition"
        apart = ill and "duration" not in a.leaf and _COMMA_OR.fullmatch(view, a.end, b.start)
        b.guessed = b.guessed or bool(apart)  # "bloody stools, or diarrhoea for 14 days": has the first lasted, too?
        return _of_values(view, found)
    once = [_once(p, w, requires) for p in found]
    if not once[-1]:
        listed = found[-1].end <= w.start and "," in view[found[0].end : found[-1].start]
        listed = listed and not _LASTING.search(view, found[-1].end, w.start)
        found[-1].guessed = found[-1].guessed or listed
        return found
    first = len(found) - 1
    while first and once[first - 1] == once[-1]:
        first -= 1
    return found[first:]


def _of_values(view: str, found: list[Part]) -> list[Part]:
    """ "KL grade 2-3, pain VAS >= 40 mm for 3 months": of the last value alone."""
    for i in range(len(found) - 1, 0, -1):
        if found[i].value is not None and _COMMA.fullmatch(view, found[i - 1].end, found[i].start):
            return found[i:]
    return found


CESSATION = "smoking cessation"


def meant(view: str, found: list[Part], w: Window, requires: bool) -> Window:
    """The window or length that the words mean of what they name.

    "Stroke < 6 months" says how long ago it was; "statins for the last 6 months" says how long they were taken, where
    it ``requires`` them, and else that they were taken then; so does "since 6 months before screening".
    """
    if w.duration and len(found) == 1 and found[0].leaf.get("condition", {}).get("name") == CESSATION:
        return replace(w, duration=False, said=True)  # "has stopped smoking for a year": so long ago
    last = _LAST_DOSE.search(view, max(0, w.start - 60), w.start)
    once = all(_once(p, w, requires) for p in found)
    onset = SINCE_ONSET.search(view, max(0, w.start - 60), w.start)
    if w.duration and _bare(view, w) and found and (last or once or onset):
        return replace(w, duration=False, said=True)
    if not requires and w.duration and _bare(view, w) and view[w.start] in "<≤":
        for p in found:  # "infection < 4 weeks": so lately, or so briefly?
            p.guessed = p.guessed or p.leaf["op"] == "condition"
    q = w.quantity
    if w.duration and not q.said and w.anchor != "now" and _SINCE.match(view, w.start, q.start):
        if requires:
            return replace(w, quantity=replace(q, upper=None))
        return replace(w, duration=False, quantity=replace(q, lower=None))
    lasting = requires and not w.duration and q.upper is not None and _FOR_THE_LAST.match(view, w.start)
    if lasting and found and all(_may_last(p) for p in found):
        return replace(w, duration=True, quantity=replace(q, lower=q.upper, lower_inclusive=True, upper=None))
    return w


def _bare(view: str, w: Window) -> bool:
    """Whether no word says that it is a length, and a sign says which side is meant."""
    return w.quantity.said and w.start == w.quantity.start and view[w.end : w.end + 1] != "-"


def _once(part: Part, w: Window, requires: bool) -> bool:
    return _is_event(part, w) or (not requires and _taken_since(part, w))


def _is_event(part: Part, w: Window) -> bool:
    """What happens at once: a stroke; an operation, whose own length is bounded from below ("surgery > 2 hours").

    "Prior surgery (> 6 months)" was so long ago, and what is past and "< 1 year" is over.
    """
    leaf = part.leaf
    if leaf["op"] == "condition":
        over = leaf.get("status") == "past" and w.quantity.lower is None
        return over or EVENT.search(leaf["condition"]["name"]) is not None
    if leaf["op"] != "exposure" or leaf["role"] != "procedure" or _LASTS.search(leaf["agent"]["name"]):
        return False
    ago = w.quantity.lower is None or (leaf.get("status") == "past" and w.quantity.unit in ("a", "mo", "wk"))
    return ago and (w.quantity.unit not in ("h", "min") or _INSTANT.search(leaf["agent"]["name"]) is not None)


def _taken_since(part: Part, w: Window) -> bool:
    """ "Antibiotics ≤ 4 weeks" among exclusions: what was taken so lately excludes, not what was taken so briefly."""
    if part.leaf["op"] != "exposure" or part.end > w.start or w.quantity.lower is not None:
        return False
    return part.leaf["role"] in DRUGS or (part.leaf["role"] == "therapy" and w.quantity.unit not in ("h", "min"))


def _may_last(part: Part) -> bool:
    """What is not counted, and not denied for all of the time."""
    return part.leaf["op"] in ("exposure", "condition") and not part.denials
