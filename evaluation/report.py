"""An evaluation as one self-contained HTML page: tables, a chart of the slices, and every criterion read wrongly."""

from collections.abc import Iterator, Sequence
from importlib import resources
from typing import NamedTuple

from jinja2 import Environment

from .. import __version__
from ..models import Criterion
from ..models.notation import as_written
from .counting import Counts
from .differences import Difference, differences, wrong
from .painting import Piece, pieces
from .pattern_table import PatternRow, never_fired
from .run import Evaluation
from .scoring import Part
from .tables import SLICED


class Bar(NamedTuple):
    """A bar of the chart: the slice, how many criteria it has, and its share of criteria that are wholly right."""

    name: str
    criteria: int
    share: float


class WrongCriterion(NamedTuple):
    """A criterion that was not read wholly right, as the gold and as the prediction have it."""

    trial: str
    criterion: Criterion
    predicted: Criterion | None
    gold_pieces: list[Piece]
    predicted_pieces: list[Piece]
    differences: list[Difference]


def page(evaluation: Evaluation, what: str, rows: Sequence[PatternRow] | None) -> str:
    """The page. ``what`` names the gold; ``rows`` is the table by pattern, where it was made."""
    template = (resources.files(__package__) / "report.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    slices, areas = evaluation.slices(), evaluation.areas()
    return environment.from_string(template).render(
        what=what,
        version=__version__,
        trials=len(evaluation.trials),
        criteria=sum(len(t.gold.criteria) for t in evaluation.trials),
        figures=[(name, f) for name, f in evaluation.figures().items() if f.counts.gold or f.counts.predicted],
        sliced=[name for name in SLICED if name in evaluation.names],
        groups=[("phenomenon", slices), ("area", areas)],
        nothing=Counts(),
        said=as_written,
        bars=[_bar(name, counts) for name, counts in slices.items()],
        wrong=list(_wrong(evaluation)) if "whole criteria" in evaluation.names else [],
        others=[] if "whole criteria" in evaluation.names else list(differences(evaluation)),
        patterns=rows,
        silent=never_fired(rows) if rows is not None else [],
    )


def _bar(name: str, counts: dict[str, Counts]) -> Bar:
    return Bar(name, counts["n"].gold, counts["whole criteria"].recall)


def _wrong(evaluation: Evaluation) -> Iterator[WrongCriterion]:
    found: dict[tuple[str, str], list[Difference]] = {}
    for d in differences(evaluation):
        found.setdefault((d.trial, d.criterion), []).append(d)
    for trial in evaluation.trials:
        id = trial.gold.trial.id
        for part in trial.parts:
            if wrong(part):
                yield _of(id, part, found.get((id, part.criterion.id if part.criterion else ""), []))


def _of(id: str, part: Part, found: list[Difference]) -> WrongCriterion:
    gold, predicted = part.criterion, part.predicted
    assert gold is not None  # a wrong part is a criterion of the gold
    theirs = pieces(gold, predicted) if predicted is not None else [Piece(gold.text, "")]
    return WrongCriterion(id, gold, predicted, pieces(gold, gold), theirs, found)
