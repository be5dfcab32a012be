"""The route of a named drug, which adds nothing to it: "oral prednisone or IV methotrexate" are two drugs of one list.

A route that belongs to a class stays ("oral antibiotics"), and so does one of a name ("IV immunoglobulin").
A site narrows the drug and is left to be judged: "intravitreal triamcinolone".
"""

import re

from ...patterns.fold import fold_phrase
from ...patterns.gate import Gated
from ...patterns.misspellings import meant
from ...patterns.opening import sought
from ...patterns.tables import Entry, mentions

_FLAGS = re.IGNORECASE
_ROUTE = (
    r"(?:oral(?:ly[\s-]+administered)?|intravenous|i\.?v\.?|intramuscular|i\.?m\.?|subcutaneous|s\.?c\.?|subq|"
    r"parenteral|intra-?(?:nasal|muscular|dermal|tracheal)|nasal|inhaled|inhalational|nebuli[sz]ed|topical|systemic|"
    r"rectal|vaginal|transdermal|ophthalmic|sublingual|buccal|inject(?:able|ed)|infused)"
)
_EITHER = rf"{_ROUTE}(?:\s*(?:,\s*(?:and|or)?|/|\b(?:and|or)\b)\s*{_ROUTE})*"
_BEFORE = Gated(
    rf"(?<![\w.-])(?<!acting )(?P<said>{_EITHER})\s+(?=(?P<behind>[a-z][a-z-]+(?: [a-z-]+){{0,2}}))", _FLAGS
)
_BEHIND = Gated(rf"\b(?P<before>(?:[a-z-]+ )?[a-z][a-z-]+)(?P<said>\s*\(\s*{_EITHER}\s*\))", _FLAGS)
_BRACKETED = sought(rf"\(\s*{_EITHER}\s*\)", _FLAGS)
""":data:`_BEHIND` without the name before it, by which it is slow to look for."""
_RANKED = re.compile(
    r"(?:\b(?:stage|class|type|grade|phase|group|level|factor|category|NYHA|ASA|WHO)\s|"
    r"\b(?:V|I{1,3})[abc]?\s?(?:or|to|and|[-/,])\s?)\Z",
    _FLAGS,
)
"""Before an IV that is a number."""
_NAMES_MORE = re.compile(
    r"/|[\s-]+(?:\w+\s+)?(?:analog\w*|deriv\w*|receptors?|agonists?|antagonists?|inhibitors?|blockers?|antibod\w+|"
    r"contracept\w+|equivalents?|toleran\w+|challenges?|provocations?|tests?|loads?|deficien\w+|allerg\w*|patch\w*|"
    r"rinses?|overload\w*|levels?|intakes?|intoxication|poisoning|toxicity|concentrations?|carriers?)\b",
    _FLAGS,
)
""" "Oral glucose tolerance test", "systemic iron overload": the drug is part of another name, or one of two."""


def silenced(view: str) -> str:
    """The view without the routes of named drugs, of the same length."""
    out = _BEFORE.sub(_without_route, view)
    return _BEHIND.sub(_without_route, out) if _BRACKETED.search(out) else out


def _without_route(m: re.Match[str]) -> str:
    """The words of a match, blank where they say the route of a drug."""
    words, (a, b) = m.group(), m.span("said")
    if not _of_a_drug(m.string, m) or _RANKED.search(m.string, max(0, a - 20), a):
        return words
    return f"{words[: a - m.start()]}{' ' * (b - a)}{words[b - m.start() :]}"


def _of_a_drug(view: str, m: re.Match[str]) -> bool:
    if m.re.groupindex.get("before"):
        words = m["before"].split(" ")
        names = [" ".join(words[i:]) for i in range(len(words))]
        return any((e := _known(n)) is not None and e.kind == "drug" for n in names)
    words = m["behind"].split(" ")
    names = [" ".join(words[:n]) for n in range(len(words), 0, -1)]
    name = next((n for n in names if _known(n) is not None), None)
    return name is not None and _is_of_it(view, m, name)


def _known(name: str) -> Entry | None:
    return mentions().get(fold_phrase(name), name) or meant(fold_phrase(name))


def _is_of_it(view: str, m: re.Match[str], name: str) -> bool:
    """Whether the name behind is a drug's, and the route belongs neither to it nor to a longer name."""
    entry, route = _known(name), re.split(r"[\s,/]+", m["said"])[-1]
    if entry is None or entry.kind != "drug" or mentions().get(fold_phrase(f"{route} {name}"), f"{route} {name}"):
        return False
    return _NAMES_MORE.match(view, m.end() + len(name)) is None
