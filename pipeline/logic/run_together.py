"""Requirements that stand side by side without any stop: what a denial of the first says of the second is a guess."""

import re
from itertools import pairwise

from ..parts import Part, Work
from .nodes import negation

_BEGINS = re.compile(r"\s+[A-Z][a-z]{3,}")
_SMALL = re.compile(r"(?:\A|[\s(-])[a-z][^\s(]*\Z")


def any_denied(view: str, work: Work) -> bool:
    """ "Not pregnant Fertile patients must use contraception", "No brain metastases Measurable disease"."""
    return any(_begins_anew(view, a, b) for a, b in pairwise(work.parts))


def _begins_anew(view: str, a: Part, b: Part) -> bool:
    """Whether something is denied, and right behind its small letters a capital begins what stands next."""
    if negation(a) is None or b.start <= a.end or _BEGINS.match(view, a.end) is None:
        return False
    return _SMALL.search(view[a.start : a.end]) is not None
