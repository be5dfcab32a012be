"""The command line: `trialrules extract`, `explain` and `schema`."""

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import resources
from importlib.resources.abc import Traversable
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import ReadError, reason
from .files import limited

if TYPE_CHECKING:
    from ..models import RuleSet
    from .found import Found

EXIT_CODES = """
\b
Exit codes:
  0    every input was read (one without criteria gives no rules and a warning)
  1    some input could not be read, or made the program fail; each is named on standard error with the reason, the
       others are written
  2    wrong usage
  130  interrupted; nothing is half written
"""

# A source of one trial: the name that messages give it, and how its RuleSet is made.
Source = tuple[str, Callable[[], "RuleSet"]]


def _bundled() -> dict[str, Traversable]:
    """The invented trials of the package, by name."""
    folder = resources.files("trialrules.corpus") / "trials"
    return {Path(f.name).stem: f for f in folder.iterdir()}


class _Group(click.Group):
    """Its commands end with 130 where they are interrupted, as those of a shell do; click's own way is a bare 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("trialrules: interrupted", err=True)
            raise click.exceptions.Exit(130) from None


@click.group(cls=_Group, epilog=EXIT_CODES)
@click.version_option(package_name="trialrules", prog_name="trialrules")
def main() -> None:
    """Reads the eligibility criteria of clinical trials and emits structured rules.

    \b
    Examples:
      trialrules extract --example ms              an invented trial that comes with the package
      trialrules extract NCT01234567.json page.txt
      trialrules explain "natalizumab within the last 2 months"
    """


@main.command(epilog=EXIT_CODES)
@click.argument("files", nargs=-1, metavar="[FILE|-]...")
@click.option("--text", metavar="WORDS", help="Read these words instead of a file.")
@click.option("--example", type=click.Choice(sorted(_bundled())), help="Read a bundled, invented trial.")
@click.option(
    "--format",
    "format_",
    metavar="FORMAT",
    help="jsonl: one RuleSet a line. table: for people. Default: table on a terminal, jsonl otherwise.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write to this file; it is replaced only once everything has been written.",
)
def extract(
    files: tuple[str, ...], text: str | None, example: str | None, format_: str | None, out: Path | None
) -> None:
    """Turns trials into rules.

    A FILE is a record of a trial registry (ClinicalTrials.gov JSON or XML, EU CTIS JSON, EudraCT JSON or the printed
    record, ISRCTN JSON or XML, a row of the WHO's ICTRP as JSON or XML), a saved HTML page or plain text; which one is
    seen from its content. - reads standard input. A file without a registry number takes its name, without the
    ending, as the trial's id. Files of more than 20 MB are refused.

    \b
    Examples:
      trialrules extract NCT01234567.json
      trialrules extract pages/*.txt --out rules.jsonl
      trialrules extract --format table - < page.html
      trialrules extract --text "Exclusion: platelets < 100 x 10^9/L"
    """
    from .writers import WRITERS, write

    if format_ is None:
        format_ = "table" if out is None and sys.stdout.isatty() else "jsonl"
    if format_ not in WRITERS:
        raise click.BadParameter(f"{format_!r} is none of {', '.join(WRITERS)}", param_hint="--format")
    if out is not None and not out.parent.is_dir():
        raise click.BadParameter(f"the folder {str(out.parent)!r} does not exist", param_hint="--out")
    sources = _sources(files, text, example)
    if not sources:
        raise click.UsageError("nothing to read: give a FILE, - for standard input, --text or --example")
    speak_utf8()
    failed: list[str] = []
    rulesets = _rulesets(_shown(sources, out), failed)
    if out is None:
        write(rulesets, sys.stdout, format_)
    else:
        try:
            write(rulesets, out, format_)
        except OSError as error:
            raise click.FileError(str(out), error.strerror) from error
    sys.exit(1 if failed else 0)


def speak_utf8() -> None:
    """Standard output in UTF-8, whatever the locale."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


def _sources(files: Iterable[str], text: str | None, example: str | None) -> list[Source]:
    sources: list[Source] = [(name, partial(_of_stdin if name == "-" else ruleset_of_file, name)) for name in files]
    if text is not None:
        sources.append(("--text", partial(_of_words, text)))
    if example is not None:
        sources.append((example, partial(_of_example, example)))
    return sources


def ruleset_of_file(name: str) -> "RuleSet":
    stem = click.format_filename(Path(name).stem)  # a file's name need not be Unicode; an id must be
    try:
        with open(name, "rb") as stream:
            data = limited(stream)
    except (OSError, ValueError) as error:
        raise ReadError(getattr(error, "strerror", None) or str(error)) from error
    return _of_bytes(data, stem)


def _of_stdin(_: str) -> "RuleSet":
    return _of_bytes(limited(sys.stdin.buffer), "stdin")


def _of_example(name: str) -> "RuleSet":
    return _of_bytes(_bundled()[name].read_bytes(), name)


def _of_words(words: str) -> "RuleSet":
    from .api import extract

    return extract(words)


def _of_bytes(data: bytes, id: str) -> "RuleSet":
    from .api import extract
    from .readers import read

    return extract(read(data), id=id)


def _rulesets(sources: Iterable[Source], failed: list[str]) -> Iterator["RuleSet"]:
    """The RuleSet of each source that can be read; the names of the others go to ``failed`` and standard error."""
    for name, make in sources:
        try:
            ruleset = make()
        except Exception as error:  # one trial that makes the program fail must not lose the others
            print(f"trialrules: {name}: {reason(error)}", file=sys.stderr)  # click.echo would break the progress bar
            failed.append(name)
        else:
            yield ruleset


def _shown(sources: list[Source], out: Path | None) -> Iterator[Source]:
    """The sources, with a progress bar where there are many and the terminal is free for it."""
    if len(sources) == 1 or not sys.stderr.isatty() or (out is None and sys.stdout.isatty()):
        yield from sources
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(sources, "reading", console=Console(stderr=True))


@main.command(epilog=EXIT_CODES)
@click.argument("words")
def explain(words: str) -> None:
    """Shows how words become a rule: the words found, the pattern that found them, what they say, and the rule.

    \b
    Examples:
      trialrules explain "natalizumab within the last 2 months"
      trialrules explain "ALT and/or AST > 2 x ULN"
    """
    from . import api

    speak_utf8()
    try:
        lines = list(_explained(words, api.explain(words), api.extract(words)))
    except ReadError as error:
        print(f"trialrules: {error}", file=sys.stderr)
        sys.exit(1)
    for line in lines:
        click.echo(line)


def _explained(words: str, found: Iterable["Found"], ruleset: "RuleSet") -> Iterator[str]:
    rows = [(f"“{' '.join(words[f.start : f.end].split())}”", f.kind, f.fact, f.pattern) for f in found]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    if not rows:
        yield "nothing was found"
    for c in ruleset.criteria:
        yield f"\n{c.id} {c.kind}, coverage {c.coverage}: {c.rule or 'not read'}"
    for warning in ruleset.warnings:
        yield f"warning: {warning.message} ({warning.code})"


@main.command()
def schema() -> None:
    """Prints the JSON Schema (draft 2020-12) of the RuleSets that `extract` writes.

    \b
    Example:
      trialrules schema > ruleset.schema.json
    """
    from ..models.schema import schema_text

    click.echo(schema_text(), nl=False)
