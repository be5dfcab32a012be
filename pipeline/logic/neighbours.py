"""How two neighbours are joined, by the words between them."""

import re
from collections.abc import Callable
from functools import lru_cache
from math import inf
from typing import NamedTuple

from ...patterns.together import TOGETHER
from ..naming import done_to
from ..naming.devices import is_had
from ..naming.marker_words import PATTERN as MARKERS
from ..parts import Part
from ..timing.uneven import DAYS
from . import denial_ends, holes, open_joints, other_people, partners
from .classed import classes
from .nodes import EXPOSED, Words, negation

_FLAGS = re.IGNORECASE
OR = re.compile(r"\band\s*/\s*or\b|\bor\b(?!\s+both\s+\w)|\bnor\b|/|\bversus\b", _FLAGS)
_NOR = re.compile(r"\bnor\b", _FLAGS)
_AND = re.compile(r"\band\b|&|\bplus\b|\bas\s+well\s+as\b", _FLAGS)
_TOO = re.compile(rf"{_AND.pattern}|\bbut\b", _FLAGS)
EXAMPLES = re.compile(
    r"\b(?:such\s+as|including|includes?|incl|e\.?\s?g\b|i\.?\s?e\b|for\s+example|like|namely|for\s+instance|especially|particularly|"
    r"in\s+particular|notably|"
    r"examples?)\b",
    _FLAGS,
)
_TREATED = re.compile(
    r"\s*,?\s*(?:(?:that|which|is|are|was|were|has|have|been|being|currently)\s+)*(?:treated|managed|controlled|requir\w+|need\w+)\b",
    _FLAGS,
)
""" "Gout treated with drugs such as allopurinol": examples of the drugs, and none of gout."""
_CONTAINS = re.compile(r"\b(?:that|which|must|should)\s+includes?\b", _FLAGS)
_THAT_IS = re.compile(r"\bi\.?\s?e\b|\bnamely\b", _FLAGS)
_DEFINED = re.compile(r"\bdefined\s+as\b|\bmeaning\b", _FLAGS)
_BINDING = re.compile(
    r"\b(?:with|who|whose|requiring|requires?|needing|necessitating|treated|despite|due\s+to|because|associated|defined|caused|secondary|for|"
    r"that|which|in|on|while|when|if|by|where|causing|resulting|limit(?:s|ing)?|reduc(?:es?|ing)|shorten(?:s|ing)?|having|has|have|is|are|of|to)\b",
    _FLAGS,
)
_LIMITING = re.compile(
    rf"\s*(?:(?:but\s+)?only\s+|not\s+(?=requir|need|associated|caused|due|treated|in\b|on\b|under\b)|"
    rf"not\s+(?:(?!willing|able|prepared|agree)\w+\s+)?(?=to|by|with))?{_BINDING.pattern}",
    _FLAGS,
)
_WHO_TOO = re.compile(r"\s*who\b", _FLAGS)
_OR_WHO = re.compile(r"[^;.]{0,120}?,?\s*\bor\s+who\b", _FLAGS)
_DOES_TOO = re.compile(r"\s*(?:have|has|are|is)\b", _FLAGS)
"""Behind a comma, a further verb of the same people: "are pregnant, have asthma, or use tetracyclines"."""
_OR_AHEAD = re.compile(r"[^.;()\n]{0,200}?,?\s+or\s", _FLAGS)
_BUT = re.compile(r"\bbut\b", _FLAGS)
_FOR_IT = re.compile(
    r"\s+(?:for|due\s+to|because\s+of|against|related\s+to)\s+(?:(?:it|them|this|that)\b(?!\s+\w)|(?:this|that|the\s+same)\s+(?:reason|purpose|"
    r"disease|disorder|condition|illness|problem|diagnosis)\b)",
    _FLAGS,
)
""" "Hypertension and taking medication for it": what is taken for the one, and not for something else."""
_LACKING = re.compile(r"\s*(?:but\s+)?(?:without|not)\b", _FLAGS)
_NO = re.compile(r"\s*no\s+", _FLAGS)
_NOT_SO = re.compile(
    r"\s*(?:in\s+order\s+)?to\s+\w|\s*(?:but\s+)?(?:not|never)\s(?:\w+ly\s+|well\s+)?(?:\w+(?:ed|able|ible)|due|secondary)\b",
    _FLAGS,
)
""" "Asthma, not controlled": what is not done to the thing, or cannot be, and what for."""
_AIM = re.compile(r"(?:in\s+order\s+)?to\s+\w", _FLAGS)
"""What a thing is done for: "no operation to reduce weight" denies both together."""
_BOTH = re.compile(
    r"\b(?:both(?!\s+(?:genders?|sex(?:es)?|eyes|sides)\b)|(?:combination|combined\s+use)\s+of|simultaneous(?:ly)?)\s+"
    r"(?:\w+\s+){0,2}$",
    _FLAGS,
)
_POSITIVE_FOR_BOTH = re.compile(r"(?:tested\s+)?positive\s+for\s+both\b", _FLAGS)
_WHO = re.compile(r"\b(?:who|that|which)\b[^,;:.()]{0,80}$", _FLAGS)
_IN_ALL = re.compile(r"[,;]\s*in\s+(?:both|all|either|each)(?:\s+cases?)?\b", _FLAGS)
"""Of all that stands before: "a non-smoker or an ex-smoker; in both cases cotinine < 200 ng/mL"."""
_EITHER_OF = re.compile(r"[,;]\s*either\b", _FLAGS)
"""Opens alternatives that stand beside what is required: "10 pack-years or more; either smokers or ex-smokers"."""
_ALSO_DOES = re.compile(
    r"\s*,?\s+and\s+(?:who\s+|that\s+)?(?:are|is|were|have|has|had|do|does|takes?|receives?|uses?|needs?|requires?)\b",
    _FLAGS,
)
"""A second verb of the people who do the first: "patients who have cancer and are on chemotherapy"."""
_AND_NOT = re.compile(r"\band\s+(?:who\s+)?(?:(?:are|is|do|does|have|has|were|was)\s+)?not\b", _FLAGS)
""" "Who are not postmenopausal and not sterile": both at once, also among exclusions."""
_AND_OTHER = re.compile(r"\band\s+(?:any\s+)?other\b", _FLAGS)
_AND_NO = re.compile(
    r"\s+and\s+(?:with\s+)?(?:no|not|without)\s+(?:(?:any|an?|on|taking|using|receiving|other)\s+)*", _FLAGS
)
""" "Diabetes and no insulin" among exclusions is the two together."""
_WHEN = re.compile(r"\b(?:during|before|after|since|until|following)\s+(?:(?:the|an?|any)\s+)?$", _FLAGS)
_OR_BEFORE = re.compile(r"\bor\s+$", _FLAGS)
_SLASH = re.compile(r"\s*(?:\([^()]*\)\s*)?/\s*(?:not?[\s-]+|non[\s-]*)?", _FLAGS)
_EITHER_TIME = re.compile(
    r"\b(?:during|before|after|on|at|within|prior\s+to|following)\s+(?:and\s*/\s*)?(?:or|and)\s+(?=(?:during|before|after|within|following|"
    r"shortly|immediately|prior)\b)",
    _FLAGS,
)
"""In "progression during or after treatment" the "or" joins two times and no two things."""
_EITHER_WAY = re.compile(r"\bwith\s*(?:or|/)\s*without\b", _FLAGS)
OF_WHICH = re.compile(r"\b(?:of|among)\s+(?:which|whom|these|those|them)\b", _FLAGS)
"""In "6 episodes, of which 2 in the joints" the second count is of some of the first."""
_SLASHED = re.compile(r"\b(?!(?:and/or|or/and)\b)[a-z]+/[a-z]+\b", _FLAGS)
"""A slash within a word that adds nothing: "by ACR/EULAR criteria"."""
_NUMBERS = re.compile(r"\b(?:\d+|[IVX]+)\s*(?:or|and|/)\s*(?:\d+|[IVX]+)\b")
"""In "narcolepsy of type 1 or 2" the "or" joins two numbers and no two things."""
_TAKEN_TOGETHER = re.compile(
    r"\b(?:concomitant(?:ly)?|concurrent(?:ly)?|combined|co-?administration|dual)\s+(?:(?:use|treatment|therapy|intake|with|of)\s+)*$",
    _FLAGS,
)
NUMBERED = re.compile(r"\((?:[a-h]|[1-9]|i{1,3}|i?v)\)", _FLAGS)
FIRST_NUMBER = re.compile(r"\b((?:with|having|have|has|either|by|of|for|from|in)\s*:?)\s*\(?(?:a|1|i)\)\s*", _FLAGS)
"""The number of the first item parts it from nothing: "children with (1) asthma or (2) eczema"."""
_PARTING = re.compile(rf"[,;]|{NUMBERED.pattern}", _FLAGS)
"""A comma, or the number of an item: "(1) hypertension or (2) diabetes with HbA1c > 9 % or (3) BMI > 40"."""
_LOUD = re.compile(r"\bAND\b")
_EITHER = re.compile(
    r"\b(?:either(?!\s*[,;.)]|\s+(?:eye|side|ear|knee|leg|arm|hand|foot|breast|kidney)\b)|at\s+least\s+one|one\s+of)\b",
    _FLAGS,
)
_SO_MANY = re.compile(r"(?:at\s+least|a\s+minimum\s+of|either|both|one|two|three|four|five|[1-9]|≥|>=)", _FLAGS)
"""Opens the words for the items of a lead-in: "diabetes and one or more of the following:" is both together."""
_BARE = re.compile(r"[\s,:)\]]*(?:(?:any|the|a|an|other|known)\s*)*", _FLAGS)
GENE = re.compile(r"(?:mutation|deletion|rearrangement|amplification|fusion|translocation|expression|positivity)\Z")
_PERFORMANCE = frozenset(("ECOG", "Karnofsky", "Lansky", "WHO performance status"))


def _says(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """Whether words hold what a pattern finds; kept, for what stands between neighbours is mostly the same."""
    return lru_cache(maxsize=2_000)(lambda words: pattern.search(words) is not None)


_or, _nor, _and, _too, _either = _says(OR), _says(_NOR), _says(_AND), _says(_TOO), _says(_EITHER)
_of_which, _either_of = _says(OF_WHICH), _says(_EITHER_OF)
_examples, _that_is, _defined, _in_all = _says(EXAMPLES), _says(_THAT_IS), _says(_DEFINED), _says(_IN_ALL)
_and_not, _contains = _says(_AND_NOT), _says(_CONTAINS)
_binding, _when, parted = _says(_BINDING), _says(_WHEN), _says(_PARTING)
_parts = _PARTING.split


@lru_cache(maxsize=2_000)
def _joining(words: str) -> str:
    """The words less those whose "or" joins no two things."""
    words = FIRST_NUMBER.sub(r"\1 ", words)
    return _NUMBERS.sub(" ", _SLASHED.sub(" ", _EITHER_WAY.sub(" ", _EITHER_TIME.sub(" ", words))))


SAME, CLOSEST, TIGHT, LIST, OR_AFTER_COMMA, AND_AFTER_COMMA, LOOSE = range(7)


class Joint(NamedTuple):
    """How two neighbours are joined: ``op``, and how closely (0 closest); ``binds``: the second limits the first."""

    op: str
    level: int
    binds: bool = False


def between(w: Words, a: Part, b: Part) -> str:
    """The words that stand between two neighbours, also where they share a measure or a value."""
    if a.value is None or b.value is None:
        if "excluding" in a.leaf and a.end < a.leaf["span"]["end"] <= b.start:  # "surgery (except A or B) that could"
            return w.said(a.leaf["span"]["end"], b.start)
        return w.said(a.end, b.start) if a.end <= b.start else w.said(a.focus[1], b.focus[0])
    if a.value == b.value:
        return w.said(a.focus[1], b.focus[0])
    if a.focus == b.focus and a.value[1] <= b.value[0]:  # "2 relapses in 24 months or at least 1 in 12 months"
        return w.said(a.value[1], b.value[0])
    starts = [at for at in (b.focus[0], b.value[0]) if at >= a.value[1]]
    stop = min(starts, default=b.value[0])
    behind = a.value[1] <= a.focus[0] and a.end <= stop  # ">= 4 headache days/month"
    return w.said(a.end if behind else a.value[1], stop)


def is_category(p: Part) -> bool:
    return p.value is not None and p.leaf["measure"]["name"] in ("T category", "N category", "M category")


def joint_of(w: Words, a: Part, b: Part, denied: bool) -> Joint | None:
    """How two neighbours are joined; None where a comma alone stands between them."""
    if a.end <= b.start and (together := TOGETHER.fullmatch(w.view, a.end, b.start)) is not None:
        if w.kind == "exclusion" and not together["one"]:
            w.unsure.append((a.start, b.end))
        return Joint("all", TIGHT, binds=True)
    words = between(w, a, b)
    found = _joint(w, _joining(words), a, b, denied)
    if found is not None and found.binds and w.kind == "exclusion":  # "A if B" is both together
        w.heard.append((a.end, b.start))
    if found is not None and found.op == "all" and found.level > SAME and open_joints.is_purpose(words, a, b):
        w.unsure.append((a.end, b.start))
    w.unsure.extend(open_joints.spans(w, words, a, b))
    return found


def _joint(w: Words, words: str, a: Part, b: Part, denied: bool) -> Joint | None:
    negated = denied or (w.kind != "exclusion" and a.stopped and b.stopped)
    if a.value is not None and a.value == b.value and a.leaf["measure"]["name"] == b.leaf["measure"]["name"]:
        return Joint("all" if _meet(a, b) != denied else "any", SAME)
    if (a.value is None) != (b.value is None) and a.focus[0] < b.focus[1] and b.focus[0] < a.focus[1]:
        return Joint("all", CLOSEST)  # "aneurysm > 5 cm": the thing and its size
    if "to" in a.leaf and b.value is not None and a.start < b.start and b.end <= a.end:
        w.unsure.append((a.start, b.end))  # "hypersensitivity (grade 3 or above) to A or B"
        return Joint("all", CLOSEST)
    if a.value is not None and b.value is not None and a.value != b.value and _of_which(words):
        return Joint("all", SAME)
    if a.focus == b.focus:
        return _of_one_name(w, words, a, b, negated)
    if "window" in a.leaf and a.end <= b.start and b.focus[1] <= a.focus[0] and _is_on(b):
        return Joint("all" if negated else "any", LOOSE)  # "A or B within 4 weeks or currently": A once more
    if a.shares and not words.strip(" \n/"):  # "acute or chronic bacterial or viral infection": each of each
        return Joint("all" if negated else "any", SAME)
    if _same_agent(a, b):
        return Joint("all" if negated else "any", SAME)
    if words.strip() in (",", "of") and is_class_of(a, b):  # "heart failure, NYHA III or IV"
        return Joint("all", CLOSEST)
    if _is_its_age(words, a, b) or (not words.strip() and is_category(a) and is_category(b)):  # "T4 N0 or T3 N1"
        return Joint("all", CLOSEST)
    if _defined(words) or (_that_is(words) and (b.value is not None or a.leaf["op"] != b.leaf["op"])):
        return Joint("all", AND_AFTER_COMMA)
    if not is_had(a.leaf) and _examples(words) and _contains(words):  # "a regimen that includes A and B"
        return Joint("all", TIGHT, binds=True)
    if _examples(words) and a.value is not None and b.value is None:  # "one regimen including fluoropyrimidine"
        w.unsure.append((a.start, b.end))
        return Joint("all", CLOSEST, binds=True)
    if _examples(words) and a.leaf["op"] == "condition" and b.leaf["op"] == "exposure" and _TREATED.match(words):
        return Joint("all", TIGHT, binds=True)
    if _examples(words):
        if negation(a) is not None and a.leaf["op"] == "other" != b.leaf["op"]:  # "not capable of X, such as with gout"
            w.unsure.append((a.start, b.end))
        return Joint("all" if negated else "any", CLOSEST)
    if _opposite_results(a, b) and (_and(words) or _SLASH.fullmatch(words)):
        return Joint("all", TIGHT)
    if _SLASH.fullmatch(words) and share_a_value(a, b) and _same_scale(a, b):
        return Joint("all" if negated else "any", CLOSEST)
    if _SLASH.fullmatch(words) and (share_a_value(a, b) or (negation(a) is not None and negation(b) is not None)):
        return Joint(w.default, CLOSEST)
    if words.strip() == "/" and a.leaf["op"] == b.leaf["op"] and a.leaf["op"] in EXPOSED:  # "IVF/ICSI with ..."
        return Joint("all" if negated else "any", SAME)
    if _when(words) and not _timed_ahead(a, b):
        return Joint("all", TIGHT, binds=True)
    if w.kind == "inclusion" and a.end <= b.start and open_joints.asleep_in_each(w, a, b):
        return Joint("all", AND_AFTER_COMMA)
    apart = parted(words)
    if _nor(words):
        return Joint("all", OR_AFTER_COMMA if apart else LIST)
    if _or(words) and w.kind != "exclusion" and share_a_value(a, b) and _limits_both(a):
        return Joint("all", LIST)
    if _or(words):
        return Joint("all" if negated else "any", OR_AFTER_COMMA if apart else LIST)
    if _and(words):
        return _by_and(w, words, a, b, denied, negated)
    return _unsaid(w, words, a, b, denied, negated)


def _is_on(p: Part) -> bool:
    return p.leaf.get("status") in ("current", "planned") and "window" not in p.leaf


def is_class_of(a: Part, b: Part) -> bool:
    """Whether the second is the class of the disease before it, by a scale that classes no other."""
    bare = b.leaf["op"] == "threshold" and "of" not in b.leaf
    return bare and classes(b.leaf["measure"]["name"], a.leaf)


def _is_its_age(words: str, a: Part, b: Part) -> bool:
    """ "Crohn's disease, onset before 6 years of age": the age at which that disease began."""
    told = b.leaf["op"] == "threshold" and b.leaf["measure"]["name"] in ("age at onset", "age at diagnosis")
    return told and a.leaf["op"] == "condition" and not (_or(words) or _and(words) or ";" in words)


def _of_one_name(w: Words, words: str, a: Part, b: Part, negated: bool) -> Joint | None:
    """Two parts that stand on the same words: a drug in two windows, a measure with two values."""
    if "to" in a.leaf and "to" in b.leaf:  # "allergy or intolerance to A or B": each of each
        return Joint("all" if negated else "any", SAME)
    kept = any(c.category == "STEADY" for c in b.cues) and "duration" in a.leaf and "duration" in b.leaf
    if (kept or _one_stretch(a, b)) and not _or(words):  # "methotrexate for 3 months, at a stable dose for 6 weeks"
        return Joint("all", SAME)
    if a.value != b.value and not _or(words) and (_number_and_size(a, b) or _BUT.search(words)):
        return Joint("all", SAME)  # "eGFR below 60 but above 30"
    if "," in words and a.value != b.value and not (_or(words) or _and(words)):
        return None
    planned = a.leaf.get("status") != b.leaf.get("status") == "planned"
    either = planned or _or(words) or (w.kind == "exclusion" and not (_too(words) and _both_timed(a, b)))
    apart = _or(words) and "," in words and a.value != b.value
    return Joint("any" if either and not negated else "all", OR_AFTER_COMMA if apart else SAME)


def _one_stretch(a: Part, b: Part) -> bool:
    """ "Surgery 24 h to 7 days ago": one time, bounded below by the first and above by the second."""
    low, high = (p.leaf["window"]["range"] if "window" in p.leaf else p.leaf.get("duration") for p in (a, b))
    if not low or not high or ("window" in a.leaf) != ("window" in b.leaf):
        return False
    if low["lower"] is None or low["upper"] is not None or high["upper"] is None or high["lower"] is not None:
        return False
    least, most = (DAYS.get(x["unit"], 0) * x[side]["value"] for x, side in ((low, "lower"), (high, "upper")))
    return bool(least < most)


def _by_and(w: Words, words: str, a: Part, b: Part, denied: bool, negated: bool) -> Joint:
    """ "And" joins what is required; among exclusions it may only list."""
    apart = parted(words)
    if a.end <= b.start and other_people.are_next(w, a.end, b.focus[0]):
        return Joint("any", OR_AFTER_COMMA if apart else LIST)
    if denial_ends.not_both(w, a, b):
        return Joint("any", TIGHT)
    if denial_ends.of_both(w, a, b):
        return Joint("all", TIGHT)
    if done_to.told(a.cues) and done_to.told(b.cues):  # "unless resected and stable for 4 weeks"
        return Joint("all", TIGHT)
    if w.kind == "exclusion" and _LOUD.search(words) and not w.view[a.start : b.end].isupper():
        w.unsure.append((a.start, b.end))  # "thrombolysis AND thrombectomy": both together, as it seems
    if w.kind == "exclusion" and not denied and b.leaf["op"] == "exposure" and _FOR_IT.match(w.view, b.end):
        return Joint("all", TIGHT, binds=True)
    if _either(words) or (holes.is_items(b.leaf) and _SO_MANY.match(w.view, b.start)):
        return Joint("all", TIGHT, binds=True)
    if not denied and negation(a) is not None and _and_not(w.view[a.end : b.start]):
        return Joint("all", AND_AFTER_COMMA if apart else TIGHT)
    if w.kind == "exclusion" and not denied and negation(a) is None and _AND_NO.fullmatch(w.view, a.end, b.start):
        if "," in w.view[max(0, a.start - 60) : a.start]:
            w.unsure.append((a.start, b.end))  # "A, B and no C": of B, or of each, or one of three?
        return Joint("all", TIGHT, binds=True)
    if not denied and denial_ends.lacking_and(w, a, b):
        lacked = a.leaf["op"] == "other" or a.leaf.get("name") in (
            "language",
            "residence",
        )  # "no consent and known stroke": either; "without gout and on statins": both
        return Joint("any", LIST) if lacked else Joint("all", AND_AFTER_COMMA if apart else TIGHT, binds=True)
    listed = alike(a, b) or _are_examples(w, a, b) or denial_ends.unable_and(w, a, b)
    free = w.kind == "exclusion" and not negated and listed and not _fertile(a, b)
    if free and _of_either(w, a, b):  # "ALT or AST > 3 x ULN and bilirubin > 2 x ULN", maybe both
        w.unsure.append((a.start, b.end))
    does_both = free and _ALSO_DOES.match(words) and _WHO.search(w.view, max(0, a.start - 90), a.start)
    same = (a.leaf["op"], a.leaf.get("role")) == (b.leaf["op"], b.leaf.get("role"))
    if does_both and (same or (is_had(a.leaf) and is_had(b.leaf))):  # perhaps either
        w.unsure.append((a.start, b.end))
    elif does_both:
        return Joint("all", AND_AFTER_COMMA)
    if free and _TAKEN_TOGETHER.search(w.view, max(0, a.focus[0] - 50), a.focus[0]):
        w.unsure.append((a.start, b.end))  # "concomitant use of A and B": of both, or each beside the study drug
    if (
        w.kind == "exclusion"
        and not denied
        and negation(a) is None
        and _AND_OTHER.search(words + w.view[b.start : b.start + 10])
    ):
        return Joint("any", OR_AFTER_COMMA if apart else LIST)  # "disease of the heart and other important organs"
    if free and not needs_both(w, a):
        return Joint("any", OR_AFTER_COMMA if apart else LIST)
    if w.kind == "exclusion" and apart and a.value is not None and b.leaf["op"] == "condition" and not listed:
        w.unsure.append((a.start, b.end))  # "eye pressure > 20 mmHg, and a history of glaucoma or uveitis"
    if w.kind == "exclusion" and b.leaf.get("name") == "sex":  # "women with A and women with B"
        w.unsure.append((a.start, b.end))
    return Joint("all", AND_AFTER_COMMA if apart else TIGHT)


def _timed_ahead(a: Part, b: Part) -> bool:
    """ "A, and ≤ 10 days since B": how long ago B was, and nothing of A."""
    where = (b.leaf.get("window") or {}).get("span")
    return where is not None and a.end <= where["start"] < b.start


def _are_examples(w: Words, a: Part, b: Part) -> bool:
    """ "Habits such as bruxism and clenching": two examples, though no list knows the one."""
    if "other" not in (a.leaf["op"], b.leaf["op"]):
        return False
    m = EXAMPLES.search(w.view, max(0, a.start - 60), a.start)
    return m is not None and not re.search(r"[.;()]\s", w.view[m.end() + 1 : b.start])


def _unsaid(w: Words, words: str, a: Part, b: Part, denied: bool, negated: bool) -> Joint | None:
    """No word joins the two: a comma, a word that binds the second to the first, or nothing at all."""
    *lists, last = _parts(words)
    if lists and b.leaf["op"] == "other" and _NOT_SO.match(last + b.leaf["text"]):
        return Joint("all", TIGHT, binds=True)
    if _BARE.fullmatch(last) and (lists or ":" in words):
        return None if not negated else Joint("all", LIST)
    if not words.strip(" \n-") and a.leaf["op"] == "attribute" and b.shares:  # "outpatient hip or knee surgery"
        if denied or negation(a) is not None:
            w.unsure.append((a.start, b.end))
        return Joint("all", TIGHT)
    if not lists and b.leaf["op"] == "other" and _AIM.match(b.leaf["text"]):
        return Joint("all", TIGHT, binds=True)
    if not words.strip(" \n-") and not _unread(a):
        return Joint("all", SAME if "other" in (a.leaf["op"], b.leaf["op"]) else CLOSEST)
    if _in_all(words) or (w.kind == "inclusion" and _either_of(words)):
        return Joint("all", LOOSE)
    if holes.is_items(b.leaf) and holes.defines(w.view, a.end, b.start):
        return Joint("all", TIGHT, binds=True)
    if lists:
        if _fertile(a, b):  # "women of childbearing potential, not using contraception"
            return Joint("all", TIGHT, binds=True)
        if _WHO_TOO.match(last) and _OR_WHO.match(w.view, b.end):
            return None  # "who are on A, who have had B, or who have C"
        denied_alike = negation(a) is not None and negation(a) == negation(b)
        if denied_alike and _DOES_TOO.match(last) and _OR_AHEAD.match(w.view, b.end):
            return None  # "must not be pregnant, have asthma, or use insulin"
        if w.kind == "exclusion" and not negated and _DOES_TOO.match(last):
            if _OR_AHEAD.match(w.view, b.end):
                return None
            w.unsure.append((a.start, b.end))  # "have asthma, are on steroids": both together?
        own = b.leaf.get("name") in ("contraception", "language")  # "breastfeeding, unwilling to use contraception"
        limits = _LIMITING.match(last) or (w.kind == "exclusion" and not negated and _lacks(w, last, a, b))
        return Joint("all", TIGHT, binds=True) if not own and limits else None
    return Joint("all", TIGHT, binds=True) if _unread(a) or _binding(words) else Joint("all", CLOSEST)


def _lacks(w: Words, last: str, a: Part, b: Part) -> bool:
    """ "Aortic stenosis, without valve replacement": both together; "gout, no allopurinol" may be two things."""
    lacking = negation(a) is None and a.leaf["op"] in EXPOSED and negation(b) is not None
    if lacking and _NO.fullmatch(last):
        w.unsure.append((a.start, b.end))
    return lacking and _LACKING.match(last) is not None


def _opposite_results(a: Part, b: Part) -> bool:
    """ "ER+/HER2-", "HBsAg negative and anti-HBc positive": one pattern of results, also among exclusions."""
    return a.pattern == b.pattern == MARKERS and (negation(a) is None) != (negation(b) is None)


def has_marker(a: Part, b: Part) -> bool:
    """ "Myelofibrosis, JAK2-positive or CALR-mutated": a disease, and what it has."""
    disease = a.leaf["op"] == "condition" and a.pattern != MARKERS and negation(a) is None
    return disease and b.pattern == MARKERS


def only_listed(a: Part, b: Part) -> bool:
    """ "del(17p), t(4;14), gain(1q)": all of them, or any?"""
    return a.pattern == b.pattern == MARKERS and negation(a) is None and negation(b) is None


def _number_and_size(a: Part, b: Part) -> bool:
    """ "Single lesion ≤ 3 cm": how many and how large."""
    return {a.leaf["range"]["unit"], b.leaf["range"]["unit"]} in ({"1", "cm"}, {"1", "mm"})


def _limits_both(a: Part) -> bool:
    """ "ALT or AST ≤ 3 x ULN", required: a limit of what is normal is the limit of each."""
    upper = a.leaf["range"]["lower"] is None and a.leaf["range"]["upper"] is not None
    return upper and bool(a.leaf["relative_to"] == "ULN")


def share_a_value(a: Part, b: Part) -> bool:
    return a.value is not None and a.value == b.value


def _same_scale(a: Part, b: Part) -> bool:
    """ "Karnofsky/Lansky ≥ 60": nobody has both, as they are for different ages."""
    return {a.leaf["measure"]["name"], b.leaf["measure"]["name"]} <= _PERFORMANCE


def _both_timed(a: Part, b: Part) -> bool:
    """ "Within 3 years and at least 2 weeks before": two bounds of one event."""
    first, second = a.leaf.get("window"), b.leaf.get("window")
    if "duration" in a.leaf and "duration" in b.leaf:
        return True
    return bool(first and second and first["direction"] == second["direction"])


def _meet(a: Part, b: Part) -> bool:
    """Two bounds of one value: "8 weeks to 10 months" holds between them, "outside 45-100" and "0-1 or 4" in either.

    The same bound twice is of two things: "sensory or motor neuropathy of grade 2".
    """
    ranges = [p.leaf["range"].get("canonical") or p.leaf["range"] for p in (a, b)]
    lower = max(r["lower"]["value"] if r["lower"] else -inf for r in ranges)
    upper = min(r["upper"]["value"] if r["upper"] else inf for r in ranges)
    return bool(ranges[0] != ranges[1] and lower <= upper)


def _unread(a: Part) -> bool:
    """Several words that nobody read; one word alone is an adjective of its neighbour."""
    return a.leaf["op"] == "other" and len(a.leaf["text"].split()) > 1


def _same_agent(a: Part, b: Part) -> bool:
    """ "NSAIDs - non-steroidal anti-inflammatory drugs": one thing under two names."""
    if not a.leaf["op"] == b.leaf["op"] == "exposure" or a.leaf.get("window") != b.leaf.get("window"):
        return False
    same: bool = a.leaf["agent"]["name"] == b.leaf["agent"]["name"]
    return same


def _of_either(w: Words, a: Part, b: Part) -> bool:
    values = a.value is not None and b.value is not None and a.value != b.value
    return values and bool(_OR_BEFORE.search(w.view, max(0, a.focus[0] - 8), a.focus[0]))


def _fertile(a: Part, b: Part) -> bool:
    """ "Of childbearing potential and not using contraception": both together."""
    may_conceive = a.leaf.get("name") == "childbearing potential" or partners.told(a.leaf)
    return may_conceive and b.leaf.get("name") == "contraception"


def needs_both(w: Words, a: Part) -> bool:
    """Whether words before a name say that it and those behind it are meant together."""
    return bool(_BOTH.search(w.view, max(0, a.start - 40), a.start) or _POSITIVE_FOR_BOTH.match(w.view, a.start))


_OF_ALL = ("sex", "language", "hospital status", "residence")


def alike(a: Part, b: Part) -> bool:
    """Whether two names may stand in one list; the sex and the language are of all that stands beside them."""
    said = [p.leaf["name"] if p.leaf["op"] == "attribute" else p.leaf["op"] for p in (a, b)]
    kinds = {kind for kind, p in zip(said, (a, b), strict=True) if p.leaf["op"] != "attribute" or kind in _OF_ALL}
    return len(kinds) < 2 or kinds <= EXPOSED
