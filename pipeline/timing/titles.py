"""What a time is of, named before a colon: "Radiotherapy (XRT): at least 3 weeks since the last fraction"."""

import re

from ..parts import Part, Work

_ITSELF = frozenset(
    (
        "agent", "drug", "medication", "product", "dose", "last dose", "infusion", "injection", "administration",
        "treatment", "therapy", "antibody", "antibody agent", "inhibitor", "biologic agent", "investigational agent",
    )
)  # fmt: skip
"""What a title has named, told again: "Bevacizumab: at least 4 weeks from the last infusion"."""
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
    if not timed or any(
        "window" in p.leaf and p.leaf["window"] not in [q.leaf["window"] for q in timed] for p in named
    ):
        return []
    if all(p.leaf["agent"]["name"] in _ITSELF for p in timed) or _told_shorter(view, named, timed):
        return _timed_itself(work, named, timed)
    if not all(any(_same(p, q) for q in timed) for p in named):
        timed[0].guessed = True
    over = any(p.stopped for p in timed)
    for p in timed:
        if over or any(_same(q, p) for q in named):
            _washed_out(p)
    work.parts = [p for p in work.parts if not any(p is q for q in named)]
    return [title.span()]


def _timed_itself(work: Work, named: list[Part], timed: list[Part]) -> list[tuple[int, int]]:
    """Gives the time to what the title names; the words that told it again."""
    first = timed[0]
    if len(timed) > 1 or any(p.leaf.get("window", first.leaf["window"]) != first.leaf["window"] for p in named):
        return []
    for p in named:
        p.leaf["window"] = first.leaf["window"]
        p.leaf.pop("status", None)
        p.alternative, p.longer, p.stopped = first.alternative, first.longer, first.stopped
        _washed_out(p)
    work.parts = [p for p in work.parts if p is not first]
    return [(first.start, first.end)]


def _told_shorter(view: str, named: list[Part], timed: list[Part]) -> bool:
    """ "Myelosuppressive chemotherapy: at least 3 weeks since chemotherapy"."""
    if len(named) > 1 or len(timed) > 1:
        return False
    title, again = (view[slice(*p[0].focus)].lower() for p in (named, timed))
    return title != again and title.endswith(f" {again}")


def _washed_out(p: Part) -> None:
    """ "Rituximab: at least 6 months after rituximab": nobody has to be given it; of a transplant it is in doubt."""
    bounds = p.leaf["window"]["range"]
    if p.stopped or bounds["lower"] is None:
        return
    if p.leaf["role"] == "procedure":
        p.guessed = True
        return
    low = bounds["lower"]
    new = {**bounds, "lower": None, "upper": {**low, "inclusive": not low["inclusive"]}}
    p.leaf["window"], p.stopped = {**p.leaf["window"], "range": new}, True


def _is_bare(p: Part) -> bool:
    """A name without what is said of it; the time behind the title may have come to it, too."""
    said = p.leaf.keys() & {"duration", "dose", "excluding"} or p.leaf.get("status") not in (None, "past")
    return p.leaf["op"] == "exposure" and not said and not p.denials


def _is_over(p: Part) -> bool:
    """An exposure that ended, or was, so long ago."""
    window = p.leaf.get("window") if p.leaf["op"] == "exposure" else None
    return window is not None and (p.stopped or (window["range"]["upper"] is None and window["direction"] == "before"))


def _same(p: Part, q: Part) -> bool:
    """ "Steroids: ... systemic steroids": the same, or a kind of it."""
    title, name = p.leaf["agent"]["name"], q.leaf["agent"]["name"]
    return bool(name == title or name.endswith(f" {title}"))
