"""The route that belongs to a class ("rectal steroids"), and the routes that share one ("oral or i.v. antibiotics")."""

import re
import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files

from ...patterns.fold import fold_phrase
from ...patterns.tables import mentions as lexicon
from ..parts import Mention

_BETWEEN = r"\s*(?:,\s*(?:and\s+|or\s+)?|/|\+|\s(?:and|or)\s)\s*"
_SHARED = re.compile(r"\s*(?:,|/|,?\s*\b(?:and|or))\s*", re.IGNORECASE)
_LOOK_BACK = 60
_ANY_INJECTION = "injectable "
"""Of "steroid injections", whose site stands before them."""
_PLAIN = frozenset((("systemic", "chemotherapy"), ("systemic", "antineoplastic drug")))
"""Routes that the class goes by anyway."""


@cache
def names_of_routes() -> dict[str, str]:
    """The words for a route, each with the name it has before a class."""
    raw = tomllib.loads(files("trialrules").joinpath("patterns/drugs/routes.toml").read_text(encoding="utf-8"))
    return {word: route for route, words in raw.items() if route != "examples" for word in words}


def is_route(written: str) -> bool:
    return written.lower() in names_of_routes()


def route_of(name: str) -> str | None:
    """The route that the name of a class opens with."""
    first = name.split(" ")[0]
    return names_of_routes().get(first)


def routed_name(route: str, name: str) -> str:
    """The name of a class that is given so; the lexicon may have one of its own."""
    known = lexicon().entries.get(fold_phrase(f"{route} {name}"))
    return known.name if known is not None and known.name != name else f"{route} {name}"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    one = "(?:" + "|".join(re.escape(w) for w in sorted(names_of_routes(), key=len, reverse=True)) + ")"
    return (
        re.compile(rf"(?<![\w.-])(?:{one}{_BETWEEN})*{one}(?:\s+|-)\Z", re.IGNORECASE),
        re.compile(rf"(?<![\w.]){one}(?![\w])", re.IGNORECASE),
    )


def read(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """The mentions with their routes; each further route of a class is a mention of its own, over the route's word."""
    out: list[Mention] = []
    for m in found:
        if m.kind != "drug_class":
            out.append(m)
            continue
        floor = max(start, out[-1].end if out else start, m.start - _LOOK_BACK)
        out += _routed(view, floor, m) or [_as_before(view, out, m)]
    return out


def _routed(view: str, floor: int, m: Mention) -> list[Mention]:
    """The class with the routes before it; nothing where there are none but what its own words hold."""
    written, single = _patterns()
    begun = single.match(view, m.start, m.end)
    before = written.search(view[floor : begun.end() + 1 if begun else m.start])
    if before is None:
        return []
    spans = [
        (floor + w.start(), floor + w.end())
        for w in single.finditer(view[floor : floor + before.end()], before.start())
    ]
    routes = [names_of_routes()[view[a:b].lower()] for a, b in spans]
    named, last = m.name.removeprefix(f"{routes[-1]} ").removeprefix(_ANY_INJECTION), m
    if begun:
        rest = lexicon().entries.get(fold_phrase(view[begun.end() : m.end]))
        said = named != m.name or (routes[-1], m.name) in _PLAIN
        narrows = rest is not None and rest.name == m.name and not said
        last = replace(m, name=f"{routes[-1]} {m.name}", codes=()) if narrows else m
        if len(spans) == 1:
            return [last] if narrows else []
    else:
        last = replace(m, start=spans[-1][0], name=f"{routes[-1]} {named}", codes=())
    more = zip(spans[:-1], routes[:-1], strict=True)
    if begun and len(spans) > 1:  # "oral or injectable anticoagulants", of the name "parenteral anticoagulant"
        named = named.removeprefix(f"{route_of(named)} ")
    one = [replace(m, start=a, end=b, name=f"{r} {named}", codes=(), hull=(a, m.end)) for (a, b), r in more]
    return [*one, last]


def _as_before(view: str, out: list[Mention], m: Mention) -> Mention:
    """ "i.v. antibiotics, antivirals or antifungals": what is infused is said once."""
    first = out[-1] if out else None
    if first is None or first.kind != "drug_class" or not first.name.startswith("intravenous "):
        return m
    if not _SHARED.fullmatch(view, first.end, m.start) or m.pattern.endswith("forms.toml"):
        return m
    return replace(m, name=f"intravenous {m.name}", codes=(), hull=((first.hull or (first.start, 0))[0], m.end))
