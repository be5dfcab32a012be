"""Lookbehinds for words and the white space behind them, which may be a line's end with the next line's indent."""

_WIDEST = 20
"""Signs; the deepest indent that a registry wraps its criteria at."""


def behind(*words: str) -> str:
    """A regular expression: one of the words stands right before, whatever white space parts it from what follows.

    >>> import re
    >>> bool(re.search(behind("never") + "treated", "never\\n      treated"))
    True
    """
    return "(?:" + "|".join(f"(?<={word}{space})" for word in words for space in _spaces()) + ")"


def not_behind(*words: str) -> str:
    """A regular expression: none of the words stands right before.

    >>> import re
    >>> bool(re.search(not_behind("for") + "treatment", "for\\n  treatment"))
    False
    """
    return "".join(f"(?<!{word}{space})" for word in words for space in _spaces())


def _spaces() -> list[str]:
    return [r"\s" * width for width in range(1, _WIDEST + 1)]
