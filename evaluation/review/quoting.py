"""From a draft with spans to gold that quotes words: the way back from :mod:`trialrules.evaluation.gold`."""

from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any

from ...errors import TrialRulesError
from ...models import Concept, Criterion, Leaf, Other, Span, parse
from ...models.notation import as_written, window_words
from ..annotation import GoldCriterion, GoldLeaf, Logic, SharedWindow
from ..words import NotFound, Quote, locate, places_of
from .drafts import Draft, Tree, leaf_of


class Unwritable(TrialRulesError):
    """A rule that gold cannot hold yet: something that a person has to add, one line each."""


def gold_criterion(c: Criterion, draft: Draft, text: str, note: str | None = None) -> GoldCriterion:
    """A criterion with its rule in the gold format. Raises Unwritable."""
    quoting = _Quoting(c, text)
    logic = None if draft.tree is None else quoting.logic(draft.tree)
    window = None if draft.window is None else quoting.shared(draft.window)
    if quoting.problems:
        raise Unwritable("\n".join(dict.fromkeys(quoting.problems)))
    return GoldCriterion(
        **_named(c), leaves=quoting.leaves, rule=logic, window=window, note=note or None,
    )  # fmt: skip


def open_criterion(c: Criterion, note: str | None = None) -> GoldCriterion:
    """A criterion that nobody has settled yet."""
    return GoldCriterion(**_named(c), rule=None, note=note or None, unjudged=True)


def _named(c: Criterion) -> dict[str, Any]:
    return {
        "id": c.id, "kind": c.kind, "parent": c.parent, "group": c.group, "text": " ".join(c.text.split()),
    }  # fmt: skip


def _letters() -> Iterator[str]:
    yield from ascii_lowercase
    yield from (f"{letter}{n}" for n in range(2, 10_000) for letter in ascii_lowercase)


class _Quoting:
    """Names the leaves of one criterion and quotes the words of their parts."""

    def __init__(self, c: Criterion, text: str) -> None:
        self.c, self.text = c, text
        self.leaves: dict[str, GoldLeaf] = {}
        self.names: dict[GoldLeaf, str] = {}
        self.problems: list[str] = []
        self._letters = _letters()

    def logic(self, tree: Tree) -> Logic:
        """The logic over the names of leaves and items."""
        match tree["op"]:
            case "item":
                return str(tree["id"])
            case "not":
                return ["not", self.logic(tree["of"])]
            case "all" | "any" as op if len(tree["of"]) > 1:
                return [op, *map(self.logic, tree["of"])]
            case "all" | "any":
                return self.logic(tree["of"][0])
            case "at_least":
                if not 1 <= tree["count"] <= len(tree["of"]) or len(tree["of"]) < 2:
                    self.problems.append(f"at least {tree['count']} of {len(tree['of'])}: it needs more parts")
                return ["at_least", tree["count"], *map(self.logic, tree["of"])]
        return self.name_of(leaf_of(tree))

    def name_of(self, leaf: Leaf) -> str:
        """The name of a leaf; leaves that are the same share it."""
        made = self.leaf(leaf)
        if made not in self.names:
            self.names[made] = next(self._letters)
            self.leaves[self.names[made]] = made
        return self.names[made]

    def leaf(self, leaf: Leaf) -> GoldLeaf:
        """A leaf with its words quoted; what has none is a problem."""
        says = as_written(leaf)
        words = self.needed(leaf.span, f"“{says}”")
        if isinstance(leaf, Other):
            return GoldLeaf(says="other", words=words)
        if as_written(parse(says)) != says:
            self.problems.append(f"“{says}” does not say what is meant: use plain names")
        parts: dict[str, Any] = {}
        concept = leaf.__dict__.get({"threshold": "measure", "exposure": "agent"}.get(leaf.op, "condition"))
        if isinstance(concept, Concept):
            if concept.span is not None and (leaf.op == "threshold" or concept.span != leaf.span):
                parts["concept"] = self.quoted(concept.span)
            parts["also"] = tuple(q for m in concept.also if (q := self.quoted(m.span)) is not None)
        for name in ("of", "to"):
            if isinstance(part := leaf.__dict__.get(name), Concept):
                parts[name] = self.needed(part.span, f"“{part.name}”")
        if left_out := leaf.__dict__.get("excluding"):
            parts["excluding"] = tuple(self.needed(x.span, f"“{x.name}”") for x in left_out)
        if (window := leaf.__dict__.get("window")) is not None:
            parts["window"] = self.needed(window.span, f"the time “{window_words(window)}”")
            parts["anchor"] = self.anchor(window.anchor_text, window.span)
        if (duration := leaf.__dict__.get("duration")) is not None:
            parts["duration"] = self.needed(duration.span, f"how long: “{says}”")
        return GoldLeaf(says=says, words=words, **parts)

    def shared(self, window: Tree) -> SharedWindow:
        """The window that a lead-in lends to its items."""
        leaf = leaf_of({"op": "condition", "condition": {"name": "shared"}, "window": window})
        made = leaf.__dict__["window"]
        says = as_written(leaf).removeprefix("condition shared ")
        words = self.needed(made.span, f"the time “{says}”")
        return SharedWindow(says=says, words=words, anchor=self.anchor(made.anchor_text, made.span))

    def needed(self, span: Span | None, what: str) -> Quote:
        """The quote of a span that must be there."""
        quote = self.quoted(span)
        if quote is None:
            self.problems.append(f"Which words say {what}? Mark them.")
        return quote or "?"

    def quoted(self, span: Span | None) -> Quote | None:
        """Words as a quote that leads back to them; None for words outside of the criterion."""
        start, end = self.c.span.start, self.c.span.end
        if span is None or not start <= span.start < span.end <= end:
            return None
        words = " ".join(self.text[span.start : span.end].split())
        places = list(places_of(self.text, start, end, words)) if words else []
        n = next((n for n, (a, b) in enumerate(places, 1) if a <= span.start < b), None)
        quote: Quote = words if n is None or len(places) == 1 else (words, n)
        try:
            found = locate(self.text, start, end, quote)
        except NotFound:
            return None
        return quote if found.start < span.end and span.start < found.end else None

    def anchor(self, words: str | None, window: Span | None) -> Quote | None:
        """The anchor's own words: inside those of the window, or else the next ones behind them."""
        if words is None or window is None:
            return None
        place = next(places_of(self.text, window.start, self.c.span.end, words), None)
        return None if place is None else self.quoted(Span(start=place[0], end=place[1]))
