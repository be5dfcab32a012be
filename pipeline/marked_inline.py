"""Items that letters or numbers with a point open within a line: "one of the following: a. fever; b. cough"."""

import re

_LIST = re.compile(r"(?<=:\s)(?:a|A|1)\.(?=\s\S)[^\n]*")
_MARK = re.compile(
    r"(?:\A|(?<=[;,.]\s)|(?<=[;,.]\sor\s)|(?<=[;,.]\sand\s)|(?<=\sor\s)|(?<=\sand\s))(?P<mark>[A-Ha-h]|[1-9])\.(?=\s\S)"
)


def stand(view: str) -> bool:
    """Whether a list may open so."""
    return ": a. " in view or ": A. " in view or ": 1. " in view


def bracketed(view: str) -> str:
    """The view with the marks of such lists written "a)", as readers know them; of the same length.

    >>> bracketed("Any of: a. fever; b. cough > 3 wk. Vitamin C. Zinc")
    'Any of: a) fever; b) cough > 3 wk. Vitamin C. Zinc'
    """
    return _LIST.sub(_with_brackets, view)


def _with_brackets(found: re.Match[str]) -> str:
    line = found.group()
    due, points = ord(line[0]), []
    for m in _MARK.finditer(line):
        if ord(m["mark"]) == due:
            points.append(m.end("mark"))
            due += 1
    if len(points) < 2:
        return line
    return "".join(")" if i in points else sign for i, sign in enumerate(line))
