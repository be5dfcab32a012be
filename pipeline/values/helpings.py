"""Food and drink that is counted by the helping: "fewer than 3 portions of fruit and vegetables a day"."""

import re

_FLAGS = re.IGNORECASE
_A_HELPING = re.compile(
    r"(?:portions?|servings?|helpings?|cups?|glass(?:es)?|bottles?|cans?|slices?|pieces?|pints?|shots?|bowls?)\Z",
    _FLAGS,
)
_OF_WHAT = re.compile(
    r"\s+of\s+(?:(?:the|any)\s+)?(?!(?:the|any)\b)[a-z][a-z-]*(?:\s+(?!(?:per|a|an|each|every|in|on|at|or|and|daily|weekly|within|during)\b)[a-z][a-z-]*){0,2}"
    r"(?:(?:\s*,\s*|\s*/\s*|\s+(?:and|or|and/or)\s+)(?!(?:more|less|fewer)\b)[a-z][a-z-]*){0,3}"
    r"(?=\s*(?:/|,|;|\.|\)|\Z)|\s+(?:per|a|each|every|daily|weekly|in)\b)",
    _FLAGS,
)


def end_of(view: str, start: int, end: int) -> int:
    """Where the words for what is counted end that begin at ``start`` and whose noun ends at ``end``."""
    helping = _A_HELPING.search(view, start, end)
    what = _OF_WHAT.match(view, end) if helping is not None else None
    return what.end() if what is not None else end
