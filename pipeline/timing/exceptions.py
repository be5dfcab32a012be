"""Exceptions keep windows apart: what stands behind "unless" never limits what stands before it."""

import re
from itertools import pairwise
from typing import NamedTuple

from ..parts import Part, Window
from .phrases import FLAGS

BUT_NOT = (
    r"but\s+not(?!\s+(?:[<>≤≥]|(?:limited|more|less|later|longer|earlier|sooner|greater|higher|lower|fewer|shorter|older|younger|"
    r"exceed\w*|above|below|over|under)\b))"
)
""" "Steroids but not budesonide"; not the second bound of "at least 3 but not more than 12 months"."""
_EXCEPT = re.compile(
    r"\b(?:(?P<circumstance>unless|if\s+not|except\s+(?:if|when|where|that)|provided(?:\s+that)?|as\s+long\s+as|"
    r"(?<=continued\s)if|(?<=allowed\s)if|(?<=permitted\s)if|(?<=acceptable\s)if)|"
    r"(?P<kinds>except(?:ing|ions?)?(?:\s+(?:for|of))?|other\s+than|with\s+the\s+exception\s+of|apart\s+from|"
    rf"aside\s+from|excluding|not\s+(?:including|counting)|{BUT_NOT}))\b",
    FLAGS,
)
_ALONE = re.compile(
    rf"{_EXCEPT.pattern}(?:\s+(?:if|when|at|in|for|it|they|those|this|was|were|is|are|taken|used|given|received|diagnosed|performed|done|doses?|a|an|"
    r"dosages?|low|of|the|as|daily))*\s*[:(]?\s*\Z",
    FLAGS,
)
"""An exception that names nothing before the amount or the time that it is told by: "aspirin (except ≤ 100 mg/day)"."""
NO_MORE = re.compile(
    r"\b(?:and|or)\s+(?:no|not|without)\b(?!\s+(?:more|less|later)\b)|"
    r"\b(?:or|and)\s+(?:any(?!\s+(?:[\w-]+\s+){0,2}(?:in\s+situ|skin\s+cancers?))|(?:use|treatment|therapy)\s+(?:of|with))\b(?!\s+(?:other|of)\b)",
    FLAGS,
)
"""Behind an exception: "no A other than B, and no C within 4 weeks". A circumstance may go on with it."""
_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")
_BESIDE = re.compile(
    r"[\s,)\]]*(?:use|treatment|therapy|intake|administration|implantation|insertion|placement|vaccination|injections?|procedures?|surgery)?"
    r"\s*,?\s*",
    FLAGS,
)


_LETS_IN = re.compile(
    r"\b(?:eligible|allowed|permitted|permissible|acceptable|included|enroll?ed|excluded|considered|participate)\b",
    FLAGS,
)
_GIVEN_UP = re.compile(r"\b(?:discontinu|stopp|ceas|withdr|wash)\w*", FLAGS)
""" "Stopped anticoagulants, except aspirin, at least 7 days before": so long ago is what was stopped."""
_BRACKETS = re.compile(r"[()\[\]]")


class Reach(NamedTuple):
    """How far back a window reaches: not before ``floor``, and not to ``kept_out`` stretches."""

    floor: int
    kept_out: list[tuple[int, int]]
    circumstance: int | None = None

    def holds(self, p: Part) -> bool:
        """Whether a leaf is within reach."""
        return p.start >= self.floor and not any(a <= p.start < b for a, b in self.kept_out)


def _allowed(view: str, floor: int, w: Window, parts: list[Part]) -> int | None:
    """Where the bracket begins that lets in what it names and times: "stroke (TIA > 6 months ago is allowed)"."""
    opened = view.rfind("(", floor, w.start) + 1
    if not opened or _BRACKETS.search(view, opened, w.start) or not any(opened <= p.start < w.start for p in parts):
        return None
    closes = _BRACKETS.search(view, w.end)
    return opened if closes and _LETS_IN.search(view, w.end, closes.start()) else None


def reach(view: str, floor: int, w: Window, parts: list[Part]) -> Reach:
    """What exceptions before the window leave within its reach."""
    if (allowed := _allowed(view, floor, w, parts)) is not None:
        return Reach(allowed, [])
    kept_out: list[tuple[int, int]] = []
    for b in _BRACKET.finditer(view, floor, w.start):
        if _EXCEPT.search(view, *b.span()) or re.match(r"[(\[][^()]*\b(?:excluded|allowed|permitted)\b", b.group()):
            kept_out.append(b.span())
    marks = [m for m in _EXCEPT.finditer(view, floor, w.start) if not any(a <= m.start() < b for a, b in kept_out)]
    if not marks:
        return Reach(floor, kept_out)
    m = marks[-1]
    opens = len(marks) == 1 and not view[floor : m.start()].strip()
    if opens and (comma := view.find(",", m.end(), w.start)) >= 0:  # "except for A, any B within 5 years"
        return Reach(comma + 1, kept_out)
    if m["circumstance"] or w.duration or _opened(view, floor, m.start(), w.start):
        return Reach(m.end(), kept_out, m.end() if m["circumstance"] else None)
    anew = NO_MORE.search(view, m.end(), w.start)
    if anew is not None:
        return Reach(floor, [*kept_out, (m.start(), anew.start())])
    excepted = [p for p in parts if m.end() <= p.start and p.end <= w.start]
    long_ago = (
        w.quantity.upper is None and w.direction == "before" and not _GIVEN_UP.search(view, floor, m.start())
    )  # "surgery except appendectomy > 6 months ago"
    if not excepted or (not long_ago and _BESIDE.fullmatch(view, excepted[-1].end, w.start)):
        return Reach(floor, [*kept_out, (m.start(), _goes_on(view, excepted) or w.start)])
    return Reach(m.end(), kept_out)


def _goes_on(view: str, excepted: list[Part]) -> int | None:
    """Where the list goes on behind "antibiotics other than A, or surgery within 14 days"."""
    roles = [(p.leaf["op"], p.leaf.get("role") in ("procedure", "study")) for p in excepted]
    for i, (a, b) in enumerate(pairwise(excepted)):
        if roles[i] != roles[i + 1] and "," in view[a.end : b.start]:
            return a.end
    return None


def alone(view: str, floor: int, position: int) -> bool:
    """Whether what stands at a position is all that an exception says."""
    return _ALONE.search(view, max(floor, position - 60), position) is not None


def parted(view: str, a: int, b: int) -> bool:
    """Whether an exception begins between two places."""
    return _EXCEPT.search(view, a, b) is not None


def of_itself(view: str, start: int, parts: list[Part], w: Window) -> list[Part]:
    """The thing once more whose exception is a time: "malignancy, except > 5 years ago"; it joins ``parts``."""
    if w.duration or not alone(view, start, w.start):
        return []
    named = [p for p in parts if p.end <= w.start]
    if len(named) != 1 or named[0].leaf["op"] not in ("condition", "exposure"):
        return []
    again = named[0].once_more(w.start, w.end, [])
    again.leaf.pop("status", None)
    parts.append(again)
    return [again]


def _opened(view: str, floor: int, mark: int, at: int) -> bool:
    """Whether the exception and the window stand inside one bracket."""
    depth = view.count("(", floor, mark) - view.count(")", floor, mark)
    return depth > 0 and view.count(")", mark, at) <= view.count("(", mark, at)
