"""Finds what a criterion names: drugs, classes, vaccines, conditions, procedures, studies, attributes.

Known words come from the lexicon; unknown ones by form: the stems of international nonproprietary names ("-mab"), and
noun phrases that end in a word for a disease or a procedure ("unstable liver disease", "hip replacement surgery").
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ...patterns.fold import fold, fold_phrase
from ...patterns.tables import Match, Word, mentions
from ...patterns.words import function_words, generic_words, silent_words, status_words
from ..parts import Mention

_ADJECTIVE = re.compile(
    r"\w{2,}(?:ic|al|ous|ive|ar|ary|oid|ian|ated|ed|ing|ant|ent|able|ible|ish|less|wise|genic|ile|ular)$"
)
_NAMES_MORE = ("condition", "procedure")


@dataclass(frozen=True, slots=True)
class Heads:
    """The words that make a noun phrase a condition or a procedure."""

    kind: str
    heads: frozenset[str]
    suffix: re.Pattern[str]
    excluded: frozenset[str]
    modifiers: frozenset[str]
    pattern: str


@cache
def _heads(kind: str) -> Heads:
    path = f"patterns/{kind}s/heads.toml"
    raw = tomllib.loads(files("trialrules").joinpath(path).read_text(encoding="utf-8"))
    words = {key: frozenset(map(fold, raw.get(key, ()))) for key in ("heads", "not", "modifiers")}
    suffix = re.compile(r"\w{3,}(?:" + "|".join(map(fold, raw.get("suffixes", ("\0",)))) + r")$")
    return Heads(kind, words["heads"], suffix, words["not"], words["modifiers"], path)


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
            m.start(), m.end(), "drug_class", _normal(m.group()).removesuffix("s"), (), "patterns/drugs/enzymes.toml"
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
    full = [x for m in _merged(view, out) for x in (*_elliptic_before(view, free, m), m, *_elliptic_after(view, m))]
    named = [m for m in full if m.kind not in _NAMES_MORE or fold_phrase(view[m.start : m.end]) not in generic_words()]
    return sorted(named + enzymes, key=lambda m: m.start)


def _known(view: str, words: list[Word], match: Match, done: list[Mention]) -> Mention:
    entry = match.entry
    start = match.start
    if entry.kind in _NAMES_MORE:
        start = _extended(words, match.first, _heads(entry.kind), done)
    name = entry.name if start == match.start else _normal(view[start : match.start]) + " " + entry.name
    return Mention(start, match.end, entry.kind, name, entry.codes if start == match.start else (), entry.pattern)


def _by_form(view: str, words: list[Word], i: int, done: list[Mention]) -> Mention | None:
    key = words[i].key
    if key in function_words():
        return None
    if len(key) > 5 and _stems().match(key):
        return Mention(words[i].start, words[i].end, "drug", key, (), "patterns/drugs/stems.toml")
    for kind in _NAMES_MORE:
        heads = _heads(kind)
        if key in heads.heads or (len(key) > 5 and heads.suffix.match(key) and key not in heads.excluded):
            start = _extended(words, i, heads, done)
            text = view[start : words[i].end]
            return Mention(start, words[i].end, kind, _normal(text), (), heads.pattern)
    return None


def _extended(words: list[Word], i: int, heads: Heads, done: list[Mention]) -> int:
    """Where the noun phrase of the head at ``i`` starts: over modifiers, five words at most."""
    floor = done[-1].end if done else 0
    first = i
    while first > 0 and i - first < 5 and words[first].soft:
        before = words[first - 1]
        if before.start < floor or before.key in silent_words() or before.key in status_words():
            break
        if before.key not in heads.modifiers and not _ADJECTIVE.match(before.key) and before.key not in heads.heads:
            break
        first -= 1
    return words[first].start


def _merged(view: str, found: list[Mention]) -> list[Mention]:
    """Two neighbours that make one name: "breast" + "cancer surgery", "HIV" + "infection", "alcohol" + "abuse"."""
    out: list[Mention] = []
    for m in found:
        if out and _one_name(view, out[-1], m):
            left = out.pop()
            m = Mention(left.start, m.end, m.kind, _normal(view[left.start : m.end]), (), m.pattern)
        out.append(m)
    return out


def _one_name(view: str, a: Mention, b: Mention) -> bool:
    if not re.fullmatch(r"[ \n]+|-", view[a.end : b.start]):
        return False
    if b.kind == "condition":
        return a.kind in ("condition", "procedure", "drug") and view[b.start : b.end].islower()
    return a.kind == b.kind == "procedure" or (a.kind == "condition" and b.kind == "procedure")


_LIST_BEFORE = re.compile(r"\s*(?:,\s*(?:or|and)?|/|\b(?:or|and|and/or))\s*(?:other\s*)?", re.IGNORECASE)
_LETTER_AFTER = re.compile(r"\s*(?:,|/|or|and|and/or)\s*(?P<letter>[A-E]|[1-4])\b(?!\s*[%-])")


def _elliptic_before(view: str, words: list[Word], m: Mention) -> list[Mention]:
    """ "cardiac, renal or hepatic impairment": each adjective shares the head."""
    first, _, tail = view[m.start : m.end].partition(" ")
    if m.kind not in _NAMES_MORE or not tail:
        return []
    heads = _heads(m.kind)
    if fold(first) not in heads.modifiers and not _ADJECTIVE.match(fold(first)):
        return []
    out: list[Mention] = []
    edge = m.start
    for word in reversed([w for w in words if w.end <= m.start and w.key not in function_words()]):
        shares = word.key in heads.modifiers or _ADJECTIVE.match(word.key)
        if (
            not shares
            or word.key in silent_words() | status_words()
            or not _LIST_BEFORE.fullmatch(view, word.end, edge)
        ):
            break
        name = _normal(f"{view[word.start : word.end]} {tail}")
        out.insert(0, Mention(word.start, word.end, m.kind, name, (), heads.pattern))
        edge = word.start
    return out


def _elliptic_after(view: str, m: Mention) -> list[Mention]:
    """ "hepatitis B or C": the letters share the name."""
    stem, _, written = view[m.start : m.end].rpartition(" ")
    if m.kind != "condition" or len(written) != 1 or not stem:
        return []
    out: list[Mention] = []
    end = m.end
    while (n := _LETTER_AFTER.match(view, end)) is not None:
        name = _normal(f"{stem} {n['letter']}")
        out.append(Mention(n.start("letter"), n.end("letter"), m.kind, name, (), m.pattern))
        end = n.end()
    return out


def _normal(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().lower()
