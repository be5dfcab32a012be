"""People of an age that no number bounds: "adults with asthma" are an attribute of their own.

Where an age stands beside them ("adults aged 18 to 65"), it says it all and they are silent; see `frames`.
"""

import re
from typing import Any

from ...models.dates import YEARS
from ...patterns.gate import Gated
from ..parts import Part, Work
from ..shapes import span
from .qualifiers import LISTED

Span = tuple[int, int]

_FLAGS = re.IGNORECASE
_GROUPS = (
    ("older adult", r"elder\w*|senior|older\s+(?:adult|patient)"),
    ("young adult", r"young(?:er)?\s+adult"),
    ("adult", r"adult"),
    ("adolescent", r"adolescent|teenager"),
    ("newborn", r"newborn|neonate|newborn\s+(?:infant|baby|babie)"),
    ("infant", r"infant|bab(?:y|ie)"),
    ("toddler", r"toddler"),
    ("child", r"child(?:ren)?|p(?:a)?ediatric|schoolchild(?:ren)?|kid"),
)
_VALUES = tuple((value, re.compile(rf"(?:{words})s?", _FLAGS)) for value, words in _GROUPS)
_ANY_GROUP = re.compile(rf"(?:{'|'.join(words for _, words in _GROUPS)})s?", _FLAGS)
_BEFORE = re.compile(
    r"\W*(?:(?:all|the|any|both|either|an?|eligible|consecutive|patients?|subjects?|participants?|individuals?|who|are|is|be|must|in|for|"
    r"only|enrolled)\W+)*",
    _FLAGS,
)
_BEHIND = re.compile(
    r"\s+(?:of|and\s+(?:their|parents?|caregivers?)|or\s+(?:their|parents?|caregivers?))\b|['’-]", _FLAGS
)
_RELATIVES = re.compile(r"\b(?:mothers?|fathers?|parents?|caregivers?|carers?|siblings?|guardians?)\b", _FLAGS)
_GROWN = 18.0
_OF_SOME = Gated(r"\b(?:consent|assent|if|unless|except|or|cohort|arm|group)\b", _FLAGS)
""" "Consent, by the parents if under 18": an age that not all are of."""
_EDGE = re.compile(r"[;:.]\s")


def of_everybody(view: str, readable: list[Work]) -> frozenset[str]:
    """The groups that all who may take part are of: where no adult may, "children with gout" are all with gout."""
    limits = [limit for work in readable if (limit := _limit(view, work)) is not None]
    grown = any(low is not None and low >= _GROWN for low, _ in limits)
    growing = any(high is not None and high <= _GROWN for _, high in limits)
    return frozenset(value for value, holds in (("adult", grown), ("child", growing)) if holds)


def _limit(view: str, work: Work) -> tuple[float | None, float | None] | None:
    """The ages in years between which an inclusion lets people in, where it names one span of them."""
    if work.kind != "inclusion" or work.group is not None or work.parent is not None:
        return None
    ages = [p.leaf["range"] for p in work.parts if p.leaf["op"] == "threshold" and p.leaf["measure"]["name"] == "age"]
    known = all(said["unit"] in YEARS for said in ages) and not any(p.cues for p in work.parts)
    if not ages or not known or _OF_SOME.search(view, work.start, work.end):
        return None
    ends = {k: [said[k]["value"] * YEARS[said["unit"]] for said in ages if said[k]] for k in ("lower", "upper")}
    return max(ends["lower"], default=None), min(ends["upper"], default=None)


def read(text: str, view: str, work: Work, runs: list[Span]) -> tuple[list[Part], list[Span]]:
    """The attributes that runs of unread words are, and the other runs."""
    out: list[Part] = []
    left: list[Span] = []
    edge = -1
    for run in runs:
        value = _value(view, run)
        if value is None or not (LISTED.fullmatch(view, edge, run[0]) if edge >= 0 else _is_subject(view, work, run)):
            left.append(run)
            continue
        if value in work.everybody:
            continue
        leaf: dict[str, Any] = {"op": "attribute", "name": "age group", "value": value, "span": span(*run)}
        if edge >= 0:
            _also(out[-1], leaf, run[1])
        else:
            out.append(Part(*run, run, leaf, pattern="patterns/adjuncts.toml"))
        edge = run[1]
    return out, left


def _also(part: Part, leaf: dict[str, Any], end: int) -> None:
    """ "Children and adolescents": any of them."""
    members = part.rule["of"] if part.rule is not None else [part.leaf]
    part.rule = {"op": "any", "of": [*members, leaf]}
    part.end = end


def _value(view: str, run: Span) -> str | None:
    if _ANY_GROUP.fullmatch(view, *run) is None:
        return None
    return next(value for value, words in _VALUES if words.fullmatch(view, *run))


def _is_subject(view: str, work: Work, run: Span) -> bool:
    """Whether the words are of the participants: first of the criterion, or right behind what is said of them."""
    if _BEHIND.match(view, run[1]) or _RELATIVES.search(view, work.start, run[0]):
        return False
    start = max((m.end() for m in _EDGE.finditer(view, work.start, run[0])), default=work.start)
    beside = any(p.end < run[0] and view[p.end : run[0]].isspace() for p in work.parts)
    return beside or _BEFORE.fullmatch(view, start, run[0]) is not None
