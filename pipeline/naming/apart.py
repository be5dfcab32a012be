"""What patterns of their own name, before the lexicon is asked: studies, languages, blood groups, both types …"""

from functools import cache

from ...patterns.gate import Several
from ..parts import Mention
from . import (
    blood_groups,
    carriage,
    devices,
    donations,
    enzymes,
    health,
    languages,
    peoples,
    smoking,
    studies,
    targets,
    told_states,
    transfusions,
    types,
)

READERS = (
    enzymes.read, types.both_types, studies.read, types.both_smokers, types.both_bipolar,
    devices.read, donations.read, transfusions.read,
    smoking.read, languages.read, peoples.read, carriage.read, blood_groups.read, health.read, targets.checkpoints,
    told_states.read,
)  # fmt: skip
_MODULES = (
    blood_groups,
    carriage,
    devices,
    donations,
    enzymes,
    health,
    peoples,
    smoking,
    studies,
    targets,
    told_states,
    transfusions,
    types,
)


@cache
def _any() -> Several:
    """The patterns of all of them: most criteria lack the words of every one."""
    return Several(*(pattern for module in _MODULES for pattern in module.PATTERNS), *languages.patterns())


def read(view: str, start: int, end: int) -> list[Mention]:
    """The mentions in ``view[start:end]``."""
    if _any().absent(view, start, end):
        return []
    return [m for reader in READERS for m in reader(view, start, end)]
