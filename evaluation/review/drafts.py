"""Rules while a person works on them: contract 1 as data, in which a lead-in names its items.

A lead-in's rule in a RuleSet holds copies of what its items say. People correct an item in one place, so a draft has
``{"op": "item", "id": "E3.1"}`` there, and the window that the lead-in states for its items beside the tree.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from ...models import All, AtLeast, Criterion, Leaf, Not, Rule, Span, Window
from ...models import Any as AnyOf
from ...models.algebra import occurrences

Tree = dict[str, Any]
OPERATORS = ("all", "any", "not", "at_least")
_RULE: TypeAdapter[Rule] = TypeAdapter(Rule)


class Draft(NamedTuple):
    """A rule to work on (None: nothing was read), and the window that it lends to its items."""

    tree: Tree | None
    window: Tree | None = None


def draft_of(c: Criterion, criteria: Sequence[Criterion]) -> Draft:
    """What was read of a criterion, as a draft; ``criteria`` are those of its trial."""
    items = [x for x in criteria if x.parent == c.id]
    if not items:
        return Draft(None if c.rule is None else as_data(c.rule))
    fold = _Fold(items, _owners(c, criteria))
    tree = None if c.rule is None else fold.folded(c.rule)
    named = set(item_ids(tree))
    missing = [{"op": "item", "id": x.id} for x in items if x.id not in named]
    return Draft(_joined(tree, missing, "any" if c.kind == "exclusion" else "all"), _lent(c, fold))


def as_data(rule: Rule) -> Tree:
    """A rule as data, without what gold leaves out: canonical ranges and codes."""
    made: Tree = _plain(rule.model_dump(mode="json", exclude_none=True))
    return made


def _plain(part: Any) -> Any:
    if isinstance(part, dict):
        return {k: _plain(v) for k, v in part.items() if k not in ("canonical", "codes") and v not in ([], None)}
    return [_plain(x) for x in part] if isinstance(part, list) else part


def leaf_of(tree: Tree) -> Leaf:
    """The leaf that data stand for. Raises a validation error for what cannot be one."""
    rule = _RULE.validate_python(tree)
    if isinstance(rule, All | AnyOf | Not | AtLeast):
        raise ValueError(f"{rule.op} is no leaf")
    return rule


def parts_of(tree: Tree) -> list[Tree]:
    """The parts of an operator; nothing of a leaf."""
    if tree["op"] not in OPERATORS:
        return []
    return [tree["of"]] if tree["op"] == "not" else list(tree["of"])


def leaves_in(tree: Tree | None) -> Iterator[Tree]:
    """The leaves of a draft in order, items left out."""
    if tree is not None and tree["op"] in OPERATORS:
        for part in parts_of(tree):
            yield from leaves_in(part)
    elif tree is not None and tree["op"] != "item":
        yield tree


def item_ids(tree: Tree | None) -> Iterator[str]:
    """The items that a draft names, in order."""
    if tree is not None and tree["op"] == "item":
        yield tree["id"]
    elif tree is not None:
        for part in parts_of(tree):
            yield from item_ids(part)


def without_items(tree: Tree | None, gone: set[str]) -> Tree | None:
    """A draft without some items; operators that are left with one part are that part."""
    if tree is None or (tree["op"] == "item" and tree["id"] in gone):
        return None
    if tree["op"] not in OPERATORS:
        return tree
    parts = [part for part in (without_items(x, gone) for x in parts_of(tree)) if part is not None]
    if not parts:
        return None
    if tree["op"] == "not":
        return {"op": "not", "of": parts[0]}
    if len(parts) == 1 and tree["op"] != "at_least":
        return parts[0]
    return {**tree, "of": parts}


def _owners(c: Criterion, criteria: Sequence[Criterion]) -> list[tuple[Span, str]]:
    """The words of everything below a criterion, with the item of its own that they belong to."""
    owner = {x.id: x.id for x in criteria if x.parent == c.id}
    for x in criteria:
        if x.parent in owner:
            owner[x.id] = owner[x.parent]
    return [(x.span, owner[x.id]) for x in criteria if x.id in owner]


def _joined(tree: Tree | None, more: list[Tree], op: str) -> Tree | None:
    if not more:
        return tree
    if tree is not None and tree["op"] in ("all", "any", "at_least") and any(x["op"] == "item" for x in tree["of"]):
        return {**tree, "of": [*tree["of"], *more]}
    parts = [*([tree] if tree is not None else ()), *more]
    return {"op": op, "of": parts} if len(parts) > 1 else parts[0]


def _lent(c: Criterion, fold: "_Fold") -> Tree | None:
    """The window that leaves of the items carry, and that stands in the lead-in's own words."""
    for window in fold.windows:
        if window.span is not None and c.span.start <= window.span.start and window.span.end <= c.span.end:
            made: Tree = _plain(window.model_dump(mode="json", exclude_none=True))
            return made
    return None


class _Fold:
    """Puts an item in the place of what it says, by the words of the leaves."""

    def __init__(self, items: Sequence[Criterion], owners: list[tuple[Span, str]]) -> None:
        self.rules = {x.id: x.rule for x in items}
        self.owners = owners
        self.windows: list[Window] = []

    def folded(self, rule: Rule) -> Tree:
        owners = set(self._owners(rule))
        if len(owners) == 1 and (id := owners.pop()) is not None:
            self.windows += [w for leaf in _leaves(rule) if (w := getattr(leaf, "window", None)) is not None]
            own = self.rules[id]
            denied = isinstance(rule, Not) and own is not None and _shape(rule.of) == _shape(own)
            item: Tree = {"op": "item", "id": id}
            return {"op": "not", "of": item} if denied else item
        match rule:
            case Not():
                return {"op": "not", "of": self.folded(rule.of)}
            case All() | AnyOf() | AtLeast():
                parts: list[Tree] = []
                for part in map(self.folded, rule.of):
                    if part not in parts:
                        parts.append(part)
                count = {"count": rule.count} if isinstance(rule, AtLeast) else {}
                return {"op": rule.op, **count, "of": parts}
        return as_data(rule)

    def _owners(self, rule: Rule) -> Iterator[str | None]:
        for leaf in _leaves(rule):
            at = leaf.span
            yield next((id for span, id in self.owners if at and span.start <= at.start < span.end), None)


def _leaves(rule: Rule) -> Iterator[Leaf]:
    return (o.leaf for o in occurrences(rule))


def _shape(rule: Rule) -> Any:
    """A rule by its operators and the words of its leaves."""
    match rule:
        case Not():
            return ("not", _shape(rule.of))
        case All() | AnyOf() | AtLeast():
            return (rule.op, tuple(map(_shape, rule.of)))
    return rule.span
