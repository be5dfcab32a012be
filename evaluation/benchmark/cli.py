"""The command line of the benchmarks: `trialrules benchmark`."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...errors import ReadError, TrialRulesError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from .screening import Measured

_COUNT = click.IntRange(min=1)
_SIZE = click.IntRange(min=0)
_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def benchmark() -> None:
    """Measures speed on this machine, one way beside another.

    \b
    Examples:
      trialrules benchmark extract
      trialrules benchmark screen --trials 1000 --patients 1000
    """


@benchmark.command()
@click.option("--texts", "folders", type=_FOLDER, multiple=True, help="Read the .txt files below this folder instead.")
@click.option("--rounds", type=_COUNT, default=5, show_default=True, help="Medians over so many rounds are shown.")
@click.option("--largest", type=_SIZE, default=16, show_default=True, help="Texts grow up to so many times.")
@click.option("--json", "json_", is_flag=True, help="Print JSON instead of tables.")
@click.option("--chart", type=_FILE, help="Write a chart (SVG) to this file, too.")
@click.option("--compare", is_flag=True, help="Print the figures beside a baseline's, too; none is an error.")
@click.option("--baseline", "base", type=_FILE, help="A file of --json to compare with, instead of the package's.")
def extract(
    folders: tuple[Path, ...],
    rounds: int,
    largest: int,
    json_: bool,
    chart: Path | None,
    compare: bool,
    base: Path | None,
) -> None:
    """Reads texts with this program, step by step and as a whole, with spaCy's blank tokenizer, and with the peers.

    The texts are those of the package's gold. A ratio says how many times as many texts are read as by the tokenizer in
    the same time; all take turns in each round. Fresh processes tell what importing, loading and reading take, and the
    memory: for the texts 1, 4 and 16 times, and for hostile texts at a 16th, a quarter and the whole of the size that
    names them. Seconds are the processor's.

    \b
    Examples:
      trialrules benchmark extract
      trialrules benchmark extract --texts pages/ --rounds 3 --chart speed.svg
      trialrules benchmark extract --rounds 2 --largest 4 --compare
      trialrules benchmark extract --json > baseline.json
    """
    from . import figures, texts
    from .extraction import measured

    with _said():
        result = measured(texts.of_folders(folders) if folders else texts.own(), rounds, largest)
        if chart is not None:
            _write(chart, figures.chart(result))
        if json_:
            click.echo(json.dumps(figures.as_json(result), ensure_ascii=False, indent=1))
        else:
            for table in figures.tables(result):
                _console().print(table)
        if compare:
            _console(stderr=json_).print(figures.comparison(figures.beside(result, base)))


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
    from .patients import patients
    from .screening import measured
    from .trials import trials

    with _said():
        rows = measured(list(trials(trials_)), list(patients(patients_)), rounds)
    _console().print(_table(trials_, rows))


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


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as failed:
        raise ReadError(f"{path}: {failed.strerror or failed}") from failed


@contextmanager
def _said() -> Iterator[None]:
    """What goes wrong is said on standard error, and ends with exit code 1."""
    try:
        yield
    except TrialRulesError as wrong:
        click.echo(f"trialrules: {wrong}", err=True)
        sys.exit(1)


def _console(stderr: bool = False) -> "Console":
    from rich.console import Console

    return Console(highlight=False, stderr=stderr, width=None if sys.stdout.isatty() else 120)
