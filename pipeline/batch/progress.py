"""How far a run is: a bar on a terminal, a line every so often elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .store import State

EVERY = 30.0
"""Seconds between two lines."""

Tell = Callable[[State], None]


@contextmanager
def shown(size: int, start: State) -> Iterator[Tell]:
    """What to tell each new state of a run over so many bytes, which begins or goes on at a state."""
    if sys.stderr.isatty():
        with _bar(size, start) as tell:
            yield tell
    else:
        yield _lines(size, start)


class Pace:
    """How fast a run is since it began or went on.

    >>> pace = Pace(1000, State(), began=0)
    >>> pace.told(State(position=250, records=20, unread=1), now=60)
    '20 records, 1 unread, 0.3 a second, 25 %, 3 min left'
    """

    def __init__(self, size: int, start: State, began: float) -> None:
        self._size, self._start, self._began = size, start, began

    def told(self, state: State, now: float) -> str:
        """The state, the rate and the time left in a line."""
        seconds = max(now - self._began, 1e-9)
        parts = [f"{state.records:,} records", f"{state.unread:,} unread"]
        parts.append(f"{(state.records - self._start.records) / seconds:,.1f} a second")
        if self._size:
            parts.append(f"{state.position / self._size:.0%}".replace("%", " %"))
        if (done := state.position - self._start.position) > 0:
            parts.append(f"{lasting(seconds / done * (self._size - state.position))} left")
        return ", ".join(parts)


def lasting(seconds: float) -> str:
    """A length of time for people.

    >>> lasting(5.4), lasting(170), lasting(9000)
    ('5 s', '3 min', '2 h 30 min')
    """
    minutes = round(seconds / 60)
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"


def _lines(size: int, start: State) -> Tell:
    last = time.monotonic()
    pace = Pace(size, start, last)

    def tell(state: State) -> None:
        nonlocal last
        if (now := time.monotonic()) - last >= EVERY:
            last = now
            print(f"trialrules: {pace.told(state, now)}", file=sys.stderr, flush=True)

    return tell


@contextmanager
def _bar(size: int, start: State) -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    pace = Pace(size, start, time.monotonic())
    columns = (BarColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("loading", total=size or None, completed=start.position)

        def tell(state: State) -> None:
            progress.update(task, completed=state.position, description=pace.told(state, time.monotonic()))

        yield tell
