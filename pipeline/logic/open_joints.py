"""Neighbours whose joint the words leave open: of which of them a site, a grade, a time or a value is said."""

import re
from collections.abc import Iterator

from ..naming import leading, sites
from ..parts import Part
from .nodes import EXPOSED, Rule, Words, negation

_FLAGS = re.IGNORECASE
_PURPOSE = re.compile(r"[\s-]*(?:(?:for|of|on|with|in|to|by)\s+)?(?:(?:an?|the|any)\s+)?", _FLAGS)
_ASLEEP = re.compile(r"(?:anesthesia|analgesia|sedation|\bblock(?:ade)?)$")
_ALSO = re.compile(r"\s*(?:and|or|/)\s+(?:(?:an?|the|by|on)\s+)*", _FLAGS)
_LED = re.compile(r"[,;]\s*(?:in|for)\s+(?:(?:patients|subjects|participants|those)\s+with\s+)?(?:an?\s+)?$", _FLAGS)
_OR_WITH = re.compile(r"\bor\s+(?:with|having)\s", _FLAGS)
_WITH_BEFORE = re.compile(r"\b(?:with|having|has|have|had)\s+(?:\w+\s+){0,2}$", _FLAGS)
_COMMA_OR = re.compile(r"\s*,\s*or\b", _FLAGS)
_UNDER = re.compile(r"\s+(?:under|with|in)\s+(?:(?:an?|the)\s+)?", _FLAGS)
_OR_BEFORE = re.compile(r"\w\s*(?:,\s*)?\bor\s+(?:[\w-]+\s+){0,2}$", _FLAGS)
_OTHERWISE = re.compile(r"\b(?:an(?:a)?esthesia|sedation|block|under)\b", _FLAGS)
_LIST_REACH = 120
_BUT = re.compile(r"\s*,?\s*(?:but|save)\s+(?:for\s+)?(?:(?:an?|the)\s+)?", _FLAGS)


def spans(w: Words, words: str, a: Part, b: Part) -> Iterator[tuple[int, int]]:
    """Where two neighbours with ``words`` between them may be meant in two ways."""
    if b.value is not None and a.value is None and _for_whom(w, words, a):
        yield a.start, b.end
    if w.kind == "exclusion" and _BUT.fullmatch(words) and a.leaf["op"] == b.leaf["op"]:
        yield a.end, b.start  # "any cancer but melanoma"
    if _may_be_of_the_first(w, words, a):
        yield a.end, b.start
    if _may_be_of_both(w, a, b) or _may_grade_both(w, a, b):
        yield a.start, b.end
    if w.kind == "exclusion" and _COMMA_OR.match(words) and _lacked(w, a, b):
        yield a.start, b.end
    if b.value is None and any(a.end <= x and _ALSO.fullmatch(w.view, y, b.start) for x, y in w.silent):
        yield a.end, b.start  # "by PCR or culture": the second is as silent as the first


def _lacked(w: Words, a: Part, b: Part) -> bool:
    """ "Stroke, without residual deficit, or seizure": is the seizure lacking too, or an item of its own?"""
    cue = negation(a)
    return cue is not None and cue == negation(b) and w.view[max(0, cue - 5) : cue].rstrip().endswith(",")


def _for_whom(w: Words, words: str, a: Part) -> bool:
    """ "LDL ≥ 100 mg/dL, in diabetes HbA1c < 9 %": of those alone, or of all?"""
    led = a.leaf["op"] == "condition" and w.kind != "exclusion" and not words.strip(" :")
    return led and _LED.search(w.view, max(0, a.start - 40), a.start) is not None


def _may_be_of_the_first(w: Words, words: str, a: Part) -> bool:
    """ "Stroke within 6 months or with residual deficit": of any stroke, or a deficit alone?"""
    if not _OR_WITH.search(words) or not ("window" in a.leaf or "duration" in a.leaf):
        return False
    return _WITH_BEFORE.search(w.view, max(0, a.start - 30), a.start) is None


def _may_be_of_both(w: Words, a: Part, b: Part) -> bool:
    conditions = a.leaf["op"] == b.leaf["op"] == "condition"
    if a.shares or not leading.LIST.fullmatch(w.view, a.end, b.start):
        return False
    first, second = (p.leaf.get("condition") or p.leaf.get("agent") for p in (a, b))
    if first and second and sites.may_share(first["name"], second["name"], w.view[slice(*b.focus)]):
        return True
    operated = a.leaf.get("role") == "procedure" and b.leaf["op"] == "condition"
    done = b.leaf.get("role") in ("procedure", "therapy") and a.leaf["op"] in EXPOSED
    if (done or operated) and ("window" in a.leaf or "window" not in b.leaf):
        return leading.of_its_site(w.view[slice(*a.focus)], w.view[slice(*b.focus)])
    if not conditions:
        return False
    return leading.doubtful(w.view[slice(*a.focus)], w.view[slice(*b.focus)])


def _may_grade_both(w: Words, a: Part, b: Part) -> bool:
    """ "Grade 3 neuropathy or diarrhea": the grade may be of both."""
    if "of" not in a.leaf or b.leaf["op"] != "condition" or a.value is None or a.value[1] == a.end:
        return False
    return leading.LIST.fullmatch(w.view, a.end, b.start) is not None


def asleep(leaf: Rule) -> bool:
    """ "Surgery under general anaesthesia", "under axillary block" is both."""
    return leaf.get("role") == "procedure" and _ASLEEP.search(leaf["agent"]["name"]) is not None


def asleep_in_each(w: Words, a: Part, b: Part) -> bool:
    """ "Lobectomy or segmentectomy under general anaesthesia": either is, where no other anaesthesia is named."""
    if not asleep(b.leaf) or a.leaf.get("role") != "procedure" or _UNDER.fullmatch(w.view, a.end, b.start) is None:
        return False
    before = w.view[max(0, a.start - _LIST_REACH) : a.start]
    if b.shares and not _OR_BEFORE.search(before):
        return _OTHERWISE.search(before) is None  # "surgery under spinal or general anaesthesia"
    return _OR_BEFORE.search(before) is not None and not (_OTHERWISE.search(before) or _COMMA_OR.match(w.view, b.end))


def is_purpose(words: str, a: Part, b: Part) -> bool:
    """ "Ablation for atrial fibrillation", "lipoic acid supplements": one thing, or one for the other, but not two."""
    named = {a.leaf["op"], b.leaf["op"]}
    if asleep(b.leaf):
        return False
    return "exposure" in named and named <= EXPOSED and _PURPOSE.fullmatch(words) is not None
