"""The comparators that both peers know."""

import re

from ...models import Bound

SIGNS = {
    "<": "<", ">": ">", "≤": "<=", "≥": ">=", "<=": "<=", ">=": ">=", "less than": "<", "more than": ">",
    "greater than": ">", "at least": ">=", "at most": "<=", "up to": "<=", "within": "<=",
}  # fmt: skip
SIGN = "|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True))
TIMES = {"day": "d", "week": "wk", "month": "mo", "year": "a"}


def one_sided(sign: str, value: float) -> dict[str, Bound]:
    """The bound that a comparator makes of a value."""
    said = SIGNS[sign.lower()]
    return {"lower" if said[0] == ">" else "upper": Bound(value=value, inclusive="=" in said)}
