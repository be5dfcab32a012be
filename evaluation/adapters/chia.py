"""The Chia corpus (Kury and others, Scientific Data 2020): brat files, one a trial for each kind of criteria.

Its entities are names; values and times are words that nobody took apart, so it measures drugs, conditions and
procedures.
"""

from pathlib import Path

from ...models import Condition, Rule
from ..run import Case
from . import brat
from .rulesets import concept, exposure, one_criterion

FIGURES = (
    "drug relaxed", "drug exact", "condition relaxed", "condition exact", "procedure relaxed", "procedure exact",
)  # fmt: skip


def case(path: Path) -> Case:
    """One file as a case. Raises ReadError."""
    doc = brat.read(path)
    leaves: list[Rule] = []
    for mark in doc.marks.values():
        name, span = mark.text.lower(), mark.hull
        match mark.type:
            case "Drug":
                leaves.append(exposure(name, span, "drug"))
            case "Procedure":
                leaves.append(exposure(name, span, "procedure"))
            case "Condition":
                leaves.append(Condition(condition=concept(name, span), span=span))
    return Case("Chia", doc.text, one_criterion(path.stem, doc.text, leaves))
