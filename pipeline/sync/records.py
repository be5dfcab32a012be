"""One record into the store: read only where it is new or changed."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from itertools import islice
from typing import Any, Literal

from ...errors import ReadError, reason
from ..readers import Trial, read_text
from ..store import Reading, Store

TOGETHER = 50
"""Records that are stored in one go; so many are read again after an interruption, at most."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a record: a ``new`` trial, a new version of one (``changed``), or nothing (``same``).

    ``reason`` says why it could not be read, then or earlier.
    """

    trial: str
    became: Literal["new", "changed", "same"]
    reason: str | None = None


@cache
def program() -> str:
    """The version of this program, as the store keeps it."""
    return version("trialrules")


def number_of(record: object) -> str | None:
    """The number of a record of ClinicalTrials.gov, or None."""
    part: Any = record
    for name in ("protocolSection", "identificationModule", "nctId"):
        part = part.get(name) if isinstance(part, dict) else None
    return part if isinstance(part, str) and part else None


def take(store: Store, record: str, id: str, seen: str | None = None, *, again: bool = False) -> Result:
    """Stores a record with its RuleSet, or with the reason why it has none.

    ``id`` names a record that states no number, ``seen`` is as in :class:`Reading`; ``again`` reads it even if the
    store has it already.
    """
    read, unread = _read(record)
    trial = (read and read.id) or id
    content = _content(record, read)
    last = store.latest(trial)
    if last is not None and last.content == content and not again:
        return Result(trial, "same", last.reason)
    reading = Reading(trial, record, content, program(), seen=seen, reason=unread)
    if read is not None:
        reading = _extracted(reading, read)
    if not store.put(reading):
        return Result(trial, "same", reading.reason)
    return Result(trial, "new" if last is None else "changed", reading.reason)


def _read(record: str) -> tuple[Trial | None, str | None]:
    try:
        return read_text(record), None
    except ReadError as failed:
        return None, str(failed)


def _content(record: str, trial: Trial | None) -> str:
    """A hash of all that rules are made from: what a registry changes beside it makes no new version."""
    words = record if trial is None else json.dumps({**asdict(trial), "updated": None})
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _extracted(reading: Reading, trial: Trial) -> Reading:
    from ..api import extract

    try:
        ruleset = extract(trial, id=reading.trial)
    except Exception as failed:  # a record that makes the program fail must not stop the others
        return replace(reading, registry=trial.registry, reason=reason(failed))
    about = ruleset.trial
    return replace(reading, registry=about.registry, title=about.title, updated=about.updated, ruleset=ruleset)


def groups(records: Iterable[Any]) -> Iterator[list[Any]]:
    """So many at a time as are stored together."""
    rest = iter(records)
    while group := list(islice(rest, TOGETHER)):
        yield group
