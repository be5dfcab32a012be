"""The command `trialrules trials`: what a store holds, and which of its rules are about something."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import ReadError, TrialRulesError
from ..models.dates import Period
from .cli import speak_utf8
from .cli_sync import STORE

if TYPE_CHECKING:
    from .questions import Hit, Question
    from .store import Store

TRIALS_CODES = """
\b
Exit codes:
  0  all was looked through
  1  the store could not be read: standard error says why
  2  wrong usage
"""
TRIALS = ("trial", "updated", "version", "criteria", "full", "warnings", "title", "reason")
"""Columns of a list of trials; ``full``: how many of the criteria were read in full."""
HITS = ("trial", "updated", "criterion", "kind", "found", "words")
"""Columns of what was found."""

Row = dict[str, Any]


@click.command(epilog=TRIALS_CODES)
@STORE
@click.option("--measure", metavar="NAME", help="Rules on what is measured: platelets, ALT, age.")
@click.option("--below", metavar="AMOUNT", help="With --measure: their whole range lies below this amount, or at it.")
@click.option("--above", metavar="AMOUNT", help="With --measure: their whole range lies above this amount, or at it.")
@click.option("--drug", metavar="NAME", help="Rules on a drug, a class, a procedure or a vaccine.")
@click.option("--washout-longer-than", "longer", metavar="TIME", help="Rules that ask for no drug in a longer time.")
@click.option("--washout-shorter-than", "shorter", metavar="TIME", help="Rules that ask for no drug in a shorter time.")
@click.option("--condition", metavar="NAME", help="Rules on a disease, a finding or a state.")
@click.option("--warning", metavar="CODE", help="Warnings of a kind: contradiction, registry_age.")
@click.option("--not-fully-read", is_flag=True, help="Criteria that the rules do not carry in full.")
@click.option(
    "--changed-since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Only trials of which the registry posted this version on that day or later.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "jsonl", "csv"]),
    help="Default: table on a terminal, jsonl otherwise.",
)
def trials(
    path: Path, measure: str | None, below: str | None, above: str | None, drug: str | None, longer: str | None,
    shorter: str | None, condition: str | None, warning: str | None, not_fully_read: bool,
    changed_since: datetime | None, format_: str | None,
) -> None:  # fmt: skip
    """Lists the trials of a store, or finds rules in them.

    Names may be any that a criterion uses (PLT, Tysabri). An amount without a unit is in the measure's own, which is
    told; units convert, and what does not is told as well. --below and --above look at the values that a rule names:
    "platelets < 75" lies below 100, and "at least 100" above it. Of several questions, a trial must answer each.

    \b
    Examples:
      trialrules trials --store trials.duckdb
      trialrules trials --store trials.duckdb --measure platelets --below 100
      trialrules trials --store trials.duckdb --measure ALT --above "3 x ULN"
      trialrules trials --store trials.duckdb --drug natalizumab --washout-longer-than "2 months"
      trialrules trials --store trials.duckdb --not-fully-read --changed-since 2026-11-01 --format csv > to-read.csv
    """
    if measure is None and (below or above):
        raise click.UsageError("--below and --above need --measure")
    from . import questions as q
    from .store import Store

    try:
        asked = []
        if measure:
            asked.append(q.about_measure(measure, below=below, above=above))
        if drug or longer or shorter:
            asked.append(q.about_agent(drug, longer_than=longer, shorter_than=shorter))
        if condition:
            asked.append(q.about_condition(condition))
        if warning:
            asked.append(q.with_warning(warning))
        if not_fully_read:
            asked.append(q.not_fully_read())
    except ReadError as error:
        raise click.UsageError(str(error)) from error
    since = changed_since.date() if changed_since else None
    speak_utf8()
    try:
        with Store(path) as store:
            rows = _found(store, asked, since) if asked else _listed(store, since)
            _write(rows, HITS if asked else TRIALS, format_ or ("table" if sys.stdout.isatty() else "jsonl"))
    except TrialRulesError as error:
        print(f"trialrules: {error}", file=sys.stderr)
        sys.exit(1)


def _listed(store: "Store", since: date | None) -> Iterator[Row]:
    for version in store.trials():
        if _changed(version.updated, since):
            row = {"trial": version.trial, "updated": version.updated, "version": version.number}
            row |= {"title": version.title, "reason": version.reason}
            if version.reason is None:
                ruleset = store.ruleset(version.trial, version.number)
                full = sum(c.coverage == "full" for c in ruleset.criteria)
                row |= {"criteria": len(ruleset.criteria), "full": full, "warnings": len(ruleset.warnings)}
            yield {column: row.get(column) for column in TRIALS}


def _found(store: "Store", asked: "Sequence[Question]", since: date | None) -> Iterator[Row]:
    """What the questions find, trial by trial; standard error says how they are meant, and what they cannot tell."""
    for question in asked:
        if question.words:
            _tell(f"asked for {question.words}")
    nothing, unsure = True, []
    for ruleset in store.rulesets(holding=[question.needs for question in asked]):
        trial = ruleset.trial
        if not _changed(trial.updated, since):
            continue
        answers = [list(question.ask(ruleset)) for question in asked]
        unsure += [f"{trial.id} {_place(hit)}: {hit.found}" for hits in answers for hit in hits if not hit.sure]
        if all(any(hit.sure for hit in hits) for hits in answers):
            nothing = False
            for hit in (hit for hits in answers for hit in hits if hit.sure):
                kind = None if hit.criterion is None else hit.criterion.kind
                cells = (trial.id, trial.updated, _place(hit), kind, hit.found, hit.words)
                yield dict(zip(HITS, cells, strict=True))
    if nothing:
        _tell("nothing was found")
    if unsure:
        rules = "1 rule does" if len(unsure) == 1 else f"{len(unsure)} rules do"
        _tell(f"{rules} not compare with the amount that was asked for, as {unsure[0]}")
    if unread := sum(version.reason is not None for version in store.trials()):
        trials = "1 trial has" if unread == 1 else f"{unread} trials have"
        _tell(f"{trials} no rules; `trialrules trials` without a question says why")


def _place(hit: "Hit") -> str | None:
    return None if hit.criterion is None else hit.criterion.id


def _changed(updated: str | None, since: date | None) -> bool:
    """Whether a version may be of that day or later; one without a date may not."""
    return since is None or (updated is not None and Period.of(updated).last >= since)


def _write(rows: Iterable[Row], columns: Sequence[str], format: str) -> None:
    if format == "table":
        _print_table(rows, columns)
    elif format == "csv":
        table = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    else:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))


def _print_table(rows: Iterable[Row], columns: Sequence[str]) -> None:
    """A table for people, narrow enough for a terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    heads, cells = (LISTED, _listed_cells) if columns is TRIALS else (FOUND, _found_cells)
    table = Table(*heads, show_lines=True)
    for row in rows:
        table.add_row(*(Text("\n".join(str(line) for line in lines if line is not None)) for lines in cells(row)))
    if table.rows:
        Console().print(table)


LISTED = ("trial", "version", "read in full", "warnings", "title")
FOUND = ("trial", "criterion", "found", "words")


def _listed_cells(row: Row) -> tuple[tuple[object, ...], ...]:
    read = row["reason"] or f"{row['full']} of {row['criteria']}"
    return (row["trial"], row["updated"]), (row["version"],), (read,), (row["warnings"],), (row["title"],)


def _found_cells(row: Row) -> tuple[tuple[object, ...], ...]:
    return (row["trial"], row["updated"]), (row["criterion"], row["kind"]), (row["found"],), (row["words"],)


def _tell(message: str) -> None:
    print(f"trialrules: {message}", file=sys.stderr)
