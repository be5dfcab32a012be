"""The command line of the benchmarks: `trialrules benchmark`."""

import sys
from typing import TYPE_CHECKING

import click

from ...errors import TrialRulesError

if TYPE_CHECKING:
    from rich.table import Table

    from .screening import Measured

_COUNT = click.IntRange(min=1)


@click.group()
def benchmark() -> None:
    """Measures speed on this machine, one way beside another.

    \b
    Example:
      trialrules benchmark screen --trials 1000 --patients 1000
    """


@benchmark.command()
@click.option("--trials", "trials_", type=_COUNT, default=100, show_default=True, help="So many generated trials.")
@click.option("--patients", "patients_", type=_COUNT, default=40, show_default=True, help="So many invented patients.")
@click.option("--rounds", type=_COUNT, default=3, show_default=True, help="The median of so many rounds is shown.")
def screen(trials_: int, patients_: int, rounds: int) -> None:
    """Screens generated trials and patients by single calls of `screen` and by a plan for all trials.

    The trials are those of the package's gold, repeated with other limits; the patients are invented. Both are the same
    each time. Single calls are made for about 1,000 pairs; the ratio says how many times as fast a way is. Seconds are
    the processor's. Before anything is measured, both ways must give the same results; exit code 1 says that they do
    not.

    \b
    Examples:
      trialrules benchmark screen
      trialrules benchmark screen --trials 1000 --patients 1000 --rounds 1
    """
    from rich.console import Console

    from .patients import patients
    from .screening import measured
    from .trials import trials

    try:
        rows = measured(list(trials(trials_)), list(patients(patients_)), rounds)
    except TrialRulesError as wrong:
        click.echo(f"trialrules: {wrong}", err=True)
        sys.exit(1)
    Console(highlight=False).print(_table(trials_, rows))


def _table(trials: int, rows: "list[Measured]") -> "Table":
    from rich.table import Table

    table = Table("way")
    for heading in ("trials", "patients", "pairs", "seconds", "µs a pair", "ratio"):
        table.add_column(heading, justify="right")
    for row in rows:
        times = rows[0].each / row.each
        table.add_row(
            row.way, f"{trials:,}", f"{row.patients:,}", f"{row.pairs:,}", f"{row.seconds:.2f}", f"{row.each:.0f}",
            f"{times:.1f}",
        )  # fmt: skip
    return table
