"""An evaluation as tables on a terminal."""

from collections.abc import Iterable, Mapping

from rich.table import Table
from rich.text import Text

from .compare import Change
from .counting import Counts
from .differences import Difference
from .pattern_table import PatternRow
from .run import Figure

SLICED = (
    "threshold + unit + measure",
    "window + target + anchor",
    "drug + name",
    "condition + name",
    "tree",
    "whole criteria",
)
"""The figures that are shown for each slice."""


def figures(of: Mapping[str, Figure]) -> Table:
    """Every figure with its interval and counts."""
    table = _table("figure", "precision", "recall", "F1", "95 % interval", "right", "gold", "predicted")
    for name, figure in of.items():
        c = figure.counts
        if c.gold or c.predicted:
            rates = (f"{c.precision:.3f}", f"{c.recall:.3f}", f"{c.f1:.3f}", f"{figure.low:.3f}–{figure.high:.3f}")
            table.add_row(name, *rates, str(c.right), str(c.gold), str(c.predicted))
    return table


def slices(of: Mapping[str, Mapping[str, Counts]], kind: str, names: Iterable[str]) -> Table:
    """The F1 of some figures for each slice."""
    shown = [name for name in SLICED if name in names]
    table = _table(kind, "criteria", *shown)
    for name, counts in of.items():
        cells = [counts.get(figure, Counts()) for figure in shown]
        table.add_row(name, str(counts["n"].gold), *(f"{c.f1:.3f}" if c.gold else "–" for c in cells))
    return table


def patterns(rows: Iterable[PatternRow]) -> Table:
    """What each pattern file contributed."""
    table = _table("pattern", "fired", "right", "wrong")
    for row in rows:
        table.add_row(row.pattern, *map(str, row[1:]))
    return table


def difference(d: Difference) -> Text:
    """A difference, its words first."""
    out = Text(f"{d.words}\n", "bold")
    out.append(f"  {d.trial} {d.criterion}, {d.figure}\n", "dim")
    out.append(f"  gold  {d.gold or 'nothing'}\n", "green")
    return out.append(f"  read  {d.predicted or 'nothing'}\n", "red")


def changes(of: Iterable[tuple[str, Figure, Figure]]) -> Table:
    """The figures that differ between two predictions."""
    table = _table("figure", "A", "B", "change")
    for name, a, b in of:
        table.add_row(name, f"{a.counts.f1:.3f}", f"{b.counts.f1:.3f}", f"{b.counts.f1 - a.counts.f1:+.3f}")
    return table


def change(c: Change) -> Text:
    """A criterion whose rule is another, its words first."""
    out = Text(f"{c.words}\n", "bold")
    out.append(f"  {c.trial} {c.criterion}: {c.verdict}\n", "dim")
    out.append(f"  gold  {c.gold}\n", "green")
    return out.append(f"  A     {c.a}\n  B     {c.b}\n")


def _table(first: str, *others: str) -> Table:
    table = Table()
    table.add_column(first, no_wrap=True)
    for name in others:
        table.add_column(name, justify="right")
    return table
