"""What a benchmark of extraction measured: as tables, as JSON, as a chart, and beside a baseline."""

import json
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment
from rich.table import Table

from ...errors import ReadError
from .extraction import WHOLE, Growth, Result, Speed

BASELINE = "baseline.json"
MARGIN = 1.5
"""So many times the baseline's cost is worth a word; less may be the machine."""


def tables(result: Result) -> Iterator[Table]:
    """Throughput, steps, start and growth."""
    yield _speed_table("whole texts", result.programs, result)
    yield _speed_table("step", result.steps, result)
    start = _table("a fresh process", "seconds", "ratio to importing spaCy")
    for name, seconds in _start(result).items():
        start.add_row(name, f"{seconds:.3f}", f"{seconds / result.start.spacy:.2f}")
    yield start
    growth = _table("growth", "times", "characters", "seconds", "cost a character", "peak MB")
    growth.add_row("no text", "", "", "", "", f"{result.start.memory:.0f}")
    for g in result.growth:
        growth.add_row(
            g.kind, f"{g.times}×", f"{g.characters:,}", f"{g.seconds:.2f}", f"{g.cost:.2f}", f"{g.memory:.0f}"
        )
    yield growth


def _speed_table(what: str, speeds: Mapping[str, Speed], result: Result) -> Table:
    table = _table(what, "seconds", "characters a second", "ratio to spaCy's tokenizer", "share of trialrules")
    for name, speed in speeds.items():
        rate, share = result.characters / speed.seconds, speed.seconds / result.programs[WHOLE].seconds
        table.add_row(name, f"{speed.seconds:.3f}", f"{rate:,.0f}", f"{speed.ratio:.3f}", f"{share:.0%}")
    return table


def _start(result: Result) -> dict[str, float]:
    start = result.start
    return {
        "import trialrules": start.imported,
        "import spacy": start.spacy,
        "import medspacy, pint, pydantic": start.others,
        "load, and a first text": start.loaded,
    }


def _table(first: str, *others: str) -> Table:
    table = Table(first)
    for heading in others:
        table.add_column(heading, justify="right")
    return table


def as_json(result: Result) -> dict[str, Any]:
    """The result as data; :func:`beside` reads it as a baseline."""
    return {
        "texts": result.texts,
        "characters": result.characters,
        "programs": {name: _speed(speed) for name, speed in result.programs.items()},
        "steps": {name: _speed(speed) for name, speed in result.steps.items()},
        "start": {name: round(value, 4) for name, value in result.start._asdict().items()},
        "growth": [_growth(g) for g in result.growth],
    }


def _speed(speed: Speed) -> dict[str, float]:
    return {"seconds": round(speed.seconds, 4), "ratio": round(speed.ratio, 4)}


def _growth(g: Growth) -> dict[str, Any]:
    return {**g._asdict(), "seconds": round(g.seconds, 4), "cost": round(g.cost, 3), "memory": round(g.memory)}


class Beside(NamedTuple):
    """A figure, larger where something is dearer, as the baseline has it and as it is now."""

    name: str
    was: float
    now: float

    @property
    def remark(self) -> str:
        """What is worth a word about it; most often nothing."""
        if self.now > self.was * MARGIN:
            return "dearer"
        return "cheaper" if self.now * MARGIN < self.was else ""


def beside(result: Result, path: Path | None) -> list[Beside]:
    """Every figure that the result and a baseline both have; ``path`` is None for the baseline of the package.

    Raises ReadError where there is no baseline.
    """
    name = str(path or BASELINE)
    try:
        source = path or resources.files(__package__) / BASELINE
        before = _figures(json.loads(source.read_text(encoding="utf-8")))
    except OSError as failed:
        raise ReadError(f"{name}: {failed.strerror or failed}") from failed
    except (ValueError, KeyError, TypeError, AttributeError) as failed:
        raise ReadError(f"{name}: no result of `trialrules benchmark extract --json`") from failed
    now = _figures(as_json(result))
    return [Beside(figure, was, now[figure]) for figure, was in before.items() if figure in now]


def _figures(data: Mapping[str, Any]) -> dict[str, float]:
    """Figures without a machine's seconds: times as ratios to the blank tokenizer's, or to the import of spaCy."""
    out = {f"{WHOLE}: time": 1 / data["programs"][WHOLE]["ratio"]}
    out |= {f"{name}: time": 1 / speed["ratio"] for name, speed in data["steps"].items()}
    start = data["start"]
    out |= {f"{name}: time": start[name] / start["spacy"] for name in ("imported", "loaded")}
    out["loaded: MB"] = start["memory"]
    for g in data["growth"]:
        out[f"{g['kind']}, {g['times']}×: MB"] = g["memory"]
        if g["times"] > 1:
            out[f"{g['kind']}, {g['times']}×: cost a character"] = g["cost"]
    return out


def comparison(rows: list[Beside]) -> Table:
    """The figures beside the baseline's."""
    table = _table("figure", "baseline", "now", "")
    for row in rows:
        table.add_row(row.name, f"{row.was:.2f}", f"{row.now:.2f}", row.remark)
    return table


class Bar(NamedTuple):
    """A bar of the chart; ``share`` is of the longest in its group."""

    name: str
    share: float
    label: str


def chart(result: Result) -> str:
    """The result as an SVG of its own: throughput, where the time goes, and what a character costs as texts grow."""
    whole = result.programs[WHOLE].seconds
    ratios = {name: speed.ratio for name, speed in result.programs.items()}
    shares = {name: speed.seconds / whole for name, speed in result.steps.items()}
    costs = {f"{g.kind}, {g.times}×": g.cost for g in result.growth if g.times > 1}
    groups = [
        ("Throughput, as a ratio to spaCy's blank tokenizer", ratios, "{:.2f}"),
        ("Time of each step, as a share of extraction", shares, "{:.0%}"),
        ("Time a character, as a ratio to the smallest text's", costs, "{:.2f}"),
    ]
    template = (resources.files(__package__) / "chart.svg").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(template).render(
        groups=[(title, list(_bars(values, form))) for title, values, form in groups if values]
    )


def _bars(values: Mapping[str, float], form: str) -> Iterator[Bar]:
    longest = max(values.values())
    for name, value in values.items():
        yield Bar(name, value / longest, form.format(value))
