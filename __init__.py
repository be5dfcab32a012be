"""Reads the eligibility criteria of clinical trials and emits structured, executable rules.

>>> import trialrules
>>> rules = trialrules.extract("Exclusion: platelets < 100 x 10^9/L")
>>> str(rules.criteria[0].rule)
'platelet count < 100 10*9/L'

The public names are imported when they are first asked for, so that ``import trialrules`` costs next to nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .errors import ReadError, TrialRulesError
    from .models import RuleSet
    from .pipeline.api import explain, extract, load
    from .pipeline.check import check
    from .pipeline.diff import diff
    from .pipeline.readers import read
    from .pipeline.rulesets import read_rulesets
    from .pipeline.screening.patients import read_patients
    from .pipeline.screening.plan import Plan
    from .pipeline.screening.screen import screen
    from .pipeline.writers import write

    __version__: str

_HOME = {
    "Plan": ".pipeline.screening.plan",
    "ReadError": ".errors",
    "RuleSet": ".models",
    "TrialRulesError": ".errors",
    "check": ".pipeline.check",
    "diff": ".pipeline.diff",
    "explain": ".pipeline.api",
    "extract": ".pipeline.api",
    "load": ".pipeline.api",
    "read": ".pipeline.readers",
    "read_patients": ".pipeline.screening.patients",
    "read_rulesets": ".pipeline.rulesets",
    "screen": ".pipeline.screening.screen",
    "write": ".pipeline.writers",
}

__all__ = [
    "Plan", "ReadError", "RuleSet", "TrialRulesError", "__version__", "check", "diff", "explain", "extract", "load",
    "read", "read_patients", "read_rulesets", "screen", "write",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        value: object = version("trialrules")
    elif name in _HOME:
        from importlib import import_module

        value = getattr(import_module(_HOME[name], __name__), name)
    else:
        raise AttributeError(f"module 'trialrules' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
