"""The commands that take RuleSets: `trialrules check`."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ..errors import ReadError

if TYPE_CHECKING:
    from ..models import RuleSet

EXIT_CODES = """
\b
Exit codes:
  0  everything was read, and no contradiction found
  1  some input could not be read: standard error says which and why; the others were checked
  2  wrong usage
  3  everything was read, and contradictions were found
"""


@click.command(epilog=EXIT_CODES)
@click.argument("files", nargs=-1, required=True, metavar="[FILE|-]...")
def check(files: tuple[str, ...]) -> None:
    """Looks for contradictions in rules.

    A FILE holds RuleSets as `extract` writes them, one a line; - reads standard input. Told are: a criterion that no
    patient can meet or none can fail to, two criteria that exclude each other (an inclusion that an exclusion makes
    impossible), and an age or sex other than in the registry's own fields. The cause may be the trial's words, or a
    wrong reading of them.

    \b
    Examples:
      trialrules check rules.jsonl
      trialrules extract NCT01234567.json | trialrules check -
    """
    from .check import check as contradictions

    failed: list[str] = []
    found = 0
    for name in files:
        for ruleset in _rulesets(name, failed):
            for warning in contradictions(ruleset):
                found += 1
                click.echo(f"{ruleset.trial.id}: {warning.message} ({warning.code})")
    sys.exit(1 if failed else 3 if found else 0)


def _rulesets(name: str, failed: list[str]) -> Iterator["RuleSet"]:
    """The RuleSets of one input; the reason why it ends early goes to ``failed`` and standard error."""
    from .rulesets import read_rulesets

    try:
        yield from read_rulesets(sys.stdin if name == "-" else name)
    except ReadError as error:
        click.echo(f"trialrules: {'standard input, ' if name == '-' else ''}{error}", err=True)
        failed.append(name)
