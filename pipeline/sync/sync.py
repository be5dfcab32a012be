"""Bringing a store up to date. Whatever stops it, what was stored stays, and the next run goes on from there.

A page counts as done when all of its records are stored, and its successor's token is kept with the last of them. Pages
belong together while the registry's data stay the same (``Client.stamp``): where they changed, the search starts at its
first page again, and finds what it stored before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from ...errors import ReadError, TrialRulesError
from ..files import limited
from ..readers import decode
from ..store import Reading, Store
from .client import Client, Refused
from .records import TOGETHER, Result, groups, number_of, program, take
from .search import Search

ROUNDS = 3
"""Attempts at getting all pages from the same data, which the registry renews once a day."""
IDS_AT_ONCE = 200
"""Ids in one request: an address should stay below some 4,000 characters."""
GONE = "no longer in the registry"


@dataclass(frozen=True, slots=True)
class _Progress:
    """How far a search has come in the data of ``stamp``: the ``token`` of its next page, and the records before it.

    ``unread`` are those of them that have no rules, with the reason.
    """

    stamp: str
    token: str | None = None
    records: int = 0
    total: int | None = None
    unread: dict[str, str] = field(default_factory=dict)
    done: bool = False


def follow(store: Store, client: Client, search: Search) -> Iterator[Result]:
    """What a search finds, into the store; a result comes when it is stored.

    Raises :class:`trialrules.TrialRulesError` where the registry does not answer, or not with all that it counts.
    """
    for _ in range(ROUNDS):
        stamp = client.stamp()
        yield from _pages(store, client, search, stamp)
        if client.stamp() == stamp:
            return
    raise TrialRulesError("the registry's data changed all the while; run it again")


def _pages(store: Store, client: Client, search: Search, stamp: str) -> Iterator[Result]:
    progress = _start(store, search, stamp)
    yield from (Result(trial, "same", reason) for trial, reason in progress.unread.items())
    while not progress.done:
        try:
            page = client.page(search, progress.token)
        except Refused:
            if progress.token is None:
                raise
            progress = _Progress(stamp)  # a token that the registry does not know any more
            continue
        total = page.total if progress.token is None else progress.total
        progress = replace(
            progress, token=page.next, records=progress.records + len(page.records), total=total, done=page.next is None
        )
        yield from _stored(store, page.records, search, progress)
    if progress.total is not None and progress.records < progress.total:
        counts = f"the registry counts {progress.total} records and sent {progress.records}"
        raise TrialRulesError(f"{counts}; run it again")


def _start(store: Store, search: Search, stamp: str) -> _Progress:
    kept = store.progress(search.key)
    progress = _Progress(**json.loads(kept)) if kept else _Progress(stamp)
    return _Progress(stamp) if progress.done or progress.stamp != stamp else progress


def _stored(store: Store, records: list[Any], search: Search, after: _Progress) -> Iterator[Result]:
    """Stores a page's records in groups, and with the last of them how far the search has come then."""
    for n, group in enumerate(list(groups(records)) or [[]], 1):
        with store.together():
            results = [_one(store, record, after.stamp) for record in group]
            after.unread.update({result.trial: result.reason for result in results if result.reason is not None})
            if n * TOGETHER >= len(records):
                store.keep_progress(search.key, json.dumps(asdict(after)))
        yield from results


def _one(store: Store, record: object, stamp: str) -> Result:
    number = number_of(record)
    if number is None:
        return Result("?", "same", "a record without a number")
    return take(store, json.dumps(record), number, stamp)


def ask(store: Store, client: Client, ids: Sequence[str]) -> Iterator[Result]:
    """The records of these ids, into the store; raises as :func:`follow` does.

    A trial of the store that the registry no longer has gets a version that says so.
    """
    for start in range(0, len(ids), IDS_AT_ONCE):
        stamp = client.stamp()
        missing = ids[start : start + IDS_AT_ONCE]
        for _ in range(2):  # twice, for pages may shift while the registry renews its data
            found = client.records(Search(ids=tuple(missing))) if missing else []
            for group in groups(found):
                with store.together():
                    results = [_one(store, record, stamp) for record in group]
                yield from results
            numbers = {number_of(record) for record in found}
            missing = [number for number in missing if number not in numbers]
        yield from (_missing(store, number, stamp) for number in missing)


def _missing(store: Store, trial: str, stamp: str) -> Result:
    last = store.latest(trial)
    if last is None:
        return Result(trial, "same", "not in the registry")
    new = store.put(Reading(trial, "", GONE, program(), last.registry, last.title, last.updated, stamp, reason=GONE))
    return Result(trial, "changed" if new else "same", GONE)


def take_file(store: Store, path: Path) -> Result:
    """A saved record, into the store; one without a number gets the file's name, without its ending.

    Raises :class:`trialrules.ReadError` for a file that cannot be read as text.
    """
    try:
        with path.open("rb") as stream:
            data = limited(stream)
    except OSError as failed:
        raise ReadError(failed.strerror or str(failed)) from failed
    return take(store, decode(data), path.stem)


def reread(store: Store) -> Iterator[Result]:
    """Reads again, from the records in the store, what another version of the program read, or what was not read."""
    stale = [v for v in store.trials() if v.reason != GONE and (v.program != program() or v.reason)]
    for group in groups(stale):
        with store.together():
            results = [take(store, store.record(v.trial), v.trial, v.seen, again=True) for v in group]
        yield from results
