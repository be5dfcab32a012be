"""What a time is of, named before a colon: "Radiotherapy (XRT): at least 3 weeks since the last fraction"."""

import re

from ..parts import Part, Work

_TITLE = re.compile(r"[^\n:;<>≤≥\d]{3,90}?:(?=\s)")


def silence(view: str, work: Work) -> list[tuple[int, int]]:
    """Takes the names of a title from the parts, where what stands behind it has the time; the title's words.

    The last dose "of" another thing than the title names is in doubt.
    """
    title = _TITLE.match(view, work.start, work.end)
    named = [p for p in work.parts if title is not None and p.start < title.end()]
    behind = [p for p in work.parts if title is not None and p.start >= title.end()]
    if title is None or not named or any(not _is_bare(p) or p.end > title.end() for p in named):
        return []
    timed = [p for p in behind if _is_over(p)]
    if not timed:
        return []
    if not all(any(_same(p, q) for q in timed) for p in named):
        timed[0].guessed = True
    work.parts = [p for p in work.parts if not any(p is q for q in named)]
    return [title.span()]


def _is_bare(p: Part) -> bool:
    """A name without what is said of it; the time behind the title may have come to it, too."""
    said = p.leaf.keys() & {"duration", "dose", "status", "excluding"}
    return p.leaf["op"] == "exposure" and not said and not p.denials


def _is_over(p: Part) -> bool:
    """An exposure that ended, or was, so long ago."""
    window = p.leaf.get("window") if p.leaf["op"] == "exposure" else None
    return window is not None and (p.stopped or (window["range"]["upper"] is None and window["direction"] == "before"))


def _same(p: Part, q: Part) -> bool:
    """ "Steroids: ... systemic steroids": the same, or a kind of it."""
    title, name = p.leaf["agent"]["name"], q.leaf["agent"]["name"]
    return bool(name == title or name.endswith(f" {title}"))
