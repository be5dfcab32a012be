"""Where a criterion refers to a document or a criteria set: what these name nobody has."""

from functools import cache

from ...patterns.gate import Several
from ...patterns.references import references

Span = tuple[int, int]


@cache
def _any() -> Several:
    return Several(*references())


def spans(view: str, start: int, end: int) -> list[Span]:
    """The words that only say by whose criteria: "(ACR/EULAR 2010)", "DSM-5 criteria", "(Smith et al., 2015)"."""
    if _any().absent(view, start, end):
        return []
    met = (pattern for pattern in references() if not pattern.absent(view, start, end))
    return sorted(m.span() for pattern in met for m in pattern.finditer(view, start, end))
