"""What segmentation hands on: criteria as spans, with kind, nesting and group."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["inclusion", "exclusion", "unknown"]
Span = tuple[int, int]


class Item(NamedTuple):
    """One criterion: the span of its own words, without bullet or number.

    `parent` is the index of the lead-in whose sub-item it is; `lead_in` says that it has sub-items; `title` is where
    the title stands under which it is listed ("Life expectancy:").
    """

    kind: Kind
    start: int
    end: int
    parent: int | None
    group: str | None
    lead_in: bool
    title: Span | None = None


class Warn(NamedTuple):
    """Something that the reader of the rules should know; `span` is None where it is about the whole text."""

    code: str
    message: str
    span: Span | None


@dataclass(slots=True)
class Segmentation:
    """The criteria of one text in reading order, and what was doubtful."""

    criteria: list[Item] = field(default_factory=list)
    warnings: list[Warn] = field(default_factory=list)


HEADING = "##"
"""The marker of a line that a page marks as a heading inside a section: a title or a group, and never a criterion."""


class Line(NamedTuple):
    """One line, or the part of a line that an inline heading or list cut off.

    `indent` and `column` are the columns of its first sign and of its words; `marker` is the style of its
    bullet or number ("" for none), `value` what a number or letter counts; `gap` says that a blank line
    (or a heading) stands before it, `wrapped` that its first word had no room on the line above.
    """

    start: int
    end: int
    indent: int
    column: int
    marker: str
    value: int
    gap: bool
    wrapped: bool


class Block(NamedTuple):
    """A line with the lines that continue it."""

    start: int
    end: int
    indent: int
    column: int
    marker: str
    value: int
    gap: bool


class Section(NamedTuple):
    """The lines under one heading. `said` is False where the kind was not told by a heading.

    `aside`: they decide on no one's entry (superseded criteria, criteria for leaving).
    """

    kind: Kind
    group: str | None
    lines: list[Line]
    said: bool
    run_on: bool
    aside: bool = False
