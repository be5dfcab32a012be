"""Reads brat's standoff files (https://brat.nlplab.org/standoff.html)."""

import re
from pathlib import Path
from typing import NamedTuple

from ...errors import ReadError
from ...models import Span


class Mark(NamedTuple):
    """A text-bound annotation: its type, its pieces, and their hull."""

    type: str
    pieces: tuple[Span, ...]
    text: str

    @property
    def hull(self) -> Span:
        """From the first piece's start to the last one's end."""
        return Span(start=self.pieces[0].start, end=self.pieces[-1].end)


class Event(NamedTuple):
    """An event: its type, its trigger's id, and its arguments as (role, id) with the role's number taken off."""

    type: str
    trigger: str
    arguments: tuple[tuple[str, str], ...]


class Brat(NamedTuple):
    """One annotated document."""

    text: str
    marks: dict[str, Mark]
    events: dict[str, Event]
    attributes: dict[tuple[str, str], str]
    relations: tuple[tuple[str, str, str], ...]


def read(path: Path) -> Brat:
    """The annotations of a ``.ann`` file and the text beside it. Raises ReadError for a line that is none."""
    brat = Brat(_text(path.with_suffix(".txt")), {}, {}, {}, ())
    relations = []
    for n, line in enumerate(_text(path).split("\n"), 1):
        try:
            if relation := _line(brat, line.rstrip("\r")):
                relations.append(relation)
        except (ValueError, IndexError) as wrong:
            raise ReadError(f"{path}, line {n}: no standoff annotation: {line[:60]!r}") from wrong
    return brat._replace(relations=tuple(relations))


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as failed:
        raise ReadError(f"{path}: {getattr(failed, 'strerror', None) or 'not UTF-8'}") from failed


def _line(brat: Brat, line: str) -> tuple[str, str, str] | None:
    """Takes in one line; gives it back where it is a relation."""
    id, _, rest = line.partition("\t")
    match id[:1]:
        case "T":
            head, text = rest.split("\t", 1)
            type_, places = head.split(" ", 1)
            pieces = (tuple(map(int, piece.split())) for piece in places.split(";"))
            brat.marks[id] = Mark(type_, tuple(Span(start=a, end=b) for a, b in pieces), text)
        case "E":
            (type_, trigger), *arguments = (tuple(part.split(":")) for part in rest.split())
            brat.events[id] = Event(type_, trigger, tuple((re.sub(r"\d+$", "", role), x) for role, x in arguments))
        case "A":
            name, of, *value = rest.split()
            brat.attributes[of, name] = value[0] if value else "true"
        case "R":
            type_, first, second = rest.split()
            return type_, first.split(":")[1], second.split(":")[1]
    return None
