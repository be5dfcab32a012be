"""The "and" before the last of a list among exclusions, where a member is unread: any of the list excludes."""

import re

from ..parts import Part
from .neighbours import AND_AFTER_COMMA, LIST, OR_AFTER_COMMA, TIGHT, Joint, between, needs_both, parted
from .nodes import Words, negation

_PLAIN_AND = re.compile(
    r"(?:\s+[^\W\d]+)?\s*,?\s*(?:\band|\bas\s+well\s+as|&)\s+(?:(?:any|all|other|an?|the|previous|prior|known|current|active|also)\s+)*",
    re.IGNORECASE,
)
_NO_MEMBER = re.compile(
    r"(?:therefore|thus|hence|then|so|who|which|that|not|unable|unwilling|unfit|unsuitable|ineligible|likely|unlikely|expected|"
    r"considered|deemed|judged|thought|known|told|left|found|still|only|at)\b|\w+(?:ly)?\s+(?:considered|deemed|judged|told)\b",
    re.IGNORECASE,
)
"""What is said of the list: "diabetes, gout and considered inoperable"."""


def close(w: Words, found: list[Joint | None], pairs: list[tuple[Part, Part]]) -> None:
    """ "Asthma, gout, and odd behaviours": of three or more, whether the last or the one before is unread."""
    for i in range(1, len(found)):
        joint, (a, b) = found[i], pairs[i]
        if found[i - 1] is not None or joint is None or joint.op != "all" or joint.binds:
            continue
        words = between(w, a, b)
        if joint.level in (TIGHT, AND_AFTER_COMMA) and _unread(a, b) and _PLAIN_AND.fullmatch(words):
            first = pairs[_first(found, i)][0]
            if first.leaf["op"] != "attribute" and not needs_both(w, first) and not needs_both(w, a):
                found[i] = Joint("any", OR_AFTER_COMMA if parted(words) else LIST)


def _unread(a: Part, b: Part) -> bool:
    if b.leaf["op"] == "other" and _NO_MEMBER.match(b.leaf["text"]):
        return False
    named = "attribute" not in (a.leaf["op"], b.leaf["op"]) and negation(a) is None and negation(b) is None
    return named and "other" in (a.leaf["op"], b.leaf["op"])


def _first(found: list[Joint | None], i: int) -> int:
    while i and found[i - 1] is None:
        i -= 1
    return i
