"""One of what was counted before, or none: "two relapses in the last 2 years, with none in the last 30 days"."""

import re

from ...patterns.gate import Gated
from ..naming.heads import normal
from ..parts import Cue, Part, Window
from ..shapes import concept
from .lists import is_count
from .phrases import FLAGS

_NONE = Gated(r"(?:,|\b(?:and|but|with))\s+(?:with\s+)?(?P<none>none)\s+$", FLAGS)
_OF = re.compile(r"\s*of\s+(?:\w+\s+)?", FLAGS)


def none_of(text: str, view: str, start: int, parts: list[Part], w: Window) -> Part | None:
    """What is said not to have happened again, as a leaf of its own; it joins ``parts``."""
    m = None if w.duration else _NONE.search(view, max(start, w.start - 30), w.start)
    before = [p for p in parts if p.end <= m.start()] if m else []
    if m is None or not before:
        return None
    none = one_of_them(text, view, before, (m.start("none"), w.end), [Cue("NEGATED", *m.span("none"))])
    parts += [none] if none is not None else []
    return none


def one_of_them(text: str, view: str, before: list[Part], where: tuple[int, int], cues: list[Cue]) -> Part | None:
    """One of the things that stand before, as an event at another place."""
    many = next((p for p in reversed(before) if p.leaf["op"] == "threshold" and is_count(p)), None)
    last = before[-1]
    if many is not None and last.leaf["op"] == "exposure" and _OF.fullmatch(view, many.end, last.start):
        many = None  # "3 courses of antibiotics"
    if many is None and last.leaf["op"] in ("condition", "exposure") and not last.denials:
        one = last.once_more(*where, cues)
        one.leaf.pop("status", None)
        return one
    if many is None:
        return None
    name = _singular(normal(many.leaf["measure"]["name"]))
    leaf = {"op": "condition", "condition": concept(text, *many.focus, name), "span": many.leaf["span"]}
    return Part(*where, many.focus, leaf, cues, pattern=many.pattern)


def _singular(name: str) -> str:
    return re.sub(r"(?<=[^su])s\Z", "", re.sub(r"ies\Z", "y", name))
