"""Other extractors as RuleSets, so that the table of results has rows to compare with.

A peer reads no sections and no logic: its RuleSet has one criterion for each line, with whatever it finds there.
"""

from collections.abc import Callable

from ...errors import ReadError
from ...models import RuleSet
from ..predictions import Predict


def reader_named(name: str) -> Callable[[str, str], RuleSet]:
    """What a peer (``regex``, ``quantulum3``) makes of an id and a text. Raises ReadError where it is not installed."""
    try:
        if name == "regex":
            from . import regex as peer
        else:
            from . import quantulum as peer  # type: ignore[no-redef]
    except ImportError as missing:
        raise ReadError(f"{name} is not installed: pip install 'trialrules[peers]'") from missing
    return peer.ruleset


def peer_named(name: str) -> Predict:
    """The peer of a name, as what predicts a case. Raises ReadError where its package is not installed."""
    read = reader_named(name)
    return lambda case: read(case.gold.trial.id, case.gold.text)
