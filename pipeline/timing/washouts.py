"""Washouts: "a washout of 4 weeks for X before randomisation", "a 14-day washout from X", "2 weeks for X, 4 for Y"."""

import re
from dataclasses import replace
from typing import NamedTuple

from ...patterns import anchors
from ..parts import Quantity, Window
from .aims import aim, anchor_pattern, closing
from .phrases import FLAGS

_BEFORE = re.compile(
    r"\bwash(?:ed)?[\s-]?out\s+(?:(?:period|phase|time)\s+)?(?:of\s+|for\s+|is\s+|:\s*|\(\s*)?(?:at\s+least\s+)?$",
    FLAGS,
)
_OF_IT_BEFORE = re.compile(
    r"\bwash(?:ed)?[\s-]?out\s+(?:(?:period|phase|time)\s+)?(?:of|from|for)\s+(?:(?!(?:of|for|from)\b)[^\W\d_][\w-]*\s+){1,4}"
    r"(?:(?:of|for|is|:)\s*)?(?:at\s+least\s+)?$",
    FLAGS,
)
""" "A washout of statins for 4 weeks": the drug stands before the time."""
_BEHIND = re.compile(r"\s*-?\s*(?:drug-free\s+)?wash-?\s?out\b(?:\s+(?:period|phase|interval|time))?", FLAGS)
_GONE_BY = re.compile(
    r"\s+(?:must|should|shall|has\s+to|have\s+to|need\s+to)\s+(?:have\s+)?(?:elapsed?|passed?)\b"
    r"(?!\s+(?:since|from|after|following|between|for)\b)",
    FLAGS,
)
_TITLED = re.compile(
    r"[^\W\d_][^:;.]*:\s*(?:(?:a|an)\s+)?(?:(?:minimum|period|interval)\s+of\s+)?(?:at\s+least\s+)?\Z", FLAGS
)
""" "Stem cell infusion: ≥ 42 days must have elapsed": what stands before the colon was given."""
_TIMES = r"(?:time[\s-]?(?:frames?|periods?)|times?|periods?|windows?|intervals?|durations?)"
_GIVEN = r"(?:stated|given|specified|indicated|listed|shown|noted|defined|below|here)"
_ENDED = (
    r"(?:prior|previous|last|most\s+recent|completi\w+|end\b|stopping|discontinu\w+|any\b|treatment|therap(?:y|ies))"
)
_LEAST = r"\b(?:(?:minimum|minimal|required|sufficient|adequate|enough)\s+)?"
_OVER = (
    rf"(?:\b(?:complet\w+|underg\w+|observ\w+)\s+(?:(?:an?|the)\s+)?(?:\w+\s+)?)?\bwash(?:ed)?[\s-]?outs?\b|{_LEAST}{_TIMES}\b[^.;:]{{0,90}}?\b(?:elapsed|passed)\b|"
    rf"{_LEAST}{_TIMES}\s+(?:[a-z]+\s+){{0,2}}?(?:since|between|from|after)\s+(?:the\s+)?{_ENDED}|"
    rf"\b(?:stopped|discontinued|off|free\s+of|without|ceased)\b[^.;:]{{0,60}}?\bfor\s+(?:at\s+least\s+)?(?:the\s+)?(?:following\s+)?"
    rf"(?:minimum\s+)?{_TIMES}\b"
)
"""That so much time has gone by without what the items name: "the following intervals must have elapsed"."""
_STATED = re.compile(
    rf"(?P<off>{_OVER})|\b(?:with)?in(?:side)?\s+the\s+(?:[\w-]+\s+){{0,3}}?{_TIMES}\b(?:\s+{_GIVEN}\b)*"
    rf"|\b{_TIMES}\s+{_GIVEN}\b",
    FLAGS,
)
_TO = re.compile(r"\b(?:before|prior\s+to|preceding|from|of)\s+(?:the\s+)?", FLAGS)
_BETWEEN_AND = re.compile(r"\bbetween\b[^.;:]{2,80}?\band\s+(?:the\s+)?", FLAGS)
_NO_STOP = re.compile(r"[^.;:]{0,90}", FLAGS)
_DAYS = ("screening", "consent", "enrolment", "randomization", "baseline")
_LENGTH = re.compile(r"\b(?:hours?|days?|weeks?|months?|years?|wks?|mos?|yrs?|half-?\s?li(?:fe|ves))\b", FLAGS)
_SAID = re.compile(r"\bwash(?:ed)?[\s-]?out\b[^.;]*$", FLAGS)
_OF = re.compile(
    r"\s*\)?\s*(?:(?:is|are|was)\s+)?(?:(?:required|needed|necessary|requested|mandatory)\s+)?(?:for|from|of|off|after)\s+"
    r"(?!(?:the\s+)?(?:study|screening|baseline)\b)(?=[^\W\d_])",
    FLAGS,
)


class Stated(NamedTuple):
    """What a lead-in says of the times behind the names of its items.

    ``off``: times without them; ``words``: where it says so; ``bare``: it does so for lengths without a sign alone;
    ``floor``: where the names begin.
    """

    anchor: str
    off: bool
    words: tuple[int, int]
    bare: bool = False
    floor: int = 0


def stated(view: str, start: int, end: int) -> Stated | None:
    """ "Biologics not washed out before baseline, each for the period stated:"."""
    if (m := _STATED.search(view, start, end)) is None:
        return _up_to_anchor(view, start, end)
    heads = [*_TO.finditer(view, start, end), *_BETWEEN_AND.finditer(view, start, end)]
    off = m["off"] is not None
    found = [a for to in heads if (a := _anchor(view, to, end, off)) is not None]
    anchor = anchors.anchor_of(found[0]["anchor"]) if found else "now"
    far = found[0].end() if off and found and _NO_STOP.fullmatch(view, m.end(), max(m.end(), found[0].start())) else 0
    return Stated(anchor, off, (m.start(), max(m.end(), far)))


def _anchor(view: str, to: "re.Match[str]", end: int, off: bool) -> "re.Match[str] | None":
    """The anchor behind a preposition; a time "since the end of therapy" has none in the therapy that ended."""
    a = anchor_pattern().match(view, to.end(), end)
    since = off and to.group().split()[0].lower() in ("from", "of")
    last = a is not None and anchors.anchor_of(a["anchor"]) == "last_dose"
    return a if a and not (off and last) and not (since and anchors.anchor_of(a["anchor"]) not in _DAYS) else None


def _up_to_anchor(view: str, start: int, end: int) -> Stated | None:
    """ "Any of the following before Day 1:", where the items say how long before."""
    for to in _TO.finditer(view, start, end):
        a = anchor_pattern().match(view, to.end(), end) if to.group().split()[0].lower() not in ("from", "of") else None
        if a and not view[a.end() : end].strip(" :\n") and not _LENGTH.search(view, start, to.start()):
            return Stated(anchors.anchor_of(a["anchor"]), False, (to.start(), a.end()), bare=True)
    return None


def stated_itself(view: str, start: int, end: int) -> Stated | None:
    """What a criterion says before its own colon: "Not taken within the washout period: opioids (7 days), …"."""
    colon = view.find(":", start, end)
    said = stated(view, start, colon) if colon >= 0 else None
    return said._replace(floor=colon + 1) if said is not None else None


def of_item(base: Window, said: Stated) -> Window:
    """The window of an item, "rituximab: 6 months", whose lead-in says what its time means."""
    q = base.quantity
    value = q.upper if q.upper is not None else q.lower
    below = q.said and q.lower is None and q.upper is not None
    quantity = replace(q, lower=None, upper=value, upper_inclusive=q.upper_inclusive if below else True)
    if said.off:
        quantity = replace(q, lower=value, lower_inclusive=True, upper=None)
    w = replace(base, quantity=quantity, direction="before", anchor=said.anchor, anchor_text=None)
    return replace(w, said=True, off=said.off)


def washout(
    view: str, start: int, end: int, q: Quantity, other: Quantity | None, longer: bool | None, pos: int
) -> Window | None:
    """A time without what is named before it, or behind it ("for X").

    ``other``, ``longer``, ``pos``: a second length and whether the longer of the two counts, and where its words end.
    """
    before = _BEFORE.search(view, max(start, q.start - 40), q.start)
    before = before or _OF_IT_BEFORE.search(view, max(start, q.start - 80), q.start)
    behind = _BEHIND.match(view, pos, end)
    gone = _GONE_BY.match(view, pos, end) if behind is None else None
    if gone is not None and _TITLED.match(view, start, q.start):
        before, behind = gone, gone
    stop = behind.end() if behind else pos
    of = _OF.match(view, stop, end)
    if not (before or behind or (of and of.group().split()[-1] == "for" and _SAID.search(view, start, q.start))):
        return None
    quantity = q if q.said else replace(q, upper=None, lower_inclusive=True)
    w = Window(q.start, stop, quantity, "before", "now", None, False, other, longer, True, of is not None, off=True)
    a = aim(view, stop, end, False) if of is None else None
    if a is not None and a.direction == "before":
        text = view[slice(*a.text)] if a.text else None
        behind_anchor = _OF.match(view, a.end, end) is not None
        return replace(w, anchor=a.anchor, anchor_text=text, end=a.end, ahead=behind_anchor)
    if (m := closing(view, stop, end)) is None:
        return w
    w = replace(w, anchor=anchors.anchor_of(m["anchor"]), anchor_text=m["anchor"])
    return replace(w, tail=(m.start(), m.end("anchor")))
