"""Where a "no" or a "not" ends before its sentence does: at what somebody is said to have, to be or to take instead."""

import re
from itertools import pairwise

from ...patterns.gate import Gated
from ..parts import Cue, Part, Work
from .nodes import CARRYING, WITHOUT, Words, negation

_FLAGS = re.IGNORECASE
_AND_DOES = re.compile(
    r"\s*\)?\s*,?\s*(?:and|but)\s+(?:(?:who|they|must|should|will|also|currently|still|already|been)\s+)*"
    r"(?:on|receiving|taking|using|undergoing|treated|maintained|positive|seropositive|is|are|be|has|have|having)\s",
    _FLAGS,
)
""" "Not pregnant **and using** contraception", "no hepatitis **and receiving** methotrexate": what begins anew."""
_OR_SHOWS = re.compile(
    r"\bor\s+(?:has|have|having|shows?)\s+(?:[\w-]+\s+){0,2}(?:evidence|signs?|symptoms?)\s+of\s", _FLAGS
)
""" "Has had a transplant or **has evidence of** rejection": what is there now."""
_UNDONE = re.compile(
    r"(?:not|never)\s+(?:(?:been|be|yet|fully|adequately|completely|surgically)\s+)*\w{3,}(?:ed|en|wn),\s+or\s", _FLAGS
)
"""Behind a disease: "pneumothorax **not drained, or** a chest tube"."""
_BEING = re.compile(r"\s+(?:(?:that|which|who)\s+)?(?:(?:is|are|was|were|has|have)\s+)?", _FLAGS)
_GERUND = Gated(
    r"\bnot\s+(?:(?:currently|actively|already|be)\s+)*(?!(?:breast[\s-]?feed|lactat|nurs|be|hav|liv|meet|wish|plan|will|fast)ing\b)[a-z]{3,}ing\b"
    r"[^,;.()]*\sand\s+(?:currently\s+)?(?!being\b|having\b)[a-z]{2,}ing\b",
    _FLAGS,
)
""" "Not taking aspirin and using warfarin": neither, or the one in place of the other?"""
_NORMAL = re.compile(r"(?:an?\s+)?(?:normal|adequate|intact|preserved|sufficient|acceptable)\b", _FLAGS)
_ADJECTIVE = re.compile(r"\s*,?\s*(?:and|but|,)\s+(?:(?:an?|with|has|have|having)\s+)*", _FLAGS)
_TESTED_FOR = re.compile(r"(?:(?:sero)?(?:positive|negative)|reactive)\s+(?:tests?\s+)?for\b", _FLAGS)
_RESULT = re.compile(r"(?:sero)?(?:positiv|negativ|reactiv)|\breactive\b", _FLAGS)
_AND_THOSE = re.compile(
    r"\s*,?\s*and\s+(?:patients|subjects|participants|those|people|persons|individuals|(?:wo)?men|children|adults)\b",
    _FLAGS,
)
_NO = re.compile(r"no|without|absence\s+of|free\s+(?:of|from)", _FLAGS)
_COMMA = re.compile(r"\s*[,;]\s*", _FLAGS)
_BOTH = re.compile(r"\bboth\b", _FLAGS)
_COMMA_IS = re.compile(r"\s*,\s*(?:(?:and|or)\s+)?(?:who\s+)?(?:is|are|has)\s(?!not\b|no\b|never\b|neither\b)", _FLAGS)
_WHO = re.compile(r"\b(?:who|that|which)\b", _FLAGS)
_UNABLE = re.compile(
    r"\b(?:(?:unable|inability|unwilling(?:ness)?|incapable|(?:not|un)\s?(?:able|willing|capable)|refus\w+|cannot|failure)\b(?:\s+(?:to|of)\b)?)",
    _FLAGS,
)
_AND_ANEW = re.compile(
    r"\s*,?\s*and\s+(?:(?:an?|any|known|documented|diagnosed|suspected|active|current|chronic|history\s+of|presence\s+of)\s+)*",
    _FLAGS,
)
_OR = re.compile(r"\bor\b", _FLAGS)
_LISTED_BEFORE = re.compile(r",\s*(?:and\s+)?$", _FLAGS)
_EITHER = re.compile(r"\beither\s+(?:(?:an?|have|has|had|having|be|are|is)\s+)*$", _FLAGS)
_HAVE = re.compile(r"\b(?:have|has|had)\s+$", _FLAGS)
_OR_HAVE = re.compile(
    r"\bor\s+(?:who\s+)?(?:have|has|had)\s+(?:already\s+|previously\s+)?(?:been\s+)?(?!(?:been|never|no|not)\b)(?:\w+ed|undergone|taken|had|given)\b",
    _FLAGS,
)
_BEFORE = re.compile(r"prior|previous(?:ly)?", _FLAGS)
_NOW = re.compile(
    r"(?:symptomatic|asymptomatic|uncontrolled|poorly[\s-]controlled|unstable|untreated|chronic|ongoing|active|current)\b",
    _FLAGS,
)
"""How a disease is now: "prior infarction, or **symptomatic** artery disease"."""
_OR_A = re.compile(r"\s*,?\s*or\s+(?:an?\s+)?", _FLAGS)
_COMMA_OR = re.compile(r"\s*,\s*(?:or|nor)\s+(?:(?:an?|any|the|with|having)\s+)*", _FLAGS)
_LIST = re.compile(r"\s*(?:,\s*(?:or|and|and/or)?|/|\b(?:or|and|and/or)\b)\s*", _FLAGS)
_OR_ONE = re.compile(r"\s*,?\s*or\s+(?:(?:a|the)\s+)?(?:one|two|three|single|[1-3])\b(?!\s*(?:%|or\s+more))", _FLAGS)
_OR_LESS = re.compile(
    r"\s*,?\s*\bor\s+(?:with\s+|(?:has|have|having)\s+)?(?=less\s+than|fewer\s+than|<|≤|up\s+to|at\s+most|no\s+more\s+than|not\s+more\s+than|only\b)",
    _FLAGS,
)
_OR_STEADY = re.compile(
    r"\s*,?\s*\bor\s+(?:(?:only|on|at|with|taking|using|receiving)\s+)*(?:an?\s+)?(?:(?:stable|fixed|constant|unchanged|steady)\s+"
    r"(?:[\w-]+\s+)?(?:dos(?:es?|ages?)|regimens?)\b|(?:low|maintenance|physiologic(?:al)?|replacement)[\s-]+(?:dos(?:es?|ages?)\b))",
    _FLAGS,
)
""" "No steroids, or a stable dose of prednisone": a dose is taken."""
_SINCE = re.compile(
    r"\s*[^,;.()]{0,40}?(?:[,;]|,?\s*\b(?:or|and|but))\s+(?:at\s+least|more\s+than|greater\s+than|over|[<>≥]=?|an?\s+(?:interval|minimum)\s+of)\s*"
    r"(?:[\w≥>-]+\s+){1,4}?(?:(?:must\s+)?(?:have\s+|has\s+)?(?:elapsed|passed)\s+)?(?:since|from|after)\b",
    _FLAGS,
)
""" "No prior chemotherapy, **or at least 6 months since** adjuvant chemotherapy"."""
_MILDER = (
    r"(?:only\s+)?(?:mild|minimal|slight|minor|trace|moderate|low|small|limited|stable|treated|controlled|well[\s-]controlled|inactive|"
    r"resolved|asymptomatic|grade\s+[1i]\b|stage\s+[1i]\b)"
)
_THEN_OR = re.compile(r"\s*\)?\s*,?\s*or\s", _FLAGS)
_SIGN = re.compile(r"[<>≤≥]|\b(?:less|more|greater|below|above|under|over|exceeding)\b", _FLAGS)
_NOT_ON = re.compile(r"\s*(?:currently\s+|yet\s+)?(?:on|taking|using|receiving|treated\s+with)\s", _FLAGS)
_NO_OR_MILD = Gated(
    rf"\b(?:no|none|absent|without|never)\s*(?:,?\s*\bor\b|\bto\b|/|-)\s*{_MILDER}(?:\s|-|\b)"
    r"|\b(?:no|without|never)\s[^,;.()]*\bor\s+[^,;.()]*\b(?:limited|restricted)\s+to\b",
    _FLAGS,
)
""" "No or mild ascites", "no prior therapy, or therapy limited to hydroxyurea": the lesser degree is let in."""


def ends(view: str, work: Work, part: Part, cue: Cue) -> bool:
    """Whether a denial, or a history, that reaches a part by its place has ended before it."""
    if cue.category not in ("NEGATED", "PAST") or cue.end > part.start:
        return False
    between = [p for p in work.parts if cue.end <= p.start and p.end <= part.start]
    if between and (_either_or(view, cue, part) or _or_done(view, cue, part)):
        return True
    if any(_is_said_next(view, cue, p.end, part) for p in between):
        return True
    if between and _is_somebody(view, part, cue, max(p.end for p in between)):
        return True
    if between and _or_else(view, work, cue, part, between):
        return True
    if part.leaf["op"] == "threshold" and cue.category == "NEGATED":
        last = max((p.end for p in between), default=part.focus[1])
        return part.leaf["range"]["lower"] is None and _OR_LESS.match(view, last, part.end) is not None
    if _of_what_is_undone(view, work, cue, part):
        return True
    if not between:
        return False
    last = max(p.end for p in between)
    if cue.category == "NEGATED" and (_SINCE.match(view, last, part.start) or _OR_STEADY.match(view, last, part.end)):
        return True
    if cue.category == "PAST":
        if _BEFORE.fullmatch(view, cue.start, cue.end) and any(_NOW.match(view, p.start) for p in (*between[1:], part)):
            return True  # "prior stroke, uncontrolled hypertension, or asthma"
        anew = _AND_DOES.match(view, last, part.end) or _OR_SHOWS.search(view, last, part.start)
        return anew is not None or _is_normal(view, part, last)
    if _positive_for(view, part, cue, last):
        return True
    return _said_to_be_so(view, part, between, last) or _is_a_milder_one(part, between)


def _either_or(view: str, cue: Cue, part: Part) -> bool:
    """ "Either no prior therapy or one prior line": what is not so, or what is."""
    either = _EITHER.search(view, max(0, cue.start - 30), cue.start) if cue.category == "NEGATED" else None
    return either is not None and _OR.search(view, cue.end, part.start) is not None


def _of_what_is_undone(view: str, work: Work, cue: Cue, part: Part) -> bool:
    undone = _UNDONE.match(view, cue.start, part.start) if cue.category == "NEGATED" else None
    if undone is not None and work.kind == "exclusion" and not view[work.start : cue.start].strip():
        return True  # "not vaccinated, or pregnant"
    return undone is not None and any(
        p.leaf["op"] == "condition" and _BEING.fullmatch(view, p.end, cue.start)
        for p in work.parts
        if p.end <= cue.start
    )


def _or_done(view: str, cue: Cue, part: Part) -> bool:
    """ "Have not received A or have received B": what was not done, or what was."""
    if cue.category != "NEGATED" or _HAVE.search(view, max(0, cue.start - 6), cue.start) is None:
        return False
    return _OR_HAVE.search(view, cue.end, part.start) is not None


def _or_else(view: str, work: Work, cue: Cue, part: Part, between: list[Part]) -> bool:
    """Among exclusions, "not on stable A for 8 weeks, or B within 3 months", "not on A or intolerant to A"."""
    if work.kind != "exclusion" or cue.category != "NEGATED":
        return False
    last = between[-1].end
    if part.value is not None and all(p.value is None for p in between) and not goes_on(view, part, cue, between):
        other = _THEN_OR.match(view, last) is not None and _SIGN.search(view, part.start, part.end) is not None
        return other and view[cue.start : cue.end].lower() != "no"
    if part.leaf["op"] == "condition" and all(p.leaf["op"] == "exposure" for p in between):
        return _NOT_ON.match(view, cue.end) is not None and _THEN_OR.match(view, last) is not None
    lasting = [w for w in work.windows if w.duration and between[0].end <= w.start and w.end <= part.start]
    if not any(_THEN_OR.match(view, w.end, part.start) for w in lasting):
        return False
    return any(not w.duration and part.end <= w.start for w in work.windows)


def _is_said_next(view: str, cue: Cue, last: int, part: Part) -> bool:
    """ "Does not have gout, is on insulin, and has asthma": what stands next is said for itself."""
    if cue.category != "NEGATED" or _COMMA_IS.match(view, last, part.end) is None:
        return False
    return _WHO.search(view, cue.end, last) is None


def _is_somebody(view: str, part: Part, cue: Cue, last: int) -> bool:
    """ "No lung disease, non-smoker", "no chronic disease, ambulatory": what somebody is stands for itself."""
    if part.leaf["op"] != "attribute" or cue.category != "NEGATED" or _COMMA.fullmatch(view, last, part.start) is None:
        return False
    good = (
        part.leaf["name"] in ("sex", "ambulatory", "healthy volunteer", "age group")
        or part.leaf["value"] == "non-smoker"
    )
    return good and _NO.fullmatch(view, cue.start, cue.end) is not None


def _positive_for(view: str, part: Part, cue: Cue, last: int) -> bool:
    """ "No asthma, positive for HIV": nobody has "no positive for" anything."""
    comma = _COMMA.fullmatch(view, last, part.start) is not None
    return (
        comma
        and _NO.fullmatch(view, cue.start, cue.end) is not None
        and _TESTED_FOR.match(view, part.start) is not None
    )


def _is_normal(view: str, part: Part, last: int) -> bool:
    """ "No gout and normal liver function", "no seizures, and a normal EEG"."""
    gap = _ADJECTIVE.match(view, last, part.end)
    return gap is not None and _NORMAL.match(view, gap.end(), part.end) is not None


def _said_to_be_so(view: str, part: Part, between: list[Part], last: int) -> bool:
    if _of(part) in CARRYING and any(_of(p) in CARRYING for p in between):
        return False
    if _AND_DOES.match(view, last, part.end) is not None:
        return True
    return _is_normal(view, part, last)


def _is_a_milder_one(part: Part, between: list[Part]) -> bool:
    """ "No pain or mild pain": nobody who lets in no pain turns mild pain away."""
    name, denied = _of(part), [_of(p) for p in between]
    return any(n and name.endswith(f" {n}") and re.fullmatch(_MILDER, name[: -len(n) - 1], _FLAGS) for n in denied)


def goes_on(view: str, part: Part, cue: Cue, between: list[Part]) -> bool:
    """ "Without diabetes, hypertension, or a BMI over 35": a value that ends a list of what is denied."""
    of = [p for p in between if any(c[1:] == cue[1:] for c in p.cues)]
    if len(of) < 2 or _COMMA_OR.fullmatch(view, of[-1].end, part.start) is None:
        return False
    return all("," in view[a.end : b.start] for a, b in pairwise(of))


def lacking_and(w: Words, a: Part, b: Part) -> bool:
    """Among exclusions, "without epilepsy **and** receiving valproate": what is lacking, and what is there."""
    if w.kind != "exclusion" or negation(a) is None or negation(b) is not None:
        return False
    if "," in w.view[a.end : b.start] and _LISTED_BEFORE.search(
        w.view, max(0, a.denials[0].start - 60), a.denials[0].start
    ):
        return False  # "no gout, no asthma, and obesity"
    return _AND_THOSE.match(w.view, a.end, max(a.end, b.start)) is None


def not_both(w: Words, a: Part, b: Part) -> bool:
    """ "Not on both A and B": one of the two may well be."""
    if negation(a) is None or negation(a) != negation(b) or a.end > b.end:
        return False
    return _BOTH.search(w.view, a.denials[0].end, a.end) is not None


def of_both(w: Words, a: Part, b: Part) -> bool:
    """ "Refractory to both A and B", among exclusions, too."""
    told = "to" in a.leaf and "to" in b.leaf and negation(a) is None and negation(b) is None
    return told and a.start <= b.start and _BOTH.search(w.view, a.start, a.end) is not None


def unable_and(w: Words, a: Part, b: Part) -> bool:
    """Among exclusions, "unable to read **and** known dementia": either turns somebody away."""
    if w.kind != "exclusion" or b.leaf["op"] != "condition" or b.denials or a.leaf["op"] not in ("other", "attribute"):
        return False
    unable = _UNABLE.match(w.view, a.start) or _UNABLE.search(w.view, max(0, a.start - 30), a.start)
    return unable is not None and _AND_ANEW.fullmatch(w.view, a.end, max(a.end, b.start)) is not None


def of_result(view: str, work: Work, part: Part, cue: Cue) -> bool:
    """ "History of stroke, HCV antibody negative": a result behind a comma is of today, whatever was before."""
    if cue.category not in ("PAST", "CURRENT") or cue.end > part.start or part.leaf["op"] != "condition":
        return False
    between = [p for p in work.parts if cue.end <= p.start and p.end <= part.start]
    if not between:
        return False
    if _TESTED_FOR.search(view, between[0].end, part.start):
        return True
    return _is_result(view, part) and any(not _is_result(view, p) for p in between)


def _is_result(view: str, part: Part) -> bool:
    return part.leaf["op"] == "condition" and _RESULT.search(view, part.start, part.end) is not None


def _of(part: Part) -> str:
    return str(part.leaf.get("condition", {}).get("name", ""))


def in_doubt(view: str, work: Work) -> bool:
    """Whether nobody can tell how far a denial reaches."""
    if _GERUND.search(view, work.start, work.end) or _NO_OR_MILD.search(view, work.start, work.end):
        return True
    return any(_or_long_ago(view, p) for p in work.parts) or any(
        _without_or_above(view, work, *two)
        or _grade_of_last(view, *two)
        or _none_or_one(view, *two)
        or _not_on_or_lately(view, work, *two)
        or _without_or_beside(view, work, *two)
        or _no_or_above(view, work, *two)
        for two in pairwise(work.parts)
    )


def _grade_of_last(view: str, a: Part, b: Part) -> bool:
    """ "Nausea, vomiting or diarrhea of grade 3 or higher": the grade of the last, or of each?"""
    of = (b.leaf.get("of") or {}).get("span") if b.leaf["op"] == "threshold" else None
    if of is None or b.value is None or a.leaf["op"] != "condition" or a.leaf.get("status") or "window" in a.leaf:
        return False
    graded = b.leaf["measure"]["name"] in ("CTCAE grade", "grade")
    behind = graded and of["end"] <= min(b.value[0], b.focus[0])
    return behind and a.end <= of["start"] and _LIST.fullmatch(view, a.end, of["start"]) is not None


def _not_on_or_lately(view: str, work: Work, a: Part, b: Part) -> bool:
    """Among exclusions, "not on statins, or fibrates within 3 months": neither, or one but not the other?"""
    if work.kind != "exclusion" or negation(a) is None or negation(a) != negation(b) or a.end > b.start:
        return False
    agents = [p.leaf.get("agent", {}).get("name") for p in (a, b)]
    less = agents[0] is not None and agents[0] == agents[1] and "dose" in b.leaf  # "never A, or A < 15 mg"
    lately = "window" in b.leaf and "window" not in a.leaf and _NOT_ON.match(view, a.denials[0].end) is not None
    if not (less or lately):
        return False
    return _THEN_OR.match(view, a.end, b.start) is not None


def _no_or_above(view: str, work: Work, a: Part, b: Part) -> bool:
    """Among exclusions, "no infection or temperature > 38": what is asked for there, or either of what excludes?"""
    if work.kind != "exclusion" or b.value is None or a.value is not None or a.end > b.start:
        return False
    same = negation(a) is not None and negation(a) == negation(b)
    return same and _SIGN.search(view, b.start, b.end) is not None and _THEN_OR.match(view, a.end) is not None


def _none_or_one(view: str, a: Part, b: Part) -> bool:
    """ "No prior therapy or one prior line": neither, or at most one?"""
    counted = b.value is not None and negation(b) is not None and b.leaf["range"]["unit"] in (None, "1")
    if not counted or a.value is not None or negation(a) is None or a.end > b.start:
        return False
    return _OR_ONE.match(view, a.end, b.end) is not None


def _without_or_above(view: str, work: Work, a: Part, b: Part) -> bool:
    """ "Without diabetes or BMI > 35": a value that is asked for, or one more thing that is denied?"""
    if work.kind == "exclusion" or b.value is None or b.denials or a.value is not None or negation(a) is None:
        return False
    without = WITHOUT.fullmatch(view, a.denials[0].start, a.denials[0].end) is not None
    return without and a.end <= b.start and _OR_A.fullmatch(view, a.end, b.start) is not None


def _without_or_beside(view: str, work: Work, a: Part, b: Part) -> bool:
    """ "Stroke without deficit, heart failure, or gout": more that is lacking, or the next on the list?"""
    if negation(a) is None or negation(a) != negation(b) or a.end > b.start:
        return False
    cue = a.denials[0]
    of_one = any(p.end <= cue.start and not view[p.end : cue.start].strip() and not p.denials for p in work.parts)
    if not of_one or not WITHOUT.fullmatch(view, cue.start, cue.end):
        return False
    first = not any(cue.end <= p.start < a.start for p in work.parts)
    return (first or work.kind == "exclusion") and _COMMA_OR.fullmatch(view, a.end, b.start) is not None


def _or_long_ago(view: str, part: Part) -> bool:
    """ "Not received chemotherapy, or at least 6 months ago": none that was later, and no denial of the old one."""
    window = part.leaf.get("window")
    if not window or negation(part) is None or window["range"]["lower"] is None or window["range"]["upper"] is not None:
        return False
    where = window["span"]
    return where is not None and _OR.search(view, part.focus[1], max(part.focus[1], where["start"])) is not None
