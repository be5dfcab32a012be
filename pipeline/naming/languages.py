"""Languages that somebody speaks: "able to read and write in English or Tamil", "poor command of French"."""

import re
from functools import cache

from ...patterns.alternation import one_of
from ...patterns.gate import Gated
from ...patterns.tables import Entry, mentions
from ..parts import Cue, Mention

PATTERN = "patterns/attributes.tsv"
_KEY = "language="
_SAID = (
    r"(?:speak(?:s|ing)?|spoken|talk|reads?|reading|writ(?:es?|ing|ten)|understand(?:s|ing)?|comprehen(?:ds?|sion)|communicat(?:es?|ing|ion)|"
    r"convers(?:es?|ing|ant)|fluen(?:tly|t|cy)|proficien(?:tly|t|cy)|litera(?:te|cy)|competen(?:t|ce|cy)|command|knowledge|"
    r"mastery|skills?|capacity|verbal|oral|enough|sufficient|adequate|good|excellent|basic|working|conversational|language)"
)
_LINK = r"(?:and|or|of|in|with|to|the|both|either|at\s+least|as\s+well\s+as|well|abilit(?:y|ies))"
_SEP = r"(?:\s*,\s*(?:(?:and/or|and|or|nor)\s+)?|\s*/\s*|\s+(?:and/or|and|or|nor|&)\s+)(?:in\s+)?"
_LACKING = (
    r"(?:(?P<no>poor|insufficient|inadequate|limited|deficient|little|non|can\s?not|fail(?:s|ure)\s+to|neither)[\s-]+)?"
)
_OTHER = r"(?-i:[A-Z][a-z]{3,}(?=[ ]*(?:[,.;/)\n]|\Z|(?:and|or|languages?)\b)))"
"""A language that no table knows, behind one that it does: "English or Kikuyu"."""
_LIMITED = r"(?!\s+(?:before|since|until|from|equivalent|superior)\b)"
"""Words behind it say how well or since when, which no leaf says."""
_NOR = re.compile(r"\bnor\b", re.IGNORECASE)
_SKILL = r"(?:speak(?:ing|ers?)|fluen(?:t|cy)|proficien(?:t|cy)|litera(?:te|cy)|skills?|languages?|comprehension)\b"


@cache
def _known() -> dict[str, Entry]:
    """The languages of the lexicon by their names in lower case."""
    entries = {e for e in mentions().entries.values() if e.name.startswith(_KEY)}
    return {e.name.removeprefix(_KEY).lower(): e for e in entries}


@cache
def _patterns() -> tuple[Gated, Gated, re.Pattern[str]]:
    names = one_of([n.replace(" ", r"[\s-]+") for n in sorted(_known(), key=len, reverse=True)])
    name = rf"(?:{names})\b"
    before = (
        rf"\b{_LACKING}{_SAID}\b[\s,/]*(?:(?:{_SAID}|{_LINK})\b[\s,/]*){{0,8}}?"
        rf"(?P<none>(?:neither|no)\s+)?(?P<names>{name}(?:{_SEP}(?:{name}|{_OTHER}))*)(?:\s+{_SKILL})?\b{_LIMITED}"
    )
    behind = rf"\b{_LACKING}(?P<names>{name}(?:-?{_SEP}{name})*)[\s-]+(?:language[\s-]+)?{_SKILL}{_LIMITED}"
    return Gated(before, re.IGNORECASE), Gated(behind, re.IGNORECASE), re.compile(_SEP, re.IGNORECASE)


def patterns() -> tuple[Gated, Gated]:
    """Where neither may match, no language is named."""
    return _patterns()[:2]


def read(view: str, start: int, end: int) -> list[Mention]:
    """The languages in ``view[start:end]``; the first holds the words before it, the last those behind.

    >>> [m.name for m in read("Fluent in Dutch, French or Kikuyu", 0, 33)]
    ['language=Dutch', 'language=French', 'language=Kikuyu']
    >>> [m.cues for m in read("Limited English proficiency", 0, 27)]
    [(Cue(category='NEGATED', start=0, end=7),)]
    """
    before, behind, _ = _patterns()
    out: list[Mention] = []
    for pattern, after in ((before, False), (behind, True)):
        for m in pattern.finditer(view, start, end):
            if not any(o.start < m.end() and m.start() < o.end for o in out):
                out += _mentions(view, m, after)
    return sorted(out, key=lambda o: o.start)


def _mentions(view: str, m: re.Match[str], after: bool) -> list[Mention]:
    separator = _patterns()[2]
    a, stop = m.span("names")
    edges = [a, *(at for s in separator.finditer(view, a, stop) for at in s.span()), stop]
    spans = list(zip(edges[::2], edges[1::2], strict=True))
    denied = next((g for g in ("no", "none") if m.re.groupindex.get(g) and m[g]), None)
    cues = (Cue("NEGATED", *m.span(denied)),) if denied else ()
    out: list[Mention] = []
    for i, (first, last) in enumerate(spans):
        written = view[first:last].rstrip("-")
        entry = _known().get(re.sub(r"[\s-]+", " ", written).lower())
        whole = (m.start() if i == 0 else first, m.end() if last == stop else first + len(written))
        name = entry.name if entry else _KEY + written
        again = bool(out) and _NOR.search(view, spans[i - 1][1], first) is not None  # "nor" denies on its own
        own = () if again else cues
        out.append(Mention(*whole, "attribute", name, (), PATTERN, own, shares=after and last != stop))
    return out
