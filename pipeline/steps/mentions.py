"""Finds what a criterion names: drugs, classes, vaccines, conditions, procedures, studies, attributes.

Known words come from the lexicon; unknown ones by form: the stems of international nonproprietary names ("-mab"), and
noun phrases that end in a word for a disease or a procedure ("unstable liver disease", "hip replacement surgery").
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from ...patterns.fold import fold_phrase
from ...patterns.tables import Match, Word, mentions
from ...patterns.words import function_words, generic_words, silent_words, status_words
from ..naming import ellipsis
from ..naming.heads import ADJECTIVE, NAMES_MORE, Heads, heads_of, normal
from ..parts import Mention


@cache
def _stems() -> re.Pattern[str]:
    raw = tomllib.loads(files("trialrules").joinpath("patterns/drugs/stems.toml").read_text(encoding="utf-8"))
    return re.compile(r"[a-z]{2,}(?:" + "|".join(raw["stems"]) + r")$")


@cache
def _enzymes() -> re.Pattern[str]:
    raw = tomllib.loads(files("trialrules").joinpath("patterns/drugs/enzymes.toml").read_text(encoding="utf-8"))
    strength, action = "|".join(raw["strength"]), "|".join(raw["action"])
    strengths = rf"(?:(?:{strength})(?:\s*(?:,|/|or|and|to)\s*(?:{strength}))*\s+)?"
    actions = rf"(?:enzyme\s+)?(?:{action})s?(?:\s*(?:/|or|and|and/or)\s*(?:{action})s?)*"
    return re.compile(rf"\b{strengths}(?:{'|'.join(raw['target'])})[\s-]*(?:enzyme\s+)?{actions}\b", re.IGNORECASE)


def _by_enzyme(view: str, start: int, end: int) -> list[Mention]:
    if "inhibitor" not in view[start:end] and "inducer" not in view[start:end] and "substrate" not in view[start:end]:
        return []
    return [
        Mention(
            m.start(), m.end(), "drug_class", normal(m.group()).removesuffix("s"), (), "patterns/drugs/enzymes.toml"
        )
        for m in _enzymes().finditer(view, start, end)
    ]


def find(view: str, words: list[Word], taken: list[tuple[int, int]]) -> list[Mention]:
    """The mentions among ``words``, left to right, none overlapping; ``taken`` spans are left alone."""
    if not words:
        return []
    enzymes = _by_enzyme(view, words[0].start, words[-1].end)
    taken = taken + [(m.start, m.end) for m in enzymes]
    free = [w for w in words if not any(s < w.end and w.start < e for s, e in taken)]
    known = {m.first: m for m in mentions().find(view, free)}
    out: list[Mention] = []
    i = 0
    while i < len(free):
        if (match := known.get(i)) is not None:
            out.append(_known(view, free, match, out))
            i = match.last + 1
        else:
            mention = _by_form(view, free, i, out)
            if mention is not None:
                out.append(mention)
            i += 1
    full = [x for m in _merged(view, out) for x in (*ellipsis.before(view, free, m), m, *ellipsis.after(view, m))]
    named = [m for m in full if m.kind not in NAMES_MORE or fold_phrase(view[m.start : m.end]) not in generic_words()]
    return sorted(named + enzymes, key=lambda m: m.start)


def _known(view: str, words: list[Word], match: Match, done: list[Mention]) -> Mention:
    entry = match.entry
    start = match.start
    if entry.kind in NAMES_MORE:
        start = _extended(words, match.first, heads_of(entry.kind), done)
    name = entry.name if start == match.start else normal(view[start : match.start]) + " " + entry.name
    return Mention(start, match.end, entry.kind, name, entry.codes if start == match.start else (), entry.pattern)


def _by_form(view: str, words: list[Word], i: int, done: list[Mention]) -> Mention | None:
    key = words[i].key
    if key in function_words():
        return None
    if len(key) > 5 and _stems().match(key):
        return Mention(words[i].start, words[i].end, "drug", key, (), "patterns/drugs/stems.toml")
    for kind in NAMES_MORE:
        heads = heads_of(kind)
        if key in heads.heads or (len(key) > 5 and heads.suffix.match(key) and key not in heads.excluded):
            start = _extended(words, i, heads, done)
            text = view[start : words[i].end]
            return Mention(start, words[i].end, kind, normal(text), (), heads.pattern)
    return None


def _extended(words: list[Word], i: int, heads: Heads, done: list[Mention]) -> int:
    """Where the noun phrase of the head at ``i`` starts: over modifiers, five words at most."""
    floor = done[-1].end if done else 0
    first = i
    while first > 0 and i - first < 5 and words[first].soft:
        before = words[first - 1]
        if before.start < floor or before.key in silent_words() or before.key in status_words():
            break
        if before.key not in heads.modifiers and not ADJECTIVE.match(before.key) and before.key not in heads.heads:
            break
        first -= 1
    return words[first].start


def _merged(view: str, found: list[Mention]) -> list[Mention]:
    """Two neighbours that make one name: "breast" + "cancer surgery", "HIV" + "infection", "alcohol" + "abuse"."""
    out: list[Mention] = []
    for m in found:
        if out and _one_name(view, out[-1], m):
            left = out.pop()
            m = Mention(left.start, m.end, m.kind, normal(view[left.start : m.end]), (), m.pattern)
        out.append(m)
    return out


def _one_name(view: str, a: Mention, b: Mention) -> bool:
    if not re.fullmatch(r"[ \n]+|-", view[a.end : b.start]):
        return False
    if b.kind == "condition":
        return a.kind in ("condition", "procedure", "drug") and view[b.start : b.end].islower()
    return a.kind == b.kind == "procedure" or (a.kind == "condition" and b.kind == "procedure")
