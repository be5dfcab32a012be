"""The commands that take RuleSets: `trialrules check`, `screen` and `export`."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import ReadError, TrialRulesError, reason

if TYPE_CHECKING:
    from ..models import RuleSet
    from ..models.patient import Part, Patient, Recorded
    from ..models.screening import ScreeningResult
    from .exports.circe.target import Target
    from .screening.plan import Plan

CHECK_CODES = """
\b
Exit codes:
  0  everything was read, and no contradiction found
  1  some input could not be read: standard error says which and why; the others were checked
  2  wrong usage
  3  everything was read, and contradictions were found
"""
SCREEN_CODES = """
\b
Exit codes:
  0  every rule and every patient was read
  1  some input could not be read: standard error says which and why; the others were screened
  2  wrong usage
"""
EXPORT_CODES = """
\b
Exit codes:
  0  every rule was read and written; losses.csv holds what the format could not say
  1  some input could not be read, or nothing could be written: standard error says which and why
  2  wrong usage
"""


ANCHOR = click.option(
    "--anchor", "anchors", multiple=True, metavar="NAME=DATE", help="The day of another anchor: surgery=2026-05-01."
)


@click.command(epilog=CHECK_CODES)
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
        for ruleset in rulesets_of(name, failed):
            for warning in contradictions(ruleset):
                found += 1
                click.echo(f"{ruleset.trial.id}: {warning.message} ({warning.code})")
    sys.exit(1 if failed else 3 if found else 0)


@click.command(epilog=SCREEN_CODES)
@click.argument("rulesets", metavar="[RULESETS|-]")
@click.argument("patients", nargs=-1, required=True, metavar="PATIENTS...")
@click.option("--on", required=True, metavar="DATE", help="The index day: 2026-03-31.")
@ANCHOR
@click.option(
    "--complete",
    multiple=True,
    type=click.Choice(["treatments", "conditions"]),
    help="Declares that the records hold all of them, so that what is not recorded never was. May be repeated.",
)
@click.option("--format", "format_", type=click.Choice(["jsonl", "table"]), help="Default: table on a terminal.")
def screen(
    rulesets: str, patients: tuple[str, ...], on: str, anchors: tuple[str, ...], complete: tuple["Part", ...],
    format_: str | None,
) -> None:  # fmt: skip
    """Says who is eligible for which trial: eligible, not_eligible or unknown, and why.

    RULESETS are what `extract` writes. PATIENTS are files of FHIR R4 or R5 Bundles, or of patients in this program's
    JSON (see the README), one or one a line; or an OMOP CDM: a DuckDB database, or a folder of Parquet or CSV files
    named by table. What a record does not hold is unknown.

    \b
    Examples:
      trialrules screen rules.jsonl patients/*.json --on 2026-03-31
      trialrules screen rules.jsonl bundle.json --on 2026-03-31 --anchor surgery=2026-05-01 --format jsonl
      trialrules screen rules.jsonl cdm.duckdb --on 2026-03-31 --complete treatments --complete conditions
    """
    from .screening.plan import Plan

    index, days = _day(on, "--on"), _days(anchors)
    failed: list[str] = []
    plan = Plan(rulesets_of(rulesets, failed), on=index, anchors=days)
    people = (patient for name in patients for patient in _patients(name, complete, failed))
    results = _results(plan, _counted(people), failed)
    if (format_ or ("table" if sys.stdout.isatty() else "jsonl")) == "table":
        _print_table(results)
    else:
        for result in results:
            click.echo(result.model_dump_json())
    sys.exit(1 if failed else 0)


@click.command(epilog=EXPORT_CODES)
@click.argument("rulesets", metavar="[RULESETS|-]")
@click.option("--to", "format_", required=True, metavar="FORMAT", help="circe, cql, csv, fhir or parquet.")
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder; it is made if need be."
)
@click.option("--on", metavar="DATE", help="circe: the index day of the cohort, 2026-03-31.")
@ANCHOR
@click.option(
    "--vocabulary",
    type=click.Path(exists=True, path_type=Path),
    help="circe: the OMOP vocabulary, a DuckDB database or a folder with concept and concept_relationship.",
)
def export(
    rulesets: str, format_: str, out: Path, on: str | None, anchors: tuple[str, ...], vocabulary: Path | None
) -> None:
    """Writes rules for other programs, and what the format could not say.

    \b
    csv      rules.csv, one row a leaf
    parquet  rules.parquet, the same rows
    fhir     a FHIR R5 Bundle for each trial: ResearchStudy and EvidenceVariable
    circe    an OHDSI cohort definition for each trial, of the persons whom its rules keep on one day
    cql      a CQL library for each trial, over FHIR 4.0.1

    RULESETS are what `extract` writes; - reads standard input. OUT/losses.csv names every rule that the format cannot
    say, with the reason.

    \b
    Examples:
      trialrules export rules.jsonl --to fhir --out fhir/
      trialrules extract *.json | trialrules export - --to parquet --out tables/
      trialrules export rules.jsonl --to circe --on 2026-03-31 --vocabulary cdm.duckdb --out cohorts/
    """
    from .exports import EXPORTS
    from .exports import export as exported

    if format_ not in EXPORTS:
        raise click.BadParameter(f"{format_!r} is none of {', '.join(EXPORTS)}", param_hint="--to")
    failed: list[str] = []
    try:
        target = _target(on, anchors, vocabulary) if format_ == "circe" else None
        out.mkdir(parents=True, exist_ok=True)
        losses = exported(rulesets_of(rulesets, failed), out, format_, target)
    except OSError as error:
        raise click.FileError(str(error.filename or out), error.strerror) from error
    except TrialRulesError as error:
        raise click.ClickException(str(error)) from error
    if losses:
        where = out / "losses.csv"
        click.echo(f"trialrules: {len(losses)} rules or parts of them could not be said: {where}", err=True)
    sys.exit(1 if failed else 0)


def _target(on: str | None, anchors: tuple[str, ...], vocabulary: Path | None) -> "Target":
    from .exports.circe.target import Target
    from .exports.circe.vocabulary import Vocabulary

    if on is None or vocabulary is None:
        raise click.UsageError("--to circe needs --on, the index day, and --vocabulary, the CDM's own")
    return Target(_day(on, "--on"), _days(anchors), Vocabulary(vocabulary))


def _days(anchors: tuple[str, ...]) -> dict[str, date]:
    return {name: _day(day, "--anchor") for name, day in map(_named_day, anchors)}


def _named_day(words: str) -> tuple[str, str]:
    from typing import get_args

    from ..models.quantities import Anchor

    name, _, day = words.partition("=")
    if name not in get_args(Anchor):
        raise click.BadParameter(f"{name!r} is none of {', '.join(get_args(Anchor))}", param_hint="--anchor")
    return name, day


def _day(words: str, option: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as wrong:
        raise click.BadParameter(f"{words!r} is no date; write it as 2026-03-31", param_hint=option) from wrong


def _results(plan: "Plan", people: Iterable["Patient"], failed: list[str]) -> Iterator["ScreeningResult"]:
    for patient in people:
        try:
            yield from plan.screen(patient)
        except Exception as error:  # one patient who makes the program fail must not lose the others
            tell(f"patient {patient.id}: {reason(error)}", patient.id, failed)


def _counted(people: Iterator["Patient"]) -> Iterator["Patient"]:
    """The patients, with how many there were so far on standard error, where that is a terminal of its own."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from people
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    told = TextColumn("screening: {task.completed} patients")
    with Progress(SpinnerColumn(), told, TimeElapsedColumn(), console=Console(stderr=True)) as progress:
        yield from progress.track(people)


def _print_table(results: Iterable["ScreeningResult"]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("trial", "patient", "result", "because", show_lines=True)
    for r in results:
        table.add_row(*(Text(cell) for cell in (r.trial, r.patient, r.result, _because(r))))
    Console().print(table)


def _because(result: "ScreeningResult") -> str:
    """The criteria that fail, with the facts, or else those that nobody can tell yet, with what is missing."""
    failed = [c for c in result.criteria if c.met == "false"]
    if failed:
        return "\n".join("\n   ".join([f"{c.id}: {c.rule}", *map(_fact, c.facts)]) for c in failed)
    return "\n".join(f"{c.id}: {m.what}: {m.reason}" for c in result.criteria if c.met == "unknown" for m in c.missing)


def _fact(fact: "Recorded") -> str:
    """A fact in a line: "creatinine 160 umol/L, 2026-03-20"; "Tysabri, 2020-06-01 to 2025-10-15"."""
    from ..models.patient import Observation

    if isinstance(fact, Observation):
        amount = f"{fact.name} {fact.comparator or ''}{fact.value:g} {fact.unit or ''}".rstrip()
        return f"{amount}, {fact.date or 'no date'}"
    return f"{fact.name}, {fact.start or '?'} to {fact.end or ('now' if fact.ongoing else '?')}"


def rulesets_of(name: str, failed: list[str]) -> Iterator["RuleSet"]:
    """The RuleSets of one input; what cannot be read goes to ``failed`` and standard error."""
    from .rulesets import each_ruleset

    where = "standard input, " if name == "-" else ""
    try:
        for found in each_ruleset(sys.stdin if name == "-" else name):
            if isinstance(found, ReadError):
                tell(f"{where}{found}", name, failed)
            else:
                yield found
    except ReadError as error:
        tell(str(error), name, failed)


def _patients(name: str, complete: tuple["Part", ...], failed: list[str]) -> Iterator["Patient"]:
    from .screening.patients import each_patient

    try:
        for found in each_patient(name, complete=complete):
            if isinstance(found, ReadError):
                tell(str(found), name, failed)
            else:
                yield found
    except TrialRulesError as error:
        tell(str(error), name, failed)
    except Exception as error:  # a record of a shape that nobody foresaw must not lose the others
        tell(f"{name}: {reason(error)}", name, failed)


def tell(message: str, name: str, failed: list[str]) -> None:
    print(f"trialrules: {message}", file=sys.stderr)  # click.echo would break the progress bar
    failed.append(name)
