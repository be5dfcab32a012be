"""What every part of the contract shares: frozen classes without surplus fields, and spans."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Frozen(BaseModel):
    """A value that cannot change and that refuses fields the contract does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """Unicode code points ``[start, end)`` of the RuleSet's text.

    >>> Span(start=3, end=9)
    Span(start=3, end=9)
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"a span ends before it starts: {self.start}–{self.end}")
        return self
