"""Women of one kind, or men: "postmenopausal women or men over 50" are not both sexes of one kind."""

import re
from dataclasses import replace
from itertools import pairwise

from ..parts import Mention

_OF_WOMEN = frozenset(
    ("menopausal status=postmenopausal", "menopausal status=premenopausal", "menopausal status=perimenopausal",
     "childbearing potential=yes", "childbearing potential=no", "pregnancy", "breastfeeding", "nulliparity",
     "multiparity", "amenorrhea", "menopause", "surgical sterilization", "hysterectomy")
)  # fmt: skip
_BOTH = re.compile(
    r"(?P<women>women|woman|females?|girls?)(?P<joint>\s*(?:/|\b(?:and\s*/\s*or|and|or)\b)\s*)(?P<men>men|man|males?|boys?)",
    re.IGNORECASE,
)


def parted(view: str, found: list[Mention]) -> list[Mention]:
    """The mentions, "women or men" behind what women alone are as two."""
    out = found[:1]
    for before, m in pairwise(found):
        both = _BOTH.fullmatch(view, m.start, m.end) if m.name == "sex=any" else None
        if both is not None and before.name in _OF_WOMEN and view[before.end : m.start].isspace():
            out.append(replace(m, end=both.end("women"), name="sex=female"))
            m = replace(m, start=both.start("men"), name="sex=male")
        out.append(m)
    return out
