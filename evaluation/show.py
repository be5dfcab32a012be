"""The gold set for people: a list of its trials, and an annotation in colour."""

from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ..models import Criterion
from ..models.notation import as_written
from .corpus import shipped
from .gold import Gold
from .painting import painted

COLOURS = {
    "threshold": "cyan", "exposure": "magenta", "condition": "yellow", "attribute": "blue", "other": "bright_black",
    "time": "green", "excluding": "red",
}  # fmt: skip


def rows(split: str) -> list[dict[str, Any]]:
    """A row for each trial of a split (``all``: of both)."""
    return [
        {
            "id": t.id, "split": t.split, "area": t.area, "layout": t.layout, "criteria": len(t.criteria),
            "passes": len(t.passes), "twin": t.twin, "title": t.title,
        }
        for t in (gold.trial for gold in shipped())
        if split in ("all", t.split)
    ]  # fmt: skip


def table(of: list[dict[str, Any]]) -> Table:
    """The rows as a table, with their sum below."""
    out = Table(show_footer=True)
    sums = {"id": f"{len(of)} trials", "criteria": str(sum(row["criteria"] for row in of))}
    names = ("id", "split", "area", "layout", "criteria", "passes", "twin")
    for name in names:
        out.add_column(name, footer=sums.get(name, ""), justify="right" if name in ("criteria", "passes") else "left")
    for row in of:
        out.add_row(*("" if row[name] is None else str(row[name]) for name in names))
    return out


def annotation(gold: Gold) -> RenderableType:
    """A trial's criteria: their words in colour, and the rule below."""
    t = gold.trial
    passes = ", ".join(f"{p.kind} pass by {p.annotator} on {p.date}" for p in t.passes)
    head = Text(f"{t.area}, {t.layout}, {t.split}; {passes}", "dim")
    parts: list[RenderableType] = [Text(f"{t.id} · {t.title}", "bold"), head, _legend(), Text()]
    for c in gold.ruleset.criteria:
        name = f"{c.id} {c.kind}" + (f" ({c.group})" if c.group else "")
        parts += [Text(name, "bold"), coloured(c), Text(f"→ {as_written(c.rule)}"), Text()]
    return Group(*parts)


def coloured(c: Criterion) -> Text:
    """The words of a criterion, each kind of leaf in its colour."""
    out = Text(c.text)
    for span, kind in painted(c):
        if c.span.start <= span.start and span.end <= c.span.end:
            out.stylize(COLOURS[kind], span.start - c.span.start, span.end - c.span.start)
    return out


def _legend() -> Text:
    out = Text()
    for name, colour in COLOURS.items():
        out.append(f"{name} ", colour)
    return out
