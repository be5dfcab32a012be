"""The anchors of `anchors.toml`: which event a window is counted from."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def _owners() -> dict[str, str]:
    raw = tomllib.loads((files(__package__) / "anchors.toml").read_text(encoding="utf-8"))
    out: dict[str, str] = {}
    for anchor, entry in raw.items():
        for word in entry.get("words", ()) if anchor != "examples" else ():
            if out.setdefault(word.lower(), anchor) != anchor:
                raise ValueError(f"anchors.toml: {word!r} belongs to {anchor} and to {out[word.lower()]}")
    return out


@cache
def pattern() -> str:
    """A regular expression for every anchor's words, longest first."""
    words = sorted(_owners(), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words) + r")(?!\w)"


def anchor_of(words: str) -> str:
    """The anchor that words stand for.

    >>> anchor_of("study  entry"), anchor_of("Randomisation")
    ('enrolment', 'randomization')
    """
    return _owners()[re.sub(r"\s+", " ", words).lower()]
