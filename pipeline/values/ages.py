"""Tells when a stretch of time is an age: "18-65 years" that opens a criterion, "the first 24 hours of life"."""

import re
from dataclasses import replace

from ...patterns.measures import measures
from ...patterns.tables import Match
from ..parts import Bounded, Quantity, turned

_FLAGS = re.IGNORECASE
_THING = re.compile(
    r"\b(?:diagnos[ie]s(?:\s+of\s+[\w\s-]{1,40}?)?|lesions?|disease|injur(?:y|ies)|scans?|MRI|CT|biops(?:y|ies)|samples?|specimens?|tissue|fractures?|"
    r"ulcers?|wounds?|infarct\w*|strokes?|implants?|scars?|results?|images?|imaging|echocardiogra\w*|angiogra\w+|radiograph\w*|mammogra\w+|spirometr\w+|"
    r"(?:endo|colono)scop\w+|photographs?|findings?|measurements?|assessments?|prescriptions?|PCRs?|swabs?|smears?|cultures?|values?|tests?|labs?|ECGs?|X-?rays?|films?|reports?|"
    r"burns?|thromb(?:us|i|os[ie]s)|clots?|tattoos?|piercings?|(?:ha?e|he)morrhages?|bleeds?|ha?ematomas?|grafts?|stents?|catheters?|tears?)\s+"
    r"(?:(?:of|in|on|at)\s+(?:(?:the|an?|his|her)\s+)?(?!(?:patients?|subjects?|participants?|men|women|adults?|children|people|individuals?|persons?)\b)"
    r"[a-z]+\s+(?:(?!\b(?:and|or|who|aged?|if)\b)[a-z]+\s+){0,2}?)?(?:(?:is|are|was|were|be|not|no)\s+)*$",
    _FLAGS,
)
_YEARS_OF_SOMEBODY = 12
_EVENT = re.compile(
    r"\b(?:(?P<diagnosis>diagnos(?:is|ed))|onset|began|begun|started|manifest\w*)\b(?:\s+[a-z'-]+){0,5}?\s+"
    r"(?P<side>at|before|after|by|prior\s+to|between|from)\s+(?:(?:the|an?)\s+)?$",
    _FLAGS,
)
_AT_EVENT = re.compile(
    r"(?:\s+(?:of\s+age|old))?,?\s+at\s+(?:the\s+)?(?:time\s+of\s+)?(?:(?:the|their|his|her|initial|first|original|"
    r"primary|cancer|tumou?r|disease|symptom)\s+)*(?:(?P<diagnosis>diagnosis)|onset)\b",
    _FLAGS,
)
_AT_ANOTHER = re.compile(
    r"\s+(?:at|of)\s+(?:the\s+)?(?:time\s+of\s+)?(?P<event>(?:(?:the|their|his|her|first|last|previous|initial|natural|surgical|final|full[\s-]term)\s+)*"
    r"(?:menopause|menarche|puberty|birth|childbirth|delivery|parturition|pregnancy|conception|surgery|operation|transplant(?:ation)?|death|injury|"
    r"seizure|episode|relapse|intercourse|smoking|use|exposure|recurrence|remission|amputation|hysterectomy|ha?emorrhage|stroke|infarction))\b",
    _FLAGS,
)
"""Events of a life, at which somebody had another age than now."""
_PREGNANT = re.compile(
    r"\bpregnan\w+(?:\s+(?:wom[ae]n|females?|patients?|subjects?|participants?|mothers?|adolescents?))?"
    r"\s*[(,]?\s*(?:of|at|beyond|between|from|is|are)?\s*(?:a\s+)?$",
    _FLAGS,
)
_PREGNANT_BEHIND = re.compile(r"\s+pregnant\b", _FLAGS)
_BORN = re.compile(
    r"\b(?:(?:pre|full-)?term|premature\w*|(?:pre-?)?eclampsia|HELLP|PPROM|gravid\w*|\w*gravida\w*|born|births?|deliver(?:y|ed|ies)|newborns?|neonates?|preterms?)"
    r"(?:\s+(?:infants?|bab(?:y|ies)|neonates?|newborns?|deliver(?:y|ies)|births?|pregnanc(?:y|ies)|women|syndrome|labou?r))?"
    r"(?:\s*(?:[(,:]|\b(?:at|before|after|between|from|of|born)\b))*\s*(?:an?\s+)?$",
    _FLAGS,
)
_BEFORE = re.compile(r"\b(?:before|prior\s+to)\s+(?:the\s+)?$", _FLAGS)
_WEEKS_OF_BIRTH = (20, 44)
_WEEKS_AND_DAYS = re.compile(r"\d\s?\+\s?\d|\d/7|\d\s?w(?!ork|hole)", _FLAGS)
_ADULTS = re.compile(
    r"\b(?:adults?|adolescents?|elderly|children|men|women|patients|subjects)\s*\(\s*(?:aged?\s*)?$", _FLAGS
)
ELAPSED = re.compile(
    r"\s*(?:,?\s*(?:and|but)\s+[a-z<>≤≥ ]{1,20}\s?\d+\s*(?:years?|months?|weeks?|days?)\s+"
    r"(?=since|after|from|before|prior))?"
    r"(?:(?:since|after|from|before|prior|following)\b|post[\s-]?\w*|menopaus)",
    _FLAGS,
)
_AGO = re.compile(r"\s*(?:ago|earlier|previously)\b", _FLAGS)
_EARLIER = re.compile(r"earlier\s+than\b", _FLAGS)
""" "Menopause earlier than 40 years of age": before it."""
OF_SOMETHING = re.compile(
    r"\s*(?:of\s+(?!(?:age|life|either|any|both|all|legal)\b)|(?:experience|history|education|training|schooling)\b)",
    _FLAGS,
)
_NO_AGE = re.compile(
    r"\s*[)\]]?\s*(?:(?:since|after|from|before|prior|following|ago|earlier|in\s+duration|duration|or\s+more\s+of|free|"
    r"without|experience|history|follow|of(?!\s+(?:age|life)))\b|post|meno|-)",
    _FLAGS,
)
_PEOPLE = re.compile(
    r"\b(?P<young>children|infants?|neonates?|newborns?)?(?P<grown>adults?|(?:(?:in|out)-?)?patients?|veterans?|residents?|students?|subjects?|participants?|persons?|"
    r"individuals?|people|men|women|males?|females?|boys|girls|adolescents?|volunteers?|donors?|recipients?|mothers?|partners?|spouses?|siblings?|those)?"
    r"\s*[(\[,]?\s*(?:(?:who\s+are|are|is|aged?|of|at)\s+)*$",
    _FLAGS,
)
_SOMEBODY = re.compile(r"\b(?-i:[A-Z]?[a-z-]{3,}(?:er|an|ic|nt|te|or)s)\s+(?:between\s+)?$", _FLAGS)
_WITH = re.compile(r"\s*(?:years\s+)?(?:with|who|having|diagnosed)\b", _FLAGS)
"""Before and behind ages: "smokers **40-75 years** with COPD"."""
_MENOPAUSE = re.compile(r"\bpost-?menopausal\s*[(,]?\s*$", _FLAGS)
_GROWN = re.compile(
    r"\b(?:adults?|(?:(?:in|out)-?)?patients?|veterans?|residents?|subjects?|participants?|persons?|individuals?|people|men|women|males?|females?|"
    r"adolescents?|teenagers?|volunteers?|students?)\s+$",
    _FLAGS,
)
_OF_AN_AGE = re.compile(
    r"\b(?:children|kids|toddlers|pupils|schoolchildren|adolescents|teenagers|infants|neonates|newborns)\s+(?:aged\s+)?$",
    _FLAGS,
)
"""People whom their age tells."""
_BEING = re.compile(
    r"(?:\A|(?<=[-•*.\n]\s)|\b(?:you|they|and|who|to)\s+|[,;]\s*)"
    r"(?:are|be|being|must\s+be|should\s+be|have\s+to\s+be)\s+$",
    _FLAGS,
)
"""What "18 or over" says of somebody spoken to."""
_YOUNG = re.compile(
    r"\W*(?:(?:all|healthy|pa?ediatric|preschool|school|young|and|or|in|for)\s+)*"
    r"(?:children|boys|girls|kids|toddlers|pupils|schoolchildren)\s+",
    _FLAGS,
)
_THEN = re.compile(
    r"\s*(?:$|[),;.\n]|(?:who|with|undergoing|scheduled|presenting|admitted|hospitali[sz]ed|having)\b"
    r"|(?:or|and)\s+(?:over|under|above|below|older|younger|more|less|at)\b|(?:or|and)\s+\d)",
    _FLAGS,
)
_OF_A_VALUE = re.compile(r"\d\s*(?:%|SDS?|[a-zµ]{1,6}(?:/[a-zµ\d.]{1,8})*[²³]?)?\s*\($", _FLAGS)
"""Before ages in brackets, for which a value holds: "BMI z-score > 2 (5-18 years)"."""
_ITEM = re.compile(r"[,;]\s*$")
_ITEM_ENDS = re.compile(r"\s*(?:[,;.)]|$|\n)")
_ENDS = re.compile(r"\s*(?:$|[(),;\n]|to\b)")
_IF = re.compile(r"\bif\s+$", _FLAGS)
_AND_OVER = re.compile(r"(?:\s+(?:and|or)\s+(?:over|above|up)|\s?\+)\s*(?:$|[),;.\n])", _FLAGS)
_AND = re.compile(r"\b(?:and|or)\s+(?:are\s+|is\s+)?$", _FLAGS)
_AND_OF_AGE = re.compile(r"(?:over|above|under|below)\b", _FLAGS)
_SAYS_NO_MORE = re.compile(r"\s*(?:[.;\n]|$)")
_WITHIN = re.compile(r"\b(?:within|during|in)\s+(?:the\s+)?(?:first\s+)$|\bwithin\s+$|\bby\s+$", _FLAGS)
OLD = re.compile(r"\s*(?:-|\s)?(?:of\s+age|old|of\s+life|in\s+age)\b", _FLAGS)
_AGE_SHORT = re.compile(
    r"[\s\-•*:(]*(?:(?:older|over|healthy|adults?|males?|females?|men|women|(?:(?:in|out)-?)?patients?|veterans?|subjects?|participants?|children|volunteers?|people|persons?|individuals?|and|or|/|both|sex(?:es)?|gender|of|any|either|all|who|are|is|must\s+be|be(?:ing)?|have|the|,|aged?|ages|between|a|an|girls?|boys?|adolescents?|inclusive|pediatric|elderly|pregnant|postmenopausal|non-pregnant|with|[(\[])\s*)*$",
    _FLAGS,
)
_OF_THE_OTHER_SEX = re.compile(
    r"\s*(?:[,;/]|\b(?:and|or)\b)+\s*(?:(?:for|in)\s+)?(?:(?:fe)?males?|(?:wo)?m[ae]n|boys|girls)\s*"
    r"(?:[<>≤≥]=?|more\s+than|over|under|above|below|less\s+than|at\s+least)?\s*\d[\d.,]*\s*"
    r"(?!(?:y(?:ears?|rs?|o)?|a(?:ged?)?|old|or|and|to|with|who|at)\b|[\d.,])[a-zA-Z%µ]",
    _FLAGS,
)
""" "Alcohol (men > 21, **women > 14 units** a week)": the unit of the second is no year, nor is that of the first."""


def of_a_thing(view: str, start: int, q: Quantity) -> bool:
    """ "Wounds > 24 h old": what is so old is nobody; "stroke, > 65 years old" is somebody."""
    years = q.unit == "a" and max(q.lower or 0, q.upper or 0) >= _YEARS_OF_SOMEBODY
    return not years and _THING.search(view, max(start, q.start - 40), q.start) is not None


def is_age(view: str, start: int, q: Quantity) -> bool:
    """ "18-65 years" that opens a criterion, or "years or older": what is so old is a person."""
    if q.relative or q.unit not in (None, "a", "mo", "wk", "d") or _THING.search(view, max(0, q.start - 40), q.start):
        return False
    if q.unit is None and q.said and _ADULTS.search(view, max(0, q.start - 24), q.start):
        return view[q.end : q.end + 1] in ("", ")", ",", ";", "\n") and max(q.lower or 0, q.upper or 0) <= 100
    if q.unit is None and q.said and (_bare(view, start, q) or _by_itself(view, start, q)):
        return True
    if q.sign == ".." and _is_span_of_ages(q) and _ITEM.search(view, start, q.start):
        return bool(_ITEM_ENDS.match(view, q.end))  # "asthma, 6-17 years, on ICS"
    if q.sign == ".." and _is_span_of_ages(q) and _OF_A_VALUE.search(view, max(start, q.start - 30), q.start):
        return view[q.end : q.end + 1] == ")"
    if q.sign == ".." and _is_span_of_ages(q) and _SOMEBODY.search(view, max(start, q.start - 40), q.start):
        if _WITH.match(view, q.end):
            return True
    if q.unit == "a" and q.said and _IF.search(view, max(0, q.start - 6), q.start) and _ENDS.match(view, q.end):
        return True
    if re.search(r"old|young|elder|y/o|\byo\b|y\.o", view[q.start : q.end].lower()) or _of_people(view, q):
        return True
    if q.unit is None and q.sign == ">=" and _AND_OVER.match(view, q.number[1]) and 12 <= (q.lower or 0) <= 90:
        return bool(_AGE_SHORT.fullmatch(view, start, q.start))
    if is_another_thing(view, q):
        return True
    if (
        ELAPSED.match(view, q.end)
        or OF_SOMETHING.match(view, q.end)
        or not q.said
        or q.unit is None
        or not (person := _AGE_SHORT.fullmatch(view, start, q.start))
    ):
        return False
    alone = q.sign == ".." and not person.group().strip(" -•*:")
    least, most = _WEEKS_OF_BIRTH
    if q.unit == "wk" and alone and least <= (q.lower or 0) <= most:  # of a pregnancy, or of a child?
        return False
    if max(q.lower or 0, q.upper or 0) < _YEARS_OF_SOMEBODY and _MENOPAUSE.search(view, start, q.start):
        return False
    return q.unit == "a" or ((alone or len(person.group()) > 6) and bool(_ENDS.match(view, q.end)))


def is_another_thing(view: str, q: Quantity) -> bool:
    """ "Obese **and over** 65 years" tells of somebody's age, and not how long anything lasts."""
    years = q.unit == "a" and q.said and _YEARS_OF_SOMEBODY <= max(q.lower or 0, q.upper or 0) <= 100
    said = years and _AND_OF_AGE.match(view, q.start) and _AND.search(view, max(0, q.start - 12), q.start)
    return bool(said) and _ENDS.match(view, q.end) is not None


def _is_span_of_ages(q: Quantity) -> bool:
    """ "6-17 years"; "2-59 months" ends before a birthday, or half a year before one."""
    top = q.upper or 0
    return (q.unit == "a" and top > 10) or (q.unit == "mo" and top > 10 and (top + 1) % 6 == 0)


def _bare(view: str, start: int, q: Quantity) -> bool:
    """ "patients ≥ 18 who ...", "children 2-12": a bare bound right behind people is their age."""
    values = [v for v in (q.lower, q.upper) if v is not None]
    grown = 12 <= min(values) <= 90 and _GROWN.search(view, max(0, q.start - 24), q.start)
    grown = grown or (12 <= min(values) <= 90 and _BEING.search(view, start, q.start))
    young = max(values) <= 21 and _YOUNG.fullmatch(view, start, q.start)
    return bool((grown or young) and _THEN.match(view, q.end)) and _OF_THE_OTHER_SEX.match(view, q.end) is None


def _by_itself(view: str, start: int, q: Quantity) -> bool:
    """ "Over 18" and nothing else: who is so old may take part, or not."""
    opens = not view[start : q.start].strip() and _AND_OF_AGE.match(view, q.start)
    return bool(opens) and _SAYS_NO_MORE.match(view, q.end) is not None and 12 <= (q.lower or q.upper or 0) <= 90


def _of_people(view: str, q: Quantity) -> bool:
    """ "in patients ≤ 16 years", "children (< 24 months)"."""
    if not q.said or q.unit not in ("a", "mo", "wk", "d") or _NO_AGE.match(view, q.end):
        return False
    m = _PEOPLE.search(view, max(0, q.start - 40), q.start)
    return m is not None and bool(m["young"] or (m["grown"] and q.unit == "a"))


def at_event(view: str, b: Bounded) -> Bounded:
    """ "onset before the age of 50", "under 22 years at diagnosis" tell no present age."""
    if b.name != "age":
        return b
    if b.words is not None and (other := _AT_ANOTHER.match(view, b.words[1])) is not None:
        name = f"age at {' '.join(other['event'].lower().split())}"
        return replace(b, name=name, measure=None, words=(b.words[0], other.end()), end=max(b.end, other.end()))
    if (behind := _AT_EVENT.match(view, b.end)) is not None:
        return replace(_of_event(b, behind), end=behind.end())
    m = _EVENT.search(view, max(0, b.start - 60), b.start)
    if m is None:
        return b
    side, q = m["side"].lower(), b.quantity
    if not q.said and q.lower == q.upper:
        before, after = side in ("before", "by") or side.startswith("prior"), side == "after"
        if before or after:
            lower, upper = (None, q.upper) if before else (q.lower, None)
            inclusive = side == "by"
            q = replace(q, lower=lower, lower_inclusive=False, upper=upper, upper_inclusive=inclusive, said=True)
            q = replace(q, start=m.start("side"))
    return replace(_of_event(b, m), quantity=q, start=min(b.start, q.start))


def _of_event(b: Bounded, m: "re.Match[str]") -> Bounded:
    name = f"age at {'diagnosis' if m['diagnosis'] else 'onset'}"
    return replace(b, name=name, measure=measures()[name])


def of_pregnancy(view: str, q: Quantity) -> bool:
    """ "36 0/7 weeks", "32+0 to 36+6", "pregnancy of less than 12 weeks", "term newborns (≥ 37 weeks)"."""
    if q.unit == "d" and _WEEKS_AND_DAYS.search(view, q.start, q.end):
        return True
    if q.unit == "wk" and _PREGNANT_BEHIND.match(view, q.end):
        return True
    if ELAPSED.match(view, q.end) or _AGO.match(view, q.end):  # "pregnancy < 4 weeks ago"
        return False
    if q.unit != "wk" or not (q.said or _BEFORE.search(view, max(0, q.start - 12), q.start)):
        return False
    least, most = _WEEKS_OF_BIRTH
    born = all(least <= v <= most for v in (q.lower, q.upper) if v is not None)
    return bool(
        _PREGNANT.search(view, max(0, q.start - 24), q.start)
        or (born and _BORN.search(view, max(0, q.start - 40), q.start))
    )


def age(view: str, q: Quantity, right: Match | None) -> Bounded:
    end = q.end
    name = "gestational age" if of_pregnancy(view, q) else "age"
    if _EARLIER.match(view, q.start):
        q = turned(q)
    if not q.said and (m := _WITHIN.search(view, max(0, q.start - 30), q.start)):
        q = replace(q, start=m.start(), lower=None, said=True, sign="<=")
    if not q.said and name == "gestational age" and (m := _BEFORE.search(view, max(0, q.start - 12), q.start)):
        q = replace(q, start=m.start(), lower=None, upper_inclusive=False, said=True, sign="<")
    if m := OLD.match(view, q.end):
        end = m.end()
    words = (right.start, right.end) if right is not None and right.entry.name == "age" else None
    if words is not None:
        end = max(end, words[1])
    people = _OF_AN_AGE.search(view, max(0, q.start - 24), q.start)
    return Bounded(people.start() if people else q.start, end, q, name, words, measures()[name])
