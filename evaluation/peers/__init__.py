"""Other extractors as RuleSets, so that the table of results has rows to compare with.

A peer reads no sections and no logic: its RuleSet has one criterion for each line, with whatever it finds there.
"""

from ...errors import ReadError
from ..predictions import Predict


def peer_named(name: str) -> Predict:
    """The peer of a name: ``regex`` or ``quantulum3``. Raises ReadError where its package is not installed."""
    try:
        if name == "regex":
            from . import regex as peer
        else:
            from . import quantulum as peer  # type: ignore[no-redef]
    except ImportError as missing:
        raise ReadError(f"{name} is not installed: pip install 'trialrules[peers]'") from missing
    return lambda case: peer.ruleset(case.gold.trial.id, case.gold.text)
