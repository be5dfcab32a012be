"""What a rule gives for a patient, with the facts that decide and what is missing to decide."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from ...models.kleene import Truth
from ...models.patient import Recorded
from ...models.screening import Missing

X = TypeVar("X")


class Answer(NamedTuple):
    """A truth value, the facts it rests on, and, where it is unknown, what is missing."""

    truth: Truth
    facts: tuple[Recorded, ...] = ()
    missing: tuple[Missing, ...] = ()


def joined(truth: Truth, parts: Sequence[Answer]) -> Answer:
    """The answer of an operator: the facts of the parts that agree with it, or what the unknown parts lack."""
    if truth is None:
        return Answer(None, missing=_together([part.missing for part in parts if part.missing]))
    return Answer(truth, _together([part.facts for part in parts if part.truth is truth and part.facts]))


def _together(parts: list[tuple[X, ...]]) -> tuple[X, ...]:
    """Everything once, in order; of a single part, which has nothing twice, the part itself."""
    return parts[0] if len(parts) == 1 else tuple(dict.fromkeys(x for part in parts for x in part))
