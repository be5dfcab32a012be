"""The data card of the gold set: what is in it, and how far two annotators agree."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from . import corpus
from .gold import Gold
from .items import Item, Placed, collect, conditions, drugs, procedures, times, traits, values
from .phenomena import phenomena
from .run import Case, Evaluation, Figure, evaluate

AGREEMENT = (
    "criteria", "threshold", "threshold + unit", "threshold + unit + measure", "window", "window + target",
    "window + target + anchor", "drug relaxed", "drug exact", "drug + name", "condition relaxed", "condition exact",
    "procedure relaxed", "attribute", "polarity", "pairs", "tree", "whole criteria",
)  # fmt: skip
"""The figures by which two passes are compared."""

ABOUT = """\
# Data card of the gold set

Eligibility criteria of invented trials, each annotated as a rule tree of contract 1 by reading. The texts are written
for this set in the notations that real registries use; no sentence is taken from a real trial. They are meant for
measuring programs that turn criteria into rules, and for finding out where such programs fail; they are no model of how
often anything occurs, and no trial in them should be believed.

- **Format and rules of annotation:** [GUIDE.md](GUIDE.md). **Licence:** that of this repository.
- **Splits:** by trial, fixed. Programs may be tuned on `dev`; nobody tunes on `test`. Twins (the same trial in another
  layout or notation) are in one split.
- **Who annotated:** the letters are annotators who worked apart, by the guide and without any extractor's output:
  language models, under the direction of the maintainers. A third reading settled where two passes differed. No
  clinician has reviewed the set yet.
- **Known limits:** English only. The texts are denser than a registry's average, as hard constructions are frequent on
  purpose: figures on this set lie below those on real text.

"""


def agreement() -> Evaluation:
    """The second passes scored against the first ones."""
    pairs = corpus.double_passes()
    second = {b.trial.id: b.ruleset for _, b in pairs}
    cases = [Case(a.trial.area, a.page, a.ruleset) for a, _ in pairs]
    return evaluate(cases, lambda case: second[case.gold.trial.id], AGREEMENT)


def card() -> str:
    """The data card as Markdown."""
    golds = corpus.shipped()
    both = agreement()
    return (
        ABOUT
        + _table("## What is in it", ("split", "trials", "criteria", "leaves"), _sizes(golds))
        + _table("## Therapeutic areas", ("area", "trials", "criteria"), _counted(golds, lambda g: g.trial.area))
        + _table("## Layouts", ("layout", "trials", "criteria"), _counted(golds, lambda g: g.trial.layout))
        + _table("## Items", ("layer", "dev", "test"), _layers(golds))
        + _table("## Phenomena", ("phenomenon", "criteria"), _phenomena(golds))
        + f"## Agreement of two annotators\n\n{len(both.trials)} trials with "
        + f"{sum(len(t.gold.criteria) for t in both.trials)} criteria were annotated twice, independently. F1 of one "
        + "pass against the other, with 95 % bootstrap intervals over trials:\n\n"
        + _table("", ("layer", "F1", "95 % interval", "first", "second"), _figures(both.figures())).lstrip()
    ).rstrip() + "\n"


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [title, "", "| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(map(str, row)) + " |" for row in rows]
    return "\n".join(lines) + "\n\n"


def _sizes(golds: Sequence[Gold]) -> list[tuple[str, int, int, int]]:
    rows = []
    for split in ("dev", "test", "both"):
        own = [g for g in golds if split in (g.trial.split, "both")]
        rows.append((split, len(own), sum(len(g.trial.criteria) for g in own), sum(map(_leaf_count, own))))
    return rows


def _leaf_count(gold: Gold) -> int:
    return sum(len(c.leaves) for c in gold.trial.criteria)


def _counted(golds: Sequence[Gold], of: Callable[[Gold], str]) -> list[tuple[str, int, int]]:
    trials = Counter(of(g) for g in golds)
    criteria: Counter[str] = Counter()
    for g in golds:
        criteria[of(g)] += len(g.trial.criteria)
    return [(name, n, criteria[name]) for name, n in sorted(trials.items())]


def _layers(golds: Sequence[Gold]) -> list[tuple[str, int, int]]:
    kinds: dict[str, Callable[[Placed], Iterator[Item]]] = {
        "thresholds": values, "windows and durations": times, "drugs, classes and vaccines": drugs,
        "conditions": conditions, "procedures, therapies and studies": procedures, "attributes": traits,
    }  # fmt: skip
    rows = []
    for name, kind in kinds.items():
        dev, test = (
            sum(len(collect(g.ruleset.criteria, kind)) for g in golds if g.trial.split == split)
            for split in ("dev", "test")
        )
        rows.append((name, dev, test))
    return rows


def _phenomena(golds: Sequence[Gold]) -> list[tuple[str, int]]:
    found = Counter(name for g in golds for c in g.ruleset.criteria for name in phenomena(c, g.ruleset))
    return sorted(found.items(), key=lambda x: (-x[1], x[0]))


def _figures(figures: dict[str, Figure]) -> list[tuple[str, str, str, int, int]]:
    return [
        (name, f"{f.counts.f1:.3f}", f"{f.low:.3f}–{f.high:.3f}", f.counts.gold, f.counts.predicted)
        for name, f in figures.items()
    ]
