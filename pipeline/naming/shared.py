"""What names in a list share with the last of them: "hepatic impairment" in "renal or hepatic impairment"."""

import re

from ...patterns.fold import fold_phrase
from ...patterns.tables import Word, mentions
from ...patterns.words import quality_words, shared_heads
from ..parts import Mention
from .courses import COURSES, RANKED, RANKS, WORD, courses, is_adverb, is_course, is_joined
from .entries import known
from .heads import ADJECTIVE, WAYS, heads_of

SUBSTANCES = frozenset(
    (
        *(
            "alcohol",
            "drug",
            "substance",
            "nicotine",
            "tobacco",
            "cigarette",
            "opioid",
            "opiate",
            "cocaine",
            "cannabis",
        ),
        "caffeine",
        *("amphetamine", "benzodiazepine", "heroin", "marijuana", "methamphetamine", "sedative", "stimulant"),
    )
)
_OF_ABUSERS = {"abuser": "abuse", "addict": "addiction"}
_FORMS = frozenset(("structural", "functional", "anatomical", "anatomic", "organic", "developmental"))
_KINDS = frozenset(
    (
        *(
            "autoimmune",
            "inflammatory",
            "fibrotic",
            "infectious",
            "viral",
            "bacterial",
            "fungal",
            "malignant",
            "benign",
        ),
        *("ischemic", "degenerative", "granulomatous", "neoplastic", "thromboembolic", "hemorrhagic", "obstructive"),
    )
)
"""What a disease is like, in any organ."""
_ORGAN = re.compile(
    r"(?!system|gene|vir|bacter|psych|ment|medic|clinic|surgic|tot|loc|reg|foc|metabol|allerg|rheumat|tox|nutri|hormon|immun|onco|physic|soci)[a-z]{3,}(?:al|ar|ic|oid)"
)
_SORTS = frozenset(
    (
        *("sporadic", "familial", "hereditary", "idiopathic", "inherited"),
        *("anterior", "posterior", "superior", "inferior", "proximal", "distal", "medial", "lateral"),
    )
)
"""Sorts and sides of one disease: "sporadic or familial amyotrophic lateral sclerosis"."""
_COMPOUND = re.compile(r"\w{3,}(?:ing|ed|ent|ant|ory|ive)")
""" "Life-threatening", "steroid-refractory"."""
_MEANS = frozenset(("laser", "ultrasound", "radiofrequency", "endoscopy", "electrocautery"))
"""What is a treatment of its own as well as the means of another."""


def rebuilt(view: str, run: list[Word], m: Mention, own: list[str]) -> str | None:
    """The name of what stands on the left; None where the shared words cannot be told."""
    written = view[run[0].start : run[-1].end]
    words = list(WORD.finditer(view, m.start, m.end))
    plain = [w.key for w in run if not (is_course(w.key) or is_adverb(w.key) or is_joined(view, w.end))]
    if len(own[-1]) == 1 and plain:  # "alcohol or hepatitis B"
        return None
    if run[-1].key in SUBSTANCES:
        middle = [w.group() for w in words[1:-1]]
        return " ".join([written, *middle, _OF_ABUSERS.get(own[-1], words[-1].group())])
    cut = _cut(view, run, m, own, plain)
    if cut is None:
        return None
    tail = view[words[cut - 1].end() : m.end] if cut else " " + view[m.start : m.end]
    return written + _written_out(tail, words[-1].group(), m)


def _written_out(tail: str, last: str, m: Mention) -> str:
    """What is shared, an abbreviation at its end written out, where ``m`` is named so: "relapsed or refractory CLL"."""
    last = tail.split()[-1] if tail.endswith(f"-{last}") else last  # "relapsed or refractory B-ALL"
    entry = mentions().get(fold_phrase(last), last) if last.isupper() and tail.endswith(last) else None
    if entry is None or not m.name.endswith(f" {entry.name.lower()}"):
        return tail
    return tail.removesuffix(last) + entry.name


def _cut(view: str, run: list[Word], m: Mention, own: list[str], plain: list[str]) -> int | None:
    """How many of the first words of ``m`` are its own alone; None where that cannot be told."""
    words = list(WORD.finditer(view, m.start, m.end))
    keys, last = [w.key for w in run], run[-1]
    rank = next((i for i, word in enumerate(own[:3]) if word in RANKS), len(own))
    if (
        last.key in RANKS and own[rank + 1 : rank + 2] and own[rank + 1] in RANKED
    ):  # "low- or favourable intermediate-risk"
        return rank + 1
    ends = courses(view, words, own)
    of_degree = ends or COURSES.isdisjoint(keys)  # "multifocal or diffuse disease" shares the head alone
    joined = len(own) > 2 and is_joined(view, words[0].end()) and _COMPOUND.fullmatch(own[1])
    if joined and not plain and ends in ([], [2]):  # "severe or life-threatening asthma"
        return 2
    if (not plain and of_degree) or all(key in _SORTS or key in quality_words() for key in (last.key, own[0])):
        reach = ends[-1] + 1 if ends else len(words)
        reach = len(words) if len(run) > 1 else reach  # "primary progressive or progressive relapsing MS"
        cuts = [c for c in range(1, reach) if known(_behind(keys, words, c), m.kind)]
        said = sum(1 for w in run if not (is_adverb(w.key) or is_joined(view, w.end)))
        return cuts[0] if cuts else max([0, *ends][min(len(ends), said)], own[0] in _SORTS)
    compound = len(run) > 1 and is_joined(view, run[-2].end)
    if (own[0] == "non" and own[1] == last.key) or (compound and len(own) > 2 and is_joined(view, words[0].end())):
        return 2  # "squamous or non-squamous", "mesh-assisted or nerve-sparing"
    if (
        len(own) > 2
        and own[0] not in quality_words()
        and all(key in quality_words() or key in _FORMS for key in own[1:-1])
    ):
        return 1  # "maternal or infant chronic illness"
    sites = heads_of("condition").places
    if len(own) == 3 and {last.key, own[0]} <= sites and _describes(own[1], m.kind):  # "hip or knee repair surgery"
        return 1
    if len(own) == 3 and own[1] in _KINDS and _is_organ(own[0]) and all(map(_is_organ, keys)):
        return 1  # "hepatic, renal and thyroid autoimmune disease"
    if m.kind == "procedure" and len(run) == 1 and {last.key, own[0]} <= WAYS:  # "open or laparoscopic hernia repair"
        return 1
    for left in (keys, plain):
        for cut in range(1, len(words)):
            if left and known(_behind(left, words, cut), m.kind):
                return cut
    if m.kind == "procedure" and last.key in _MEANS:
        return None  # "laser or chemical peel"
    if own[-1] in shared_heads() or len(view[m.start : m.end].split()) == 2:
        return len(words) - 1
    return 1 if len(words) == 3 and len(run) == 1 else None


def _is_organ(key: str) -> bool:
    """Whether a word says where: a site, or an adjective that is no course, degree or kind."""
    if key in heads_of("condition").places:
        return True
    others = (quality_words(), COURSES, _KINDS, _SORTS, _FORMS)
    return _ORGAN.fullmatch(key) is not None and not any(key in words for words in others)


def _behind(left: list[str], words: list["re.Match[str]"], cut: int) -> str:
    return " ".join([*left, *(w.group() for w in words[cut:])])


def _describes(key: str, kind: str) -> bool:
    """Whether a word before a head says what it is like, and not where it is."""
    return key in heads_of(kind).heads or (bool(ADJECTIVE.match(key)) and key not in heads_of("condition").of_sites)
