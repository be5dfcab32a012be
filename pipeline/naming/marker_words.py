"""The words of markers, results and alterations, and which of them stand together.

A run is what nothing but spaces, hyphens, commas, slashes and "and" or "or" parts: "EGFR exon 19 deletion or L858R
mutation", "ER+ and/or PR+".
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ...patterns.gate import Gated
from ...patterns.keep import kept
from ...patterns.tables import Entry, Lexicon, Word
from .heads import normal

PATTERN = "patterns/conditions/markers.toml"
_TABLES = {
    "agents": "agent",
    "tests": "test",
    "alterations": "alteration",
    "unchanged": "unchanged",
    "results": "result",
    "zygosities": "zygosity",
    "kinds": "",
    "grammar": "",
    "else": "",
}
"""Tables with the kind of their words; in those without one each name is a kind."""
SUBJECTS = ("gene", "marker", "agent", "fusion")
_NAMED = (*SUBJECTS, "state")


class Atom(NamedTuple):
    """Words that mean one thing; ``name`` is the thing's, ``text`` the words as written."""

    kind: str
    start: int
    end: int
    name: str
    text: str


_CHANGE = r"[ACDEFGHIKLMNPQRSTVWY]\d{2,5}(?:[ACDEFGHIKLMNPQRSTVWYX*]|fs(?:\*\d+)?|del|dup|ins)?"
_EXONS = r"[Ee]xons?\s+\d{1,2}(?:\s*(?:-|to|/|,|or|and)\s*\d{1,2})*"
_VARIANT = re.compile(
    rf"(?<![\w.*])(?:(?:p\.)?\(?{_CHANGE}\)?|{_EXONS}|ex(?:on)?\d{{1,2}}(?=del|ins)|ITD|TKD|V\d{{2,3}}(?![\w.])|"
    r"c\.\d+[-+_\d]*(?:[ACGT]>[ACGT]|del\w*|dup\w*|ins\w*))(?![\w.:])|\*\d+[A-Z]?(?![\w:])"
)
_CYSTIC = r"(?:Phe508del|F508del|ΔF508|delta\s?F508|DeltaF508|deltaF508)"
_FORMS = Gated(
    rf"(?P<allele>\bHLA[-\s]?(?:A|B|C|Cw|D[PQR][AB]?\d?)\s?(?:\*\s?\d{{2,3}}(?::\d{{2,3}})*|\*?\d{{1,4}})[A-Z]?(?![\w:*]))|"
    r"(?P<marker>\bCD\d{1,3}[a-z]?\b(?!\s*/)|"
    r"\b[Aa]nti-?(?=[\w/-]*[A-Z0-9])(?:(?!-(?:sero)?(?:pos|neg|react|direct|mediat|associat|induc|resist))[\w/-])+(?<=\w)|"
    r"\bT-?SPOT(?:\.TB)?(?!\w)|\b(?:[Cc]laudin|CLDN)[\s-]?18\.2|\bHPV[\s-]?(?:16|18)\b)|"
    r"(?P<fusion>\b[A-Z][A-Z0-9]+::[A-Z][A-Z0-9]+)|"
    r"(?P<state>\b(?:[Dd]el|inv|gain|amp|dup|add|i|t)\s?\(\s?(?:\d{1,2}|[XY])(?:\s?[;:]\s?\d{1,2})?[pq]?[\d.]*\s?\)"
    r"(?:\s?\([pq][^()\s]{1,20}\))?|\b(?:del|amp|gain)\s?\d{1,2}[pq]\b|\b(?:monosomy|trisomy)\s+(?!(?:13|18|21)\b)\d{1,2}\b|"
    r"\b1p/19q[\s-]+co-?delet(?:ion|ed)\b|\b\d{1,2}[pq](?:\d{1,2})?[\s-](?:deletion|gain|loss|amplification|duplication|rearrangement|translocation)\b|"
    r"\bdeletion\s+(?:of\s+)?(?:chromosome\s+)?\d{1,2}[pq]\b)|"
    rf"(?P<known>\b{_CYSTIC}(?:[-/\s](?:CFTR\b|{_CYSTIC}))?)|"
    r"(?P<metabolizer>\b(?:poor|intermediate|normal|extensive|rapid|ultra-?rapid)"
    r"(?:\s*(?:or|and|/)\s*(?:poor|intermediate|normal|extensive|rapid|ultra-?rapid))*\s+metaboli[sz]ers?)"
)  # fmt: skip
_TARGETS = re.compile(
    r"anti-?(?:PD-?L?-?1|PD-?L2|CTLA-?4|CD\d+|HER-?[23]|EGFR|VEGF\w*|TNF\w*|IL-?\d+\w*|BCMA|CGRP|RANKL|LAG-?3|TIGIT|TIM-?3|NGF|"
    r"IgE|GD2|FGF\w*|PCSK9|TSLP|BAFF|C5|4-1BB|OX40|GITR|EGF|IGF\w*|DLL3|TROP-?2|amyloid|A(?:β|beta))(?![A-Za-z0-9])",
    re.IGNORECASE,
)
"""Antibodies against these are drugs."""
_MORE_OF_FAMILY = re.compile(r"\s?(?:/|-|,|\band\b|\bor\b)\s?(\d)(?![\w.%])")
_PLUS = re.compile(
    r"\s*\(\s*[+＋]\s*\)|[+＋](?:ve\b)?(?=\s*(?:[,;/).]|\Z)|\s+[A-Za-z(])|"
    r"\s[+＋](?:ve\b)?(?=\s*(?:[,;).]|\Z)|\s+(?:and|or)\b)"
)
_MINUS = re.compile(
    r"\s*\(\s*[-−–]\s*\)|-ve\b|[-−–](?=\s*(?:[,;/).]|\Z)|\s+[A-Za-z(])|\s[-−–](?:ve\b)?(?=\s*(?:[,;).]|\Z))"
)
_SUSPENDED = re.compile(r"(?:(?:[\s,/&]|\band\b|\bor\b)+[\w.-]+?)+?-[a-z]{3,}")
_CONJUNCTION = re.compile(r"\b(?:and|or)\b")
"""The hyphen of "EGFR- or ALK-positive" is no minus; that of "HR-/HER2-positive" may be one."""
_JOINED = re.compile(r"[\s-]*")
_LISTED = re.compile(r"[\s-]*[,/&]?[\s-]*")


def germs() -> list[str]:
    """The germs that may be carried, as listed."""
    agents = [word for words in _raw()["agents"].values() for word in words]
    return [*_raw()["germs"], *agents]


def one_name(name: str) -> str:
    """The name that a thing goes by, of several: "hbv surface antigen" is hbsag."""
    return _same().get(name, name)


@cache
def _same() -> dict[str, str]:
    return {word: name for name, words in _raw()["same"].items() for word in words}


@cache
def _lexicon() -> Lexicon:
    with kept():
        return Lexicon.of((_as_listed(word), Entry(kind, name, (), PATTERN)) for word, kind, name in _listed())


@cache
def _opening_words() -> frozenset[str]:
    """The first words of all that a result may be of."""
    lexicon = _lexicon()
    known = [*lexicon.entries.items(), *((key, e) for key, exact in lexicon.written.items() for e in exact.values())]
    return frozenset(key.partition(" ")[0] for key, entry in known if entry.kind in _NAMED)


@cache
def _raw() -> dict[str, dict[str, list[str]]]:
    raw: dict[str, dict[str, list[str]]] = tomllib.loads(
        files("trialrules").joinpath(PATTERN).read_text(encoding="utf-8")
    )
    return raw


def _listed() -> Iterator[tuple[str, str, str]]:
    """Each word with its kind and its name; the first owner of a word keeps it."""
    raw = _raw()
    for name, words in raw["states"].items():
        yield from ((word, "state", name) for word in words)
    for key, kind in (("genes", "gene"), ("families", "gene"), ("markers", "marker"), ("germs", "marker")):
        yield from ((word, kind, one_name(word.lower())) for word in raw[key])
    for table, kind in _TABLES.items():
        for name, words in raw[table].items():
            yield from ((word, kind or name, name if kind else word) for word in words)


def _as_listed(word: str) -> str:
    """Short names of letters alone count only as written ("ER", "MET"); others with any capitals."""
    return word if word.isalpha() and len(word) < 5 and not word.islower() else word.lower()


def runs(view: str, words: list[Word]) -> Iterator[list[Atom]]:
    """The runs that hold what may be said of somebody."""
    run: list[Atom] = []
    for atom in _atoms(view, words):
        gap = view[run[-1].end : atom.start] if run else ""
        if run and not _LISTED.fullmatch(gap):
            yield run
            run = []
        elif run and not _JOINED.fullmatch(gap):
            run.append(Atom("list", run[-1].end, atom.start, gap.strip(), gap))
        run.append(atom)
    if run:
        yield run


def _atoms(view: str, words: list[Word]) -> list[Atom]:
    """The atoms in reading order, none on another; none where nothing is named that a result may be of."""
    found = list(_by_form(view, words[0].start))
    if not found and _opening_words().isdisjoint([w.key for w in words]):
        return []
    listed = _lexicon().find(view, words)
    named = any(m.entry.kind in _NAMED for m in listed)
    if not named and not found:
        return []
    for m in listed:
        found.append(Atom(m.entry.kind, m.start, m.end, m.entry.name, view[m.start : m.end]))
        if m.entry.kind == "gene":
            found += _family(view, found[-1])
    if any(a.kind in ("gene", "alteration") for a in found):
        variants = _VARIANT.finditer(view, words[0].start)
        found += [Atom("variant", *m.span(), _plain(m.group()), m.group()) for m in variants]
    out: list[Atom] = []
    for atom in sorted(found, key=lambda a: (a.start, -a.end)):
        if not out or out[-1].end <= atom.start:
            out.append(_in_brackets(view, atom))
            out += _sign(view, out[-1])
    return out


def _by_form(view: str, start: int) -> Iterator[Atom]:
    for m in _FORMS.finditer(view, start):
        kind, text = m.lastgroup or "", m.group()
        if kind == "marker" and _TARGETS.match(text):
            kind = "target"
        name = re.sub(r"(?<=[(;])\s+|\s+(?=[();])", "", normal(text)) if kind in ("state", "allele") else normal(text)
        if kind == "allele":
            name = re.sub(r"^hla[-\s]?", "hla-", name)
        if kind == "known":
            name = "homozygous f508del" if re.search(r"508.*508", text) else "f508del"
        yield Atom(kind, *m.span(), name, text)


def _plain(variant: str) -> str:
    """ "p.(G12C)" and "G12C" are one."""
    return normal(variant.removeprefix("p.").strip("()"))


def _family(view: str, first: Atom) -> Iterator[Atom]:
    """ "BRCA1/2", "NTRK 1, 2 or 3": further genes of which only the number is written."""
    end, stem = first.end, first.name.rstrip("0123456789")
    while (m := _MORE_OF_FAMILY.match(view, end)) and stem != first.name:
        yield Atom("gene", m.start(1), m.end(1), stem + m[1], m[1])
        end = m.end()


def _in_brackets(view: str, atom: Atom) -> Atom:
    """ "estrogen receptor (ER) positive", "IDH1 mutation (R132)": with the brackets, where they hold it alone."""
    alone = view[max(0, atom.start - 1) : atom.start] == "(" and view[atom.end : atom.end + 1] == ")"
    if not alone or atom.kind not in ("variant", "marker", "gene", "test"):
        return atom
    kind = "variant" if atom.kind == "variant" else "also"
    return atom._replace(kind=kind, start=atom.start - 1, end=atom.end + 1)


def _sign(view: str, atom: Atom) -> Iterator[Atom]:
    if atom.kind in (*SUBJECTS, "allele", "test", "also", "variant"):
        for pattern, name in ((_PLUS, "positive"), (_MINUS, "negative")):
            if m := pattern.match(view, atom.end):
                goes_on = _SUSPENDED.match(view, m.end()) if name == "negative" else None
                if goes_on is None or not _CONJUNCTION.search(goes_on.group()):
                    yield Atom("target" if goes_on else "sign", *m.span(), name, m.group())
                return
