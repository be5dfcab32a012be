"""The words that make a noun phrase a condition or a procedure, and the words that belong to its name."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ...patterns.fold import fold

NAMES_MORE = ("condition", "procedure")
ADJECTIVE = re.compile(
    r"\w{2,}(?:ic|al|ous|ive|ar|ary|oid|ian|ated|ed|ing|ant|ent|able|ible|ish|less|wise|genic|ile|ular)$"
)


@dataclass(frozen=True, slots=True)
class Heads:
    """The words that make a noun phrase a condition or a procedure."""

    kind: str
    heads: frozenset[str]
    suffix: re.Pattern[str]
    excluded: frozenset[str]
    modifiers: frozenset[str]
    pattern: str


@cache
def heads_of(kind: str) -> Heads:
    path = f"patterns/{kind}s/heads.toml"
    raw = tomllib.loads(files("trialrules").joinpath(path).read_text(encoding="utf-8"))
    words = {key: frozenset(map(fold, raw.get(key, ()))) for key in ("heads", "not", "modifiers")}
    suffix = re.compile(r"\w{3,}(?:" + "|".join(map(fold, raw.get("suffixes", ("\0",)))) + r")$")
    return Heads(kind, words["heads"], suffix, words["not"], words["modifiers"], path)


def normal(text: str) -> str:
    """A name as it is kept: lower case, single spaces.

    >>> normal("Severely impaired\\n vision")
    'severe impaired vision'
    """
    name = re.sub(r"\s+", " ", text).strip().lower()
    return re.sub(r"\A(severe|moderate|mild|marked|significant)ly(?=\s|\Z)", r"\1", name)
