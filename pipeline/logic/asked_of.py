"""Of whom something is asked, and where the comma stands behind them: "for women of childbearing potential, …"."""

import re

from ..parts import Part
from . import brackets
from .nodes import Words, negation

PEOPLE = (
    r"(?:patients?|subjects?|participants?|individuals?|persons?|people|those|any(?:one|body)|women|men|mothers|(?:fe)?males|volunteers?|"
    r"adults|children|adolescents|infants|diabetics|smokers|asthmatics|donors|recipients|[fpw]o?cbp)"
)
_FURTHER_PEOPLE = re.compile(
    rf",\s*(?:(?:and|or|for|in|all|any|the)\s+)*(?:[\w-]+\s+){{0,2}}?{PEOPLE}\b", re.IGNORECASE
)
""" "For men, postmenopausal women and those with a hysterectomy, …"."""


def commas(view: str, start: int, end: int) -> list[int]:
    """The commas of a stretch outside its brackets."""
    held = brackets.spans(view, start, end)
    return [i for i in range(start, end) if view[i] == "," and not any(a < i < b for a, b in held)]


def after_comma(w: Words, start: int, end: int, comma: int, premise: list[Part], consequence: list[Part]) -> bool:
    """Whether this one of several commas parts people from what is asked: "for women, no X, no Y, and Z".

    What is asked is a limit, a denial or contraception; another name of the list may still say who is meant.
    """
    all_commas = commas(w.view, start, end)
    if len(all_commas) == 1:
        return True
    attributes = [p.leaf["op"] == "attribute" for p in premise]
    if all_commas[0] < comma and (any(attributes) or not premise):
        return False
    if _FURTHER_PEOPLE.match(w.view, comma, end) or any(requires(p) for p in premise):
        return False
    return all(attributes) or requires(consequence[0])


def requires(p: Part) -> bool:
    """A limit, a denial or contraception is required of some; a disease is what somebody has."""
    leaf = p.leaf
    return leaf["op"] == "threshold" or leaf.get("name") == "contraception" or negation(p) is not None
