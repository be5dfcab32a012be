"""From an annotation's quotes to the trees of contract 1: words are found in the text, and problems are listed."""

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from pydantic import ValidationError

from ..models import Criterion, RuleSet, Span, Trial, parse
from .annotation import GoldCriterion, GoldLeaf, GoldTrial, Logic, SharedWindow
from .words import NotFound, Quote, locate

Tree = dict[str, Any]
"""A rule as data, before it is checked."""
X = TypeVar("X")


class _Problem(Exception):
    """One thing that is wrong with an annotation."""


class Build:
    """Makes the RuleSet of an annotation, collecting every problem instead of stopping at the first."""

    def __init__(self, trial: GoldTrial, text: str) -> None:
        self.trial, self.text = trial, text
        self.problems: list[str] = []
        self.rules: dict[str, Tree | None] = {}
        self.spans: dict[str, Span] = {}

    def ruleset(self) -> RuleSet | None:
        self._locate_criteria()
        made = []
        for c in reversed(self.trial.criteria):  # items before the lead-ins that name them
            if c.id in self.spans and not c.unjudged:
                self.rules[c.id] = self._try(c.id, self._rule, c)
                if not self.problems:  # a part that failed leaves a hole in its rule
                    made.append(self._try(c.id, self._criterion, c))
        if self.problems:
            return None
        return self._try("the whole", self._whole, made)

    def _whole(self, made: list[Criterion | None]) -> RuleSet:
        trial = Trial(id=self.trial.id, title=self.trial.title)
        return RuleSet(trial=trial, text=self.text, criteria=tuple(c for c in reversed(made) if c is not None))

    def _try(self, where: str, make: Callable[..., X], *of: Any) -> X | None:
        try:
            return make(*of)
        except ValidationError as wrong:
            self.problems += [f"{where}: {e['msg']}" for e in wrong.errors()]
        except (ValueError, _Problem, NotFound) as wrong:
            self.problems.append(f"{where}: {wrong}")
        return None

    def _locate_criteria(self) -> None:
        pos, seen = 0, Counter(c.id for c in self.trial.criteria)
        self.problems += [f"{id}: the id stands {n} times" for id, n in seen.items() if n > 1]
        known = {c.id: c for c in self.trial.criteria}
        for c in self.trial.criteria:
            self.problems += [f"{c.id}: {wrong}" for wrong in _misnamed(c, known)]
            span = self._try(c.id, locate, self.text, pos, len(self.text), (c.text, 1))
            if span is not None:
                self.spans[c.id], pos = span, span.end

    def _criterion(self, c: GoldCriterion) -> Criterion:
        span, rule = self.spans[c.id], self.rules[c.id]
        return Criterion.model_validate(
            {
                **c.model_dump(include={"id", "kind", "parent", "group"}), "span": span, "rule": rule,
                "text": self.text[span.start : span.end], "coverage": "full" if rule else "none",
            }
        )  # fmt: skip

    def _rule(self, c: GoldCriterion) -> Tree | None:
        leaves = {name: self._try(f"{c.id}.{name}", self._leaf, c, x) for name, x in c.leaves.items()}
        used = list(_names(c.rule))
        if idle := [name for name in leaves if name not in used]:
            raise _Problem(f"the rule does not mention {', '.join(idle)}")
        if c.rule is None:
            return None
        items = {x.id: self.rules.get(x.id) for x in self.trial.criteria if x.parent == c.id}
        if left := sorted(set(items) - set(used)):
            raise _Problem(f"the rule does not mention its items {', '.join(left)}")
        if c.window is not None:
            window = self._shared(c, c.window)
            items = {id: _with_window(item, window) if item else None for id, item in items.items()}
        return self._tree(c.rule, leaves | items)

    def _tree(self, logic: Logic, known: dict[str, Tree | None]) -> Tree | None:
        if isinstance(logic, str):
            if logic in known:
                return known[logic]
            raise _Problem(f"the rule mentions {logic!r}, which is no leaf and no item of it")
        match logic:
            case ["not", of]:
                return {"op": "not", "of": self._tree(of, known)}
            case ["all" | "any" as op, _, _, *_]:
                return {"op": op, "of": self._trees(logic[1:], known)}
            case ["at_least", int(count), _, _, *_]:
                return {"op": "at_least", "count": count, "of": self._trees(logic[2:], known)}
        raise _Problem(f"no logic: {json.dumps(logic, ensure_ascii=False)[:80]}")

    def _trees(self, parts: list[Logic], known: dict[str, Tree | None]) -> list[Tree]:
        trees = (self._tree(part, known) for part in parts)
        return [tree for tree in trees if tree is not None]  # an item may carry no rule

    def _span(self, c: GoldCriterion, quote: Quote) -> dict[str, int]:
        within = self.spans[c.id]
        return locate(self.text, within.start, within.end, quote).model_dump()

    def _quoted(self, c: GoldCriterion, quote: Quote) -> Tree:
        span = self._span(c, quote)
        return {"text": self.text[span["start"] : span["end"]], "span": span}

    def _shared(self, c: GoldCriterion, w: SharedWindow) -> Tree:
        rule = parse(f"condition shared {w.says}").model_dump(mode="json")
        if rule["window"] is None:
            raise _Problem(f"no window: {w.says!r}")
        return self._placed_window(c, rule["window"], w.words, w.anchor)

    def _placed_window(self, c: GoldCriterion, window: Any, words: Quote, anchor: Quote | None) -> Tree:
        text = None if anchor is None else self._quoted(c, anchor)["text"]
        return {**window, "anchor_text": text, "span": self._span(c, words)}

    def _leaf(self, c: GoldCriterion, leaf: GoldLeaf) -> Tree:
        whole = self._quoted(c, leaf.words)
        if leaf.says == "other":
            return {"op": "other", **whole}
        rule = parse(leaf.says).model_dump(mode="json")
        if rule["op"] in ("all", "any", "not", "at_least", "other"):
            raise _Problem(f"{leaf.says!r} is no leaf")
        rule["span"] = whole["span"]
        if rule["op"] == "threshold":
            rule["range"]["canonical"] = None  # gold says what the words say; what converts is no annotation
        for part, words in self._parts(rule, leaf):
            rule[part] = {**rule[part], **self._quoted(c, words)}
        drug = "agent" if rule.get("role") == "drug" else "to" if rule.get("to_role") == "drug" else None
        if drug is not None:
            rule[drug]["codes"] = list(_codes().get(rule[drug]["name"], ()))
        concept = _CONCEPT.get(rule["op"])
        if leaf.also and concept:
            rule[concept]["also"] = [self._quoted(c, q) for q in leaf.also]
        for part, quote in (("window", leaf.window), ("duration", leaf.duration)):
            if (rule.get(part) is None) != (quote is None):
                raise _Problem(f"{part}: the notation and the words must both have one, or neither")
        if leaf.window is not None:
            rule["window"] = self._placed_window(c, rule["window"], leaf.window, leaf.anchor)
        if leaf.duration is not None:
            rule["duration"]["span"] = self._span(c, leaf.duration)
        excluded = rule.get("excluding") or []
        if len(excluded) != len(leaf.excluding):
            raise _Problem(f"excluding: the notation names {len(excluded)}, the words {len(leaf.excluding)}")
        if excluded:
            rule["excluding"] = [{**x, **self._quoted(c, q)} for x, q in zip(excluded, leaf.excluding, strict=True)]
        return rule

    def _parts(self, rule: Tree, leaf: GoldLeaf) -> Iterator[tuple[str, Quote]]:
        """The concepts of a leaf that words are quoted for."""
        if (concept := _CONCEPT.get(rule["op"])) is not None:
            quote = leaf.concept or (None if rule["op"] == "threshold" else leaf.words)
            if quote is not None:
                yield concept, quote
        for part, quote in (("of", leaf.of), ("to", leaf.to)):
            if (rule.get(part) is None) != (quote is None):
                raise _Problem(f"{part}: the notation and the words must both have one, or neither")
            if quote is not None:
                yield part, quote


@cache
def _codes() -> dict[str, list[dict[str, str]]]:
    """The codes of drugs by name, each looked up in the source that ``corpus/codes.tsv`` names beside it."""
    table = (resources.files("trialrules.corpus") / "codes.tsv").read_text(encoding="utf-8")
    out: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(table.splitlines(), delimiter="\t"):
        out.setdefault(row["name"], []).append({key: row[key] for key in ("system", "code", "display")})
    return out


_CONCEPT = {"threshold": "measure", "exposure": "agent", "condition": "condition"}


def _misnamed(c: GoldCriterion, known: Mapping[str, GoldCriterion]) -> Iterator[str]:
    if c.id[0] != c.kind[0].upper():
        yield f"the id does not go with the kind {c.kind}"
    if c.parent is not None and c.parent not in known:
        yield f"there is no parent {c.parent}"
    elif c.parent is not None and c.unjudged != known[c.parent].unjudged:
        yield "it and its lead-in are both judged or neither"
    if (c.id.rpartition(".")[0] or None) != c.parent:
        yield f"the id does not go with the parent {c.parent}"
    if c.unjudged and (c.leaves or c.rule):
        yield "what is unjudged has no rule"


def _names(logic: Logic | None) -> Iterator[str]:
    if isinstance(logic, str):
        yield logic
    elif logic:
        for part in logic[1:]:
            if isinstance(part, (str, list)):
                yield from _names(part)


def _with_window(item: Tree, window: Tree) -> Tree:
    """An item of a lead-in that states a window: its thresholds take it, or all its leaves where it has none."""
    return _windowed(item, window, {"threshold"} & _ops(item) or {"exposure", "condition"})


def _ops(tree: Tree) -> set[str]:
    return {tree["op"]}.union(*(_ops(part) for part in _parts_of(tree)))


def _parts_of(tree: Tree) -> list[Tree]:
    of = tree.get("of") if tree["op"] != "threshold" else None  # of a threshold it is what is counted
    return of if isinstance(of, list) else [of] if of else []


def _windowed(tree: Tree, window: Tree, ops: set[str]) -> Tree:
    """A tree whose leaves of some kinds take a window where they have none of their own."""
    if parts := _parts_of(tree):
        made = [_windowed(part, window, ops) for part in parts]
        return {**tree, "of": made if isinstance(tree["of"], list) else made[0]}
    return {**tree, "window": window} if tree["op"] in ops and tree["window"] is None else tree
