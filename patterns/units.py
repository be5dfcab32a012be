"""Units: how people write them, their UCUM code, and conversion between units through pint."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MICRO = r"(?:[µμu]|mc)"
_DENOMINATORS = {"l": "L", "liter": "L", "litre": "L", "ul": "uL", "mcl": "uL", "mm3": "mm3", "cumm": "mm3", "ml": "mL"}
POWER = (
    r"(?:[x×*.·]\s*|X\s*)?10\s*(?:\^|\*{1,2}|[eE])?\s*\(?(?P<exp>[3-9³⁴⁵⁶⁷⁸⁹]|1[0-2]|¹[⁰¹²])\)?\s*(?:cells?\s*)?"
    rf"(?:/|\bper\b)\s*(?P<den>lit(?:er|re)|[lL]\b|{_MICRO}[lL]\b|mm\s?\^?\s?[3³]|cu\s?mm|m[lL]\b)"
)
"""Counts by powers of ten, the sign of the power or the multiplication lost or not: ``x 10^9/L``, ``109/L``."""

RATE = r"(?:/|per|a|each|every)\s*(?P<time>day|week|wk|month|year|yr)\b"
"""What makes a rate of any unit: "kilometres per week"."""
_RATES = {"d": "d", "w": "wk", "m": "mo", "y": "a"}

PURE_NUMBERS = frozenset(("1", "%", "mmol/mol", "[ppm]", "deg"))
"""Whether 70 % is 0.7 (a proportion) or 70 (a score) is the measure's to say: see its ``converts``."""


@cache
def table() -> dict[str, dict[str, Any]]:
    """UCUM code → ``{"words": [...], "pint": str}``, in the order of ``units.toml``."""
    raw = tomllib.loads((files(__package__) / "units.toml").read_text(encoding="utf-8"))
    return {ucum: entry for family in raw.values() for ucum, entry in family.items()}


def _key(surface: str) -> str:
    """Spaces, ``^`` and the spellings of micro and superscripts aside."""
    s = re.sub(r"[\s^]+", "", surface.translate(_SUPERSCRIPTS))
    return re.sub(r"µ|μ|mc(?=[glL]\b|g/|mol)", "u", s)


@cache
def _words() -> tuple[dict[str, str], dict[str, str]]:
    """(read only as written, read in any case) → UCUM"""
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for ucum, entry in table().items():
        for word in entry["words"]:
            target = exact if any(c.isupper() for c in word) else folded
            owner = target.setdefault(_key(word), ucum)
            if owner != ucum:
                raise ValueError(f"units.toml: {word!r} belongs to {owner} and to {ucum}")
    return exact, folded


def _pattern(word: str) -> str:
    out = re.escape(word).replace("µ", _MICRO).replace(r"\ ", r"\s*")
    out = re.sub(r"/", r"\\s*/\\s*", out)
    out = re.sub(r"m\\?\^?([23])(?!\d)", r"m\\s?\\^?\\s?\1", out)
    return f"(?-i:{out})" if any(c.isupper() for c in word) else out


@cache
def simple_pattern() -> str:
    """A regular expression for every unit that is no power of ten, longest first."""
    words = sorted({w for e in table().values() for w in e["words"]}, key=len, reverse=True)
    return "(?:" + "|".join(_pattern(w) for w in words) + r")(?![A-Za-zµ])"


@cache
def lookup(surface: str) -> str | None:
    """The UCUM code of a unit as written, or None.

    >>> lookup("mL/min/1.73 m²"), lookup("x 109/L"), lookup("years"), lookup("mcg/ml")
    ('mL/min/{1.73_m2}', '10*9/L', 'a', 'ug/mL')
    """
    exact, folded = _words()
    if m := re.fullmatch(POWER, surface.strip()):
        den = re.sub(r"[\s^]", "", m["den"].translate(_SUPERSCRIPTS).lower()).replace("µ", "u").replace("μ", "u")
        return f"10*{m['exp'].translate(_SUPERSCRIPTS)}/{_DENOMINATORS[den]}"
    key = _key(surface)
    if found := exact.get(key) or folded.get(key.lower()):
        return found
    if m := re.fullmatch(rf"(?P<unit>.+?)\s*{RATE}", surface, re.IGNORECASE):
        unit, time = lookup(m["unit"]), m["time"].lower()
        return f"{unit}/{_RATES[time[0]]}" if unit else None
    return None


@cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry()


def pint_words(ucum: str) -> str | None:
    """How pint says a UCUM unit, or None for units that have no size of their own (scores, international units)."""
    if ucum == "1":
        return "dimensionless"
    if m := re.fullmatch(r"10\*(\d+)/(L|uL|mm3|mL)", ucum):
        return f"1e{m[1]}/({m[2].replace('mm3', 'mm**3')})"
    if (entry := table().get(ucum)) is not None:
        return entry["pint"] or None
    unit, _, time = ucum.rpartition("/")
    if time in _RATES.values() and unit and (words := pint_words(unit)):
        return f"({words})/{pint_words(time)}"
    return None


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
