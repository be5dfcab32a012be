"""The substance of an abuse, a dependence or a test: "opioid use disorder", "drug screen positive for cocaine"."""

import re
from typing import Any

from ...patterns.tables import Entry, words_of
from ...patterns.tables import mentions as lexicon
from ..parts import Mention
from ..shapes import concept

_ABUSE = re.compile(
    r"\b(?:abus\w+|misus\w+|dependen(?:ce|cy)|addict\w*|use\s+disorders?|overuse|withdrawal|intoxication|consumption|"
    r"(?:screen|test)\w*\s+for)\b",
    re.IGNORECASE,
)
_WORD = r"(?P<word>abus\w+|misus\w+|dependen\w+|addict\w*)"
_KEPT_WORD = re.compile(rf"\b{_WORD}", re.IGNORECASE)
_KEPT = re.compile(r"\b(?:abuse|misuse|dependence|dependency|addiction)\Z")
_SHARED = re.compile(rf"[^.;()]{{1,40}}?\b{_WORD}", re.IGNORECASE)
_REACH = 220
_SHARED_BEFORE = re.compile(rf"\b{_WORD}\s+(?:of|on|upon|to)\s[^.;()]{{1,200}}\Z", re.IGNORECASE)
_TEST_FOR = re.compile(
    r"\b(?:screen|test)\w*(?:\s+(?:is|was|positive|negative|results?))*\s+for\s+(?:the\s+)?", re.IGNORECASE
)
_DRUGS = ("drug", "drug_class")


def abuse(view: str, m: Mention) -> tuple[int, int] | None:
    """The word for the abuse of a named substance: its own, or the one that a list shares ("alcohol or drug abuse")."""
    if not _KEPT.search(m.name):
        return None
    found = _KEPT_WORD.search(view, m.start, m.end) or _SHARED.match(view, m.end)
    found = found or _SHARED_BEFORE.search(view, max(0, m.start - _REACH), m.start)
    return found.span("word") if found else None


def of(text: str, view: str, m: Mention) -> dict[str, Any]:
    """``to`` and ``to_role`` of a condition whose own words name the substance; nothing for any other."""
    if m.kind != "condition" or m.name == "substance abuse":
        return {}
    if not _ABUSE.search(m.name):  # which has the word of a whole list; "insulin-dependent diabetes" abuses nothing
        return {}
    test = _TEST_FOR.search(view, m.start, m.end)
    if test is not None or _TEST_FOR.search(m.name):  # of a list, the name has the test
        found = lexicon().find(view, words_of(view, test.end() if test else m.start, m.end))
        return (
            _to(text, found[0].start, found[0].end, found[0].entry) if found and found[0].entry.kind in _DRUGS else {}
        )
    for word in words_of(view, m.start, m.end):
        entry = lexicon().get(word.key, view[word.start : word.end])
        if entry is not None and entry.kind in _DRUGS:
            return _to(text, word.start, word.end, entry)
    return {}


def _to(text: str, start: int, end: int, entry: Entry) -> dict[str, Any]:
    return {"to": concept(text, start, end, entry.name, entry.codes), "to_role": entry.kind}
