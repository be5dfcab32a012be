"""How a drug is made up or given, which says nothing of what it is: "fentanyl patches", "intravesical BCG"."""

import re
from dataclasses import replace

from ...patterns.fold import fold_phrase
from ...patterns.gate import Gated
from ...patterns.tables import mentions
from ..parts import Cue, Mention

_FLAGS = re.IGNORECASE
_SLOW = r"(?:extended|sustained|prolonged|delayed|immediate|controlled|slow|modified)[\s-]+release"
_KIND = rf"(?:{_SLOW}|enteric[\s-]coated|liquid|chewable|oral|vaginal|nasal|rectal|skin|intestinal|transdermal)"
_SHAPE = (
    r"(?:patch(?:es)?|sprays?|pens?|pumps?|gums?|lozenges?|suppositor(?:y|ies)|enemas?|films?|drops|solutions?|"
    r"suspensions?|syrups?|gels?|tablets?|capsules?|pills?|formulations?|foams?|pessar(?:y|ies)|powders?|granules|sachets?)"
)
_SALT = (
    r"(?:(?:di)?hydrochloride|hcl|hydrobromide|(?:bi)?tartrate|citrate|maleate|malate|mesylate|besylate|tosylate|oxalate|"
    r"succinate|fumarate|(?:di)?phosphate|acetate|sul(?:f|ph)ate|sodium|potassium|(?:mono|di|tri)hydrate)"
)
_BEHIND = re.compile(rf"[ \t]+(?:(?:{_KIND}[\s-]+)*{_SHAPE}|{_SLOW})\b(?!-)", _FLAGS)
_AS_SALT = re.compile(rf"[ \t]+{_SALT}(?:[ \t]+{_SALT})?\b(?![\w-])", _FLAGS)
_ROUTES = (
    r"(?:intravesical|intraperitoneal|sublingual|buccal|intradermal|intra-?arterial|intrapleural|intracavernosal|"
    r"intratracheal|subconjunctival|periocular|intrapartum|perineural|intraosseous|depot|long-acting\s+injectable)"
)
_BEFORE = re.compile(rf"\b{_ROUTES}\s+\Z", _FLAGS)
_ANY = Gated(rf"\b(?:{_ROUTES}|{_KIND}|{_SHAPE})\b", _FLAGS)
_LOOK_BACK = 24
_BIOLOGIC = re.compile(r"(?:mab|cept|grastim|stim|poetin|vec|leucel|deruxtecan|emtansine|kin|tide|ase|gene|insulin)\Z")
_NUMBERED = re.compile(r"(?<=interferon beta-)1[ab]\Z|(?<=interferon alfa-)2[ab]\Z")
_NEXT_NUMBER = re.compile(r"\s*(?:,\s*(?:or|and)?|/|\b(?:or|and)\b)\s*-?(?P<number>[12][ab])\b", _FLAGS)
_SUFFIX = re.compile(
    r"-(?!(?:free|like|type|only|dose|plus|user|pump|pens|test|drug|fail|arms|week|days)\b)[a-z]{4}(?![\w-])"
)
"""Four letters that the name of a biologic has for its maker: "infliximab-dyyb"."""


def read(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """The mentions, a drug with the words for its form and route as cues; those of a class belong to its name."""
    found = [n for m in found for n in _with_others_of_its_kind(view, _with_suffix(view, m), found)]
    found = [_with_salt(view, m, found) for m in found]
    if _ANY.absent(view, start, len(view)):
        return found
    return [_formed(view, start, m, found) if m.kind in ("drug", "vaccine") else m for m in found]


def _with_others_of_its_kind(view: str, m: Mention, found: list[Mention]) -> list[Mention]:
    """ "Interferon beta-1a or -1b": the drug, and those of which only the last letters are told."""
    out = [m]
    named = _NUMBERED.search(m.name) if m.kind == "drug" else None
    while named is not None and (more := _NEXT_NUMBER.match(view, out[-1].end)) is not None:
        if any(f.start < more.end() and more.start("number") < f.end for f in found):
            break
        name = m.name[: named.start()] + more["number"].lower()
        entry = mentions().get(fold_phrase(name), name)
        if entry is None:
            break
        out.append(replace(m, start=more.start("number"), end=more.end(), name=entry.name, codes=entry.codes, cues=()))
    return out


def _with_suffix(view: str, m: Mention) -> Mention:
    """A biologic with the letters behind its name, unless they say what sort of thing it is."""
    if m.kind != "drug" or view[m.end : m.end + 1] != "-" or _BIOLOGIC.search(m.name) is None:
        return m
    suffix = _SUFFIX.match(view, m.end)
    return replace(m, end=suffix.end()) if suffix else m


def _with_salt(view: str, m: Mention, found: list[Mention]) -> Mention:
    """ "Escitalopram oxalate": the salt belongs to the drug's name, where no other name has it."""
    salt = _AS_SALT.match(view, m.end) if m.kind == "drug" else None
    free = salt is not None and not any(o.start < salt.end() and m.end <= o.start for o in found)
    return replace(m, end=salt.end()) if salt is not None and free else m


def _formed(view: str, start: int, m: Mention, found: list[Mention]) -> Mention:
    route = _BEFORE.search(view, max(start, m.start - _LOOK_BACK), m.start)
    form = _BEHIND.match(view, m.end)
    spans = [x.span() for x in (route, form) if x is not None]
    free = [(a, b) for a, b in spans if not any(o.start < b and a < o.end for o in found if o is not m)]
    return replace(m, cues=(*m.cues, *(Cue("FORM", a, b) for a, b in free))) if free else m
