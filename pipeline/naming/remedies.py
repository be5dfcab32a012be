"""What is taken for a disease names a class of drugs, and no disease that is had: "gout tablets", "pills for gout"."""

import re
from dataclasses import replace

from ...patterns.fold import fold_phrase
from ...patterns.gate import Gated
from ...patterns.tables import mentions
from ..parts import Mention

_SORT = r"(?:tablets?|capsules?|pills?|creams?|ointments?|(?:eye\s+)?drops|medicines?|medications?|meds|drugs)"
_ANY = Gated(rf"\b{_SORT}\b|\bdrug\b", re.IGNORECASE)
_BEHIND = re.compile(rf"[ \t]+(?:{_SORT}\b|drug\b(?=\s*(?:[,;.)]|$|within|in\s+the|for\s+\d)))(?!-)", re.IGNORECASE)
_BEFORE = re.compile(
    rf"\b(?<!western\s)(?<!chinese\s)(?<!modern\s)(?<!traditional\s)(?<!internal\s){_SORT}\s+(?:for|against)\s+(?:(?:the\s+)?(?:treatment|relief|control)\s+of\s+|treating\s+)?\Z",
    re.IGNORECASE,
)
_NAMED_SO = re.compile(rf"{_SORT}\s+(?:for|against)\s+[^,;()]+", re.IGNORECASE)
"""A class that the tables know by its purpose: "medication for anxiety"."""
_LISTED = re.compile(r"\s*(?:\b(?:or|and)\b|/)\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*(?:(?:or|and)\s+)?", re.IGNORECASE)
_UNABLE = re.compile(r"(?:in|un|dis)ab|refus|intoleran|difficult", re.IGNORECASE)
_LONGEST = 60
_NO_DISEASES = frozenset(("pregnancy", "breastfeeding"))
_SORTS = ("medication", "drug", "treatment")


def read(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """The mentions, a disease before or behind the word for a drug as the class that is given for it."""
    if not found or _ANY.absent(view, start, len(view)):
        return found
    out: list[Mention] = []
    taken: set[int] = set()
    for m in found:
        disease = m.kind == "condition" and not _UNABLE.match(view, m.start)
        behind = _BEHIND.match(view, m.end) if disease else None
        before = _BEFORE.search(view, max(start, m.start - _LONGEST), m.start) if disease else None
        if before is not None and out and out[-1].start < before.start() < out[-1].end:
            before = None  # "anticholinergic medication for incontinence"
        if behind is not None and not any(o.start < behind.end() and m.end < o.end for o in found):
            out.append(_class(view, m, m.start, behind.end()))
        elif before is not None:
            while out and out[-1].end > before.start():  # "medication" is one of its own
                out.pop()
            out.append(_class(view, m, before.start(), m.end))
        elif disease and out and out[-1].end in taken and (also := _also(view, out[-1].end, m)) is not None:
            out.append(also)
        else:
            out.append(m)
            if m.kind == "drug_class" and _NAMED_SO.fullmatch(view, m.start, m.end):
                taken.add(m.end)
            continue
        if behind is None:
            taken.add(m.end)
    return out


def _also(view: str, end: int, m: Mention) -> Mention | None:
    """The class of the next disease of "medication for A or B"; behind a comma only one that is known."""
    if m.name in _NO_DISEASES:
        return None
    named = _class(view, m, m.start, m.end)
    if _LISTED.fullmatch(view, end, m.start):
        return named
    is_known = named.name != f"{m.name} medication"
    return named if is_known and _COMMA.fullmatch(view, end, m.start) else None


def _class(view: str, m: Mention, start: int, end: int) -> Mention:
    """The class that a medication for a disease is known as, or else one that has the disease's name."""
    for name in (f"{disease} {sort}" for disease in (view[m.start : m.end].lower(), m.name) for sort in _SORTS):
        if (known := mentions().get(fold_phrase(name), name)) is not None and known.kind == "drug_class":
            return Mention(start, end, known.kind, known.name, known.codes, known.pattern, m.cues)
    return replace(m, start=start, end=end, kind="drug_class", name=f"{m.name} medication", codes=())
