"""Which of the cues around a part are said of it: a "no" may be of a value, of a name, or of what a bracket holds."""

import re

from ..logic import denial_ends, ever, holes, lacking, lives
from ..logic.nodes import CARRYING, WITHOUT
from ..naming import urgency
from ..naming.allergies import FAILURE
from ..naming.devices import is_had
from ..parts import Cue, Part, Work

_NAIVE = re.compile(r"na[iï]ve", re.IGNORECASE)
_HYPHEN = re.compile(r"[\s-]*")
_BESIDE = re.compile(r"[\s-]*(?:(?:treatment|therapy|drug|inhibitor)[\s-]*)?", re.IGNORECASE)
_LISTED = re.compile(r"(?:[\s,/-]|\b(?:and|or|treatment|therapy|drug|inhibitor)\b)*", re.IGNORECASE)
_OF_IT = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:with|having|or|nor)\s+(?:(?:an?|any|the)\s+)?", re.IGNORECASE)
"""Between what a "no" denies and a value that it denies too."""
_ADVERB = re.compile(r"\w+ly", re.IGNORECASE)
_STATES = re.compile(
    r"(?:(?:allergic|hypersensitive|intolerant)\b|on\s).*"
    r"|(?:pregnant|lactating|breast[- ]?feeding|nursing|diabetics?|hypertensives?|immunocompromised|immunosuppressed"
    r"|post-?partum|postmenopausal)",
    re.IGNORECASE | re.DOTALL,
)
"""What somebody is, and nobody has a history of: adjectives that begin anew behind a list of names."""
_BECOMING = re.compile(r"\b(?:becom(?:e|ing)|get(?:ting)?|be)\s+$", re.IGNORECASE)
_ANEW = re.compile(
    r"\bor\s+(?:known|suspected|documented|(?:presence|evidence|diagnosis)\s+of|(?:who\s+)?(?:are|is)"
    r"|(?:who\s+)?(?:have|has)(?:\s+(?:an?|any))?|(?:(?:is|are|currently)\s+)*(?:on|taking|receiving|using))\s+$",
    re.IGNORECASE,
)
_ADEQUATE = re.compile(r"\b(?:adequate|acceptable|sufficient|normal|preserved|satisfactory)\b", re.IGNORECASE)
"""It opens the title of what items require."""
_NOT = re.compile(r"not|never|cannot|can\s+not", re.IGNORECASE)
_SUCH_PEOPLE = re.compile(
    r"\b(?:such\s+as|e\.?g\b\.?|for\s+example|like|including)\s*,?\s*(?:the\s+)?(?:patients|those|subjects|participants|people|individuals)\b",
    re.IGNORECASE,
)
_BEHIND_NAME = re.compile(
    r"[\s(]*,?\s*(?:but\s+)?(?:(?:that|which|who)\s+)?(?:(?:is|are|was|were|has|have|had|been|that|does|do|did|will|would)\s+)*",
    re.IGNORECASE,
)
_PARTING = re.compile(r"[,;)]|\b(?:and|or)\b", re.IGNORECASE)
_REMISSION = re.compile(r"(?:complete\s+)?remission", re.IGNORECASE)
_OFF = re.compile(r"\boff\b", re.IGNORECASE)
_WILLED = re.compile(r"pregnan|breastfeeding|menopause|weight|hearing aid|discharge|removal")
"""States that somebody can plan."""
_FOR_IT = re.compile(
    r"\s+(?:(?:done|performed|given|used|indicated)\s+)?(?:for|due\s+to|because\s+of|secondary\s+to)\s", re.IGNORECASE
)
_UNDERGOING = re.compile(r"undergoing", re.IGNORECASE)
_GOES_ON = re.compile(r"dialysis\Z|ventilation\Z|hemofiltration\Z")
_EXPECTED = re.compile(r"expect|anticipat|elective", re.IGNORECASE)
_BEFORE_DONE = re.compile(r"(?:previous|prior|past)", re.IGNORECASE)
_PARTED = re.compile(r"[,(]")
_ITEM = re.compile(r"(?<![\w(])(?:[a-h]|[1-9]|i{1,3}|iv|v)\)")
"""The letter or number of an item, whose bracket closes nothing."""
_OR_AFTER = re.compile(r"\s+(?:or|and/or)\s+(?:after|following)\b", re.IGNORECASE)
"""Behind "on": "progressed on or after imatinib" is no present use."""
_OR_HAD = re.compile(r"\bor\s+(?:has|have|had|was|were)\s+(?:been\s+)?(?:had|\w+(?:ed|en))\b", re.IGNORECASE)
_SCAN = re.compile(r"imaging|tomograph|ultrason|graphy|radiograph|x-ray|biopsy|spirometr|examination|oscopy")
_AND_THEN = re.compile(r"\s*,?\s*(?:and|but)\s[^,;.()]*", re.IGNORECASE)
_OF_NO_DISEASE = re.compile(
    r".*\shave|.*\blist\s(?:for|to)(?:\s\w+)?|(?:wait[\s-]?)?list(?:ed)?\s(?:for|to)(?:\s\w+)?|(?:referred|booked|due|proposed|"
    r"indicated)\s(?:for|to)(?:\s\w+)?",
    re.IGNORECASE | re.DOTALL,
)
_HAD = re.compile(r"(?:(?:have|has)\s+)?had", re.IGNORECASE)
_HAVE_OR = re.compile(r"\b(?:have|has|having)\s+or\s+(?:(?:have|has)\s+)?\Z", re.IGNORECASE)
_OR_HAVE = re.compile(r"\s+or\s+(?:(?:currently|still)\s+)?(?:have|has|having)\b(?!\s+(?:had|been))", re.IGNORECASE)
_PLANNED = re.compile(r"planned|scheduled|planning|foreseen|anticipated|expected|intended", re.IGNORECASE)
_OR_IN_BRACKETS = re.compile(r"\(\s*(?:and|or|and/or)\s+$", re.IGNORECASE)
_FOR = re.compile(r"\bfor\s+(?:(?:the\s+)?(?:treatment|management)\s+of\s+)?$", re.IGNORECASE)
_NOW = re.compile(r"(?:concomitant|concurrent|ongoing|current)(?:ly)?\b", re.IGNORECASE)
"""It opens a name: "history of stroke, or concomitant medications"."""
_AND_ONE_OF = re.compile(
    r"\b(?:and|but|plus)\s+(?:(?:with|has|have|having)\s+)?(?:at\s+least\s+)?(?:any|either|one|two|three|all|\d)"
    r"(?:\s+or\s+more)?\s+of\s*(?:(?:the|these)\b|:)",
    re.IGNORECASE,
)
"""Behind a denial: "no diabetes, and at least one of the following"."""
_AND_IS = re.compile(
    r"\w\s+(?:and|but)\s+(?:(?:who|they|must|should)\s+)*(?:are|is|be|being|have|has|having|aged?|weigh\w*)\b",
    re.IGNORECASE,
)
"""Behind a denial: "no prior treatment and are aged 18 to 65"."""

_ABSENT = re.compile(
    r"absent\s+(?!(?:or|and|in|on|at|from|for|by|as|to|after|before|during|since|within|if|but)\b)[a-z]", re.IGNORECASE
)
_WHO_NOT = re.compile(
    r"\b(?:who|that|which)\s+(?:(?:is|are|do|does|have|has|will|would)\s+)?(?:not|unwilling|unable|never|refus)",
    re.IGNORECASE,
)
_THAT_IS = re.compile(
    r"\s(?:that|which)\s+(?:is|are|requires?|needs?|remains?|(?:has|have)\s+not\s+been)\b",
    re.IGNORECASE,
)


def is_of(view: str, work: Work, part: Part, cue: Cue) -> bool:
    """Whether a cue that reaches a part by its place is said of it."""
    return not (
        _part_of_a_value(work, cue)
        or _either_way(view, work, cue)
        or _by_means_of(view, part, cue)
        or _in_a_name(view, work, part, cue)
        or _in_brackets(view, part, cue)
        or _spent(view, work, part, cue)
        or _of_whom(view, part, cue)
        or _beyond_naive(view, work, part, cue)
        or _will_have(view, part, cue)
        or _at_any_time(view, cue)
        or _planned_for(view, work, part, cue)
        or said_already(part, cue)
        or _of_another_value(work, part, cue)
        or _beside_a_title(view, work, part, cue)
        or (cue.category == "CURRENT" and _not_only_now(view, part, cue))
        or _of_names_before(view, work, part, cue)
        or _of_the_name_before(view, work, part, cue)
        or _of_each_before(view, work, part, cue)
        or befalls(view, part, cue)
        or _of_what_was_done(view, work, part, cue)
        or _of_a_thing_behind(view, part, cue)
        or _is_still(view, work, part, cue)
        or _before_a_result(work, part, cue)
        or _before_who(view, work, part, cue)
        or ever.of_another(view, work, part, cue)
        or lacking.by_one_alone(view, work, part, cue)
        or denial_ends.ends(view, work, part, cue)
        or denial_ends.of_result(view, work, part, cue)
    )


def _before_who(view: str, work: Work, part: Part, cue: Cue) -> bool:
    """ "Women who are not sterile who are unwilling to use contraception": each "who" denies for itself."""
    m = _WHO_NOT.search(view, cue.end, part.start) if cue.category == "NEGATED" else None
    return m is not None and any(cue.end <= p.start and p.end <= m.start() for p in work.parts)


def _before_a_result(work: Work, part: Part, cue: Cue) -> bool:
    """ "No gout and negative pregnancy test": the result is said for itself, and denied once."""
    if cue.category != "NEGATED" or not any(part.start <= own.start for own in part.denials):
        return False
    return any(cue.end <= p.start and p.end <= part.start for p in work.parts)


def _either_way(view: str, work: Work, cue: Cue) -> bool:
    """ "Elective or urgent surgery" need not be planned."""
    spans = urgency.whenever(view, work.start, work.end) if cue.category == "PLANNED" else []
    return any(a <= cue.start and cue.end <= b for a, b in spans)


def _beside_a_title(view: str, work: Work, part: Part, cue: Cue) -> bool:
    """ "Adequate marrow function without growth factors:": what is asked beside a title denies none of its items."""
    items = cue.category == "NEGATED" and holes.is_items(part.leaf)
    return items and _ADEQUATE.search(view, work.start, cue.start) is not None


def _of_a_thing_behind(view: str, part: Part, cue: Cue) -> bool:
    """ "Aphakia or absent posterior capsule": what is absent stands behind the word."""
    return cue.category == "NEGATED" and part.end <= cue.start and _ABSENT.match(view, cue.start) is not None


def _is_still(view: str, work: Work, part: Part, cue: Cue) -> bool:
    """ "History of stroke, or epilepsy that is poorly controlled": the last of a list is told of today."""
    if cue.category != "PAST" or cue.end > part.start:
        return False
    listed = any(cue.end <= p.start and p.end <= part.start for p in work.parts)
    m = _THAT_IS.search(view, cue.end, min(part.end + 25, work.end)) if listed else None
    return m is not None and re.search(r"\bor\b", view[cue.end : m.start()]) is not None


def _of_another_value(work: Work, part: Part, cue: Cue) -> bool:
    """ "ALT ≤ 3 x ULN in the absence of metastases, ≤ 5 x ULN otherwise": who has none is told of the first value."""
    if cue.category != "NEGATED" or part.value is None or not part.focus[1] <= cue.start < part.value[0]:
        return False
    return any(cue.end <= p.start and p.end <= part.value[0] for p in work.parts if p.value is None)


def _of_each_before(view: str, work: Work, part: Part, cue: Cue) -> bool:
    """ "Not pregnant, not nursing, and using contraception": on a list of denials what has none is not denied."""
    if cue.category != "NEGATED" or cue.end > part.start:
        return False
    denied = [p for p in work.parts if p.end <= part.start and p.denials]
    if len(denied) < 2 or denied[-1].start < cue.end or len({p.denials[-1] for p in denied[-2:]}) < 2:
        return False
    return _AND_THEN.fullmatch(view, denied[-1].end, part.start) is not None


def befalls(view: str, part: Part, cue: Cue) -> bool:
    """ "Limb ischemia or amputation planned": a disease is not planned."""
    ill = part.leaf["op"] == "condition" and part.leaf["condition"]["name"] not in CARRYING
    return ill and part.end <= cue.start and _PLANNED.match(view, cue.start, cue.end) is not None


def _part_of_a_value(work: Work, cue: Cue) -> bool:
    """The "no" of "no more than" denies nothing, and "in the past 6 months" is a window, not a history."""
    spans = [(q.start, q.end) for q in work.quantities] + [(w.start, w.end) for w in work.windows]
    return any(start < cue.end and cue.start < end for start, end in spans)


def _in_a_name(view: str, work: Work, part: Part, cue: Cue) -> bool:
    """ "Abstain from intercourse", "never smoker" deny nothing behind them; an "active" that is a name is its own.

    Nor does a word of a name say anything more: "treatment-naive hepatitis", "previously untreated lymphoma".
    """
    told = [m for m in work.mentions if m.kind == "judgement" or m.name == FAILURE]
    if any(m.start <= cue.start and cue.end <= m.end for m in told):
        return True
    for p in work.parts:
        within = p.start <= cue.start and cue.end <= p.end
        if within and _is_named(view, p, cue):
            return True
        lacks = cue.category == "NEGATED" and p.leaf["op"] == "condition" and cue.end <= p.focus[1]  # "lack of effect"
        lacks = lacks and not said_already(p, cue)  # "negative for KRAS and BRAF mutations"
        named = lacks or p.leaf["op"] == "attribute" or (p.start, p.end) == cue[1:] or cue.category == "CURRENT"
        if p is not part and within and named and p.focus[0] <= cue.start:
            return True
    return False


def _is_named(view: str, part: Part, cue: Cue) -> bool:
    """Whether the words of a cue are words of the part's own name."""
    name = part.leaf.get("condition", {}).get("name", "").replace("-", " ")
    return f" {view[cue.start : cue.end].lower()} " in f" {name} "


def said_already(part: Part, cue: Cue) -> bool:
    """ "PCR negative for influenza": the result denies it, once."""
    return any(own.start < cue.end and cue.start < own.end for own in part.denials)


def _of_names_before(view: str, work: Work, part: Part, cue: Cue) -> bool:
    """ "History of stroke, pregnant or allergic to latex", "prior surgery or known gout": the history is the stroke's.

    What somebody is "currently" may be a list of such words, and nothing that is planned to begin is one.
    """
    if cue.category not in ("PAST", "PLANNED", "CURRENT") or cue.end > part.start:
        return False
    between = [p for p in work.parts if cue.end <= p.start and p.end <= part.start]
    if not between or _ADVERB.fullmatch(view, cue.start, cue.end):
        return False
    near = max(cue.end, part.start - 20)
    begins = cue.category == "PLANNED" and part.leaf["op"] == "condition"
    timed = begins and any(between[-1].end <= q.start < part.focus[0] for q in work.quantities)
    if timed or _ANEW.search(view, near, part.start):  # "planning pregnancy, or less than 6 months postpartum"
        return True
    return _is_state(view, part) and not all(_is_state(view, p) for p in between)


def _is_state(view: str, part: Part) -> bool:
    """Whether somebody is so, and is not to become so."""
    becoming = _BECOMING.search(view, max(0, part.start - 20), part.start)
    return becoming is None and _STATES.fullmatch(view, part.start, part.focus[1]) is not None


def _of_the_name_before(view: str, work: Work, part: Part, cue: Cue) -> bool:
    """ "Asthma not controlled, or diabetes", "HIV not on therapy or gout": what is not so is the asthma and the HIV.

    What the state is of is denied with all that is like it ("pain not due to gout or psoriasis").
    """
    if cue.category != "NEGATED" or not _NOT.fullmatch(view, cue.start, cue.end) or cue.end > part.start:
        return False
    named = next((p for p in reversed(work.parts) if p.end <= cue.start), None)
    if named is None or named.leaf["op"] not in ("condition", "exposure", "threshold"):
        return False
    parting = _PARTING.search(view, cue.end, part.start)
    if parting is None or not _BEHIND_NAME.fullmatch(view, named.end, cue.start):
        return False
    of = [p for p in work.parts if cue.end <= p.start and p.end <= parting.start()]
    return not of or of[-1].leaf["op"] != part.leaf["op"] or _REMISSION.match(view, of[-1].start) is not None


def _beyond_naive(view: str, work: Work, part: Part, cue: Cue) -> bool:
    """ "OSA, CPAP-naive": naive is only to what stands right before it, and to the drugs on its list."""
    if cue.start < part.end or not _NAIVE.fullmatch(view, cue.start, cue.end):
        return False
    drug = part.leaf["op"] == "exposure"
    between = [p for p in work.parts if part.end <= p.start and p.end <= cue.start]
    last = max((p.end for p in between), default=part.end)
    gaps = zip([part.end, *(p.end for p in between)], [p.start for p in between], strict=False)
    listed = all(p.leaf["op"] == "exposure" for p in between) and all(_LISTED.fullmatch(view, *gap) for gap in gaps)
    beside = (_BESIDE if drug else _HYPHEN).fullmatch(view, last, cue.start)
    return not (beside and listed and (drug or not between))


def _at_any_time(view: str, cue: Cue) -> bool:
    """ "Have or had asthma", "has or has had cancer": either is meant, and no history."""
    if cue.category != "PAST" or not _HAD.fullmatch(view, cue.start, cue.end):
        return False
    return bool(_HAVE_OR.search(view, max(0, cue.start - 20), cue.start) or _OR_HAVE.match(view, cue.end))


def _will_have(view: str, part: Part, cue: Cue) -> bool:
    """ "Subjects will have asthma" plans none, nor does "referred for asthma"; "will have surgery" does."""
    return part.leaf["op"] == "condition" and _OF_NO_DISEASE.fullmatch(view, cue.start, cue.end) is not None


def off_now(view: str, work: Work, part: Part) -> list[Cue]:
    """ "Patients off steroids" do not take them now, and may well have."""
    if not part.cues or part.leaf["op"] != "exposure" or any(w.start >= part.end for w in work.windows):
        return []
    off = (c for c in part.denials if _OFF.search(view, c.start, c.end))
    return [Cue("CURRENT", c.start, c.end) for c in off]


def under_way(view: str, part: Part, cue: Cue) -> Cue:
    """ "Undergoing hemodialysis": who undergoes what goes on for years is on it, and plans nothing."""
    lasts = part.leaf.get("role") == "procedure" and _GOES_ON.search(part.leaf["agent"]["name"])
    now = lasts and cue.category == "PLANNED" and _UNDERGOING.fullmatch(view, cue.start, cue.end)
    return cue._replace(category="CURRENT") if now else cue


def _planned_for(view: str, work: Work, part: Part, cue: Cue) -> bool:
    """ "Planned surgery for colon cancer", "expected to have pain": what is planned is no disease.

    Nor is it past with the operation that was for it.
    """
    if part.leaf["op"] != "condition" or _WILLED.search(part.leaf["condition"]["name"]) or cue.end > part.start:
        return False
    if cue.category == "PLANNED" and _EXPECTED.match(view, cue.start, cue.end):
        return True
    between = [p for p in work.parts if cue.end <= p.start and p.end <= part.start]
    done = next((p for p in reversed(between) if p.leaf["op"] == "exposure"), None)
    if done is None or cue.category not in ("PLANNED", "PAST"):
        return False
    return cue.category == "PLANNED" or _FOR_IT.match(view, done.end, part.start) is not None


def _of_whom(view: str, part: Part, cue: Cue) -> bool:
    """ "Not able to lie prone, such as patients with A": these have A, and are not able."""
    denied = cue.category == "NEGATED" and _NOT.fullmatch(view, cue.start, cue.end)
    return bool(denied) and _SUCH_PEOPLE.search(view, cue.end, part.start) is not None


def _in_brackets(view: str, part: Part, cue: Cue) -> bool:
    """ "(given without a pause), among them A": what a bracket says is said of nothing behind it."""
    gap = view[cue.end : part.start]
    if _ITEM.match(gap.lstrip()):  # "history of a) stroke, b) gout"
        gap = _ITEM.sub("", gap)
    if gap.startswith(")") and _OR_IN_BRACKETS.search(view, max(0, cue.start - 12), cue.start):
        return False  # "past (or current) use of A"
    return ")" in gap and gap.find(")") < (gap.find("(") if "(" in gap else len(gap))


def _by_means_of(view: str, part: Part, cue: Cue) -> bool:
    """ "Lesions on an MRI": the scan is how they are seen, and nothing that goes on."""
    scan = part.leaf.get("role") == "procedure" and _SCAN.search(part.leaf["agent"]["name"])
    return bool(scan) and view[cue.start : cue.end].lower() == "on"


def _not_only_now(view: str, part: Part, cue: Cue) -> bool:
    """ "On or after imatinib", "currently taking or has taken warfarin"."""
    return bool(_OR_AFTER.match(view, cue.end) or _OR_HAD.search(view, cue.end, part.start))


def _said_again(between: list[Part], part: Part) -> bool:
    """ "Not of childbearing potential, or of childbearing potential and using contraception"."""
    said = [(p.leaf["name"], p.leaf["value"], p.start) for p in (*between, part) if p.leaf["op"] == "attribute"]
    return any(x[:2] == y[:2] and x[2] < y[2] for i, x in enumerate(said) for y in said[i + 1 :])


def _spent(view: str, work: Work, part: Part, cue: Cue) -> bool:
    """ "No diabetes and BMI >= 25": a value of its own is not denied with the disease named before it.

    One of the disease is ("no diabetes with HbA1c > 9 %", "no diabetes or HbA1c > 9 %"). Nor is a disease denied with
    what somebody uses ("not using contraception, or pregnant"), nor a value that begins anew ("and are aged 18 to
    65"). "A within 3 months, B ever": what has a window of its own happened then.
    """
    if cue.category in ("PAST", "PLANNED") and any(part.end <= w.start and w.end <= cue.start for w in work.windows):
        return True
    if cue.category == "PAST" and _NOW.match(view, part.start):
        return True
    if cue.category == "PAST" and part.leaf.get("condition", {}).get("name", "").startswith("family history"):
        return True
    if cue.category != "NEGATED":
        return False
    between = [p for p in work.parts if cue.end <= p.start and p.end <= part.start]
    if _AND_ONE_OF.search(view, cue.end, part.start) or _said_again(between, part):
        return True
    if part.leaf["op"] == "condition":
        return any(p.leaf.get("name") == "contraception" for p in between)
    if part.leaf["op"] == "threshold" and _AND_IS.search(view, cue.end, part.start):
        return True
    if part.leaf["op"] != "threshold" or all(p.leaf["op"] == "threshold" for p in between):
        return False
    if denial_ends.goes_on(view, part, cue, between):
        return False
    last = max(p.end for p in between)
    if (shortened := lives.limited(view, last, part)) is not None and shortened.start() == last:
        return False
    without = WITHOUT.fullmatch(view, cue.start, cue.end)
    return without is not None or not _OF_IT.fullmatch(view, last, part.start)


def _of_what_was_done(view: str, work: Work, part: Part, cue: Cue) -> bool:
    """ "Previous surgery, pregnancy": the surgery is over; the pregnancy, or another disease behind a comma, is not.

    Nor is a disease planned with the surgery that is, or that is for it, nor a device: "unable to undergo MRI
    (pacemaker)".
    """
    if cue.category not in ("PAST", "PLANNED") or not is_had(part.leaf):
        return False
    between = [p for p in work.parts if cue.end <= p.start and p.end <= part.start]
    if part.leaf["op"] == "exposure":
        beside = cue.category == "PAST" or not between or any(is_had(p.leaf) for p in between)
        return not beside and "(" in view[between[0].end : part.start]
    if not between or (cue.category == "PAST" and part.leaf["condition"]["name"] in CARRYING):
        return bool(between)
    given = between[0].leaf["op"] == "exposure"
    if given and _FOR.search(view, between[-1].end, part.start):
        return True
    if cue.category == "PLANNED":
        return given and part.leaf["condition"]["name"] not in CARRYING
    done = given and _BEFORE_DONE.fullmatch(view, cue.start, cue.end) is not None
    return done and _PARTED.search(view, between[0].end, part.start) is not None


def of_a_name(work: Work, c: Cue) -> bool:
    """Whether a denial is of a disease's own name: "diabetes that is not controlled" is there."""
    names = (p for p in work.parts if p.leaf["op"] == "condition")
    return c.category == "NEGATED" and any(p.start < c.start and c.end <= p.end for p in names)
