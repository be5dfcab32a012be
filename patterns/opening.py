"""With which signs whatever a regular expression matches may start.

Python's expressions try each alternative at each place of a text. Told first which sign must stand there, they try
them at few. The expression is read with the standard library's own parser.
"""

import re
from collections.abc import Iterable
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
_ALMOST_ANY = frozenset((r"\D", r"\S", r"\W"))
_PLACES = (sre.AT, sre.ASSERT, sre.ASSERT_NOT)

Signs = frozenset[str]
"""Members of a class of signs, as they are written."""


def sought(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The expression compiled so that it is tried only where its first sign stands."""
    return re.compile(opened(pattern, flags), flags)


def opened(pattern: str, flags: int = 0) -> str:
    """The expression behind a look at its first sign, where that leaves out more than the expression itself does.

    >>> opened(r"\\b(?:un(?:able|willing)|refus\\w+)", re.I)
    '(?=[ru])(?:\\\\b(?:un(?:able|willing)|refus\\\\w+))'
    >>> opened(r"[(]\\s*x"), opened(r"\\W*if", re.I), opened(r"\\b(?:(?i:if)|or)")
    ('[(]\\\\s*x', '\\\\W*if', '(?i:(?=[io]))(?:\\\\b(?:(?i:if)|or))')
    """
    items = list(_parser.parse(pattern, flags))
    if not flags & re.IGNORECASE and _starts_with_sign(items):
        return pattern  # Python itself looks for the first sign
    signs, ends = _of_sequence(items)
    if ends or not signs or _ALMOST_ANY & signs:
        return pattern
    look = f"(?=[{''.join(sorted(signs))}])"
    return f"(?i:{look})(?:{pattern})" if "(?i:" in pattern else f"{look}(?:{pattern})"


def _starts_with_sign(items: list[tuple[Any, Any]]) -> bool:
    """Whether an expression that regards case starts with one sign, or with one of a few."""
    if not items:
        return False
    op, value = items[0]
    if op is sre.SUBPATTERN:
        return _starts_with_sign(list(value[-1]))
    if op is sre.BRANCH:
        return all(branch and branch[0][0] is sre.LITERAL for branch in value[1])
    return op in (sre.LITERAL, sre.IN)


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> tuple[Signs | None, bool]:
    """The first signs, None where they cannot be named, and whether the sequence may be empty."""
    out: Signs = frozenset()
    for op, value in items:
        if op in _PLACES:
            continue
        signs, empty = _of(op, value)
        if signs is None:
            return None, False
        out |= signs
        if not empty:
            return out, False
    return out, True


def _of(op: Any, value: Any) -> tuple[Signs | None, bool]:
    if op is sre.LITERAL:
        return frozenset([re.escape(chr(value))]), False
    if op is sre.IN:
        members = [_member(*member) for member in value]
        return (frozenset(members) if all(members) else None), False
    if op is sre.SUBPATTERN:
        return _of_sequence(value[-1])
    if op is sre.ATOMIC_GROUP:
        return _of_sequence(value)
    if op is sre.BRANCH:
        each = [_of_sequence(branch) for branch in value[1]]
        signs = [found for found, _ in each if found is not None]
        return (frozenset().union(*signs) if len(signs) == len(each) else None), any(empty for _, empty in each)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        found, empty = _of_sequence(value[2])
        return found, empty or value[0] == 0
    return None, False


def _member(op: Any, value: Any) -> str:
    """A member of a class as it is written, nothing for one that cannot be: what the class leaves out."""
    if op is sre.LITERAL:
        return re.escape(chr(value))
    if op is sre.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return _CATEGORIES.get(value, "") if op is sre.CATEGORY else ""
