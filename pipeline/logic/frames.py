"""Words around a name that only say that somebody has or gets it, and people whose age is said beside them."""

import re

from ...patterns.adjuncts import adjuncts
from ...patterns.fold import fold
from ...patterns.gate import Gated
from ...patterns.words import silent_words
from ..parts import Part
from ..values.of_others import NEWBORN
from .nodes import name_of

Span = tuple[int, int]

_NAMED = ("condition", "exposure")
_JOINING = frozenset(
    ("and", "or", "nor", "not", "no", "but", "without", "non", "than", "if", "when", "unless", "except", "after",
     "before", "due", "because")
)  # fmt: skip
_RELATIVES = re.compile(
    r"\b(?:mothers?|fathers?|parents?|caregivers?|carers?|maternal|paternal|siblings?|partners?|guardians?)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:of|with|one|their|her|his|own|have|has|having)\s+(?:an?\s+)?\Z", re.IGNORECASE)
""" "Parents of a child aged 2 to 5": the age is not the participant's."""
_ALIKE = re.compile(r"\A[\s,/]*(?:\b(?:and|or)\b[\s,/]*)+(?=\s)", re.IGNORECASE)
""" "Children or adolescents aged 6 to 17": both are of this age."""
_AGED = re.compile(r"\s+(?:under|over|aged?|of|who|with|less|younger|older|up|<|≤|>|≥|\d)", re.IGNORECASE)
_OPENING = re.compile(
    r"\W*(?:\d+\W+)?(?:(?:patients?|subjects?|participants?|those|people|persons?|cases|individuals?)\s+)?"
    r"(?:(?:who|with|are|is|have|has|were|being)\s+)*",
    re.IGNORECASE,
)
_BEFORE_PLACED = re.compile(r"\s+(?:(?:that|which|is|are|was|were|has|have|been|in)\s+)*", re.IGNORECASE)
_CRITERIA = Gated(
    r"\b(?:meet(?:s|ing)?|met|fulfil(?:l|ls|ling|led|s)?|satisf(?:y|ies|ying)|conform(?:s|ing)?\s+(?:to|with)|"
    r"compl(?:y|ies|ying)\s+with|in\s+(?:line|accordance)\s+with)\s+(?:the\s+)?"
    r"(?:(?:(?-i:[A-Z][\w/.-]*|\d{4})\s+(?:(?:and|or)\s+)?){1,5}(?:(?:diagnostic|classification|diagnosis)\s+)?|"
    r"(?:(?:modern|western|chinese|traditional|clinical|medicine|medical|international|relevant)\s+)*(?:diagnostic|classification|diagnosis)\s+)"
    r"criteria\s+(?:(?:of|in)\s+(?:modern|western|(?:traditional\s+)?chinese)\s+medicine\s+)?(?:for|of)\s",
    re.IGNORECASE,
)
""" "Meets DSM-5 criteria for": by whose criteria a thing is known."""


def silent(view: str, start: int, run: Span, parts: list[Part]) -> bool:
    """Whether a run of unread words in a criterion that starts at ``start`` adds nothing to its leaves.

    "Identified as having dementia", "a course of steroids", "AF episodes", "children aged 2 to 12".
    """
    if not _CRITERIA.absent(view, start, run[1]):
        sets = _CRITERIA.finditer(view, start)
        if any(m.start() <= run[0] and run[1] <= m.end() for m in sets):
            return True
    return (
        _before_a_name(view, start, run, parts)
        or _behind_a_name(view, run, parts)
        or _of_an_age(view, start, run, parts)
    )


def _before_a_name(view: str, start: int, run: Span, parts: list[Part]) -> bool:
    known = adjuncts()
    name = min((p for p in parts if p.start >= run[1] and p.leaf["op"] in _NAMED), key=lambda p: p.start, default=None)
    if name is None:
        return False
    frame = known.frames.match(view, run[0])
    if frame is None and known.carried.search(name_of(name)):
        frame = known.carriers.match(view, run[0])
    if frame is None and _OPENING.fullmatch(view, start, run[0]):
        frame = known.having.match(view, run[0])
    return frame is not None and frame.end() >= run[1] and _only_silent(view[frame.end() : name.start])


def _behind_a_name(view: str, run: Span, parts: list[Part]) -> bool:
    known = adjuncts()
    name = max((p for p in parts if p.end <= run[0] and p.leaf["op"] in _NAMED), key=lambda p: p.end, default=None)
    if name is None:
        return False
    if name_of(name) == "breastfeeding" and known.nursed.fullmatch(view, *run) and not _AGED.match(view, run[1]):
        return _only_silent(view[name.end : run[0]])
    if known.placed.fullmatch(view, *run) and (known.put.search(name_of(name)) or known.put.search(view, *name.focus)):
        return _BEFORE_PLACED.fullmatch(view, name.end, run[0]) is not None
    return view[name.end : run[0]].isspace() and known.frames_behind.fullmatch(view, *run) is not None


def _of_an_age(view: str, start: int, run: Span, parts: list[Part]) -> bool:
    """ "Adults", "infants": silent where their age stands beside them, or is the only one that is said."""
    known = adjuncts().ages
    if not known.fullmatch(view, *run) or _OWN.search(view, max(start, run[0] - 20), run[0]):
        return False
    born = NEWBORN.fullmatch(view, *run) is not None  # "children born at ≥ 37 weeks" are no newborns
    ages = [
        p for p in parts
        if p.leaf["op"] == "threshold"
        and (name := p.leaf["measure"]["name"]).endswith("age")
        and (born or name != "gestational age")
    ]  # fmt: skip
    if not ages:
        return False
    gaps = [_ALIKE.sub(" ", known.sub(" ", view[run[1] : p.start])) for p in ages if p.start >= run[1]]
    gaps += [view[p.end : run[0]] for p in ages if p.end <= run[0]]
    if any(_only_silent(re.sub(r"[(),:]", " ", gap)) for gap in gaps):
        return True
    end = max(p.end for p in (*parts, *ages))
    held = [run, *((p.start, p.end) for p in parts)]
    others = [m for m in known.finditer(view, start, end) if not any(a <= m.start() < b for a, b in held)]
    return not others and not _RELATIVES.search(view, start, end)


def _only_silent(gap: str) -> bool:
    """Whether nothing but words of grammar and of frames stand there, and no other thing is parted off."""
    words = [fold(w) for w in gap.split()]
    return not re.search(r"[^\w\s]", gap) and silent_words().issuperset(words) and _JOINING.isdisjoint(words)
