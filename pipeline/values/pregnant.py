"""Values of mothers in trials whose participants they are: "maternal age ≥ 18" of pregnant women is the age."""

import re
from dataclasses import replace

from ...patterns.gate import Gated
from ...patterns.measures import measures
from ..parts import Bounded, Work

_FLAGS = re.IGNORECASE
_PREGNANT = Gated(
    r"\b(?:pregnant|pregnanc(?:y|ies)|singletons?|gestational\s+age|weeks?['’]?\s+(?:of\s+)?gestation|gravid\w*|nullipar\w*|primipar\w*|"
    r"multipar\w*|primigravid\w*|parturients?|in\s+labou?r|induction\s+of\s+labou?r|cervical\s+length|cesarean|caesarean)\b",
    _FLAGS,
)
_CHILD = Gated(
    r"\b(?:infants?|neonat\w+|newborns?|bab(?:y|ies)|child(?:ren)?|toddlers?|offspring|preterms?|dyads?|born|birth\s?weight|apgar|hours?\s+of\s+life|"
    r"days?\s+of\s+life|fathers?|paternal)\b",
    _FLAGS,
)
_MATERNAL = "maternal "


def their_own(view: str, works: list[Work]) -> None:
    """Gives the values of the mother their plain names, where pregnant women and no children are included."""
    if not any(b.name.startswith(_MATERNAL) for w in works for b in w.bounded):
        return
    included = [w for w in works if w.kind == "inclusion"]
    pregnant = any(_PREGNANT.search(view, w.start, w.end) for w in included)
    if not pregnant or any(_CHILD.search(view, w.start, w.end) for w in included):
        return
    for work in works:
        work.bounded = [_own(b) for b in work.bounded]


def _own(b: Bounded) -> Bounded:
    name = b.name.removeprefix(_MATERNAL)
    return b if name == b.name else replace(b, name=name, measure=measures().get(name, b.measure))
