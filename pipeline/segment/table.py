"""Kinds that a table's headings give: to the cells below them, or to the line before each."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .base import Line, Section, Span

_ROWS, _COLUMNS = 3, 2
_KINDS = re.compile(
    r"^[| \t]{0,9}(?:\w{1,20} )?(?:in|ex)clusion\b[^|\t\n]{0,40}?(?P<sign>[|\t]| {3,80})"
    r"[ \t]{0,9}(?:\w{1,20} )?(?:in|ex)clusion\b[^|\t\n]{0,40}[| \t\r]{0,9}$",
    re.IGNORECASE | re.MULTILINE,
)


_Row = tuple[list[int], list[Span]]
"""Where the signs between the cells of a row stand, and the cells."""


def side_by_side(text: str) -> tuple[list[int], list[tuple[Span, Span]]]:
    """Where cells end in rows under two kinds ("| Inclusion | Exclusion |", tabs, spaces), and the table's columns."""
    breaks: list[int] = []
    columns: list[tuple[Span, Span]] = []
    for head in _KINDS.finditer(text):
        first: list[Span] = []
        spaced = head["sign"].isspace() and head["sign"] != "\t"
        begin, second = head.start(), head.end("sign")
        for signs, cells in _aligned(text, begin, second) if spaced else _rows_from(text, begin, head["sign"]):
            breaks += signs
            columns += zip(first, cells, strict=True) if first else ()
            first = first or cells
    return breaks, columns


def _lines(text: str, start: int) -> Iterator[Span]:
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _aligned(text: str, start: int, second: int) -> Iterator[_Row]:
    """The rows whose second cell begins below an offset, after spaces; a row may lack either cell."""
    for line, end in _lines(text, start):
        at = line + second - start
        if at >= end:
            yield [], [(line, end), (end, end)]
        elif text[at - 1] == " ":
            yield [at - 1], [(line, at - 1), (at, end)]
        else:
            return


def _rows_from(text: str, start: int, sign: str) -> Iterator[_Row]:
    """The rows of two cells from an offset on."""
    for line, end in _lines(text, start):
        signs = [i for i in range(line, end) if text[i] == sign]
        cells = [(a + 1, b) for a, b in pairwise([line - 1, *signs, end])]
        if sign == "|" and text[line:end].lstrip().startswith("|"):
            cells = cells[1:-1]  # what stands outside of the outer pipes is none
        if len(cells) != _COLUMNS:
            return
        yield signs, cells


class Table:
    """The sections that headings in the first row of a table open over the cells below them.

    `columns` are the spans of a cell in the first row and of a cell below it.
    """

    def __init__(self, columns: Sequence[tuple[Span, Span]]) -> None:
        self._heads = sorted({head for head, _ in columns})
        self._cells = sorted((cell, head) for head, cell in columns)
        self._opened: dict[Span, Section] = {}

    def opens(self, line: Line, section: Section) -> bool:
        """Whether the heading of a section stands in a first row, over a column."""
        i = bisect_right(self._heads, line.start, key=lambda head: head[0])
        if not i or line.start >= self._heads[i - 1][1]:
            return False
        self._opened[self._heads[i - 1]] = section
        return True

    def over(self, line: Line, now: Section) -> Section | None:
        """A new section for a line whose column is another's than the section that it would stand in."""
        if not self._opened:
            return None
        i = bisect_right(self._cells, line.start, key=lambda cell: cell[0][0])
        cell, head = self._cells[i - 1] if i else ((0, 0), (0, 0))
        section = self._opened.get(head) if line.start < cell[1] else None
        if section is None or (section.kind, section.group) == (now.kind, now.group):
            return None
        return section._replace(lines=[])


def kinds_behind(sections: list[Section]) -> list[Section]:
    """Sections anew where each line has its kind behind it ("Gout", "Exclusion", "Age 20-50", "Inclusion")."""
    at = max(i for i, section in enumerate(sections) if not section.said)
    first, *others = sections[at:]
    if len(others) < _ROWS or not first.lines or others[-1].lines or any(_rows(s) != 1 for s in others[:-1]):
        return sections
    moved = [after._replace(lines=before.lines[-1:]) for before, after in pairwise(sections[at:])]
    return [*sections[:at], first._replace(lines=first.lines[:-1]), *moved]


def _rows(section: Section) -> int:
    """How many lines say something beside a number."""
    return sum(line.start < line.end for line in section.lines)
