"""Drug classes that no list names, by their form: "MAT2A inhibitor", "CGRP antibody", "urate-lowering therapy"."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ...patterns.fold import fold, fold_phrase
from ...patterns.tables import Word, mentions
from ...patterns.words import quality_words, silent_words, status_words, vague_words
from ..parts import Mention
from .heads import ADJECTIVE, normal, singular

PATTERN = "patterns/drugs/forms.toml"
_LOOKS = re.compile(
    r"[A-Z]{2,}\w*|[A-Za-z]*[A-Z]\w*\d\w*|[A-Z]\d\w*|[a-z]{1,2}[A-Z]\w*|\w*[αβγκ]\w*|[A-Za-z]?\d{1,3}[A-Za-z]?|\w{3,}ase"
)
"""What looks like the name of a target: capitals, letters with digits, Greek letters, enzymes."""
_CLOTTING = re.compile(r"(?:factor\s+|F)(?:V|VII|VIII|IX|X|XI|XIII|\d+)\b", re.IGNORECASE)
"""Inhibitors of clotting factors are findings of hemophilia."""
_ROUTES = frozenset(("iv", "im", "sc", "po", "otc"))
_OF_ANTIGEN = frozenset(("antibody", "mab", "adc", "bispecific", "engager"))
"""Made against an antigen that stands before them."""
_NOT_OF_IT = frozenset(("anti", "non", "pre", "post"))
_NARROWS = re.compile(
    r"(?:(?:first|second|third|fourth|1st|2nd|3rd)[\s-]generation|stimulant|osmotic|bulk(?:[\s-]forming)?|skeletal|centrally[\s-]acting|"
    r"(?:long|short|ultra-?long)[\s-]acting|(?:high|low|full|therapeutic)[\s-]dose|(?:\w+-containing)|prophylactic|preventive|"
    r"boosted|non-?sedating|subcutaneous|sublingual|venom|menopausal|postmenopausal|peripheral|gadolinium-based|transdermal)",
    re.IGNORECASE,
)
"""Words that make a class a narrower one."""
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class _Forms:
    kind: frozenset[str]
    agent: frozenset[str]
    link: frozenset[str]
    target: frozenset[str]
    does: frozenset[str]
    no_object: frozenset[str]
    against: frozenset[str]
    takes_target: frozenset[str]
    finding: frozenset[str]
    antigen: re.Pattern[str]


@cache
def _forms() -> _Forms:
    raw = tomllib.loads(files("trialrules").joinpath(PATTERN).read_text(encoding="utf-8"))
    words = {key: frozenset(map(fold, raw[key])) for key in _Forms.__slots__ if key not in ("antigen", "takes_target")}
    antigen = re.compile(r"(?:anti-?)?(?:" + "|".join(raw["antigen"]) + r")(?:[\s-]*receptors?)?", re.IGNORECASE)
    return _Forms(**words, takes_target=frozenset(raw["takes_target"]), antigen=antigen)


def ends_class(key: str) -> bool:
    """Whether a folded word may be the last of a class's name."""
    return key in _forms().kind or key in _forms().agent


def is_antigen(written: str) -> bool:
    """Whether a word is what a therapeutic antibody acts on ("CD19", "PD-L1"), and no drug by itself."""
    return _forms().antigen.fullmatch(written) is not None


def is_target(written: str) -> bool:
    """Whether a word looks like the name of what a drug acts on: capitals, letters with digits, enzymes."""
    return _LOOKS.fullmatch(written.replace("-", "").replace("/", "")) is not None


def is_named_target(written: str) -> bool:
    """Whether it is that even where no word for a drug stands beside it: "CD19", "IL-12/23", "ATR"."""
    return is_antigen(written) or fold(written) in _forms().target or any(c.isdigit() for c in written)


def starts_head(key: str) -> bool:
    """Whether a folded word is of what classes have in common: "receptor agonist", "-targeted therapy"."""
    return ends_class(key) or key in _forms().link or key in _forms().does


def by_form(view: str, words: list[Word], i: int) -> Mention | None:
    """The class whose last word is the word at ``i``; None where the words before it say nothing that it acts on."""
    forms, key = _forms(), words[i].key
    if not ends_class(key) or not words[i].soft or not i:
        return None
    if i + 1 < len(words) and words[i + 1].soft and words[i + 1].key in forms.finding:
        return None
    first = _of_kind(view, words, i) if key in forms.kind else _of_agent(view, words, i)
    if first is None:
        return None
    start, end = words[_joined(view, words, first)].start, words[i].end
    return Mention(start, end, "drug_class", singular(normal(view[start:end])), (), PATTERN)


def with_target(view: str, words: list[Word], i: int, name: str) -> int:
    """The index of the first word of a listed class that starts at ``i``, with what it acts on ("EGFR TKI")."""
    if name not in _forms().takes_target or not i or not words[i].soft:
        return i
    at = i - 1
    if words[at].key in _forms().does and at and words[at].soft:
        at -= 1
    if not _target(view, words, at):
        return i
    at = _joined(view, words, at)
    return at - 1 if at and words[at].soft and words[at - 1].key == "anti" else at


def narrowed(written: str, name: str) -> str | None:
    """The name of a kind that a row lists under its class: "stimulant laxative", "second-generation antihistamine"."""
    words = written.split()
    for cut in range(1, len(words)):
        entry = mentions().get(fold_phrase(" ".join(words[cut:])), "")
        said = normal(" ".join(words[:cut]))
        if entry is not None and entry.name == name and _NARROWS.fullmatch(said) and not name.startswith(said):
            return f"{said} {name}"
    return None


def _joined(view: str, words: list[Word], first: int) -> int:
    """The first word of a target written with hyphens: "5-HT1A", "B7-H3", "topo-II"."""
    while (
        first and words[first].soft and view[words[first].start - 1] == "-" and words[first - 1].key not in _NOT_OF_IT
    ):
        first -= 1
    return first


def _of_kind(view: str, words: list[Word], i: int) -> int | None:
    """ "androgen receptor pathway inhibitor": links, and among them or before them a target."""
    forms, first, found = _forms(), i, False
    while first and words[first].soft and i - first < _LONGEST:
        word = words[first - 1]
        target = word.key in forms.target or _target(view, words, first - 1)
        if not target and word.key not in forms.link:
            break
        found = found or target
        first -= 1
    if first == i and _names(words[i - 1].key):
        return i - 1
    clotting = _CLOTTING.match(view, words[first].start, words[i].end) and words[i].key == "inhibitor"
    return first if found and not clotting else None


def _names(key: str) -> bool:
    """Whether a word without any sign of a target may be one all the same ("menin inhibitor")."""
    said = any(key in words for words in (silent_words(), status_words(), quality_words(), vague_words()))
    return len(key) > 3 and not said and not ADJECTIVE.match(key) and not key.endswith("ly")


def _target(view: str, words: list[Word], at: int) -> bool:
    written = view[words[at].start : words[at].end]
    return bool(_LOOKS.fullmatch(written)) and words[at].key not in _ROUTES and not written.isdigit()


def _of_agent(view: str, words: list[Word], i: int) -> int | None:
    """ "anti-CD38 antibody", "urate-lowering therapy", "anti-myeloma small molecules"."""
    forms = _forms()
    before = words[i - 1]
    if words[i].key in _OF_ANTIGEN:
        for first in range(max(0, i - 4), i):
            if all(w.soft for w in words[first + 1 : i]) and forms.antigen.fullmatch(
                view, words[first].start, before.end
            ):
                return first
    if before.key in forms.does and i > 1 and before.soft:
        what = words[i - 2]
        if what.key not in forms.no_object and (view[what.end : before.start] == "-" or _target(view, words, i - 2)):
            return i - 3 if i > 2 and words[i - 2].soft and view[words[i - 3].end : what.start] == "-" else i - 2
    if before.key in forms.against and i > 1 and words[i - 2].key == "anti" and before.soft:
        return i - 2
    return None
