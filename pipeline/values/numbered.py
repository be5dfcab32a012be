"""Numbers that only number something: "Visit 2", "version 4.03"."""

import re

NUMBERED = re.compile(
    r"\b(?:days?|weeks?|months?|version|v|ver|visits?|phase|part|cohort|section|appendix|type|cycles?|arm|protocol|step|"
    r"amendment|table|item|question|domain|period)\.?[^\S\n]*#?\Z",
    re.IGNORECASE,
)
"""Before a number of the same line, what it numbers."""
_NEXT = re.compile(r"\s*(?:-|–|/|,|to|or|and|,\s*or|,\s*and)\s*", re.IGNORECASE)


def only_numbers(view: str, start: int, last: int, names: list[tuple[int, int]]) -> bool:
    """Whether a bare number says which visit or version is meant; behind a measure ("C-SSRS type 4") it is a value,
    but for days and visits ("FSH (day 3) < 10").

    So do the further numbers of a list ("on day 2, 3 or 4"); ``last``: where the number before it that did so ends.
    """
    if last >= 0 and _NEXT.fullmatch(view, last, start):
        return True
    m = NUMBERED.search(view, max(0, start - 16), start)
    if m is None:
        return False
    at, of_time = m.start(), m.group().lower().startswith(("day", "visit"))
    return not any(a <= at < b or (b <= at and not of_time and not view[b:at].strip(" (,:")) for a, b in names)
