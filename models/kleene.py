"""Three truth values, as Kleene joins them: True, False and None for unknown."""

from collections.abc import Iterable

Truth = bool | None


def denied(value: Truth) -> Truth:
    """What is unknown stays unknown."""
    return None if value is None else not value


def at_least(count: int, values: Iterable[Truth]) -> Truth:
    """Whether at least ``count`` hold: known as soon as no unknown value could change it.

    >>> at_least(1, [False, None]), at_least(2, [True, True, None]), at_least(2, [True, False])
    (None, True, False)
    """
    known = list(values)
    sure = known.count(True)
    if sure >= count:
        return True
    return None if sure + known.count(None) >= count else False


def every(values: Iterable[Truth]) -> Truth:
    """Whether all hold.

    >>> every([True, None]), every([False, None]), every([])
    (None, False, True)
    """
    known = list(values)
    return at_least(len(known), known)
