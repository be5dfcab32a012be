"""Loads the measures: one TOML file each, refused when it breaks the format."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from . import units
from .fold import fold_phrase
from .tables import CODE, Entry, Lexicon, TableError

FOLDER = "patterns/measures"


def _words_of(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and fold_phrase(word) for word in value)


def _units_of(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(unit, str) and unit for unit in value)


def _examples_of(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(isinstance(notation, str) for notation in value.values())


def _low_and_high(value: object) -> bool:
    numbers = isinstance(value, list) and len(value) == 2 and all(type(v) in (int, float) for v in value)
    return numbers and value[0] < value[1]  # type: ignore[index]


def _lines(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(line, list) and len(line) == 2 and all(type(v) in (int, float) for v in line) and line[0] > 0
        for line in value.values()
    )


KEYS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "name": (lambda v: isinstance(v, str) and bool(fold_phrase(v)), "a phrase"),
    "words": (_words_of, "a list of phrases"),
    "unit": (lambda v: isinstance(v, str) and bool(v), "a UCUM code"),
    "units": (_units_of, "a list of UCUM codes"),
    "plausible": (_low_and_high, "two numbers, the lower first"),
    "examples": (_examples_of, "a table of text = notation, not empty"),
    "codes": (lambda v: isinstance(v, list) and all(isinstance(c, str) and CODE.match(c) for c in v), "SYSTEM:CODE"),
    "source": (lambda v: isinstance(v, str) and bool(v), "a text"),
    "classes": (_units_of, "a list of texts"),
    "pair": (_words_of, "a list of names"),
    "with_unit": (_words_of, "a list of phrases"),
    "whole": (lambda v: isinstance(v, bool), "true or false"),
    "better": (lambda v: v in ("higher", "lower"), "higher or lower"),
    "states": (_words_of, "a list of phrases"),
    "failing": (_examples_of, "a table of text = notation, not empty"),
    "converts": (_lines, "a table of UCUM code = [slope, intercept]"),
    "substance": (lambda v: isinstance(v, str) and bool(v), "a chemical formula"),
    "molar_mass": (lambda v: type(v) in (int, float) and v > 0, "a number above 0"),
}
"""Key → whether a value is of its form, and that form in words."""
REQUIRED = ("name", "words", "unit", "units", "plausible", "examples")


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured: its canonical UCUM ``unit``, other ``units``, and the ``plausible`` range in the canonical.

    ``with_unit`` are words that mean it only beside a value in one of its units ("K", "vitamin D"), of classes only
    beside the letter of one ("Child B"); ``better`` says which values are ("NYHA II or better"), None where nobody
    says so; "0,1" of a ``whole`` scale is no decimal. ``converts`` tells how a unit of ``units`` becomes the canonical
    one where the units alone do not tell it: canonical = slope x value + intercept.
    ``molar_mass`` in g/mol, of ``substance``, leads from moles to grams.
    """

    name: str
    words: tuple[str, ...]
    unit: str
    units: tuple[str, ...]
    plausible: tuple[float, float]
    codes: tuple[str, ...]
    classes: tuple[str, ...]
    pair: tuple[str, ...]
    states: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]
    failing: tuple[tuple[str, str], ...]
    pattern: str
    converts: dict[str, tuple[float, float]]
    substance: str | None
    molar_mass: float | None
    with_unit: frozenset[str]
    better: str | None
    whole: bool

    def line_from(self, unit: str) -> tuple[float, float] | None:
        """Slope and intercept from a unit to the canonical one; None where values do not convert."""
        if unit in self.converts:
            return self.converts[unit]
        if (factor := units.factor(unit, self.unit, self.molar_mass)) is not None:
            return factor, 0
        for other, (slope, intercept) in self.converts.items():
            if (factor := units.factor(unit, other)) is not None:
                return slope * factor, intercept
        return None

    @property
    def in_time(self) -> bool:
        """Whether its values are times (age, life expectancy)."""
        return self.unit in ("a", "mo", "wk", "d", "h", "min", "s", "ms")


def _measure(path: str, raw: dict[str, Any]) -> Measure:
    _check(path, raw)
    low, high = raw["plausible"]
    return Measure(
        raw["name"], tuple(raw["words"]), raw["unit"], tuple(raw["units"]), (low, high), tuple(raw.get("codes", ())),
        tuple(raw.get("classes", ())), tuple(raw.get("pair", ())), tuple(raw.get("states", ())),
        tuple(raw["examples"].items()), tuple(raw.get("failing", {}).items()), path,
        {unit: (slope, intercept) for unit, (slope, intercept) in raw.get("converts", {}).items()},
        raw.get("substance"), raw.get("molar_mass"),
        frozenset(raw.get("with_unit", ())), raw.get("better"),
        raw.get("whole", False),
    )  # fmt: skip


def _check(path: str, raw: dict[str, Any]) -> None:
    for key in REQUIRED:
        if key not in raw:
            raise TableError(f"{path}: {key} is missing")
    for key, value in raw.items():
        if key not in KEYS:
            raise TableError(f"{path}: unknown key {key}")
        holds, form = KEYS[key]
        if not holds(value):
            raise TableError(f"{path}: {key} must be {form}")
    for unit in (raw["unit"], *raw["units"]):
        if not units.is_unit(unit):
            raise TableError(f"{path}: unit {unit} is not in units.toml")
    for unit in raw.get("converts", {}):
        if unit not in raw["units"]:
            raise TableError(f"{path}: converts names {unit}, which is none of units")
    if ("substance" in raw) != ("molar_mass" in raw):
        raise TableError(f"{path}: substance and molar_mass go together")
    if raw.get("codes") and not raw.get("source"):
        raise TableError(f"{path}: codes without source")


def read_measures(folder: Traversable) -> dict[str, Measure]:
    """Name → measure of a folder of TOML files. Raises :class:`TableError` naming file and key."""
    out: dict[str, Measure] = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            path = f"{FOLDER}/{file.name}"
            try:
                measure = _measure(path, tomllib.loads(file.read_text(encoding="utf-8")))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise TableError(f"{path}: {error}") from error
            if measure.name in out:
                raise TableError(f"{path}: {measure.name} is {out[measure.name].pattern} already")
            out[measure.name] = measure
    _refuse_shared_words(out.values())
    return out


def _refuse_shared_words(found: Iterable[Measure]) -> None:
    owner: dict[str, str] = {}
    for m in found:
        for word in (m.name, *m.words, *m.with_unit):
            key = fold_phrase(word) + (f" {word}" if word.lower() != word else "")
            if owner.setdefault(key, m.pattern) != m.pattern:
                raise TableError(f"{m.pattern}: {word!r} belongs to {owner[key]} already")


@cache
def measures() -> dict[str, Measure]:
    """Name → measure of the package."""
    return read_measures(files("trialrules").joinpath(FOLDER))


@cache
def measures_of_pairs() -> tuple[tuple[str, ...], ...]:
    """The names of the two of each pair: of the blood pressure, the systolic and the diastolic one."""
    return tuple(m.pair for m in measures().values() if m.pair)


@cache
def _states() -> dict[str, Measure]:
    return {fold_phrase(s): m for m in measures().values() for s in m.states}


@lru_cache(maxsize=10_000)
def measure_of_state(phrase: str) -> Measure | None:
    """The measure by which a state is told: of "moderate anemia", haemoglobin."""
    owners, words = _states(), fold_phrase(phrase).split()
    return next((owners[key] for i in range(len(words)) if (key := " ".join(words[i:])) in owners), None)


@cache
def lexicon() -> Lexicon:
    """The measures by their words."""
    return Lexicon.of(
        (word, Entry("measure", m.name, m.codes, m.pattern))
        for m in measures().values()
        for word in (m.name, *m.words, *m.with_unit)
    )
