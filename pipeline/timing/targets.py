"""Which leaves a window limits."""

import re

from ...patterns.tables import Word
from ...patterns.words import function_words, silent_words
from ..parts import Cue, Part, Window
from ..shapes import concept, span
from . import by_sex, lengths, lists
from .counted import none_of
from .exceptions import Reach, reach
from .lists import CLAUSE
from .optional import depended
from .phrases import FLAGS, nothing_before
from .quitting import stopped_smoking
from .steady import mentioned
from .unnamed import DONE, SEPARATOR, complement, diagnosis, dose_change, guessed, kept, unknown

_OF = re.compile(r"\s*\)?\s*(?:of|with|on)\s+(?:(?:the|any|an?|either|their|oral|concomitant)\s+)*", FLAGS)
_USE_FOR = re.compile(r"\b(?:exposure|treatment|therapy|use|administration|intake)\s+(?:of\s+|for\s+)?\Z", FLAGS)
_OF_WHAT = re.compile(r"\s*(?:to|of|with)\s+(?:(?:the|any|an?|either)\s+)*", FLAGS)
"""Around a length: "TB, or exposure **of 4 weeks** to bedaquiline"."""
_CLOSED = re.compile(r"\([^()]*\)\s*$")
_EACH = re.compile(r"\(\s*(?:each|every|all|both)\b(?!\s+(?:types?|forms?|kinds?)\b)", FLAGS)
_ONSET = re.compile(r"\bonset\b|\blast\s+(?:known|seen)\b", FLAGS)
_HISTORY_OF = re.compile(r"\bhistory\s+of\Z", FLAGS)
_COURSE = re.compile(r"\b(?P<course>chronic|acute|sub-?acute|persistent|long-?standing)\s*\(\s*$", FLAGS)
_CONJOINED = re.compile(r"\b(?:or|and),\s$", FLAGS)
_ANOTHER = re.compile(r"\s*(?:,|\b(?:and|or|but)\b)", FLAGS)
_STEADY = re.compile(r"\b(?:stable|unchanged|constant|steady|fixed)\b", FLAGS)
""" "Asthma and inhaled corticosteroids unchanged for 4 weeks": of the drugs alone."""
_NEXT_STATE = re.compile(rf"{SEPARATOR.pattern}|\bwith\b", FLAGS)
_COMMA = re.compile(r"\s*,\s*")
_HEADED = re.compile(r"\s*\)?\s*(?:(?:must|should|shall|will)\s+(?:be|meet|show|fulfil+|satisfy)\s*)?:", FLAGS)
"""Between a time and the items below it: "laboratory values within 2 weeks must be:"."""
_WELL = re.compile(r"\b\w+ally\s+(?:stable|well)\b", FLAGS)
"""A state of the patient, and of no value: "FEV1 > 40 %, clinically stable for 4 weeks"."""
_OTHERS = re.compile(r"\b(?:all\s+)?others\s*,?\s*$", FLAGS)


def targets(text: str, view: str, end: int, words: list[Word], parts: list[Part], windows: list[Window], i: int,
            start: int) -> list[Part]:  # fmt: skip
    """The leaves that the ``i``-th window limits; a noun phrase that no lexicon knows becomes one, and is added."""
    w = windows[i]
    if w.direction == "after" and _of_contraception(view, parts, w):
        return []
    if (over := stopped_smoking(text, view, start, parts, w)) is not None:
        return [over]
    if (none := none_of(text, view, start, parts, w)) is not None:
        return [none]
    if (state := _state(text, view, parts, w)) is not None:
        return [state]
    if of_each_sex := by_sex.limits(view, parts, w):
        return of_each_sex
    floor = max([start, *(v.end for v in windows[:i] if v.end <= w.start and not _same_clause(v, w, parts))])
    if w.scope is not None:
        inside = [p for p in parts if w.scope[0] <= p.start and p.end <= w.scope[1] and targetable(p)]
        whole = [p.leaf["op"] for p in parts if p.end <= w.start and targetable(p)]
        alike = not w.ahead or not whole or all(p.leaf["op"] == whole[-1] for p in inside)
        return inside if alike else []  # "antibiotics within 14 days, or 30 days for tuberculosis"
    around = [p for p in parts if p.start < w.start and w.end <= p.last and targetable(p) and not _second(p, parts, w)]
    if around:
        return _with_sharers(around[-1], parts, w)
    if torn := _torn(text, view, w, parts):
        return torn
    if w.ahead:  # up to the next: "past-month suicidal ideation or past-year suicide attempt"
        edge = next((v.start for v in windows[i + 1 :] if v.ahead and v.start >= w.end), end)
        return _ahead(text, view, words, parts, w, edge)
    within = reach(view, _clause_start(view, floor, w.start), w, parts)
    if _OTHERS.search(view, within.floor, w.start):
        return _heads(view, start, parts, w)
    bound = depended(view, start, end, parts, w.start)
    left = [p for p in bound if p.end <= w.start + 1 and targetable(p) and within.holds(p)]
    right = _in_its_bracket(view, w, [p for p in bound if p.start >= w.end and targetable(p)])
    passed = bool(left) and any(left[-1].end <= p.start < w.start and not any(p is b for b in bound) for p in parts)
    colon = right[0].start if right and w.duration else right[0].end if right else end
    headed = not left and bool(right) and _HEADED.match(view, w.end, colon) is not None
    if not left and (stays := kept(view, w, parts, within)):
        parts += stays
        return stays
    if right and _HISTORY_OF.search(view, w.start, w.end):
        return lists.behind(view, right, False)
    if not left and right and _OF.fullmatch(view, w.end, right[0].start):
        return lists.behind(view, right, False)
    if w.duration and right and _OF_WHAT.fullmatch(view, w.end, right[0].start):
        if _USE_FOR.search(view, within.floor, w.start):
            return lists.behind(view, right, False)
    if (ill := _since_its_onset(view, within.floor, left, w)) is not None:
        return [ill]
    if (change := dose_change(text, view, w, within.floor, left)) is not None:
        parts[:] = [p for p in parts if not (change.start <= p.start and p.end <= change.end)]
        parts.append(change)
        return [change]
    if (itself := diagnosis(text, view, w, max([within.floor, *(p.end for p in left)]))) is not None:
        parts.append(itself)
        return [itself]
    if right and _interposed(view, w, bool(left)):
        return lists.behind(view, right, False)
    fresh = None if headed else unknown(text, view, words, w, parts, left, within)
    if fresh is not None:
        parts.append(fresh)
        left.append(fresh)
    elif left and (
        (not passed and _of_unnamed(view, left[-1], w, within)) or _beside_attribute(view, parts, w, left[-1].end)
    ):
        return []
    left = _outside(view, left, w)
    if left and not _unread_value(view, left[-1], w, windows, parts):
        nxt = next((v.start for v in windows[i + 1 :] if v.start >= w.end), None)
        stop = CLAUSE.search(view, w.end, end)
        alone = nxt is None or (stop is not None and stop.start() < nxt)
        found = _since_onset(left, w) or _lasting(view, left, w)
        found = found or lists.before(view, left, w, alone and lists.goes_on(view, w, left[-1], right), within.kept_out)
        if w.duration and _STEADY.search(view, found[-1].end, w.quantity.start):
            found = [p for p in found if p.leaf["op"] == found[-1].leaf["op"]]
        if w.duration and w.quantity.unit not in ("h", "min") and _is_over(view, found[-1], w):
            return []
        if right and re.match(r"\s*\)?\s*:", view[w.end : right[0].start]) and _generic(found[-1]):
            found += lists.behind(view, right, True)
        return found
    if left or within.circumstance is not None or _beside_attribute(view, parts, w, start):
        return []
    if right and ")" in view[w.end : right[0].start] and ":" not in view[w.end : right[0].start]:
        return []
    if right and w.duration and _ANOTHER.match(view, w.end) and not nothing_before(view, start, w.start):
        return []  # "clinically stable for 4 weeks and no surgery"
    if right and not CLAUSE.search(view, w.end, right[0].start) and right[0].start - w.end < 150:
        colon = ":" in view[w.end : right[0].start]
        return lists.behind(view, right, colon, [v for v in windows if v.duration and colon])
    return []


def _in_its_bracket(view: str, w: Window, right: list[Part]) -> list[Part]:
    """ "HIV (≤ 10 days of prior treatment), CD4 > 200": what stands in the bracket that the window opens."""
    close = view.find(")", w.end) if view.endswith("(", 0, w.start) else -1
    return [p for p in right if p.start < close] or right


def _torn(text: str, view: str, w: Window, parts: list[Part]) -> list[Part]:
    """ "Chronic (> 3 months) neck or back pain": the bracket stands between the words of one name."""
    m = _COURSE.search(view, max(0, w.start - 20), w.start) if w.duration else None
    right = [p for p in parts if p.start >= w.end] if m is not None else []
    if m is None or not right or not re.fullmatch(r"\s*\)\s*", view[w.end : right[0].start]):
        return []
    alike = next((i for i, p in enumerate(right) if not p.shares), len(right) - 1)
    ill = right[: alike + 1]
    if any(p.leaf["op"] != "condition" for p in ill):
        return []
    for p in ill:
        start = m.start() if p is ill[0] else p.start
        name = f"{m['course'].lower()} {p.leaf['condition']['name']}"
        p.leaf = {**p.leaf, "condition": concept(text, start, p.end, name), "span": span(start, p.end)}
        p.start, p.focus = start, (start, p.end)
    return ill


def _with_sharers(p: Part, parts: list[Part], w: Window) -> list[Part]:
    """ "Chronic (> 3 months) neck or back pain": what stands between the words of one name is of both."""
    out = [p]
    for other in parts[parts.index(p) + 1 :]:
        if not out[-1].shares or other.leaf["op"] != p.leaf["op"]:
            break
        out.append(other)
    return out


def _second(p: Part, parts: list[Part], w: Window) -> bool:
    """ "LVEF < 40 % within a year, or < 35 %": the first value of the same words has the window between them."""
    return any(other is not p and other.focus == p.focus and other.end <= w.start for other in parts)


def _interposed(view: str, w: Window, listed: bool) -> bool:
    """ "has received, within 6 months of baseline, X or Y": a window between commas is of what follows.

    What is ``listed`` before keeps it, but for "X or, within 6 months, Y".
    """
    if listed and not _CONJOINED.search(view, max(0, w.start - 8), w.start):
        return False
    return view.endswith((", ", ",\n"), 0, w.start) and view[w.end : w.end + 1] == ","


def targetable(p: Part) -> bool:
    """Whether a window can limit a leaf."""
    return p.leaf["op"] in ("threshold", "exposure", "condition") and not (
        p.leaf["op"] == "threshold" and p.leaf["measure"]["name"] in ("age", "child age", "maternal age")
    )


def _same_clause(a: Window, b: Window, parts: list[Part]) -> bool:
    """Two windows with nothing named between them limit the same leaves."""
    return not any(a.end <= p.start < b.start for p in parts)


def _clause_start(view: str, floor: int, position: int) -> int:
    ends = [m.end() for m in CLAUSE.finditer(view, floor, position)]
    return ends[-1] if ends else floor


def _ahead(text: str, view: str, words: list[Word], parts: list[Part], w: Window, stop: int) -> list[Part]:
    """ "since X, Y or Z": what stands behind the window."""
    right = _in_its_bracket(view, w, [p for p in parts if w.end <= p.start < stop and targetable(p)])
    first = next((x for x in words if x.start >= w.end and x.key not in function_words()), None)
    if first is None:
        return []
    beside = right and (right[0].start <= first.start or not SEPARATOR.search(view, w.end, right[0].start))
    if beside and right[0].start - w.end < 60:
        return lists.behind(view, right, False)
    run = [first]
    for word in (x for x in words if x.start > first.start):
        gap = view[run[-1].end : word.start]
        if word.key in function_words() or len(run) == 5 or not re.fullmatch(r"[\s\-]*", gap):
            break
        run.append(word)
    if any(p.start < run[-1].end and run[0].start < p.end for p in parts) or len(first.key) < 3:
        return []
    if all(word.key in _OF_NOTHING for word in run):
        return []
    fresh = guessed(text, view, run[0].start, run[-1].end)
    parts.append(fresh)
    return [fresh]


_OF_NOTHING = frozenset(
    (
        "last",
        "final",
        "recent",
        "dose",
        "course",
        "cycle",
        "administration",
        "treatment",
        "therapy",
        "session",
        "fraction",
    )
)
"""Of what, "the last dose" alone does not say."""


def _of_contraception(view: str, parts: list[Part], w: Window) -> bool:
    """ "contraception (condom or implant) for 8 weeks after the last dose": nothing that its methods name."""
    return any(
        p.leaf["op"] == "attribute" and p.leaf["name"] == "contraception" and p.end <= w.start
        and not CLAUSE.search(view, p.end, w.start)
        for p in parts
    )  # fmt: skip


_AGE = 15
"""Years since an onset, from which on they rather are an age."""
_STATES: dict[str, tuple[str, dict[str, str]]] = {
    "postmenopausal": ("menopause", {}),
    "smoker": ("smoking", {"status": "current"}),
}
"""The conditions that attributes are where a time is said of them."""


def _state(text: str, view: str, parts: list[Part], w: Window) -> Part | None:
    """ "postmenopausal for 1 year", "a smoker for 2 years": menopause and smoking then are conditions with a time."""
    for p in parts:
        gap = view[w.end : p.start] if p.start >= w.end else view[p.end : w.start]
        since = w.ahead and p.end <= w.start  # "postmenopausal (≥ 12 months since last menses)"
        if p.leaf["op"] != "attribute" or p.leaf["value"] not in _STATES or since or gap.strip(" -(,"):
            continue
        name, said = _STATES[p.leaf["value"]]
        if name == "smoking" and not w.duration:
            continue
        what = concept(text, p.start, p.end, name)
        p.leaf = {"op": "condition", "condition": what, **said, "span": span(p.start, p.end)}
        return p
    return None


def _is_over(view: str, p: Part, w: Window) -> bool:
    """ "Surgery 2 years ago and weight stable for 3 months": what is over on the day lasts no months."""
    return lists.done_once(p) and _NEXT_STATE.search(view, p.end, w.start) is not None


def _heads(view: str, start: int, parts: list[Part], w: Window) -> list[Part]:
    """ "Biologics: infliximab within 8 weeks, others within 5 half-lives": the class whose members come first."""
    colon = view.find(":", start, w.start)
    return [p for p in parts if start <= p.start and p.end <= colon and targetable(p)][-1:]


def _beside_attribute(view: str, parts: list[Part], w: Window, behind: int) -> bool:
    """ "a daily smoker for at least one year": an attribute has no window, and nothing else has this one."""
    gaps = [view[p.end : w.start] for p in parts if p.leaf["op"] == "attribute" and behind <= p.end <= w.start]
    return bool(gaps) and not re.search(r"[,;:.)]|\b(?:who|with|or)\b", gaps[-1], FLAGS)


def _of_unnamed(view: str, last: Part, w: Window, within: Reach) -> bool:
    """ "claustrophobia, unable to lie still for 40 minutes": the window is of an item that nothing names."""
    marks = list(SEPARATOR.finditer(view, last.end, w.start))
    excepted = any(b <= w.start and not view[b : w.start].strip() for _, b in within.kept_out)
    if not marks or excepted or complement(view, last, w):
        return False
    item = view[marks[-1].end() : w.start]
    words = re.findall(r"[^\W\d_]{3,}", item)
    place = re.match(
        rf"\s*(?:(?:{DONE.pattern}\w*|diagnosed|made)\s+)*(?:in|by|at|to|from|on|into|during|after|before|with|for|as|that|which|who)\b",
        item,
        FLAGS,
    )
    own = [x for x in words if x.lower() not in silent_words() and not DONE.match(x)]
    own = own or (last.leaf["op"] == "threshold" and _WELL.findall(item))
    alone = "(" not in item and ")" not in item  # "dialysis (4 hours/session) for 3 months"
    return bool(own) and not place and alone and not (last.leaf["op"] == "exposure" and mentioned(item))


def _outside(view: str, left: list[Part], w: Window) -> list[Part]:
    """ "diarrhea (≥ 3 stools a day) for 14 days": what stands before a bracket lasts, not the values inside.

    So do the things counted in "4 heavy drinking days (≥ 5 drinks) in the last month".
    """
    m = _CLOSED.search(view, left[0].start, w.start) if left else None
    each = m is not None and _EACH.match(view, m.start()) is not None
    out = [p for p in left if m is None or p.start < m.start() or (p.leaf["op"] != "threshold" and not each)]
    return out if out and (out[-1].leaf["op"] != "threshold" or lists.is_count(out[-1])) else left


def _since_onset(left: list[Part], w: Window) -> list[Part]:
    """ "Stroke with NIHSS > 5 within 6 h of symptom onset": the onset is the stroke's, and of no value."""
    if left[-1].leaf["op"] != "threshold" or not _ONSET.search(w.anchor_text or ""):
        return []
    return [p for p in left if p.leaf["op"] == "condition"][-1:]


def _since_its_onset(view: str, floor: int, left: list[Part], w: Window) -> Part | None:
    """ "Stroke, onset < 6 h": the disease named before, since its onset or diagnosis."""
    ill = [p for p in left if p.leaf["op"] == "condition"][-1:]
    if ill and ill[0].leaf["condition"]["name"].startswith("hospitalization"):  # the onset is the disease's
        return None
    m = lengths.SINCE_ONSET.search(view, max(floor, ill[0].end), w.start) if ill else None
    if m is None:
        return None
    if w.quantity.unit == "a" and max(w.quantity.lower or 0, w.quantity.upper or 0) >= _AGE:
        ill[0].guessed = True  # "migraine, onset ≤ 50 years": of age
    ill[0].cues = [*ill[0].cues, Cue("ONSET", *m.span("it"))]
    return ill[0]


def _lasting(view: str, left: list[Part], w: Window) -> list[Part]:
    """ "Angina, CCS class II, for 2 months", "stroke, NIHSS > 5, within 6 h": no value between commas has the time."""
    if len(left) < 2 or left[-1].leaf["op"] != "threshold" or left[-2].leaf["op"] != "condition":
        return []
    if "," not in view[left[-2].end : left[-1].start] or not _COMMA.fullmatch(view, left[-1].end, w.start):
        return []
    if left[-1].leaf["range"]["unit"] == "1" if w.duration else lists.EVENT.search(left[-2].leaf["condition"]["name"]):
        return left[-2:-1]
    left[-1].guessed = left[-1].guessed or not w.duration
    return []


def _generic(p: Part) -> bool:
    """ "medications within 2 weeks: warfarin, heparin": a name that the list spells out."""
    return p.leaf["op"] == "exposure" and p.leaf["role"] in ("therapy", "drug_class", "procedure")


def _unread_value(view: str, p: Part, w: Window, windows: list[Window], parts: list[Part]) -> bool:
    """Whether a value that nothing has read stands between a threshold and the window: the window is that value's."""
    if p.leaf["op"] != "threshold":
        return False
    signs = re.compile(r"[<>≤≥]\s*\d").finditer(view, p.end, max(p.end, w.start))
    read = [(v.start, v.end) for v in windows] + [(x.start, x.end) for x in parts]
    return any(not any(a <= m.start() < b for a, b in read) for m in signs)
