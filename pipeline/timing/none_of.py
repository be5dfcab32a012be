"""None of what was counted before: "two relapses in the last 2 years, with none in the last 30 days"."""

import re

from ...patterns.gate import Gated
from ..naming.heads import normal
from ..parts import Cue, Part, Window
from .lists import is_count
from .phrases import FLAGS

_NONE = Gated(r"(?:,|\b(?:and|but|with))\s+(?:with\s+)?(?P<none>none)\s+$", FLAGS)
_OF = re.compile(r"\s*of\s+(?:\w+\s+)?", FLAGS)


def none_of(view: str, start: int, parts: list[Part], w: Window) -> Part | None:
    """What is said not to have happened again, as a leaf of its own; it joins ``parts``."""
    m = None if w.duration else _NONE.search(view, max(start, w.start - 30), w.start)
    before = [p for p in parts if p.end <= m.start()] if m else []
    if m is None or not before:
        return None
    counted = next((p for p in reversed(before) if p.leaf["op"] == "threshold" and is_count(p)), None)
    if (
        counted is not None
        and before[-1].leaf["op"] == "exposure"
        and _OF.fullmatch(view, counted.end, before[-1].start)
    ):
        counted = None  # "3 courses of antibiotics"
    what = counted or before[-1]
    cue = Cue("NEGATED", *m.span("none"))
    if counted is not None:
        name = _singular(normal(counted.leaf["measure"]["name"]))
        concept = {**counted.leaf["measure"], "name": name, "codes": []}
        leaf = {"op": "condition", "condition": concept, "span": counted.leaf["span"]}
        none = Part(m.start("none"), w.end, counted.focus, leaf, [cue], pattern=counted.pattern)
    elif what.leaf["op"] in ("condition", "exposure") and not what.denials:
        none = what.once_more(m.start("none"), w.end, [cue])
        none.leaf.pop("status", None)
    else:
        return None
    parts.append(none)
    return none


def _singular(name: str) -> str:
    return re.sub(r"(?<=[^su])s\Z", "", re.sub(r"ies\Z", "y", name))
