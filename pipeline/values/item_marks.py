"""The numbers that count items within one criterion ("one of: 1) fever, 2) cough"), which are no values."""

from ...patterns.gate import Gated

_MARK = Gated(
    r"(?:(?<=\s)|(?<=[;:,.(])|^)(?P<open>\()?(?P<n>[1-9])(?P<close>\)|\.(?!\d))(?=\s{0,3}[^\W\d]|\s{0,3}[≥≤<>])"
)


def spans(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the numbers stand that count up from 1 in one shape; a single one counts nothing."""
    found: dict[tuple[bool, str], list[tuple[int, int]]] = {}
    for m in _MARK.finditer(view, start, end):
        shape = m["open"] is not None, m["close"]
        closes = (
            not shape[0] and shape[1] == ")" and view.rfind("(", start, m.start()) > view.rfind(")", start, m.start())
        )
        if not closes and int(m["n"]) == len(found.setdefault(shape, [])) + 1:
            found[shape].append(m.span())
    return sorted(span for marks in found.values() if len(marks) > 1 for span in marks)
