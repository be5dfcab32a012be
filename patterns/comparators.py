"""The comparators of `comparators.toml` as regular expressions, and what each says of a bound."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from .alternation import one_of

SIDES = {
    ">=": ("lower", True),
    ">": ("lower", False),
    "<=": ("upper", True),
    "<": ("upper", False),
    "=": ("both", True),
}


@cache
def _raw() -> dict[str, dict[str, list[str]]]:
    raw: dict[str, dict[str, list[str]]] = tomllib.loads(
        (files(__package__) / "comparators.toml").read_text(encoding="utf-8")
    )
    return raw


def _squeeze(s: str) -> str:
    return re.sub(r"\s+", "", s).lower()


@cache
def _signs(side: str) -> dict[str, str]:
    return {_squeeze(word): sign for sign, words in _raw()[side].items() for word in words}


@cache
def alternatives(side: str) -> str:
    """A regular expression for all comparators of a side (``before`` or ``after``), longest first."""
    words = sorted((w.strip() for ws in _raw()[side].values() for w in ws), key=len, reverse=True)
    return one_of([_pattern(w) for w in words])


def _pattern(word: str) -> str:
    space = r"\s+" if word[:1].isalpha() or " or " in word else r"\s*"
    body = re.escape(word).replace(r"\ ", space)
    return (r"\b" if word[:1].isalpha() else "") + body + (r"\b" if word[-1:].isalpha() else "")


def sign(side: str, words: str) -> str:
    """The sign that comparator words stand for.

    >>> sign("before", "no less  than"), sign("after", "or older"), sign("before", ">/=")
    ('>=', '>=', '>=')
    """
    return _signs(side)[_squeeze(words)]
