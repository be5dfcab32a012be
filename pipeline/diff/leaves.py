"""Changes leaf by leaf: which bound, window, drug or exception is another, and which leaves are new or gone."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...models import All, Attribute, Condition, Duration, Exposure, Leaf, Not, Other, Range, Rule, Threshold, Window
from ...models.algebra import form, occurrences
from ...models.diff import Change, What
from ...models.notation import as_written, plain
from .assignment import assigned
from .canonical import canonical, key, words_of

_ALIKE = 0.3
"""As alike are two leaves of which one may have become the other."""


class _Place(NamedTuple):
    """A leaf of a rule, and whether it must not hold."""

    leaf: Leaf
    denied: bool

    @property
    def name(self) -> tuple[str, bool]:
        return key(self.leaf), self.denied

    @property
    def words(self) -> str:
        return as_written(Not(of=self.leaf) if self.denied else self.leaf)


def subject(leaf: Leaf) -> str:
    """What a leaf is about: its measure, drug, condition or attribute, or its words."""
    match leaf:
        case Threshold():
            return leaf.measure.name
        case Exposure():
            return leaf.agent.name
        case Condition():
            return leaf.condition.name
        case Attribute():
            return leaf.name
    return leaf.text


def changes(old: Sequence[Rule], new: Sequence[Rule]) -> list[Change]:
    """What is another in a list of rules that all hold, leaf by leaf, in the order of the new ones."""
    olds, news, out = _unequal(_places(old), _places(new))
    pairs = assigned(olds, news, _alike, _ALIKE)
    became = {j: i for i, j in pairs}
    for j, place in enumerate(news):
        if j in became:
            out += _between(olds[became[j]], place)
        else:
            out.append(Change(what="added", subject=subject(place.leaf), new=place.words))
    kept = {i for i, _ in pairs}
    for i, place in enumerate(olds):
        if i not in kept:
            out.append(Change(what="removed", subject=subject(place.leaf), old=place.words))
    if old and new and len(pairs) == len(olds) == len(news) and not _joined_alike(old, new, olds, news, pairs):
        out.append(Change(what="logic", subject="", old=_notation(old), new=_notation(new)))
    return out


def _places(rules: Sequence[Rule]) -> list[_Place]:
    return [_Place(o.leaf, o.negated) for rule in rules for o in occurrences(rule)]


def _unequal(olds: list[_Place], news: list[_Place]) -> tuple[list[_Place], list[_Place], list[Change]]:
    """The leaves that the other side does not hold, and what of the equal ones is written in another unit."""
    notes: list[Change] = []
    left = list(olds)
    right = []
    for place in news:
        same = next((x for x in left if x.name == place.name), None)
        if same is None:
            right.append(place)
        else:
            left.remove(same)
            notes += _fields(same.leaf, place.leaf)
    return left, right, notes


def _alike(a: _Place, b: _Place) -> float:
    shared = set(words_of(subject(a.leaf))) & set(words_of(subject(b.leaf)))
    every = set(words_of(subject(a.leaf))) | set(words_of(subject(b.leaf)))
    names = 1.0 if subject(a.leaf) == subject(b.leaf) else len(shared) / len(every) if every else 0.0
    return names * (1 if a.leaf.op == b.leaf.op else 0.6) * (1 if a.denied == b.denied else 0.9)


def _between(old: _Place, new: _Place) -> list[Change]:
    a, b = old.leaf, new.leaf
    about = subject(b)
    if a.op != b.op:
        return [Change(what="rule", subject=about, old=old.words, new=new.words)]
    out = list(_fields(a, b))
    if old.denied != new.denied:
        out.append(Change(what="polarity", subject=about, old=old.words, new=new.words))
    return out or [Change(what="rule", subject=about, old=old.words, new=new.words)]


def _fields(a: Leaf, b: Leaf) -> Iterator[Change]:
    """The fields in which two leaves of one kind differ."""
    about = subject(b)
    shown = _shown(a), _shown(b)
    meant = _shown(canonical(a)), _shown(canonical(b))
    for what in dict.fromkeys((*shown[0], *shown[1])):
        old, new = shown[0].get(what), shown[1].get(what)
        if meant[0].get(what) != meant[1].get(what):
            yield Change(what=what, subject=about, old=old, new=new)
        elif old != new and what in ("bound", "window", "duration", "dose"):
            yield Change(what="unit", subject=about, old=old, new=new)
    yield from _exceptions(about, a, b)


def _exceptions(about: str, a: Leaf, b: Leaf) -> Iterator[Change]:
    if isinstance(a, Exposure | Condition) and isinstance(b, Exposure | Condition):
        olds, news = ({c.name for c in leaf.excluding} for leaf in (a, b))
        yield from (Change(what="exception", subject=about, new=name) for name in sorted(news - olds))
        yield from (Change(what="exception", subject=about, old=name) for name in sorted(olds - news))


def _shown(leaf: Leaf) -> dict[What, str]:
    """The fields of a leaf that it has, in the notation."""
    match leaf:
        case Threshold():
            limit = plain(leaf.range) + (f" x {leaf.relative_to}" if leaf.relative_to else "")
            of = leaf.of.name if leaf.of else None
            out: dict[What, str | None] = {"measure": leaf.measure.name, "of": of, "bound": limit}
        case Exposure():
            out = {"agent": leaf.agent.name, "role": leaf.role, "status": leaf.status, "dose": _range(leaf.dose)}
        case Condition():
            to = f"{leaf.to_role + ':' if leaf.to_role else ''}{leaf.to.name}" if leaf.to else None
            out = {"condition": leaf.condition.name, "to": to, "status": leaf.status}
        case Attribute():
            return {"of": leaf.name, "value": leaf.value}
        case Other():
            return {"words": leaf.text}
    out |= {"window": _window(leaf.window), "duration": _range(leaf.duration)}
    return {what: words for what, words in out.items() if words is not None}


def _range(range: Range | Duration | None) -> str | None:
    return None if range is None else plain(range)


def _window(window: Window | None) -> str | None:
    return None if window is None else f"{plain(window.range)} {window.direction} {window.anchor}"


def _joined_alike(
    old: Sequence[Rule],
    new: Sequence[Rule],
    olds: Sequence[_Place],
    news: Sequence[_Place],
    pairs: Sequence[tuple[int, int]],
) -> bool:
    """Whether only leaves differ: with each old leaf called what it became, both sides have one form."""
    names = {key(olds[i].leaf): key(news[j].leaf) for i, j in pairs}
    before = form(All(of=tuple(old)), lambda leaf: names.get(key(leaf), key(leaf)))
    return before == form(All(of=tuple(new)), key) or any(olds[i].denied != news[j].denied for i, j in pairs)


def _notation(rules: Sequence[Rule]) -> str:
    return as_written(rules[0] if len(rules) == 1 else All(of=tuple(rules)))
