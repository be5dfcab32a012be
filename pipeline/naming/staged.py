"""What stands before a disease's stage or grade and is of the disease's name: "unresectable stage III melanoma"."""

import re
from typing import Any

from ...patterns.fold import fold
from ...patterns.gate import Gated
from ...patterns.words import quality_words
from .courses import ADVERBS, COURSES, RANKED

_WORD = re.compile(
    r"(?<![\w-])((?:non-?)?[a-z]+)(?:-(?:risk|grade))?(\s*,\s*(?:(?:or|and)\s+)?|\s+(?:or|and)\s+|\s*/\s*|[\s-]+)\Z",
    re.IGNORECASE,
)
_STATES = frozenset(
    ("active", "controlled", "stable", "significant", "underlying", "treated", "upper", "lower", "left", "right")
)
"""What is a state or a site, and makes no other disease of it."""
_RISKS = frozenset(("low", "intermediate", "high", "standard", "average"))
_DONE = frozenset(("completely", "newly", "previously"))
_REACH = 80
_NYHA = Gated(r"\b(?:NYHA|New\s+York\s+Heart)\b", re.IGNORECASE)
_OF_HEART = re.compile(r"(?:heart|cardiac|ventricular) (?:failure|insufficiency|dysfunction)")


def by_its_scale(view: str, start: int, leaf: dict[str, Any]) -> None:
    """ "Grade III-IV cardiac insufficiency by the NYHA criteria": the scale that its author names elsewhere."""
    if leaf["measure"]["name"] != "grade" or _OF_HEART.search(leaf["of"]["name"]) is None:
        return
    if _NYHA.search(view, start) is not None:
        leaf["measure"] = {**leaf["measure"], "name": "NYHA"}


def courses(view: str, start: int, at: int) -> list[tuple[int, int]]:
    """The courses right before ``at``, each of which makes a disease of its own; one that is several words is one.

    No course where another word of a list stands before them, which may be a course that nobody knows.
    """
    out: list[tuple[int, int]] = []
    signs: list[str] = []
    first = at
    while (m := _WORD.search(view, max(start, first - _REACH), first)) is not None:
        key, sign = fold(m[1]).removeprefix("non").lstrip("-"), m[2].strip(" \n-").lower()
        known = key in COURSES - RANKED or key in quality_words() - _STATES
        rank = key in _RISKS and view[m.end(1) : m.start(2)].lower() in ("-risk", "-grade")
        adverb = bool(out) and not sign and (key in ADVERBS or key in _DONE)
        if not (known or rank or adverb) or (sign and not out):
            if sign and out:
                return []
            break
        if out and not sign:
            out[0] = (m.start(1), out[0][1])
        else:
            out.insert(0, (m.start(1), m.start(2)))
            signs.append(sign)
        first = m.start(1)
    if any("and" in sign for sign in signs):
        return []
    if len(out) > 1 and not any("or" in sign or "/" in sign for sign in signs):  # "locally advanced, unresectable"
        return [(out[0][0], out[-1][1])]
    return out
