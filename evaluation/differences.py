"""What is wrong with a prediction, item by item, the words first."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..models.notation import as_written
from .items import Bounds, Mention, Time, Trait, Value
from .layers import align, overlap
from .run import Evaluation, Scored
from .scoring import Claims, Part


class Difference(NamedTuple):
    """One difference: where it stands, the figure that it costs, and what the gold and the prediction say (or None)."""

    trial: str
    criterion: str
    start: int
    end: int
    words: str
    figure: str
    gold: str | None
    predicted: str | None


def differences(evaluation: Evaluation) -> Iterator[Difference]:
    """Every difference in reading order: items missed, invented or misread, and rules with another logic."""
    for trial in evaluation.trials:
        found = [d for part in trial.parts for d in _of_part(trial, part) if d.figure in evaluation.names]
        yield from sorted(found, key=lambda d: (d.start, d.end))


def wrong(part: Part) -> bool:
    """Whether a part is a criterion of the gold that was not read wholly right."""
    return part.criterion is not None and not part.figures["whole criteria"].right


def _of_part(trial: Scored, part: Part) -> Iterator[Difference]:
    c, text, id = part.criterion, trial.gold.text, trial.gold.trial.id
    name = c.id if c is not None else "-"

    def at(start: int, end: int, figure: str, gold: str | None, predicted: str | None) -> Difference:
        return Difference(id, name, start, end, " ".join(text[start:end].split()), figure, gold, predicted)

    if c is not None:
        theirs = f"{part.predicted.kind}: {' '.join(part.predicted.text.split())}" if part.predicted else None
        if not part.figures["criteria"].right:
            yield at(c.span.start, c.span.end, "criteria", c.kind, theirs)
        if "tree" in part.figures and not part.figures["tree"].right:
            rule = part.predicted.rule if part.predicted else None
            yield at(c.span.start, c.span.end, "tree", as_written(c.rule), as_written(rule))
    for claims in part.claims:
        for item, figure, gold, predicted in _of_layer(claims):
            yield at(item.start, item.end, figure, gold, predicted)


def _of_layer(claims: Claims) -> Iterator[tuple[Any, str, str | None, str | None]]:
    """The items of a layer that differ, with the first figure that each costs."""
    layer, gold, predicted = claims
    if layer.only is not None:
        return  # a further test on items that another layer shows
    names, tests = zip(*layer.tests, strict=True)
    pairs = dict(align(gold, predicted, tests))
    for i, j in pairs.items():
        if failed := [name for name, test in layer.tests if not test(predicted[j], gold[i])]:
            yield gold[i], failed[0], said(gold[i]), said(predicted[j])
    missed = [g for i, g in enumerate(gold) if i not in pairs]
    extra = [p for j, p in enumerate(predicted) if j not in pairs.values()]
    near = dict(align(missed, extra, (overlap,)))
    for i, g in enumerate(missed):
        yield g, names[0], said(g), said(extra[near[i]]) if i in near else None
    for j, p in enumerate(extra):
        if j not in near.values():
            yield p, names[0], None, said(p)


def said(item: Value | Time | Mention | Trait) -> str:
    """An item in a few words."""
    match item:
        case Value():
            limit = f" x {item.relative_to}" if item.relative_to else ""
            return f"{item.name} {_bounds(item.bounds)} {item.unit or '?'}{limit}"
        case Time():
            anchor = f" {item.direction} {item.anchor}" if item.direction else " long"
            return f"{item.name}: {_bounds(item.bounds)} {item.unit}{anchor}"
        case Trait():
            return f"{item.name} = {item.value}"
    return item.name


def _bounds(bounds: Bounds) -> str:
    low, low_in, high, high_in = bounds
    parts = []
    if low is not None:
        parts.append(f"{'>=' if low_in else '>'} {low:g}")
    if high is not None:
        parts.append(f"{'<=' if high_in else '<'} {high:g}")
    return " and ".join(parts)
