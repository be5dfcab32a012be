"""What a leaf says though its words may mean another thing: guesses, lost signs, the time of something else."""

import re
from itertools import pairwise

from ...patterns.gate import Gated
from ...patterns.words import silent_words
from ..naming import findings, leading
from ..naming.allergies import FAILURE
from ..parts import Bounded, Part, Window, Work
from ..timing.aims import names_exposure
from . import denial_ends, doubtful_words, lacking, needing, of_some_ages, other_times, run_together, swallowed

_DEGREE = Gated(r"\b(?:severe|moderate|mild|serious|major|minor)\b", re.IGNORECASE)
_OR_LAST = re.compile(r"[^,]*,\s*or\s+[^,]*", re.IGNORECASE)
_ITS_OWN = re.compile(r"\s*,?\s*(?:with|if|when|in|for|lasting|due|provided)\b", re.IGNORECASE)
_WITHIN_OF = re.compile(r"with\s?in\b.*\bof", re.IGNORECASE | re.DOTALL)
_WASHED_OUT = re.compile(r"\s*(?:after|following|post)\s+(?:[\w-]+\s+){0,3}?wash(?:ed)?[\s-]?out\b", re.IGNORECASE)
"""When a drug was used cannot be told from when it was washed out."""
_BY_MEANS = re.compile(
    r"\b(?:by|on|via|using|at|per|as|measured|assessed|calculated|estimated|adjusted)\b", re.IGNORECASE
)
_LIMITS = re.compile(
    r"(?!physical|functional|performance|overall|global|still|remain|measurement|normal|ranges?|limits?|(?:each|both|million|thousand|billion)\b)[a-z-]+(?<!ly)"
)
_BRACKETS = re.compile(r"[(\[][^()\[\]]*(?:\([^()]*\)[^()]*)*[)\]]?")
_PRESENT = re.compile(
    r",\s*(?:present|existing|persisting|persistent)\s+\w|\band\s+(?:an?\s+|the\s+)?(?:\w+\s+)?(?:duration|length)\s+of\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"\s+for\s+\w", re.IGNORECASE)
_AGO = re.compile(r"\b(?:last|past|previous|preceding|prior|ago)\b", re.IGNORECASE)
REQUIRING = Gated(
    rf"\b(?:{needing.WORDS}|in\s+need\s+(?:of|for))\s+\w[^,;.()]*"
    r"|\bor\s+(?:who\s+)?(?:requires?|needs?|(?:plan(?:n?ing)?|intend(?:ing)?|wish(?:ing)?|expect(?:ed)?)s?\s+to\s+\w+)"
    r"\s+(?:any\s+of\s+)?(?:these|those|them|it)\b",
    re.IGNORECASE,
)
_STUDY = Gated(r"\s+(?:clinical\s+)?(?:study|studies|trials?)\b(?!\s+(?:entry|drug|med|treat))", re.IGNORECASE)
_THEN = re.compile(r"\b(?:before|after|within|during|by)\s+(?:the\s+)?(?:first\s+)?\Z", re.IGNORECASE)
"""Before an age: when something else was."""
_DIAGNOSED = re.compile(
    r"\b(?:diagnos\w+|detected|identified|found|developed|with\s+onset|onset|started)\s+(?:\w+\s+){0,2}\W*\Z",
    re.IGNORECASE,
)
_HEADLESS = re.compile(
    r"\W*(?:before|after|since|until|between|following|due\s+to|because\s+of|secondary\s+to|caused\s+by|associated\s+with|related\s+to|"
    r"other\s+than|apart\s+from|instead\s+of|in\s+(?:the\s+event|case)\s+of)\s+(?:(?:an?|the|any|prior|previous)\s+)*",
    re.IGNORECASE,
)
_FOR_THESE = re.compile(r"(?:for|in)\s+", re.IGNORECASE)
_BIRTH = re.compile(
    r"(?:births?|deliver(?:y|ies)|labor|miscarriages?|abortions?|loss(?:es)?|fetal (?:demise|death)|"
    r"rupture of membranes)\Z"
)
_EARLIEST_BIRTH = 12
"""Weeks; a shorter time is rather one since."""
_TO_SOMETHING = ("allergy", "hypersensitivity", "anaphylaxis", "sensitivity", "intolerance", "contraindication")
_RESISTANCE_TOO = Gated(r"\b(?:or|and)\s+resistance\s+to\b", re.IGNORECASE)
""" "Allergy or resistance to amoxicillin" is not only the allergy."""
_CLOSED = re.compile(r"[^()]*\)\s*(?:,|/|,?\s*\b(?:or|and)\b)\s*")
_TO_BEFORE = re.compile(
    r"\b(?:allerg\w+|hypersensitiv\w+|contra-?indicat\w+|intoleran\w+)\s+(?:to|for|of|against)\s[^,;.()]*$",
    re.IGNORECASE,
)
_OR_TO = re.compile(r"\b(?:or|and)\s+to\s+(?:(?:the|an?|any|other)\s+)*\Z", re.IGNORECASE)
_SORT_ALONE = re.compile(
    r"bovine|porcine|murine|equine|avian|ovine|caprine|chim[ae]+ric|humani[sz]ed|mammalian|animal|plant|bacterial|fungal|viral|recombinant|"
    r"synthetic|natural|topical|local|general|inhaled|oral|intravenous|systemic|iodinated|ionic|native|marine|microbial",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"\s+(?:to|against|towards?)\b", re.IGNORECASE)

_EXAMINED = re.compile(
    r"(?:ab)?normal (?:(?:12-lead|sleep|resting|brain|cardiac|chest|spinal|cranial|head|physical|neurological|pelvic|"
    r"fundus|gynecological|eye) )?(?:ecg|eeg|electrocardiogram|electroencephalogram|echocardiogram|neuroimaging|"
    r"imaging|mri|ct scan|x-ray|radiograph|ultrasound|mammogram|spirometry|cytology|"
    r"audiogram|angiogram|scan)"
)
"""Results of examinations whose names leave nothing open."""
_ABSTAINS = Gated(r"\b(?:abstinen(?:t|ce)|abstain(?:ed|ing|s)?|sober|sobriety)\b", re.IGNORECASE)
_START_OF = re.compile(r"\b(?:start|beginning|commencement)\s+of\s+(?:(?:an?|the|any|new)\s+)*\Z", re.IGNORECASE)
_NOT_ITSELF = re.compile(
    r"\b(?:famil(?:y|ial)\s+history|risks?|prevention|prophylaxis|avoidance)\s+(?:of|for)\s+(?:[\w-]+\s+){0,2}\Z",
    re.IGNORECASE,
)
_TREATED = re.compile(r"(?<!being )(?<!been )\btreated(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+)\Z", re.IGNORECASE)
_SUSPECTED = re.compile(
    r"\s*,?\s*(?:is\s+|are\s+)?suspected\b(?!\s*(?:,|/|\band\b|\bor\b)\s*(?:or\s+)?(?:confirmed|proven|known|documented|diagnosed))",
    re.IGNORECASE,
)
_ONE_NAME = re.compile(r"allergy|intolerance|contraindication|substance abuse")
_ANOTHERS = re.compile(
    r"\b(?:former|ex|late|remote|resolved|inactive|maternal|paternal|parental|siblings?|partner|spouse|famil(?:y|ial)|mother|father|neonatal|"
    r"childhood|suspected|presumed|possible|probable|threatened|attempted|predicted|imminent|occasional|rare|temporary)\b",
    re.IGNORECASE,
)
_WHOSE_ABUSE = re.compile(
    r"\b(?:of|by|in)\s+(?:the|an?|one|either|their|his|her)\s+(?:partner|donor|newborn|infant|mother|father|parents?|spouse|caregiver|sibling)",
    re.IGNORECASE,
)
_LAST_DOSE = re.compile(r"\b(?:last|final|latest|most\s+recent)\s+(?:\w+\s+)?(?:of\s+)?(?:the\s+)?$", re.IGNORECASE)


def may_be(view: str, work: Work) -> bool:
    """Whether any leaf of a criterion may be misread; the criterion then is not read in full."""
    return (
        any(
            _is_guess(p)
            or _of_another_or_over(view, work, p)
            or _half_said(view, work, p)
            or _of_its_object(view, p)
            or _of_another_time(view, p)
            or _cut_short(p)
            or swallowed.any_by(view, work, p)
            for p in work.parts
        )
        or any(
            _said_to(view, work, p) or _said_between(view, work, p) or other_times.are_meant(view, work, p)
            for p in work.parts
        )
        or _RESISTANCE_TOO.search(view, work.start, work.end) is not None
        or any(_behind_a_bracket(view, a, b) for a, b in pairwise(work.parts))
        or any(_of_members_alone(view, a, b) for a, b in pairwise(work.parts))
        or any(_of_another_birth(a, b) or other_times.given_then(view, a, b) for a, b in pairwise(work.parts))
        or any(_with_its_time(a, b) for a, b in pairwise(work.parts))
        or any(_of_their_sites(view, *three) for three in zip(work.parts, work.parts[1:], work.parts[2:], strict=False))
        or any(_signless(b) or _unsaid_degree(view, b) for b in work.bounded)
        or any(_of_one_alone(a, b) for a, b in pairwise(work.bounded))
        or (len(work.parts) > 1 and any(_of_an_event(view, work, b) for b in work.bounded))
        or any(_of_either_side(view, work, w) for w in work.windows)
        or _of_a_study(view, work)
        or _abstains_between(view, work)
        or swallowed.later(view, work)
        or swallowed.of_first_alone(view, work)
        or swallowed.of_last_object(view, work)
        or doubtful_words.stand(view, work)
        or denial_ends.in_doubt(view, work)
        or lacking.in_doubt(view, work)
        or needing.of_each(view, work)
        or of_some_ages.in_doubt(view, work)
        or _asked_of_these(view, work)
        or run_together.any_denied(view, work)
        or _without_its_head(view, work)
    )


def _said_to(view: str, work: Work, p: Part) -> bool:
    """ "Contraindication to MRI, such as a pacemaker, **or to** gadolinium": what is no use of it, but its object."""
    if p.leaf["op"] != "exposure" or not any("to" in x.leaf and x.end <= p.start for x in work.parts):
        return False
    return _OR_TO.search(view, max(work.start, p.start - 24), p.start) is not None


def _cut_short(p: Part) -> bool:
    """ "Allergy to **bovine** or porcine tissue", "aneurysm or **dissection**": half a name."""
    if p.leaf.get("agent", {}).get("name") == "dissection":
        return True
    return _SORT_ALONE.fullmatch(p.leaf.get("to", {}).get("name", "")) is not None


def _of_another_time(view: str, p: Part) -> bool:
    """Whether its time may be meant otherwise."""
    if p.leaf.keys().isdisjoint(("window", "duration")):
        return False
    return _of_its_weeks(view, p) or _last_when(view, p) or _lasts(view, p) or _of_the_next(view, p)


def _abstains_between(view: str, work: Work) -> bool:
    """ "Abstinent from alcohol for 7 to 30 days": no use for so long, and some before."""
    windows = [p.leaf["window"]["range"] for p in work.parts if p.leaf.get("window")]
    both = any(w["lower"] is not None and w["upper"] is not None for w in windows)
    return both and _ABSTAINS.search(view, work.start, work.end) is not None


def _lasts(view: str, p: Part) -> bool:
    """ "Eczema: EASI ≥ 16 and IGA ≥ 3, present for a year", "cycles of 21-35 days and a duration of 3-8 days".

    What has lasted so long is the disease or another thing, and no value of it.
    """
    lasting = p.leaf.get("duration") if p.leaf["op"] == "threshold" else None
    return lasting is not None and _PRESENT.search(view, p.end, lasting["span"]["end"]) is not None


def _of_the_next(view: str, p: Part) -> bool:
    """ "Within 4 weeks (2 weeks for A and 1 week for B)": the week is of what stands behind it."""
    lasting = p.leaf.get("duration") if "window" in p.leaf else None
    where = lasting.get("span") if lasting else None
    return where is not None and where["start"] > p.focus[1] and _FOR.match(view, where["end"]) is not None


def _is_guess(p: Part) -> bool:
    """Whether its words alone made it: a thing or a measure that nobody knows, a result that a laboratory tells."""
    unknown = p.guessed or (p.leaf["op"] == "threshold" and not p.pattern)
    told = p.pattern == findings.PATTERN and _EXAMINED.fullmatch(p.leaf.get("condition", {}).get("name", "")) is None
    return unknown or told


def _signless(b: Bounded) -> bool:
    """ "Age = 18 years", "hemoglobin 9 g/dL": what is measured is never required to be one value; a ≥ or ≤ was lost."""
    q = b.quantity
    measured = b.measure is not None and b.measure.unit != "1" and (q.relative is not None or q.unit not in (None, "1"))
    return measured and q.lower is not None and q.lower == q.upper


def _of_one_alone(a: Bounded, b: Bounded) -> bool:
    """ "Home oxygen or FEV1 < 30 %": two share a value in whose unit only one of them is measured.

    "8 micturitions and 1 urgency episode per day": in what time are there eight? "More than 3 in a year or 1 in the
    last month": one, or more than one?
    """
    unit = a.quantity.unit
    signless = b.quantity.start == b.quantity.number[0] and b.quantity.sign == ">"
    if signless and a.words == b.words is not None and b.words[1] <= b.quantity.start:
        return True
    if _counts(a) and unit in (None, "1") and _counts(b) and (b.quantity.unit or "").startswith("/"):
        return True
    if a.quantity is not b.quantity or a.quantity.relative or a.measure is None or b.measure is None or unit is None:
        return False
    return (unit in (a.measure.unit, *a.measure.units)) != (unit in (b.measure.unit, *b.measure.units))


def _counts(b: Bounded) -> bool:
    counted = b.measure is None or b.measure.unit in ("1", "/d", "/wk", "/mo", "/a")
    return counted and b.words is not None and b.name.endswith("s")


def _unsaid_degree(view: str, b: Bounded) -> bool:
    """ "One severe exacerbation" is not any exacerbation; what limits the last of several classes is not of all."""
    if _OR_LAST.fullmatch(view, b.quantity.start, b.quantity.end) and _ITS_OWN.match(view, b.quantity.end):
        return True  # "ECOG 0 or 1, or 2 in patients over 70"
    degree = _DEGREE.search(view, *b.words) if b.words is not None else None
    return degree is not None and degree.group().lower() not in b.name.lower()


def _of_an_event(view: str, work: Work, b: Bounded) -> bool:
    """ "Seizures within the first 24 hours of life": so old somebody was then, and need not be now."""
    began, first = max(work.start, b.start - 20), b.quantity.number[0]
    if b.name == "gestational age":  # "diabetes diagnosed at 24 to 28 weeks": so far the pregnancy was then
        return _DIAGNOSED.search(view, began, first) is not None
    return b.name == "age" and _THEN.search(view, began, first) is not None


def _said_between(view: str, work: Work, p: Part) -> bool:
    """ "VAS leg > 50", "2-5 cm renal mass": whether words that nothing reads stand between a measure and its value."""
    if p.value is None:
        return False
    behind = p.focus[1] <= p.value[0]
    first, stop = (p.focus[1], p.value[0]) if behind else (p.value[1], p.focus[0])
    if behind and (by := _BY_MEANS.search(view, first, stop)) is not None:
        stop = by.start()
    same = swallowed.names_of(p.leaf["measure"]["name"])  # "body mass index BMI > 30"
    between = [w for w in work.words if first <= w.start and w.end <= stop and w.key not in silent_words() | same]
    if not any(_LIMITS.fullmatch(w.key) for w in between):
        return False
    held = [(x.start, x.end) if x.leaf["op"] != "threshold" else x.focus for x in work.parts]
    held += [(c.start, c.end) for x in work.parts for c in x.cues]
    held += [piece for w in work.windows for piece in w.pieces] + [(q.start, q.end) for q in work.quantities]
    held += [m.span() for m in _BRACKETS.finditer(view, first, stop)]
    return any(_LIMITS.fullmatch(w.key) and not any(x <= w.start and w.end <= y for x, y in held) for w in between)


def _of_another_or_over(view: str, work: Work, p: Part) -> bool:
    """ "Maternal alcohol abuse", "resolved penicillin allergy": whose it is or that it is over, lost with the name.

    An allergy and an abuse have one name each, whatever the words before them.
    """
    if p.leaf["op"] != "condition" or not _ONE_NAME.search(p.leaf["condition"]["name"]):
        return False
    whose = _WHOSE_ABUSE.search(view, p.start, min(p.end + 30, work.end))
    return _ANOTHERS.search(view, p.start, p.end) is not None or whose is not None


def _half_said(view: str, work: Work, p: Part) -> bool:
    """ "Start of lithium within 4 weeks", "treated gout", "gout suspected": more is said than that it is there."""
    before = view[max(work.start, p.start - 40) : p.start]
    if p.leaf["op"] == "exposure":
        return _START_OF.search(before) is not None or _NOT_ITSELF.search(before) is not None
    if p.leaf["op"] != "condition":
        return False
    if _SUSPECTED.match(view, p.end, work.end) is not None:
        return True
    return "to" not in p.leaf and _TREATED.search(before) is not None


def _of_their_sites(view: str, a: Part, b: Part, c: Part) -> bool:
    """ "Kidney or bladder stones or tumors": tumors of these, or any?"""
    if not a.shares or b.shares or b.leaf["op"] != "condition" or c.leaf["op"] != "condition":
        return False
    listed = leading.LIST.fullmatch(view, b.end, c.start) is not None
    return listed and leading.of_its_site(view[slice(*b.focus)], view[slice(*c.focus)])


def _behind_a_bracket(view: str, a: Part, b: Part) -> bool:
    """ "Contraindication to MRI (pacemaker) or gadolinium": what goes on behind a bracket may be of its list."""
    given = b.leaf["op"] == "exposure" and b.leaf.keys().isdisjoint(("window", "status", "duration"))
    if not given or a.leaf["op"] == "threshold":
        return False
    m = _CLOSED.fullmatch(view, a.end, b.start)
    opened = view.rfind("(", 0, a.start) if m else -1
    return opened > 0 and _TO_BEFORE.search(view, max(0, opened - 80), opened) is not None


def _of_members_alone(view: str, a: Part, b: Part) -> bool:
    """ "Implant within 6 months (dexamethasone)": the time of its kinds, and none of the thing itself."""
    where = (b.leaf.get("window") or {}).get("span")
    if where is None or a.leaf["op"] != "exposure" or "window" in a.leaf:
        return False
    return a.end <= where["start"] and where["end"] <= b.start and "(" in view[where["end"] : b.start]


def _without_its_head(view: str, work: Work) -> bool:
    """ "After chemotherapy", "other than gout": what is said to be so is not there."""
    first = min(work.parts, key=lambda p: p.start, default=None)
    if first is None or any(w.start < first.start for w in work.windows):
        return False
    return _HEADLESS.fullmatch(view, work.start, first.start) is not None


def _asked_of_these(view: str, work: Work) -> bool:
    """ "For asthma, FEV1 >= 60 %" among what is asked for: of those who have it, and nobody needs to."""
    first = work.parts[0] if len(work.parts) > 1 else None
    if first is None or work.kind != "inclusion" or first.leaf["op"] != "condition":
        return False
    return _FOR_THESE.fullmatch(view, work.start, first.start) is not None and view[first.end : first.end + 1] in ",:"


def _of_another_birth(a: Part, b: Part) -> bool:
    """ "History of delivery < 34 weeks": so old was that pregnancy."""
    weeks = b.leaf["op"] == "threshold" and b.leaf["measure"]["name"] == "gestational age"
    return weeks and a.leaf.get("status") == "past"


def _with_its_time(a: Part, b: Part) -> bool:
    """ "Pregnancy or antibiotics within 4 weeks": the time is of the antibiotics; somebody is pregnant now."""
    if a.leaf.get("condition", {}).get("name") not in ("pregnancy", "breastfeeding", "lactation"):
        return False
    where = (a.leaf.get("window") or {}).get("span")
    return where is not None and b.leaf["op"] == "exposure" and b.end <= where["start"]


def _of_its_weeks(view: str, p: Part) -> bool:
    """ "Preterm birth < 34 weeks": weeks of the pregnancy, and no time ago."""
    what = p.leaf.get("condition") or p.leaf.get("agent") or p.leaf.get("measure")
    time = p.leaf.get("window") or p.leaf.get("duration")
    if what is None or time is None or not _BIRTH.search(what["name"]):
        return False
    said = time.get("range", time)
    weeks = [bound["value"] for bound in (said["lower"], said["upper"]) if bound is not None and said["unit"] == "wk"]
    return bool(weeks) and min(weeks) >= _EARLIEST_BIRTH and view[time["span"]["start"]] in "<≤>≥="


def _of_its_object(view: str, p: Part) -> bool:
    """ "No response to aspirin for 3 months", "> 2 times a week for 30 minutes": what lasts so long is another.

    In "allergy to such tablets" nobody has read to what.
    """
    if p.leaf["op"] == "threshold" and p.leaf.get("of", {}).get("name", "").endswith(_TO_SOMETHING):
        return True  # "grade 3 hypersensitivity to taxanes": the grade has no room for the taxanes
    if p.leaf["op"] == "condition" and "to" not in p.leaf and p.leaf["condition"]["name"].endswith(_TO_SOMETHING):
        if _OBJECT.match(view, p.end):
            return True
    if p.leaf.get("to", {}).get("name") == "medication" and p.leaf["condition"]["name"] == "contraindication":
        return True  # "taking contraindicated medication": which is that?
    if "duration" not in p.leaf:
        return False
    if p.leaf["op"] == "threshold" and p.leaf["measure"]["name"].endswith("weight"):  # "≤ 1250 g and < 32 weeks"
        return True
    each = p.leaf["op"] == "threshold" and p.leaf["duration"]["unit"] in ("min", "h")
    return each or ("to" in p.leaf and p.leaf["condition"]["name"] in ("contraindication", FAILURE))


def _last_when(view: str, p: Part) -> bool:
    """ "Last dose of rituximab 6 months before baseline": so long ago at least, or at most?"""
    window = p.leaf.get("window") or {}
    where, upper = window.get("span"), (window.get("range") or {}).get("upper")
    if where is None or upper is None or p.start > where["start"] or not view[where["start"]].isdigit():
        return False
    return _LAST_DOSE.search(view, max(0, p.focus[0] - 40), p.focus[0]) is not None


def _of_either_side(view: str, work: Work, w: Window) -> bool:
    """Whether a window may lie before or after what it is told by.

    "Within 4 weeks of radiotherapy" may be either; "a fracture requiring surgery within 36 hours" is no window before
    the study.
    """
    if _WASHED_OUT.match(view, (w.alternative or w.quantity).end):
        return True
    if w.direction != "before" or w.duration:
        return False
    near = w.anchor == "now"
    if _WITHIN_OF.match(view, w.start, w.end) and ((near and w.ahead) or _of_something_given(w)):
        return any(p.leaf["op"] == "exposure" and _has_window(p, w) for p in work.parts)
    soon = near and w.quantity.unit in ("h", "min") and not _AGO.search(view, w.start, w.end)
    return soon and REQUIRING.search(view, work.start, w.start) is not None


def _of_something_given(w: Window) -> bool:
    """Whether a window is told by a treatment that is none of the study's own."""
    return w.anchor == "other" and names_exposure(w.anchor_text or "")


def _has_window(p: Part, w: Window) -> bool:
    where = (p.leaf.get("window") or {}).get("span")
    return where is not None and (where["start"], where["end"]) == (w.start, w.end)


def _of_a_study(view: str, work: Work) -> bool:
    """ "Another preterm birth study": what a study is about is no fact of its own."""
    if _STUDY.absent(view, work.start, work.end):
        return False
    named = (p for p in work.parts if p.leaf["op"] == "condition" or p.leaf.get("role") not in (None, "study"))
    return any(_STUDY.match(view, p.end, work.end) for p in named)
