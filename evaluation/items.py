"""What a RuleSet claims, item by item: the things that gold and prediction are compared by."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..models import Attribute, Code, Concept, Condition, Criterion, Exposure, Leaf, Range, Span, Threshold
from ..models.algebra import occurrences

Bounds = tuple[float | None, bool | None, float | None, bool | None]
DRUGS = ("drug", "drug_class", "vaccine")


class Value(NamedTuple):
    """A bounded quantity: its words, bounds, unit, and what is measured (``about``: its words)."""

    start: int
    end: int
    bounds: Bounds
    relative_to: str | None
    unit: str | None
    about: tuple[Span, ...]
    name: str


class Time(NamedTuple):
    """A window or a duration: its words, bounds with their unit, what it is about, direction and anchor."""

    start: int
    end: int
    bounds: Bounds
    unit: str | None
    about: tuple[Span, ...]
    name: str
    direction: str | None
    anchor: str | None


class Mention(NamedTuple):
    """A name in the text: its words, the normalised name and the codes."""

    start: int
    end: int
    name: str
    codes: tuple[Code, ...] = ()


class Trait(NamedTuple):
    """An attribute: its words, name and value."""

    start: int
    end: int
    name: str
    value: str


class Placed(NamedTuple):
    """A leaf and its words: those of its criterion where it has none of its own."""

    start: int
    end: int
    leaf: Leaf


Item = Value | Time | Mention | Trait


def values(x: Placed) -> Iterator[Value]:
    """A threshold's quantity, or the dose of an exposure."""
    match x.leaf:
        case Threshold(range=r, measure=what, relative_to=limit):
            yield Value(x.start, x.end, bounds(r), limit, r.unit, spans(what), what.name)
        case Exposure(dose=Range() as r, agent=what):
            yield Value(x.start, x.end, bounds(r), None, r.unit, spans(what), what.name)


def times(x: Placed) -> Iterator[Time]:
    """The window and the duration that a leaf carries."""
    what = about(x.leaf)
    if what is None:
        return
    target = spans(what) or (Span(start=x.start, end=x.end),)
    if (w := getattr(x.leaf, "window", None)) is not None:
        yield Time(*_ends(w.span, x), bounds(w.range), w.range.unit, target, what.name, w.direction, w.anchor)
    if (d := getattr(x.leaf, "duration", None)) is not None:
        yield Time(*_ends(d.span, x), bounds(d), d.unit, target, what.name, None, None)


def drugs(x: Placed) -> Iterator[Mention]:
    """Drugs, classes and vaccines: given, left out of a class, or the object of an allergy."""
    match x.leaf:
        case Exposure(role=role, agent=agent, excluding=excluding) if role in DRUGS:
            yield from _mentions(x, agent, *excluding)
        case Condition(to=Concept() as to, to_role=role) if role in DRUGS:
            yield from _mentions(x, to)


def conditions(x: Placed) -> Iterator[Mention]:
    """A condition, and the kinds of it that do not count."""
    match x.leaf:
        case Condition(condition=condition, excluding=excluding):
            yield from _mentions(x, condition, *excluding)


def procedures(x: Placed) -> Iterator[Mention]:
    """A procedure, therapy or study, and the kinds of it that do not count."""
    match x.leaf:
        case Exposure(role=role, agent=agent, excluding=excluding) if role not in DRUGS:
            yield from _mentions(x, agent, *excluding)


def traits(x: Placed) -> Iterator[Trait]:
    """An attribute."""
    if isinstance(x.leaf, Attribute):
        yield Trait(x.start, x.end, x.leaf.name, x.leaf.value)


def about(leaf: Leaf) -> Concept | None:
    """What a leaf is about: its measure, agent or condition."""
    match leaf:
        case Threshold():
            return leaf.measure
        case Exposure():
            return leaf.agent
        case Condition():
            return leaf.condition
    return None


def spans(concept: Concept) -> tuple[Span, ...]:
    """Where a concept is named: its own words and the other words beside them."""
    mentions = (concept.span, *(other.span for other in concept.also))
    return tuple(span for span in mentions if span is not None)


def bounds(r: Range) -> Bounds:
    """The bounds of a range and whether they belong to it."""
    low, high = r.lower, r.upper
    return (
        low.value if low else None, low.inclusive if low else None,
        high.value if high else None, high.inclusive if high else None,
    )  # fmt: skip


def leaves(c: Criterion | None) -> list[Placed]:
    """The leaves of a criterion with their words, equal ones once."""
    if c is None:
        return []
    found = dict.fromkeys(o.leaf for o in occurrences(c.rule))
    return [Placed(*_ends(leaf.span, c.span), leaf) for leaf in found]


def collect(criteria: Iterable[Criterion], kind: Callable[[Placed], Iterator[Item]]) -> list[Item]:
    """The items of a kind in criteria, equal ones once: a tree repeats a leaf where its logic needs it twice.

    An item counts where its words stand: a lead-in's copy of what its item says is left out.
    """
    found: dict[Item, None] = {}
    for c in criteria:
        for leaf in leaves(c):
            for item in kind(leaf):
                if c.span.start <= item.start and item.end <= c.span.end:
                    found[item] = None
    return list(found)


def _mentions(x: Placed, *concepts: Concept) -> Iterator[Mention]:
    """The places where concepts are named; the first has the leaf's words for want of its own."""
    for n, concept in enumerate(concepts):
        if n == 0 and concept.span is None:
            yield Mention(x.start, x.end, concept.name, concept.codes)
        for span in spans(concept):
            yield Mention(span.start, span.end, concept.name, concept.codes)


def _ends(span: Span | None, otherwise: "Span | Placed") -> tuple[int, int]:
    where = span or otherwise
    return where.start, where.end
