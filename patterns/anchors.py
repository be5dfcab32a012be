"""The anchors of `anchors.toml`: which event a window is counted from."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from .alternation import one_of

_NOT_ANCHORS = ("parts", "examples")


@cache
def _tables() -> dict[str, Any]:
    raw = tomllib.loads((files(__package__) / "anchors.toml").read_text(encoding="utf-8"))
    return {"parts": raw["parts"], "anchors": {a: e for a, e in raw.items() if a not in _NOT_ANCHORS}}


@cache
def _owners() -> dict[str, str]:
    out: dict[str, str] = {}
    for anchor, entry in _tables()["anchors"].items():
        for word in entry.get("words", ()):
            if out.setdefault(word.lower(), anchor) != anchor:
                raise ValueError(f"anchors.toml: {word!r} belongs to {anchor} and to {out[word.lower()]}")
    return out


@cache
def _shapes() -> list[tuple[str, str]]:
    """Each anchor with its shapes, as regular expressions."""
    parts = _tables()["parts"]

    def spelt(shape: str) -> str:
        while (whole := re.sub(r"\{([a-z_]+)\}", lambda m: parts[m[1]], shape)) != shape:
            shape = whole
        return shape.replace(" ?", r"\s*").replace(" ", r"\s+")

    return [(a, spelt(shape)) for a, entry in _tables()["anchors"].items() for shape in entry.get("shapes", ())]


@cache
def pattern() -> str:
    """A regular expression for every anchor's words: the shapes first, then the words, longest first."""
    words = sorted(_owners(), key=len, reverse=True)
    each = [shape for _, shape in _shapes()] + [one_of([re.escape(w).replace(r"\ ", r"\s+") for w in words])]
    return "(?:" + "|".join(each) + r")(?!\w)"


@cache
def _by_shape() -> list[tuple[str, re.Pattern[str]]]:
    return [(anchor, re.compile(shape, re.IGNORECASE)) for anchor, shape in _shapes()]


def anchor_of(words: str) -> str:
    """The anchor that words stand for.

    >>> anchor_of("study  entry"), anchor_of("Randomisation"), anchor_of("Visit 3")
    ('enrolment', 'randomization', 'visit')
    """
    said = re.sub(r"\s+", " ", words).lower()
    if (anchor := _owners().get(said)) is not None:
        return anchor
    return next(anchor for anchor, shape in _by_shape() if shape.fullmatch(said))
