"""The command line of the review: `trialrules review`."""

import getpass
import sys
from collections.abc import Iterator
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
  1  an input could not be read, or the folder or the port not be used: standard error says which and why
  2  wrong usage
"""
NEEDED = "the review page needs `pip install 'trialrules[web]'`"


@click.command(epilog=EXIT_CODES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--gold", "folder", default="reviewed", show_default=True, type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the gold that the review makes; a review that stands there goes on.",
)
@click.option("--reviewer", metavar="NAME", help="Who reviews. Default: the name of your account.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: a free one.")
@click.option("--no-browser", is_flag=True, help="Only print the page's address.")
def review(files: tuple[str, ...], folder: Path, reviewer: str | None, port: int, no_browser: bool) -> None:
    """Opens a page on which a person reads, accepts, corrects or rejects rules.

    A FILE holds RuleSets as `extract` writes them, or is the record of one trial, which is then read first. The page
    is served to this machine alone, and loads nothing from elsewhere. Every decision is on the disk before it is shown:
    as gold in the format of the package's own, with who and when, for `trialrules evaluate --gold`, and in the
    folder's journal. Ctrl-C ends the review; the same command goes on with it.

    \b
    Examples:
      trialrules review rules.jsonl
      trialrules review NCT01234567.json page.txt --gold neurology/ --reviewer "A. Nurse"
      trialrules evaluate --gold reviewed/
    """
    if find_spec("fastapi") is None or find_spec("uvicorn") is None:
        print(f"trialrules: {NEEDED}", file=sys.stderr)
        sys.exit(1)
    from .serving import serve
    from .session import Review

    try:
        rulesets = [ruleset for name in files for ruleset in _rulesets(Path(name))]
        made = Review(rulesets, folder, reviewer or getpass.getuser())
        if made.strangers:
            left = f"{made.strangers} decisions are of other texts; they stay there"
            print(f"trialrules: {folder}: {left}", file=sys.stderr)
        serve(made, port, not no_browser, lambda address: click.echo(f"The review page: {address}"))
    except KeyboardInterrupt:
        click.echo(f"The review is kept in {folder}.")
    except TrialRulesError as wrong:
        print(f"trialrules: {wrong}", file=sys.stderr)
        sys.exit(1)


def _rulesets(path: Path) -> Iterator["RuleSet"]:
    """The RuleSets of a file, or of the one trial that it is."""
    from ... import extract, read, read_rulesets

    if path.suffix == ".jsonl":
        yield from read_rulesets(path)
        return
    try:
        yield extract(read(path), id=path.stem)
    except ReadError as wrong:
        raise ReadError(f"{path}: {wrong}") from wrong
