"""Hangs one window on one leaf: as a window, a length, an alternative, or what must be over."""

import re
from dataclasses import replace
from typing import Any

from ..parts import Cue, Part, Window
from ..shapes import range_of, span, window
from . import exceptions, last, plans
from .aims import names_exposure
from .lists import CLAUSE

_FLAGS = re.IGNORECASE
_OF = re.compile(r"\s*(?:of|from)\b", _FLAGS)
_STOPPED = re.compile(
    r"\b(?:stop\w*|discontinu\w*|wash(?:ed)?\s?-?out|withdrawn|cease\w*|off|elapsed?|free\s+of|complet\w+|finished|end(?:s|ed|ing)?|since|last)\b",
    _FLAGS,
)
_JUST_STOPPED = re.compile(
    r"\b(?:stopped|discontinued|withdrawn|ceased|washed\s+out|completed|finished|ended)\s+$", _FLAGS
)
_ENDED = r"(?:stopped|discontinued|withdrawn|ceased|completed|finished)"
_MUST_HAVE_STOPPED = re.compile(
    rf"\b(?:must|should|shall|(?:has|have|needs?)\s+to)\s+have\s+{_ENDED}\s+(?!(?:study|trial|screening)\b)[^,;.:()<>]{{2,60}}\s+$",
    _FLAGS,
)
_HAS_STOPPED = re.compile(r"\b(?:stopped|discontinued|ceased)\s+(?!smoking|breast)[^,;.:()<>]{2,60}\s+$", _FLAGS)
""" "Must have stopped statins 4 weeks before": what was stopped stands between."""
_HAVE_HAD = re.compile(r"\b(?:have|has|'ve)\s+had\s+(?:an?\s+)?$", _FLAGS)
_OVER = re.compile(r"\b(?:elapsed?|passed|last|recent|complet\w+|end(?:s|ed|ing)?|stop\w*|discontinu\w*)\b", _FLAGS)
SINCE = re.compile(r"\b(?:since|from)\b", _FLAGS)
_SINCE_PRIOR = re.compile(
    r"\b(?:since|from)\s+(?:(?:any|the|their)\s+)*(?:prior|previous|last|most\s+recent|major)\b", _FLAGS
)
_NEEDED_BY_NOBODY = re.compile(r"(?:(?:major|minor|any) )?surgery|biopsy|(?:[\w ]+ )?transfusion")
"""What "at least 2 weeks since transfusion" does not ask for; "6 months since liver transplantation" asks for one."""
_ANY_VACCINE = re.compile(r"(?:(?:live|live[ -]attenuated|attenuated|inactivated|non-live|killed) )?vaccine", _FLAGS)
_MUST_BE_GIVEN = re.compile(
    r"\s*,?\s*(?:if\s+any\s*,?\s*)?(?:must|should|shall|(?:has|have|needs?)\s+to)\s+(?:have\s+been|be)\s+"
    r"(?:given|administered|received|completed|performed)\s*",
    _FLAGS,
)
_GRAFTED = re.compile(r"transplant|graft|\b(?:HSCT|HCT|SCT|BMT)\b", _FLAGS)
_THEREAFTER = re.compile(r"graft|reject|relapse|recurren|progress", _FLAGS)
_RETURNED = re.compile(r"relapse|recurren|progressi(?:on|ve disease)")
"""What can only come after the diagnosis: "relapse within a year of diagnosis"."""
_FIRST = re.compile(r"\bfirst\s+\Z", _FLAGS)
""" "Planned during the first 52 weeks": of the treatment under study."""
_LAST = re.compile(
    r"(?:\b(?:the|their|his|her)\s+)?\b(?:last|most\s+recent|final|previous)\s+(?:dose|administration|treatment|use|intake|"
    r"infusion|injection|course|cycle)s?\s+(?:of|with)\s+$",
    _FLAGS,
)


def hang(text: str, view: str, start: int, part: Part, w: Window, either: bool, absent: bool) -> bool:
    """Gives the part the window; False where it has another that does not leave room for it."""
    leaf = part.leaf
    if w.duration and not absent:
        if "duration" in leaf:
            return False
        leaf["duration"] = {**range_of(w.quantity, w.quantity.unit), "span": span(w.start, w.end)}
        if leaf["op"] == "condition" and _HAVE_HAD.search(view, max(start, part.start - 20), part.focus[0]):
            leaf.pop("status", None)  # "have had asthma for a year" goes on
        return True
    if "window" in leaf:
        return either and _alternative(text, part, w)
    if w.tail is not None and any(_inside(c, w.tail) for c in part.cues):  # "at screening or within 2 weeks before"
        part.cues = [c for c in part.cues if not _inside(c, w.tail)]
        leaf.pop("status", None)
    if _after_itself(text, part, w):
        w = replace(w, direction="before", anchor="now", anchor_text=None)
    quantity, direction = w.quantity, w.direction
    if absent and quantity.upper is None:
        quantity = _not_within(w)
    elif (
        (leaf["op"] == "exposure" or (leaf["op"] == "condition" and (w.off or last.named(view, part))))
        and quantity.upper is None
        and w.direction == "before"
        and is_stopped(view, start, w, part)
    ):
        quantity, part.stopped = _not_within(w), True
        leaf.pop("status", None)  # "since prior chemotherapy" tells when, and of no history
    unsaid = (not w.said and w.anchor == "now") or _OF.match(view, w.quantity.end, w.end)
    if unsaid and (plans.is_plan(view, part) or _follows(part, w)):
        first = w.anchor == "now" and _FIRST.search(text, w.start, quantity.start) is not None
        direction, w = "after", replace(w, anchor="first_dose") if first else w
    leaf["window"] = window(text, replace(w, direction=direction), quantity)
    if w.alternative is not None:
        part.alternative, part.longer = window(text, w, _like(w.alternative, quantity)), w.longer
    if m := _LAST.search(view, max(start, part.start - 60), part.start):
        part.start = m.start()
    return True


def _inside(cue: Cue, words: tuple[int, int]) -> bool:
    return words[0] <= cue.start and cue.end <= words[1]


def stopped_so_long(view: str, w: Window, requires: bool) -> Window:
    """ "Statins must be stopped 4 weeks before randomisation": so long ago or longer, and not within that time."""
    q = w.quantity
    plain = not (q.said or w.start < q.start or w.ahead or w.duration or w.alternative)
    one_length = q.upper is not None and q.lower in (None, q.upper)
    if not (plain and one_length and w.direction == "before"):
        return w
    near = max(0, w.start - 90)
    said = _JUST_STOPPED.search(view, max(0, w.start - 30), w.start) or _MUST_HAVE_STOPPED.search(view, near, w.start)
    if not said and not (requires and _HAS_STOPPED.search(view, near, w.start)):
        return w
    return replace(w, quantity=replace(q, lower=q.upper, lower_inclusive=True, upper=None))


def _follows(part: Part, w: Window) -> bool:
    """ "Myocarditis within 3 months of vaccination": what befalls somebody comes after what was given."""
    if part.leaf["op"] != "condition":
        return False
    if w.anchor == "diagnosis":
        return _RETURNED.search(part.leaf["condition"]["name"]) is not None
    if w.anchor == "surgery":  # "graft loss within a year of transplantation"
        return bool(_GRAFTED.search(w.anchor_text or "") and _THEREAFTER.search(part.leaf["condition"]["name"]))
    return w.anchor == "other" and names_exposure(w.anchor_text or "")


def _after_itself(text: str, part: Part, w: Window) -> bool:
    """ "a kidney transplant, ≥ 12 months post-transplant": so long ago is the thing itself."""
    if w.direction != "after" or w.anchor_text is None or part.leaf["op"] == "threshold":
        return False
    name = (part.leaf.get("agent") or part.leaf["condition"])["name"]
    word = w.anchor_text.lower().split()[-1][:9]
    return word in text[part.focus[0] : part.focus[1]].lower() or word in name


def _alternative(text: str, part: Part, w: Window) -> bool:
    """ "within 4 weeks before or 3 months after": the second of two windows, either of which counts."""
    if part.alternative is not None or w.alternative is not None:
        return False
    if w.direction == "after" and not w.quantity.said and w.quantity.lower is not None:
        w = replace(w, quantity=replace(w.quantity, lower=None, upper=w.quantity.lower, upper_inclusive=True))
    part.alternative, part.longer = window(text, w), part.leaf["window"]["range"]["upper"] is not None
    return True


def _not_within(w: Window) -> Any:
    q = w.quantity
    return replace(q, lower=None, upper=q.lower, upper_inclusive=not q.lower_inclusive)


def is_stopped(view: str, start: int, w: Window, part: Part) -> bool:
    if w.off or last.named(view, part) or last.is_since_last(view, w):
        return True
    if w.ahead:
        since = SINCE.search(view, w.start, w.end) and (
            part.leaf["role"] != "procedure"
            or _NEEDED_BY_NOBODY.fullmatch(part.leaf["agent"]["name"])
            or _SINCE_PRIOR.search(view, w.start, part.end)
        )
        return bool(since or _OVER.search(view, w.start, w.end))
    clause = [m.end() for m in CLAUSE.finditer(view, start, w.start)]
    begin = clause[-1] if clause else start
    if exceptions.parted(view, begin, part.start):  # "except chemotherapy completed > 6 months ago": so long ago
        return False
    return bool(_STOPPED.search(view, begin, w.start)) or _kept_apart(view, part, w)


def _kept_apart(view: str, part: Part, w: Window) -> bool:
    """ "Live vaccines must have been given at least 30 days before": nobody has to be given one."""
    vaccine = part.leaf["op"] == "exposure" and _ANY_VACCINE.fullmatch(part.leaf["agent"]["name"])
    return bool(vaccine) and part.end <= w.start and _MUST_BE_GIVEN.fullmatch(view, part.end, w.start) is not None


def _like(q: Any, model: Any) -> Any:
    """The second length bounds on the side of the first."""
    value = q.lower if q.lower is not None else q.upper
    if model.lower is None:
        return replace(q, lower=None, upper=value, upper_inclusive=model.upper_inclusive)
    return replace(q, upper=None, lower=value, lower_inclusive=model.lower_inclusive)
