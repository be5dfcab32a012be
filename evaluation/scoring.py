"""Scores a predicted RuleSet against gold: for each criterion of the gold, the counts of every figure.

Everything here is a pure function of two RuleSets over one text.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from ..models import Criterion, RuleSet, Span
from . import items
from .counting import Counts, Figures
from .layers import LAYERS, Layer, align, count, overlap
from .logic import compare, same_rule

FIGURES = (
    "criteria",
    *(name for layer in LAYERS for name, _ in layer.tests),
    *("polarity", "pairs", "tree", "heard", "whole criteria", "full and right"),
)
"""Every figure in the order of reports. The last six:

- ``polarity``: of the leaves found, those with as many ``not`` above them as the gold has, even or odd
- ``pairs``: of the pairs of found leaves in one criterion, those joined by the gold's operator
- ``tree``: of the rules with two leaves or more, those that are logically equal to the gold's
- ``heard``: of the gold's thresholds, windows, drugs and conditions, those that were found or stand in a criterion
  whose ``coverage`` admits a gap; the rest was lost in silence
- ``whole criteria``: criteria whose words, kind, tree and leaves are all the gold's
- ``full and right``: of the criteria that claim ``full`` coverage, those that are wholly right
"""

_HEARD = ("threshold", "window", "drug relaxed", "condition relaxed")
TOLERANCE = 3
"""Characters by which a criterion's ends may differ."""


class Claims(NamedTuple):
    """The items of a layer in one criterion: the gold's and the predicted ones."""

    layer: Layer
    gold: list[Any]
    predicted: list[Any]


class Part(NamedTuple):
    """A criterion of the gold and the one predicted for it, with their counts; no criterion: what lies outside all."""

    criterion: Criterion | None
    predicted: Criterion | None
    figures: Figures
    claims: list[Claims]


def score(gold: RuleSet, predicted: RuleSet | None, unjudged: Sequence[Span] = ()) -> list[Part]:
    """The counts of each criterion of the gold, and of whatever was predicted outside of all of them.

    No prediction, or one over another text, has found nothing. One on ``unjudged`` words counts only where gold is.
    """
    theirs = predicted.criteria if predicted is not None and predicted.text == gold.text else ()
    found = _same_criteria(gold, theirs)
    claimed = [(layer, _sorted_out(layer, gold.criteria, theirs)) for layer in LAYERS]
    parts = []
    for n, c in enumerate(gold.criteria):
        match = found.get(n)
        other = match or _nearest(c, theirs)
        claims = [_claims(layer, c, by_criterion[n], unjudged) for layer, by_criterion in claimed]
        same = int(match is not None)
        figures = {"criteria": Counts(same, 1, same)} | _counted(claims) | compare(c, other)
        figures["heard"] = _heard(figures, other)
        parts.append(Part(c, other, figures | _wholly(c, match), claims))
    outside = [_claims(layer, None, by_criterion[-1], unjudged) for layer, by_criterion in claimed]
    return [*parts, Part(None, None, _counted(outside) | _unmatched(theirs, found, unjudged), outside)]


def _claims(layer: Layer, c: Criterion | None, predicted: list[Any], unjudged: Sequence[Span]) -> Claims:
    gold = items.collect([c] if c else [], layer.kind)
    judged = [p for p in predicted if any(overlap(p, g) for g in gold) or not any(overlap(p, u) for u in unjudged)]
    return Claims(layer, gold, judged)


def _counted(claims: Sequence[Claims]) -> dict[str, Counts]:
    return {name: counts for claim in claims for name, counts in count(*claim).items()}


def _sorted_out(layer: Layer, gold: Sequence[Criterion], theirs: Sequence[Criterion]) -> list[list[Any]]:
    """The predicted items of a layer by the place of the gold's criterion they stand in, the others last."""
    out: list[list[Any]] = [[] for _ in range(len(gold) + 1)]
    for item in items.collect(theirs, layer.kind):
        shared = [_shared(item, c.span) for c in gold]
        best = max(shared, default=0)
        out[shared.index(best) if best else len(gold)].append(item)
    return out


def _shared(a: Any, b: Span) -> int:
    """How many characters two spans share."""
    return max(0, int(min(a.end, b.end) - max(a.start, b.start)))


def _same_criteria(gold: RuleSet, theirs: Sequence[Criterion]) -> dict[int, Criterion]:
    """The predicted criterion of each gold one: the same kind and words, bullets and white space aside."""
    ours = [_trimmed(c) for c in gold.criteria]
    pairs = align(ours, [_trimmed(c) for c in theirs], (_same_words,))
    return {i: theirs[j] for i, j in pairs}


class _Words(NamedTuple):
    start: int
    end: int
    kind: str


def _trimmed(c: Criterion) -> _Words:
    edge = " \t\r\n-•*.;:"
    start = c.span.start + len(c.text) - len(c.text.lstrip(edge))
    return _Words(start, c.span.end - (len(c.text) - len(c.text.rstrip(edge))), c.kind)


def _same_words(p: _Words, g: _Words) -> bool:
    return p.kind == g.kind and abs(p.start - g.start) <= TOLERANCE and abs(p.end - g.end) <= TOLERANCE


def _nearest(c: Criterion, theirs: Sequence[Criterion]) -> Criterion | None:
    """The predicted criterion that shares most of the words."""
    near = [x for x in theirs if overlap(x.span, c.span)]
    return max(near, key=lambda x: _shared(x.span, c.span), default=None)


def _heard(figures: Figures, other: Criterion | None) -> Counts:
    wanted = sum(figures[name].gold for name in _HEARD)
    lost = sum(figures[name].gold - figures[name].right for name in _HEARD)
    silent = other is not None and other.coverage == "full"
    return Counts(wanted - lost if silent else wanted, wanted, wanted)


def _wholly(c: Criterion, match: Criterion | None) -> dict[str, Counts]:
    right = int(match is not None and same_rule(c, match))
    claims = int(match is not None and match.coverage == "full")
    figures = {"whole criteria": Counts(right, 1, int(match is not None))}
    return figures | {"full and right": Counts(right * claims, claims, claims)}


def _unmatched(theirs: Sequence[Criterion], found: dict[int, Criterion], unjudged: Sequence[Span]) -> dict[str, Counts]:
    """The predicted criteria that are none of the gold's, and those of them that claim ``full``."""
    ours = {c.id for c in found.values()}
    extra = [c for c in theirs if c.id not in ours and not any(overlap(c.span, u) for u in unjudged)]
    full = sum(c.coverage == "full" for c in extra)
    return {
        "criteria": Counts(0, 0, len(extra)),
        "whole criteria": Counts(0, 0, len(extra)),
        "full and right": Counts(0, full, full),
    }
