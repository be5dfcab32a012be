"""What was found where, and which pattern found it."""

from typing import NamedTuple

from pydantic import TypeAdapter

from ..models import Leaf, Range
from ..models.notation import plain
from .parts import Draft, Window
from .shapes import range_of

_LEAF: TypeAdapter[Leaf] = TypeAdapter(Leaf)


class Found(NamedTuple):
    """One thing read: its words ``text[start:end]``, its ``kind``, the ``fact`` in words, and the ``pattern``."""

    start: int
    end: int
    kind: str
    fact: str
    pattern: str


def found(draft: Draft) -> list[Found]:
    """Everything that the steps read in a draft, in reading order."""
    out: set[Found] = set()
    for work in draft.criteria:
        for w in work.windows:
            out.add(Found(w.start, w.end, "duration" if w.duration else "window", _said(w), "patterns/anchors.toml"))
        for part in work.parts:
            for cue in part.cues:
                out.add(Found(cue.start, cue.end, "cue", cue.category.lower(), "patterns/context.toml"))
            leaf = _LEAF.validate_python(part.leaf)
            out.add(Found(part.start, part.end, leaf.op, str(leaf), part.pattern))
    return sorted(out)


def _said(w: Window) -> str:
    values = Range.model_validate(range_of(w.quantity, w.quantity.unit))
    return plain(values) if w.duration else f"{plain(values)} {w.direction} {w.anchor}"
