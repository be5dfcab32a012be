"""The command line of the gold set: `trialrules corpus`."""

import json
import sys
from pathlib import Path

import click

from .console import EXIT_CODES, console, said, utf8


@click.group()
def corpus() -> None:
    """Shows and checks the gold set that comes with the package.

    \b
    Examples:
      trialrules corpus list
      trialrules corpus show ms-01
      trialrules corpus check
    """


@corpus.command("list")
@click.option("--split", type=click.Choice(["dev", "test", "all"]), default="all", help="Only this split.")
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
def list_(split: str, format_: str) -> None:
    """Lists the trials: id, split, area, layout, criteria, how often annotated, twin."""
    from . import show

    utf8()
    with said():
        rows = show.rows(split)
    if format_ == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        console().print(show.table(rows))


@corpus.command("show", epilog=EXIT_CODES)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="text: the words in colour and the rules. jsonl: the RuleSets of contract 1, one a line.",
)
def show_(ids: tuple[str, ...], format_: str) -> None:
    """Shows the annotation of trials.

    \b
    Examples:
      trialrules corpus show ms-01
      trialrules corpus show --format jsonl ms-01 onc-03 > gold.jsonl
    """
    from . import show
    from .corpus import trial

    utf8()
    with said():
        golds = [trial(id) for id in ids]
    for gold in golds:
        if format_ == "jsonl":
            click.echo(gold.ruleset.model_dump_json())
        else:
            console().print(show.annotation(gold))


@corpus.command(epilog=EXIT_CODES)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="[FILE]...")
def check(files: tuple[Path, ...]) -> None:
    """Checks annotations: quotes, spans, ids, logic, twins. Without FILE, the whole gold set and its two passes.

    \b
    Examples:
      trialrules corpus check
      trialrules corpus check corpus/gold/ms-01.gold.json
    """
    from . import corpus as gold_set

    found = gold_set.problems(files) if files else gold_set.all_problems()
    for line in found:
        click.echo(line, err=True)
    if found:
        sys.exit(1)
    click.echo(f"{len(files) or len(gold_set.shipped())} trials, nothing wrong")


@corpus.command()
def card() -> None:
    """Prints the data card: what the set holds, and how far two annotators agree.

    \b
    Example:
      trialrules corpus card > corpus/DATACARD.md
    """
    from .card import card as text

    utf8()
    click.echo(text(), nl=False)
