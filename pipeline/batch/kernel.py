"""The kernel of every large run: records in, one finished result each, in their order; no record raises.

On one machine `trialrules batch` runs it in its workers; behind Arrow (:mod:`.arrow`) it runs wherever there are
batches of a table.
"""

import gc
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from ...errors import reason
from ...models import RuleSet
from ..readers.base import whole


class Record(NamedTuple):
    """A trial to read: its eligibility text, or the bytes of a file that :func:`trialrules.read` would recognise.

    ``id`` names a trial whose file states no registry number; ``source`` is where it stands, for messages.
    """

    id: str
    content: str | bytes
    source: str = ""


class Unread(NamedTuple):
    """A record that gave no RuleSet, with the reason; ``id`` is None where not even that could be read."""

    id: str | None
    reason: str
    source: str = ""


Result = RuleSet | Unread


def record(id: Any, text: Any, source: str = "") -> Record | Unread:
    """What two cells of a table, or two fields of a JSON object, say; numbers are ids too.

    >>> record(17, "Exclusion: gout")
    Record(id='17', content='Exclusion: gout', source='')
    >>> record("NCT1", None).reason
    'no text'
    """
    name = str(id) if isinstance(id, str | int) and not isinstance(id, bool) else ""
    if not name.strip():
        return Unread(None, "no id", source)
    name = whole(name) or ""
    if not isinstance(text, str):
        return Unread(name, "no text" if text is None else f"the text is no string but {type(text).__name__}", source)
    return Record(name, text, source) if text.strip() else Unread(name, "empty text", source)


def read(records: Iterable[Record | Unread], begun: Callable[[int], None] = lambda n: None) -> Iterator[Result]:
    """The result of each record, in order; what makes the program fail is unread, with the reason.

    ``begun`` is told the number of each record, from 0, before it is read.
    """
    for n, each in enumerate(records):
        begun(n)
        try:
            yield each if isinstance(each, Unread) else _ruleset(each)
        except Exception as error:  # one trial that makes the program fail must not lose the others
            yield Unread(each.id, reason(error), each.source)


def _ruleset(record: Record) -> RuleSet:
    from ..api import extract
    from ..readers import read as trial_of

    return extract(record.content if isinstance(record.content, str) else trial_of(record.content), id=record.id)


def warm() -> None:
    """Loads all that reading needs, once, and keeps it out of the garbage collector's way.

    Worth calling in each process before its first record: collections would walk over the tables again and again.
    """
    list(read([Record("", "Inclusion: ECOG 0-1. Exclusion: ALT > 3 x ULN within 14 days of enrolment")]))
    gc.collect()
    gc.freeze()
