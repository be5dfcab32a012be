"""Diffs to text: JSON lines, a table for a terminal, and a page."""

import difflib
import re
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import NamedTuple, TextIO

from ...models.diff import CriterionDiff, RuleSetDiff
from . import telling

WIDTH_OF_FILES = 120
"""Columns where the output is no terminal."""

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


class Piece(NamedTuple):
    """A stretch of words: in both readings (""), gone ("del") or new ("ins")."""

    kind: str
    text: str


def write(diffs: Iterable[RuleSetDiff], stream: TextIO, format: str) -> None:
    """Writes diffs as ``jsonl``, ``table`` or ``html``."""
    {"jsonl": _jsonl, "table": _table, "html": _html}[format](diffs, stream)


def _jsonl(diffs: Iterable[RuleSetDiff], stream: TextIO) -> None:
    stream.writelines(diff.model_dump_json() + "\n" for diff in diffs)


def _table(diffs: Iterable[RuleSetDiff], stream: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream, width=None if stream.isatty() else WIDTH_OF_FILES, highlight=False)
    for diff in diffs:
        console.print(Text(telling.title(diff), "bold"))
        if diff.criteria:
            table = Table("criterion", "what changed", "eligibility", show_lines=True)
            for c in diff.criteria:
                said = Text("\n".join((f"{telling.SIGNS[c.status]} {telling.STATUS[c.status]}", *telling.lines(c))))
                table.add_row(Text(telling.places(c)), said, Text(telling.EFFECTS.get(c.effect or "", "")))
            console.print(table)
        console.print(Text("\n".join((*telling.below(diff), telling.summary(diff), ""))))


def _html(diffs: Iterable[RuleSetDiff], stream: TextIO) -> None:
    from jinja2 import Environment

    template = (resources.files(__package__) / "page.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    stream.writelines(environment.from_string(template).generate(diffs=list(diffs), telling=telling, pieces=pieces))


def pieces(c: CriterionDiff) -> Iterator[Piece]:
    """The words of a criterion, with what is gone and what is new.

    >>> from ...models.diff import Side
    >>> old = Side(id="I1", kind="inclusion", group=None, words="a b", rule=None, coverage="none")
    >>> new = old.model_copy(update={"words": "a c"})
    >>> [tuple(piece) for piece in pieces(CriterionDiff(status="changed", old=old, new=new))]
    [('', 'a '), ('del', 'b'), ('ins', 'c')]
    """
    old, new = (_WORD.findall(side.words) if side is not None else [] for side in (c.old, c.new))
    for _, a, b, x, y in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[a:b] == new[x:y]:
            yield Piece("", "".join(old[a:b]))
            continue
        if a < b:
            yield Piece("del", "".join(old[a:b]))
        if x < y:
            yield Piece("ins", "".join(new[x:y]))
