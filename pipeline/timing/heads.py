"""A class before a colon whose members have windows: "TNF inhibitors: etanercept within 4 weeks"."""

import re

from ..parts import Part
from .phrases import FLAGS, nothing_before

_COLON = re.compile(r"\s*(?:[(][^()]*[)]\s*|(?:before|prior\s+to)\s+[^:;.,()]{2,60})?:", FLAGS)
_WITHOUT_NAME = ("medication", "therapy", "drug", "treatment")
_TIMES = ("window", "duration")


def share(view: str, start: int, parts: list[Part]) -> None:
    """Gives the class the window that all its members have; a topic without a name is none of them.

    Where the members' windows differ, that of the class is nobody's guess.
    """
    ordered = sorted(parts, key=lambda p: p.start)
    head, rest = (ordered[0], ordered[1:]) if ordered else (None, [])
    if head is None or not rest or not _is_class(head) or not nothing_before(view, start, head.start):
        return
    if any(p.focus == head.focus for p in rest):  # "biologics: at least 4 weeks since the last dose"
        return
    if not _COLON.match(view, head.end) or any(not _is_timed_member(p, head.end) for p in rest):
        return
    if head.leaf["agent"]["name"] in _WITHOUT_NAME:
        parts[:] = [p for p in parts if p is not head]
        return
    first = {k: rest[0].leaf[k] for k in _TIMES if k in rest[0].leaf}
    if any({k: p.leaf[k] for k in _TIMES if k in p.leaf} != first for p in rest) or rest[0].alternative is not None:
        head.guessed = True
    else:
        head.leaf.update(first)


def _is_class(p: Part) -> bool:
    named = p.leaf["op"] == "exposure" and p.leaf["role"] in ("drug_class", "therapy")
    return named and p.leaf.keys().isdisjoint(_TIMES)


def _is_timed_member(p: Part, behind: int) -> bool:
    return p.start > behind and p.leaf["op"] == "exposure" and not p.leaf.keys().isdisjoint(_TIMES)
