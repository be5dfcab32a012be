"""Numbers that only number something: "Visit 2", "version 4.03"."""

import re

NUMBERED = re.compile(
    r"\b(?:days?|weeks?|months?|version|v|ver|visits?|phase|part|cohort|section|appendix|type|cycles?|arm|protocol|step|"
    r"amendment|table|item|question|domain|period)\.?[^\S\n]*#?\Z",
    re.IGNORECASE,
)
"""Before a number of the same line, what it numbers."""


def only_numbers(view: str, start: int, names: list[tuple[int, int]]) -> bool:
    """Whether a bare number says which visit or version is meant; behind a measure ("C-SSRS type 4") it is a value."""
    m = NUMBERED.search(view, max(0, start - 16), start)
    if m is None:
        return False
    at = m.start()
    return not any(a <= at < b or (b <= at and not view[b:at].strip(" (,:")) for a, b in names)
