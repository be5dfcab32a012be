"""Abbreviations that a text defines itself: "Kawasaki disease (KD)", and KD from there on."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from ...patterns.fold import fold_phrase
from ...patterns.gate import Gated
from ...patterns.tables import Entry, Word
from ...patterns.tables import mentions as lexicon
from ..parts import Mention
from .heads import normal, singular

_SHORT = re.compile(
    r"\s*[(\[]\s*[\"“']?(?P<short>(?=[^()\[\]]*?[A-Z][^()\[\]]*?[A-Z])[A-Z][A-Za-z0-9-]{1,8}?)s?[\"”']?\s*[)\];,]"
)
_IN_BRACKETS = Gated(r"(?<=[\w)])\s*[(\[]\s*(?P<short>[A-Z]{2,5})s?\s*[)\]]")
_SPELT_OUT = Gated(r"(?<![\w-])(?P<short>[A-Z]{2,5})s?\s*[(\[](?P<long>[^()\[\]]{5,80})[)\]]")
_BEFORE = re.compile(r"[^\W\d_][\w'’]*")
_OF = frozenset(("of", "and", "the", "for", "in", "to", "with", "on", "s"))
_MAX_LONG, _ALIKE = 80, 0.7
_DRUGS = ("drug", "drug_class")
_KINDS = (*_DRUGS, "condition", "procedure", "therapy")


def defined(view: str, mentions: Iterable[Mention]) -> dict[str, Entry]:
    """What each abbreviation in brackets stands for; the first of two definitions counts."""
    out: dict[str, Entry] = {}
    for m in mentions:
        if m.kind in _KINDS and (found := _SHORT.match(view, m.end)) and found["short"] not in out:
            if (entry := _entry(m, _long_form(found["short"], view[m.start : m.end]))) is not None:
                out[found["short"]] = entry
    return out


def _entry(m: Mention, long: str | None) -> Entry | None:
    """What the long form names: the mention, or what the lexicon has for it where the mention says more."""
    if long is None:
        return None
    known = lexicon().entries.get(fold_phrase(long))
    if known is not None:
        return known if known.kind in _KINDS else None
    name = singular(normal(long))
    return Entry(m.kind, m.name, m.codes, m.pattern) if name == m.name or m.kind in _DRUGS else None


def _long_form(short: str, name: str) -> str | None:
    """The last words of a name whose letters an abbreviation has in their order, the first one where they begin.

    >>> _long_form("KD", "Kawasaki disease"), _long_form("IgAN", "severe IgA nephropathy"), _long_form("HIV", "asthma")
    ('Kawasaki disease', 'IgA nephropathy', None)
    """
    letters = [c for c in short.lower() if c.isalpha()]
    for first in re.finditer(r"(?<![^\s/-])[^\s/-]+", name):
        rest = name[first.start() :]
        if first.group().lower().startswith(letters[0]) and _fits(letters, " " + re.sub(r"[\s/-]+", " ", rest.lower())):
            return rest
    return None


def stands_for(short: str, name: str) -> bool:
    """Whether an abbreviation has the letters of a name or of its last words."""
    return _long_form(short, name) is not None


def _fits(letters: list[str], text: str) -> bool:
    """Each letter is sought at the beginning of a word, or else anywhere behind the last one."""
    at, begun = 0, 0
    for letter in letters:
        initial, inside = text.find(f" {letter}", at), text.find(letter, at)
        if inside < 0:
            return False
        begun += initial >= 0
        at = (initial + 1 if initial >= 0 else inside) + 1
    return begun * 2 >= len(letters)


def stand_in(view: str, words: list[Word], known: dict[str, Entry], mentions: list[Mention]) -> bool:
    """Whether an abbreviation among the words is not yet read as what it stands for."""
    for w in words:
        entry = known.get(view[w.start : w.end]) or known.get(view[w.start : w.end].removesuffix("s"))
        if entry is not None and not any(
            m.start <= w.start and w.end <= m.end and entry.name in m.name for m in mentions
        ):
            return True
    return False


def estranged(view: str, spans: Iterable[tuple[int, int]]) -> dict[str, str]:
    """Abbreviations that the text defines as something else than what the lexicon has for them, each with that name.

    "Ventilation tube (VT)" makes no ventricular tachycardia of any "VT".
    """
    out: dict[str, str] = {}
    for start, end in spans:
        for m in _IN_BRACKETS.finditer(view, start, end):
            entry = lexicon().get(fold_phrase(m["short"]), m["short"])
            if entry is None or entry.kind not in _KINDS or m["short"] in out:
                continue
            long = _initialled(m["short"], view[max(start, m.start() - _MAX_LONG) : m.start()])
            if long and not _same_thing(long, entry.name):
                out[m["short"]] = entry.name
    return out


def spelt_out(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """Abbreviations that the bracket behind them spells out, and the lexicon does not know as that.

    "MEN (multiple endocrine neoplasia)" asks for no men; the bracket says it all.
    """
    out = []
    for m in _SPELT_OUT.finditer(view, start, end):
        long = _initialled(m["short"], m["long"])
        if not long or long != [w for w in (w.lower() for w in _BEFORE.findall(m["long"])) if w not in _OF]:
            continue
        entry = lexicon().get(fold_phrase(m["short"]), m["short"])
        known = lexicon().entries.get(fold_phrase(m["long"]))
        same = entry is not None and (known.name == entry.name if known else _same_thing(long, entry.name))
        if not same or (entry is not None and entry.kind not in _KINDS):
            out.append((m.start(), m.end("short")))
    return out


def without(view: str, mentions: list[Mention], strange: dict[str, str]) -> list[Mention]:
    """The mentions less those that read an abbreviation as what it does not stand for."""

    def is_strange(m: Mention) -> bool:
        return any(
            name in m.name and re.search(rf"(?<![\w-]){short}s?(?![\w-])", view[m.start : m.end])
            for short, name in strange.items()
        )

    return [m for m in mentions if not is_strange(m)]


def _initialled(short: str, before: str) -> list[str]:
    """The words that end a text whose initials an abbreviation is made of; none where they are not.

    >>> _initialled("PE", "classes of physical education"), _initialled("PE", "an old clot")
    (['physical', 'education'], [])
    """
    words = [w.lower() for w in _BEFORE.findall(before.replace("(s)", ""))]
    named = [w for w in words if w not in _OF][-len(short) :]
    return named if "".join(w[0] for w in named) == short.lower() else []


def _same_thing(long: list[str], name: str) -> bool:
    """Whether words say what a name says, maybe misspelt or in part: "chronic heart failure", "multple sclerosis"."""
    known = lexicon().entries.get(fold_phrase(" ".join(long)))
    if known is not None and known.name == name:
        return True
    return any(SequenceMatcher(None, a, b).ratio() >= _ALIKE for a in long for b in _BEFORE.findall(name.lower()))
