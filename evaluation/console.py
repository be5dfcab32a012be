"""What the commands of the evaluation share: exit codes, what is said on standard error, and the table's console."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from ..errors import TrialRulesError

if TYPE_CHECKING:
    from rich.console import Console

EXIT_CODES = """
\b
Exit codes:
  0  everything was scored (and no figure lies below the baseline)
  1  a figure lies below the baseline, gold is wrong, or a file could not be read: standard error says which and why
  2  wrong usage
"""


@contextmanager
def said() -> Iterator[None]:
    """What the user can mend is said in a line each on standard error, and ends with exit code 1."""
    try:
        yield
    except TrialRulesError as error:
        for line in str(error).splitlines():
            click.echo(f"trialrules: {line}", err=True)
        sys.exit(1)


def console() -> "Console":
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else 140)


def utf8() -> None:
    """Standard output in UTF-8, whatever the locale."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
