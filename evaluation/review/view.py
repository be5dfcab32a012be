"""What the page shows of a trial: words in pieces, rules in English, warnings where they belong."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ...models import Any as AnyOf
from ...models import Criterion, Warning
from ..painting import Piece, pieces
from .drafts import Tree, leaf_of, leaves_in, parts_of
from .phrases import phrase, sentence
from .session import DECIDED, Standing, TrialReview

Json = dict[str, Any]


def overview(trial: TrialReview) -> Json:
    """A trial in the list: what filters need to know of its criteria, and how many are decided."""
    facets = [facet(trial, c) for c in trial.ruleset.criteria]
    return {
        "key": trial.key, "id": trial.ruleset.trial.id, "title": trial.ruleset.trial.title or "",
        "criteria": facets,
    }  # fmt: skip


def facet(trial: TrialReview, c: Criterion) -> Json:
    """What filters need to know of a criterion."""
    standing = trial.standing(c.id)
    measures = {leaf["measure"]["name"] for leaf in leaves_in(standing.draft.tree) if leaf["op"] == "threshold"}
    return {
        "id": c.id, "state": standing.state, "decided": standing.state in DECIDED, "coverage": c.coverage,
        "warnings": sorted({w.code for w in _warnings(trial, c)}), "measures": sorted(measures),
    }  # fmt: skip


def page(trial: TrialReview) -> Json:
    """A trial as the page shows it: its criteria in order, and the words between them that are none."""
    rows: list[Json] = []
    reached, text = 0, trial.ruleset.text
    for c in trial.ruleset.criteria:
        rows += _between(text[reached : max(reached, c.span.start)])
        rows.append(row(trial, c))
        reached = max(reached, c.span.end)
    rows += _between(text[reached:])
    placed = {id(w) for c in trial.ruleset.criteria for w in _warnings(trial, c)}
    return {
        **overview(trial), "rows": rows,
        "warnings": [_warning(w) for w in trial.ruleset.warnings if id(w) not in placed],
    }  # fmt: skip


def _between(text: str) -> list[Json]:
    """Words outside of all criteria; lines of bullets and numbers have none."""
    lines = [line.rstrip() for line in text.splitlines() if re.search(r"[^\W\d_]{2}", line)]
    return [{"between": "\n".join(lines)}] if lines else []


def row(trial: TrialReview, c: Criterion) -> Json:
    """A criterion as the page shows it. Spans count code points of the trial's whole text."""
    standing = trial.standing(c.id)
    tree = standing.draft.tree
    return {
        **facet(trial, c), "kind": c.kind, "parent": c.parent, "group": c.group, "start": c.span.start,
        "end": c.span.end, "text": c.text, "pieces": list(_pieces(c, standing)), "tree": _phrased(tree),
        "window": standing.draft.window, "sentence": sentence(tree, _said),
        "items": [x.id for x in trial.ruleset.criteria if x.parent == c.id],
        "messages": [_warning(w) for w in _warnings(trial, c)], **_who(standing),
    }  # fmt: skip


def _who(standing: Standing) -> Json:
    d = standing.decision
    return {} if d is None else {"by": d.by, "at": d.at.strftime("%Y-%m-%d %H:%M UTC"), "note": d.note or ""}


def _said(tree: Tree) -> str:
    return f"{tree['id']} below" if tree["op"] == "item" else phrase(leaf_of(tree))


def _phrased(tree: Tree | None) -> Tree | None:
    """A tree whose leaves carry their words in English too."""
    if tree is None:
        return None
    if not parts_of(tree):
        return {**tree, "phrase": _said(tree)}
    made = [_phrased(part) for part in parts_of(tree)]
    return {**tree, "of": made[0] if tree["op"] == "not" else made}


def unphrased(tree: Tree | None) -> Tree | None:
    """A tree as it is kept: without the words that :func:`row` put beside its leaves."""
    if tree is None:
        return None
    bare = {k: v for k, v in tree.items() if k != "phrase"}
    if not parts_of(bare):
        return bare
    made = [unphrased(part) for part in parts_of(bare)]
    return {**bare, "of": made[0] if bare["op"] == "not" else made}


def _warnings(trial: TrialReview, c: Criterion) -> Iterator[Warning]:
    for w in trial.ruleset.warnings:
        if w.span is not None and w.span.start < max(c.span.end, c.span.start + 1) and c.span.start < w.span.end:
            yield w


def _warning(w: Warning) -> Json:
    return {"code": w.code, "message": w.message}


def _pieces(c: Criterion, standing: Standing) -> Iterator[Json]:
    """The words in pieces with what they are; what a rule that is not full leaves unread is so marked."""
    leaves = tuple(leaf_of(leaf) for leaf in leaves_in(standing.draft.tree) if "span" in leaf)
    shown = c.model_copy(update={"rule": AnyOf(of=leaves) if leaves else None})
    whole = c.coverage == "full" or standing.state in ("corrected", "left_out")
    start = c.span.start
    for piece in pieces(c, shown):
        for part in [piece] if piece.kind or whole else _unread(piece):
            yield {"start": start, "text": part.text, "kind": part.kind}
            start += len(part.text)


@cache
def _silent() -> frozenset[str]:
    from ...patterns.words import silent_words

    return silent_words()


def _unread(piece: Piece) -> Iterator[Piece]:
    """The words of a piece that no leaf carries, cut out; words of grammar at the ends are none."""
    words = [m for m in re.finditer(r"\w[\w'’-]*", piece.text) if m.group().lower() not in _silent()]
    if not words:
        yield piece
        return
    start, end = words[0].start(), words[-1].end()
    parts = (Piece(piece.text[:start], ""), Piece(piece.text[start:end], "unread"), Piece(piece.text[end:], ""))
    yield from (part for part in parts if part.text)
