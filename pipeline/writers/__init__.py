"""RuleSets to text. A new format is one module with ``write(rulesets, stream)`` and one line in `WRITERS`."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ...models import RuleSet
from . import jsonl, table

Writer = Callable[[Iterable[RuleSet], TextIO], None]

WRITERS: dict[str, Writer] = {
    "jsonl": jsonl.write,
    "table": table.write,
}


def write(
    rulesets: RuleSet | Iterable[RuleSet], target: str | os.PathLike[str] | TextIO, format: str = "jsonl"
) -> None:
    """Writes RuleSets to a path or an open text stream; ``format`` is a key of `WRITERS`.

    A file at a path is replaced only once everything has been written. Raises ``ValueError`` for an unknown format
    and ``OSError`` where the file cannot be written.
    """
    if format not in WRITERS:
        raise ValueError(f"unknown format {format!r}; known are {', '.join(WRITERS)}")
    several = (rulesets,) if isinstance(rulesets, RuleSet) else rulesets
    if isinstance(target, str | os.PathLike):
        with _replacing(Path(target)) as stream:
            WRITERS[format](several, stream)
    else:
        WRITERS[format](several, target)


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    """A text stream whose content takes the place of the file at its end, and never if anything fails before."""
    path = path.resolve()
    if path.exists() and not path.is_file():  # a pipe or a device cannot be replaced
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
