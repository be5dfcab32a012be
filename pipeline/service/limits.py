"""How much one request may ask for."""

from typing import NamedTuple


class Limits(NamedTuple):
    """``body``: bytes of a request; ``text``: characters of an eligibility text; ``seconds``: from the moment a worker
    takes the request (sending it, and waiting for a worker, may each take as long); ``pairs``: patients times trials.
    """

    body: int = 10_000_000
    text: int = 200_000
    seconds: float = 30.0
    pairs: int = 10_000
