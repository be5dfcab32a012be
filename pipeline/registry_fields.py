"""Compares the registry's own age and sex fields with what the text says."""

import re
from collections.abc import Iterator

from .parts import Draft, Note
from .readers import Trial

_AGE = re.compile(r"(\d+(?:\.\d+)?)\s*(year|month|week|day)", re.IGNORECASE)
_IN_YEARS = {"year": 1.0, "month": 1 / 12, "week": 7 / 365.25, "day": 1 / 365.25}


def _years(field: str | None) -> float | None:
    m = _AGE.match(field or "")
    return float(m[1]) * _IN_YEARS[m[2].lower()] if m else None


def contradictions(trial: Trial, draft: Draft) -> Iterator[Note]:
    """A note for every inclusion age without a group whose bound is another than the registry's."""
    limits = {"lower": _years(trial.minimum_age), "upper": _years(trial.maximum_age)}
    for work in draft.criteria:
        if work.kind != "inclusion" or work.group is not None or work.parent is not None:
            continue
        for part in work.parts:
            leaf = part.leaf
            if leaf["op"] != "threshold" or leaf["measure"]["name"] != "age" or leaf["range"].get("canonical") is None:
                continue
            for side, limit in limits.items():
                bound = leaf["range"]["canonical"][side]
                if limit is not None and bound is not None and abs(bound["value"] - limit) >= 1:
                    yield Note(
                        "registry_age",
                        f"the text says age {bound['value']:g}, the registry {limit:g}",
                        (part.start, part.end),
                    )
