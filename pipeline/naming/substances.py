"""The substance of an abuse, a dependence or a test: "opioid use disorder", "drug screen positive for cocaine"."""

import re
from typing import Any

from ...patterns.tables import mentions as lexicon
from ...patterns.tables import words_of
from ..parts import Mention
from ..shapes import concept

_ABUSE = re.compile(
    r"\b(?:abus\w+|misus\w+|dependen\w+|addict\w*|use\s+disorders?|overuse|withdrawal|intoxication|consumption|"
    r"(?:screen|test)\s+for)\b",
    re.IGNORECASE,
)
_WORD = r"(?P<word>abus\w+|misus\w+|dependen\w+|addict\w*)"
_KEPT_WORD = re.compile(rf"\b{_WORD}", re.IGNORECASE)
_KEPT = re.compile(r"\b(?:abuse|misuse|dependence|dependency|addiction)\Z")
_SHARED = re.compile(rf"[^.;()]{{1,40}}?\b{_WORD}", re.IGNORECASE)
_DRUGS = ("drug", "drug_class")


def abuse(view: str, m: Mention) -> tuple[int, int] | None:
    """The word for the abuse of a named substance: its own, or the one that a list shares ("alcohol or drug abuse")."""
    if not _KEPT.search(m.name):
        return None
    found = _KEPT_WORD.search(view, m.start, m.end) or _SHARED.match(view, m.end)
    return found.span("word") if found else None


def of(text: str, view: str, m: Mention) -> dict[str, Any]:
    """``to`` and ``to_role`` of a condition whose own words name the substance; nothing for any other."""
    if m.kind != "condition" or m.name == "substance abuse":
        return {}
    if not _ABUSE.search(view, m.start, m.end) and not _ABUSE.search(m.name):  # the name has the word of a whole list
        return {}
    for word in words_of(view, m.start, m.end):
        entry = lexicon().get(word.key, view[word.start : word.end])
        if entry is not None and entry.kind in _DRUGS:
            return {"to": concept(text, word.start, word.end, entry.name, entry.codes), "to_role": entry.kind}
    return {}
