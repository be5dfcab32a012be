"""The words of `words.toml`, folded."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from .fold import fold, fold_phrase


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))


def _raw() -> dict[str, list[str]]:
    """The plain lists of words."""
    return _tables()


@cache
def function_words() -> frozenset[str]:
    """Words of grammar; they end a noun phrase."""
    return frozenset(fold(w) for w in _raw()["function"])


@cache
def silent_words() -> frozenset[str]:
    """Function words and the words of frames: what carries no rule of its own."""
    return function_words() | frozenset(fold(w) for w in _raw()["frame"])


@cache
def narrowing_words() -> frozenset[str]:
    """Words of frames that nevertheless narrow who is meant."""
    return frozenset(fold(w) for w in _raw()["narrowing"])


@cache
def generic_words() -> frozenset[str]:
    """Phrases (folded) that alone are no condition and no procedure."""
    return frozenset(fold_phrase(w) for w in _raw()["generic"])


@cache
def status_words() -> frozenset[str]:
    """Words that say when something is or was the case; they end a condition's name."""
    return frozenset(fold(w) for w in _raw()["status"])


@cache
def quality_words() -> frozenset[str]:
    """Words of degree, course and side: they qualify a name and are none."""
    return frozenset(fold(w) for w in _raw()["quality"])


@cache
def shared_heads() -> frozenset[str]:
    """Heads that the names of a list share."""
    return frozenset(fold(w) for w in _raw()["shared"])


@cache
def vague_words() -> frozenset[str]:
    """Words that make no name of "treatment" and its like."""
    return frozenset(fold(w) for w in _raw()["vague"])


@cache
def words_beside_names() -> frozenset[str]:
    """Words that stand before a name and are none of it, beside those of the other lists."""
    return frozenset(fold(w) for w in _raw()["beside_names"])


@cache
def estranging_words() -> frozenset[str]:
    """Words on which it hangs whether a thing is there at all: no name holds them, and they are never silent."""
    return frozenset(fold(w) for w in _raw()["estranging"])


@cache
def describing_words() -> frozenset[str]:
    """Words in -ing that belong to the name behind them; the others are verbs."""
    return frozenset(fold(w) for w in _raw()["describing"])


@cache
def slashed_names() -> frozenset[tuple[str, ...]]:
    """Pairs of words that make one name across a slash: "head/neck cancer"."""
    return frozenset(tuple(map(fold, pair.split("/"))) for pair in _raw()["slashed"])


@cache
def people_words() -> frozenset[str]:
    """Words for people: what stands before them describes somebody."""
    return frozenset(fold(w) for w in _raw()["people"])


@cache
def beside() -> dict[str, re.Pattern[str]]:
    """For an abbreviation of several meanings, the words beside which it is left unread."""
    listed: dict[str, list[str]] = _tables()["beside"]
    return {
        short: re.compile("|".join((r"^" if w[0] == "-" else r"\b") + re.escape(w) for w in words), re.IGNORECASE)
        for short, words in listed.items()
    }


@cache
def instead() -> dict[str, str]:
    """What an abbreviation means beside the words of `beside`, where that is one thing."""
    return dict(_tables()["instead"])
