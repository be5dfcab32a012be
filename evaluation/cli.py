"""The command line of the evaluation: `trialrules evaluate`."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import ReadError
from .console import EXIT_CODES, console, said, utf8

if TYPE_CHECKING:
    from .adapters import GoldSet
    from .pattern_table import PatternRow
    from .predictions import Predict
    from .run import Case, Evaluation

FORMATS = ("gold", "guide", "lct", "chia")
PEERS = ("regex", "quantulum3")


@click.command(epilog=EXIT_CODES)
@click.option("--split", type=click.Choice(["dev", "test", "all"]), help="Of the package's gold. Default: test.")
@click.option(
    "--gold", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Gold of your own."
)
@click.option(
    "--as",
    "format_",
    type=click.Choice(FORMATS),
    help="How --gold is written. gold: as the package's own (default). guide: annotations/ID.json beside texts/ID.txt. "
    "lct, chia: the brat files of the Leaf Clinical Trials corpus and of Chia.",
)
@click.option(
    "--predictions", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Score this file's RuleSets."
)
@click.option("--peer", type=click.Choice(PEERS), help="Score another extractor instead of this one.")
@click.option(
    "--compare",
    nargs=2,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="A B",
    help="Show only what changed between two files of RuleSets.",
)
@click.option("--errors", is_flag=True, help="List every difference, the words first.")
@click.option("--slices", is_flag=True, help="Also show figures by phenomenon and by area.")
@click.option("--patterns", is_flag=True, help="Also show what each pattern file contributed.")
@click.option("--json", "json_", is_flag=True, help="Print the result as JSON.")
@click.option("--report", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Write an HTML page.")
@click.option("--check-baseline", is_flag=True, help="Fail when a figure lies below the baseline.")
@click.option("--baseline", "base", type=click.Path(dir_okay=False, path_type=Path), help="A baseline of your own.")
def evaluate(
    split: str | None,
    folder: Path | None,
    format_: str | None,
    predictions: Path | None,
    peer: str | None,
    compare: tuple[Path, Path] | None,
    errors: bool,
    slices: bool,
    patterns: bool,
    json_: bool,
    report: Path | None,
    check_baseline: bool,
    base: Path | None,
) -> None:
    """Measures how well criteria are read, against hand-annotated gold.

    Without options: this program on the test split of the gold set that comes with the package.

    \b
    Examples:
      trialrules evaluate --slices
      trialrules evaluate --split dev --errors
      trialrules evaluate --report out.html
      trialrules evaluate --predictions rules.jsonl
      trialrules evaluate --compare before.jsonl after.jsonl
      trialrules evaluate --gold brat/ --as lct
      trialrules evaluate --json > baseline.json
      trialrules evaluate --check-baseline --baseline baseline.json
    """
    if folder is None and format_ is not None:
        raise click.UsageError("--as says how --gold is written; it needs --gold")
    if folder is not None and split is not None and format_ not in (None, "gold"):
        raise click.UsageError("--split is for the package's kind of gold")
    if sum((predictions is not None, peer is not None, compare is not None)) > 1:
        raise click.UsageError("--predictions, --peer and --compare exclude each other")
    utf8()
    with said():
        gold = _gold(folder, format_ or "gold", split)
        if compare is not None:
            _print_changes(gold, compare)
            return
        evaluation = _evaluation(gold, _predict(predictions, peer))
        table = _pattern_rows(evaluation, gold) if (patterns or report) and not (predictions or peer) else None
        if report is not None:
            _write_report(report, evaluation, gold.name, table)
        if json_:
            _print_json(evaluation, gold.name)
        else:
            _print(evaluation, slices, errors)
            _print_patterns(table if patterns else None)
        if check_baseline:
            _hold_against(evaluation, gold.name, base)


def _gold(folder: Path | None, format_: str, split: str | None) -> "GoldSet":
    from . import adapters

    if folder is None:
        return adapters.shipped(split or "test")
    if format_ == "gold":
        return adapters.own(folder, split or "all")
    return adapters.ADAPTERS[format_](folder)


def _predict(predictions: Path | None, peer: str | None) -> "Predict":
    from .predictions import of_file, ours

    if predictions is not None:
        return of_file(predictions)
    if peer is not None:
        from .peers import peer_named

        return peer_named(peer)
    return ours


def _evaluation(gold: "GoldSet", predict: "Predict") -> "Evaluation":
    from .run import evaluate

    return evaluate(_shown(gold.cases), predict, gold.names)


def _shown(cases: "Sequence[Case]") -> "Iterator[Case]":
    """The cases, with a progress bar on a terminal."""
    if not sys.stderr.isatty():
        yield from cases
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(cases, "scoring", console=Console(stderr=True), transient=True)


def _pattern_rows(evaluation: "Evaluation", gold: "GoldSet") -> "list[PatternRow]":
    from .pattern_table import pattern_table

    return pattern_table(evaluation, gold.cases)


def _print(evaluation: "Evaluation", slices: bool, errors: bool) -> None:
    from . import tables
    from .differences import differences

    out = console()
    if errors:
        for d in differences(evaluation):
            out.print(tables.difference(d))
    out.print(tables.figures(evaluation.figures()))
    if slices:
        out.print(tables.slices(evaluation.slices(), "phenomenon", evaluation.names))
        out.print(tables.slices(evaluation.areas(), "area", evaluation.names))


def _print_patterns(rows: "list[PatternRow] | None") -> None:
    from . import tables
    from .pattern_table import never_fired

    if rows is not None:
        out = console()
        out.print(tables.patterns(rows))
        silent = never_fired(rows)
        out.print(f"never fired ({len(silent)}): {', '.join(silent)}")


def _print_json(evaluation: "Evaluation", what: str) -> None:
    from .results import as_json

    click.echo(json.dumps(as_json(evaluation, what), ensure_ascii=False, indent=1))


def _print_changes(gold: "GoldSet", files: tuple[Path, Path]) -> None:
    from . import tables
    from .compare import changed_figures, changes
    from .predictions import of_file

    a, b = (_evaluation(gold, of_file(path)) for path in files)
    out = console()
    for c in changes(a, b):
        out.print(tables.change(c))
    rows = changed_figures(a, b)
    out.print(tables.changes(rows) if rows else "no figure changed")


def _write_report(path: Path, evaluation: "Evaluation", what: str, rows: "list[PatternRow] | None") -> None:
    from .report import page

    html = page(evaluation, what, rows)
    try:
        path.write_text(html, encoding="utf-8")
    except OSError as failed:
        raise ReadError(f"{path}: {failed.strerror or failed}") from failed


def _hold_against(evaluation: "Evaluation", what: str, path: Path | None) -> None:
    from .results import baseline, below

    base = baseline(path)
    if base["gold"] != what:
        raise ReadError(f"the baseline is of {base['gold']}, not of {what}")
    if lines := below(evaluation.figures(), base["figures"]):
        raise ReadError("\n".join(lines))
    click.echo("no figure lies below the baseline", err=True)
