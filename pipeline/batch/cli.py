"""The command `trialrules batch`."""

import sys
from pathlib import Path

import click

from ...errors import TrialRulesError

CODES = """
\b
Exit codes:
  0    every record was read
  1    some records could not be read: OUT.errors.jsonl says which and why, the others are written; or the run could
       not go on: standard error says why
  2    wrong usage
  130  interrupted; --resume goes on
"""


@click.command(epilog=CODES)
@click.argument("inputs", nargs=-1, required=True, metavar="IN...")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="rules.jsonl: one RuleSet a line. rules.parquet: one row a trial, and one row a leaf in rules.leaves.parquet.",
)
@click.option("--id", "id_", metavar="NAME", help="The column or field that holds the id. Default: id, or else nct_id.")
@click.option("--text", metavar="NAME", help="The column or field that holds the eligibility text. Default: text.")
@click.option("--workers", type=click.IntRange(min=1), help="So many processes read. Default: one a core.")
@click.option("--resume", is_flag=True, help="Go on with an interrupted run; begin where there is none.")
def batch(
    inputs: tuple[str, ...], out: Path, id_: str | None, text: str | None, workers: int | None, resume: bool
) -> None:
    """Turns many trials into rules, from a few to millions.

    \b
    IN is, by its ending,
      .jsonl .ndjson   JSON objects, one a line, with id (or nct_id) and text, or a registry's own records
      .csv .tsv        a table with such columns, or the export of the WHO's ICTRP
      .parquet         a table with such columns
      .xml             a record of a registry, or the export of the WHO's ICTRP with many
      .zip .gz         any of these, compressed
      anything else    a record of a registry or a page, as extract reads it
    or a folder: all files in it and below, but for hidden ones; or a glob in quotes.

    What could not be read stands in OUT.errors.jsonl with its reason. Until all is read, OUT.part holds what is done;
    interrupted in whatever way, the same command with --resume goes on from there, and the result is the same.
    OUT.run.json tells of the finished run.

    \b
    Examples:
      trialrules batch registry/ --out rules.jsonl
      trialrules batch 'pages/**/*.html' more.zip --out rules.parquet
      trialrules batch eligibilities.csv.gz --id nct_id --text criteria --out rules.parquet --resume
    """
    try:
        from .entries import IDS, TEXT, Columns
        from .formats import ENDINGS, files
        from .run import run

        if out.suffix not in ENDINGS:
            raise click.BadParameter(f"{str(out)!r} ends in none of {', '.join(ENDINGS)}", param_hint="--out")
        if not out.parent.is_dir():
            raise click.BadParameter(f"the folder {str(out.parent)!r} does not exist", param_hint="--out")
        end = run(inputs, out, columns=Columns((id_,) if id_ else IDS, text or TEXT), workers=workers, resume=resume)
    except KeyboardInterrupt:
        click.echo("trialrules: interrupted; the same command with --resume goes on", err=True)
        sys.exit(130)
    except OSError as error:
        where = error.filename or out
        raise click.ClickException(
            f"{where}: {error.strerror or error}; the same command with --resume goes on"
        ) from error
    except TrialRulesError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"trialrules: {end.records:,} records, {end.unread:,} could not be read", err=True)
    if end.unread:
        click.echo(f"trialrules: {files(out)['errors']} says which and why", err=True)
    sys.exit(1 if end.unread else 0)
