"""The command `trialrules sync`: trials of registries into a store."""

import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import ReadError, TrialRulesError

if TYPE_CHECKING:
    from rich.status import Status

    from .store import Store
    from .sync import Result

SYNC_CODES = """
\b
Exit codes:
  0  the store holds all that was asked for, and every record was read
  1  some record could not be read, or the registry did not answer: standard error says which and why; what was stored
     stays, and the same command goes on from there
  2  wrong usage
"""
_NUMBER = re.compile(r"NCT\d{8}")
_EVERY = 30
"""Seconds from one line about the progress to the next, where there is no terminal."""

STORE = click.option(
    "--store", "path", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The store, a DuckDB file."
)


@click.command(epilog=SYNC_CODES)
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@STORE
@click.option("--condition", metavar="WORDS", help="Trials about a condition.")
@click.option("--query", metavar="WORDS", help="What the registry's own search finds for these words.")
@click.option("--ids", multiple=True, metavar="ID,ID", help="These trials. May be repeated.")
@click.option("--known", is_flag=True, help="Every trial of the store again; those that the registry dropped are told.")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only what was posted or updated since then."
)
@click.option("--reread", is_flag=True, help="Read again what another version of the program read, or nobody could.")
@click.option(
    "--registry",
    type=click.Choice(["ClinicalTrials.gov"], case_sensitive=False),
    default="ClinicalTrials.gov",
    show_default=True,
    help="Others have no open API here: save their records, and give them as FILE.",
)
@click.option("--api", envvar="TRIALRULES_API", metavar="URL", help="Another address of the API, as a mirror's.")
@click.option("--per-minute", type=click.FloatRange(min=0, min_open=True), help="Requests a minute at most; 50.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), help="Seconds to wait for an answer; 60.")
def sync(
    files: tuple[Path, ...], path: Path, condition: str | None, query: str | None, ids: tuple[str, ...], known: bool,
    since: datetime | None, reread: bool, registry: str, api: str | None, per_minute: float | None,
    timeout: float | None,
) -> None:  # fmt: skip
    """Follows a registry: new and changed trials come into a store, with their rules.

    The store keeps every version of a trial's eligibility text and of its rules. What did not change is not read
    again. Interrupt it at any moment: what was stored stays, and the same command goes on from there.

    A FILE is a saved record of any registry that `extract` reads.

    \b
    Examples:
      trialrules sync --condition "multiple sclerosis" --since 2026-11-01 --store trials.duckdb
      trialrules sync --query "AREA[Phase]PHASE3 AND natalizumab" --store trials.duckdb
      trialrules sync --ids NCT01234567,NCT07654321 --store trials.duckdb
      trialrules sync --known --store trials.duckdb
      trialrules sync euct-*.json --store trials.duckdb
    """
    numbers = _numbers(ids)
    searches = bool(condition or query or since)
    if not (files or numbers or searches or known or reread):
        raise click.UsageError("nothing to do: give --condition, --query, --since, --ids, --known, --reread or a FILE")
    if numbers and searches:
        raise click.UsageError("--ids names the trials: leave out --condition, --query and --since")
    from .store import Store
    from .sync import API, PER_MINUTE, TIMEOUT, Client, Search, ask, follow
    from .sync import reread as read_again

    tally = _Tally()
    try:
        with tally.shown(), Store(path, write=True) as store:
            tally.watch(_of_files(store, files, tally))
            if numbers or searches or known:
                client = Client(
                    api or API, per_minute=per_minute or PER_MINUTE, timeout=timeout or TIMEOUT, tell=_tell
                )  # fmt: skip
                if searches:
                    tally.watch(follow(store, client, Search(condition, query, since=since and since.date())))
                asked = [*numbers, *(_known(store) if known else ())]
                tally.watch(ask(store, client, list(dict.fromkeys(asked))))
            if reread:
                tally.watch(read_again(store))
    except TrialRulesError as error:
        tally.fail(str(error))
    click.echo(tally.words)
    sys.exit(1 if tally.failed else 0)


def _numbers(ids: Iterable[str]) -> list[str]:
    numbers = [word.upper() for words in ids for word in re.split(r"[,\s]+", words) if word]
    for number in numbers:
        if not _NUMBER.fullmatch(number):
            raise click.BadParameter(f"{number!r} is no number of ClinicalTrials.gov (NCT01234567)", param_hint="--ids")
    return numbers


def _known(store: "Store") -> list[str]:
    return [v.trial for v in store.trials() if _NUMBER.fullmatch(v.trial)]


def _of_files(store: "Store", files: Iterable[Path], tally: "_Tally") -> Iterator["Result"]:
    from .sync import take_file

    for file in files:
        try:
            yield take_file(store, file)
        except ReadError as error:
            tally.fail(f"{file}: {error}")


class _Tally:
    """What became of the records, and whether anything failed; failures are told on standard error as they come."""

    def __init__(self) -> None:
        self.failed = False
        self._became: dict[str, str] = {}
        self._unread: set[str] = set()
        self._told_at = time.monotonic()
        self._status: Status | None = None

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Shows how many records came so far on standard error: all the while on a terminal, now and then otherwise."""
        if not sys.stderr.isatty():
            yield
            return
        from rich.console import Console

        with Console(stderr=True).status("asking") as self._status:
            yield

    def watch(self, results: Iterable["Result"]) -> None:
        """Takes results until there are no more; of a trial that comes twice, what became of it counts."""
        for result in results:
            if result.became != "same" or result.trial not in self._became:
                self._became[result.trial] = result.became
            if result.reason is not None and result.trial not in self._unread:
                self._unread.add(result.trial)
                self.fail(f"{result.trial}: {result.reason}")
            self._show(f"{len(self._became)} records so far")

    def fail(self, message: str) -> None:
        self.failed = True
        _tell(message)

    @property
    def words(self) -> str:
        """All of it in a line."""
        counts = Counter(self._became.values())
        words = f"{counts['new']} new, {counts['changed']} changed, {counts['same']} as they were"
        return f"{len(self._became)} records: {words}; {len(self._unread)} without rules"

    def _show(self, words: str) -> None:
        if self._status is not None:
            self._status.update(words)
        elif time.monotonic() > self._told_at + _EVERY:
            self._told_at = time.monotonic()
            _tell(words)


def _tell(message: str) -> None:
    print(f"trialrules: {message}", file=sys.stderr, flush=True)
