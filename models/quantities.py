"""Numbers that cannot lie: bounds with their inclusiveness, ranges with their unit, windows with their anchor."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .base import Frozen, Span

Number = int | Annotated[float, Field(allow_inf_nan=False)]

UNIT_PATTERN = r'(?:\[[A-Za-z0-9][^\s\[\]{}]*\]|\{[A-Za-z0-9][^\s\[\]{}]*\}|[^\s\[\]{}();,"?=<>])+'
"""How a UCUM unit looks: no spaces, brackets and braces closed."""
RESERVED_UNITS = ("x", "of", "for", "dose", "to", "except", "before", "after", "past", "current", "planned")

Unit = Annotated[str, Field(pattern=f"^{UNIT_PATTERN}$")]

Anchor = Literal[
    "screening", "consent", "enrolment", "randomization", "baseline", "first_dose", "study_start",
    "surgery", "diagnosis", "last_dose", "visit", "now", "other",
]  # fmt: skip


class Bound(Frozen):
    """One end of a range; ``inclusive`` says whether the value itself belongs to it."""

    value: Number
    inclusive: bool


class PlainRange(Frozen):
    """An interval with at least one end. ``unit`` is UCUM: ``1`` for scores and counts, null where none is written.

    Raises a validation error for an interval without ends or without members.
    """

    lower: Bound | None = None
    upper: Bound | None = None
    unit: Unit | None = None

    @model_validator(mode="after")
    def _has_members(self) -> Self:
        if self.unit in RESERVED_UNITS:
            raise ValueError(f"{self.unit!r} is a word of the notation, not a unit")
        if self.lower is None and self.upper is None:
            raise ValueError("a range needs a lower or an upper bound")
        if self.lower is not None and self.upper is not None:
            low, high = self.lower, self.upper
            if low.value > high.value or (low.value == high.value and not (low.inclusive and high.inclusive)):
                raise ValueError(f"an empty range: {low.value} to {high.value}")
        return self


class Range(PlainRange):
    """A range as written, and ``canonical``: the same range in the measure's canonical unit, or null."""

    canonical: PlainRange | None = None


class Duration(Range):
    """How long something lasts ("stable for at least 3 months"); ``span`` covers its own words."""

    span: Span | None = None


class Window(Frozen):
    """A washout or look-back: the time between an event and an anchor."""

    range: Range
    direction: Literal["before", "after"] = "before"
    anchor: Anchor = "now"
    anchor_text: str | None = None
    span: Span | None = None
