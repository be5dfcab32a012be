"""RuleSets read back from JSON lines."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from ..errors import ReadError
from ..models import RuleSet


def read_rulesets(source: str | os.PathLike[str] | Iterable[str]) -> Iterator[RuleSet]:
    """The RuleSets of a file, or of lines, one a line; blank lines are skipped.

    Raises ReadError that names the line which is no RuleSet, or the file that cannot be read.
    """
    for found in each_ruleset(source):
        if isinstance(found, ReadError):
            raise found
        yield found


def each_ruleset(source: str | os.PathLike[str] | Iterable[str]) -> Iterator[RuleSet | ReadError]:
    """As :func:`read_rulesets`, but a line that is no RuleSet gives its error, and the others follow."""
    if not isinstance(source, str | os.PathLike):
        yield from _of_lines(source, "")
        return
    path = Path(source)
    try:
        with path.open(encoding="utf-8") as lines:
            yield from _of_lines(lines, f"{path}, ")
    except OSError as failed:
        raise ReadError(f"{path}: {failed.strerror or failed}") from failed
    except UnicodeDecodeError as failed:
        raise ReadError(f"{path}: not UTF-8") from failed


def _of_lines(lines: Iterable[str], where: str) -> Iterator[RuleSet | ReadError]:
    for n, line in enumerate(lines, 1):
        if line.strip():
            yield _ruleset(line, f"{where}line {n}")


def _ruleset(line: str, where: str) -> RuleSet | ReadError:
    try:
        return RuleSet.model_validate_json(line)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        place = ".".join(map(str, first["loc"]))
        return ReadError(f"{where}: no RuleSet of contract 1: {place + ': ' if place else ''}{first['msg']}")
