"""Whether a change lets more patients in or fewer, where that is certain."""

from collections.abc import Sequence

from ...models import All, Not, Other, Rule
from ...models.algebra import occurrences
from ...models.conflicts import possible
from ...models.diff import Effect
from .canonical import canonical, mapped


def effect(old: Sequence[Rule], new: Sequence[Rule]) -> Effect | None:
    """What becomes of those who meet all of ``old`` when they must meet all of ``new`` instead.

    >>> from ...models import parse
    >>> effect([parse("age >= 18 a")], [parse("age >= 16 a")])
    'loosens'
    """
    if not old or not new:
        return "tightens" if new and _binds(new) else "loosens" if old and _binds(old) else None
    before, after = _whole(old), _whole(new)
    stays, comes = not possible(before, Not(of=after)), not possible(after, Not(of=before))
    if stays == comes:
        return None
    return "loosens" if stays else "tightens"


def implied(demand: Sequence[Rule], by: Sequence[Rule]) -> bool:
    """Whether nobody meets the one and not the other."""
    return bool(demand and by) and not possible(_whole(by), Not(of=_whole(demand)))


def _whole(rules: Sequence[Rule]) -> Rule:
    return mapped(All(of=tuple(rules)), canonical)


def _binds(rules: Sequence[Rule]) -> bool:
    """Words that a person must judge may be a permission, which binds nobody."""
    return any(not isinstance(o.leaf, Other) for rule in rules for o in occurrences(rule))
