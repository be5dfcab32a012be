"""Which names stand on one list, so that they share what is said of the list."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ...patterns.together import TOGETHER
from ...patterns.words import function_words
from ..naming import done_to
from ..parts import Part, Window
from ..values.changes import is_change
from .phrases import FLAGS

CLAUSE = re.compile(r"[;]|(?<!\bSt)(?<!\bvs)\.\s+(?=[A-Z])")
EXAMPLES = re.compile(
    r"\b(?:such\s+as|(?<!not\s)includ(?:e|es|ing)|incl\b|e\.?\s?g\b|i\.?\s?e\b|for\s+example|like|namely)", FLAGS
)
_LATIN = re.compile(r"\b(?:e\.\s?g\.?|i\.\s?e\.?)", FLAGS)
_GLUE = re.compile(
    r"(?:[\s,/&+()\[\]\"'–-]|\b(?:and|n?or|any|other|the|a|an|either|both|such\s+as|including|includes?|incl\b|e\.?g|i\.?e|"
    r"for\s+example|but\s+not\s+limited\s+to|not\s+limited\s+to|like|namely|treatment|therapy|use|with|of|in|history|prior|"
    r"previous|any|systemic|chronic|another|to|all|non|agents?|drugs?|medications?|inhibitors?|procedures?|"
    r"injections?|infusions?|tablets?|capsules?|pills?|creams?|ointments?|gels?|patch(?:es)?|"
    r"(?:(?:eye|ear|nose|nasal)[ -])?(?:drops?|sprays?)|inhalers?|suppositor(?:y|ies)|"
    r"implants?|products?|preparations?|supplements?|received|receiving|taking|taken|for|active|acute|severe|known|current)\b)*",
    FLAGS,
)
_OWN_TIME = re.compile(r"\bat\s+(?:the\s+)?(?:screening|baseline|visit|randomi[sz]ation|entry|enrol)", FLAGS)
_CONJUNCTION = re.compile(r"\b(?:and|or)\b|/", FLAGS)
_SEPARATES = re.compile(r"[,/&+(:\[;–]|\s-\s|\b(?:and|n?or)\b", FLAGS)
EVENT = re.compile(
    r"(?:infarction|stroke|attack|embolism|thrombosis|hemorrhage|bleeding|bleed|fracture|trauma|injury|arrest|event|"
    r"accident|concussion|burn|rupture|crisis|flare|flare-up|relapse|seizure|syncope|pneumonia|ketoacidosis|sepsis|meningitis|endocarditis|peritonitis|"
    r"cellulitis|abscess|acute\s+(?:illness|infection|pancreatitis)|transplantation|miscarriage|abortion|exacerbation|tattoo|piercing|delivery|childbirth|attempt|overdose|shock|coronary\s+syndrome)s?$|"
    r"^(?:transient\s+ischemic|myocardial\s+infarction|stroke|unstable\s+angina)\b",
    FLAGS,
)
"""What happens at once."""
EVENTS = re.compile(
    rf"(?:{EVENT.pattern})|(?:fall|episode|hospitali[sz]ation|admission|visit|course|transfusion)s?$", FLAGS
)
"""What is counted of these happened at some time."""
_PASSING = re.compile(
    r"acute\b|(?:infection|illness|fever|diarrhea|vomiting|rash|toxicity|ideation|behavior|abuse|dependence|use\s+disorder|ulcer|"
    r"hypoglycemia|pregnancy|cancer|malignancy|symptoms?)\Z",
    FLAGS,
)
"""Diseases that somebody may have had and has no more."""
_FOR_LIFE = re.compile(
    r"\b(?:hiv|aids|dementia|cirrhosis|diabetes|parkinson|sclerosis|cystic fibrosis|sickle cell|hemophilia|epilepsy|"
    r"immunodeficiency|schizophrenia|bipolar)\b(?!.*(?:test|crisis|exposure|episode|relapse))",
    FLAGS,
)
"""What nobody has had for some time only."""
_ITEMS = re.compile(r"[,/]|\b(?:and|n?or)\b", FLAGS)
_ASIDE = re.compile(
    r"\((?![^()]*\d\s*-?\s*(?:days?|weeks?|months?|years?|hours?|hrs?|wks?|mos?|yrs?|half|d|h|w|m|y)\b)"
    r"(?![^()]*\b(?:unless|not|no|allowed|permitted|planned)\b)[^()]{1,80}\)",
    FLAGS,
)
"""Without a time of its own, and no circumstance; "(except topical ones)" is of the name before it alone."""
_COMPLEMENT = re.compile(
    r"\s*(?:(?:(?:that|which)\s+(?:ha(?:s|ve|d)\s+)?)?(?:requir(?:es|ed|ing)|need(?:s|ed|ing)|necessitat\w+)|(?:treated|associated)\s+with|"
    r"leading\s+to|resulting\s+in|under|of|in|with|at|on|for|from|due\s+to|to)\s+"
    r"(?:(?!(?:who|that|which|not|no|but|unless|except)\b)[^\W\d_][\w'-]*\s*){1,5}"
    r"|\s*(?:at\s+|[<>≤≥=]\s*|up\s+to\s+|)\d[\d.,\s]*(?:mg|g|mcg|µg|μg|ug|iu|units?|ml)\b[^,;:()]{0,25}",
    FLAGS,
)
_HAS = re.compile(r"\bha(?:s|ve|d)\s", FLAGS)
_NEEDS = re.compile(
    r"\s*,?\s*\(?(?:(?:that|which)\s+(?:ha(?:s|ve|d)\s+)?)?(?:requir(?:ing|es|ed)|need(?:ing|s|ed)|necessitating|warranting)\s+"
    r"(?:(?:the|an?|use\s+of|any|treatment|therapy|with|systemic|surgical|medical)\s+)*",
    FLAGS,
)
_TREATED = re.compile(
    r"\s*,?\s*\(?(?:that\s+(?:was|were)\s+|which\s+(?:was|were)\s+)?(?:treated\s+with|leading\s+to|resulting\s+in)\s+"
    r"(?:(?:the|an?|use\s+of|any)\s+)*",
    FLAGS,
)
_WITH = re.compile(r"\s*\(?with\s+(?:(?:an?|the|any|associated|subsequent)\s+)*", FLAGS)
_APART = re.compile(
    r"\b(?:ever|any\s*time|lifetime|during|throughout|ago|currently|today|plan\w*|wish\w*|intend\w*|intent\w*|"
    r"desir\w*|want\w*|scheduled|expect\w*|unable|unwilling|ability|inability|willing\w*|documented|"
    r"at\s+(?:the\s+)?(?:time\s+of\s+)?(?:the\s+)?(?:study\s+)?(?:screening|baseline|visit|randomi[sz]ation|entry|enrol\w*|inclusion))\b",
    FLAGS,
)
"""What has a time of its own, or is not listed but wanted."""
_OPENED = re.compile(r"\s*\([\w\s-]{1,30}")
_FEW = re.compile(r"\s*(?:[^\W\d_][\w'-]*\s+){1,4}")
_ABBREVIATION = re.compile(r"\(\s*[A-Z][\w/-]{1,9}\s*\)")
_PURPOSE = re.compile(
    r",?[ \n]+(?:therapy[ \n]+|treatment[ \n]+|use[ \n]+)?(?:for|due[ \n]+to|because[ \n]+of|to[ \n]+treat)[ \n]+"
    r"(?:(?:the|a|an|their|his|her|treatment|management|of|any|worsening|acute)[ \n]+)*(?:[^\W\d_]+[ \n]+)?",
    FLAGS,
)
_BRACKETS = re.compile(r"^[^()]*\)|\s*\([^()]*\)", FLAGS)
""" "Treatment (surgery or radiotherapy) for cancer": what the brackets tell parts nothing."""
_AIMED = re.compile(r"radio|radiation|irradiat|surg|ablation|emboli[sz]ation|resection|biopsy|excision", FLAGS)
_AT_SITE = re.compile(r"[ \n]+(?:therapy[ \n]+|treatment[ \n]+)?(?:to|of|on)[ \n]+(?:[^\W\d_]+[ \n]+){0,2}", FLAGS)
_CLAUSE_OR = re.compile(r",\s*(?:or|and)\b(?!\s+(?:(?:any|all)\s+)?others?\b)(?P<article>\s+(?:an?|any)\b)?", FLAGS)
_OR = re.compile(r"\s*,?\s*(?:or|and|/)\s*", FLAGS)
_PRIOR_EACH = re.compile(r"\s*,\s*(?:prior|previous|past|history\s+of)\s+(?:an?\s+|any\s+)?", FLAGS)
_OR_AN = re.compile(r"\s+(?:(?:of\s+)?(?:whole\s+)?blood\s+)?(?:or|and\s*/\s*or)\s+(?:(?:an?|any)\s+)?", FLAGS)
_OR_FOR = re.compile(r"\s*(?:,|/|\bor\b|\band\b)\s*(?:(?:or|and)\s+)?(?:for\s+)?(?:(?:the|an?|any)\s+)?", FLAGS)
_UNDER = re.compile(r"\s+(?:(?:performed|done|carried\s+out)\s+)?under\s+(?:(?:an?|the)\s+)?", FLAGS)
_COMMA = re.compile(r",")
_HEADED = re.compile(
    r"\b(?:treatment|therapy|use|history|receipt|administration|exposure|treated|in)\s+(?:with|of|to)?\s*$", FLAGS
)
_HEAD_AGAIN = re.compile(
    r"\b(?:or|and)\s+an?\s+(?:new\s+|recent\s+)?(?:diagnosis|history|course|episode)\s+of\s+$", FLAGS
)
"""Names an item of its own: "a diagnosis of A or B, or a diagnosis of C for a year"."""
_OR_HAD = re.compile(
    r"\s*,?\s*(?:and\s*/\s*or|or|and)\s+(?:(?:who|they)\s+)?(?:has|have|had)\s+(?:been\s+)?(?:(?:taken|received|used|undergone|given|had|treated\s+with|"
    r"exposed\s+to)\s+)?(?:(?:an?|the|any|other)\s+)*",
    FLAGS,
)
"""Between two things that were done, of which each has a verb."""
_PLURAL = re.compile(r"[a-z].*[a-z -][^siu\W]s")
_DONE_ONCE = re.compile(
    r"(?:surgery|transplant\w*|replacement|resection|grafting|biopsy|ectomy|plasty|tomy|operation|donation|transfusion)$",
    FLAGS,
)
_NO_MORE = re.compile(r"\s*(?:,\s*(?:and\s+)?|\b(?:and|or)\s+)(?:no|without)\s+(?:any\s+)?", FLAGS)
_IN_BRACKET = re.compile(rf"\([^()]*{EXAMPLES.pattern}", FLAGS)
"""The examples of a class in a bracket are the whole list: "anticoagulants (e.g., heparin, warfarin) within 7 days"."""
_OPENS_BARE = re.compile(r"\s*\(\s*(?:(?:an?|any)\s+)?")
_OPENS = re.compile(r"\s*\((?![^()]*\))", FLAGS)
_OPENS_EXAMPLE = re.compile(rf"\s*\(\s*{EXAMPLES.pattern}[^()]*\Z", FLAGS)
_NEXT = re.compile(r"\s*\)?\s*,?\s*(?:(?:or|and)\b|,)\s*[^\W\d_]", FLAGS)


def listed(gap: str, colon: bool = False) -> bool:
    """Whether two names stand on one list.

    Items between them may be unknown; what the first is for or needs, its dose, what a bracket adds to it, and
    adjectives of the second stand on the list too.
    """
    gap = TOGETHER.sub(" and ", gap, 1) if TOGETHER.match(gap) else gap
    gap = _ASIDE.sub(" ", _LATIN.sub("like", _ABBREVIATION.sub(" ", gap)))
    if colon:
        gap = gap.replace(":", " ").replace(";", ",")
    if _GLUE.fullmatch(gap):
        return not gap.strip() or bool(_SEPARATES.search(gap) or EXAMPLES.search(gap))
    first, *between = _ITEMS.split(gap)
    if not between or CLAUSE.search(gap) or _APART.search(gap):
        return False
    last = between.pop()
    return (
        bool(_GLUE.fullmatch(first) or _COMPLEMENT.fullmatch(first) or _OPENED.fullmatch(first))
        and all(_GLUE.fullmatch(item) or len(item.split()) <= 4 for item in between)
        and (bool(_GLUE.fullmatch(last)) or _modifies(last))
    )


def _modifies(words: str) -> bool:
    """ "carotid", "another significant": a few words before a name that only say which kind of it."""
    return _FEW.fullmatch(words) is not None and all(
        _GLUE.fullmatch(word) or word.lower() not in function_words() for word in words.split()
    )


def is_count(p: Part) -> bool:
    """Whether a threshold counts events or things: its measure is named in the plural."""
    counted = p.leaf["range"]["unit"] in ("1", "/mo", "/wk", "/a") and not p.leaf["relative_to"]
    return counted and _PLURAL.fullmatch(p.leaf["measure"]["name"]) is not None


def _alike(a: Part, b: Part) -> bool:
    if a.value is not None and b.value is not None and is_count(a) != is_count(b):
        return False  # "EDSS 0-5.5, at least one relapse in the last year"
    if b.value is not None and is_change(
        b.leaf["measure"]["name"]
    ):  # "weight < 50 kg, or a loss of > 5 kg in 6 months"
        return a.leaf["op"] == "threshold" and is_change(a.leaf["measure"]["name"])
    if b.value is not None and b.leaf.get("of") and a.leaf["op"] != "threshold":
        return bool(a.leaf["op"] == "condition") and not _is_state(a)  # "stroke, or grade 3 bleeding within 3 months"
    kinds = {a.leaf["op"], b.leaf["op"]}
    fever = any(p.leaf["op"] == "threshold" and p.leaf["measure"]["name"] == "body temperature" for p in (a, b))
    return len(kinds) == 1 or kinds <= {"exposure", "condition"} or (fever and "condition" in kinds)


def head(view: str, left: list[Part]) -> list[Part]:
    """ "surgery for cancer within 6 months": what was done has the window, not what it was done for or to."""
    if len(left) > 1 and left[-1].leaf["op"] == "exposure" and _UNDER.fullmatch(view, left[-2].end, left[-1].start):
        left = left[:-1]  # "surgery under general anesthesia"
    given = next((i for i in range(len(left) - 2, -1, -1) if left[i].leaf["op"] == "exposure"), None)
    if given is not None and len(left) - given > 2 and _are_purposes(view, left[given:]):
        left = left[: given + 1]  # "botulinum toxin for migraine or spasticity"
    while len(left) > 1 and left[-1].leaf["op"] == "condition" and left[-2].leaf["op"] == "exposure":
        aimed = _AIMED.search(left[-2].leaf["agent"]["name"]) and _AT_SITE.fullmatch(view, left[-2].end, left[-1].start)
        if left[-2].end > left[-1].start or not (aimed or _is_purpose(view, left[-2], left[-1])):
            break
        left = left[:-1]
    return left


def _are_purposes(view: str, named: list[Part]) -> bool:
    """Whether what stands behind a treatment are the diseases that it is for."""
    ill = named[1:]
    return (
        all(p.leaf["op"] == "condition" for p in ill)
        and _is_purpose(view, named[0], ill[0])
        and all(_OR_FOR.fullmatch(view, a.end, b.start) for a, b in pairwise(ill))
    )


def _is_purpose(view: str, a: Part, b: Part) -> bool:
    """ "Steroids for asthma": what something was given for."""
    apart = a.leaf["op"] == "exposure" and a.end <= b.start
    return apart and _PURPOSE.fullmatch(_BRACKETS.sub("", view[a.end : b.start])) is not None


def before(view: str, left: list[Part], w: Window, goes_on: bool, exempt: Sequence[tuple[int, int]] = ()) -> list[Part]:
    """The last leaf before a window, and those listed with it; exceptions from them (``exempt``) part no list.

    A list that goes on behind the window ("A, B within 6 months, and C") gave it to the leaf beside it alone, unless a
    conjunction closed the list before. What needs a treatment ("arrhythmia requiring medication") shares its window.
    """
    left = head(view, left)
    if not w.duration and _classes_last(view, left):
        left = left[:-1]  # "stroke, or CHF NYHA III-IV within 6 months": the diseases happened then
    chain = [left[-1]]
    closed = bool(_CONJUNCTION.search(view, chain[0].end, w.start))
    for i in range(len(left) - 2, -1, -1):
        p = left[i]
        if p.end > chain[0].start:
            if _timed_itself(view, p, chain[0]):
                break
            chain.insert(0, p)
            continue
        gap = _without(view, p.end, chain[0].start, exempt)
        if p.leaf["op"] == chain[0].leaf["op"] == "threshold" and _in_brackets_alone(view, p, chain[0], w):
            break
        closed = closed or bool(_CONJUNCTION.search(gap) or _IN_BRACKET.search(gap))
        if p.leaf["op"] == "condition" and i and _is_purpose(view, left[i - 1], p):
            continue
        if i and _is_aside(view, left[i - 1], p, chain[0]):
            exempt = [(p.start, p.end), *exempt]
            continue
        if w.duration and done_to.told(p.cues) and done_to.told(chain[0].cues):
            break  # "resected and stable for 4 weeks"
        needs = chain[0].leaf["op"] != "threshold" and not w.duration and _needs(gap, p)
        if w.duration and _OPENS.match(gap) and ")" not in view[chain[0].end : w.start]:
            break  # "immunosuppression (including steroids for more than 14 days)"
        if _OPENS_BARE.fullmatch(gap) and ")" not in view[chain[-1].end : w.start] and view[w.end : w.end + 1] == ")":
            chain[0].guessed = True  # "immunosuppressants (azathioprine within 3 months)"
            break
        if w.duration and done_once(p) and not done_once(chain[-1]):
            chain[0].guessed = chain[0].guessed or p.leaf["op"] == chain[0].leaf["op"]
            break  # "planned knee replacement, osteoarthritis for 6 months"
        if w.duration and p.leaf["op"] != chain[0].leaf["op"] and EXAMPLES.search(gap):
            break  # "septic shock, i.e. noradrenaline for more than 6 h"
        needs = needs or (_OPENS_EXAMPLE.match(gap) and ")" in view[chain[0].end : w.start])
        done = p.leaf.get("role") == "procedure" and chain[0].leaf["op"] == "threshold" and _OR.fullmatch(gap)
        chain[0].guessed = chain[0].guessed or bool(done and "," in gap)
        needs = needs or bool(_happened(p) and _took_place(chain[0]) and not w.duration and _OR_AN.fullmatch(gap))
        stays = p.leaf["op"] != chain[0].leaf["op"] and _is_state(p)
        each = p.denials and "window" not in p.leaf and not stays and _NO_MORE.fullmatch(gap)
        chain[0].guessed = chain[0].guessed or bool(each)  # "no insulin, no metformin within 3 months"
        if not (done or needs or _alike(p, chain[-1])) or not (needs or listed(gap) or _both_done(gap, p, chain[0])):
            chain[0].guessed = chain[0].guessed or _between_events(view, left[: i + 1], gap)
            if _befell(p) and chain[0].leaf["op"] == "threshold" and not w.duration and listed(gap):
                chain[0].guessed = True  # "stroke, or LVEF < 40 % within 6 months"
            if _measured_too(view, p, chain, w):  # "ferritin < 100, or 100-299 with TSAT < 20 %, within 28 days"
                chain[0].guessed = True
            chain[0].guessed = chain[0].guessed or (_happened(p) and _took_place(chain[0]) and "window" not in p.leaf)
            break
        if _HEAD_AGAIN.search(gap):
            chain[0].guessed = True
            break
        alone = goes_on and not closed
        chain[0].guessed = chain[0].guessed or bool(alone and EXAMPLES.search(gap))  # or is it the class's as well?
        if "window" in p.leaf or alone or _is_now(view, gap, p, chain[0]) or _goes_on_now(p, chain[0]):
            break
        enclosed = chain[0] is left[-1] and "," in view[left[-1].end : w.start + 1]  # "A, or B, within 4 weeks"
        enclosed = enclosed or _in_one_bracket(view, left[0].start, p, chain[0], w)
        if not done and _apart(gap, p, chain[0]) and not enclosed and not _in_series(view, left[: i + 1]):
            break
        if p.leaf["op"] != chain[0].leaf["op"] and not needs and (_HEADED.search(gap) or (not closed and _is_state(p))):
            break
        chain[0].guessed = chain[0].guessed or _may_be_alone(view, left[:i], gap, chain[0], w)
        if not closed and p.leaf.get("status") == "past" and _NEXT.match(view, w.end):
            chain[0].guessed = True  # "prior stroke, thrombolysis within 24 h, or surgery within 30 days"
        if _PRIOR_EACH.fullmatch(gap) and p.leaf.get("status") == "past" == chain[0].leaf.get("status"):
            chain[0].guessed = True  # "prior stroke, prior surgery within 3 months"
            break
        chain.insert(0, p)
    if not _is_state(chain[-1]) and any(_is_state(p) and not _passes(p) for p in chain):
        chain[0].guessed = True  # "epilepsy, dementia or stroke within 3 months"
    if any(_is_for_life(p) for p in chain) and not all(_is_for_life(p) for p in chain):
        chain[0].guessed = True  # "HIV infection, syphilis or gonorrhea within 6 months"
    if chain[1:] and not w.duration and all(_is_now_ill(p) for p in chain):
        chain[0].guessed = True  # "current pneumonia or sepsis within 4 weeks"
    if chain[-1].leaf.get("of") and any(p.leaf["op"] == "condition" for p in chain):
        chain[0].guessed = True  # "stroke, or grade 3 bleeding within 6 months": the bleeding alone?
    if not closed and view[w.start] in "<≤>≥" and any(p.end < chain[-1].start for p in chain):
        chain[0].guessed = True
    return chain


def _is_now_ill(p: Part) -> bool:
    return p.leaf["op"] == "condition" and p.leaf.get("status") == "current"


def _without(view: str, start: int, end: int, exempt: Sequence[tuple[int, int]]) -> str:
    """What stands between two names, less an exception from the first."""
    inside = next(((a, b) for a, b in exempt if start <= a and b <= end), None)
    return view[start:end] if inside is None else f"{view[start : inside[0]]} {view[inside[1] : end]}"


def _in_brackets_alone(view: str, a: Part, b: Part, w: Window) -> bool:
    """ "Arthritis (grade 2-4), pain ≥ 4 in the past week", "BMI ≥ 27, stable weight (change < 3 kg in 3 months)"."""
    opened, closed = view.find("(", a.end, b.start), view.find(")", a.end, b.start)
    if closed >= 0 and (opened < 0 or closed < opened):
        return True
    return view.count("(", a.end, b.end) > view.count(")", a.end, b.end) and view.find(")", b.end, w.start) < 0


def _is_aside(view: str, a: Part, value: Part, b: Part) -> bool:
    """ "Stroke (NIHSS ≤ 5) or TIA within 48 hours", "angina CCS III or MI": the value of the first parts no list."""
    if value.leaf["op"] != "threshold" or b.leaf["op"] == "threshold" or a.end > value.start:
        return False
    gap, closed = view[a.end : value.start].strip(), view.count(")", value.end, b.start)
    classed = not gap and not closed and a.leaf["op"] == "condition" and value.leaf["range"]["unit"] == "1"
    return classed or (gap == "(" and closed == 1)


def _classes_last(view: str, left: list[Part]) -> bool:
    """Whether a class of the last disease of a list stands right behind it."""
    if len(left) < 3 or left[-1].leaf["op"] != "threshold" or left[-2].leaf["op"] != "condition":
        return False
    a, b, last = left[-3:]
    right_behind = b.end <= last.start and not view[b.end : last.start].strip() and last.leaf["range"]["unit"] == "1"
    return right_behind and a.leaf["op"] == "condition" and a.end <= b.start and listed(view[a.end : b.start])


def _befell(p: Part) -> bool:
    """Whether a disease is an event of which nothing says when."""
    untimed = p.leaf["op"] == "condition" and p.leaf.keys().isdisjoint(("window", "status"))
    return untimed and EVENT.search(p.leaf["condition"]["name"]) is not None


def _is_state(p: Part) -> bool:
    """ "Diabetes, steroids in the last 7 days": a disease that nothing joins to a treatment goes on."""
    goes_on = p.leaf["op"] == "condition" and p.leaf.get("status") != "past"
    return goes_on and not EVENT.search(p.leaf["condition"]["name"])


def _passes(p: Part) -> bool:
    return _PASSING.search(p.leaf["condition"]["name"]) is not None


def _between_events(view: str, before: list[Part], gap: str) -> bool:
    """Whether a value stands between two events: "donation, blood loss ≥ 400 mL, or transfusion within 8 weeks"."""
    value = before[-1].leaf["op"] == "threshold" and _OR.match(gap) is not None and len(before) > 1
    first = before[-2] if value else None
    if first is None or "window" in first.leaf or not _COMMA.search(view, first.end, before[-1].start):
        return False
    return done_once(first) or (
        first.leaf["op"] == "condition" and EVENT.search(first.leaf["condition"]["name"]) is not None
    )


def _measured_too(view: str, p: Part, chain: list[Part], w: Window) -> bool:
    """Whether a time behind a comma may be of a value that is no longer listed with the last."""
    values = p.leaf["op"] == chain[-1].leaf["op"] == "threshold" and not (is_count(p) or is_count(chain[-1]))
    return values and "window" not in p.leaf and not w.duration and view[: w.start].rstrip().endswith(",")


def _may_be_alone(view: str, before: list[Part], gap: str, last: Part, w: Window) -> bool:
    """ "Organ transplant, or HSCT within 6 months": a comma may part two that are no longer list."""
    if w.duration or _CLAUSE_OR.match(gap) is None or "," in view[last.end : w.start + 1]:
        return False
    return not before or not _COMMA.search(view, before[-1].end, last.start - len(gap))


def _is_for_life(p: Part) -> bool:
    return p.leaf["op"] == "condition" and _FOR_LIFE.search(p.leaf["condition"]["name"]) is not None


def _goes_on_now(a: Part, b: Part) -> bool:
    """ "Active hepatitis B or treated tuberculosis in the last 2 years": what is active has no time ago."""
    return a.leaf["op"] == "condition" and a.leaf.get("status") == "current" != b.leaf.get("status")


def _happened(p: Part) -> bool:
    """Whether a value is of what happens at once: "2 falls", "a loss of 400 mL of blood"."""
    name = p.leaf["measure"]["name"] if p.leaf["op"] == "threshold" else ""
    return name == "blood loss" or (bool(name) and is_count(p) and EVENTS.search(name) is not None)


def _took_place(p: Part) -> bool:
    """Whether a leaf without a value is over on the day, too."""
    return (
        p.leaf["op"] == "exposure"
        or (p.leaf["op"] == "condition" and not _is_state(p))
        or (p.leaf["op"] == "condition" and p.leaf["condition"]["name"].startswith("hospitalization"))
    )


def _needs(gap: str, p: Part) -> bool:
    """Whether a treatment is what the thing before it needs, or was treated with when it happened."""
    happened = is_count(p) if p.leaf["op"] == "threshold" else p.leaf["op"] == "condition" and not _is_state(p)
    if _WITH.fullmatch(gap):  # "brain injury with loss of consciousness within 10 years": both are of then
        return p.leaf["op"] == "condition" and EVENT.search(p.leaf["condition"]["name"]) is not None
    needed = _NEEDS.fullmatch(gap) is not None
    if needed and _HAS.search(gap) and (_is_state(p) or p.leaf.get("status") == "past"):
        return False  # "a history of lupus that has required steroids in the last year": the steroids were then
    return needed or bool(happened and _TREATED.fullmatch(gap))


def _both_done(gap: str, a: Part, b: Part) -> bool:
    """ "Has had surgery or has received chemotherapy within 4 weeks": both are over."""
    if not _OR_HAD.fullmatch(gap):
        return False
    was = a.leaf.get("status") == "past" or a.leaf.get("role") == "study" or done_once(a)
    return was and b.leaf["op"] == "exposure"


def _is_now(view: str, gap: str, a: Part, b: Part) -> bool:
    """ "On dialysis or kidney transplant within a year", "pregnant or childbirth within 6 weeks": what is, what was."""
    if not _OR.match(gap):
        return False
    if a.leaf["op"] == "condition":
        carrying = ("pregnancy", "breastfeeding")
        name = b.leaf.get("condition", {}).get("name")
        state = a.leaf["condition"]["name"] in carrying and ("," in gap or view[slice(*a.focus)].lower() == "pregnant")
        return state and name not in carrying
    if a.leaf.get("role") == "study" and a.leaf.get("status") == "current":
        return b.leaf.get("status") != "current"
    on = a.leaf.get("status") == "current" or view[a.focus[0] : a.focus[0] + 3].lower() == "on "
    return on and b.leaf.get("status") != "current" and (done_once(b) or "," in gap)


def done_once(p: Part) -> bool:
    """Whether a part is a procedure that is over on the day: nobody is on it."""
    return p.leaf.get("role") == "procedure" and _DONE_ONCE.search(p.leaf["agent"]["name"]) is not None


def _in_one_bracket(view: str, first: int, a: Part, b: Part, w: Window) -> bool:
    """ "Immunosuppressants (including A, or B) within 2 weeks": the time stands behind the whole bracket."""
    if ")" not in view[b.end : w.start]:
        return False
    inside = _ABBREVIATION.sub("", view[a.end : b.start])
    return "(" not in inside and ")" not in inside and view.count("(", first, a.end) > view.count(")", first, a.end)


def _apart(gap: str, a: Part, b: Part) -> bool:
    """ "infection, or antibiotics", "meningitis, or an infection": a comma before "or" parts two that are no list."""
    m = _CLAUSE_OR.search(gap)
    kinds = {(p.leaf["op"], p.leaf.get("role")) for p in (a, b)}
    return m is not None and (len(kinds) > 1 or m["article"] is not None)


def _in_series(view: str, left: list[Part]) -> bool:
    """Whether a comma stands before the last of some names, or before the one in whose bracket it stands."""
    last = left[-1]
    opened = view.rfind("(", left[0].start, last.start)
    if opened >= 0 and ")" not in view[opened : last.start]:
        left = [p for p in left if p.end <= opened] or left
        last = left[-1]
    return len(left) > 1 and _COMMA.search(view, left[-2].end, last.start) is not None


def _timed_itself(view: str, a: Part, b: Part) -> bool:
    """ "≥ 300 at screening or ≥ 150 in the past year": of two values, the first has a time of its own."""
    return a.value is not None and b.value is not None and bool(_OWN_TIME.search(view, a.value[1], b.value[0]))


def goes_on(view: str, w: Window, last: Part, right: list[Part]) -> bool:
    """Whether the list whose ``last`` name a window limits goes on behind it; brackets bind it to the name before them.

    A value behind a list of drugs is none of them: "azathioprine, methotrexate within 3 months, or platelets < 100".
    """
    if view[w.start - 1 : w.start] == "(":
        return True
    if not right or (last.leaf["op"] == "exposure" and not _alike(last, right[0])):
        return False
    return right[0].start - w.end < 40 and bool(_NEXT.match(view, w.end))


def behind(view: str, right: list[Part], after_colon: bool, lengths: Sequence[Window] = ()) -> list[Part]:
    """The first leaf behind a window, and those listed with it; semicolons part the items where nothing else does.

    ``lengths``: how long the items last ("in the last 3 months: steroids for > 10 days, or insulin").
    """
    chain = [right[0]]
    semicolons, beside = False, 0
    after_birth = right[0].leaf.get("condition", {}).get("name") == "postpartum state"  # "< 6 months postpartum, or A"
    for p in [] if after_birth else right[1:]:
        gap = view[chain[-1].end : p.start]
        if ";" in gap:
            if not after_colon or (len(chain) > 1 and not semicolons):
                break
            semicolons = True
        if p.leaf["op"] == "condition" and _is_purpose(view, chain[-1], p):
            beside = p.end  # "hospitalization for asthma, surgery"
            continue
        first = max(beside, chain[-1].end)
        first = max([first, *(w.end for w in lengths if first <= w.start and w.end <= p.start)])
        gap = view[first : p.start]
        if p.start >= chain[-1].end and not listed(gap, colon=semicolons):
            break
        if _apart(gap, chain[-1], p) and not (len(chain) > 1 and _COMMA.search(view, chain[-2].end, chain[-1].start)):
            break
        chain.append(p)
    return chain
