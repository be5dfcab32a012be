"""What is loaded once and kept as long as the process runs."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept() -> Iterator[None]:
    """Python's search for garbage rests while something large is loaded, and passes it by ever after.

    >>> with kept():
    ...     table = {n: [n] for n in range(1_000)}
    >>> gc.isenabled(), gc.get_freeze_count() > 1_000
    (True, True)
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if searching:
            gc.enable()
