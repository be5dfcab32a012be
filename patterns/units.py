"""Units: how people write them, their UCUM code, and conversion between units through pint."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from .alternation import one_of

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MICRO = r"(?:[µμu]|mc)"
_DENOMINATORS = {
    "l": "L", "ul": "uL", "mcl": "uL", "microl": "uL", "mm3": "mm3", "cumm": "mm3", "ml": "mL", "nl": "nL", "kg": "kg",
}  # fmt: skip
POWER = (
    r"(?:[x×*.·]\s*|X\s*)?10\s*(?:\^|\*{1,2}|[eE](?:xp)?)?\s*\(?(?P<exp>[3-9³⁴⁵⁶⁷⁸⁹]|1[0-2]|¹[⁰¹²])\)?\s*(?:cells?\s*)?"
    rf"(?:/|\bper\b)\s*(?P<den>(?:micro)?(?:lit(?:er|re)|l\b)|[lL]\b|{_MICRO}[lL]\b|mm\s?\^?\s?[3³]|cu\s?mm|m[lL]\b|kg\b)"
)
"""Counts by powers of ten, the sign of the power or the multiplication lost or not: ``x 10^9/L``, ``109/L``."""

PURE_NUMBERS = frozenset(("1", "%", "mmol/mol", "[ppm]", "deg"))
"""Whether 70 % is 0.7 (a proportion) or 70 (a score) is the measure's to say: see its ``converts``."""


@cache
def _data(name: str) -> dict[str, dict[str, dict[str, Any]]]:
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))


@cache
def table() -> dict[str, dict[str, Any]]:
    """UCUM code → ``{"words": [...], "pint": str}``, in the order of ``units.toml``."""
    return {ucum: entry for family in _data("units.toml").values() for ucum, entry in family.items()}


def _key(surface: str) -> str:
    """Spaces, ``^`` and the spellings of micro and superscripts aside."""
    s = re.sub(r"[\s^]+", "", surface.translate(_SUPERSCRIPTS))
    return re.sub(r"µ|μ|mc(?=[gl]\b|[gl]/|l3|mol|iu)", "u", s, flags=re.IGNORECASE)


def _by_word(entries: dict[str, dict[str, Any]]) -> tuple[dict[str, str], dict[str, str]]:
    """(read only as written, read in any case) → UCUM"""
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for ucum, entry in entries.items():
        for word in entry["words"]:
            target = exact if any(c.isupper() for c in word) else folded
            owner = target.setdefault(_key(word), ucum)
            if owner != ucum:
                raise ValueError(f"{word!r} belongs to {owner} and to {ucum}")
    return exact, folded


@cache
def _words(part: str) -> tuple[dict[str, str], dict[str, str]]:
    """The words of ``units.toml`` (``part`` empty), or of a part of ``compounds.toml``."""
    return _by_word(_data("compounds.toml")[part] if part else table())


def _find(part: str, surface: str) -> str | None:
    exact, folded = _words(part)
    key = _key(surface)
    found = exact.get(key)
    return folded.get(key.lower()) if found is None else found


def _pattern(word: str) -> str:
    out = re.escape(word).replace("µ", _MICRO).replace(r"\ ", r"\s*")
    out = re.sub(r"/", r"\\s*/\\s*", out)
    out = re.sub(r"m\\?\^?([23])(?!\d)", r"m\\s?\\^?\\s?\1", out)
    return f"(?-i:{out})" if any(c.isupper() for c in word) else out


def _alternatives(words: Iterable[str]) -> str:
    return one_of([_pattern(w) for w in sorted(set(words), key=lambda w: (-len(w), w))])


_END = r"(?![A-Za-zµ])"
_PER = r"\s*(?:/\s*|\bper\b\s*)"
_EACH = r"\s*\b(?:a|each|every)\s+"
_TIMES = r"\s*[·.•*\s]\s*"
_RECIPROCAL = r"\s?\^?[-−⁻][1¹](?!\d)"
"""How journals write "per": ``mg dL-1``, ``mg·dL⁻¹``."""
_OFTEN = {"daily": "d", "weekly": "wk", "monthly": "mo", "yearly": "a"}


@cache
def _compound() -> tuple[str, str]:
    """Regular expressions of what stands before the first "/" or "per", and of each of the rest."""
    above, below = (_data("compounds.toml")[part].values() for part in ("above", "below"))
    times = [w for ucum, e in _data("compounds.toml")["below"].items() if ucum in _OFTEN.values() for w in e["words"]]
    rest = rf"(?:{_PER}(?:{_alternatives(w for e in below for w in e['words'])}){_END}"
    rest += rf"|{_EACH}(?:{_alternatives(times)}){_END}|(?:\s+|(?<=\s))(?:{'|'.join(_OFTEN)})\b"
    rest += rf"|{_TIMES}(?:{_alternatives(w for e in below for w in e['words'])}){_RECIPROCAL})"
    return f"(?:{_alternatives(w for e in above for w in e['words'])})", rest


@cache
def simple_pattern() -> str:
    """A regular expression for every unit that is no power of ten: names of their own, compounds, simple ones."""
    words = {w for e in table().values() for w in e["words"]}
    own = {w for w in words if re.search(r"[\s/]", w)}
    above, rest = _compound()
    compound = rf"{above}?{rest}{{1,3}}"
    return rf"(?:(?:{_alternatives(own)}){_END}(?!{rest})|{compound}|(?:{_alternatives(words - own)}){_END})"


@lru_cache(maxsize=10_000)
def lookup(surface: str) -> str | None:
    """The UCUM code of a unit as written, or None.

    >>> lookup("mL/min/1.73 m²"), lookup("x 109/L"), lookup("years"), lookup("mcg/ml"), lookup("events per hour")
    ('mL/min/{1.73_m2}', '10*9/L', 'a', 'ug/mL', '/h')
    """
    if m := re.fullmatch(POWER, surface.strip(), re.IGNORECASE):
        den = re.sub(r"[\s^]", "", m["den"].translate(_SUPERSCRIPTS).lower()).replace("µ", "u").replace("μ", "u")
        den = re.sub("lit(?:er|re)$", "l", den)
        return f"10*{m['exp'].translate(_SUPERSCRIPTS)}/{_DENOMINATORS[den]}"
    return _find("", surface) or _composed(surface)


def _composed(surface: str) -> str | None:
    above, rest = _compound()
    m = re.fullmatch(rf"(?P<above>{above})?(?P<rest>{rest}{{1,3}})", surface.strip(), re.IGNORECASE)
    if m is None:
        return None
    code = _find("above", m["above"]) if m["above"] else ""
    for part in re.finditer(rest, m["rest"], re.IGNORECASE):
        word = re.sub(rf"^(?:{_PER}|{_EACH}|{_TIMES})|{_RECIPROCAL}$", "", part.group(), flags=re.IGNORECASE).strip()
        code = f"{code}/{_OFTEN.get(word.lower()) or _find('below', word)}"
    return "g/dL" if code == "10*9/dL" and m["above"] == "G" else code  # in capitals; nobody counts so many a decilitre


@cache
def _registry() -> Any:
    import pint

    registry: Any = pint.UnitRegistry()
    for own in ("international_unit", "unit_of_activity"):
        registry.define(f"{own} = [{own}]")
    return registry


def pint_words(ucum: str) -> str | None:
    """How pint says a UCUM unit, or None for units that have no size of their own (scores).

    International units and those of activity are sizes each of their own kind: what one is of a substance, the measure
    says in its ``converts``.
    """
    if ucum == "1":
        return "dimensionless"
    if m := re.fullmatch(r"10\*(\d+)/(L|uL|mm3|mL|kg)", ucum):
        return f"1e{m[1]}/({m[2].replace('mm3', 'mm**3')})"
    if (entry := table().get(ucum)) is not None:
        return entry["pint"] or None
    above, *below = ucum.split("/")
    parts = _data("compounds.toml")
    if not below or above not in parts["above"] or any(part not in parts["below"] for part in below):
        return None
    said = [parts["above"][above]["pint"], *(parts["below"][part]["pint"] for part in below)]
    return "/".join(f"({words})" for words in said) if all(said) else None


def is_unit(ucum: str) -> bool:
    """Whether texts can write a unit: one of our tables or made of their parts."""
    above, *below = ucum.split("/")
    parts = _data("compounds.toml")
    made = bool(below) and above in parts["above"] and all(part in parts["below"] for part in below)
    return made or ucum == "1" or ucum in table() or pint_words(ucum) is not None


def bare(ucum: str) -> str:
    """A UCUM unit without annotations, which have no size (ucum.org, § 12), unless it is one of ours with them.

    UCUM's other writing of international units, "[iU]", becomes ours.

    >>> bare("{cells}/uL"), bare("{score}"), bare("mL/min/{1.73_m2}"), bare("m[iU]/L")
    ('/uL', '1', 'mL/min/{1.73_m2}', 'm[IU]/L')
    """
    return ucum if is_unit(ucum) else re.sub(r"\{[^{}]*\}", "", ucum).replace("[iU]", "[IU]") or "1"


def recorded(unit: str | None) -> str:
    """UCUM of a unit in a record, which may be written as people write it; "1" where there is none.

    >>> recorded("K/uL"), recorded("ratio"), recorded("% of total Hgb"), recorded(None)
    ('10*3/uL', '1', '%', '1')
    """
    if unit is None or unit.lower() in _NUMBERS:
        return "1"
    if unit.lower().startswith("% of total "):
        return "%"
    return unit if is_unit(unit) else lookup(unit) or bare(unit)


_NUMBERS = ("ratio", "score", "index", "inr")
"""What laboratories write where a value has no unit."""


@cache
def factor(source: str, target: str, molar_mass: float | None = None) -> float | None:
    """What a value in ``source`` is multiplied by to stand in ``target``; None where the two do not convert.

    Moles and grams convert by ``molar_mass``, in g/mol. Temperatures do not convert by a factor and give None, and so
    do pure numbers.

    >>> factor("/uL", "10*9/L"), factor("g/L", "g/dL"), factor("mmol/L", "mg/dL"), factor("IU", "IU"), factor("%", "1")
    (0.001, 0.1, None, 1.0, None)
    >>> round(factor("mmol/L", "mg/dL", molar_mass=180.156), 4)
    18.0156
    """
    if source == target:
        return 1.0
    if PURE_NUMBERS & {source, target}:
        return None
    a, b = pint_words(source), pint_words(target)
    if not a or not b or "deg" in a + b:
        return None
    ureg = _registry()
    ratio = ureg.parse_expression(a) / ureg.parse_expression(b)
    if molar_mass is not None:
        mass = molar_mass * ureg.parse_expression("g/mol")
        ratio *= {"[mass] / [substance]": 1 / mass, "[substance] / [mass]": mass}.get(str(ratio.dimensionality), 1)
    if not ratio.dimensionless:
        return None
    return float(f"{float(ratio.to('dimensionless').magnitude):.14g}")
