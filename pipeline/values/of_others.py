"""Values of somebody else than the patient ("has a child aged 2 to 5", "maternal temperature"); weights at birth."""

import re
from dataclasses import replace

from ...patterns.measures import measures
from ..parts import Bounded

_FLAGS = re.IGNORECASE
_CHILD = (
    r"(?:child(?:ren)?|infants?|toddlers?|adolescents?|teen(?:ager)?s?|sons?|daughters?|newborns?|bab(?:y|ies)|youths?)"
)
_SO_OLD = (
    r"\s*(?:\(|\b(?:living|at\s+home|who|that|is|are|must\s+be|be|aged?|ages|of|the|a|between|from|in|currently)\b|\s)*"
    r"(?:(?:[<>≤≥=]+|(?:at\s+least|at\s+most|under|over|above|below|(?:less|more|older|younger|greater)\s+than)\b)\s*\d{1,2}(?:\.\d)?\s*"
    r"(?:years?|months?|weeks?|days?)?(?:\s+(?:of\s+age|old))?\s*(?:or|and|but|,)\s*)?\Z"
)
_HAS_CHILD = re.compile(
    r"\b(?:(?:parents?|caregivers?|carers?|guardians?|mothers?|fathers?|caretakers?|grandparents?|families)\s+(?:of|to|for|with)|"
    r"(?:breast[\s-]?feed(?:s|ing)?|nursing)(?=\s+(?:an?|the|one|their|her)\s)|ha(?:s|ve|ving)|rais(?:es?|ing)|living\s+with|lives?\s+with|car(?:es?|ing)\s+for|custody\s+of|responsible\s+for|with)\s+"
    r"(?:(?:at\s+least|an?|one|two|1|2|or|more|the|their|own|biological|young|healthy|only|any)\s+)*"
    rf"{_CHILD}{_SO_OLD}",
    _FLAGS,
)
_ANOTHER = re.compile(
    rf"\b(?P<who>partner|spouse|husband|wife|sibling|brother|sister|twin|fetus|father)s?{_SO_OLD}"
    r"|\b(?:ha(?:s|ve|ving)|living\s+with|lives?\s+with|accompanied\s+by)\s+(?:(?:at\s+least|an?|one|1|the|their|adult|informal|primary|family)\s+)*"
    rf"(?P<helper>caregiver|carer|parent|guardian|companion|informant|study\s+partner){_SO_OLD}",
    _FLAGS,
)
_MOTHER = re.compile(rf"\b(?:mother|maternal)(?:\s+is)?{_SO_OLD}", _FLAGS)
_REACH = 90
_WHOSE = re.compile(
    r"\b(?:(?P<mother>maternal|mother(?:['’]s)?)|(?P<father>paternal|father(?:['’]s)?)|"
    r"(?P<other>partner|spouse|husband|wife|donor|sibling|caregiver|carer|twin|fetus)['’]s|(?P<kind>f(?:o?e)tal|donor|partner))\s+(?:(?:is|being)\s+)?(?:aged?\s+)?\Z",
    re.IGNORECASE,
)
"""Mothers in the plural may be those who take part."""
_NEAR = 24
_AT_BIRTH = re.compile(r"\s*,?\s*(?:at|of)\s+birth\b", _FLAGS)
NEWBORN = re.compile(r"(?:infants?|newborns?|neonates?|bab(?:y|ies))", _FLAGS)


def of_another(view: str, start: int, b: Bounded) -> Bounded:
    """An age that is told of a child, a partner or a mother is none of the patient's, under a name of its own."""
    if b.name != "age":
        return b
    before = view[max(start, b.quantity.start - _REACH) : b.quantity.start]
    for sign, name in ((_HAS_CHILD, "child age"), (_MOTHER, "maternal age")):
        if sign.search(before):
            return replace(b, name=name, measure=measures()[name])
    if (other := _ANOTHER.search(before)) is not None:
        return replace(b, name=f"{(other['who'] or other['helper']).lower()} age", measure=None)
    return b


def of_parent(view: str, b: Bounded) -> Bounded:
    """The value under the name of the parent whose it is."""
    start = b.start if b.words is None else min(b.start, b.words[0])
    m = _WHOSE.search(view, max(0, start - _NEAR), start)
    if m is None or b.name.startswith(("maternal", "paternal")):
        return b if m is None else replace(b, start=m.start())
    who = "maternal" if m["mother"] else "paternal" if m["father"] else (m["other"] or m["kind"]).lower()
    who = "fetal" if who == "foetal" else who
    if b.name.startswith(f"{who} "):
        return replace(b, start=m.start())
    name = f"{who} {b.name}"
    return replace(b, start=m.start(), name=name, measure=measures().get(name))


def at_birth(view: str, b: Bounded) -> Bounded:
    """ "Weighing less than 1500 g at birth": a birth weight, and none of today."""
    behind = _AT_BIRTH.match(view, b.end) if b.name == "body weight" else None
    if behind is None:
        return b
    return replace(b, name="birth weight", measure=measures()["birth weight"], end=behind.end())
