"""The literal ConText rules of `context.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class ContextRule(NamedTuple):
    """A literal, the category that it gives to its targets, and where these stand."""

    literal: str
    category: str
    direction: str


DIRECTIONS = {"forward": "FORWARD", "backward": "BACKWARD", "both": "TERMINATE", "none": "PSEUDO"}


@cache
def rules() -> tuple[ContextRule, ...]:
    """Every rule of the file; a ``terminate`` rule ends the scope of the others, a ``pseudo`` rule keeps a
    shorter literal inside it from being read."""
    raw = tomllib.loads((files(__package__) / "context.toml").read_text(encoding="utf-8"))
    return tuple(
        ContextRule(literal, category.upper(), DIRECTIONS[direction])
        for category, sides in raw.items()
        if category != "examples"
        for direction, literals in sides.items()
        for literal in literals
    )
