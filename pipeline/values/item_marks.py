"""The numbers that count items within one criterion ("one of: 1) fever, 2) cough"), which are no values."""

from ...patterns.gate import Gated
from ..view import in_bracket

_MARK = Gated(
    r"(?:(?<=\s)|(?<=[;:,.(])|^)(?P<open>\()?(?P<n>[1-9])(?P<close>\)|\.(?!\d))(?=\s{0,3}[^\W\d]|\s{0,3}[≥≤<>])"
)


def spans(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the numbers stand that count up from 1 in one shape; a single one counts nothing."""
    found: dict[tuple[bool, str], list[tuple[int, int]]] = {}
    for m in _MARK.finditer(view, start, end):
        shape = m["open"] is not None, m["close"]
        marks = found.setdefault(shape, [])
        if int(m["n"]) != len(marks) + 1 or (shape == (False, ")") and in_bracket(view, start, m.start())):
            continue
        marks.append(m.span())
    return sorted(span for marks in found.values() if len(marks) > 1 for span in marks)
