"""An evaluation as JSON, and the check against a baseline, which is such a JSON."""

import json
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from ..errors import ReadError
from .counting import Counts
from .run import Evaluation, Figure

BASELINE = "baseline.json"
ROUNDING = 0.00005
"""Figures are written with four digits: half a unit of the last."""


def as_json(evaluation: Evaluation, what: str) -> dict[str, Any]:
    """The figures, slices and areas of an evaluation of ``what`` (a split, or a folder's name)."""
    return {
        "gold": what,
        "trials": len(evaluation.trials),
        "figures": {name: _figure(f) for name, f in evaluation.figures().items() if _measured(f.counts)},
        "slices": {name: _f1s(counts, evaluation) for name, counts in evaluation.slices().items()},
        "areas": {name: _f1s(counts, evaluation) for name, counts in evaluation.areas().items()},
    }


def baseline(path: Path | None) -> dict[str, Any]:
    """The baseline in a file, or the one that comes with the package. Raises ReadError where there is none."""
    name = str(path or BASELINE)
    try:
        source = path or resources.files(__package__) / BASELINE
        data = json.loads(source.read_text(encoding="utf-8"))
        return {"gold": data["gold"], "figures": {k: v["f1"] for k, v in data["figures"].items()}}
    except OSError as failed:
        raise ReadError(f"{name}: {failed.strerror or failed}") from failed
    except (ValueError, KeyError, TypeError, AttributeError) as failed:
        raise ReadError(f"{name}: no result of `trialrules evaluate --json`") from failed


def below(figures: Mapping[str, Figure], base: Mapping[str, float]) -> list[str]:
    """A line for each figure that lies below its baseline or is no longer there."""
    out = []
    for name, floor in base.items():
        f1 = figures[name].counts.f1 if name in figures else 0.0
        if f1 < floor - ROUNDING:
            out.append(f"{name}: {f1:.4f}, below the baseline of {floor:.4f}")
    return out


def _measured(c: Counts) -> bool:
    return bool(c.gold or c.predicted)


def _figure(f: Figure) -> dict[str, float | int]:
    c = f.counts
    rates = {"precision": c.precision, "recall": c.recall, "f1": c.f1, "low": f.low, "high": f.high}
    return {**{name: round(rate, 4) for name, rate in rates.items()}, **c._asdict()}


def _f1s(counts: Mapping[str, Counts], evaluation: Evaluation) -> dict[str, float | int]:
    found = {name: counts[name] for name in evaluation.names if name in counts and _measured(counts[name])}
    return {"criteria": counts["n"].gold, **{f"{name} f1": round(c.f1, 4) for name, c in found.items()}}
