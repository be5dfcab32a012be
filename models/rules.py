"""The boolean algebra of contract 1: four operators and five leaves, told apart by ``op``."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .base import Frozen, Span
from .notation import notation
from .quantities import Duration, Range, Window

Role = Literal["drug", "drug_class", "procedure", "therapy", "vaccine", "study"]
Status = Literal["current", "past", "planned"]
RelativeTo = Literal["ULN", "LLN", "baseline", "predicted"]
Name = Annotated[str, Field(min_length=1)]


class Code(Frozen):
    """A code of a terminology, with the terminology's own name for it."""

    system: str
    code: str
    display: str | None = None


class Mention(Frozen):
    """Other words for the same thing, beside it ("teriflunomide (**Aubagio®**)")."""

    text: str
    span: Span | None = None


class Concept(Frozen):
    """What a leaf is about: the words as written, and the normalised ``name``.

    ``text`` and ``span`` are null where the words leave it out, as the age in "18 years or older".
    """

    name: Name
    text: str | None = None
    span: Span | None = None
    also: tuple[Mention, ...] = ()
    codes: tuple[Code, ...] = ()


class Node(Frozen):
    """A rule; ``str(rule)`` is its notation, which :func:`trialrules.models.parse` reads back."""

    def __str__(self) -> str:
        return notation(self)


class All(Node):
    """Every one holds."""

    op: Literal["all"] = "all"
    of: tuple[Rule, ...] = Field(min_length=1)


class Any(Node):
    """At least one holds."""

    op: Literal["any"] = "any"
    of: tuple[Rule, ...] = Field(min_length=1)


class Not(Node):
    """It does not hold."""

    op: Literal["not"] = "not"
    of: Rule


class AtLeast(Node):
    """At least ``count`` of them hold ("two or more of the following")."""

    op: Literal["at_least"] = "at_least"
    count: int = Field(ge=1)
    of: tuple[Rule, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _can_hold(self) -> Self:
        if self.count > len(self.of):
            raise ValueError(f"at least {self.count} of {len(self.of)} can never hold")
        return self


class Threshold(Node):
    """A measured, counted or graded quantity lies in a range; ``of`` is what is graded, staged or counted."""

    op: Literal["threshold"] = "threshold"
    measure: Concept
    of: Concept | None = None
    range: Range
    relative_to: RelativeTo | None = None
    window: Window | None = None
    duration: Duration | None = None
    span: Span | None = None


class Exposure(Node):
    """A drug, drug class, procedure, therapy, vaccine or study was or is given.

    ``excluding`` names kinds of the agent that do not count ("vaccines other than influenza vaccine").
    """

    op: Literal["exposure"] = "exposure"
    agent: Concept
    excluding: tuple[Concept, ...] = ()
    role: Role
    status: Status | None = None
    window: Window | None = None
    duration: Duration | None = None
    dose: Range | None = None
    span: Span | None = None


class Condition(Node):
    """A disease, finding or state; an allergy or contraindication names its object in ``to``."""

    op: Literal["condition"] = "condition"
    condition: Concept
    to: Concept | None = None
    to_role: Role | None = None
    excluding: tuple[Concept, ...] = ()
    status: Status | None = None
    window: Window | None = None
    duration: Duration | None = None
    span: Span | None = None

    @model_validator(mode="after")
    def _role_goes_with_object(self) -> Self:
        if self.to is None and self.to_role is not None:
            raise ValueError("to_role without to")
        return self


class Attribute(Node):
    """Sex, childbearing potential, language, residence and the like."""

    op: Literal["attribute"] = "attribute"
    name: Name
    value: Name
    span: Span | None = None


class Other(Node):
    """Words that a person must judge (consent, the investigator's opinion)."""

    op: Literal["other"] = "other"
    text: str
    span: Span | None = None


Rule = Annotated[
    All | Any | Not | AtLeast | Threshold | Exposure | Condition | Attribute | Other,
    Field(discriminator="op"),
]
Leaf = Threshold | Exposure | Condition | Attribute | Other

for _operator in (All, Any, Not, AtLeast):
    _operator.model_rebuild()
