"""Names for what no lexicon knows but a window limits."""

import re
from typing import Any

from ...patterns.fold import fold_phrase
from ...patterns.tables import Word
from ...patterns.words import function_words, silent_words
from ..naming.heads import normal
from ..parts import Cue, Part, Window
from ..shapes import concept, span
from .exceptions import Reach
from .lists import before as listed_before
from .lists import listed
from .phrases import FLAGS
from .steady import again, only

_TAKEN = re.compile(
    r"\b(?:us(?:e|ing)|treat(?:ment|ed)|therapy|receiv\w+|receipt|tak(?:en|ing)|administration|exposure|doses?|infusions?|injections?|courses?|"
    r"cycles?)\s+(?:of|with|to|by)?"
    r"\s*(?:\w+\s+)?$",
    FLAGS,
)
_TREATMENT = re.compile(r"\b(?:treatments?|therap(?:y|ies))\Z", FLAGS)
SEPARATOR = re.compile(r"[,;:/]|\b(?:and|or)\b", FLAGS)
DONE = re.compile(
    r"(?:perform|complet|conduct|start|initiat|alter|stop|discontinu|chang|schedul|plan|expect|anticipat|requir|occur|obtain|"
    r"administ|prescrib|giv|terminat|discharg|deceas|none$|again$|episode|evolution|use$|use[dr]|ongoing|"
    r"constant|unchanged|steady|fixed|same$|oral|iv$|intravenous|parenteral|injectable|intramuscular|subcutaneous|topical|inhaled|systemic$|approx|time$|ended?|done|took$|taken$|place$|carried|withdrawn|untreated|resolved|remain|stable|last|most|likely|recent|randomi[sz]|moderate|severe|mild)",
    FLAGS,
)
_TOLD = re.compile(r"(?:averag|record|measur|calculat|assess|document|sustain|report|detect|observ|collect)ed")
"""How something named before was known."""
_STABLE = re.compile(
    r"\s*(?:(?:the|their|his|her|they|it|patients?|subjects?|participants?|has|have|been|is|are|was|were|on|at|taken|taking|"
    r"receiving|a|an|in|use|dose|doses|dosage|dosing|regimen)\s+)*(?P<state>(?:stable|constant|unchanged|fixed|steady|(?:the\s+)?same|not\s+changed|taken|used|received|given|established)"
    r"(?:\s+(?:dose|dosage|regimen|treatment|therapy)s?)?)(?:\s+(?:at|on)\s+an?\s+(?:stable|constant|unchanged|fixed)\s+(?:dose|dosage|regimen)s?)?\s*",
    FLAGS,
)
_DENIED = re.compile(
    r"\b(?P<cue>no|not|without|never|absence\s+of|free\s+(?:of|from)|lack\s+of)\s+(?!(?:more|less|fewer|later|earlier|longer|older|younger|yet|only)\b)"
    r"[^,;.:()<>≤≥]*$",
    FLAGS,
)
_NO_NAMES = frozenset(
    (
        *("day", "week", "month", "year", "hour", "minute", "degree"),
        *("door", "drive", "travel", "commute", "hospital", "clinic", "ward", "facility", "home"),
        *("trial", "study", "level", "apart"),
    )
)
"""Nothing that happens to somebody."""
_FOR_IT = re.compile(r"\bfor\s+(?:(?:the|their|his|her|this|that|any)\s+)+$", FLAGS)
"""Before what something was given for: "surgery or chemotherapy (or both) for their disease"."""
_WORKS = frozenset(("effect", "activity", "indication", "action", "property"))
"""What something has that works against a disease: "herbs with anti-tumor effect"."""
_TO = re.compile(r"-to-\w", FLAGS)
"""From one thing to another: "onset-to-door time ≤ 4 hours"."""
_EVENTS = frozenset(("birth", "delivery", "diagnosis", "initial diagnosis", "onset", "symptom", "symptom onset"))
"""What everybody has a name for, folded."""
_HAPPENED = re.compile(r"participation|involvement|(?:receiv|follow|experienc)ed|had|given|taken")
_DIAGNOSIS = re.compile(
    r"(?:^|[,;]|\b(?:or|and)\b)\s*(?:the\s+)?(?P<it>diagnosis)\s+(?:(?:is|was|has|been|must|should|be|made|not)\s+)*$",
    FLAGS,
)
_DOSE = r"(?:dos(?:e|age|ing)s?|medications?|treatments?|regimens?|therap(?:y|ies)|immunosuppression)"
_CHANGING = r"(?:changes?|adjustments?|modifications?|alterations?|titrations?)"
_CHANGE = re.compile(
    rf"\b(?P<it>{_DOSE}\s+{_CHANGING}|{_CHANGING}\s+(?:of|in|to)\s+(?:(?:the|their)\s+)?{_DOSE})\s*(?:(?:was|were|is|are)\s+)?"
    r"(?:made\s*)?[,(]?\s*$",
    FLAGS,
)
_CHANGE_OF = re.compile(
    rf"\b(?P<it>(?:{_DOSE}\s+)?{_CHANGING}\s+(?:of|in|to)\s+(?:(?:the\s+)?{_DOSE}\s+of\s+)?)(?:(?:the|their|any|primary|current|background|concomitant)\s+)*$",
    FLAGS,
)
_DOSE_OF = re.compile(r"\b(?P<it>(?:the\s+)?(?:dose|dosage)\s+of\s+)(?:(?:the|their|any)\s+)*$", FLAGS)
_WAS_CHANGED = re.compile(
    r"\s+(?P<it>(?P<dose>(?:dose|dosage|regimen)\s+)?(?:(?:was|were|is|are|has|have|had|been|being)\s+)*"
    r"(?:changed|altered|adjusted|modified|increased|decreased|reduced|titrated|escalated))\s*",
    FLAGS,
)
_ITS_DOSE = re.compile(rf"(?:\s+{_DOSE})?\s*", FLAGS)
_BARE_CHANGE = re.compile(rf"\b(?:no|without|without\s+any)\s+(?P<it>{_CHANGING})\s*(?:made\s*)?[,(]?\s*$", FLAGS)
""" "A stable dose of A, with no change in the last 4 weeks"."""
_PLACE = re.compile(r"\b(?:in|by|at|to|from|on|into|during|after|before)\s+(?:(?:the|a|an|any)\s+)?$", FLAGS)


_AFTERWARDS = re.compile(r"\b(?:after|following)\s+[\w\s-]+\(\s*$", FLAGS)


_WHERE = re.compile(
    r"\s+(?:of|in|at|on|for|to)\s+(?!(?:the\s+)?(?:time\s+of\s+)?(?:pre-?)?(?:screening|baseline|visit|enrol|inclusion|randomi[sz]|"
    r"study|trial|entry|admission|presentation|day\b))\w",
    FLAGS,
)
""" "Of the knee", but not "at screening", which ends what is said of a thing."""


def complement(view: str, last: Part, w: Window) -> bool:
    """ "surgery of the knee or the other knee": words behind a known name that only say where and which."""
    first = SEPARATOR.search(view, last.end, w.start)
    between = view[last.end : first.start()] if first else ""
    return _WHERE.match(between) is not None


def diagnosis(text: str, view: str, w: Window, floor: int) -> Part | None:
    """ "or the diagnosis is older than 12 months": the diagnosis itself, and nothing listed before it."""
    m = _DIAGNOSIS.search(view[floor : w.start])
    return named(text, view, floor + m.start("it"), floor + m.end("it")) if m else None


_RATE = re.compile(r"(?:hours?|hrs?|minutes?|times?|sessions?|mg|mL)\s*/", FLAGS)
"""What stands behind a number, as in "dialysis (4 hours/session) for 3 months"."""
_OF_SEVERAL = re.compile(r"\s*(?:,\s*(?:and|or)?|/|\b(?:and|or)\b)\s*(?:(?:an?|the|any)\s+)?", FLAGS)
"""Between drugs on one list, each of whose doses is meant: "adalimumab or infliximab, with no change of dose"."""


def dose_change(text: str, view: str, w: Window, floor: int, left: list[Part]) -> Part | None:
    """ "with no change of dose in the last 4 weeks": the change, of the drug named before."""
    m = _CHANGE.search(view, floor, w.start)
    if m is None and left and left[-1].leaf["op"] == "exposure" and not w.duration:
        m = _BARE_CHANGE.search(view, max(floor, left[-1].end), w.start)
    if m is None:
        return _changed(text, view, w, floor, left)
    part = named(text, view, *m.span("it"))
    drugs = [p for p in left if p.leaf["op"] == "exposure" and p.end <= m.start()]
    listed = len(drugs) > 1 and _OF_SEVERAL.fullmatch(view, drugs[-2].end, drugs[-1].start) is not None
    what = "dose change" if listed else f"{drugs[-1].leaf['agent']['name']} dose change" if drugs else normal(m["it"])
    part.leaf = {"op": "condition", "condition": concept(text, *m.span("it"), what), "span": part.leaf["span"]}
    return part


def _changed(text: str, view: str, w: Window, floor: int, left: list[Part]) -> Part | None:
    """ "Change in antihypertensive medication within 4 weeks", "no dose change of the SSRI in the last month"."""
    drug = left[-1] if left and left[-1].leaf["op"] == "exposure" and not w.duration else None
    if drug is None or drug.leaf.keys() & {"dose", "window", "duration"}:
        return None
    m, end = _what_changed(view, max(floor, drug.start - 80), drug, w)
    if m is None:
        return None
    name, words = drug.leaf["agent"]["name"], normal(view[drug.start : drug.end])
    name = name if name[:4] in words else words  # "asthma therapy", which is none of the drugs alone
    start = min(m.start("it"), drug.start)
    dose = re.search(r"dos", view[start : w.start], FLAGS) is not None
    part = named(text, view, start, end)
    what = concept(text, start, end, f"{name} dose change" if dose else f"{name} change")
    part.leaf = {"op": "condition", "condition": what, "span": part.leaf["span"]}
    return part


def _what_changed(view: str, first: int, drug: Part, w: Window) -> tuple["re.Match[str] | None", int]:
    """The words of the change, before a drug or behind it, and where they end."""
    if _ITS_DOSE.fullmatch(view, drug.end, w.start):
        return _CHANGE_OF.search(view, first, drug.start), drug.end
    verb = _WAS_CHANGED.fullmatch(view, drug.end, w.start)
    if verb is None:
        return None, drug.end
    return _DOSE_OF.search(view, first, drug.start) or (verb if verb["dose"] else None), verb.end("it")


def unknown(
    text: str, view: str, words: list[Word], w: Window, parts: list[Part], left: list[Part], within: Reach
) -> Part | None:
    """What no lexicon knows but a window limits: the noun phrase before the window, under its own words.

    Words that follow a known name without a comma or conjunction ("surgery at the treated site") still belong to it.
    """
    floor = max(within.floor, left[-1].end if left else within.floor)
    if any(floor <= b for _, b in within.kept_out if b <= w.start and b > floor):
        return None
    apart = left and (SEPARATOR.search(view, left[-1].end, w.start) or _AFTERWARDS.search(view, left[-1].end, w.start))
    if left and (not apart or complement(view, left[-1], w)):
        return None
    run: list[Word] = []
    edge = w.start
    for word in reversed([x for x in words if floor <= x.start and x.end <= w.start]):
        gap = view[word.end : edge]
        joins = re.fullmatch(r"[\s(),\-]*" if not run else r"[\s\-/']*", gap)
        if not joins and run and len(word.key) <= 2 and re.fullmatch(r"\.\s", gap):
            joins = re.fullmatch(r"\.\s", gap)
        if not joins or word.key in function_words() or len(run) == 5 or word.key[:1].isdigit():
            break
        if any(p.start < word.end and word.start < p.end for p in parts):
            break
        run.append(word)
        edge = word.start
    while run and (DONE.match(run[0].key) or (left and _TOLD.fullmatch(run[0].key))):
        run.pop(0)
    if run and (run[0].key in _NO_NAMES or (not any(x.key in _EVENTS for x in run) and _TO.match(view, run[0].end))):
        return None
    given = any(p.leaf["op"] == "exposure" for p in left)
    if run and given and _FOR_IT.search(view, max(0, run[-1].start - 25), run[-1].start):
        return None
    if run and run[0].key in _WORKS and any(x.key.startswith("anti") for x in run):
        return None
    if len(run) == 1 and (_HAPPENED.fullmatch(run[0].key) or run[0].key.endswith("ly")):
        return None
    placed = left and run and _PLACE.search(view, max(floor, run[-1].start - 20), run[-1].start)
    if placed and not view[floor : w.start].rstrip().endswith("("):
        return None
    short = run and len(run[0].key) < 3 and not (len(run) > 1 or view[run[0].start : run[0].end].isupper())
    if not run or short or (left and all(x.key in silent_words() for x in run)):
        return None
    if only(view[run[-1].start : run[0].end]) or (left and _RATE.match(view, run[-1].start)):
        return None
    part = guessed(text, view, run[-1].start, run[0].end)
    if left and left[-1].leaf["op"] == "exposure" and listed(view[left[-1].end : part.start]):
        return _as(part, left[-1].leaf["role"])
    return part


def _as(part: Part, role: str) -> Part:
    """On a list with drugs it is a drug."""
    what = part.leaf.get("condition") or part.leaf["agent"]
    part.leaf = {"op": "exposure", "role": role, "agent": what, "span": part.leaf["span"]}
    return part


def named(text: str, view: str, start: int, stop: int) -> Part:
    """A leaf under its own words: a therapy behind "use of" or where it ends in "treatment", else a condition."""
    taken = bool(_TAKEN.search(view, max(0, start - 40), start) or _TREATMENT.search(view, start, stop))
    what = concept(text, start, stop, normal(view[start:stop]))
    leaf: dict[str, Any] = {"op": "condition", "condition": what, "span": span(start, stop)}
    if taken:
        leaf = {"op": "exposure", "role": "therapy", "agent": what, "span": span(start, stop)}
    denial = _DENIED.search(view, max(0, start - 40), start)
    cues = [Cue("NEGATED", *denial.span("cue"))] if denial else []
    return Part(start, stop, (start, stop), leaf, cues, pattern="patterns/anchors.toml")


def guessed(text: str, view: str, start: int, stop: int) -> Part:
    """A leaf under words of which only the window beside them says that they name something."""
    part = named(text, view, start, stop)
    part.guessed = fold_phrase(view[start:stop]) not in _EVENTS
    return part


def kept(view: str, w: Window, parts: list[Part], within: Reach) -> list[Part]:
    """ "statins or fibrates, unless stable for 3 months": the drugs listed before, for that long."""
    if within.circumstance is None or not w.duration:
        return []
    m = _STABLE.fullmatch(view, within.circumstance, w.start)
    left = [p for p in parts if p.end <= within.circumstance]
    if m is None or not left or left[-1].leaf["op"] != "exposure":
        return []
    all_of_them = [p for p in listed_before(view, left, w, False) if p.leaf["op"] == "exposure"]
    return [again(p, m.start("state"), w.end) for p in all_of_them]
