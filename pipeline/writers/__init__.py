"""RuleSets to text. A new format is one module with ``write(rulesets, stream)`` and one line in `WRITERS`."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

from ...models import RuleSet
from ..files import replacing
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
        with replacing(Path(target)) as stream:
            WRITERS[format](several, stream)
    else:
        WRITERS[format](several, target)
