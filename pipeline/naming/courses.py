"""Courses and extents, which go with any disease: "locally advanced", "high-risk", "resectable"."""

import re
from dataclasses import replace

from ...patterns.tables import Word
from ...patterns.words import quality_words
from ..parts import Mention
from .heads import normal

WORD = re.compile(r"[^\s\-/]+")
_UNDONE = re.compile(r"un\w{3,}ed")
COURSES = frozenset(
    (
        *("metastatic", "oligometastatic", "polymetastatic", "resectable", "unresectable", "operable", "inoperable"),
        *("invasive", "noninvasive", "indolent", "aggressive", "synchronous", "metachronous", "incomplete"),
        *("multifocal", "unifocal", "extensive", "limited", "risk", "stage", "phase", "grade"),
        *("latent", "overt", "occult", "manifest", "subclinical"),
    )
)
"""Courses and extents, which any disease of a kind may have: what stands behind them is shared whole."""
_SCALES = tuple(
    map(
        frozenset,
        (
            ("mild", "moderate", "severe"), ("minor", "major"), ("low", "intermediate", "high"), ("stable", "unstable"),
            ("acute", "subacute", "chronic", "recurrent"),
            ("active", "latent", "overt", "occult", "manifest", "subclinical"),
            ("congenital", "acquired"),
            ("early", "late", "advanced", "localized", "metastatic"), ("complete", "partial", "incomplete"),
            ("upper", "lower"), ("left", "right"), ("unilateral", "bilateral"), ("primary", "secondary"),
            ("benign", "malignant"),
        ),
    )
)  # fmt: skip
"""Courses that no one thing has together: "mild, moderate asthma" is either."""
ADVERBS = frozenset(("very", "borderline", "locally", "regionally", "distantly"))
"""Before a course they belong to it: "borderline resectable", "locally recurrent"."""
RANKED = frozenset(("risk", "stage", "phase", "grade"))
RANKS = frozenset(
    (
        *("low", "intermediate", "high", "standard", "early", "late", "limited", "extensive", "chronic", "accelerated"),
        "blast",
    )
)
"""Of "low, intermediate or high risk" each is a risk."""


def is_course(key: str) -> bool:
    return key in quality_words() or key in COURSES or _UNDONE.fullmatch(key) is not None


def is_adverb(key: str) -> bool:
    return key in ADVERBS or (key.endswith("ly") and key not in quality_words())


def is_joined(view: str, end: int) -> bool:
    """Whether the word that ends there is the first one of a compound: "muscle-invasive", but not "mild- or"."""
    return view[end : end + 1] == "-" and not view[end + 1 : end + 2].isspace()


def courses(view: str, words: list["re.Match[str]"], own: list[str]) -> list[int]:
    """How many words of a name its first courses take: one, two of "metastatic, muscle-invasive bladder cancer"."""
    ends: list[int] = []
    i = 0
    while i < len(own) - 1:
        compound = is_joined(view, words[i].end()) or own[i] in ADVERBS
        paired = (compound and is_course(own[i + 1])) or (is_adverb(own[i]) and own[i + 1].endswith(("ed", "ing")))
        size = 2 if paired and i < len(own) - 2 else 1
        if size == 1 and not is_course(own[i]):
            break
        i += size
        ends.append(i)
    return ends


def of_both(view: str, run: list[Word], m: Mention, own: list[str]) -> bool:
    """ "Severe, uncontrolled hypertension": of one thing, where a comma alone parts courses that may go together."""
    keys = [w.key for w in run if not (is_adverb(w.key) or is_joined(view, w.end))]
    compound = is_joined(view, m.start + len(own[0]))
    if view[run[-1].end : m.start].strip() != "," or not all(map(is_course, keys)):
        return False
    return compound or (is_course(own[0]) and not any({key, own[0]} <= scale for scale in _SCALES for key in keys))


def in_one(view: str, run: list[Word], m: Mention) -> Mention:
    name = f"{view[run[0].start : run[-1].end]} {m.name}"
    return replace(m, start=run[0].start, name=normal(name), codes=())
