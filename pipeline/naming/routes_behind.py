"""Routes told behind a class: "steroids: systemic, inhaled or ocular", "retinoids (topical within 2 weeks, oral within
6 months)", "steroid eye drops". Each is a kind of the class, with the route in its name."""

import re
from dataclasses import replace
from functools import cache

from ..parts import Cue, Mention
from .routes import names_of_routes, route_of, routed_name

_FLAGS = re.IGNORECASE
_FORM = (
    r"(?:(?:eye|ear|nose|nasal)[\s-]+)?"
    r"(?:drops?|ointments?|creams?|gels?|lotions?|sprays?|patch(?:es)?|tablets?|capsules?|pills?|inhalers?|solutions?)"
)
_ASIDE = rf"\s?\(\s?{_FORM}(?:\s?(?:,\s?(?:or|and)?|/|\b(?:or|and)\b)\s?{_FORM})*\s?\)"
""" "Ocular (eye drops, ointment)": the forms that are given so."""
_NOUN = r"(?:\s+(?:(?:administration|injections?|infusions?|routes?|use|forms?|preparations?|formulations?)\b|only\b))"
_TIME = r"\s+(?:(?:with)?in|during|for|less|at|over|up|[<>≤≥]|\d)\b[^,;()\n]{2,60}?|\s+[<>≤≥][^,;()\n]{2,60}?"
_SUCH_AS = r"(?:such\s+as|includ(?:es|ing)|incl\.?|e\.?\s?g\.?|for\s+example)[\s,:]+"
_OPENS = re.compile(rf"\s*(?::|\(|,)\s*(?P<some>{_SUCH_AS})?|\s+(?:(?=(?:by|via)\b)|(?P<few>{_SUCH_AS}))", _FLAGS)
_BEHIND = r"(?=\s*(?:\Z|[,;.)\n]|(?:within|in|during|for|prior|before|less|at|unless|that|which)\b|[<>≤≥]|\d))"
_BY = r"(?:(?:by|via|through)\s+(?:(?:an?|the|any)\s+)?|(?:as\s+)?(?:an?|any)\s+|as\s+)"
_CLOSES = re.compile(r"\s*(?:\)|,\s*(?:[<>≤≥]|\d|(?:at|up|more|less)\s))", _FLAGS)
""" "Steroids (oral)", "steroids (oral, > 10 mg/day)"."""
_WHOLE = ("systemic", "parenteral")
_INNER = ("oral", "intravenous", "intramuscular", "subcutaneous", "parenteral", "injectable", "rectal", "transdermal")
""" "Systemic (oral or intravenous)": the bracket says again that the drug is in the whole body."""
_FORMED = re.compile(
    r"\s+(?:(?P<ophthalmic>(?:eye|ophthalmic)[\s-]*(?:drops?|ointments?|gels?|solutions?)|eyedrops?)|(?P<otic>ear[\s-]*drops?)|"
    r"(?P<intranasal>(?:nasal|nose)[\s-]*(?:sprays?|drops?))|(?P<inhaled>inhalers?)|(?P<transdermal>(?:transdermal\s+)?patch(?:es)?)|"
    r"(?P<vaginal>vaginal\s+(?:creams?|gels?|tablets?|rings?))|(?P<rectal>suppositor(?:y|ies)|enemas?)|"
    r"(?P<topical>creams?|ointments?|lotions?)|(?P<oral>tablets?|capsules?|pills?))\b(?!-)"
    rf"(?!\s*(?:,|/|\b(?:or|and)\b)\s*(?:or\s+|and\s+)?{_FORM}\b)",
    _FLAGS,
)


@cache
def _routes() -> dict[str, str]:
    """The words for a route; "ocular" and "injected" may belong to another name before a class."""
    return {**names_of_routes(), "ocular": "ophthalmic", "injected": "injectable"}


@cache
def _items() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A row of routes, and one of them."""
    one = "(?:" + "|".join(re.escape(w) for w in sorted(_routes(), key=len, reverse=True)) + r")(?![\w-])"
    item = rf"(?:{_BY})?{one}(?:{_ASIDE})?{_NOUN}?(?:(?:{_TIME})(?=\s*(?:\Z|[,;)\n])))?"
    between = r"\s*(?:[,;]\s*(?:(?:and\s*/\s*or|and|or)\s+)?|/|\b(?:and\s*/\s*or|and|or)\s)\s*"
    return re.compile(rf"{item}(?:{between}{item})*{_BEHIND}", _FLAGS), re.compile(
        rf"(?:{_BY})?(?P<route>(?<![\w-]){one})(?:{_ASIDE})?{_NOUN}?", _FLAGS
    )


def read(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """The mentions, a class with routes behind it as one for each of them."""
    out: list[Mention] = []
    for m in found:
        if out and m.start < out[-1].end:
            continue  # the form or the injection that a route's words hold
        out += (_kinds(view, m) or [_formed(view, m)]) if m.kind == "drug_class" else [m]
    return out


def _formed(view: str, m: Mention) -> Mention:
    """ "Steroid eye drops" are ophthalmic steroids."""
    form = _FORMED.match(view, m.end) if route_of(m.name) is None else None
    if form is None:
        return m
    return replace(m, end=form.end(), name=routed_name(str(form.lastgroup), m.name), codes=())


def _kinds(view: str, m: Mention) -> list[Mention]:
    """The class by each route behind it, and the class itself where these are but some of its routes."""
    opens = _OPENS.match(view, m.end)
    row, single = _items()
    listed = row.match(view, opens.end()) if opens else None
    if opens is None or listed is None:
        return []
    if "(" in opens.group() and not _CLOSES.match(view, listed.end()):
        return []
    routes = [(route, _routes()[route["route"].lower()]) for route in single.finditer(view, *listed.span())]
    if (before := route_of(m.name)) is not None:
        told = before in _WHOLE and "(" in opens.group() and all(name in _INNER for _, name in routes)
        return [replace(m, cues=(*m.cues, Cue("FORM", *listed.span())))] if told else []
    out = [m] if opens["some"] or opens["few"] else []
    for route, given in routes:
        name = routed_name(given, m.name)
        words = (m.start, route.end())
        own = {"start": route.start(), "hull": words} if out else {"start": m.start}
        out.append(replace(m, end=route.end(), name=name, codes=(), **own))
    return out
