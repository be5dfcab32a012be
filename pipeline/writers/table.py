"""A table for people: the rule of each criterion in its notation, and beside it the words that are not in the rule."""

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from ...models import Criterion, RuleSet, Warning

WIDTH_OF_FILES = 120
"""Columns where the output is no terminal."""

_COVERAGE_STYLE = {"full": "green", "partial": "yellow", "none": "red"}


def write(rulesets: Iterable[RuleSet], stream: TextIO) -> None:
    """Writes each RuleSet as soon as it is there."""
    console = Console(file=stream, width=None if stream.isatty() else WIDTH_OF_FILES, highlight=False)
    for ruleset in rulesets:
        console.print(_trial(ruleset))


def _trial(ruleset: RuleSet) -> RenderableType:
    parts: list[RenderableType] = [Text(" · ".join(filter(None, (ruleset.trial.id, ruleset.trial.title))), "bold")]
    if ruleset.criteria:
        parts.append(_criteria(ruleset.criteria))
    else:
        parts.append(Text("no eligibility criteria found"))
    parts += [_warning(w, ruleset.text) for w in ruleset.warnings]
    return Group(*parts, Text())


def _criteria(criteria: Iterable[Criterion]) -> Table:
    table = Table(show_lines=True)
    table.add_column("id", no_wrap=True)
    table.add_column("kind", no_wrap=True)
    table.add_column("rule", ratio=1)
    table.add_column("coverage", no_wrap=True)
    for c in criteria:
        kind = c.kind if c.group is None else f"{c.kind}\n({c.group})"
        table.add_row(c.id, Text(kind), _rule(c), Text(c.coverage, _COVERAGE_STYLE[c.coverage]))
    return table


def _rule(c: Criterion) -> Text:
    out = Text(str(c.rule) if c.rule is not None else "not read")
    if c.coverage != "full":
        words = " ".join(c.text.split())
        out.append(f"\nwords: {words}", "dim")
    return out


def _warning(warning: Warning, text: str) -> Text:
    out = Text(f"warning: {warning.message} ({warning.code})", "yellow")
    if warning.span is not None:
        quoted = " ".join(text[warning.span.start : warning.span.end].split())
        out.append(f": “{quoted[:77] + '…' if len(quoted) > 78 else quoted}”", "dim")
    return out
