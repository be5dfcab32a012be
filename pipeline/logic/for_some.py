"""What is asked of some: "age 75 or older: no prior stroke", "no limit in Gilbert's syndrome"; of both sexes."""

import re

from ...patterns.gate import Gated
from ..parts import Part
from . import permissions
from .nodes import Reading, Rule, Words, at, join, negate, negation

_FLAGS = re.IGNORECASE
_AGE_THEN = Gated(r";\s*(?:if\s+)?aged?\b[^;:,.]{1,30}:\s", _FLAGS)
_NO_LIMIT = Gated(
    r"\bno\s+(?:upper\s+|lower\s+)?limits?"
    r"(?:\s+(?P<whom>(?:in|for|with|if|when)(?:\s+(?:patients|subjects|those|participants)\s+with)?))?\b",
    _FLAGS,
)
_AGED = re.compile(r"[^,;.()]*,\s*(?:(?:who|are|is|and|aged?|ages|between|from|of|with|an|in|the|range)\s+)*", _FLAGS)
"""Between the last of those who may take part and the age of them all."""


def of_both_sexes(w: Words, start: int, end: int, parts: list[Part], read: Reading) -> Rule | None:
    """ "Healthy men, or postmenopausal women, aged 18 to 55": health and the age behind the comma are asked of both."""
    if w.kind != "inclusion" or not {"male", "female"} <= {p.leaf.get("value") for p in parts}:
        return None
    first, aged = parts[0], [p for p in parts if p.value is not None and p.leaf["measure"]["name"] == "age"]
    names = [p.leaf.get("name") for p in parts]
    if (
        first.leaf.get("name") == "healthy volunteer"
        and negation(first) is None
        and names.count("healthy volunteer") == 1
    ):
        return join("all", [first.leaf, read(w, first.end, end, parts[1:])])
    before = [p for p in parts if aged and at(p) < at(aged[0])]
    tail = [p for p in parts if not any(p is q for q in before)]
    sexes = [{p.leaf.get("value") for p in some if p.leaf.get("name") == "sex"} for some in (before, tail)]
    if (
        len(aged) != 1
        or sexes != [{"male", "female"}, set()]
        or not _AGED.fullmatch(w.view, before[-1].end, tail[0].start)
    ):
        return None
    return join("all", [read(w, start, tail[0].start, before), read(w, tail[0].start, end, tail)])


def no_limit(w: Words, start: int, end: int, parts: list[Part], read: Reading) -> Rule | None:
    """ "Bilirubin <= 1.5 x ULN (no limit in Gilbert's syndrome)": of those who have it nothing is asked."""
    m = _NO_LIMIT.search(w.view, start, end) if w.kind == "inclusion" else None
    if m is None:
        return None
    a, b = permissions.around(w.view, start, end, m.start())
    a = max(a, w.view.rfind(";", a, m.start()) + 1)
    rest = [p for p in parts if not a <= at(p) < b]
    whom = [p for p in parts if m.end() <= at(p) < b]
    if not rest or any(a <= at(p) < m.start() for p in parts):
        return None
    w.heard.append(m.span())
    free = [p for p in whom if p.leaf["op"] != "other" or m["whom"]]
    rule = read(w, start, end, rest)
    return join("any", [rule, read(w._replace(kind="exclusion"), m.end(), b, free)]) if free else rule


def of_an_age(w: Words, start: int, end: int, parts: list[Part], read: Reading) -> Rule | None:
    """ "BMI < 35; age 75 or older: no prior stroke": what is asked of those of that age alone."""
    m = _AGE_THEN.search(w.view, start, end) if w.kind == "inclusion" else None
    if m is None:
        return None
    before, after = [p for p in parts if at(p) < m.start()], [p for p in parts if at(p) >= m.end()]
    age = [p for p in parts if m.start() <= at(p) < m.end()]
    if not before or not after or [p.leaf.get("measure", {}).get("name") for p in age] != ["age"]:
        return None
    w.heard.append(m.span())
    asked = join("any", [negate(age[0].leaf), read(w, m.end(), end, after)])
    return join("all", [read(w, start, m.start(), before), asked])
