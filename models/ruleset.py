"""One trial's rules: the eligibility text as received and the criteria read from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final, Literal, Self
from typing import Any as Anything

from pydantic import AfterValidator, Field, model_validator

from .base import Frozen, Span
from .quantities import PlainRange, Range
from .rules import Rule

SCHEMA_VERSION: Final = "1"
Kind = Literal["inclusion", "exclusion", "unknown"]


def _a_day(words: str) -> str:
    """Raises ValueError for a day that the calendar does not have."""
    date.fromisoformat(f"{words}-01"[:10])
    return words


IsoDate = Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"), AfterValidator(_a_day)]
"""YYYY-MM-DD, or YYYY-MM where the registry gives no day."""


class Trial(Frozen):
    """Which trial it is, and the registry's own fields (``minimum_age`` and others as the registry writes them)."""

    id: str
    title: str | None = None
    registry: str | None = None
    updated: IsoDate | None = None
    minimum_age: str | None = None
    maximum_age: str | None = None
    sex: str | None = None
    healthy_volunteers: bool | None = None


class Warning(Frozen):
    """Whatever was repaired, is ambiguous or lies out of a plausible range."""

    code: str
    message: str
    span: Span | None = None


class Criterion(Frozen):
    """One criterion: its words, and the rule that they describe.

    The rule says what the words say; ``kind`` says whether that must or must not hold.
    """

    id: str
    kind: Kind
    parent: str | None = None
    group: str | None = None
    span: Span
    text: str
    rule: Rule | None = None
    coverage: Literal["full", "partial", "none"]


class RuleSet(Frozen):
    """One trial. Raises a validation error where a span and its text disagree, or ids repeat or dangle."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    trial: Trial
    text: str
    criteria: tuple[Criterion, ...] = ()
    warnings: tuple[Warning, ...] = Field(default=())

    @model_validator(mode="after")
    def _spans_and_ids_agree(self) -> Self:
        seen: set[str] = set()
        for c in self.criteria:
            if c.id in seen:
                raise ValueError(f"criterion id {c.id} stands twice")
            if c.parent is not None and c.parent not in seen:
                raise ValueError(f"criterion {c.id}: parent {c.parent} does not stand before it")
            seen.add(c.id)
        whole, length = self.text, len(self.text)
        for where, span, text in _quotes(self):
            if span.end > length or (text is not None and whole[span.start : span.end] != text):
                raise ValueError(f"{where}: the span {span.start}–{span.end} does not hold {text!r}")
        return self


def _quotes(ruleset: RuleSet) -> Iterator[tuple[str, Span, str | None]]:
    for warning in ruleset.warnings:
        if warning.span is not None:
            yield "warning", warning.span, None
    for c in ruleset.criteria:
        yield c.id, c.span, c.text
        if c.rule is not None:
            for span, text in _spans_in(c.rule):
                yield c.id, span, text


_WITHOUT_SPANS = frozenset((str, int, float, bool, Span, Range, PlainRange))


def _spans_in(rule: Rule) -> Iterator[tuple[Span, str | None]]:
    """Every span inside a rule, with the text that stands beside it (`other` and concepts have one)."""
    parts: list[Anything] = [rule]
    for part in parts:
        if type(part) is tuple:
            parts += part
            continue
        fields = part.__dict__
        if (span := fields.get("span")) is not None:
            yield span, fields.get("text")
        for value in fields.values():
            if value and type(value) not in _WITHOUT_SPANS:
                parts.append(value)
