"""Loads the measures: one TOML file each, refused when it breaks the format."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from . import units
from .fold import fold_phrase
from .tables import Entry, Lexicon, TableError

REQUIRED = {"name", "words", "unit", "units", "plausible", "examples"}
OPTIONAL = {"codes", "source", "classes", "pair", "failing", "states"}


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured: its canonical UCUM ``unit``, other ``units``, and the ``plausible`` range in the canonical."""

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

    @property
    def in_time(self) -> bool:
        """Whether its values are times (age, life expectancy)."""
        return self.unit in ("a", "mo", "wk", "d", "h", "min", "s", "ms")


def _measure(path: str, raw: dict[str, Any]) -> Measure:
    for key in REQUIRED - raw.keys():
        raise TableError(f"{path}: {key} is missing")
    for key in raw.keys() - REQUIRED - OPTIONAL:
        raise TableError(f"{path}: unknown key {key}")
    for unit in (raw["unit"], *raw["units"]):
        if unit != "1" and unit not in units.table() and units.pint_words(unit) is None:
            raise TableError(f"{path}: unit {unit} is not in units.toml")
    if not raw["examples"]:
        raise TableError(f"{path}: examples is empty")
    if raw.get("codes") and not raw.get("source"):
        raise TableError(f"{path}: codes without source")
    if not all(fold_phrase(w) for w in raw["words"]):
        raise TableError(f"{path}: words holds a pattern that matches the empty string")
    low, high = raw["plausible"]
    return Measure(
        raw["name"], tuple(raw["words"]), raw["unit"], tuple(raw["units"]), (low, high), tuple(raw.get("codes", ())),
        tuple(raw.get("classes", ())), tuple(raw.get("pair", ())), tuple(raw.get("states", ())),
        tuple(raw["examples"].items()), tuple(raw.get("failing", {}).items()), path,
    )  # fmt: skip


@cache
def measures() -> dict[str, Measure]:
    """Name → measure. Raises :class:`TableError` naming file and key."""
    out: dict[str, Measure] = {}
    for file in sorted(files("trialrules").joinpath("patterns/measures").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            path = f"patterns/measures/{file.name}"
            try:
                measure = _measure(path, tomllib.loads(file.read_text(encoding="utf-8")))
            except tomllib.TOMLDecodeError as error:
                raise TableError(f"{path}: {error}") from error
            if measure.name in out:
                raise TableError(f"{path}: {measure.name} is {out[measure.name].pattern} already")
            out[measure.name] = measure
    return out


@cache
def measure_of_state(phrase: str) -> Measure | None:
    """The measure by which a state is told: of "moderate anemia", haemoglobin."""
    owners = {fold_phrase(s): m for m in measures().values() for s in m.states}
    words = fold_phrase(phrase).split()
    return next((owners[key] for i in range(len(words)) if (key := " ".join(words[i:])) in owners), None)


def _words() -> Iterator[tuple[str, Entry]]:
    owner: dict[str, str] = {}
    for m in measures().values():
        for word in dict.fromkeys((m.name, *m.words)):
            key = fold_phrase(word) + (f" {word}" if word.lower() != word else "")
            if owner.setdefault(key, m.pattern) != m.pattern:
                raise TableError(f"{m.pattern}: {word!r} belongs to {owner[key]} already")
            yield word, Entry("measure", m.name, m.codes, m.pattern)


@cache
def lexicon() -> Lexicon:
    """The measures by their words."""
    return Lexicon.of(_words())
