"""The words of patterns/headings.toml, ready to match."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from ...patterns.alternation import one_of
from ...patterns.gate import Gated
from .base import Kind

Role = Literal["section", "general", "requirement", "aside", "stop"]

_MISSPELT = r"(?:inc?l?u[a-z]{2,5}|exc?l?u[a-z]{2,5})\s{0,3}crit?[a-z]{3,7}"


class Words(NamedTuple):
    """The word lists of patterns/headings.toml, ready to match."""

    core: Gated
    kinds: dict[str, Kind]
    alone: dict[str, tuple[Role, Kind]]
    people: frozenset[str]
    topic: frozenset[str]
    measured: frozenset[str]
    system: frozenset[str]
    openers: frozenset[str]
    barred: frozenset[str]
    generic: frozenset[str]
    taking_part: frozenset[str]
    denying: frozenset[str]
    spoken: frozenset[str]
    heads: frozenset[str]
    judged: frozenset[str]
    named: frozenset[str]
    boilerplate: Gated
    inclusion_cues: re.Pattern[str]
    exclusion_cues: re.Pattern[str]


@cache
def words() -> Words:
    """Load the word lists once."""
    package = files((__package__ or "trialrules").split(".")[0])
    table: dict[str, list[str]] = tomllib.loads((package / "patterns" / "headings.toml").read_text("utf-8"))
    kinds: dict[str, Kind] = {}
    kinds.update(dict.fromkeys(table["inclusion"], "inclusion"))
    kinds.update(dict.fromkeys(table["exclusion"], "exclusion"))
    alone: dict[str, tuple[Role, Kind]] = {
        **dict.fromkeys(table["stop"], ("stop", "unknown")),
        **dict.fromkeys(table["aside"], ("aside", "unknown")),
        **dict.fromkeys(table["general"], ("general", "unknown")),
        **dict.fromkeys(table["requirement"], ("requirement", "inclusion")),
        **dict.fromkeys(table["inclusion_alone"], ("section", "inclusion")),
        **dict.fromkeys(table["exclusion_alone"], ("section", "exclusion")),
    }
    return Words(
        core=Gated(r"\b(?:" + _any(kinds) + "|" + _MISSPELT + r")(?![\w/])", re.IGNORECASE),
        kinds=kinds,
        alone=alone,
        people=frozenset(table["people"]),
        topic=frozenset(table["topic"]),
        measured=frozenset(table["measured"]),
        system=frozenset(table["topic"]) | frozenset(table["system"]),
        openers=frozenset(table["openers"]),
        barred=frozenset(table["barred"]),
        generic=frozenset(table["generic"]),
        taking_part=frozenset(table["taking_part"]),
        denying=frozenset(table["denying"]),
        spoken=frozenset(table["spoken"]),
        heads=frozenset(table["heads"]),
        judged=frozenset(table["judged"]),
        named=frozenset(table["named"]),
        boilerplate=Gated(_any(table["boilerplate"]), re.IGNORECASE),
        inclusion_cues=_cues(table["inclusion_cues"]),
        exclusion_cues=_cues(table["exclusion_cues"]),
    )


def _any(phrases: "list[str] | dict[str, Kind]") -> str:
    return one_of([re.escape(p).replace(r"\ ", r"\s{1,9}") for p in sorted(phrases, key=len, reverse=True)])


def _cues(phrases: list[str]) -> re.Pattern[str]:
    parts = [re.escape(p).replace(r"\*", r"\w{0,12}").replace(r"\ ", r"\s{1,9}") for p in phrases]
    return re.compile(rf"\b{one_of(parts)}\b", re.IGNORECASE)
