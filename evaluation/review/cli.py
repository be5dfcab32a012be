"""The command line of the review: `trialrules review`."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...errors import ReadError, TrialRulesError

if TYPE_CHECKING:
    from ...models import RuleSet

EXIT_CODES = """
\b
Exit codes:
  0  the review was ended (Ctrl-C); every decision is on the disk
  1  some input could not be read, or the folder or the port not be used: standard error says which and why
  2  wrong usage
"""
NEEDED = "the review page needs `pip install 'trialrules[web]'`"


@click.command(epilog=EXIT_CODES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--gold",
    "folder",
    default="reviewed",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the gold that the review makes; a review that stands there goes on.",
)
@click.option("--reviewer", metavar="NAME", help="Who reviews. Default: the name of your account.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: a free one.")
@click.option("--no-browser", is_flag=True, help="Only print the page's address.")
def review(files: tuple[str, ...], folder: Path, reviewer: str | None, port: int, no_browser: bool) -> None:
    """Opens a page on which a person reads, accepts, corrects or rejects rules.

    A FILE is a store (`trialrules sync`), holds RuleSets as `extract` writes them (.jsonl), or is the record of one
    trial, which is then read first. The page is served to this machine alone, and loads nothing from elsewhere. Every
    decision is on the disk before it is shown: as gold in the format of the package's own, with who and when, for
    `trialrules evaluate --gold`, and in the folder's journal. Ctrl-C ends the review; the same command goes on with it.

    \b
    Examples:
      trialrules review rules.jsonl
      trialrules review trials.duckdb
      trialrules review NCT01234567.json page.txt --gold neurology/ --reviewer "A. Nurse"
      trialrules evaluate --gold reviewed/
    """
    if find_spec("fastapi") is None or find_spec("uvicorn") is None:
        print(f"trialrules: {NEEDED}", file=sys.stderr)
        sys.exit(1)
    from .serving import serve
    from .session import Review

    failed: list[str] = []
    rulesets = [ruleset for name in files for ruleset in _rulesets(Path(name), failed)]
    if failed and not rulesets:
        sys.exit(1)
    try:
        made = Review(rulesets, folder, reviewer or _account())
        if made.strangers:
            _complain(f"{folder}: {made.strangers} decisions are of other texts; they stay there")
        with suppress(KeyboardInterrupt):  # which a server that was begun in the background does not raise
            serve(made, port, not no_browser, lambda address: click.echo(f"The review page: {address}"))
        click.echo(f"The review is kept in {folder}.")
    except TrialRulesError as wrong:
        _complain(str(wrong))
        failed.append(str(folder))
    sys.exit(1 if failed else 0)


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as nameless:
        raise click.UsageError("your account has no name: say with --reviewer who reviews") from nameless


def _complain(words: str) -> None:
    print(f"trialrules: {words}", file=sys.stderr)


def _rulesets(path: Path, failed: list[str]) -> Iterator["RuleSet"]:
    """The RuleSets of a file; what cannot be read goes to ``failed`` and standard error."""
    try:
        for found in _found(path):
            if isinstance(found, ReadError):
                _complain(str(found))
                failed.append(str(path))
            else:
                yield found
    except TrialRulesError as wrong:
        _complain(str(wrong))
        failed.append(str(path))


def _found(path: Path) -> Iterator["RuleSet | ReadError"]:
    from ...pipeline.rulesets import each_ruleset
    from ...pipeline.store import Store

    if path.suffix == ".jsonl":
        yield from each_ruleset(path)
    elif _is_database(path):
        with Store(path) as store:
            yield from store.rulesets()
    else:
        from ... import extract, read

        try:
            yield extract(read(path), id=path.stem)
        except ReadError as wrong:
            raise ReadError(f"{path}: {wrong}") from wrong


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(12)[8:] == b"DUCK"
    except OSError:
        return False  # reading it says why
