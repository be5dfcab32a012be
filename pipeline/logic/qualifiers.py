"""A time or course without a number ("newly diagnosed", "recent", "on a daily basis"), and where a drug was given.

No field of a leaf holds such words. They limit one leaf, and somebody must judge them: an `other` leaf that is read.
"""

import re

from ...patterns.fold import fold
from ...patterns.words import silent_words
from ..naming.heads import ADJECTIVE, heads_of
from ..parts import Part, Work

Span = tuple[int, int]

_FLAGS = re.IGNORECASE
_LONGEST = 4
_SEEN = r"(?:diagnosed|detected|identified|discovered|acquired|developed|treated|onset)"
_TIME = (
    rf"(?:newly|recently|new|recent|recently)(?:[\s-]+{_SEEN})?(?:[\s-]+with)?|"
    r"first(?:[\s-]+(?:and\s+only|ever|time|lifetime))?(?:[\s-]+(?:episode|event|attack|bout|occurrence|presentation|manifestation|diagnosis)s?)?"
    r"|de[\s-]+novo|(?:primary|principal|main|leading|sole)\s+(?:diagnosis|complaint)(?:\s+of)?|lifetime"
)
_COURSE = (
    r"(?:regular(?!\s+insulin)|chronic|habitual|frequent|continuous|intermittent|occasional|sporadic|persistent|permanent|recent|"
    r"prolonged|long[\s-]*term|longterm|daily|nightly|weekly|monthly|pre-?operative|post-?operative|peri-?operative|"
    r"intra-?operative|prophylactic|preventive)"
)
_MANNER = (
    r"(?:regularly|chronically|habitually|frequently|continuously|intermittently|occasionally|sporadically|daily|nightly|"
    r"weekly|monthly|recently|pre-?operatively|post-?operatively|peri-?operatively|intra-?operatively|prophylactically|long[\s-]*term)"
)
_BEFORE_CONDITION = re.compile(rf"(?:{_TIME})\b", _FLAGS)
_BEFORE_EXPOSURE = re.compile(
    rf"(?:{_COURSE}|{_MANNER})(?:\s*(?:/|,|\bor\b|\band\b)\s*(?:{_COURSE}|{_MANNER}))*\b", _FLAGS
)
_BEHIND_EXPOSURE = re.compile(
    rf"(?:on\s+(?:an?\s+)?{_COURSE}\s+basis|(?:{_MANNER})(?:\s*(?:/|\bor\b|\band\b)\s*{_MANNER})*|as\s+needed|on[\s-]demand)",
    _FLAGS,
)
_AT_SITE = re.compile(
    r"\b(?:in|into|to|on|onto|at|around|over)\s+(?:(?:the|an?|any|his|her|their|same|both|either|index|study|target|affected|treated|operated|"
    r"operative|injured|dominant|non-dominant|ipsilateral|contralateral|left|right|upper|lower)\s+)*\Z",
    _FLAGS,
)
_BEHIND_CONDITION = re.compile(
    r"as\s+(?:(?:the|an?|their)\s+)?(?:primary|principal|main|leading|sole)\s+(?:diagnosis|complaint|cause|disease)\b|"
    r"(?:affecting|impairing|limiting|preventing|distorting|influencing|altering|restricting|hampering|covering|overlying|"
    r"threatening|obscuring|requiring|needing|necessitating|precluding|sufficient\s+to|severe\s+enough\s+to|"
    r"treated\s+(?:conservatively|surgically|medically|nonoperatively|non-operatively)|managed\s+(?:conservatively|medically))"
    r"(?:\s+(?!(?:and|or|but|unless|except|if|not|no|without|within|for)\b)[\w/-]+){0,9}",
    _FLAGS,
)
"""What narrows a disease, and names none: "retinal disease affecting vision", "asthma as the leading diagnosis"."""
_IN_THIS = re.compile(
    r"(?:in|during)\s+(?:the|this)\s+(?:current|present|index)\s+(?:season|episode|pregnancy|cycle|illness)\b", _FLAGS
)
_OF_KIN = re.compile(
    r"(?:in|among)\s+(?:an?\s+|any\s+|one\s+|his\s+|her\s+)*(?:first|1st|second|2nd)[\s-]*degree\s+(?:family\s+members?|relatives?)\b",
    _FLAGS,
)
_STOPS = re.compile(r"\s*(?:[.;:)\]]|\Z|,\s*(?:or|and)\b)|\s*\n", _FLAGS)
_BASIS = re.compile(r"on\s+(?:an?\s+)?\Z", _FLAGS)
_DOSE = re.compile(r"\bdos(?:e|es|age|ing)\b", _FLAGS)
_AND = re.compile(r"(?:\band|&)\s*\Z", _FLAGS)
""" "Asthma and regular use of steroids" among exclusions: whether both are meant is not for these words to say."""
_USE = re.compile(
    r"\s*(?:use|usage|intake|consumption|administration|receipt|ingestion)\s+of\s+(?:(?:any|the|an?)\s+)*", _FLAGS
)
LISTED = re.compile(r"\s*(?:,\s*(?:or|and)?|/|\b(?:or|and|and\s*/\s*or)\b)\s*", _FLAGS)
"""Between two that stand on one list."""
_NEITHER = frozenset(
    ("not", "no", "non", "without", "but", "or", "and", "nor", "than", "if", "unless", "except", "after",
     "before", "during", "since", "due", "because", "until", "for")
)  # fmt: skip


def told(view: str, work: Work, run: Span) -> Span | None:
    """The phrase that a run of unread words belongs to where it limits one leaf beside it, else None."""
    return _before(view, work.parts, run) or _behind(view, work, run) or _narrowing(view, work, run)


def limits(words: str) -> bool:
    """Whether words are such a time or course that stands before a name."""
    return any(p.fullmatch(words) for p in (_BEFORE_CONDITION, _BEFORE_EXPOSURE))


def _before(view: str, parts: list[Part], run: Span) -> Span | None:
    named = next((i for i, p in enumerate(parts) if p.start >= run[1]), len(parts))
    if named == len(parts):
        return None
    part = parts[named]
    pattern = {"condition": _BEFORE_CONDITION, "exposure": _BEFORE_EXPOSURE}.get(part.leaf["op"])
    if part.leaf["op"] == "threshold" and "of" in part.leaf:  # "newly diagnosed stage III melanoma"
        pattern = _BEFORE_CONDITION
    m = pattern.match(view, run[0], part.start) if pattern else None
    if m is None and part.leaf["op"] == "exposure" and part.leaf["role"] in ("procedure", "therapy", "vaccine"):
        m = _BEFORE_CONDITION.match(view, run[0], part.start)
    if m is None or m.end() < run[1] or not _silent(view[m.end() : part.start]):
        return None
    if _bounded(view, part, m.end()) or (named and _AND.search(view, parts[named - 1].end, m.start())):
        return None
    of_all = _USE.fullmatch(view, m.end(), part.start) is not None
    return None if _listed(view, parts[named:], of_all) else m.span()


def _bounded(view: str, part: Part, start: int) -> bool:
    """Whether a dose or a length may be meant: "daily dose of X > 10 mg", "chronic use of X > 3 months before"."""
    lower = ((part.leaf.get("window") or {}).get("range") or {}).get("lower")
    return lower is not None or "dose" in part.leaf or _DOSE.search(view, start, part.start) is not None


def _behind(view: str, work: Work, run: Span) -> Span | None:
    before = [i for i, p in enumerate(work.parts) if p.end <= run[0]]
    if not before or work.parts[before[-1]].leaf["op"] != "exposure":
        return None
    part = work.parts[before[-1]]
    lead = _BASIS.search(view, part.end, run[0])
    start = lead.start() if lead else run[0]
    m = _BEHIND_EXPOSURE.match(view, start, work.end)
    phrase = m.span() if m is not None and m.end() >= run[1] else _site(view, part, run)
    if phrase is None or not _silent(view[part.end : phrase[0]]):
        return None
    last = before[-1]
    shares = last and LISTED.fullmatch(view, work.parts[last - 1].end, part.start)
    return None if shares else phrase


def _narrowing(view: str, work: Work, run: Span) -> Span | None:
    """What stands behind one disease to the end of its clause, and is of no other on a list."""
    before = [i for i, p in enumerate(work.parts) if p.end <= run[0]]
    part = work.parts[before[-1]] if before else None
    if part is None or "window" in part.leaf or "duration" in part.leaf:
        return None
    start = run[0] - len(view[part.end : run[0]].lstrip())
    m = _IN_THIS.match(view, start, work.end)
    if m is None and part.leaf["op"] == "condition":
        kin = part.leaf["condition"]["name"].startswith("family history")
        m = (_OF_KIN if kin else _BEHIND_CONDITION).match(view, start, work.end)
    if m is None or m.end() < run[1] or _STOPS.match(view, m.end(), work.end) is None:
        return None
    if any(p.start < m.end() and start < p.end for p in work.parts):
        return None
    shares = before[-1] and LISTED.fullmatch(view, work.parts[before[-1] - 1].end, part.start)
    return None if shares else (start, m.end())


def _site(view: str, part: Part, run: Span) -> Span | None:
    """ "Injected into the calf muscles": where something was given."""
    lead = _AT_SITE.search(view, part.end, run[0])
    words = re.findall(r"[\w-]+", view[run[0] : run[1]].lower())
    known = heads_of("condition")
    if lead is None or not words or len(words) > _LONGEST or " ".join(words) != view[run[0] : run[1]].lower():
        return None
    keys = [fold(w) for w in words]
    placed = keys[-1] in known.sites and all(k in known.places or ADJECTIVE.match(k) for k in keys[:-1])
    return (lead.start(), run[1]) if placed else None


def _listed(view: str, parts: list[Part], of_all: bool) -> bool:
    """Whether the words may as well limit what follows on a list: "recent surgery or infection"."""
    if len(parts) < 2 or LISTED.fullmatch(view, parts[0].end, parts[1].start) is None:
        return False
    return not (of_all and parts[1].leaf["op"] == "exposure")


def _silent(gap: str) -> bool:
    words = gap.lower().split()
    return not re.search(r"[^\w\s]", gap) and silent_words().issuperset(words) and _NEITHER.isdisjoint(words)
