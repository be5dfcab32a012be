"""The words of `words.toml`, folded."""

import tomllib
from functools import cache
from importlib.resources import files

from .fold import fold


@cache
def _raw() -> dict[str, list[str]]:
    raw: dict[str, list[str]] = tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))
    return raw


@cache
def function_words() -> frozenset[str]:
    """Words of grammar; they end a noun phrase."""
    return frozenset(fold(w) for w in _raw()["function"])


@cache
def silent_words() -> frozenset[str]:
    """Function words and the words of frames: what carries no rule of its own."""
    return function_words() | frozenset(fold(w) for w in _raw()["frame"])
