"""What a rule gives for a patient, with the facts that decide and what is missing to decide."""

from collections.abc import Sequence
from typing import NamedTuple

from ...models.kleene import Truth
from ...models.patient import Recorded
from ...models.screening import Missing


class Answer(NamedTuple):
    """A truth value, the facts it rests on, and, where it is unknown, what is missing."""

    truth: Truth
    facts: tuple[Recorded, ...] = ()
    missing: tuple[Missing, ...] = ()


def joined(truth: Truth, parts: Sequence[Answer]) -> Answer:
    """The answer of an operator: the facts of the parts that agree with it, or what the unknown parts lack."""
    if truth is None:
        return Answer(None, missing=tuple(dict.fromkeys(m for part in parts for m in part.missing)))
    agreeing = [part for part in parts if part.truth is truth]
    return Answer(truth, tuple(dict.fromkeys(fact for part in agreeing for fact in part.facts)))
