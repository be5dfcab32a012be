"""The command `trialrules diff`."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import ReadError, TrialRulesError, reason
from .cli import ruleset_of_file, speak_utf8
from .cli_rulesets import rulesets_of, tell

if TYPE_CHECKING:
    from ..models import RuleSet
    from ..models.diff import RuleSetDiff
    from .store import Store

DIFF_CODES = """
\b
Exit codes:
  0  everything was read, and no rule changed (other words for the same rule are no change)
  1  some input could not be read: standard error says which and why; the others were compared
  2  wrong usage
  3  everything was read, and rules changed, or may have
"""


@click.command(epilog=DIFF_CODES)
@click.argument("what", nargs=-1, metavar="[OLD NEW]")
@click.option(
    "--store",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="STORE",
    help="Compare versions that `sync` stored, instead of files.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "jsonl", "html"]),
    help="html is a page of its own. Default: table on a terminal, jsonl otherwise.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write to this file; it is replaced only once everything has been written.",
)
def diff(what: tuple[str, ...], path: Path | None, format_: str | None, out: Path | None) -> None:
    """Says what changed in the rules of trials, and not in their words alone.

    OLD and NEW are files of RuleSets as `extract` writes them, or records of trials, which are read first; - is
    standard input. Trials are matched by their ids; one in each file is compared whatever its id.

    Of a --store, the latest version of each trial is compared with the one before it; TRIAL names one, TRIAL@2
    TRIAL@5 two of its versions.

    Told are bounds, windows, drugs, exceptions, and criteria that were added or removed; also those that only have
    other words, another place or another unit. Where it is certain, "tightens" says that fewer patients are eligible
    by a criterion, and "loosens" that more are.

    \b
    Examples:
      trialrules diff old.jsonl new.jsonl
      trialrules diff NCT01234567.2025.json NCT01234567.2026.json --format html --out changes.html
      trialrules diff --store trials.duckdb
      trialrules diff --store trials.duckdb NCT01234567@1 NCT01234567@3
    """
    from .diff.writers import write
    from .files import replacing

    if (path is None and len(what) != 2) or len(what) > 2 or what.count("-") > 1:
        raise click.UsageError("give OLD and NEW, or --store")
    if out is not None and not out.parent.is_dir():
        raise click.BadParameter(f"the folder {str(out.parent)!r} does not exist", param_hint="--out")
    if format_ is None:
        format_ = "table" if out is None and sys.stdout.isatty() else "jsonl"
    failed: list[str] = []
    changed: list[str] = []
    found = _of_files(what, failed) if path is None else _of_store(path, what, failed)
    noted = _noted(found, changed)
    if out is None:
        speak_utf8()
        write(noted, sys.stdout, format_)
    else:
        with replacing(out) as stream:
            write(noted, stream, format_)
    sys.exit(1 if failed else 3 if changed else 0)


def _noted(found: Iterator["RuleSetDiff"], changed: list[str]) -> Iterator["RuleSetDiff"]:
    for diff in found:
        if diff.rules_changed:
            changed.append(diff.trial)
        yield diff


def _of_files(names: Sequence[str], failed: list[str]) -> Iterator["RuleSetDiff"]:
    from .diff import diff as compared
    from .diff import diff_all

    before, after = (list(_input(name, failed)) for name in names)
    if len(before) == len(after) == 1:
        yield compared(before[0], after[0])
    else:
        told = diff_all(before, after)  # what could not be read was not removed
        yield from (diff for diff in told if not failed or diff.status not in ("added", "removed"))


def _input(name: str, failed: list[str]) -> Iterator["RuleSet"]:
    if _holds_rulesets(name):
        yield from rulesets_of(name, failed)
        return
    try:
        yield ruleset_of_file(name)
    except Exception as error:  # one that makes the program fail is told as one that cannot be read
        tell(f"{name}: {reason(error)}", name, failed)


def _holds_rulesets(name: str) -> bool:
    """Whether a file's first line is a RuleSet; standard input holds nothing else."""
    if name == "-":
        return True
    try:
        with open(name, encoding="utf-8") as lines:
            first = next((line for line in lines if line.strip()), "")
    except (OSError, ValueError):
        return False
    return first.lstrip("\ufeff").startswith("{") and '"schema_version"' in first and '"criteria"' in first


def _of_store(path: Path, what: tuple[str, ...], failed: list[str]) -> Iterator["RuleSetDiff"]:
    from .diff import diff as compared
    from .store import Store

    try:
        with closing(Store(path)) as store:
            for trial, old, new in list(_pairs(store, what)):
                try:
                    yield compared(store.ruleset(trial, old), store.ruleset(trial, new))
                except ReadError as error:
                    tell(str(error), trial, failed)
    except TrialRulesError as error:
        tell(str(error), str(path), failed)


def _pairs(store: "Store", what: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    """Which versions of which trials are compared. Raises ReadError for those that the store does not hold."""
    if not what:
        for latest in store.trials():
            if latest.number > 1:
                yield latest.trial, latest.number - 1, latest.number
        return
    (trial, first), (other, second) = _version(what[0]), _version(what[-1])
    if trial != other or (len(what) == 1) != (first is None) or (first is None) != (second is None):
        raise click.UsageError("name one TRIAL, or two of its versions as TRIAL@1 TRIAL@2")
    latest_ = store.latest(trial)
    if latest_ is None:
        raise ReadError(f"{store.path}: it does not hold {trial}")
    if first is None and latest_.number < 2:
        raise ReadError(f"{store.path}: of {trial} it holds one version alone")
    yield trial, first or latest_.number - 1, second or latest_.number


def _version(words: str) -> tuple[str, int | None]:
    trial, _, number = words.rpartition("@")
    return (trial, int(number)) if trial and number.isdecimal() else (words, None)
